use super::{Evaluation, Systems, Task};
use crate::facts::{self, Article, Printed};
use crate::{EvaluateError, Report, System};
use newsgraph_document::{Document, DocumentError, Layer, OffsetUnit};
use newsgraph_export::to_json;

/// What a reader takes from articles, from their raw text.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let gold = facts::read(&asked.gold)?;
    let printed = match &asked.pred {
        Some(pred) => facts::read_printed(pred)?,
        None => print(&gold, &systems.system(Task::Facts)?)?,
    };
    facts::score(&gold, &printed).map_err(|source| {
        let path = asked.measured();
        EvaluateError::Facts { path, source }
    })
}

/// What a system prints for the articles: the measure is of what a user sees.
fn print(gold: &[Article], system: &System) -> Result<Vec<Printed>, EvaluateError> {
    let date = |row: &Article| row.date.as_ref().and_then(|date| date.parse().ok());
    let mut documents = gold
        .iter()
        .map(|row| Ok(Document::new(row.id.clone(), row.text.clone())?.with_date(date(row))))
        .collect::<Result<Vec<Document>, DocumentError>>()?;
    system.fill_all(&mut documents, Layer::Relations)?;
    let printed = documents
        .iter()
        .map(|document| serde_json::from_str(&to_json(document, OffsetUnit::Char)));
    printed
        .collect::<Result<_, _>>()
        .map_err(|source| EvaluateError::Printed {
            source: source.into(),
        })
}
