use crate::lexicon::{Gender, Lexicon, NounKind};
use crate::phrase::description;
use newsgraph_document::{
    Label, Mention, MentionKind, Quote, QuoteKind, Span, Syntax, TokenizedText, Upos, dep,
};

/// What a pronoun, noun or name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Person,
    Thing,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
    You,
    Relative,
    This,
}

/// A mention that coreference looks at.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    /// Its first token.
    pub(crate) first: usize,
    pub(crate) head: usize,
    pub(crate) sentence: usize,
    pub(crate) kind: MentionKind,
    /// The given mention that it is; `None` for what is found here.
    pub(crate) given: Option<usize>,
    pub(crate) pronoun: Option<Pronoun>,
    pub(crate) reflexive: bool,
    pub(crate) sort: Sort,
    pub(crate) plural: Option<bool>,
    pub(crate) gender: Option<Gender>,
    /// The innermost quote with quotation marks that it stands in.
    pub(crate) quote: Option<usize>,
    /// The innermost quote of any kind that it stands in.
    pub(crate) report: Option<usize>,
    pub(crate) role: Role,
    pub(crate) form: Form,
}

/// What a mention does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Subject,
    PassiveSubject,
    Object,
    Oblique,
    Modifier,
    Possessor,
    Apposition,
    Compound,
    Root,
    Other,
}

/// How a mention is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Person,
    Organization,
    Location,
    Group,
    OtherName,
    /// A proper noun that no given name holds.
    ProperNoun,
    /// With "the", "this" or "that", a possessor, "a", or nothing.
    Definite,
    Demonstrative,
    Possessed,
    Indefinite,
    Bare,
    Pronoun(Pronoun),
}

pub(crate) fn pronoun(lower: &str) -> Option<(Pronoun, bool)> {
    Some(match lower {
        "he" | "him" | "his" => (Pronoun::He, false),
        "himself" => (Pronoun::He, true),
        "she" | "her" | "hers" => (Pronoun::She, false),
        "herself" => (Pronoun::She, true),
        "it" | "its" => (Pronoun::It, false),
        "itself" => (Pronoun::It, true),
        "they" | "them" | "their" | "theirs" => (Pronoun::They, false),
        "themselves" => (Pronoun::They, true),
        "i" | "me" | "my" | "mine" => (Pronoun::I, false),
        "myself" => (Pronoun::I, true),
        "we" | "us" | "our" | "ours" => (Pronoun::We, false),
        "ourselves" => (Pronoun::We, true),
        "you" | "your" | "yours" => (Pronoun::You, false),
        "yourself" | "yourselves" => (Pronoun::You, true),
        "this" | "that" | "these" | "those" => (Pronoun::This, false),
        "who" | "whom" | "whose" | "which" => (Pronoun::Relative, false),
        _ => return None,
    })
}

/// Everything that can corefer, in text order of the heads.
pub(crate) fn collect(
    text: TokenizedText<'_>,
    syntax: &Syntax,
    mentions: &[Mention],
    quotes: &[Quote],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let mut occupied = vec![false; text.tokens.len()];
    let mut found = Vec::new();
    for (position, mention) in mentions.iter().enumerate() {
        let tokens = text.tokens_in(mention.span);
        if tokens.is_empty() {
            continue;
        }
        occupied[tokens.clone()].fill(true);
        if mention.kind == MentionKind::Value {
            continue;
        }
        let head = syntax.head_of(tokens.clone()).unwrap_or(tokens.end - 1);
        let mut candidate = start(text, mention.span, head, mention.kind);
        candidate.given = Some(position);
        candidate.sort = sort_of(&mention.label);
        candidate.form = form_of(&mention.label);
        candidate.plural = Some(mention.label == Label::GROUP && text.word(head).ends_with('s'));
        found.push(candidate);
    }
    for (sentence, range) in text.sentences.iter().map(|s| s.tokens.clone()).enumerate() {
        for token in range {
            let new = described(text, syntax, token, &occupied, lexicon);
            let new = new.or_else(|| by_pronoun(text, syntax, token, &occupied));
            found.extend(new.map(|c| Candidate { sentence, ..c }));
        }
    }
    found.sort_by_key(|c| (c.head, c.span));
    for candidate in &mut found {
        candidate.role = role(syntax, candidate.head);
    }
    let marked = |q: &Quote| q.kind != QuoteKind::Indirect;
    mark_quotes(&mut found, quotes, marked, |c| &mut c.quote);
    mark_quotes(&mut found, quotes, |_| true, |c| &mut c.report);
    found
}

