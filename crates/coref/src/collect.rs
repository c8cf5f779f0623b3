//! Which words of a text may refer to something: names, pronouns, descriptions.

use crate::candidate::Candidate;
use crate::empty_pronoun::is_empty;
use crate::joined;
use crate::kinds::{Animacy, Gender, NounKind, Pronoun, Role, Wording};
use crate::lexicon::{Lexicon, without_ending};
use newsgraph_document::{Label, Mention, MentionKind, Quote, QuoteKind, Syntax, Upos, dep};
use newsgraph_phrase::{Parts, QuoteIndex, Trees};

/// Everything that can corefer, in text order of the heads.
pub(crate) fn collect(
    trees: &Trees<'_>,
    mentions: &[Mention],
    quotes: &[Quote],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let mut search = Search {
        trees,
        lexicon,
        occupied: vec![false; trees.text.tokens.len()],
    };
    let mut found = search.given(mentions);
    for (sentence, range) in trees.text.sentences.iter().map(|s| &s.tokens).enumerate() {
        for token in range.clone().filter(|&token| !search.occupied[token]) {
            let new = search.described(token).or_else(|| search.pronoun(token));
            found.extend(new.map(|c| Candidate { sentence, ..c }));
        }
    }
    let joined = joined::people(trees, &found, &lexicon.words);
    found.extend(joined);
    found.sort_by_key(|c| (c.head, c.is_joined, c.span));
    let marked = QuoteIndex::new(quotes, |quote| quote.kind != QuoteKind::Indirect);
    let all = QuoteIndex::new(quotes, |_| true);
    for candidate in &mut found {
        candidate.role = role(trees.syntax, candidate.head);
        candidate.quote = marked.innermost(candidate.span);
        candidate.report = all.innermost(candidate.span);
    }
    found
}

struct Search<'s> {
    trees: &'s Trees<'s>,
    lexicon: &'s Lexicon,
    /// Which tokens stand in given mentions.
    occupied: Vec<bool>,
}

