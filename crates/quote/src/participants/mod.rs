//! Who takes part in a quote: the head of the words for them, the role, and whom they speak for.

mod heads;
mod roles;

use crate::reading::Reading;
use newsgraph_document::{Mention, MentionKind, Participant, Reference, Upos, dep};
use newsgraph_phrase::{Sort, is_dash};
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
    pub(super) fn at(&self, token: usize) -> Option<&(Range<usize>, Sort)> {
        let at = self.all.partition_point(|(tokens, _)| tokens.end <= token);
        self.all.get(at).filter(|(tokens, _)| tokens.start <= token)
    }

    /// The names that begin within a run.
    pub(super) fn within(&self, run: &Range<usize>) -> &[(Range<usize>, Sort)] {
        let first = self
            .all
            .partition_point(|(tokens, _)| tokens.start < run.start);
        let end = self
            .all
            .partition_point(|(tokens, _)| tokens.start < run.end);
        &self.all[first..end.max(first)]
    }

    pub(super) fn person_at(&self, token: usize) -> Option<Range<usize>> {
        let (tokens, sort) = self.at(token)?;
        (*sort == Sort::Person).then(|| tokens.clone())
    }
}

/// Most words of titles before a name behind a comma.
pub(super) const TITLES: usize = 10;

/// Reads the words for those who take part.
#[derive(Clone, Copy)]
pub(crate) struct Participants<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) names: &'a Names,
}

