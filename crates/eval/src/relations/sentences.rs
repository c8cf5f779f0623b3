use super::prepare::RelationText;
use super::{count, report};
use crate::error::filled_lines;
use crate::{CorpusError, Report};
use newsgraph_document::Label;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A sentence with entities and the relations between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an object")]
pub struct RelationSentence {
    /// Its id.
    pub id: String,
    /// Its words.
    #[serde(default)]
    pub tokens: Vec<String>,
    /// Start and end (exclusive) in tokens, and type.
    pub entities: Vec<(usize, usize, String)>,
    /// Positions of subject and object in `entities`, and type.
    #[serde(default)]
    pub relations: Vec<(usize, usize, String)>,
}

impl RelationSentence {
    /// The sentence as a text, each of its entities with one name.
    pub(super) fn text(&self) -> RelationText {
        let (text, words) = RelationText::spaced(self.tokens.iter().map(String::as_str));
        let names = self.entities.iter().enumerate().filter_map(|(at, entity)| {
            let (start, end, kind) = entity;
            let span = words.get(*start)?.cover(*words.get(end.checked_sub(1)?)?);
            let label = match kind.as_str() {
                "Peop" => Label::PERSON,
                "Org" => Label::ORGANIZATION,
                "Loc" => Label::LOCATION,
                _ => Label::MISC,
            };
            Some((span, label, at))
        });
        RelationText {
            id: self.id.clone(),
            names: names.collect(),
            relations: self.relations.clone(),
            text,
            words,
        }
    }
}

/// Reads JSON Lines of such sentences.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a line is not such an object.
pub(super) fn read(text: &str, path: &Path) -> Result<Vec<RelationSentence>, CorpusError> {
    filled_lines(text)
        .map(|(number, line)| {
            let expected = "an object with id, tokens, entities and relations that fit";
            let row: RelationSentence = serde_json::from_str(line)
                .map_err(|source| CorpusError::row(path, number, expected, line, source))?;
            let sound = |row: &RelationSentence| {
                let count = row.entities.len();
                row.relations
                    .iter()
                    .all(|&(s, o, _)| s < count && o < count)
                    && row.entities.iter().all(|&(s, e, _)| s < e)
            };
            let unsound = || CorpusError::line(path, number, expected, line);
            Some(row).filter(sound).ok_or_else(unsound)
        })
        .collect()
}

/// Scores predictions, found by id: both boundaries of both entities, and the type.
pub(super) fn score(gold: &[RelationSentence], predicted: &[RelationSentence]) -> Report {
    fn facts(row: &RelationSentence) -> BTreeSet<([usize; 4], &str)> {
        let place = |entity: usize| row.entities.get(entity).map(|e| (e.0, e.1));
        let relations = row.relations.iter();
        let found = relations.filter_map(|(s, o, label)| {
            let (s, o) = (place(*s)?, place(*o)?);
            Some(([s.0, s.1, o.0, o.1], label.as_str()))
        });
        found.collect()
    }
    let by_id: BTreeMap<&str, &RelationSentence> =
        predicted.iter().rev().map(|p| (p.id.as_str(), p)).collect();
    let mut types = BTreeMap::new();
    for row in gold {
        let found = by_id.get(row.id.as_str()).map(|p| facts(p));
        count(&mut types, &facts(row), &found.unwrap_or_default());
    }
    report(types)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Measure;

    fn sentence(relations: &[(usize, usize, &str)]) -> RelationSentence {
        RelationSentence {
            id: "1".into(),
            tokens: Vec::new(),
            entities: vec![
                (0, 2, "Peop".into()),
                (3, 4, "Org".into()),
                (5, 6, "Loc".into()),
            ],
            relations: relations
                .iter()
                .map(|&(s, o, l)| (s, o, l.to_owned()))
                .collect(),
        }
    }

    #[test]
    fn counts_by_hand() {
        let gold = [sentence(&[(0, 1, "Work_For"), (1, 2, "OrgBased_In")])];
        let predicted = [sentence(&[
            (0, 1, "Work_For"),
            (2, 1, "OrgBased_In"),
            (0, 2, "Live_In"),
        ])];
        let report = score(&gold, &predicted);
        assert_eq!(report.get("relations"), Some(Measure::of_counts(1, 2, 3)));
        assert_eq!(report.get("Work_For"), Some(Measure::of_counts(1, 1, 1)));
        assert_eq!(report.get("OrgBased_In"), Some(Measure::of_counts(0, 1, 1)));
        assert_eq!(report.get("Live_In"), Some(Measure::of_counts(0, 0, 1)));
        assert_eq!(
            score(&gold, &[]).get("relations"),
            Some(Measure::of_counts(0, 2, 0))
        );
    }
}
