use crate::encoded::encoded;
use oxrdf::NamedNode;

/// The IRI with which those of documents begin.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseIri(String);

/// A text is no IRI that those of documents can begin with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an absolute IRI without #, such as https://example.org/news/, found {found:?}")]
pub struct BaseIriError {
    found: String,
}

impl BaseIri {
    /// The base; the ids of documents follow it as they are, so that a path ends in `/`.
    ///
    /// # Errors
    /// [`BaseIriError`] where it is no absolute IRI, or has a fragment.
    pub fn new(iri: &str) -> Result<Self, BaseIriError> {
        let refused = || BaseIriError {
            found: iri.to_owned(),
        };
        if iri.contains('#') || NamedNode::new(format!("{iri}a#a")).is_err() {
            return Err(refused());
        }
        Ok(Self(iri.to_owned()))
    }

    /// The IRI of a document with this id.
    pub(super) fn document(&self, id: &str) -> String {
        format!("{}{}", self.0, encoded(id))
    }
}

impl Default for BaseIri {
    /// `urn:newsgraph:`.
    fn default() -> Self {
        Self("urn:newsgraph:".to_owned())
    }
}

impl std::str::FromStr for BaseIri {
    type Err = BaseIriError;

    fn from_str(iri: &str) -> Result<Self, BaseIriError> {
        Self::new(iri)
    }
}
