use super::draft::{Draft, Pattern};
use super::phrases::Phrases;
use super::predicates::{ImpliedVerb, Predicate};
use newsgraph_document::{Quote, Span, Upos, dep};
use std::ops::Range;

impl Phrases<'_> {
    /// What a noun phrase states of its head: appositions, titles, owners, prepositions.
    pub(super) fn noun_phrase(&self, token: usize, drafts: &mut Vec<Draft>) {
        let Some(head) = self.syntax.head(token) else {
            return;
        };
        match self.syntax.dep(token) {
            dep::APPOS => self.apposition(head, token, drafts),
            "nmod:desc" => self.title(head, token, drafts),
            dep::COMPOUND if self.syntax.upos(token) == Upos::Noun => {
                self.title(head, token, drafts);
            }
            dep::NMOD_POSS => self.owner(token, head, drafts),
            dep::NMOD => self.modifier(head, token, drafts),
            _ => {}
        }
    }

    fn implied(
        &self,
        pattern: Pattern,
        verb: fn(&Self, usize) -> ImpliedVerb,
        evidence: Vec<usize>,
        sides: [(usize, Range<usize>); 2],
    ) -> Draft {
        let [(subject_head, subject), (object_head, object)] = sides;
        let predicate = Predicate {
            tokens: evidence,
            implied: Some(verb(self, subject_head)),
        };
        let mut draft = Draft::new(pattern, object_head, predicate);
        draft.preposition = draft.predicate.last().copied();
        Draft {
            subject,
            subject_head,
            object,
            object_head,
            ..draft
        }
    }

    /// "Ann Lee, a physicist from Leeds"; a name after a description is the subject all the same.
    fn apposition(&self, noun: usize, other: usize, drafts: &mut Vec<Draft>) {
        let nominal = |t: usize| {
            matches!(
                self.syntax.upos(t),
                Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym
            )
        };
        if !nominal(noun) || !nominal(other) || noun > other {
            return;
        }
        if !(noun + 1..other).any(|t| self.syntax.upos(t) == Upos::Punct) {
            return;
        }
        let (before, after) = ((noun, self.noun(noun)), (other, self.noun(other)));
        let name_last =
            self.syntax.upos(other) == Upos::Propn && self.syntax.upos(noun) != Upos::Propn;
        let sides = if name_last {
            [after, before]
        } else {
            [before, after]
        };
        drafts.push(self.implied(Pattern::Apposition, Self::be, Vec::new(), sides));
    }

    /// "Senator Lee": the name is what the title says.
    fn title(&self, name: usize, title: usize, drafts: &mut Vec<Draft>) {
        if self.syntax.upos(name) != Upos::Propn || title > name || self.word(title).ends_with('.')
        {
            return;
        }
        let words = self.noun(title);
        let words = words.start..words.end.min(name);
        let subject = words.end..self.noun(name).end;
        drafts.push(self.implied(
            Pattern::Title,
            Self::be,
            Vec::new(),
            [(name, subject), (title, words)],
        ));
    }

    /// "Ann's house": she has it.
    fn owner(&self, owner: usize, thing: usize, drafts: &mut Vec<Draft>) {
        let whose = self
            .is(owner, &["whose"])
            .then(|| self.antecedent(thing))
            .flatten();
        let mark = self.first(owner, dep::CASE).or(whose.map(|_| owner));
        let Some(mark) = mark.filter(|&mark| mark < thing) else {
            return;
        };
        let owner = whose.unwrap_or(owner);
        let sides = [
            (owner, self.noun(owner)),
            (thing, self.noun_after(thing, mark)),
        ];
        drafts.push(self.implied(Pattern::Owner, Self::have, Vec::new(), sides));
    }

    /// "the harbour in Rome", "cities such as Rome".
    fn modifier(&self, noun: usize, modifier: usize, drafts: &mut Vec<Draft>) {
        let part = self.syntax.upos(noun) == Upos::Num
            || self.is(
                noun,
                &["part", "some", "many", "most", "all", "none", "each"],
            );
        if part || self.clausal(noun) {
            return;
        }
        let Some(case) = self
            .first(modifier, dep::CASE)
            .filter(|&c| c > noun && c < modifier)
        else {
            return;
        };
        let mut words = vec![case];
        words.extend(self.with(case, &[dep::FIXED]));
        let example = self.is(case, &["such", "including", "like"]);
        let pattern = if example {
            Pattern::Example
        } else {
            Pattern::Modifier
        };
        for (place, other) in self.list(modifier).into_iter().enumerate() {
            if place > 0 && !example {
                break;
            }
            let sides = [
                (noun, self.noun_before(noun, case)),
                (other, self.noun_after(other, case)),
            ];
            let mut draft = self.implied(pattern, Self::be, words.clone(), sides);
            draft.preposition = Some(case);
            if self.is(case, &["including"]) {
                draft.implied = None;
            }
            draft.places.1 = place;
            drafts.push(draft);
        }
    }

    /// What quotes report: the speaker, the cue, the content. In the order of their cues.
    pub(super) fn reports(&self, quotes: &[Quote]) -> Vec<Draft> {
        let mut reports: Vec<Draft> = quotes
            .iter()
            .filter_map(|quote| self.report(quote))
            .collect();
        reports.sort_by_key(|report| report.head);
        reports
    }

    fn report(&self, quote: &Quote) -> Option<Draft> {
        let words =
            |span: Span| Some(self.text.tokens_in(span)).filter(|tokens| !tokens.is_empty());
        let (speaker, cue) = (words(quote.speaker?.span)?, words(quote.cue?)?);
        let mut contents = quote.content.iter().filter_map(|&span| words(span));
        let object = contents.next()?;
        let head = self.syntax.head_of(cue.clone())?;
        let mut draft = Draft::new(
            Pattern::Report,
            head,
            Predicate {
                tokens: cue.collect(),
                implied: None,
            },
        );
        draft.subject_head = self.syntax.head_of(speaker.clone())?;
        draft.object_head = self.syntax.head_of(object.clone())?;
        (draft.subject, draft.object, draft.arguments) = (speaker, object, contents.collect());
        Some(draft)
    }
}
