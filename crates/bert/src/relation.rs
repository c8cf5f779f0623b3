use crate::architecture::Head;
use crate::classifier::{Classifier, best};
use crate::labels::LabelTable;
use crate::{BertError, BertOptions};
use newsgraph_document::{
    AnnotateError, Annotator, Document, Entity, EntityId, Label, Layer, Mention, MentionKind,
    Quote, QuoteId, Relation, Span, Status, TokenizedText,
};
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

/// What is written around two mentions so that a classifier sees which ones are meant.
///
/// The texts stand in the sentence as they are, spaces included. `{label}` in one is the mention's
/// label. The default is that of "Matching the Blanks" (Baldini Soares et al. 2019):
/// `[E1] Kim [/E1] met [E2] Xi [/E2]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityMarkers {
    /// Before and behind the subject.
    pub subject: [String; 2],
    /// Before and behind the object.
    pub object: [String; 2],
}

impl Default for EntityMarkers {
    fn default() -> Self {
        let pair = |[open, close]: [&str; 2]| [open.to_owned(), close.to_owned()];
        Self {
            subject: pair(["[E1] ", " [/E1]"]),
            object: pair(["[E2] ", " [/E2]"]),
        }
    }
}

/// Finds relations with a transformer that was fine-tuned to classify sentences in which two entities
/// are marked.
///
/// It asks about each ordered pair of mentions of two entities in one sentence, names and descriptions,
/// with at most [`Self::FARTHEST`] tokens between them. Where the checkpoint's labels end with
/// `(e1,e2)` or `(e2,e1)`, as in SemEval-2010 task 8, they say which entity is the subject, and the
/// mentions are marked in text order alone. It knows nothing of negation: relations are neither
/// `negated` nor `hedged`.
#[derive(Debug)]
pub struct BertRelationClassifier {
    classifier: Classifier,
    markers: EntityMarkers,
    /// What each label of the checkpoint stands for.
    labels: Vec<Option<Outcome>>,
}

/// A label, read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcome {
    label: Label,
    direction: Direction,
}

/// Which of two marked mentions a label makes the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    /// The one that was marked as such.
    AsMarked,
    First,
    Second,
}

/// Two mentions of a sentence to ask about.
#[derive(Clone, Copy, Debug)]
struct Pair {
    subject: usize,
    object: usize,
    sentence: usize,
}

impl BertRelationClassifier {
    /// The most tokens between two mentions of a pair.
    pub const FARTHEST: usize = 40;

    /// Loads the checkpoint in a folder, with the default options and markers.
    ///
    /// # Errors
    /// [`BertError`] where a file is missing or damaged, or the files do not fit one another, and where
    /// the tokenizer has no pieces for the markers.
    pub fn load(folder: impl AsRef<Path>) -> Result<Self, BertError> {
        Self::load_with(folder, &BertOptions::default(), EntityMarkers::default())
    }

