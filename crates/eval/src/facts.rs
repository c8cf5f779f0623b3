//! Whole facts of articles, as a reader would take them: who is named, who said what, how they relate, when and how
//! much. Positions are Unicode scalar values.

mod align;
mod gold;
mod named;
mod page;
mod quotes;
mod relations;
mod score;
mod tally;
mod values;

pub use gold::{Article, GoldEntity, GoldQuote, GoldRelation, GoldValue};
pub use score::{MismatchError, score};

use crate::CorpusError;
use crate::error::filled_lines;
use crate::quotes::CharRange;
use newsgraph_document::MentionKind;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// An article as `newsgraph annotate --offsets char` prints it, as far as it is scored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(expecting = "an object")]
pub struct Printed {
    /// Its id.
    pub id: String,
    /// What its positions count.
    #[serde(default = "chars")]
    pub offsets: String,
    /// Its text.
    pub text: String,
    /// Names, descriptions, pronouns and values.
    pub mentions: Vec<PrintedMention>,
    /// Who and what they refer to.
    pub entities: Vec<PrintedEntity>,
    /// Who said what.
    pub quotes: Vec<PrintedQuote>,
    /// How the entities relate.
    pub relations: Vec<PrintedRelation>,
}

fn chars() -> String {
    "char".to_owned()
}

/// A mention that was found.
#[derive(Clone, Debug, Deserialize)]
pub struct PrintedMention {
    /// Where it stands.
    pub span: CharRange,
    /// Its type.
    pub label: String,
    /// How it refers.
    pub kind: MentionKind,
    /// The normal form of a value.
    pub value: Option<String>,
}

/// An entity that was found.
#[derive(Clone, Debug, Deserialize)]
pub struct PrintedEntity {
    /// Its number in the article.
    pub id: usize,
    /// Its type.
    pub label: String,
    /// Its name.
    pub name: String,
    /// Positions of its mentions.
    pub mentions: Vec<usize>,
}

/// A quote that was found.
#[derive(Clone, Debug, Deserialize)]
pub struct PrintedQuote {
    /// What was said.
    pub content: Vec<CharRange>,
    /// Who said it.
    pub speaker: Option<PrintedSpeaker>,
}

/// A speaker that was found.
#[derive(Clone, Debug, Deserialize)]
pub struct PrintedSpeaker {
    /// Where the text names, describes or points at it.
    pub span: CharRange,
    /// Number of its entity.
    pub entity: Option<usize>,
}

/// A relation that was found.
#[derive(Clone, Debug, Deserialize)]
pub struct PrintedRelation {
    /// Its type.
    pub label: String,
    /// Number of the entity that it is said of.
    pub subject: usize,
    /// Number of the other one.
    pub object: usize,
    /// The words that it was read from.
    pub evidence: Vec<CharRange>,
}

/// Reads a corpus of facts: JSON Lines.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a line is not such an article.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<Article>, CorpusError> {
    lines(
        path.as_ref(),
        "an article with its entities, quotes, relations and values",
    )
}

/// Reads what `newsgraph annotate --format jsonl --offsets char` wrote.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a line is not such an article.
pub fn read_printed(path: impl AsRef<Path>) -> Result<Vec<Printed>, CorpusError> {
    lines(
        path.as_ref(),
        "an article as `newsgraph annotate` prints it",
    )
}

