use super::{Evaluation, Systems, Task, predicted};
use crate::quotes::{Article, Attribution, CharRange, read, score};
use crate::{EvaluateError, Report, System};
use newsgraph_document::{Document, DocumentError, Layer, OffsetUnit, Offsets, Span};

/// Quotes of articles from their raw text.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let gold = read(&asked.gold)?;
    if let Some(pred) = &asked.pred {
        let found = predicted(pred, &gold, read(pred)?, |article| &article.id)?;
        return Ok(score(&gold, &found));
    }
    let found = predict(&gold, &systems.system(Task::Quotes)?)?;
    Ok(score(&gold, &found))
}

/// The articles with the quotes that a system finds in their texts, in the place of their own.
///
/// # Errors
/// [`EvaluateError`] where a component fails.
pub fn predict(articles: &[Article], system: &System) -> Result<Vec<Article>, EvaluateError> {
    let date = |row: &Article| row.date.as_ref().and_then(|date| date.parse().ok());
    let mut documents = articles
        .iter()
        .map(|row| Ok(Document::new(row.id.clone(), row.text.clone())?.with_date(date(row))))
        .collect::<Result<Vec<Document>, DocumentError>>()?;
    system.fill_all(&mut documents, Layer::Quotes)?;
    Ok(documents.iter().map(article).collect::<Result<_, _>>()?)
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
