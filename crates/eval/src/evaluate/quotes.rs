use super::{Evaluation, Systems, Task, predicted};
use crate::quotes::{Article, Attribution, CharRange, read, score};
use crate::{EvaluateError, Report};
use newsgraph_document::{Document, DocumentError, Layer, OffsetUnit, Offsets, Span};

/// Quotes of articles from their raw text.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let gold = read(&asked.gold)?;
    if let Some(pred) = &asked.pred {
        let found = predicted(pred, &gold, read(pred)?, |article| &article.id)?;
        return Ok(score(&gold, &found));
    }
    let date = |row: &Article| row.date.as_ref().and_then(|date| date.parse().ok());
    let mut documents = gold
        .iter()
        .map(|row| Ok(Document::new(row.id.clone(), row.text.clone())?.with_date(date(row))))
        .collect::<Result<Vec<Document>, DocumentError>>()?;
    let system = systems.system(Task::Quotes)?;
    system.fill_all(&mut documents, Layer::Quotes)?;
    let predicted = documents.iter().map(article);
    Ok(score(&gold, &predicted.collect::<Result<Vec<_>, _>>()?))
}

/// A document's quotes in chars.
fn article(document: &Document) -> Result<Article, DocumentError> {
    let offsets = Offsets::new(document.text(), OffsetUnit::Char);
    let range = |span: Span| {
        (
            offsets.from_byte(span.start()),
            offsets.from_byte(span.end()),
        )
    };
    let ranges = |spans: &[Span]| {
        let all = spans.iter().copied().map(range);
        let mut all: Vec<CharRange> = all.filter(|(start, end)| start < end).collect();
        all.sort_unstable();
        all
    };
    let quotes = document.quotes()?.iter();
    let quotes = quotes.map(|quote| Attribution {
        content: ranges(&quote.content),
        cue: ranges(quote.cue.as_slice()),
        source: ranges(quote.speaker.map(|who| who.span).as_slice()),
    });
    Ok(Article {
        id: document.id().to_owned(),
        text: document.text().to_owned(),
        date: None,
        quotes: quotes.collect(),
    })
}
