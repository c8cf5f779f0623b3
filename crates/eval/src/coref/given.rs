use super::measures::{B_CUBED, measure};
use super::{Cluster, MentionRange};
use crate::{CorpusError, Report};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A document whose mentions are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenDocument {
    /// Its title.
    pub title: String,
    /// Its words; a word of white space ends a paragraph.
    pub words: Vec<String>,
    /// Entities: the ranges of words of their mentions.
    pub clusters: Vec<Cluster>,
    /// The type of each entity, as the corpus has it.
    pub types: Vec<String>,
}

/// Reads documents in the layout of `DocRED`: a list of objects with `title`, `sents` and `vertexSet`.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or is something else.
pub fn read_given(path: impl AsRef<Path>) -> Result<Vec<GivenDocument>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    let rows: Vec<Value> = serde_json::from_str(&text)
        .map_err(|source| CorpusError::json(path, "a list of objects", &text, source))?;
    let read = |row: &Value| {
        let expected = "\"title\", \"sents\" and \"vertexSet\" with positions of their words";
        let title = row["title"].as_str().unwrap_or_default();
        document(row).ok_or_else(|| CorpusError::line(path, 1, expected, title))
    };
    let documents = rows.iter().map(read).collect::<Result<_, _>>()?;
    CorpusError::filled(path, documents, "documents as DWIE has them")
}

fn document(row: &Value) -> Option<GivenDocument> {
    let words = row["sents"].as_array()?.iter().filter_map(Value::as_array);
    let words: Vec<String> = words
        .flatten()
        .map(|word| word.as_str().map(str::to_owned))
        .collect::<Option<_>>()?;
    let position = |mention: &Value| position(mention).filter(|&(_, end)| end <= words.len());
    let entities = row["vertexSet"].as_array()?;
    let clusters = entities
        .iter()
        .map(|entity| entity.as_array()?.iter().map(&position).collect());
    let kind = |entity: &Value| entity[0]["type"].as_str().unwrap_or_default().to_owned();
    Some(GivenDocument {
        title: row["title"].as_str()?.to_owned(),
        clusters: clusters.collect::<Option<_>>()?,
        words,
        types: entities.iter().map(kind).collect(),
    })
}

fn position(mention: &Value) -> Option<MentionRange> {
    let number = |at: usize| usize::try_from(mention["pos"].get(at)?.as_u64()?).ok();
    Some((number(0)?, number(1)?)).filter(|(start, end)| start < end)
}

/// Scores documents by title: B-cubed over the given mentions. One that the prediction lacks is an
/// entity of its own; what is no given mention does not count.
pub fn score_given(gold: &[GivenDocument], predicted: &[GivenDocument]) -> Report {
    let by_title: BTreeMap<&str, &GivenDocument> =
        predicted.iter().map(|d| (d.title.as_str(), d)).collect();
    let pairs: Vec<(Vec<Cluster>, Vec<Cluster>)> = gold
        .iter()
        .map(|document| {
            let found = by_title.get(document.title.as_str());
            pair(&document.clusters, found.map_or(&[], |d| &d.clusters))
        })
        .collect();
    let mut report = Report::default();
    let pairs = pairs
        .iter()
        .map(|(key, response)| (&key[..], &response[..]));
    report.push("b-cubed", measure(B_CUBED, pairs));
    report
}

fn pair(gold: &[Cluster], predicted: &[Cluster]) -> (Vec<Cluster>, Vec<Cluster>) {
    let own = |cluster: &Cluster| -> BTreeSet<MentionRange> { cluster.iter().copied().collect() };
    let key: Vec<Cluster> = gold.iter().map(|c| own(c).into_iter().collect()).collect();
    let known: BTreeSet<MentionRange> = gold.iter().flatten().copied().collect();
    let mut seen = BTreeSet::new();
    let mut response: Vec<Cluster> = Vec::new();
    for cluster in predicted {
        let fresh: Cluster = (&own(cluster) & &known)
            .difference(&seen)
            .copied()
            .collect();
        seen.extend(fresh.iter().copied());
        response.extend((!fresh.is_empty()).then_some(fresh));
    }
    response.extend(known.difference(&seen).map(|&mention| vec![mention]));
    (key, response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_past_the_end_is_refused() {
        let row = serde_json::json!({
            "title": "t", "sents": [["Ann", "ran"]], "vertexSet": [[{"pos": [1, 3], "type": "p"}]],
        });
        assert_eq!(document(&row), None);
        let path = std::env::temp_dir().join(format!("newsgraph-given-{}", std::process::id()));
        std::fs::write(&path, format!("[{row}]")).unwrap();
        let error = read_given(&path).unwrap_err().to_string();
        std::fs::remove_file(&path).unwrap();
        assert!(
            error.contains("with positions of their words, found \"t\""),
            "{error}"
        );
    }

    #[test]
    fn a_missing_mention_is_alone() {
        let row = serde_json::json!({
            "title": "t", "sents": [["Ann", "saw", "Ann", "in", "Rome"]],
            "vertexSet": [[{"pos": [0, 1], "type": "p"}, {"pos": [2, 3], "type": "p"}], [{"pos": [4, 5], "type": "l"}]],
        });
        let gold = [document(&row).unwrap()];
        let mut predicted = gold.clone();
        predicted[0].clusters = vec![vec![(0, 1), (1, 2)]];
        let found = score_given(&gold, &predicted).get("b-cubed").unwrap();
        assert!((found.precision() - 1.0).abs() < 1e-12);
        assert!((found.recall() - 2.0 / 3.0).abs() < 1e-12);
    }
}
