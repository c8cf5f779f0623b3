//! Scores of names and values: whole spans with their type.

use crate::{CorpusError, Measure, Report};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

/// A corpus of columns as its tags alone: for each sentence its words and their tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedSentences {
    /// Words of each sentence.
    pub words: Vec<Vec<String>>,
    /// Tags of each sentence, one for each word.
    pub tags: Vec<Vec<String>>,
}

/// Reads the first column of a file and the last one that every line has: further columns on some
/// lines, such as the overlapping names of `worldwide`, are left out.
///
/// # Errors
/// [`CorpusError`] where it cannot be read, or that column is no tag.
pub fn read_tags(path: impl AsRef<Path>) -> Result<TaggedSentences, CorpusError> {
    let path = path.as_ref();
    let read = parse_tags(&CorpusError::read(path)?, path)?;
    let words = CorpusError::filled(path, read.words, "words with their tags in columns")?;
    Ok(TaggedSentences { words, ..read })
}

/// As [`read_tags`], from a text; the path is for messages.
///
/// # Errors
/// [`CorpusError::Format`] where the column is no tag.
pub fn parse_tags(text: &str, path: &Path) -> Result<TaggedSentences, CorpusError> {
    let rows = || {
        text.lines().map(|line| {
            let columns: Vec<&str> = columns(line).collect();
            let word = columns.first().copied();
            let word = word.filter(|word| !word.starts_with("-DOCSTART-"));
            (line, word.map(|word| (word, columns)))
        })
    };
    let widths = rows().filter_map(|(_, row)| Some(row?.1.len()));
    let last = widths.min().unwrap_or_default().saturating_sub(1);
    let mut out = TaggedSentences::default();
    let mut fresh = true;
    for (number, (line, row)) in rows().enumerate() {
        let Some((word, columns)) = row else {
            fresh = true;
            continue;
        };
        let tag = columns[last];
        if tag != "O"
            && !matches!(
                tag.split_once('-'),
                Some(("B" | "I" | "E" | "L" | "U" | "S", _))
            )
        {
            let expected = "a tag such as O, B-PER or I-PER as the last column";
            return Err(CorpusError::line(path, number + 1, expected, line));
        }
        if fresh {
            out.words.push(Vec::new());
            out.tags.push(Vec::new());
            fresh = false;
        }
        if let (Some(words), Some(tags)) = (out.words.last_mut(), out.tags.last_mut()) {
            words.push(word.to_owned());
            tags.push(tag.to_owned());
        }
    }
    Ok(out)
}

/// The columns of a line, between tabs where it has any, else between white space.
fn columns(line: &str) -> impl Iterator<Item = &str> {
    let tabs = line.contains('\t');
    let separator = move |c: char| if tabs { c == '\t' } else { c.is_whitespace() };
    line.split(separator).filter(|column| !column.is_empty())
}

/// The spans of a sentence's tags (IOB1, IOB2, IOBES, BILOU) with their types, by token positions.
pub fn chunks(tags: &[String]) -> Vec<(usize, usize, &str)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut closed = true;
    for (at, tag) in tags.iter().enumerate() {
        let (prefix, kind) = tag.split_once('-').unwrap_or(("O", ""));
        let goes_on = !matches!(prefix, "O" | "B" | "U" | "S")
            && !closed
            && open.is_some_and(|(_, open)| open == kind);
        if !goes_on {
            out.extend(open.take().map(|(start, kind)| (start, at, kind)));
        }
        if prefix != "O" && open.is_none() {
            open = Some((at, kind));
        }
        closed = matches!(prefix, "O" | "E" | "L" | "U" | "S");
    }
    out.extend(open.map(|(start, kind)| (start, tags.len(), kind)));
    out
}

