//! The table of facts.

use super::page::Page;
use super::tally::Tally;
use super::{Article, Printed, named, quotes, relations, values};
use crate::Report;
use std::collections::BTreeMap;

/// Predictions are not of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MismatchError {
    /// An article is not there.
    #[error("expected a prediction for each article, found none for {id}")]
    Missing {
        /// The article.
        id: String,
    },
    /// A prediction has another text.
    #[error("{id}: expected the text of the corpus, found another")]
    Text {
        /// The article.
        id: String,
    },
    /// A prediction counts in another unit.
    #[error("{id}: expected offsets in chars (annotate with --offsets char), found {found}")]
    Unit {
        /// The article.
        id: String,
        /// The unit.
        found: String,
    },
}

/// Scores facts.
///
/// Rows: `names` (span and type of proper mentions), `spans`, `entities` (typed, each once), `quotes` (content and the
/// right entity as speaker), `found` (content alone), `relations`, `pairs` (without their labels), `values`. Figures:
/// `speaker` (right of the quotes that were found), `false` (printed quotes that are none), `shown` (right relations
/// whose evidence meets the corpus's), and of each kind and act the share of quotes that were found usable. What is
/// wrong stands among the report's errors.
///
/// # Errors
/// [`MismatchError`] where a prediction is missing or is of another text.
pub fn score(gold: &[Article], found: &[Printed]) -> Result<Report, MismatchError> {
    // Of two predictions for an article the last one counts.
    let by_id: BTreeMap<&str, &Printed> = found.iter().map(|p| (p.id.as_str(), p)).collect();
    let mut tally = Tally::default();
    for gold in gold {
        let found = by_id.get(gold.id.as_str());
        let found = *found.ok_or_else(|| MismatchError::Missing {
            id: gold.id.clone(),
        })?;
        check(gold, found)?;
        let page = Page::new(gold, found);
        named::count(&page, &mut tally);
        quotes::count(&page, &mut tally);
        relations::count(&page, &mut tally);
        values::count(&page, &mut tally);
    }
    Ok(tally.report())
}

fn check(gold: &Article, found: &Printed) -> Result<(), MismatchError> {
    let id = gold.id.clone();
    if found.text != gold.text {
        return Err(MismatchError::Text { id });
    }
    if found.offsets != "char" {
        let found = found.offsets.clone();
        return Err(MismatchError::Unit { id, found });
    }
    Ok(())
}
