//! Scores of tokens, sentences, tags, lemmas and attachment.

use crate::conllu::{Document, Word};
use crate::{Measure, Report};
use std::collections::{BTreeMap, VecDeque};

/// A word with its place in the text without white space.
struct Placed<'a> {
    span: (usize, usize),
    /// The place of its head; `None` for a root.
    head: Option<(usize, usize)>,
    word: &'a Word,
}

struct Side<'a> {
    text: String,
    words: Vec<Placed<'a>>,
    sentences: Vec<(usize, usize)>,
}

impl<'a> Side<'a> {
    fn new(documents: &'a [Document]) -> Self {
        let mut side = Self {
            text: String::new(),
            words: Vec::new(),
            sentences: Vec::new(),
        };
        for sentence in documents.iter().flat_map(|d| &d.sentences) {
            let start = side.text.len();
            let mut spans = Vec::with_capacity(sentence.words.len());
            for word in &sentence.words {
                let from = side.text.len();
                let solid = word.form.chars().filter(|c| !c.is_whitespace());
                side.text.extend(solid);
                spans.push((from, side.text.len()));
            }
            for (word, &span) in sentence.words.iter().zip(&spans) {
                let head = word.head.and_then(|head| spans.get(head).copied());
                side.words.push(Placed { span, head, word });
            }
            side.sentences.push((start, side.text.len()));
        }
        side
    }
}

/// What stands at each place, taken once. Words without letters and empty sentences share theirs.
struct Places<T>(BTreeMap<(usize, usize), VecDeque<T>>);

impl<T> Places<T> {
    fn new(items: impl Iterator<Item = ((usize, usize), T)>) -> Self {
        let mut places: BTreeMap<_, VecDeque<T>> = BTreeMap::new();
        for (place, item) in items {
            places.entry(place).or_default().push_back(item);
        }
        Self(places)
    }

    fn take(&mut self, place: (usize, usize)) -> Option<T> {
        self.0.get_mut(&place)?.pop_front()
    }
}

/// The two sides do not hold the same text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the texts differ at byte {byte} without white space: gold {gold:?}, predicted {predicted:?}"
)]
pub struct TextsDiffer {
    /// Where, in the texts without white space.
    byte: usize,
    gold: String,
    predicted: String,
}

/// Scores predicted trees: `words`, `sentences`, `upos`, `xpos`, `lemmas`, `uas`, `las`, `las
/// universal` (labels up to the colon). A word counts when its place in the text is the same; a gold
/// lemma `_` accepts any.
///
/// # Errors
/// [`TextsDiffer`] where the texts are not the same once white space is removed.
pub fn score(gold: &[Document], predicted: &[Document]) -> Result<Report, TextsDiffer> {
    let (gold, predicted) = (Side::new(gold), Side::new(predicted));
    if gold.text != predicted.text {
        return Err(differ(&gold.text, &predicted.text));
    }
    let mut by_place = Places::new(predicted.words.iter().map(|w| (w.span, w)));
    let mut right = [0usize; 7];
    for a in &gold.words {
        let Some(b) = by_place.take(a.span) else {
            continue;
        };
        let (x, y) = (a.word, b.word);
        let head = a.head == b.head;
        let universal = |dep: &'_ str| dep.split(':').next().unwrap_or_default().to_owned();
        let checks = [
            true,
            x.upos == y.upos,
            x.xpos == y.xpos,
            x.lemma == "_" || x.lemma == y.lemma,
            head,
            head && x.dep == y.dep,
            head && universal(&x.dep) == universal(&y.dep),
        ];
        for (count, check) in right.iter_mut().zip(checks) {
            *count += usize::from(check);
        }
    }
    let mut report = Report::default();
    report.push("sentences", sentences(&gold, &predicted));
    let names = [
        "words",
        "upos",
        "xpos",
        "lemmas",
        "uas",
        "las",
        "las universal",
    ];
    for (name, right) in names.into_iter().zip(right) {
        report.push(
            name,
            Measure::of_counts(right, gold.words.len(), predicted.words.len()),
        );
    }
    Ok(report)
}

