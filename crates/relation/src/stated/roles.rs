use super::draft::Rule;
use super::said::Said;
use super::stage::Stage;
use super::words::{Class, longest};
use newsgraph_document::{Status, Upos, dep};
use newsgraph_lexicon::small_letters;
use newsgraph_phrase::Polarity;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

/// A noun that says what somebody is to something.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    pub(super) class: Class,
}

/// Who has a role, and how the text says so.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    /// Places of those who have it.
    pub(super) holders: Vec<usize>,
    pub(super) rule: Rule,
    /// The word by which it is said: a verb or the role itself.
    pub(super) trigger: usize,
    pub(super) status: Status,
}

/// How many words before a role belong to its phrase.
const BEFORE: usize = 14;
/// How many tokens a phrase for a role has at most.
const PHRASE: usize = 5;

/// A word in small letters, with plain apostrophes.
fn plain(word: &str) -> Cow<'_, str> {
    match small_letters(word) {
        word if word.contains('’') => Cow::Owned(word.replace('’', "'")),
        word => word,
    }
}

impl Stage<'_> {
    /// The roles in a sentence, in order.
    pub(super) fn roles(&self, sentence: Range<usize>) -> Vec<Role> {
        let mut roles = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let found = self.role_at(at, sentence.end);
            at = found.as_ref().map_or(at + 1, |role| role.tokens.end);
            roles.extend(found);
        }
        roles
    }

    pub(super) fn role_at(&self, start: usize, end: usize) -> Option<Role> {
        let verb = self.upos(start) == Upos::Verb;
        if !verb && !matches!(self.upos(start), Upos::Noun | Upos::Propn | Upos::Adj) {
            return None;
        }
        let (class, last, is_long) = self.role_words(start, end)?;
        let tokens = start..last + 1;
        let head = self.trees.head(tokens.clone());
        // A word of a name with more behind the name is none of the role's: "House" in "House Speaker".
        let name = self.name_at(start).map(|name| &self.places[name]);
        if name.is_some_and(|name| name.tokens.start < start || name.tokens.end < tokens.end) {
            return None;
        }
        let nominal = matches!(self.upos(head), Upos::Noun | Upos::Propn)
            || self.upos(head) == Upos::Adj && self.dep(head) != dep::AMOD;
        (nominal || is_long).then_some(Role {
            tokens,
            head,
            class,
        })
    }

    /// The longest phrase for a role that begins with a token, by the words themselves or the lemma of the first: its
    /// class, its last token, and whether it has several words.
    fn role_words(&self, start: usize, end: usize) -> Option<(Class, usize, bool)> {
        let first = plain(self.word(start));
        let first = first.split('-').next().unwrap_or_default();
        let lemma = small_letters(self.trees.syntax.lemma(start));
        let roles = &self.words.roles;
        let [by_word, by_lemma] = [roles.beginning(first), roles.beginning(&lemma)];
        if by_word.is_empty() && by_lemma.is_empty() {
            return None;
        }
        let words = LazyCell::new(|| self.role_parts(start, end));
        let has = |place: usize, word: &str| {
            let part = words.get(place);
            part.is_some_and(|(token, part)| {
                *part == *word || small_letters(self.trees.syntax.lemma(*token)) == *word
            })
        };
        let (class, length) = longest(by_word, has).or_else(|| longest(by_lemma, has))?;
        let last = if length > 1 {
            words[length - 1].0
        } else {
            start
        };
        Some((class, last, length > 1))
    }

    /// The words of the first tokens, in small letters, each with its token. Words beside hyphens are words of their own.
    fn role_parts(&self, start: usize, end: usize) -> Vec<(usize, String)> {
        let rest = (start + 1..end).filter(|&t| self.word(t) != "-");
        let tokens = std::iter::once(start).chain(rest).take(PHRASE);
        let mut parts = Vec::new();
        for token in tokens {
            let word = plain(self.word(token));
            parts.extend(word.split('-').map(|part| (token, part.to_owned())));
        }
        parts
    }

    /// The first word of the noun phrase before a role, without article.
    pub(super) fn phrase_start(&self, role: &Role) -> usize {
        let text = self.trees.text;
        let mut start = role.tokens.start;
        let first = text.sentences[text.sentence_of(start)].tokens.start;
        let first = first.max(start.saturating_sub(BEFORE));
        while start > first && (self.is_inner(start - 1) || self.upos(start - 1) == Upos::Det) {
            start -= 1;
        }
        start
    }

    /// What the words of a role's phrase and the verb tell of when it is held.
    pub(super) fn status(&self, role: &Role, holding: &Holding) -> (Status, Polarity) {
        let said = self.role_said(role, holding);
        let inner = self.phrase_start(role)..role.tokens.start;
        let has = |set: &newsgraph_lexicon::WordSet| {
            inner.clone().any(|t| set.contains_any_case(self.word(t)))
        };
        let former = has(&self.words.former);
        let said = Said {
            planned: !former && (said.planned || has(&self.words.future)),
            ended: said.ended || former,
            ..said
        };
        let status = match said.status(false) {
            Status::Now => holding.status,
            status => status,
        };
        (status, said.polarity)
    }

    /// How the clause says that a role is held. What is said of the holder alone says nothing of it.
    fn role_said(&self, role: &Role, holding: &Holding) -> Said {
        let mut said = if holding.rule == Rule::Predicate {
            self.said(holding.trigger)
        } else {
            Said {
                polarity: self.trees.polarity(holding.trigger),
                planned: self.is_planned(holding.trigger),
                ..Said::default()
            }
        };
        said.polarity.negated |= self.trees.is_denied_noun(role.head);
        said
    }

    /// Whether a verb or predicate is of what is to come: by "will", or by a verb above that plans.
    pub(super) fn is_planned(&self, head: usize) -> bool {
        let syntax = self.trees.syntax;
        let will = |t: usize| {
            let mut below = self.below(t);
            below.any(|d| {
                syntax.dep(d) == dep::AUX && self.words.will.contains_any_case(self.word(d))
            })
        };
        if will(head) {
            return true;
        }
        let up = syntax
            .head(head)
            .filter(|_| matches!(syntax.dep(head), dep::XCOMP | dep::ACL));
        up.is_some_and(|up| {
            self.trees.is_infinitive(head)
                && self.words.planning.contains_any_case(syntax.lemma(up))
        })
    }
}
