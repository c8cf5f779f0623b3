//! The word that the words for somebody hang on: a name, a pronoun, a noun.

use super::{Participants, TITLES};
use newsgraph_document::{Upos, dep};
use newsgraph_phrase::Sort;
use std::ops::Range;

/// Words back in which a statement is looked for that is named again.
const DISTANCE: usize = 400;

/// Steps up a tree from a pronoun to its clause.
const UP: usize = 6;

impl Participants<'_> {
    /// The person whose name heads the words: the first in them that is not within a phrase of another noun, no owner
    /// of what follows, and no second of several.
    pub(super) fn person(self, run: &Range<usize>) -> Option<Range<usize>> {
        let (text, syntax, trees) = (self.reading.text, self.reading.syntax, &self.reading.trees);
        let mut preposition: Option<usize> = None;
        let mut at = run.start;
        while at < run.end {
            if let Some((name, sort)) = self.names.at(at) {
                let end = name.end;
                let owns = end < run.end && trees.is_possessive_mark(end);
                let is_free =
                    preposition.is_none_or(|preposition| self.is_title_with(preposition, name));
                if *sort == Sort::Person && !owns && is_free && self.ends_phrase(run, name) {
                    return Some(name.clone());
                }
                at = end.max(at + 1);
                continue;
            }
            match syntax.upos(at) {
                Upos::Adp if !trees.is_possessive_mark(at) => preposition = Some(at),
                Upos::Verb | Upos::Sconj | Upos::Aux => return None,
                Upos::Pron if trees.has_relative_form(at) => return None,
                Upos::Cconj if !self.joins_roles(run, at) => return None,
                Upos::Punct if matches!(text.word(at), "(" | "[" | "-LRB-") => return None,
                Upos::Punct if matches!(text.word(at), "," | "—" | "–" | "--") => {
                    preposition = None;
                    // "the paper, which ..., Ann Lee": what follows must be a name at once, with titles at most.
                    if !self.begins_with_person(at + 1, run.end) {
                        return None;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Whether a name behind a preposition is not what the preposition goes with: "Secretary of State Ann Lee", but not
    /// "the lawyer of Senator Ann Lee".
    fn is_title_with(self, preposition: usize, name: &Range<usize>) -> bool {
        let between = preposition + 1..name.start;
        let Some(last) = between.clone().next_back() else {
            return false;
        };
        let word = self.reading.text.word(last);
        let is_capital = word.starts_with(char::is_uppercase);
        let is_noun = matches!(self.reading.syntax.upos(last), Upos::Noun | Upos::Propn);
        is_noun && (is_capital || self.is_named(last)) && !self.reading.lexicon.is_title(word)
    }

    /// Whether no noun follows the name that it only narrows: "the Trump campaign".
    fn ends_phrase(self, run: &Range<usize>, name: &Range<usize>) -> bool {
        let (syntax, next) = (self.reading.syntax, name.end);
        let is_noun = next < run.end
            && syntax.upos(next) == Upos::Noun
            && !self.is_named(next)
            && syntax.dep(next) != dep::APPOS
            && syntax.head(next) != Some(name.start)
            && syntax.head(next) != Some(name.end - 1);
        !is_noun
    }

    /// Whether a conjunction joins what one person is: "founder and chairman Ann Lee".
    fn joins_roles(self, run: &Range<usize>, at: usize) -> bool {
        let (syntax, trees) = (self.reading.syntax, &self.reading.trees);
        let single = |t: usize| syntax.upos(t) == Upos::Noun && !trees.is_plural(t);
        at > run.start
            && single(at - 1)
            && !self.is_named(at - 1)
            && at + 1 < run.end
            && (matches!(syntax.upos(at + 1), Upos::Noun | Upos::Adj))
            && !self.is_named(at + 1)
    }

    /// Whether a person's name begins here, or behind words that are titles or lead to it.
    fn begins_with_person(self, from: usize, end: usize) -> bool {
        let syntax = self.reading.syntax;
        let is_person = |t: usize| self.names.person_at(t).is_some();
        let leads = |&t: &usize| {
            !is_person(t) && matches!(syntax.upos(t), Upos::Propn | Upos::Noun | Upos::Adj)
        };
        let titles = (from..end).take(TITLES).take_while(leads).count();
        from + titles < end && is_person(from + titles)
    }

    /// What a relative pronoun stands for, where it is all of the words: "Ann Lee" in "Ann Lee, who said".
    pub(super) fn antecedent(self, run: &Range<usize>) -> Option<Range<usize>> {
        let head = run.start;
        let (syntax, trees) = (self.reading.syntax, &self.reading.trees);
        if run.len() > 1
            || self.is_named(head)
            || !trees.is_relative(head) && !trees.has_relative_form(head)
        {
            return None;
        }
        let clause = |&t: &usize| syntax.dep(t) == dep::ACL_RELCL;
        let clause = syntax.ancestors(head).take(UP).find(clause)?;
        let noun = syntax.head(clause).filter(|&noun| noun < head)?;
        let phrase = self.reading.noun_phrase(noun);
        let meant = phrase.start..phrase.end.min(head);
        (meant.contains(&noun)).then_some(meant)
    }

    /// Whose words those of a statement or letter are, by its noun: its owner's; or those of whoever issued it, where it
    /// was named before ("the bank said in a statement ... The statement added").
    pub(super) fn issuer(self, noun: usize) -> Option<usize> {
        let (text, syntax) = (self.reading.text, self.reading.syntax);
        let lexicon = self.reading.lexicon;
        let lemma = syntax.lemma(noun);
        if !lexicon.is_document(lemma) {
            return None;
        }
        let owner = |noun: usize| {
            let owner = syntax.dependent(noun, dep::NMOD_POSS).or_else(|| {
                let is_of = |&t: &usize| {
                    let case = syntax.dependent(t, dep::CASE);
                    case.is_some_and(|case| lexicon.is_before_author(text.word(case)))
                };
                syntax.dependents(noun).filter(is_of).find(|&t| t > noun)
            })?;
            Some(self.noun(&(owner..owner + 1)))
        };
        let is_definite = |noun: usize| {
            let determiner = syntax.dependent(noun, dep::DET);
            determiner.is_some_and(|t| lexicon.is_definite(text.word(t)))
        };
        let first = |&t: &usize| syntax.lemma(t) == lemma && !is_definite(t);
        let subject = |before: usize| {
            let verb = |&t: &usize| syntax.upos(t) == Upos::Verb;
            let verb = syntax.ancestors(before).take(UP).find(verb)?;
            self.reading.subject(verb)
        };
        let before = || {
            let mut near = (0..noun).rev().take(DISTANCE);
            let before = near.find(first)?;
            owner(before).or_else(|| subject(before))
        };
        owner(noun).or_else(|| is_definite(noun).then(before).flatten())
    }

    /// The body whose name is all that words of its kind lead to: "the brokerage Ulm Securities", "the group that owns
    /// it, Ulm Records".
    fn apposed(self, run: &Range<usize>, head: usize) -> Option<usize> {
        let (syntax, trees) = (self.reading.syntax, &self.reading.trees);
        let is_name = |&t: &usize| {
            let (name, sort) = self.names.at(t)?;
            let last = name.end == run.end || trees.is_sign(name.end);
            (*sort == Sort::Organization && last && run.contains(&t)).then_some(t)
        };
        let calls = |&t: &usize| {
            matches!(syntax.dep(t), dep::APPOS | "flat") || syntax.dep(t) == "compound" && t > head
        };
        let mut below = syntax.dependents(head).filter(calls);
        let single = syntax.upos(head) == Upos::Noun && !trees.is_plural(head);
        let last = || {
            let word = |t: usize| self.reading.text.word(t);
            let last = run.clone().rev().find(|&t| word(t) != ",")?;
            let (name, _) = self.names.at(last)?;
            let is_set_off = name.start > head + 1 && word(name.start - 1) == ",";
            is_set_off.then(|| is_name(&(name.end - 1))).flatten()
        };
        single
            .then(|| below.find_map(|t| is_name(&t)).or_else(last))
            .flatten()
    }

    /// The noun that heads words which no person's name does: that of the tree, or what a name only narrows ("White
    /// House advisers").
    pub(super) fn noun(self, run: &Range<usize>) -> usize {
        let (syntax, trees) = (self.reading.syntax, &self.reading.trees);
        let head = trees.head(run.clone());
        let Some((name, _)) = self.names.at(head) else {
            return self.apposed(run, head).unwrap_or(head);
        };
        let is_noun = |&t: &usize| syntax.upos(t) == Upos::Noun && !self.is_named(t);
        let behind = (name.end..run.end).take_while(is_noun).last();
        let owns = name.end < run.end && trees.is_possessive_mark(name.end);
        let owned = || {
            let words = (name.end + 1..run.end).take_while(|&t| {
                matches!(syntax.upos(t), Upos::Noun | Upos::Adj | Upos::Num) && !self.is_named(t)
            });
            words.filter(is_noun).last()
        };
        behind
            .or_else(|| owns.then(owned).flatten())
            .unwrap_or(head)
    }
}
