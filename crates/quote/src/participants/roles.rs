//! What one who speaks is called besides, and whom they speak for.

use super::Participants;
use newsgraph_document::Upos;
use newsgraph_phrase::{Parts, Sort};
use std::ops::Range;

impl Participants<'_> {
    /// What a person is called besides: the words before the name, else those that follow behind a comma.
    pub(super) fn role(self, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
        self.role_before(run, name)
            .or_else(|| self.role_behind(run, name))
    }

    fn role_before(self, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
        let (text, syntax) = (self.reading.text, self.reading.syntax);
        let leads = |&t: &usize| {
            syntax.upos(t) == Upos::Det
                || self.reading.is_time(t)
                || self.reading.trees.is_sign(t)
                || syntax.upos(t) == Upos::Adv
        };
        let start = (run.start..name.start).find(|t| !leads(t))?;
        let is_sign = |&t: &usize| self.reading.trees.is_sign(t);
        let end = (start..name.start).rev().find(|t| !is_sign(t))? + 1;
        let tells = |t: usize| {
            let is_noun = matches!(syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Adj);
            is_noun && !self.reading.lexicon.is_honorific(text.word(t))
        };
        // "two members of Congress, Ann Lee and Tom Reyes": what several are.
        let is_plural = self
            .reading
            .trees
            .is_plural(self.reading.trees.head(start..end));
        (!is_plural && (start..end).any(tells)).then_some(start..end)
    }

    fn role_behind(self, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
        let (text, syntax) = (self.reading.text, self.reading.syntax);
        let is_comma = |&t: &usize| matches!(text.word(t), "," | "—" | "–" | "--");
        let end = run.end.max(name.end);
        let comma = Some(name.end).filter(|&t| t < end).filter(is_comma)?;
        let leads = |&t: &usize| syntax.upos(t) == Upos::Det;
        let start = (comma + 1..end).find(|t| !leads(t))?;
        let ends = |t: &usize| is_comma(t) || self.reading.trees.has_relative_form(*t);
        let last = (start..end).find(ends).unwrap_or(end);
        let words = start..last;
        let head = self.reading.trees.head(words.clone());
        let begins = matches!(syntax.upos(start), Upos::Noun | Upos::Propn | Upos::Adj);
        let is_noun = syntax.upos(head) == Upos::Noun
            || syntax.upos(head) == Upos::Propn && self.names.person_at(head).is_none();
        (begins && is_noun).then_some(words)
    }

    /// The body that words name, else the place or group.
    pub(super) fn body_in(self, words: &Range<usize>) -> Option<Range<usize>> {
        let names = self.names.within(words);
        let of = |sort: Sort| names.iter().find(|(_, own)| *own == sort);
        let body = of(Sort::Organization)
            .or_else(|| of(Sort::Place))
            .or_else(|| of(Sort::Group));
        body.map(|(tokens, _)| tokens.clone())
    }

    /// The body right behind a name and a preposition: "Ann Lee of the Ulm Bank".
    pub(super) fn body_behind(
        self,
        run: &Range<usize>,
        name: &Range<usize>,
    ) -> Option<Range<usize>> {
        let syntax = self.reading.syntax;
        let preposition = (name.end < run.end).then_some(name.end)?;
        if syntax.upos(preposition) != Upos::Adp {
            return None;
        }
        let words = preposition + 1..run.end.min(preposition + 4);
        let (tokens, sort) = self.names.within(&words).first()?;
        (*sort == Sort::Organization).then(|| tokens.clone())
    }

    /// The noun of a description with those that narrow it, without names: "chief spokesman".
    pub(super) fn noun_of_role(self, run: &Range<usize>, head: usize) -> Range<usize> {
        let syntax = self.reading.syntax;
        let narrows = |&t: &usize| {
            !self.is_named(t) && matches!(syntax.upos(t), Upos::Noun | Upos::Adj | Upos::Propn)
        };
        let before = (run.start..head).rev().take_while(narrows).count();
        head - before..head + 1
    }

    /// The name that a description goes with: "the mother of Ann Lee", "Ann Lee's mother", "Ulm Bank officials".
    pub(super) fn owner(self, run: &Range<usize>, head: usize) -> Option<Range<usize>> {
        let phrase = self.reading.trees.noun_phrase(head, Parts::DESCRIPTION);
        let names = self.names.within(run).iter();
        let mut own =
            names.filter(|(tokens, _)| phrase.contains(&tokens.start) && !tokens.contains(&head));
        own.next().map(|(tokens, _)| tokens.clone())
    }
}