/// The role of a head; a conjunct has that of the first one.
fn role(syntax: &Syntax, head: usize) -> Role {
    let mut at = head;
    while let Some(first) = syntax.head(at).filter(|_| syntax.dep(at) == dep::CONJ) {
        at = first;
    }
    match syntax.dep(at) {
        dep::NSUBJ | dep::NSUBJ_OUTER => Role::Subject,
        dep::NSUBJ_PASS => Role::PassiveSubject,
        dep::OBJ | dep::IOBJ => Role::Object,
        dep::OBL | dep::OBL_AGENT | dep::OBL_UNMARKED => Role::Oblique,
        dep::NMOD | dep::NMOD_UNMARKED => Role::Modifier,
        dep::NMOD_POSS => Role::Possessor,
        dep::APPOS => Role::Apposition,
        dep::COMPOUND | dep::AMOD | dep::FLAT => Role::Compound,
        dep::ROOT => Role::Root,
        _ => Role::Other,
    }
}

fn form_of(label: &Label) -> Form {
    match label.as_str() {
        "Person" => Form::Person,
        "Organization" => Form::Organization,
        "Location" | "Facility" => Form::Location,
        "Group" => Form::Group,
        _ => Form::OtherName,
    }
}

/// The form of a noun phrase that is no name.
fn described_form(text: TokenizedText<'_>, syntax: &Syntax, head: usize) -> Form {
    if syntax.upos(head) == Upos::Propn {
        return Form::ProperNoun;
    }
    let mut form = Form::Bare;
    for child in syntax.dependents(head) {
        match syntax.dep(child) {
            dep::NMOD_POSS => return Form::Possessed,
            dep::DET => {
                let word = text.word(child);
                let is = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
                form = if is(&["the"]) {
                    Form::Definite
                } else if is(&["this", "that", "these", "those"]) {
                    Form::Demonstrative
                } else {
                    Form::Indefinite
                };
            }
            dep::NUMMOD if form == Form::Bare => form = Form::Indefinite,
            _ => {}
        }
    }
    form
}

fn start(text: TokenizedText<'_>, span: Span, head: usize, kind: MentionKind) -> Candidate {
    Candidate {
        span,
        first: text.tokens_in(span).start,
        head,
        sentence: text.sentence_of(head),
        kind,
        given: None,
        pronoun: None,
        reflexive: false,
        sort: Sort::Unknown,
        plural: None,
        gender: None,
        quote: None,
        report: None,
        role: Role::Other,
        form: Form::Bare,
    }
}

fn sort_of(label: &Label) -> Sort {
    match label.as_str() {
        "Person" => Sort::Person,
        "Organization" | "Location" | "Facility" | "Product" | "Event" | "Work" => Sort::Thing,
        _ => Sort::Unknown,
    }
}

fn by_pronoun(
    text: TokenizedText<'_>,
    syntax: &Syntax,
    token: usize,
    occupied: &[bool],
) -> Option<Candidate> {
    if occupied[token] || !matches!(syntax.upos(token), Upos::Pron | Upos::Det) {
        return None;
    }
    let lower = text.word(token).to_lowercase();
    let (pronoun, reflexive) = pronoun(&lower)?;
    if text.word(token) == "US" || pronoun == Pronoun::It && pleonastic(text, syntax, token) {
        return None;
    }
    if pronoun == Pronoun::Relative
        && !syntax
            .ancestors(token)
            .any(|t| syntax.dep(t) == dep::ACL_RELCL)
    {
        return None;
    }
    if pronoun == Pronoun::This && !stands_alone(syntax, token) {
        return None;
    }
    let mut candidate = start(text, text.tokens[token].span, token, MentionKind::Pronoun);
    candidate.pronoun = Some(pronoun);
    candidate.form = Form::Pronoun(pronoun);
    candidate.reflexive = reflexive;
    candidate.plural = match pronoun {
        Pronoun::They | Pronoun::We => Some(true),
        Pronoun::You | Pronoun::Relative => None,
        Pronoun::This => Some(lower.ends_with("se")),
        _ => Some(false),
    };
    (candidate.sort, candidate.gender) = match pronoun {
        Pronoun::He => (Sort::Person, Some(Gender::Masculine)),
        Pronoun::She => (Sort::Person, Some(Gender::Feminine)),
        Pronoun::It | Pronoun::This => (Sort::Thing, None),
        Pronoun::They | Pronoun::Relative => (Sort::Unknown, None),
        Pronoun::I | Pronoun::We | Pronoun::You => (Sort::Person, None),
    };
    Some(candidate)
}

