use super::prepare::RelationText;
use super::{Triple, count, report};
use crate::{CorpusError, Report};
use newsgraph_document::{Label, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// DWIE's ending of labels whose object is a word for what is from a country, and its label between the two:
/// `citizen_of-x`, "Ruiz" and "Peruvian"; `gpe0`, "Peruvian" and "Peru".
pub(super) const DEMONYM_ENDING: &str = "-x";
pub(super) const DEMONYM_LABEL: &str = "gpe0";

/// A document in the layout of `DocRED`: sentences of words, entities with mentions, labels.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(expecting = "an object")]
pub struct DwieDocument {
    title: String,
    sents: Vec<Vec<String>>,
    #[serde(rename = "vertexSet")]
    vertices: Vec<Vec<Vertex>>,
    #[serde(default)]
    labels: Vec<DwieLabel>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Vertex {
    pos: [usize; 2],
    #[serde(default)]
    sent_id: usize,
    #[serde(rename = "type")]
    kind: String,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct DwieLabel {
    h: usize,
    t: usize,
    r: String,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// Reads a file in this layout.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or has another form.
pub(super) fn read(text: &str, path: &Path) -> Result<Vec<DwieDocument>, CorpusError> {
    let expected = "a list of documents with title, sents, vertexSet and labels that fit";
    let documents: Vec<DwieDocument> = serde_json::from_str(text)
        .map_err(|source| CorpusError::json(path, expected, text, source))?;
    match documents.iter().find(|document| !document.is_sound()) {
        Some(unsound) => Err(CorpusError::line(path, 1, expected, &unsound.title)),
        None => Ok(documents),
    }
}

/// The type of an entity as newsgraph calls it.
fn label(kind: &str) -> Label {
    match kind.strip_prefix("type::").unwrap_or(kind) {
        "person" => Label::PERSON,
        "organization" => Label::ORGANIZATION,
        "location" => Label::LOCATION,
        "event" => Label::EVENT,
        "other" | "ethnicity" => Label::GROUP,
        "time" | "role" => Label::TIME,
        "money" => Label::MONEY,
        _ => Label::MISC,
    }
}

impl DwieDocument {
    fn is_sound(&self) -> bool {
        let count = self.vertices.len();
        let words = |sentence: usize| self.sents.get(sentence).map_or(0, Vec::len);
        let mentions = self.vertices.iter().flatten();
        self.vertices.iter().all(|v| !v.is_empty())
            && self.labels.iter().all(|l| l.h < count && l.t < count)
            && mentions
                .clone()
                .all(|m| m.pos[0] < m.pos[1] && m.pos[1] <= words(m.sent_id))
    }

    /// The document's id.
    pub fn id(&self) -> &str {
        &self.title
    }

    /// Its text, one space between words, with its entities and relations. A word that is a line feed
    /// stands without spaces.
    pub(super) fn text(&self) -> RelationText {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for sentence in &self.sents {
            let mut own = Vec::new();
            for word in sentence {
                if !text.is_empty() && !text.ends_with('\n') && word != "\n" {
                    text.push(' ');
                }
                let start = text.len();
                text.push_str(word);
                own.push(Span::new(start, text.len()));
            }
            spans.push(own);
        }
        let mut names = Vec::new();
        for (entity, mentions) in self.vertices.iter().enumerate() {
            for mention in mentions {
                let own = &spans[mention.sent_id];
                let span = own[mention.pos[0]].cover(own[mention.pos[1] - 1]);
                names.push((span, label(&mention.kind), entity));
            }
        }
        let relations = self.labels.iter().map(|l| (l.h, l.t, l.r.clone()));
        RelationText {
            id: self.title.clone(),
            text,
            words: Vec::new(),
            names,
            relations: relations.collect(),
        }
    }

    /// The same document with these relations as its labels.
    pub(super) fn with_relations(&self, relations: &[Triple]) -> Self {
        let label = |(h, t, r): &Triple| DwieLabel {
            h: *h,
            t: *t,
            r: r.clone(),
            other: Map::new(),
        };
        Self {
            labels: relations.iter().map(label).collect(),
            ..self.clone()
        }
    }
}

/// Scores labels of predicted documents, found by title.
pub(super) fn score(gold: &[DwieDocument], predicted: &[DwieDocument]) -> Report {
    fn facts(document: &DwieDocument) -> BTreeSet<([usize; 2], &str)> {
        let labels = document.labels.iter();
        labels.map(|l| ([l.h, l.t], l.r.as_str())).collect()
    }
    let by_id: BTreeMap<&str, &DwieDocument> =
        predicted.iter().rev().map(|p| (p.id(), p)).collect();
    let mut types = BTreeMap::new();
    for document in gold {
        let found = by_id.get(document.id()).map(|p| facts(p));
        count(&mut types, &facts(document), &found.unwrap_or_default());
    }
    report(types)
}