fn lines<T: DeserializeOwned>(path: &Path, expected: &'static str) -> Result<Vec<T>, CorpusError> {
    let text = CorpusError::read(path)?;
    let article = |(number, line): (usize, &str)| {
        serde_json::from_str(line)
            .map_err(|source| CorpusError::row(path, number, expected, line, source))
    };
    let articles = filled_lines(&text).map(article).collect::<Result<_, _>>()?;
    CorpusError::filled(path, articles, "articles, one JSON object a line")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// Positions of some words in a text, in chars.
    fn at(text: &str, words: &str) -> [usize; 2] {
        let byte = text.find(words).unwrap();
        let start = text[..byte].chars().count();
        [start, start + words.chars().count()]
    }

    const TEXT: &str =
        "“Né à Orn,” said Ann Lee of Bright Co. Mr. Lee paid $5 on Monday. The firm met Bob Fox.";

    fn gold() -> Article {
        let at = |words| at(TEXT, words);
        let lee = at("Lee paid")[0];
        let row = json!({"id": "a", "date": null, "text": TEXT,
            "entities": [
                {"label": "Person", "name": "Ann Lee", "mentions": [at("Ann Lee"), [lee, lee + 3]]},
                {"label": "Organization", "name": "Bright Co.", "mentions": [at("Bright Co.")], "descriptions": [at("The firm")]},
                {"label": "Person", "name": "Bob Fox", "mentions": [at("Bob Fox")]}],
            "quotes": [{"act": "speech", "kind": "direct", "content": [at("“Né à Orn,”")], "cue": null, "speaker": at("Ann Lee of Bright Co."),
                "speaker_entity": 0, "addressee": null, "addressee_entity": null, "inside": null}],
            "relations": [
                {"label": "head_of", "subject": 0, "object": 1, "evidence": at("Ann Lee of Bright Co."), "status": "now"},
                {"label": "meets", "subject": 1, "object": 2, "evidence": at("The firm met Bob Fox."), "status": "now"}],
            "values": [{"span": at("$5"), "label": "Money", "value": "5 USD"}, {"span": at("Monday"), "label": "Date", "value": "2026-03-09"}]});
        serde_json::from_value(row).unwrap()
    }

    /// What a system prints that finds all.
    fn all() -> Value {
        let at = |words| at(TEXT, words);
        let lee = at("Lee paid")[0];
        json!({"id": "a", "offsets": "char", "text": TEXT,
            "mentions": [
                {"span": at("Ann Lee"), "label": "Person", "kind": "proper"},
                {"span": [lee, lee + 3], "label": "Person", "kind": "proper"},
                {"span": at("Bright Co."), "label": "Organization", "kind": "proper"},
                {"span": at("The firm"), "label": "Organization", "kind": "nominal"},
                {"span": at("Bob Fox"), "label": "Person", "kind": "proper"},
                {"span": at("$5"), "label": "Money", "kind": "value", "value": "5 USD"},
                {"span": at("Monday"), "label": "Date", "kind": "value", "value": "2026-03-09"}],
            "entities": [
                {"id": 0, "label": "Person", "name": "Ann Lee", "mentions": [0, 1]},
                {"id": 1, "label": "Organization", "name": "Bright Co.", "mentions": [2, 3]},
                {"id": 2, "label": "Person", "name": "Bob Fox", "mentions": [4]}],
            "quotes": [{"content": [at("“Né à Orn,”")], "speaker": {"span": at("Ann Lee"), "entity": 0}}],
            "relations": [
                {"label": "member_of", "subject": 0, "object": 1, "evidence": [at("Ann Lee of Bright Co.")]},
                {"label": "is_meeting", "subject": 2, "object": 1, "evidence": [at("The firm met Bob Fox.")]}]})
    }

    fn report(printed: Value) -> crate::Report {
        let printed: Printed = serde_json::from_value(printed).unwrap();
        score(&[gold()], &[printed]).unwrap()
    }

    fn percent(share: f64) -> String {
        format!("{:.1}", 100.0 * share)
    }

    #[test]
    fn all_that_is_right_scores_whole() {
        let report = report(all());
        for (name, row) in report.rows() {
            assert_eq!(percent(row.f1()), "100.0", "{name}");
        }
        for (name, share) in [
            ("speaker", 1.0),
            ("false", 0.0),
            ("shown", 1.0),
            ("direct", 1.0),
            ("thought", 0.0),
        ] {
            assert_eq!(
                percent(report.figure(name).unwrap()),
                percent(share),
                "{name}"
            );
        }
        assert_eq!(report.errors(), [""; 0]);
    }

    /// One mistake, the figures that it moves, and a word of the error.
    #[test]
    fn each_mistake_is_counted_where_it_belongs() {
        type Case<'a> = (&'a str, Value, &'a [(&'a str, &'a str)], &'a str);
        let cases: [Case<'_>; 9] = [
            (
                "/mentions/0/label",
                json!("Organization"),
                &[("names", "75.0"), ("spans", "100.0")],
                "",
            ),
            (
                "/entities/2/label",
                json!("Facility"),
                &[("entities", "66.7"), ("names", "100.0")],
                "Bob Fox\tFacility",
            ),
            (
                "/quotes/0/speaker/entity",
                json!(2),
                &[("quotes", "0.0"), ("found", "100.0"), ("speaker", "0.0")],
                "speaker",
            ),
            (
                "/quotes/0/speaker",
                json!(null),
                &[("quotes", "0.0"), ("found", "100.0")],
                "speaker",
            ),
            (
                "/quotes/0/content/0",
                json!([40, 60]),
                &[("found", "0.0"), ("false", "100.0")],
                "false quote",
            ),
            (
                "/quotes/0/content/0",
                json!([0, 6]),
                &[("found", "0.0"), ("false", "0.0")],
                "content bounds",
            ),
            (
                "/relations/0/label",
                json!("vs"),
                &[("relations", "50.0"), ("pairs", "100.0")],
                "false relation",
            ),
            (
                "/relations/0/evidence/0",
                json!([60, 62]),
                &[("relations", "100.0"), ("shown", "50.0")],
                "",
            ),
            (
                "/mentions/6/value",
                json!("2026-03-16"),
                &[("values", "50.0")],
                "2026-03-16\tshould be\tMonday 2026-03-09",
            ),
        ];
        for (place, value, expected, error) in cases {
            let mut printed = all();
            *printed.pointer_mut(place).unwrap() = value;
            let report = report(printed);
            for (name, figure) in expected {
                let found = report.get(name).map(|row| row.f1());
                let found = found.or_else(|| report.figure(name)).unwrap();
                assert_eq!(percent(found), *figure, "{place} {name}");
            }
            assert!(
                report.errors().join("\n").contains(error),
                "{place}: {:?}",
                report.errors()
            );
        }
    }

    #[test]
    fn the_same_again_under_a_vaguer_name_does_not_count() {
        let mut printed = all();
        let again = printed["relations"][0].clone();
        printed["relations"].as_array_mut().unwrap().push(again);
        let report = report(printed);
        assert_eq!(report.get("relations").unwrap().predicted(), 2);
        assert_eq!(report.get("pairs").unwrap().predicted(), 2);
    }

    #[test]
    fn an_entity_in_two_parts_counts_once() {
        let mut printed = all();
        printed["entities"][0]["mentions"] = json!([0]);
        let split = json!({"id": 3, "label": "Person", "name": "Lee", "mentions": [1]});
        printed["entities"].as_array_mut().unwrap().push(split);
        let report = report(printed);
        let entities = report.get("entities").unwrap();
        assert_eq!(
            (entities.predicted(), percent(entities.precision())),
            (4, "75.0".to_owned())
        );
        assert!(report.errors()[0].ends_with("again"));
    }

    #[test]
    fn other_texts_units_and_missing_articles_are_refused() {
        let error = |place: &str, value: &str| {
            let mut printed = all();
            printed[place] = json!(value);
            let printed: Printed = serde_json::from_value(printed).unwrap();
            score(&[gold()], &[printed]).unwrap_err()
        };
        assert!(matches!(
            error("text", "another"),
            MismatchError::Text { .. }
        ));
        assert!(matches!(error("id", "b"), MismatchError::Missing { .. }));
        assert!(matches!(
            error("offsets", "byte"),
            MismatchError::Unit { .. }
        ));
    }
}