    /// As [`Self::load`], to run in another way or with other markers. Of the options `context` and
    /// `stride` mean nothing here: a sentence that is longer than a window loses words at its ends.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_with(
        folder: impl AsRef<Path>,
        options: &BertOptions,
        markers: EntityMarkers,
    ) -> Result<Self, BertError> {
        let classifier = Classifier::load(folder.as_ref(), Head::Sequence, options)?;
        for marker in markers.subject.iter().chain(&markers.object) {
            classifier
                .pieces
                .check_marker(&marker.replace("{label}", ""))?;
        }
        let labels = outcomes(&classifier.labels, &LabelTable::relations());
        Ok(Self {
            classifier,
            markers,
            labels,
        })
    }

    /// The classifier with a table of one's own in place of [`LabelTable::relations`]. A row without
    /// `(e1,e2)` holds for both directions.
    ///
    /// # Errors
    /// [`BertError::UnknownLabel`] where the table names a label that the checkpoint does not give.
    pub fn with_labels(mut self, table: &LabelTable) -> Result<Self, BertError> {
        let mut known: Vec<String> = self.classifier.labels.clone();
        known.extend(
            self.classifier
                .labels
                .iter()
                .map(|l| directed(l).0.to_owned()),
        );
        known.dedup();
        table.check(&known)?;
        self.labels = outcomes(&self.classifier.labels, table);
        Ok(self)
    }

    /// Relations in the order of the sentences that they were read from, each once for the same
    /// entities, label and quote. Evidence is the two mentions; a score is the probability (softmax) of
    /// the label.
    ///
    /// # Errors
    /// [`BertError::Backend`] where libtorch fails. No text is an error.
    pub fn extract(
        &self,
        text: TokenizedText<'_>,
        mentions: &[Mention],
        entities: &[Entity],
        quotes: &[Quote],
    ) -> Result<Vec<Relation>, BertError> {
        let entity_of = entity_of(mentions, entities);
        let mut pairs = self.pairs(text, mentions, &entity_of);
        let mut windows = Vec::with_capacity(pairs.len());
        for pair in &pairs {
            windows.push(self.window(text, mentions, *pair)?);
        }
        let mut fits = windows.iter().map(Option::is_some);
        pairs.retain(|_| fits.next() == Some(true));
        let windows: Vec<Vec<u32>> = windows.into_iter().flatten().collect();
        let scores = self.classifier.run(&windows)?;

        let mut seen = HashSet::new();
        let mut relations = Vec::new();
        for (pair, scores) in pairs.iter().zip(&scores) {
            let Some((at, probability)) = best(scores) else {
                continue;
            };
            let Some(outcome) = &self.labels[at] else {
                continue;
            };
            let (subject, object) = match outcome.direction {
                Direction::AsMarked | Direction::First => (pair.subject, pair.object),
                Direction::Second => (pair.object, pair.subject),
            };
            let (Some(from), Some(to)) = (entity_of[subject], entity_of[object]) else {
                continue;
            };
            let mut evidence = vec![mentions[subject].span, mentions[object].span];
            evidence.sort_unstable();
            let quote = innermost(quotes, evidence[0], evidence[1]);
            if seen.insert((outcome.label.clone(), from, to, quote)) {
                relations.push(Relation {
                    label: outcome.label.clone(),
                    subject: from,
                    object: to,
                    evidence,
                    status: Status::Now,
                    role: None,
                    negated: false,
                    hedged: false,
                    quote,
                    score: Some(probability),
                });
            }
        }
        Ok(relations)
    }

    /// The pairs to ask about, by sentence and by the place of their mentions.
    fn pairs(
        &self,
        text: TokenizedText<'_>,
        mentions: &[Mention],
        entity_of: &[Option<EntityId>],
    ) -> Vec<Pair> {
        let mut order: Vec<usize> = (0..mentions.len())
            .filter(|&m| matches!(mentions[m].kind, MentionKind::Proper | MentionKind::Nominal))
            .filter(|&m| entity_of[m].is_some() && !text.tokens_in(mentions[m].span).is_empty())
            .collect();
        order.sort_by_key(|&m| (mentions[m].span, m));
        let directed = self
            .labels
            .iter()
            .flatten()
            .any(|l| l.direction != Direction::AsMarked);
        let mut pairs = Vec::new();
        for (at, &first) in order.iter().enumerate() {
            let tokens = text.tokens_in(mentions[first].span);
            let sentence = text.sentence_of(tokens.start);
            let Some(end) = text.sentences.get(sentence).map(|s| s.tokens.end) else {
                continue;
            };
            let within = end.min(tokens.end + Self::FARTHEST + 1);
            let others = order[at + 1..]
                .iter()
                .map(|&second| (second, text.tokens_in(mentions[second].span)));
            for (second, other) in others.take_while(|(_, other)| other.start < within) {
                let apart = tokens.end <= other.start && other.end <= end;
                if !apart || entity_of[first] == entity_of[second] {
                    continue;
                }
                let pair = |subject, object| Pair {
                    subject,
                    object,
                    sentence,
                };
                pairs.push(pair(first, second));
                if !directed {
                    pairs.push(pair(second, first));
                }
            }
        }
        pairs
    }

    /// The pieces of a sentence with a pair marked in it; `None` where not even the words from one
    /// mention to the other fit into a window.
    fn window(
        &self,
        text: TokenizedText<'_>,
        mentions: &[Mention],
        pair: Pair,
    ) -> Result<Option<Vec<u32>>, BertError> {
        let pieces = &self.classifier.pieces;
        let capacity = self.classifier.window - pieces.special();
        let marks = [
            (&mentions[pair.subject], &self.markers.subject),
            (&mentions[pair.object], &self.markers.object),
        ];
        let sentence = text.sentences[pair.sentence].tokens.clone();
        let tokens = marks.map(|(mention, _)| text.tokens_in(mention.span));
        let pair = tokens[0].start.min(tokens[1].start)..tokens[0].end.max(tokens[1].end);
        // A token has a piece at least.
        let room = capacity.saturating_sub(pair.len());
        let mut around = pair.start.saturating_sub(room).max(sentence.start)
            ..pair.end.saturating_add(room).min(sentence.end);
        loop {
            let ids = pieces.ids(&marked(text, &around, marks))?;
            if ids.len() <= capacity {
                return Ok(Some(pieces.window(&ids)));
            }
            let (before, after) = (pair.start - around.start, around.end - pair.end);
            if before + after == 0 {
                return Ok(None);
            }
            if before > after {
                around.start = pair.start - before / 2;
            } else {
                around.end = pair.end + after / 2;
            }
        }
    }
}