/// Whether "this" or "that" is a phrase of its own, and opens no clause.
fn stands_alone(syntax: &Syntax, token: usize) -> bool {
    syntax.xpos(token) == "DT"
        && matches!(
            role(syntax, token),
            Role::Subject | Role::PassiveSubject | Role::Object | Role::Oblique | Role::Modifier
        )
}

/// "It was not clear whether ...", "it seems that ...", "it rained".
fn pleonastic(text: TokenizedText<'_>, syntax: &Syntax, token: usize) -> bool {
    if syntax.dep(token).starts_with("expl") {
        return true;
    }
    if syntax.dep(token) != dep::NSUBJ {
        return false;
    }
    let Some(head) = syntax.head(token) else {
        return false;
    };
    let weather = matches!(
        syntax.lemma(head),
        "rain" | "snow" | "seem" | "appear" | "turn"
    );
    let clause = syntax.dependents(head).any(|d| {
        d > head
            && (syntax.dep(d) == "csubj"
                || (matches!(syntax.dep(d), dep::CCOMP | dep::ADVCL | dep::XCOMP)
                    && matches!(syntax.upos(head), Upos::Adj)
                    && syntax
                        .dependent(d, dep::MARK)
                        .is_some_and(|m| matches!(text.word(m), "that" | "to" | "whether" | "if"))))
    });
    let time = syntax.upos(head) == Upos::Noun
        && matches!(
            syntax.lemma(head),
            "time" | "day" | "night" | "morning" | "year"
        );
    weather || clause || time
}

/// A noun phrase whose head is a common noun, or a proper noun that no name holds.
fn described(
    text: TokenizedText<'_>,
    syntax: &Syntax,
    head: usize,
    occupied: &[bool],
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let upos = syntax.upos(head);
    let is_word = text.word(head).contains(char::is_alphanumeric);
    if occupied[head] || !is_word || !matches!(upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    if matches!(
        syntax.dep(head),
        dep::COMPOUND
            | dep::FLAT
            | dep::FIXED
            | dep::AMOD
            | "goeswith"
            | "dep"
            | "nmod:unmarked"
            | "obl:unmarked"
    ) {
        return None;
    }
    let tokens = description(text, syntax, head);
    let mut candidate = start(text, text.span_of(tokens), head, MentionKind::Nominal);
    candidate.form = described_form(text, syntax, head);
    let kind = lexicon.noun(syntax.lemma(head));
    candidate.plural = Some(matches!(syntax.xpos(head), "NNS" | "NNPS"));
    (candidate.sort, candidate.gender) = match kind {
        Some(NounKind::Person(sex)) => (Sort::Person, sex),
        Some(NounKind::People) => {
            candidate.plural = None;
            (Sort::Unknown, None)
        }
        Some(NounKind::Body) => {
            if candidate.plural == Some(false) {
                candidate.plural = None;
            }
            (Sort::Thing, None)
        }
        None => (Sort::Unknown, None),
    };
    Some(candidate)
}

/// Notes for each candidate the innermost of some quotes.
fn mark_quotes(
    found: &mut [Candidate],
    quotes: &[Quote],
    counts: impl Fn(&Quote) -> bool,
    place: impl Fn(&mut Candidate) -> &mut Option<usize>,
) {
    let mut spans: Vec<(Span, usize)> = Vec::new();
    for (id, quote) in quotes.iter().enumerate().filter(|(_, q)| counts(q)) {
        spans.extend(quote.content.iter().map(|&s| (s, id)));
    }
    spans.sort_by_key(|(s, id)| (s.start(), std::cmp::Reverse(s.end()), *id));
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut next = 0;
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&i| found[i].span.start());
    for i in order {
        let span = found[i].span;
        while next < spans.len() && spans[next].0.start() <= span.start() {
            open.retain(|(s, _)| s.end() > span.start());
            open.push(spans[next]);
            next += 1;
        }
        open.retain(|(s, _)| s.end() > span.start());
        *place(&mut found[i]) = open
            .iter()
            .rev()
            .find(|(s, _)| s.contains(span))
            .map(|(_, id)| *id);
    }
}
