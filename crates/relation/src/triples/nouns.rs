use super::draft::Draft;
use super::pattern::{LeftOut, Pattern};
use super::phrases::Phrases;
use super::predicates::Predicate;
use newsgraph_document::{Quote, QuoteId, Span, Upos, dep};
use newsgraph_phrase::is_dash;
use std::ops::Range;

/// Subject and object of what a noun phrase states.
struct Sides {
    subject: Side,
    object: Side,
}

/// A noun with the words that are its side.
struct Side {
    head: usize,
    words: Range<usize>,
}

/// Most words of a note in brackets.
const NOTE: usize = 6;

impl Side {
    fn new(head: usize, words: Range<usize>) -> Self {
        Self { head, words }
    }
}

impl Phrases<'_> {
    /// What a noun phrase states of its head: appositions, titles, owners, prepositions.
    pub(super) fn noun_phrase(&self, token: usize, drafts: &mut Vec<Draft>) {
        let Some(head) = self.trees.syntax.head(token) else {
            return;
        };
        match self.dep(token) {
            dep::APPOS => self.apposition(head, token, drafts),
            "nmod:desc" => self.title(head, token, drafts),
            dep::COMPOUND if self.upos(token) == Upos::Noun => {
                self.title(head, token, drafts);
            }
            dep::NMOD_POSS => self.owner(token, head, drafts),
            dep::NMOD => self.modifier(head, token, drafts),
            _ => {}
        }
    }

    /// A draft whose verb is not in the text; `evidence` is what stands in the place of the predicate.
    fn with_implied(
        &self,
        pattern: Pattern,
        verb: LeftOut,
        evidence: Vec<usize>,
        sides: Sides,
    ) -> Draft {
        let Sides { subject, object } = sides;
        let predicate = Predicate {
            tokens: evidence,
            implied: Some(self.left_out(verb, subject.head)),
        };
        let mut draft = Draft::new(pattern, object.head, predicate);
        draft.preposition = draft.predicate.last().copied();
        Draft {
            subject: subject.words,
            subject_head: subject.head,
            object: object.words,
            object_head: object.head,
            ..draft
        }
    }

    /// "Ann Lee, a physicist from Leeds"; a name after a description is the subject all the same.
    fn apposition(&self, noun: usize, other: usize, drafts: &mut Vec<Draft>) {
        let nominal = |t: usize| {
            matches!(
                self.upos(t),
                Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym
            )
        };
        if !nominal(noun) || !nominal(other) || noun > other {
            return;
        }
        if !(noun + 1..other).any(|t| self.upos(t) == Upos::Punct) {
            return;
        }
        if self.is_note(noun, other) {
            return;
        }
        let [before, after] = [noun, other].map(|t| Side::new(t, self.noun(t)));
        let name_last = self.upos(other) == Upos::Propn && self.upos(noun) != Upos::Propn;
        let (subject, object) = if name_last {
            (after, before)
        } else {
            (before, after)
        };
        let sides = Sides { subject, object };
        drafts.push(self.with_implied(Pattern::Apposition, LeftOut::Copula, Vec::new(), sides));
    }

    /// Whether what stands in brackets beside a noun says where it belongs or was said, not what it is: with a sign inside
    /// ("Lee (D-Ohio)", "Velmar (NYSE: VLM)"), before a dash ("OSLO (AP) -"), or an address ("reports (http://...)"). Nor is the
    /// one side of such a sign the other.
    fn is_note(&self, noun: usize, other: usize) -> bool {
        let syntax = self.trees.syntax;
        let opens = |&t: &usize| matches!(self.word(t), "(" | "[" | "-LRB-");
        let Some(bracket) = (noun.saturating_sub(1)..other).find(opens) else {
            return false;
        };
        let word = self.word(other);
        if word.contains("://") || word.starts_with("www.") {
            return true;
        }
        let is_name = word.starts_with(char::is_uppercase)
            || matches!(self.upos(other), Upos::Propn | Upos::Num | Upos::Sym);
        let dashes = |t: usize| is_dash(self.word(t));
        let joins = |t: usize| self.word(t) == ":" || dashes(t);
        let closes = |&t: &usize| matches!(self.word(t), ")" | "]" | "-RRB-");
        let end = (bracket + 1..syntax.len()).take(NOTE).find(closes);
        let inside = bracket + 1..end.unwrap_or(syntax.len().min(bracket + 1 + NOTE));
        let is_before_dash = end.is_some_and(|end| end + 1 < syntax.len() && dashes(end + 1));
        is_name && (is_before_dash || inside.clone().any(joins))
    }

    /// "Senator Lee": the name is what the title says.
    fn title(&self, name: usize, title: usize, drafts: &mut Vec<Draft>) {
        if self.upos(name) != Upos::Propn || title > name || self.word(title).ends_with('.') {
            return;
        }
        let words = self.noun(title);
        let words = words.start..words.end.min(name);
        let subject = words.end..self.noun(name).end;
        let sides = Sides {
            subject: Side::new(name, subject),
            object: Side::new(title, words),
        };
        drafts.push(self.with_implied(Pattern::Title, LeftOut::Copula, Vec::new(), sides));
    }

    /// "Ann's house": she has it.
    fn owner(&self, owner: usize, thing: usize, drafts: &mut Vec<Draft>) {
        let whose = self
            .is(owner, &self.words.relative_owner)
            .then(|| self.antecedent(thing))
            .flatten();
        let mark = self.first(owner, dep::CASE).or(whose.map(|_| owner));
        let Some(mark) = mark.filter(|&mark| mark < thing) else {
            return;
        };
        let owner = whose.unwrap_or(owner);
        let sides = Sides {
            subject: Side::new(owner, self.noun(owner)),
            object: Side::new(thing, self.noun_after(thing, mark)),
        };
        drafts.push(self.with_implied(Pattern::Owner, LeftOut::Possession, Vec::new(), sides));
    }

    /// "the harbour in Rome", "cities such as Rome".
    fn modifier(&self, noun: usize, modifier: usize, drafts: &mut Vec<Draft>) {
        let part = self.upos(noun) == Upos::Num || self.is(noun, &self.words.part);
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
        let example = self.is(case, &self.words.example);
        let pattern = if example {
            Pattern::Example
        } else {
            Pattern::Modifier
        };
        for (place, other) in self.list(modifier).into_iter().enumerate() {
            if place > 0 && !example {
                break;
            }
            let sides = Sides {
                subject: Side::new(noun, self.noun_before(noun, case)),
                object: Side::new(other, self.noun_after(other, case)),
            };
            let mut draft = self.with_implied(pattern, LeftOut::Copula, words.clone(), sides);
            draft.preposition = Some(case);
            if self.is(case, &self.words.example_participle) {
                draft.implied = None;
            }
            draft.places.object = place;
            drafts.push(draft);
        }
    }

    /// What quotes report: the speaker, the cue, the content. In the order of their cues.
    pub(super) fn reports(&self, quotes: &[Quote]) -> Vec<Draft> {
        let mut reports: Vec<Draft> = quotes
            .iter()
            .enumerate()
            .filter_map(|(id, quote)| self.report(QuoteId::new(id), quote))
            .collect();
        reports.sort_by_key(|report| report.head);
        reports
    }

    fn report(&self, id: QuoteId, quote: &Quote) -> Option<Draft> {
        let words =
            |span: Span| Some(self.trees.text.tokens_in(span)).filter(|tokens| !tokens.is_empty());
        let (speaker, cue) = (words(quote.speaker?.span)?, words(quote.cue?)?);
        let mut contents = quote.content.iter().filter_map(|&span| words(span));
        let object = contents.next()?;
        let head = self.trees.head(cue.clone());
        let mut draft = Draft::new(
            Pattern::Report,
            head,
            Predicate {
                tokens: cue.collect(),
                implied: None,
            },
        );
        draft.report = Some(id);
        draft.subject_head = self.trees.head(speaker.clone());
        draft.object_head = self.trees.head(object.clone());
        (draft.subject, draft.object, draft.arguments) = (speaker, object, contents.collect());
        Some(draft)
    }
}