impl Search<'_> {
    /// The names among the given mentions.
    fn given(&mut self, mentions: &[Mention]) -> Vec<Candidate> {
        let text = self.trees.text;
        let mut found = Vec::new();
        for (position, mention) in mentions.iter().enumerate() {
            let tokens = text.tokens_in(mention.span);
            if tokens.is_empty() {
                continue;
            }
            self.occupied[tokens.clone()].fill(true);
            if mention.kind == MentionKind::Value {
                continue;
            }
            let head = self.trees.head(tokens);
            let mut candidate = Candidate::new(text, mention.span, head, mention.kind);
            candidate.given = Some(position);
            candidate.animacy = Animacy::of_mention(&mention.label);
            candidate.wording = Wording::of_name(&mention.label);
            let plural = &self.lexicon.words.plural_ending;
            candidate.plural = Some(
                mention.label == Label::GROUP && without_ending(text.word(head), plural).is_some(),
            );
            found.push(candidate);
        }
        found
    }

    fn pronoun(&self, token: usize) -> Option<Candidate> {
        let (trees, syntax) = (self.trees, self.trees.syntax);
        if !matches!(syntax.upos(token), Upos::Pron | Upos::Det) {
            return None;
        }
        let known = self.lexicon.pronoun(trees.word(token))?;
        let refers = match known.pronoun {
            Pronoun::It => !is_empty(trees, token, &self.lexicon.words),
            Pronoun::Relative => syntax
                .ancestors(token)
                .any(|t| syntax.dep(t) == dep::ACL_RELCL),
            Pronoun::This => stands_alone(trees, token),
            _ => true,
        };
        if !refers {
            return None;
        }
        let span = trees.text.tokens[token].span;
        let mut candidate = Candidate::new(trees.text, span, token, MentionKind::Pronoun);
        candidate.pronoun = Some(known.pronoun);
        candidate.wording = Wording::Pronoun(known.pronoun);
        candidate.reflexive = known.reflexive;
        candidate.plural = known.plural;
        (candidate.animacy, candidate.gender) = match known.pronoun {
            Pronoun::He => (Animacy::Person, Some(Gender::Masculine)),
            Pronoun::She => (Animacy::Person, Some(Gender::Feminine)),
            Pronoun::It | Pronoun::This => (Animacy::Thing, None),
            Pronoun::They | Pronoun::Relative => (Animacy::Unknown, None),
            Pronoun::I | Pronoun::We | Pronoun::You => (Animacy::Person, None),
        };
        Some(candidate)
    }

    /// A noun phrase whose head is a common noun, or a proper noun that no name holds.
    fn described(&self, head: usize) -> Option<Candidate> {
        let (trees, syntax) = (self.trees, self.trees.syntax);
        if !matches!(syntax.upos(head), Upos::Noun | Upos::Propn)
            || !trees.word(head).contains(char::is_alphanumeric)
        {
            return None;
        }
        if is_part_of_another(syntax.dep(head)) {
            return None;
        }
        let span = trees
            .text
            .span_of(trees.noun_phrase(head, Parts::DESCRIPTION));
        let mut candidate = Candidate::new(trees.text, span, head, MentionKind::Nominal);
        candidate.wording = self.wording(head);
        candidate.plural = Some(trees.is_plural(head));
        match self.lexicon.noun(syntax.lemma(head)) {
            Some(NounKind::Person(gender)) => {
                (candidate.animacy, candidate.gender) = (Animacy::Person, gender);
            }
            Some(NounKind::People) => candidate.plural = None,
            Some(NounKind::Body) => {
                candidate.animacy = Animacy::Thing;
                candidate.plural = candidate.plural.filter(|&plural| plural);
            }
            None if self.is_age(syntax.lemma(head)) => candidate.animacy = Animacy::Person,
            None if syntax.upos(head) == Upos::Noun
                && !self.lexicon.may_be_person(syntax.lemma(head)) =>
            {
                candidate.animacy = Animacy::Thing;
            }
            None => {}
        }
        Some(candidate)
    }

    /// Whether a word tells somebody by age.
    fn is_age(&self, lemma: &str) -> bool {
        let mut endings = self.lexicon.words.age_ending.iter();
        endings.any(|ending| lemma.ends_with(ending))
    }

    /// The wording of a noun phrase that is no name.
    fn wording(&self, head: usize) -> Wording {
        let (syntax, words) = (self.trees.syntax, &self.lexicon.words);
        if syntax.upos(head) == Upos::Propn {
            return Wording::ProperNoun;
        }
        let mut wording = Wording::Bare;
        for child in syntax.dependents(head) {
            match syntax.dep(child) {
                dep::NMOD_POSS => return Wording::Possessed,
                dep::DET => {
                    let word = self.trees.word(child);
                    wording = if words.definite.contains_any_case(word) {
                        Wording::Definite
                    } else if words.demonstrative.contains_any_case(word) {
                        Wording::Demonstrative
                    } else {
                        Wording::Indefinite
                    };
                }
                dep::NUMMOD if wording == Wording::Bare => wording = Wording::Indefinite,
                _ => {}
            }
        }
        wording
    }
}

/// Whether a noun with this label is no phrase of its own.
fn is_part_of_another(label: &str) -> bool {
    matches!(
        label,
        dep::COMPOUND
            | dep::FLAT
            | dep::FIXED
            | dep::AMOD
            | dep::DEP
            | dep::NMOD_UNMARKED
            | dep::OBL_UNMARKED
            | "goeswith"
    )
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

/// Whether a demonstrative is a phrase of its own, and opens no clause.
fn stands_alone(trees: &Trees<'_>, token: usize) -> bool {
    trees.has_demonstrative_form(token)
        && matches!(
            role(trees.syntax, token),
            Role::Subject | Role::PassiveSubject | Role::Object | Role::Oblique | Role::Modifier
        )
}
