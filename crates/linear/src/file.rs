use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde_json::{Map, Value};
use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};

/// The version of the container. Raise it when a reader of the old layout would misread the new one.
///
/// 1: one metadata key `newsgraph` with sorted JSON, byte tensors.
const FORMAT: u64 = 1;
const KEY: &str = "newsgraph";

/// A model on its way to or from a file: named byte arrays and a description.
///
/// The container is `safetensors`, which tools of many languages can open; the description is sorted
/// JSON under the metadata key `newsgraph`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelFile {
    parts: BTreeMap<String, Vec<u8>>,
    about: Map<String, Value>,
}

/// A model file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file cannot be read or written.
    #[error("could not read or write the model file {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The bytes are no `safetensors` file.
    #[error("expected a safetensors file; it is cut short, damaged or of another kind")]
    Container(#[source] safetensors::SafeTensorError),
    /// The description is missing or is no JSON object.
    #[error(
        "expected a description under the metadata key \"newsgraph\"; this is not a newsgraph model"
    )]
    Description,
    /// A field of the description is missing or has another value.
    #[error(
        "expected {field} {expected}, found {found}; use a model that was made for this version"
    )]
    Mismatch {
        /// The field.
        field: &'static str,
        /// What the code needs.
        expected: String,
        /// What the file says.
        found: String,
    },
    /// The data do not have the checksum of the description.
    #[error(
        "the checksum is {found:08x}, expected {expected:08x}; the file is damaged, fetch it again"
    )]
    Checksum {
        /// What the description says.
        expected: u32,
        /// What the data give.
        found: u32,
    },
    /// A part is missing.
    #[error("expected a part {0:?}, found none")]
    MissingPart(String),
    /// Parts do not fit together.
    #[error(
        "the parts of {part:?} do not fit together; the file is damaged or was made by other code"
    )]
    Inconsistent {
        /// The name of the parts.
        part: String,
    },
}

impl ModelFile {
    /// An empty file for a task, made by feature templates of this version.
    pub fn new(task: &str, templates: u64) -> Self {
        let mut file = Self::default();
        file.describe("format", FORMAT.into());
        file.describe("task", task.into());
        file.describe("templates", templates.into());
        file
    }

    /// Adds a field to the description.
    pub fn describe(&mut self, field: &str, value: Value) {
        self.about.insert(field.to_owned(), value);
    }

    /// A field of the description.
    pub fn about(&self, field: &str) -> Option<&Value> {
        self.about.get(field)
    }

    /// Name and version of the model, where the description has them.
    pub fn name(&self) -> String {
        let text = |field: &str| {
            self.about(field)
                .and_then(Value::as_str)
                .unwrap_or("unnamed")
        };
        format!("{} {}", text("name"), text("version"))
    }

    /// Adds a part.
    pub fn set(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.insert(name.to_owned(), bytes);
    }

    /// Adds a list of strings, none of which holds a line feed.
    pub fn set_strings(&mut self, name: &str, strings: &[impl Borrow<str>]) {
        self.set(name, strings.join("\n").into_bytes());
    }

    /// A part.
    ///
    /// # Errors
    /// [`ModelError::MissingPart`].
    pub fn get(&self, name: &str) -> Result<&[u8], ModelError> {
        self.parts
            .get(name)
            .map(Vec::as_slice)
            .ok_or_else(|| ModelError::MissingPart(name.to_owned()))
    }

    /// A list of strings.
    ///
    /// # Errors
    /// [`ModelError`] where the part is missing or is not UTF-8.
    pub fn strings(&self, name: &str) -> Result<Vec<&str>, ModelError> {
        let text = std::str::from_utf8(self.get(name)?);
        let text = text.map_err(|_| ModelError::Inconsistent {
            part: name.to_owned(),
        })?;
        Ok(if text.is_empty() {
            Vec::new()
        } else {
            text.split('\n').collect()
        })
    }

