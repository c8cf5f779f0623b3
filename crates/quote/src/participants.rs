//! Who takes part in a quote: the head of the words for them, the role, and whom they speak for.

use crate::reading::Reading;
use crate::speech::is_dash;
use newsgraph_document::{Mention, MentionKind, Participant, Reference, Upos, dep};
use newsgraph_phrase::{Parts, Sort};
use std::ops::Range;

/// The names of a text, by their tokens.
#[derive(Debug)]
pub(crate) struct Names {
    /// In text order, without one within another.
    all: Vec<(Range<usize>, Sort)>,
}

impl Names {
    pub(crate) fn new(reading: &Reading<'_>, mentions: &[Mention]) -> Self {
        let names = mentions.iter().filter(|m| m.kind == MentionKind::Proper);
        let mut all: Vec<(Range<usize>, Sort)> = Vec::new();
        for name in names {
            let tokens = reading.text.tokens_in(name.span);
            let is_apart = all.last().is_none_or(|(last, _)| last.end <= tokens.start);
            if is_apart && !tokens.is_empty() {
                all.push((tokens, Sort::of(&name.label)));
            }
        }
        Self { all }
    }

    /// The name that a token is a part of.
    fn at(&self, token: usize) -> Option<&(Range<usize>, Sort)> {
        let at = self.all.partition_point(|(tokens, _)| tokens.end <= token);
        self.all.get(at).filter(|(tokens, _)| tokens.start <= token)
    }

    /// The names that begin within a run.
    fn within(&self, run: &Range<usize>) -> &[(Range<usize>, Sort)] {
        let first = self
            .all
            .partition_point(|(tokens, _)| tokens.start < run.start);
        let end = self
            .all
            .partition_point(|(tokens, _)| tokens.start < run.end);
        &self.all[first..end.max(first)]
    }

    fn person_at(&self, token: usize) -> Option<Range<usize>> {
        let (tokens, sort) = self.at(token)?;
        (*sort == Sort::Person).then(|| tokens.clone())
    }
}

/// Words back in which a statement is looked for that is named again.
const DISTANCE: usize = 400;

/// Steps up a tree from a pronoun to its clause.
const UP: usize = 6;

/// Most words of titles before a name behind a comma.
const TITLES: usize = 10;

/// Reads the words for those who take part.
#[derive(Clone, Copy)]
pub(crate) struct Participants<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) names: &'a Names,
}