/// The text of some tokens with markers around two mentions.
fn marked(
    text: TokenizedText<'_>,
    tokens: &Range<usize>,
    mut marks: [(&Mention, &[String; 2]); 2],
) -> String {
    marks.sort_by_key(|(mention, _)| mention.span);
    let whole = text.span_of(tokens.clone());
    let (mut out, mut at) = (String::new(), whole.start());
    for (mention, [open, close]) in marks {
        let label = mention.label.as_str();
        out.push_str(&text.text[at..mention.span.start()]);
        out.push_str(&open.replace("{label}", label));
        out.push_str(&text.text[mention.span]);
        out.push_str(&close.replace("{label}", label));
        at = mention.span.end();
    }
    out.push_str(&text.text[at..whole.end().max(at)]);
    out
}

fn outcomes(labels: &[String], table: &LabelTable) -> Vec<Option<Outcome>> {
    let read = |text: &String| {
        let (bare, direction) = directed(text);
        let label = match table.get(text) {
            // The table may name the label with its direction, or without.
            Some(label) if label == text.as_str() => table.get(bare),
            named => named,
        };
        label.map(|label| Outcome { label, direction })
    };
    labels.iter().map(read).collect()
}

/// A label without its direction, and that.
fn directed(label: &str) -> (&str, Direction) {
    if let Some(bare) = label.strip_suffix("(e1,e2)") {
        (bare, Direction::First)
    } else if let Some(bare) = label.strip_suffix("(e2,e1)") {
        (bare, Direction::Second)
    } else {
        (label, Direction::AsMarked)
    }
}

/// The entity of each mention.
fn entity_of(mentions: &[Mention], entities: &[Entity]) -> Vec<Option<EntityId>> {
    let mut entity_of = vec![None; mentions.len()];
    for (at, entity) in entities.iter().enumerate() {
        for mention in &entity.mentions {
            if let Some(place) = entity_of.get_mut(mention.index()) {
                *place = Some(EntityId::new(at));
            }
        }
    }
    entity_of
}

/// The shortest quote whose content holds both spans.
fn innermost(quotes: &[Quote], a: Span, b: Span) -> Option<QuoteId> {
    let holds = quotes
        .iter()
        .enumerate()
        .filter(|(_, q)| q.contains(a) && q.contains(b));
    let length = |quote: &Quote| quote.content.iter().map(|span| span.len()).sum::<usize>();
    holds
        .min_by_key(|(_, quote)| length(quote))
        .map(|(at, _)| QuoteId::new(at))
}

impl Annotator for BertRelationClassifier {
    fn name(&self) -> &'static str {
        "relation"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.classifier.name)
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Quotes, Layer::Entities]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Relations]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let found = self.extract(
            document.tokenized()?,
            document.mentions()?,
            document.entities()?,
            document.quotes()?,
        );
        let found = found.map_err(|error| AnnotateError::Backend {
            component: self.name().to_owned(),
            source: error.into(),
        })?;
        Ok(document.set_relations(found, self)?)
    }
}
