use crate::tree::Constituents;
use newsgraph_document::{Syntax, TokenizedText, Upos, dep};
use std::ops::Range;

/// The text's tokens with their trees.
#[derive(Clone, Copy)]
pub(crate) struct Parsed<'a> {
    pub(crate) text: TokenizedText<'a>,
    pub(crate) syntax: &'a Syntax,
    pub(crate) constituents: &'a Constituents,
}

impl<'a> Parsed<'a> {
    pub(crate) fn word(&self, token: usize) -> &'a str {
        self.text.word(token)
    }

    /// The subject of a verb: its own, or the one that it shares with the verb it is coordinated
    /// with or adjoined to; the noun itself for a participle that describes one.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        // A few steps up are enough; coordination of verbs is seldom deeper.
        for _ in 0..5 {
            if let Some(subject) = self.own_subject(at) {
                return Some(self.antecedent(subject, at));
            }
            let head = self.syntax.head(at)?;
            match self.syntax.dep(at) {
                dep::CONJ | dep::ADVCL | dep::XCOMP | dep::COP | dep::AUX => at = head,
                // "he said they would go, adding": who says goes on.
                dep::CCOMP if self.is_set_off(verb) => at = head,
                // "..., adding" goes with the clause, whatever noun the tree hangs it on.
                dep::ACL if self.is_set_off(at) => at = self.clause_of(head)?,
                dep::ACL => return Some(head),
                _ => return None,
            }
        }
        None
    }

    /// Whether a verb has the auxiliary of a passive.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        self.syntax.dependent(verb, dep::AUX_PASS).is_some()
    }

    /// The subject among a verb's dependents, the nearest before it where there are several. A name
    /// that the tree takes for one that is addressed stands in for it.
    fn own_subject(&self, verb: usize) -> Option<usize> {
        let among = |labels: &[&str]| {
            self.syntax
                .dependents(verb)
                .filter(|&t| {
                    labels
                        .iter()
                        .any(|label| self.syntax.dep(t).starts_with(label))
                })
                .min_by_key(|&t| (t > verb, t.abs_diff(verb)))
        };
        among(&[dep::NSUBJ]).or_else(|| {
            let named = |&t: &usize| t < verb && self.syntax.upos(t) == Upos::Propn;
            among(&["vocative", "dislocated"]).filter(named)
        })
    }

    /// Whether a participle follows a comma or dash.
    pub(crate) fn is_set_off(&self, verb: usize) -> bool {
        self.syntax.xpos(verb) == "VBG"
            && verb > 0
            && matches!(self.word(verb - 1), "," | "-" | "–" | "—" | "--")
    }

    /// The nearest verb from a word up its tree.
    fn clause_of(&self, token: usize) -> Option<usize> {
        std::iter::once(token)
            .chain(self.syntax.ancestors(token))
            .find(|&t| matches!(self.syntax.upos(t), Upos::Verb | Upos::Aux))
    }

    /// The noun that "who" or "which" stands for, else the word itself.
    fn antecedent(&self, subject: usize, verb: usize) -> usize {
        let relative = matches!(
            self.word(subject).to_ascii_lowercase().as_str(),
            "who" | "which" | "that"
        );
        match self.syntax.head(verb) {
            Some(noun) if relative && self.syntax.dep(verb) == dep::ACL_RELCL => noun,
            _ => subject,
        }
    }

    /// The noun phrase of a head: with its appositions, without clauses that describe it.
    pub(crate) fn noun_phrase(&self, head: usize) -> Range<usize> {
        let whole = self.constituents.extent(head);
        let clause = |&t: &usize| {
            let label = self.syntax.dep(t);
            t > head
                && (label.starts_with("acl")
                    || matches!(label, dep::PARATAXIS | dep::CCOMP | dep::ADVCL | dep::PUNCT))
        };
        let cut = self
            .syntax
            .dependents(head)
            .filter(clause)
            .find(|&t| self.syntax.dep(t) != dep::PUNCT);
        let mut end = cut.map_or(whole.end, |t| {
            self.constituents.extent(t).start.max(head + 1)
        });
        while end > head + 1
            && self.syntax.upos(end - 1) == Upos::Punct
            && !matches!(self.word(end - 1), ")" | "”" | "\"")
        {
            end -= 1;
        }
        // A noun phrase follows its preposition, and begins with none: "on Monday state media".
        let prepositional = |&t: &usize| {
            let first = self.constituents.extent(t).start;
            t < head && self.syntax.dep(first) == dep::CASE && self.syntax.xpos(first) != "POS"
        };
        let before = self.syntax.dependents(head).filter(prepositional).last();
        let mut start = before.map_or(whole.start, |t| self.constituents.extent(t).end.min(head));
        while start < head
            && self.syntax.upos(start) == Upos::Punct
            && !matches!(self.word(start), "(" | "“" | "\"")
        {
            start += 1;
        }
        start..end
    }

    /// A verb with the auxiliaries right before it and its particle right after.
    pub(crate) fn verb_group(&self, verb: usize) -> Range<usize> {
        let (mut start, mut end) = (verb, verb + 1);
        while start > 0
            && self.syntax.head(start - 1) == Some(verb)
            && self.syntax.dep(start - 1).starts_with("aux")
        {
            start -= 1;
        }
        while end < self.syntax.len()
            && self.syntax.head(end) == Some(verb)
            && self.syntax.dep(end) == dep::COMPOUND_PRT
        {
            end += 1;
        }
        start..end
    }
}