impl Participants<'_> {
    /// The words behind a dateline, with the name behind a title that they end with: "Rep." is all of "Rep. Lee".
    pub(crate) fn whole(self, run: &Range<usize>) -> Range<usize> {
        let reading = self.reading;
        let last = run.end - 1;
        let is_titled = reading.lexicon.is_title(reading.text.word(last))
            && !self.is_named(last)
            && reading.sentence(last).contains(&run.end);
        let name = is_titled.then(|| self.names.person_at(run.end)).flatten();
        self.behind_dateline(run)..name.map_or(run.end, |name| name.end)
    }

    /// Where a run begins behind the place and agency that a report begins with: "ULM (AP) — the mayor".
    fn behind_dateline(self, run: &Range<usize>) -> usize {
        let reading = self.reading;
        let begins = reading.paragraph(run.start).start == run.start;
        let is_place = (self.names.at(run.start)).is_some_and(|(_, sort)| *sort == Sort::Place);
        let is_dash = |&t: &usize| is_dash(reading.text.word(t)) && reading.text.word(t) != "-";
        let dash = run.clone().take(TITLES).find(is_dash);
        match dash.filter(|dash| begins && is_place && dash + 1 < run.end) {
            Some(dash) => dash + 1,
            None => run.start,
        }
    }

    /// Who the words of a run stand for.
    pub(crate) fn read(self, run: &Range<usize>) -> Participant {
        let text = self.reading.text;
        let span = |tokens: Range<usize>| text.span_of(tokens);
        if let Some(name) = self.person(run) {
            let role = self.role(run, &name);
            let behalf = match &role {
                Some(role) => self.body_in(role),
                None => self.body_behind(run, &name),
            };
            return Participant {
                span: span(run.clone()),
                head: text.tokens[name.end - 1].span,
                how: Reference::Named,
                role: role.map(span),
                behalf: behalf.map(span),
            };
        }
        let head = self.noun(run);
        if let Some(meant) = self.antecedent(run, head) {
            let span = text.span_of(run.clone());
            let meant = self.read(&meant);
            return Participant {
                span,
                how: Reference::Pronoun,
                ..meant
            };
        }
        if let Some(issuer) = self.issuer(head) {
            return Participant {
                head: text.tokens[issuer].span,
                ..Participant::new(span(run.clone()), Reference::Described)
            };
        }
        let how = self.reference(run, head);
        let is_described = how == Reference::Described;
        Participant {
            span: span(run.clone()),
            head: text.tokens[head].span,
            how,
            role: is_described.then(|| span(self.noun_of_role(run, head))),
            behalf: is_described
                .then(|| self.owner(run, head))
                .flatten()
                .map(span),
        }
    }

    /// Each of several who are named together, the first one first; empty where the words are of one.
    pub(crate) fn each(self, run: &Range<usize>) -> Vec<Participant> {
        let syntax = self.reading.syntax;
        let head = self.reading.trees.head(run.clone());
        let starts = |t: usize| self.reading.trees.extent(t).start;
        let is_other = |&t: &usize| syntax.dep(t) == dep::CONJ && run.contains(&t);
        let others: Vec<usize> = syntax.dependents(head).filter(is_other).collect();
        let is_noun = |&t: &usize| matches!(syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Pron);
        if others.is_empty() || !others.iter().all(is_noun) || !is_noun(&head) {
            return Vec::new();
        }
        let mut parts = Vec::new();
        let mut from = run.start;
        for &other in &others {
            parts.push(from..starts(other).clamp(from, run.end));
            from = starts(other).max(from);
        }
        parts.push(from..run.end);
        let joins = |&t: &usize| {
            syntax.upos(t) == Upos::Cconj || self.reading.trees.is_sign(t) && !self.is_named(t)
        };
        let trimmed = parts.into_iter().map(|part| {
            let start = part.clone().find(|t| !joins(t)).unwrap_or(part.end);
            let end = (start..part.end).rev().find(|t| !joins(t));
            start..end.map_or(start, |last| last + 1)
        });
        let trimmed: Vec<_> = trimmed.filter(|part| !part.is_empty()).collect();
        // "its founder and chairman, Ann Lee" is one.
        let apart = trimmed.len() > 1 && trimmed.iter().all(|part| self.can_stand(part));
        if !apart {
            return Vec::new();
        }
        trimmed.iter().map(|part| self.read(part)).collect()
    }

    /// Whether words stand for somebody without those around them: a name, a pronoun, or a noun that is determined or
    /// of several.
    fn can_stand(self, part: &Range<usize>) -> bool {
        let (syntax, trees) = (self.reading.syntax, &self.reading.trees);
        let head = self.noun(part);
        let determined = part.clone().any(|t| syntax.upos(t) == Upos::Det);
        self.names.at(head).is_some()
            || self.person(part).is_some()
            || syntax.upos(head) == Upos::Pron
            || trees.is_plural(head)
            || determined
    }

    fn is_named(self, token: usize) -> bool {
        self.names.at(token).is_some()
    }

    /// The person whose name heads the words: the first in them that is not within a phrase of another noun, no owner
    /// of what follows, and no second of several.
    fn person(self, run: &Range<usize>) -> Option<Range<usize>> {
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
                Upos::Verb | Upos::Sconj => return None,
                Upos::Aux => return None,
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
    fn antecedent(self, run: &Range<usize>, head: usize) -> Option<Range<usize>> {
        let (syntax, trees) = (self.reading.syntax, &self.reading.trees);
        if run.len() > 1 || !trees.is_relative(head) && !trees.has_relative_form(head) {
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
    fn issuer(self, noun: usize) -> Option<usize> {
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
    fn noun(self, run: &Range<usize>) -> usize {
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

    /// How a phrase with this head refers.
    fn reference(self, run: &Range<usize>, head: usize) -> Reference {
        if self.is_named(head) {
            Reference::Named
        } else if run.len() == 1 && self.reading.syntax.upos(head) == Upos::Pron {
            Reference::Pronoun
        } else {
            Reference::Described
        }
    }

    /// What a person is called besides: the words before the name, else those that follow behind a comma.
    fn role(self, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
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
        (start..end).any(tells).then_some(start..end)
    }

    fn role_behind(self, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
        let (text, syntax) = (self.reading.text, self.reading.syntax);
        let is_comma = |&t: &usize| matches!(text.word(t), "," | "—" | "–" | "--");
        let end = run.end.max(name.end);
        let comma = Some(name.end).filter(|&t| t < end).filter(is_comma)?;
        let leads = |&t: &usize| syntax.upos(t) == Upos::Det;
        let start = (comma + 1..end).find(|t| !leads(t))?;
        let last = (start..end).find(is_comma).unwrap_or(end);
        let words = start..last;
        let head = self.reading.trees.head(words.clone());
        let begins = matches!(syntax.upos(start), Upos::Noun | Upos::Propn | Upos::Adj);
        let is_noun = syntax.upos(head) == Upos::Noun
            || syntax.upos(head) == Upos::Propn && self.names.person_at(head).is_none();
        (begins && is_noun).then_some(words)
    }

    /// The body that words name, else the place or group.
    fn body_in(self, words: &Range<usize>) -> Option<Range<usize>> {
        let names = self.names.within(words);
        let of = |sort: Sort| names.iter().find(|(_, own)| *own == sort);
        let body = of(Sort::Organization)
            .or_else(|| of(Sort::Place))
            .or_else(|| of(Sort::Group));
        body.map(|(tokens, _)| tokens.clone())
    }

    /// The body right behind a name and a preposition: "Ann Lee of the Ulm Bank".
    fn body_behind(self, run: &Range<usize>, name: &Range<usize>) -> Option<Range<usize>> {
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
    fn noun_of_role(self, run: &Range<usize>, head: usize) -> Range<usize> {
        let syntax = self.reading.syntax;
        let narrows = |&t: &usize| {
            !self.is_named(t) && matches!(syntax.upos(t), Upos::Noun | Upos::Adj | Upos::Propn)
        };
        let before = (run.start..head).rev().take_while(narrows).count();
        head - before..head + 1
    }

    /// The name that a description goes with: "the mother of Ann Lee", "Ann Lee's mother", "Ulm Bank officials".
    fn owner(self, run: &Range<usize>, head: usize) -> Option<Range<usize>> {
        let phrase = self.reading.trees.noun_phrase(head, Parts::DESCRIPTION);
        let names = self.names.within(run).iter();
        let mut own =
            names.filter(|(tokens, _)| phrase.contains(&tokens.start) && !tokens.contains(&head));
        own.next().map(|(tokens, _)| tokens.clone())
    }
}
