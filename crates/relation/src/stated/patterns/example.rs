//! The shape of an example sentence.

use super::read::Example;
use super::rule::{Path, Shape, Slot, Step, Trigger};
use crate::stated::stage::Stage;
use crate::stated::words::Words;
use newsgraph_document::{
    AnnotateError, Document, Entity, Label, Mention, MentionId, MentionKind, Span, Upos, dep,
};
use newsgraph_phrase::{Grammar, Trees};

/// Steps of a way that an example gives.
const STEPS: usize = 3;

/// The entities of an example, by their ends.
const SUBJECT: usize = 0;
const OBJECT: usize = 1;

/// What joins the ends of an example; `None` where no word does.
pub(super) fn shape(
    example: &Example,
    kinds: &[Vec<Label>; 2],
    document: &Document,
    grammar: &Grammar,
    words: &Words,
) -> Result<Option<Shape>, AnnotateError> {
    let (text, syntax) = (document.tokenized()?, document.syntax()?);
    let trees = Trees::new(text, syntax, grammar);
    let mut mentions = Vec::new();
    for (range, kinds) in example.ends.iter().zip(kinds) {
        mentions.push(Mention {
            span: Span::new(range.start, range.end),
            label: kinds.first().cloned().unwrap_or(Label::ORGANIZATION),
            kind: MentionKind::Proper,
            value: None,
            score: None,
        });
    }
    let entity = |(id, mention): (usize, &Mention)| Entity {
        label: mention.label.clone(),
        name: example.text[example.ends[id].clone()].to_owned(),
        mentions: vec![MentionId::new(id)],
    };
    let entities: Vec<Entity> = mentions.iter().enumerate().map(entity).collect();
    let stage = Stage::new(&trees, words, &mentions, &entities);
    let mut best: Option<Joined> = None;
    for sentence in text.sentences {
        for word in sentence.tokens.clone() {
            let joined = stage.joined(word, kinds, &sentence.tokens);
            let is_better = |own: &Joined| best.as_ref().is_none_or(|b| own.length() < b.length());
            if let Some(joined) = joined.filter(is_better) {
                best = Some(joined);
            }
        }
    }
    Ok(best.map(|joined| Shape {
        triggers: vec![joined.trigger],
        paths: joined.paths.map(|p| vec![p]),
    }))
}

/// A word with the ways to both ends.
struct Joined {
    trigger: Trigger,
    paths: [Path; 2],
}

impl Joined {
    fn length(&self) -> usize {
        self.paths.iter().map(Vec::len).sum()
    }
}

impl Stage<'_> {
    fn joined(
        &self,
        word: usize,
        kinds: &[Vec<Label>; 2],
        sentence: &std::ops::Range<usize>,
    ) -> Option<Joined> {
        let frame = self.frame(word)?;
        let way = |entity: usize| self.way_to(&frame, entity, STEPS);
        let paths = match self.naming(word, kinds, sentence) {
            Some((end, of)) => {
                let other = 1 - end;
                let other = of.or_else(|| way(other))?;
                if end == SUBJECT {
                    [only(Slot::Is), other]
                } else {
                    [other, only(Slot::Is)]
                }
            }
            None => {
                let [subject, object] = [way(SUBJECT)?, way(OBJECT)?];
                // Both in one list: "Ann Lee and Tom Roy met".
                let object = if subject == object {
                    only(Slot::Each)
                } else {
                    object
                };
                [subject, object]
            }
        };
        let particle = self.below(word).find(|&t| self.dep(t) == dep::COMPOUND_PRT);
        let words = std::iter::once(word).chain(particle);
        let trigger = words.map(|t| Box::from(&*self.lemma(t))).collect();
        Some(Joined { trigger, paths })
    }

    /// Which end a noun says what it is, and the way to the other where the noun is of that.
    fn naming(
        &self,
        word: usize,
        kinds: &[Vec<Label>; 2],
        sentence: &std::ops::Range<usize>,
    ) -> Option<(usize, Option<Path>)> {
        if self.upos(word) != Upos::Noun {
            return None;
        }
        (0..2).find_map(|end| {
            let [holders, of] = self.is_and_of(word, &kinds[end], sentence)?;
            let has =
                |places: &[usize], id: usize| places.iter().any(|&p| self.places[p].entity == id);
            let word = self.words.of.iter().next()?;
            let path = has(&of, 1 - end).then(|| only(Slot::With(word.into())));
            has(&holders, end).then_some((end, path))
        })
    }
}

fn only(slot: Slot) -> Path {
    vec![Step { slot, then: None }]
}
