use crate::CorpusError;
use crate::error::filled_lines;
use newsgraph_document::Label;
use newsgraph_identity::Profile;
use serde::Deserialize;
use std::path::Path;

/// A document whose entities are linked to what they are.
#[derive(Clone, Debug, Deserialize)]
pub struct LinkedDocument {
    /// Its id.
    pub id: String,
    /// Its concepts, in the corpus's order.
    pub concepts: Vec<Concept>,
    #[serde(default)]
    relations: Vec<Related>,
}

/// An entity, role or value of a document.
#[derive(Clone, Debug, Deserialize)]
pub struct Concept {
    /// Its name; `None` where the text does not name it.
    pub text: Option<String>,
    /// The title of what it is.
    pub link: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Related {
    s: usize,
    p: String,
    o: usize,
}

/// Reads lines of JSON with `id`, `concepts` and `relations`, as DWIE has them.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or a line is something else.
pub fn read_linked(path: impl AsRef<Path>) -> Result<Vec<LinkedDocument>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    let expected = "an object with \"id\", \"concepts\" and \"relations\"";
    let read = |(at, line): (usize, &str)| {
        serde_json::from_str(line)
            .map_err(|source| CorpusError::row(path, at, expected, line, source))
    };
    let documents = filled_lines(&text).map(read).collect::<Result<_, _>>()?;
    CorpusError::filled(path, documents, "documents with concepts")
}

impl Concept {
    /// Whether it is a person, body, place or another thing with a name: no time, role or amount, nor a word for what is
    /// from a country.
    pub fn is_entity(&self) -> bool {
        self.text.is_some() && self.has("type::entity")
    }

    fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }

    /// Its type as newsgraph calls it.
    pub fn label(&self) -> Label {
        let types = [
            ("type::person", Label::PERSON),
            ("type::organization", Label::ORGANIZATION),
            ("type::location", Label::LOCATION),
            ("type::event", Label::EVENT),
            ("type::ethnicity", Label::GROUP),
        ];
        let own = types.into_iter().find(|(tag, _)| self.has(tag));
        own.map_or(Label::MISC, |(_, label)| label)
    }
}

/// Names around an entity that its profile is given.
const COMPANY: usize = 12;

impl LinkedDocument {
    /// The profile of a concept from the names and relations of the document.
    pub fn profile(&self, at: usize) -> Option<Profile> {
        let concept = self.concepts.get(at)?;
        let mut profile = Profile::new(concept.label().to_string(), concept.text.clone()?);
        for related in self.relations.iter().filter(|related| related.s == at) {
            let Some(object) = self.concepts.get(related.o) else {
                continue;
            };
            if let Some(name) = &object.text {
                let label = if object.is_entity() {
                    object.label()
                } else {
                    Label::GROUP
                };
                profile = profile.with_relation(&related.p, label.as_str(), name);
            }
        }
        let others = self
            .concepts
            .iter()
            .enumerate()
            .filter(|(other, concept)| *other != at && concept.is_entity());
        for (_, other) in others.take(COMPANY) {
            profile = profile.with_company(other.text.as_deref().unwrap_or_default());
        }
        Some(profile)
    }
}
