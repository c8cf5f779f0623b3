use super::measures::{B_CUBED, CEAF_E, MENTIONS, MUC, measure};
use super::{Cluster, MentionRange};
use crate::{CorpusError, Report};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A document of columns: its words, and the clusters of ranges of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnsDocument {
    /// Its name.
    pub name: String,
    /// Its words, one a row.
    pub words: Vec<String>,
    /// Clusters of half-open ranges of rows, in the order in which they begin.
    pub clusters: Vec<Cluster>,
}

/// Reads `# begin document NAME` and rows of `index word brackets`, between tabs; the brackets of a
/// row are `(ID`, `ID)` or `(ID)` one after another.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, a row has fewer columns or brackets do not match.
pub fn read_columns(path: impl AsRef<Path>) -> Result<Vec<ColumnsDocument>, CorpusError> {
    let path = path.as_ref();
    let documents = parse_columns(&CorpusError::read(path)?, path)?;
    let expected = "documents that begin with a line \"# begin document NAME\" (columns), or a .tsv as GAP \
                    has it, or a .json as DWIE has it";
    CorpusError::filled(path, documents, expected)
}

fn parse_columns(text: &str, path: &Path) -> Result<Vec<ColumnsDocument>, CorpusError> {
    let mut documents: Vec<ColumnsDocument> = Vec::new();
    let mut brackets = Brackets::default();
    for (number, line) in text.lines().enumerate() {
        let error = |expected| CorpusError::line(path, number + 1, expected, line);
        if let Some(name) = line.strip_prefix("# begin document") {
            brackets = Brackets::default();
            documents.push(ColumnsDocument {
                name: name.trim().to_owned(),
                ..ColumnsDocument::default()
            });
            continue;
        }
        let Some(document) = documents.last_mut() else {
            continue;
        };
        if line.starts_with("# end document") || line.trim().is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, word, .., marks] = columns[..] else {
            return Err(error("three columns: an index, a word and brackets"));
        };
        let row = document.words.len();
        document.words.push(word.to_owned());
        brackets
            .read(marks, row, &mut document.clusters)
            .ok_or_else(|| error("brackets that open before they close"))?;
    }
    Ok(documents)
}

/// The clusters of a document while its rows are read.
#[derive(Default)]
struct Brackets {
    numbers: BTreeMap<String, usize>,
    open: BTreeMap<String, Vec<usize>>,
}

impl Brackets {
    /// Adds the brackets of a row; `None` where one closes that is not open.
    fn read(&mut self, marks: &str, row: usize, clusters: &mut Vec<Cluster>) -> Option<()> {
        let mut rest = if matches!(marks, "_" | "-") {
            ""
        } else {
            marks
        };
        while let Some(start) = rest.find(|c: char| !matches!(c, '|' | ')')) {
            let opens = rest[start..].starts_with('(');
            let id = rest[start..].trim_start_matches('(');
            let end = id.find(['(', ')', '|']).unwrap_or(id.len());
            let (id, after) = id.split_at(end);
            if opens {
                self.open.entry(id.to_owned()).or_default().push(row);
                self.numbers.entry(id.to_owned()).or_insert_with(|| {
                    clusters.push(Vec::new());
                    clusters.len() - 1
                });
            }
            if after.starts_with(')') {
                let first = self.open.get_mut(id)?.pop()?;
                clusters[*self.numbers.get(id)?].push((first, row + 1));
            }
            rest = after;
        }
        Some(())
    }
}

/// Scores documents by name: mentions, the three measures and, as `conll average`, the mean of their
/// F1. A mention counts where it stands first; clusters of one mention are left out on both sides.
pub fn score_columns(gold: &[ColumnsDocument], predicted: &[ColumnsDocument]) -> Report {
    let by_name: BTreeMap<&str, &ColumnsDocument> =
        predicted.iter().map(|d| (d.name.as_str(), d)).collect();
    let pairs: Vec<(Vec<Cluster>, Vec<Cluster>)> = gold
        .iter()
        .map(|document| {
            let found = by_name.get(document.name.as_str());
            let found = found.map(|d| distinct(&d.clusters)).unwrap_or_default();
            (distinct(&document.clusters), found)
        })
        .collect();
    let mut report = Report::default();
    let mut sum = 0.0;
    for (name, recall) in [
        ("mentions", MENTIONS),
        ("muc", MUC),
        ("b-cubed", B_CUBED),
        ("ceaf-e", CEAF_E),
    ] {
        let found = measure(
            recall,
            pairs
                .iter()
                .map(|(key, response)| (&key[..], &response[..])),
        );
        if name != "mentions" {
            sum += found.f1();
        }
        report.push(name, found);
    }
    report.push_figure("conll average", sum / 3.0);
    report
}

/// Each mention where it stands first, in clusters of two or more.
fn distinct(clusters: &[Cluster]) -> Vec<Cluster> {
    let mut seen: BTreeSet<MentionRange> = BTreeSet::new();
    let fresh = |cluster: &Cluster| -> Cluster {
        let own: BTreeSet<MentionRange> = cluster
            .iter()
            .copied()
            .filter(|m| !seen.contains(m))
            .collect();
        seen.extend(&own);
        own.into_iter().collect()
    };
    let all: Vec<Cluster> = clusters.iter().map(fresh).collect();
    all.into_iter()
        .filter(|cluster| cluster.len() > 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "# begin document a\n0\tAnn\t(1(2)\n1\tLee\t1)\n2\tsaw\t_\n3\ther\t(2)|(1)\n# end document\n";

    #[test]
    fn reads_brackets() {
        let read = parse_columns(ROWS, Path::new("x.conll")).unwrap();
        assert_eq!(read[0].words, ["Ann", "Lee", "saw", "her"]);
        assert_eq!(
            read[0].clusters,
            [vec![(0, 2), (3, 4)], vec![(0, 1), (3, 4)]]
        );
        // The second place of a range does not count, and what is left of its cluster is alone.
        assert_eq!(distinct(&read[0].clusters), [vec![(0, 2), (3, 4)]]);
    }

    #[test]
    fn refuses_what_never_opened() {
        let error = parse_columns("# begin document a\n0\tAnn\t1)\n", Path::new("x.conll"));
        assert!(
            error
                .unwrap_err()
                .to_string()
                .contains("line 2: expected brackets")
        );
    }

    #[test]
    fn a_document_without_prediction_is_not_found() {
        let gold = parse_columns(ROWS, Path::new("x.conll")).unwrap();
        let report = score_columns(&gold, &[]);
        assert_eq!(report.get("muc").map(|m| m.gold()), Some(1));
        assert_eq!(report.figure("conll average"), Some(0.0));
        assert_eq!(
            score_columns(&gold, &gold).figure("conll average"),
            Some(1.0)
        );
    }
}
