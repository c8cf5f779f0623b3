use crate::{CorpusError, Measure, Report};
use newsgraph_document::Span;
use std::collections::BTreeMap;
use std::path::Path;

/// A pronoun of a text, two names that stand near it, and whether it refers to each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapExample {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The pronoun, in bytes of the text.
    pub pronoun: Span,
    /// The two names, in bytes of the text.
    pub names: [Span; 2],
    /// Whether the pronoun refers to each name.
    pub refers: [bool; 2],
}

impl GapExample {
    /// Whether the pronoun is she, her or hers.
    pub fn is_feminine(&self) -> bool {
        let pronoun = self.text[self.pronoun].to_lowercase();
        matches!(pronoun.as_str(), "she" | "her" | "hers")
    }
}

/// Reads the examples of GAP (Webster et al. 2018): columns between tabs, with a header.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a row lacks a column or points outside its text.
pub fn read_gap(path: impl AsRef<Path>) -> Result<Vec<GapExample>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    let examples = rows(&text)
        .map(|(number, line)| {
            let columns: Vec<&str> = line.split('\t').collect();
            let example = example(&columns);
            let expected = "ID, Text, Pronoun, its offset, A, its offset, TRUE or FALSE, B, its offset, TRUE or FALSE";
            example.ok_or_else(|| CorpusError::line(path, number, expected, line))
        })
        .collect::<Result<_, _>>()?;
    CorpusError::filled(path, examples, "examples as GAP has them, one a line")
}

/// Reads answers, in rows of an id and TRUE or FALSE for either name; a file of examples will do.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a row is something else.
pub fn read_gap_answers(
    path: impl AsRef<Path>,
) -> Result<BTreeMap<String, [bool; 2]>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    rows(&text)
        .map(|(number, line)| {
            let columns: Vec<&str> = line.split('\t').collect();
            let at = if columns.len() > 8 { [6, 9] } else { [1, 2] };
            let answer = answers(&columns, at).map(|both| (columns[0].to_owned(), both));
            let expected = "an id and two columns of TRUE or FALSE";
            answer.ok_or_else(|| CorpusError::line(path, number, expected, line))
        })
        .collect()
}

/// Lines with their numbers, without the header and empty ones.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = (1..).zip(text.lines());
    numbered.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("ID\t"))
}

fn answers(columns: &[&str], at: [usize; 2]) -> Option<[bool; 2]> {
    let answer = |at: usize| match columns.get(at)?.trim() {
        "TRUE" | "True" | "true" => Some(true),
        "FALSE" | "False" | "false" => Some(false),
        _ => None,
    };
    Some([answer(at[0])?, answer(at[1])?])
}

fn example(columns: &[&str]) -> Option<GapExample> {
    let text = *columns.get(1)?;
    let span = |word: usize| {
        let chars: usize = columns.get(word + 1)?.parse().ok()?;
        let start = text.char_indices().map(|(at, _)| at).nth(chars)?;
        let word = columns.get(word)?;
        text[start..]
            .starts_with(word)
            .then(|| Span::new(start, start + word.len()))
    };
    Some(GapExample {
        id: columns[0].to_owned(),
        text: text.to_owned(),
        pronoun: span(2)?,
        names: [span(4)?, span(7)?],
        refers: answers(columns, [6, 9])?,
    })
}

/// Scores answers by id: F1 of the names that a pronoun refers to, for all pronouns and for either
/// gender, and the ratio of the two. An example without an answer refers to neither.
pub fn score_gap(gold: &[GapExample], predicted: &BTreeMap<String, [bool; 2]>) -> Report {
    let score = |wanted: &dyn Fn(&GapExample) -> bool| {
        let (mut right, mut named, mut found) = (0, 0, 0);
        for example in gold.iter().filter(|e| wanted(e)) {
            let answer = predicted.get(&example.id).copied().unwrap_or_default();
            for (gold, answer) in example.refers.into_iter().zip(answer) {
                right += usize::from(gold && answer);
                named += usize::from(gold);
                found += usize::from(answer);
            }
        }
        Measure::of_counts(right, named, found)
    };
    let (masculine, feminine) = (
        score(&|e| !e.is_feminine()),
        score(&GapExample::is_feminine),
    );
    let mut report = Report::default();
    report.push("all", score(&|_| true));
    report.push("masculine", masculine);
    report.push("feminine", feminine);
    if masculine.f1() > 0.0 {
        report.push_figure("feminine / masculine", feminine.f1() / masculine.f1());
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_hand() {
        let row = |line: &str| example(&line.split('\t').collect::<Vec<_>>()).unwrap();
        let gold = [
            row("a\tÉva met Zoe. She left.\tShe\t13\tÉva\t0\tTRUE\tZoe\t8\tFALSE"),
            row("b\tIan met Tom. He left.\tHe\t13\tIan\t0\tTRUE\tTom\t8\tFALSE"),
        ];
        assert_eq!(&gold[0].text[gold[0].names[1]], "Zoe");
        let answers = BTreeMap::from([("a".to_owned(), [true, true])]);
        let report = score_gap(&gold, &answers);
        assert_eq!(report.get("all"), Some(Measure::of_counts(1, 2, 2)));
        assert_eq!(report.get("feminine"), Some(Measure::of_counts(1, 1, 2)));
        assert_eq!(report.get("masculine"), Some(Measure::of_counts(0, 1, 0)));
    }
}
