//! Relations between entities of a sentence, as in `CoNLL04`: its reader and its scores.

use crate::{CorpusError, Measure, Report};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A sentence with entities and the relations between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationSentence {
    /// Its id.
    pub id: String,
    /// Its words.
    #[serde(default)]
    pub tokens: Vec<String>,
    /// Start and end (exclusive) in tokens, and type.
    pub entities: Vec<(usize, usize, String)>,
    /// Positions of subject and object in `entities`, and type.
    pub relations: Vec<(usize, usize, String)>,
}

/// Reads JSON Lines of such sentences.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a line is not such an object.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<RelationSentence>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(number, line)| {
            let row: Option<RelationSentence> = serde_json::from_str(line).ok();
            let sound = |row: &RelationSentence| {
                let count = row.entities.len();
                row.relations
                    .iter()
                    .all(|&(s, o, _)| s < count && o < count)
                    && row.entities.iter().all(|&(s, e, _)| s < e)
            };
            row.filter(sound).ok_or_else(|| CorpusError::Format {
                path: path.to_owned(),
                line: number + 1,
                expected: "an object with id, tokens, entities and relations that fit",
                found: line.chars().take(60).collect(),
            })
        })
        .collect()
}

type Fact = (usize, usize, usize, usize, String);

/// Scores predictions, found by id: `relations` (both boundaries of both entities, and the type,
/// over all), and each type. Sentences that are missing count as without relations.
pub fn score(gold: &[RelationSentence], predicted: &[RelationSentence]) -> Report {
    fn facts(row: &RelationSentence) -> BTreeSet<Fact> {
        let place = |entity: usize| row.entities.get(entity).map(|e| (e.0, e.1));
        let fact = |(s, o, label): &(usize, usize, String)| {
            let (s, o) = (place(*s)?, place(*o)?);
            Some((s.0, s.1, o.0, o.1, label.clone()))
        };
        row.relations.iter().filter_map(fact).collect()
    }
    let by_id: BTreeMap<&str, &RelationSentence> =
        predicted.iter().rev().map(|p| (p.id.as_str(), p)).collect();
    let mut types: BTreeMap<String, Measure> = BTreeMap::new();
    for row in gold {
        let found = by_id
            .get(row.id.as_str())
            .map(|p| facts(p))
            .unwrap_or_default();
        let gold = facts(row);
        let truth = |is: bool| f64::from(u8::from(is));
        for fact in &gold {
            let measure = types.entry(fact.4.clone()).or_default();
            measure.add_gold(truth(found.contains(fact)));
        }
        for fact in &found {
            let measure = types.entry(fact.4.clone()).or_default();
            measure.add_predicted(truth(gold.contains(fact)));
        }
    }
    let mut all = Measure::default();
    for measure in types.values() {
        all.add(*measure);
    }
    let mut report = Report::default();
    report.push("relations", all);
    report.push_types(types);
    report
}

#[cfg(test)]
mod tests {
    use super::*;

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
