use super::quotes::who_name;
use super::{Facts, Words, name, number, words};
use crate::column::whole;
use crate::rows::{ArgumentRow, RelationRow, SpanRow, TripleRow};
use newsgraph_document::{Layer, ParticipantView, QuoteView, RelationView, Span, TripleView};
use std::borrow::Cow;

impl<'a> Facts<'a> {
    pub(crate) fn relations(&self) -> impl Iterator<Item = RelationRow<'a>> {
        in_order(self.view.relations(), |relation| relation.index())
            .map(|relation| self.relation(relation))
    }

    fn relation(&self, relation: RelationView<'a>) -> RelationRow<'a> {
        let item = relation.item();
        let (subject, object) = (relation.subject(), relation.object());
        let SpanRow { start, end } = self.cover(&item.evidence);
        let (claimant, claimant_entity) = claimant(relation.quote());
        RelationRow {
            relation: whole(relation.index()),
            label: item.label.as_str().into(),
            subject: name(subject),
            subject_entity: number(subject),
            subject_label: subject.item().label.as_str().into(),
            object: name(object),
            object_entity: number(object),
            object_label: object.item().label.as_str().into(),
            status: item.status.as_str().into(),
            role: item.role.map(|role| self.words(role)),
            role_start: self.start(item.role),
            role_end: self.end(item.role),
            negated: item.negated,
            hedged: item.hedged,
            words: words::joined(self.view, &item.evidence),
            start,
            end,
            spans: self.spans(&item.evidence),
            quote: item.quote.map(|quote| whole(quote.index())),
            claimant,
            claimant_entity,
            score: item.score,
            model: self.model(Layer::Relations),
        }
    }

    pub(crate) fn triples(&self) -> impl Iterator<Item = TripleRow<'a>> {
        in_order(self.view.triples(), |triple| triple.index()).map(|triple| self.triple(triple))
    }

    fn triple(&self, triple: TripleView<'a>) -> TripleRow<'a> {
        let item = triple.item();
        let (subject, object) = (self.span(item.subject), self.span(item.object));
        let (claimant, claimant_entity) = claimant(triple.quote());
        let arguments = item.arguments.iter().map(|&span| self.argument(span));
        TripleRow {
            triple: whole(triple.index()),
            subject: self.words(item.subject),
            predicate: words::predicate(self.view, item),
            object: self.words(item.object),
            arguments: arguments.collect(),
            implied: item.implied.as_deref().map(Cow::Borrowed),
            subject_start: subject.start,
            subject_end: subject.end,
            predicate_spans: self.spans(&item.predicate),
            object_start: object.start,
            object_end: object.end,
            negated: item.negated,
            hedged: item.hedged,
            quote: item.quote.map(|quote| whole(quote.index())),
            claimant,
            claimant_entity,
            score: item.score,
            model: self.model(Layer::Triples),
        }
    }

    fn argument(&self, span: Span) -> ArgumentRow<'a> {
        let SpanRow { start, end } = self.span(span);
        ArgumentRow {
            words: self.words(span),
            start,
            end,
        }
    }
}

/// Who claims what a quote says: the name, and the number of the entity.
fn claimant(quote: Option<QuoteView<'_>>) -> (Option<Words<'_>>, Option<i64>) {
    let speaker = quote.and_then(QuoteView::speaker);
    let entity = speaker.and_then(ParticipantView::entity);
    (speaker.map(who_name), entity.map(number))
}

/// Items by their numbers.
fn in_order<T>(
    items: impl Iterator<Item = T>,
    number: impl Fn(&T) -> usize,
) -> std::vec::IntoIter<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable_by_key(number);
    items.into_iter()
}
