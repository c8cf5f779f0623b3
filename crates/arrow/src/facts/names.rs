use super::{Facts, name, number, words};
use crate::column::whole;
use crate::rows::{EntityRow, MentionRow, SentenceRow, SpanRow, ValueRow};
use newsgraph_document::{EntityView, Layer, MentionId, MentionKind, MentionView, SentenceView};
use std::borrow::Cow;
use std::collections::BTreeSet;

impl<'a> Facts<'a> {
    pub(crate) fn sentences(&self) -> impl Iterator<Item = SentenceRow<'a>> {
        self.view
            .sentences()
            .map(|sentence| self.sentence(sentence))
    }

    fn sentence(&self, sentence: SentenceView<'a>) -> SentenceRow<'a> {
        let SpanRow { start, end } = self.span(sentence.span);
        SentenceRow {
            sentence: whole(sentence.index()),
            paragraph: whole(sentence.paragraph),
            words: sentence.text().into(),
            start,
            end,
            tokens: sentence.tokens().map(|t| self.span(t.span)).collect(),
            model: self.model(Layer::Sentences),
        }
    }

    /// The mentions by their numbers.
    fn numbered(&self) -> impl Iterator<Item = MentionView<'a>> {
        let count = self.document().mentions().unwrap_or_default().len();
        (0..count).filter_map(|at| self.view.mention(MentionId::new(at)))
    }

    pub(crate) fn mentions(&self) -> impl Iterator<Item = MentionRow<'a>> {
        self.numbered().map(|mention| self.mention(mention))
    }

    fn mention(&self, mention: MentionView<'a>) -> MentionRow<'a> {
        let SpanRow { start, end } = self.span(mention.span);
        let item = mention.item();
        let entity = mention.entity();
        MentionRow {
            mention: whole(mention.id().index()),
            words: self.words(mention.span),
            start,
            end,
            label: item.label.as_str().into(),
            kind: item.kind.as_str().into(),
            entity: entity.map(number),
            name: entity.map(name),
            value: item.value.as_deref().map(Cow::Borrowed),
            score: item.score,
            model: self.model(Layer::Mentions),
        }
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = ValueRow<'a>> {
        let values = self.numbered().filter(|m| m.kind == MentionKind::Value);
        values.map(|mention| {
            let row = self.mention(mention);
            ValueRow {
                mention: row.mention,
                words: row.words,
                start: row.start,
                end: row.end,
                label: row.label,
                value: row.value,
                score: row.score,
                model: row.model,
            }
        })
    }

    pub(crate) fn entities(&self) -> impl Iterator<Item = EntityRow<'a>> {
        self.view.entities().map(|entity| self.entity(entity))
    }

    fn entity(&self, entity: EntityView<'a>) -> EntityRow<'a> {
        let mut seen = BTreeSet::from([entity.name()]);
        let other_names = entity.names().filter(|&other| seen.insert(other));
        let other_names = other_names.map(words::cut).collect();
        let first = entity.mentions().next().map(|mention| mention.span);
        let SpanRow { start, end } = self.span(first.unwrap_or_default());
        let mentions = entity.item().mentions.iter();
        EntityRow {
            entity: number(entity),
            label: entity.item().label.as_str().into(),
            name: entity.name().into(),
            other_names,
            named: entity.is_named(),
            mentions: mentions.map(|id| whole(id.index())).collect(),
            start,
            end,
            model: self.model(Layer::Entities),
        }
    }
}
