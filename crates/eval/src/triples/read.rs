use super::OpenTriple;
use crate::CorpusError;
use crate::error::filled_lines;
use serde_json::Value;
use std::path::Path;

/// The triples of a corpus.
#[derive(Clone, Debug, PartialEq)]
pub enum GoldTriples {
    /// Lines of sentence, predicate, subject, object and further arguments, with a tab between;
    /// a column that starts with `C:` says whose claim it is.
    Carb(Vec<OpenTriple>),
    /// JSON of documents of sentences.
    Wire57(Vec<(String, Vec<WireTriple>)>),
}

/// A triple of `WiRe57`: the words of each slot, and how many of them stand in the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WireTriple {
    /// Subject, predicate, object.
    pub parts: [(Vec<String>, usize); 3],
    /// Further arguments.
    pub rest: Vec<(Vec<String>, usize)>,
}

impl GoldTriples {
    /// Every sentence once, in the order of the corpus.
    pub fn sentences(&self) -> Vec<&str> {
        let mut seen = std::collections::BTreeSet::new();
        let all: Vec<&str> = match self {
            Self::Carb(triples) => triples.iter().map(|t| t.sentence.as_str()).collect(),
            Self::Wire57(rows) => rows.iter().map(|(s, _)| s.as_str()).collect(),
        };
        all.into_iter().filter(|s| seen.insert(*s)).collect()
    }
}

/// Reads either corpus; `WiRe57` is told by its opening brace.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or is neither of the two.
pub fn read(path: impl AsRef<Path>) -> Result<GoldTriples, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    if text.starts_with('{') {
        let expected = "the JSON of WiRe57: documents of sentences with \"sent\" and \"tuples\"";
        let json: Value = serde_json::from_str(&text)
            .map_err(|source| CorpusError::json(path, expected, &text, source))?;
        let wrong = || CorpusError::line(path, 1, expected, &text);
        return wire57(&json).map(GoldTriples::Wire57).ok_or_else(wrong);
    }
    let expected = "sentence, predicate, subject and objects, with a tab between";
    let triples = lines(path, &text, expected, |columns| {
        let [sentence, predicate, arguments @ ..] = columns else {
            return None;
        };
        let of = |argument: &&&str| argument.trim_start().starts_with("C: ");
        let claim = arguments.iter().find(of);
        Some(OpenTriple {
            sentence: (*sentence).to_owned(),
            confidence: 1.0,
            predicate: (*predicate).to_owned(),
            arguments: arguments
                .iter()
                .filter(|a| !a.contains("C: "))
                .map(|&a| a.to_owned())
                .collect(),
            claim: claim.map(|c| c.trim_start_matches("C: ").to_owned()),
        })
    })?;
    let expected = "triples, one a line";
    CorpusError::filled(path, triples, expected).map(GoldTriples::Carb)
}

/// Reads what `newsgraph triples` prints: sentence, confidence, predicate, subject, object, further
/// arguments.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or a line is not of that form.
pub fn read_predicted(path: impl AsRef<Path>) -> Result<Vec<OpenTriple>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    let expected = "sentence, confidence, predicate, subject and objects, with a tab between";
    lines(path, &text, expected, |columns| {
        let [sentence, confidence, predicate, subject, rest @ ..] = columns else {
            return None;
        };
        let rest = rest.iter().filter(|a| !a.is_empty());
        Some(OpenTriple {
            sentence: (*sentence).to_owned(),
            confidence: confidence.parse().ok().filter(|c: &f64| c.is_finite())?,
            predicate: (*predicate).to_owned(),
            arguments: std::iter::once(subject)
                .chain(rest)
                .map(|&a| a.to_owned())
                .collect(),
            claim: None,
        })
    })
}

fn lines(
    path: &Path,
    text: &str,
    expected: &'static str,
    row: impl Fn(&[&str]) -> Option<OpenTriple>,
) -> Result<Vec<OpenTriple>, CorpusError> {
    let read = |(number, line): (usize, &str)| {
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        row(&columns).ok_or_else(|| CorpusError::line(path, number, expected, line))
    };
    filled_lines(text).map(read).collect()
}

fn wire57(json: &Value) -> Option<Vec<(String, Vec<WireTriple>)>> {
    let documents = json.as_object()?.values();
    let sentences = documents.map(Value::as_array).collect::<Option<Vec<_>>>()?;
    let sentence = |row: &Value| {
        let triples = row["tuples"].as_array()?.iter().map(wire_triple);
        Some((
            row["sent"].as_str()?.to_owned(),
            triples.collect::<Option<_>>()?,
        ))
    };
    sentences.into_iter().flatten().map(sentence).collect()
}

fn wire_triple(row: &Value) -> Option<WireTriple> {
    let [subject, predicate, object] = ["arg1", "rel", "arg2"].map(|slot| wire_words(&row[slot]));
    let rest = row["arg3+"].as_array().into_iter().flatten();
    Some(WireTriple {
        parts: [subject?, predicate?, object?],
        rest: rest.map(wire_words).collect::<Option<_>>()?,
    })
}

/// The words of a slot, and how many of them are not inferred.
fn wire_words(slot: &Value) -> Option<(Vec<String>, usize)> {
    let words = slot["words"].as_array()?.iter();
    let words = words.map(|w| Some(w.as_str()?.to_owned()));
    let places = slot["words_indexes"].as_array()?.iter();
    let given = places.filter(|place| place.as_str() != Some("inf")).count();
    Some((words.collect::<Option<_>>()?, given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidence_is_a_number() {
        let path = std::env::temp_dir().join(format!("newsgraph-triples-{}", std::process::id()));
        for confidence in ["nan", "inf", "-inf", "sure", ""] {
            std::fs::write(&path, format!("Ann ran .\t{confidence}\tran\tAnn\n")).unwrap();
            let error = read_predicted(&path).unwrap_err().to_string();
            assert!(
                error.contains("line 1: expected sentence, confidence"),
                "{error}"
            );
        }
        std::fs::remove_file(&path).unwrap();
    }
}
