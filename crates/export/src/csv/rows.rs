use super::Cells;
use crate::text::{LONGEST_SENTENCE, Report};
use newsgraph_document::{
    Document, EntityId, Mention, MentionId, MentionKind, OffsetUnit, Offsets, Participant, Quote,
    QuoteId, Span,
};
use std::borrow::Cow;
use std::io::{self, Write};

type Row<'a> = Vec<Cow<'a, str>>;

/// The rows of a document's tables.
pub(super) struct Rows<'a> {
    report: Report<'a>,
    document: &'a Document,
    offsets: Offsets,
    date: String,
}

impl<'a> Rows<'a> {
    pub(super) fn new(document: &'a Document, unit: OffsetUnit) -> Self {
        Self {
            report: Report::new(document),
            document,
            offsets: Offsets::new(document.text(), unit),
            date: document.date().map(|d| d.to_string()).unwrap_or_default(),
        }
    }

    /// The first cells of a row: the document, its date and the item's number.
    fn row(&self, number: usize) -> Row<'_> {
        let id = self.document.id();
        vec![
            id.into(),
            self.date.as_str().into(),
            number.to_string().into(),
        ]
    }

    pub(super) fn quotes<W: Write>(&self, cells: &mut Cells<W>) -> io::Result<()> {
        for (number, quote) in self
            .document
            .quotes()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let mut row = self.row(number);
            let whole = quote.content[0].cover(quote.content[quote.content.len() - 1]);
            row.extend([quote.kind.as_str().into(), quote.act.as_str().into()]);
            row.push(self.report.content(quote).into());
            self.push_span(&mut row, Some(whole));
            row.push(self.spans(&quote.content));
            row.push(quote.cue.map_or("".into(), |cue| self.words(cue)));
            self.push_speakers(&mut row, quote);
            self.push_addressee(&mut row, quote.addressee.as_ref());
            row.push(
                quote
                    .parent
                    .map_or("".into(), |p| p.index().to_string().into()),
            );
            row.push(score(quote.score));
            cells.row(row)?;
        }
        Ok(())
    }

    fn push_speakers<'s>(&'s self, row: &mut Row<'s>, quote: &Quote) {
        let each = |tell: &dyn Fn(&Participant) -> String| -> Cow<'s, str> {
            let told: Vec<String> = quote.each_speaker().map(tell).collect();
            let is_empty = told.iter().all(String::is_empty);
            if is_empty {
                "".into()
            } else {
                told.join("; ").into()
            }
        };
        row.push(each(&|who| self.name(who)));
        row.push(each(&|who| self.entity_number(who)));
        row.push(each(&|who| self.words(who.span).into_owned()));
        self.push_span(row, quote.each_speaker().next().map(|who| who.span));
        row.push(each(&|who| who.how.as_str().to_owned()));
        row.push(each(&|who| {
            who.role
                .map_or_else(String::new, |r| self.words(r).into_owned())
        }));
        row.push(each(&|who| {
            let behalf = who.behalf.and_then(|name| self.document.entity_at(name));
            match (behalf, who.behalf) {
                (Some(entity), _) => self.report.entity_name(entity.index()),
                (None, Some(words)) => self.words(words).into_owned(),
                (None, None) => String::new(),
            }
        }));
    }

    fn push_addressee<'s>(&'s self, row: &mut Row<'s>, who: Option<&Participant>) {
        match who {
            Some(who) => row.extend([
                self.name(who).into(),
                self.entity_number(who).into(),
                self.words(who.span),
            ]),
            None => row.extend([const { Cow::Borrowed("") }; 3]),
        }
    }

    /// The name of the entity that takes part, else the words for it.
    fn name(&self, who: &Participant) -> String {
        match self.document.entity_of_participant(who) {
            Some(entity) => self.report.entity_name(entity.index()),
            None => self.words(who.span).into_owned(),
        }
    }

    fn entity_number(&self, who: &Participant) -> String {
        let entity = self.document.entity_of_participant(who);
        entity.map_or_else(String::new, |e| e.index().to_string())
    }

    pub(super) fn entities<W: Write>(&self, cells: &mut Cells<W>) -> io::Result<()> {
        let mentions = self.document.mentions().unwrap_or_default();
        for (number, entity) in self
            .document
            .entities()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let mut row = self.row(number);
            row.extend([entity.label.as_str().into(), entity.name.as_str().into()]);
            row.push(self.report.other_names(entity).join("; ").into());
            row.push(entity.mentions.len().to_string().into());
            let first = entity
                .mentions
                .first()
                .and_then(|m| mentions.get(m.index()));
            self.push_span(&mut row, first.map(|m| m.span));
            cells.row(row)?;
        }
        Ok(())
    }

    pub(super) fn relations<W: Write>(&self, cells: &mut Cells<W>) -> io::Result<()> {
        for (number, relation) in self
            .document
            .relations()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let mut row = self.row(number);
            self.push_entity(&mut row, relation.subject);
            row.push(relation.label.as_str().into());
            self.push_entity(&mut row, relation.object);
            row.push(relation.status.as_str().into());
            row.push(relation.role.map_or("".into(), |role| self.words(role)));
            self.push_claim(&mut row, relation.negated, relation.hedged, relation.quote);
            let evidence = relation.evidence.iter();
            let texts: Vec<_> = evidence
                .map(|&span| self.report.shown(span, LONGEST_SENTENCE))
                .collect();
            row.push(texts.join(" ... ").into());
            row.push(self.spans(&relation.evidence));
            row.push(score(relation.score));
            cells.row(row)?;
        }
        Ok(())
    }

    fn push_entity<'s>(&'s self, row: &mut Row<'s>, id: EntityId) {
        let entity = &self.document.entities().unwrap_or_default()[id.index()];
        row.push(entity.name.as_str().into());
        row.push(id.index().to_string().into());
        row.push(entity.label.as_str().into());
    }

    fn push_claim<'s>(
        &'s self,
        row: &mut Row<'s>,
        negated: bool,
        hedged: bool,
        quote: Option<QuoteId>,
    ) {
        row.extend([truth(negated), truth(hedged)]);
        row.push(quote.map_or("".into(), |q| q.index().to_string().into()));
        let quotes = self.document.quotes().unwrap_or_default();
        let claimed = quote.and_then(|q| quotes.get(q.index()));
        row.push(claimed.map_or("".into(), |quote| self.report.speaker(quote).into()));
    }

    pub(super) fn mentions<W: Write>(&self, cells: &mut Cells<W>) -> io::Result<()> {
        for (number, mention) in self
            .document
            .mentions()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let entity = self.document.entity_of(MentionId::new(number));
            let mut row = self.mention(number, mention);
            row.push(mention.kind.as_str().into());
            row.push(entity.map_or("".into(), |e| e.index().to_string().into()));
            row.push(entity.map_or("".into(), |e| self.report.entity_name(e.index()).into()));
            row.push(mention.value.as_deref().unwrap_or_default().into());
            row.push(score(mention.score));
            cells.row(row)?;
        }
        Ok(())
    }

    pub(super) fn values<W: Write>(&self, cells: &mut Cells<W>) -> io::Result<()> {
        for (number, mention) in self
            .document
            .mentions()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            if mention.kind != MentionKind::Value {
                continue;
            }
            let mut row = self.mention(number, mention);
            row.push(mention.value.as_deref().unwrap_or_default().into());
            row.push(score(mention.score));
            cells.row(row)?;
        }
        Ok(())
    }

    /// The cells of a mention up to its label.
    fn mention(&self, number: usize, mention: &'a Mention) -> Row<'_> {
        let mut row = self.row(number);
        row.push(self.words(mention.span));
        self.push_span(&mut row, Some(mention.span));
        row.push(mention.label.as_str().into());
        row
    }

    pub(super) fn triples<W: Write>(&self, cells: &mut Cells<W>) -> io::Result<()> {
        for (number, triple) in self
            .document
            .triples()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let mut row = self.row(number);
            let [subject, predicate, object] = self.report.triple(triple);
            row.extend([subject, predicate, object].map(Cow::from));
            let arguments: Vec<_> = triple
                .arguments
                .iter()
                .map(|&span| self.words(span))
                .collect();
            row.push(arguments.join("; ").into());
            self.push_span(&mut row, Some(triple.subject));
            row.push(self.spans(&triple.predicate));
            self.push_span(&mut row, Some(triple.object));
            row.push(self.spans(&triple.arguments));
            self.push_claim(&mut row, triple.negated, triple.hedged, triple.quote);
            row.push(score(triple.score));
            cells.row(row)?;
        }
        Ok(())
    }

    /// The words of a span on one line.
    fn words(&self, span: Span) -> Cow<'_, str> {
        self.report.shown(span, LONGEST_SENTENCE).into()
    }

    fn push_span(&self, row: &mut Row<'_>, span: Option<Span>) {
        let ends = span.map(|span| [span.start(), span.end()]);
        let ends = ends.map(|ends| ends.map(|byte| self.offsets.from_byte(byte).to_string()));
        row.extend(ends.unwrap_or_default().map(Cow::from));
    }

    /// Spans as `0-11 20-31`.
    fn spans(&self, spans: &[Span]) -> Cow<'static, str> {
        let each = spans.iter().map(|span| {
            let [start, end] = [span.start(), span.end()].map(|byte| self.offsets.from_byte(byte));
            format!("{start}-{end}")
        });
        each.collect::<Vec<_>>().join(" ").into()
    }
}

fn score(score: Option<f32>) -> Cow<'static, str> {
    score.map_or("".into(), |score| score.to_string().into())
}

fn truth(is: bool) -> Cow<'static, str> {
    if is { "true".into() } else { "false".into() }
}