/// Scores predicted sentences and words alone: `sentences`, `words`.
///
/// # Errors
/// As [`score`].
pub fn score_tokens(gold: &[Document], predicted: &[Document]) -> Result<Report, TextsDiffer> {
    let (gold, predicted) = (Side::new(gold), Side::new(predicted));
    if gold.text != predicted.text {
        return Err(differ(&gold.text, &predicted.text));
    }
    let mut places = Places::new(predicted.words.iter().map(|w| (w.span, ())));
    let same = gold.words.iter().filter_map(|w| places.take(w.span));
    let words = Measure::of_counts(same.count(), gold.words.len(), predicted.words.len());
    let mut report = Report::default();
    report.push("sentences", sentences(&gold, &predicted));
    report.push("words", words);
    Ok(report)
}

fn sentences(gold: &Side<'_>, predicted: &Side<'_>) -> Measure {
    let mut found = Places::new(predicted.sentences.iter().map(|&span| (span, ())));
    let same = gold.sentences.iter().filter_map(|&span| found.take(span));
    Measure::of_counts(
        same.count(),
        gold.sentences.len(),
        predicted.sentences.len(),
    )
}

fn differ(gold: &str, predicted: &str) -> TextsDiffer {
    let same = gold
        .chars()
        .zip(predicted.chars())
        .take_while(|(a, b)| a == b);
    let byte = same.map(|(c, _)| c.len_utf8()).sum();
    let excerpt = |text: &str| text[byte..].chars().take(30).collect();
    TextsDiffer {
        byte,
        gold: excerpt(gold),
        predicted: excerpt(predicted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::parse;
    use std::path::Path;

    fn read(rows: &[&str]) -> Vec<Document> {
        let lines: Vec<String> = rows.iter().map(|r| r.replace(' ', "\t")).collect();
        parse(&(lines.join("\n") + "\n\n"), Path::new("test")).unwrap()
    }

    #[test]
    fn counts_by_hand() {
        let gold = read(&[
            "1 Kim Kim PROPN NNP _ 2 nsubj _ _",
            "2 left leave VERB VBD _ 0 root _ SpaceAfter=No",
            "3 .. .. PUNCT . _ 2 punct:x _ _",
        ]);
        // The last word is cut in two, the first has another head and the verb another tag.
        let predicted = read(&[
            "1 Kim Kim PROPN NNP _ 0 root _ _",
            "2 left leave VERB VBN _ 1 acl _ _",
            "3 . . PUNCT . _ 1 punct _ _",
            "4 . . PUNCT . _ 1 punct _ _",
        ]);
        let report = score(&gold, &predicted).unwrap();
        let expected = [
            ("words", 2),
            ("upos", 2),
            ("xpos", 1),
            ("lemmas", 2),
            ("uas", 0),
            ("las", 0),
        ];
        for (name, right) in expected {
            assert_eq!(
                report.get(name),
                Some(Measure::of_counts(right, 3, 4)),
                "{name}"
            );
        }
        assert_eq!(report.get("sentences"), Some(Measure::of_counts(1, 1, 1)));
        let same = score(&gold, &gold).unwrap();
        assert!(
            same.rows()
                .iter()
                .all(|(_, m)| (m.f1() - 1.0).abs() < 1e-12)
        );
    }

    /// Words without letters stand at one place, and none of them is found twice.
    #[test]
    fn no_word_is_found_twice() {
        let row =
            |number: usize, form: &str| format!("{number}\t{form}\t_\tX\tX\t_\t0\troot\t_\t_\n");
        let parse = |rows: &[String]| parse(&rows.concat(), Path::new("test")).unwrap();
        let gold = parse(&[row(1, "a"), row(2, "\u{a0}"), row(3, "\u{a0}")]);
        let predicted = parse(&[row(1, "a"), row(2, "\u{a0}")]);
        let whole = Some(Measure::of_counts(2, 3, 2));
        for score in [score, score_tokens] {
            let report = score(&gold, &predicted).unwrap();
            assert_eq!(report.get("words"), whole);
        }
        let empty = [Document::default(), Document::default()];
        assert!(score(&empty, &empty).is_ok());
    }

    #[test]
    fn refuses_another_text() {
        let a = read(&["1 Kim Kim PROPN NNP _ 0 root _ _"]);
        let b = read(&["1 Kin Kim PROPN NNP _ 0 root _ _"]);
        assert!(score(&a, &b).unwrap_err().to_string().contains("byte 2"));
    }
}