    /// The bytes of the file: the same for the same content.
    ///
    /// # Errors
    /// [`ModelError::Container`] where a part is too large for the container.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let mut about = self.about.clone();
        about.insert("crc32".to_owned(), self.checksum().into());
        let description = Value::Object(about).to_string();
        let views = self
            .parts
            .iter()
            .map(|(name, bytes)| Ok((name, TensorView::new(Dtype::U8, vec![bytes.len()], bytes)?)))
            .collect::<Result<Vec<_>, _>>()
            .map_err(ModelError::Container)?;
        let metadata = HashMap::from([(KEY.to_owned(), description)]);
        safetensors::serialize(views, Some(metadata)).map_err(ModelError::Container)
    }

    /// Reads a file, and checks that it is whole and of this task and template version.
    ///
    /// # Errors
    /// [`ModelError`] that says what was expected and what was found.
    pub fn from_bytes(bytes: &[u8], task: &str, templates: u64) -> Result<Self, ModelError> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(ModelError::Container)?;
        let description = metadata
            .metadata()
            .as_ref()
            .and_then(|m| m.get(KEY))
            .ok_or(ModelError::Description)?;
        let Ok(Value::Object(mut about)) = serde_json::from_str(description) else {
            return Err(ModelError::Description);
        };
        for (field, expected) in [
            ("format", Value::from(FORMAT)),
            ("task", task.into()),
            ("templates", templates.into()),
        ] {
            let found = about.get(field).unwrap_or(&Value::Null);
            if *found != expected {
                let (expected, found) = (expected.to_string(), found.to_string());
                return Err(ModelError::Mismatch {
                    field,
                    expected,
                    found,
                });
            }
        }
        let expected = about
            .remove("crc32")
            .and_then(|v| v.as_u64())
            .ok_or(ModelError::Description)? as u32;
        let tensors = SafeTensors::deserialize(bytes).map_err(ModelError::Container)?;
        let parts = tensors
            .iter()
            .map(|(name, view)| (name.to_owned(), view.data().to_vec()))
            .collect();
        let file = Self { parts, about };
        let found = file.checksum();
        if found == expected {
            Ok(file)
        } else {
            Err(ModelError::Checksum { expected, found })
        }
    }

    /// Reads a file from a path.
    ///
    /// # Errors
    /// As [`ModelFile::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>, task: &str, templates: u64) -> Result<Self, ModelError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| ModelError::Io {
            path: path.to_owned(),
            source,
        })?;
        Self::from_bytes(&bytes, task, templates)
    }

    fn checksum(&self) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        for (name, bytes) in &self.parts {
            hasher.update(name.as_bytes());
            hasher.update(bytes);
        }
        hasher.finalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file() -> ModelFile {
        let mut file = ModelFile::new("toy", 3);
        file.describe("name", "news".into());
        file.set("a", vec![1, 2, 3]);
        file.set_strings("b", &["x", "y"]);
        file
    }

    #[test]
    fn round_trip() {
        let bytes = file().to_bytes().unwrap();
        assert_eq!(bytes, file().to_bytes().unwrap());
        let read = ModelFile::from_bytes(&bytes, "toy", 3).unwrap();
        assert_eq!(read, file());
        assert_eq!(read.strings("b").unwrap(), ["x", "y"]);
        assert!(matches!(read.get("c"), Err(ModelError::MissingPart(_))));
    }

    #[test]
    fn says_what_does_not_fit() {
        let bytes = file().to_bytes().unwrap();
        let error = ModelFile::from_bytes(&bytes, "toy", 4).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected templates 4, found 3; use a model that was made for this version"
        );
        assert!(matches!(
            ModelFile::from_bytes(&bytes, "other", 3),
            Err(ModelError::Mismatch { field: "task", .. })
        ));
        assert!(matches!(
            ModelFile::from_bytes(b"", "toy", 3),
            Err(ModelError::Container(_))
        ));
    }

    proptest! {
        #[test]
        fn damage_is_an_error(at in 0usize..4096, bit in 0u8..8, cut in 0usize..4096) {
            let whole = file().to_bytes().unwrap();
            let mut flipped = whole.clone();
            let at = at % whole.len();
            flipped[at] ^= 1 << bit;
            if let Ok(read) = ModelFile::from_bytes(&flipped, "toy", 3) {
                // Only spaces and free description fields may change unseen.
                prop_assert_eq!(read.get("a").unwrap(), [1, 2, 3]);
            }
            prop_assert!(ModelFile::from_bytes(&whole[..cut % whole.len()], "toy", 3).is_err());
        }
    }
}