impl Participants<'_> {
    /// The words behind a dateline and a time, with the name behind a title that they end with: "Rep." is all of "Rep. Lee".
    pub(crate) fn whole(self, run: &Range<usize>) -> Range<usize> {
        let reading = self.reading;
        let last = run.end - 1;
        let is_titled = reading.lexicon.is_title(reading.text.word(last))
            && !self.is_named(last)
            && reading.sentence(last).contains(&run.end);
        let name = is_titled.then(|| self.names.person_at(run.end)).flatten();
        let start = self.behind_dateline(run);
        self.behind_time(start..name.map_or(run.end, |name| name.end))
    }

    /// The words behind the time that the clause begins with: "Last month Ann Lee", "Yesterday police".
    fn behind_time(self, run: Range<usize>) -> Range<usize> {
        let reading = self.reading;
        let is_other = |sort: Sort| !matches!(sort, Sort::Date | Sort::Time);
        let is_in_name = |t: usize| self.names.at(t).is_some_and(|(_, sort)| is_other(*sort));
        let is_time = |&t: &usize| reading.is_time(t) && !is_in_name(t);
        let start = run.start + run.clone().take_while(is_time).count();
        let begins = reading
            .text
            .word(run.start)
            .starts_with(char::is_alphabetic);
        if begins && start < run.end && !reading.trees.is_possessive_mark(start) {
            start..run.end
        } else {
            run
        }
    }

    /// Where a run begins behind the place and agency that a report begins with: "ULM (AP) — the mayor".
    fn behind_dateline(self, run: &Range<usize>) -> usize {
        let reading = self.reading;
        let begins = reading.paragraph(run.start).start == run.start;
        let is_place = (self.names.at(run.start)).is_some_and(|(_, sort)| *sort == Sort::Place);
        // A hyphen is no dash but with spaces: "ULM (Reuters) - ", not "Ulm-based".
        let spaced = |t: usize| {
            let tokens = reading.text.tokens;
            tokens[t - 1].span.end() < tokens[t].span.start()
                && tokens[t].span.end() < tokens[t + 1].span.start()
        };
        let is_dash = |&t: &usize| {
            let word = reading.text.word(t);
            is_dash(word) && (word != "-" || t > run.start && t + 1 < run.end && spaced(t))
        };
        let dash = run.clone().take(TITLES).find(is_dash);
        match dash.filter(|dash| begins && is_place && dash + 1 < run.end) {
            Some(dash) => dash + 1,
            None => run.start,
        }
    }

    /// Who the words of a run stand for; a relative pronoun for the noun that it goes with.
    pub(crate) fn read(self, run: &Range<usize>) -> Participant {
        match self.antecedent(run) {
            None => self.of_words(run),
            Some(meant) => Participant {
                span: self.reading.text.span_of(run.clone()),
                how: Reference::Pronoun,
                ..self.of_words(&meant)
            },
        }
    }

    fn of_words(self, run: &Range<usize>) -> Participant {
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

    pub(super) fn is_named(self, token: usize) -> bool {
        self.names.at(token).is_some()
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_document::Label;
    use newsgraph_sketch::Sketch;

    const APPOSED: &str = "
        Ann PROPN 7 nsubj
        Lee PROPN 1 flat
        , PUNCT 5 punct
        Velmar PROPN 5 compound
        chairman NOUN 1 appos
        , PUNCT 1 punct
        said/say VERB 0 root";
    const TITLED: &str = "
        Harbour PROPN 2 compound
        Party PROPN 3 compound
        leader NOUN 6 nsubj
        Ann PROPN 3 appos
        Lee PROPN 4 flat
        said/say VERB 0 root";
    const SECRETARY: &str = "
        Ulm PROPN 2 compound
        Secretary PROPN 7 nsubj
        of ADP 4 case
        State PROPN 2 nmod
        Ann PROPN 2 flat
        Lee PROPN 5 flat
        said/say VERB 0 root";
    const MOTHER: &str = "
        The DET 2 det
        mother NOUN 6 nsubj
        of ADP 4 case
        Ann PROPN 2 nmod
        Lee PROPN 4 flat
        said/say VERB 0 root";
    const ADVISERS: &str = "
        Velmar PROPN 2 compound
        advisers NOUN 3 nsubj NNS
        said/say VERB 0 root";
    const SUPPORTERS: &str = "
        Ann PROPN 4 nmod:poss
        Lee PROPN 1 flat
        's PART 1 case POS
        supporters NOUN 5 nsubj NNS
        said/say VERB 0 root";
    const LAWYER: &str = "
        the DET 2 det
        lawyer NOUN 7 nsubj
        of ADP 5 case
        Senator PROPN 5 compound
        Ann PROPN 2 nmod
        Lee PROPN 5 flat
        said/say VERB 0 root";
    const FIRM: &str = "
        the DET 2 det
        firm NOUN 4 nsubj
        Velmar PROPN 2 appos
        said/say VERB 0 root";
    const OF_BODY: &str = "
        Ann PROPN 6 nsubj
        Lee PROPN 1 flat
        of ADP 5 case
        the DET 5 det
        Velmar PROPN 1 nmod
        said/say VERB 0 root";
    const DOCTOR: &str = "
        Dr. PROPN 2 compound
        Ann PROPN 4 nsubj
        Lee PROPN 2 flat
        said/say VERB 0 root";
    const WHO: &str = "
        Ann PROPN 0 root
        Lee PROPN 1 flat
        , PUNCT 5 punct
        who PRON 5 nsubj WP
        said/say VERB 1 acl:relcl";
    const PAIR: &str = "
        Ann PROPN 6 nsubj
        Lee PROPN 1 flat
        and CCONJ 4 cc
        Tom PROPN 1 conj
        Reyes PROPN 4 flat
        said/say VERB 0 root";

    const KNOWN: [(&str, Label); 7] = [
        ("Ann Lee", Label::PERSON),
        ("Tom Reyes", Label::PERSON),
        ("Velmar", Label::ORGANIZATION),
        ("Harbour Party", Label::ORGANIZATION),
        ("Ulm", Label::LOCATION),
        ("Yesterday", Label::DATE),
        ("2016", Label::DATE),
    ];

    fn with<T>(rows: &str, words: &str, test: impl Fn(Participants<'_>, Range<usize>) -> T) -> T {
        let sketch = Sketch::new(rows);
        let run = sketched::run(&sketch, words);
        let stands = |(name, _): &(&str, Label)| sketch.text().contains(name);
        let own: Vec<_> = KNOWN.into_iter().filter(stands).collect();
        let mentions = sketch.names(&own);
        sketched::read(&sketch, &own, |reading| {
            let names = Names::new(reading, &mentions);
            let people = Participants {
                reading,
                names: &names,
            };
            test(people, run.clone())
        })
    }

    /// Each row: a text, the words for a speaker, and their head, the role, and whom they speak for.
    #[test]
    fn a_speaker_is_the_head_of_its_phrase() {
        let cases = [
            (
                APPOSED,
                "Ann Lee , Velmar chairman",
                "Lee|Velmar chairman|Velmar",
            ),
            (
                TITLED,
                "Harbour Party leader Ann Lee",
                "Lee|Harbour Party leader|Harbour Party",
            ),
            (
                SECRETARY,
                "Ulm Secretary of State Ann Lee",
                "Lee|Ulm Secretary of State|Ulm",
            ),
            (MOTHER, "The mother of Ann Lee", "mother|mother|Ann Lee"),
            (ADVISERS, "Velmar advisers", "advisers|advisers|Velmar"),
            (
                SUPPORTERS,
                "Ann Lee 's supporters",
                "supporters|supporters|Ann Lee",
            ),
            (
                LAWYER,
                "the lawyer of Senator Ann Lee",
                "lawyer|lawyer|Ann Lee",
            ),
            (FIRM, "the firm Velmar", "Velmar||"),
            (OF_BODY, "Ann Lee of the Velmar", "Lee||Velmar"),
            (DOCTOR, "Dr. Ann Lee", "Lee||"),
            (WHO, "who", "Lee||"),
        ];
        for (rows, words, expected) in cases {
            let text = Sketch::new(rows).text().to_owned();
            let found = with(rows, words, |who, run| who.read(&run));
            let part = |span: Option<newsgraph_document::Span>| span.map_or("", |span| &text[span]);
            let parts = [Some(found.head), found.role, found.behalf].map(part);
            assert_eq!(parts.join("|"), expected, "{words}");
        }
    }

    #[test]
    fn several_speak_together() {
        let heads = |rows: &str, words: &str| -> Vec<String> {
            let text = Sketch::new(rows).text().to_owned();
            let each = with(rows, words, |who, run| who.each(&run));
            each.iter().map(|who| text[who.head].to_owned()).collect()
        };
        assert_eq!(heads(PAIR, "Ann Lee and Tom Reyes"), ["Lee", "Reyes"]);
        assert!(heads(APPOSED, "Ann Lee , Velmar chairman").is_empty());
    }

    #[test]
    fn a_title_goes_with_its_name_and_a_dateline_with_none() {
        let whole = |rows: &str, words: &str| {
            let sketch = Sketch::new(rows);
            with(rows, words, |people, run| sketch.words(people.whole(&run)))
        };
        assert_eq!(whole(DOCTOR, "Dr."), "Dr. Ann Lee");
        let dateline =
            "Ulm PROPN 0 root\n— PUNCT 1 punct\npolice NOUN 4 nsubj\nsaid/say VERB 1 parataxis";
        assert_eq!(whole(dateline, "Ulm — police"), "police");
        let hyphen = dateline.replace('—', "-");
        assert_eq!(whole(&hyphen, "Ulm - police"), "police");
        let time = "Yesterday NOUN 3 obl:unmarked\npolice NOUN 3 nsubj\nsaid/say VERB 0 root";
        for (rows, words, expected) in [
            (time.to_owned(), "Yesterday police", "police"),
            (time.to_owned(), "Yesterday", "Yesterday"),
            (
                time.replace("Yesterday", "2016"),
                "2016 police",
                "2016 police",
            ),
        ] {
            assert_eq!(whole(&rows, words), expected);
        }
    }
}
