//! Quotes as PolNeAR has them: its reader and its scores.

mod grid;
mod score;
#[cfg(feature = "train")]
mod training;

pub use score::score;
#[cfg(feature = "train")]
pub use training::{BeyondText, QuoteExample, QuoteReaders};

use crate::CorpusError;
use crate::error::filled_lines;
use serde_json::Value;
use std::path::Path;

/// A half-open range of Unicode scalar values.
pub type CharRange = (usize, usize);

/// An article with its quotes, or with predictions for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Its text; empty in files of predictions that leave it out.
    pub text: String,
    /// Its date, where there is one.
    pub date: Option<String>,
    /// Its quotes.
    pub quotes: Vec<Attribution>,
}

/// A quote by the positions of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// What was said.
    pub content: Vec<CharRange>,
    /// The reporting words.
    pub cue: Vec<CharRange>,
    /// Who said it.
    pub source: Vec<CharRange>,
}

/// Reads JSON Lines with `attributions` (the corpus) or `quotes` (`newsgraph annotate --offsets
/// char`).
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a line is not such an object.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<Article>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    let articles = filled_lines(&text).map(|(number, line)| {
        let no_json = |source| CorpusError::row(path, number, "a JSON object", line, source);
        let row: Value = serde_json::from_str(line).map_err(no_json)?;
        article(&row).map_err(|expected| CorpusError::line(path, number, expected, line))
    });
    let articles = articles.collect::<Result<_, _>>()?;
    CorpusError::filled(path, articles, "articles, one JSON object a line")
}

/// An article from a row of JSON.
///
/// # Errors
/// What was expected, where the row is something else.
pub fn article(row: &Value) -> Result<Article, &'static str> {
    let string = |name: &str| row[name].as_str().map(str::to_owned);
    if row["offsets"].as_str().is_some_and(|unit| unit != "char") {
        return Err("offsets in chars; annotate with --offsets char");
    }
    let items = [&row["attributions"], &row["quotes"]];
    let items = items.into_iter().find_map(Value::as_array);
    let quote = |item: &Value| Attribution {
        content: ranges(&item["content"]),
        cue: ranges(&item["cue"]),
        source: ranges(if item["speaker"].is_null() {
            &item["source"]
        } else {
            &item["speaker"]
        }),
    };
    Ok(Article {
        id: string("id").ok_or("a field \"id\" with a string")?,
        text: string("text").unwrap_or_default(),
        date: string("date"),
        quotes: items
            .ok_or("a field \"attributions\" or \"quotes\" with an array")?
            .iter()
            .map(quote)
            .collect(),
    })
}

/// `[s, e]`, `[[s, e], ...]`, an object with a `span`, or nothing.
fn ranges(value: &Value) -> Vec<CharRange> {
    let value = if value.is_object() {
        &value["span"]
    } else {
        value
    };
    let one = |value: &Value| -> Option<CharRange> {
        let number = |at: usize| usize::try_from(value.get(at)?.as_u64()?).ok();
        Some((number(0)?, number(1)?)).filter(|(s, e)| s < e)
    };
    let mut ranges: Vec<CharRange> = match (one(value), value.as_array()) {
        (Some(range), _) => vec![range],
        (None, Some(items)) => items.iter().filter_map(one).collect(),
        (None, None) => Vec::new(),
    };
    ranges.sort_unstable();
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(row: &str) -> Article {
        super::article(&serde_json::from_str(row).unwrap()).unwrap()
    }

    #[test]
    fn counts_by_hand() {
        // 0      7 8   12        20   24    30
        // “We go,” said Ann Lee. Bob told her it rains.
        let gold = article(
            r#"{"id":"a","text":"“We go,” said Ann Lee. Bob told her it rains.","attributions":[
            {"content":[[0,8]],"cue":[[9,13]],"source":[[14,21]]},
            {"content":[[36,44]],"cue":[[27,31]],"source":[[23,26]]}]}"#,
        );
        // The first content whole, its speaker by half; of the second one word of two, no speaker.
        let predicted = article(
            r#"{"id":"a","quotes":[{"content":[0,8],"cue":[9,13],"speaker":{"span":[14,17]}},
            {"content":[39,44],"cue":null,"speaker":null}]}"#,
        );
        let report = score(&[gold], &[predicted]);
        let close = |name: &str, p: f64, r: f64| {
            let measure = report.get(name).unwrap();
            assert!(
                (measure.precision() - p).abs() < 1e-12,
                "{name} {measure:?}"
            );
            assert!((measure.recall() - r).abs() < 1e-12, "{name} {measure:?}");
        };
        close("content strict", 0.5, 0.5);
        close("content partial", 1.0, 0.75);
        close("cue strict", 1.0, 0.5);
        close("source strict", 0.0, 0.0);
        close("source overlap", 1.0, 0.5);
        close("speaker any", 0.5, 0.5);
        close("speaker strict", 0.0, 0.0);
        close("linked strict", 0.0, 0.0);
        close("content strict direct", 1.0, 1.0);
        close("content strict indirect", 0.0, 0.0);
        close("speaker any direct", 1.0, 1.0);
        close("source overlap direct", 1.0, 1.0);
    }

    #[test]
    fn refuses_bytes() {
        let row = serde_json::json!({"id": "a", "offsets": "byte", "quotes": []});
        assert!(super::article(&row).unwrap_err().contains("--offsets char"));
    }
}
