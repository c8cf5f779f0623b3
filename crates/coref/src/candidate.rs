use crate::lexicon::{Gender, Lexicon, NounKind};
use newsgraph_document::{
    Label, Mention, MentionKind, Quote, QuoteKind, Span, Syntax, TokenizedText, Upos, dep,
};
use std::ops::Range;

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
}

/// A mention that coreference looks at.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
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
    mark_quotes(&mut found, quotes);
    found
}

fn start(text: TokenizedText<'_>, span: Span, head: usize, kind: MentionKind) -> Candidate {
    Candidate {
        span,
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
    let mut candidate = start(text, text.tokens[token].span, token, MentionKind::Pronoun);
    candidate.pronoun = Some(pronoun);
    candidate.reflexive = reflexive;
    candidate.plural = match pronoun {
        Pronoun::They | Pronoun::We => Some(true),
        Pronoun::You | Pronoun::Relative => None,
        _ => Some(false),
    };
    (candidate.sort, candidate.gender) = match pronoun {
        Pronoun::He => (Sort::Person, Some(Gender::Masculine)),
        Pronoun::She => (Sort::Person, Some(Gender::Feminine)),
        Pronoun::It => (Sort::Thing, None),
        Pronoun::They | Pronoun::Relative => (Sort::Unknown, None),
        Pronoun::I | Pronoun::We | Pronoun::You => (Sort::Person, None),
    };
    Some(candidate)
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
    if occupied[head] || !matches!(upos, Upos::Noun | Upos::Propn) {
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
    let tokens = phrase(syntax, head, text)?;
    let mut candidate = start(text, text.span_of(tokens), head, MentionKind::Nominal);
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
        None if candidate.plural == Some(true) => (Sort::Unknown, None),
        None => (Sort::Thing, None),
    };
    Some(candidate)
}

/// The tokens of the noun phrase under a head: its tree without a preposition, without what is
/// coordinated with it and without punctuation at its ends.
pub(crate) fn phrase(
    syntax: &Syntax,
    head: usize,
    text: TokenizedText<'_>,
) -> Option<Range<usize>> {
    let (mut first, mut last) = (head, head);
    for child in syntax.dependents(head) {
        let skip = matches!(
            syntax.dep(child),
            dep::CASE
                | dep::CC
                | dep::CONJ
                | dep::PUNCT
                | dep::MARK
                | dep::PARATAXIS
                | dep::COP
                | dep::NSUBJ
                | dep::NSUBJ_OUTER
                | dep::AUX
                | dep::ADVCL
                | dep::APPOS
                | "cc:preconj"
                | "discourse"
                | "orphan"
                | "expl"
        );
        if skip || (syntax.dep(child) == dep::ADVMOD && syntax.head(head).is_none()) {
            continue;
        }
        let tree = syntax.subtree(child);
        if tree.len() > 40 {
            continue;
        }
        (first, last) = (first.min(tree.start), last.max(tree.end - 1));
    }
    let open = |t: usize| syntax.upos(t) == Upos::Punct && !text.word(t).starts_with(['$', '%']);
    while first < head && open(first) {
        first += 1;
    }
    while last > head && open(last) {
        last -= 1;
    }
    (first <= last).then_some(first..last + 1)
}

fn mark_quotes(found: &mut [Candidate], quotes: &[Quote]) {
    let mut spans: Vec<(Span, usize)> = Vec::new();
    for (id, quote) in quotes
        .iter()
        .enumerate()
        .filter(|(_, q)| q.kind != QuoteKind::Indirect)
    {
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
        found[i].quote = open
            .iter()
            .rev()
            .find(|(s, _)| s.contains(span))
            .map(|(_, id)| *id);
    }
}