/// Scores predicted tags: `all`, each type, and `span` for boundaries alone. A name counts when
/// both boundaries and the type are right. Sentences of the prediction that are missing count as
/// without names.
pub fn score(gold: &[Vec<String>], predicted: &[Vec<String>]) -> Report {
    let spans = |sentences: &[Vec<String>]| -> BTreeSet<(usize, usize, usize, String)> {
        let sentences = sentences.iter().enumerate();
        sentences
            .flat_map(|(number, tags)| {
                let found = chunks(tags);
                found
                    .into_iter()
                    .map(move |(s, e, k)| (number, s, e, k.to_owned()))
            })
            .collect()
    };
    let (gold, predicted) = (spans(gold), spans(predicted));
    let right = gold.intersection(&predicted);
    let mut types: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut count = |kind: &str, column: usize| {
        types.entry(kind.to_owned()).or_default()[column] += 1;
    };
    for span in right.clone() {
        count(&span.3, 0);
    }
    for span in &gold {
        count(&span.3, 1);
    }
    for span in &predicted {
        count(&span.3, 2);
    }
    let mut report = Report::default();
    report.push(
        "all",
        Measure::of_counts(right.count(), gold.len(), predicted.len()),
    );
    let measures = types
        .into_iter()
        .map(|(kind, [right, gold, predicted])| (kind, Measure::of_counts(right, gold, predicted)));
    report.push_types(measures.collect());
    let bare = |spans: &BTreeSet<(usize, usize, usize, String)>| -> BTreeSet<_> {
        spans.iter().map(|&(n, s, e, _)| (n, s, e)).collect()
    };
    let (gold, predicted) = (bare(&gold), bare(&predicted));
    let right = gold.intersection(&predicted).count();
    report.push(
        "span",
        Measure::of_counts(right, gold.len(), predicted.len()),
    );
    report
}

/// Scores the names for which `belongs` holds, given the number of their sentence and their tokens.
pub fn score_where(
    gold: &[Vec<String>],
    predicted: &[Vec<String>],
    belongs: impl Fn(usize, Range<usize>) -> bool,
) -> Measure {
    let spans = |sentences: &[Vec<String>]| -> BTreeSet<(usize, usize, usize, String)> {
        let sentences = sentences.iter().enumerate();
        let spans = sentences.flat_map(|(number, tags)| {
            let chunks = chunks(tags).into_iter();
            chunks.map(move |(start, end, kind)| (number, start, end, kind.to_owned()))
        });
        spans.filter(|(n, s, e, _)| belongs(*n, *s..*e)).collect()
    };
    let (gold, predicted) = (spans(gold), spans(predicted));
    let right = gold.intersection(&predicted).count();
    Measure::of_counts(right, gold.len(), predicted.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn reads_every_scheme() {
        let cases = [
            ("I-PER I-PER O I-LOC", vec![(0, 2, "PER"), (3, 4, "LOC")]),
            (
                "B-PER B-PER I-LOC",
                vec![(0, 1, "PER"), (1, 2, "PER"), (2, 3, "LOC")],
            ),
            (
                "S-PER I-PER B-LOC E-LOC",
                vec![(0, 1, "PER"), (1, 2, "PER"), (2, 4, "LOC")],
            ),
        ];
        for (line, expected) in cases {
            assert_eq!(chunks(&tags(line)), expected, "{line}");
        }
    }

    #[test]
    fn counts_by_hand() {
        // Gold: PER 0-2, LOC 3-4. Predicted: PER 0-2, ORG 3-4, PER 4-5. One of 2 found, one of 3 right.
        let gold = [tags("B-PER I-PER O B-LOC O")];
        let predicted = [tags("B-PER I-PER O B-ORG B-PER")];
        let report = score(&gold, &predicted);
        assert_eq!(report.get("all"), Some(Measure::of_counts(1, 2, 3)));
        assert_eq!(report.get("PER"), Some(Measure::of_counts(1, 1, 2)));
        assert_eq!(report.get("span"), Some(Measure::of_counts(2, 2, 3)));
        let later = score_where(&gold, &predicted, |_, tokens| tokens.start > 1);
        assert_eq!(later, Measure::of_counts(0, 1, 2));
        let f1 = report.get("all").map(|m| m.f1());
        assert!(f1.is_some_and(|f1| (f1 - 0.4).abs() < 1e-12));
    }

    #[test]
    fn takes_the_last_column_of_all_lines() {
        let text = "Bank\tB-ORG\nof\tI-ORG\nChina\tI-ORG\tB-LOC\n\nhere\tO\n";
        let read = parse_tags(text, Path::new("x.conll")).unwrap();
        assert_eq!(read.tags, [tags("B-ORG I-ORG I-ORG"), tags("O")]);
    }

    #[test]
    fn refuses_what_is_no_tag() {
        let error = parse_tags("Kim NNP\n", Path::new("x.conll")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("x.conll, line 1: expected a tag")
        );
    }
}
