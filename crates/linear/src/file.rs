use crate::part::{ModelBytes, Part};
use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde_json::{Map, Value};
use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};

/// The version of the container. Raise it when a reader of the old layout would misread the new one.
///
/// 1: one metadata key `newsgraph` with sorted JSON, byte tensors. 2: the checksum covers the description.
const FORMAT: u64 = 2;
const KEY: &str = "newsgraph";
/// Fields of the description.
const CHECKSUM: &str = "crc32";
const UPSTREAM: &str = "upstream";

/// A model on its way to or from a file: named byte arrays and a description.
///
/// The container is `safetensors`, which tools of many languages can open. The description is sorted
/// JSON under the metadata key `newsgraph`.
///
/// A model knows itself and those that it was trained on:
///
/// ```
/// use newsgraph_linear::ModelFile;
/// let mut names = ModelFile::new("ner", 1);
/// names.describe("name", "en-names".into());
/// names.describe("version", "0.1.0".into());
/// let mut quotes = ModelFile::new("quote", 1);
/// quotes.set_upstream([(names.name(), names.crc32())]);
/// assert_eq!(names.identity(), format!("en-names 0.1.0 (crc {:08x})", names.crc32()));
/// assert_eq!(quotes.upstream().get("en-names"), Some(&names.crc32()));
/// ```
///
/// Parts of a file that was read lie where its bytes lie, and are shared by those who take them.
#[derive(Clone, Debug, Default)]
pub struct ModelFile {
    parts: BTreeMap<String, Part>,
    about: Map<String, Value>,
    /// The checksum that was read with the parts, until one of them or the description is changed.
    checksum: Option<u32>,
}

/// Files are equal whose parts and descriptions are.
impl PartialEq for ModelFile {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts && self.about == other.about
    }
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
        "expected {field} {expected}, found {found}; use a model {}",
        fit(field)
    )]
    Mismatch {
        /// The field.
        field: &'static str,
        /// What the code needs.
        expected: String,
        /// What the file says.
        found: String,
    },
    /// A file cannot be used, and why.
    #[error("could not use the model file {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<ModelError>,
    },
    /// Data and description do not have the checksum that the description gives.
    #[error(
        "the checksum is {found:08x}, expected {expected:08x}; the file is damaged, fetch it again"
    )]
    Checksum {
        /// What the description says.
        expected: u32,
        /// What data and description give.
        found: u32,
    },
    /// A part is missing.
    #[error("expected a part {0:?}, found none")]
    MissingPart(String),
    /// A model reads vectors of words that it was not given.
    #[error(
        "the model was trained with the word vectors {expected}, it was given {found}; load those beside it"
    )]
    Vectors {
        /// Name, version and checksum of the vectors that it was trained with.
        expected: String,
        /// Those that it was given.
        found: String,
    },
    /// A part holds what is no number, or one that is larger in size than
    /// [`LARGEST_NUMBER`](crate::LARGEST_NUMBER).
    #[error(
        "expected numbers up to {most} in the part {part:?}, found {found:?}; the file is damaged or was made by other code"
    )]
    Number {
        /// The name of the part.
        part: String,
        /// What it holds.
        found: f32,
        /// The largest size that a number may have.
        most: f32,
    },
    /// Parts do not fit together.
    #[error(
        "the parts of {part:?} do not fit together; the file is damaged or was made by other code"
    )]
    Inconsistent {
        /// The name of the parts.
        part: String,
    },
}

/// What the model must be that is to be used instead.
fn fit(field: &str) -> &'static str {
    if field == "task" {
        "of that task"
    } else {
        "that was made for this version"
    }
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

    /// Adds a field to the description. Its numbers are whole: the checksum is of their digits.
    pub fn describe(&mut self, field: &str, value: Value) {
        self.checksum = None;
        self.about.insert(field.to_owned(), value);
    }

    /// A field of the description.
    pub fn about(&self, field: &str) -> Option<&Value> {
        self.about.get(field)
    }

    /// The task of the model.
    pub fn task(&self) -> &str {
        self.text("task").unwrap_or_default()
    }

    /// The name of the model; `unnamed` where the description has none.
    pub fn name(&self) -> &str {
        self.text("name").unwrap_or("unnamed")
    }

    /// Name, version and checksum, for people: `en-quote-news 0.1.0 (crc 1a2b3c4d)`.
    pub fn identity(&self) -> String {
        let version = self.text("version").unwrap_or("unversioned");
        format!("{} {version} (crc {:08x})", self.name(), self.crc32())
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.about(field).and_then(Value::as_str)
    }

    /// Says whose output this model was trained on: names of models with their checksums.
    pub fn set_upstream<N: Into<String>>(&mut self, models: impl IntoIterator<Item = (N, u32)>) {
        let digits = |(name, crc): (N, u32)| (name.into(), format!("{crc:08x}").into());
        let models: Map<String, Value> = models.into_iter().map(digits).collect();
        self.describe(UPSTREAM, models.into());
    }

    /// The models whose output this one was trained on, with the checksums that they had. Empty where the
    /// file does not say so.
    pub fn upstream(&self) -> BTreeMap<&str, u32> {
        let models = self.about(UPSTREAM).and_then(Value::as_object);
        let checksum = |value: &Value| u32::from_str_radix(value.as_str()?, 16).ok();
        let models = models.into_iter().flatten();
        models
            .filter_map(|(name, value)| Some((name.as_str(), checksum(value)?)))
            .collect()
    }

    /// The CRC-32 of parts and description. It changes with every change of either.
    pub fn crc32(&self) -> u32 {
        self.checksum.unwrap_or_else(|| self.counted_crc32())
    }

    fn counted_crc32(&self) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(Value::Object(self.about.clone()).to_string().as_bytes());
        for (name, bytes) in &self.parts {
            hasher.update(name.as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        hasher.finalize()
    }

    /// The names of the parts, sorted.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Adds a part.
    pub fn set(&mut self, name: &str, bytes: Vec<u8>) {
        self.checksum = None;
        self.parts.insert(name.to_owned(), bytes.into());
    }

    /// Adds a list of strings, none of which holds a line feed.
    pub fn set_strings(&mut self, name: &str, strings: &[impl Borrow<str>]) {
        self.set(name, strings.join("\n").into_bytes());
    }

    /// Takes a part out of the file.
    ///
    /// # Errors
    /// [`ModelError::MissingPart`] where it has none of this name.
    pub fn take(&mut self, name: &str) -> Result<Part, ModelError> {
        self.checksum = None;
        let part = self.parts.remove(name);
        part.ok_or_else(|| ModelError::MissingPart(name.to_owned()))
    }

    /// A part, which shares its bytes with the file.
    ///
    /// # Errors
    /// [`ModelError::MissingPart`].
    pub fn part(&self, name: &str) -> Result<Part, ModelError> {
        let part = self.parts.get(name).cloned();
        part.ok_or_else(|| ModelError::MissingPart(name.to_owned()))
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// [`ModelError::MissingPart`].
    pub fn get(&self, name: &str) -> Result<&[u8], ModelError> {
        let part = self.parts.get(name).map(|part| &**part);
        part.ok_or_else(|| ModelError::MissingPart(name.to_owned()))
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
        about.insert(CHECKSUM.to_owned(), self.crc32().into());
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

    /// Reads a file, and checks that it is whole and of this task and template version. The checksum of one inside the
    /// binary ([`ModelBytes::of_binary`]) is taken as the file tells it.
    ///
    /// # Errors
    /// [`ModelError`] that says what was expected and what was found.
    pub fn from_bytes(
        bytes: impl Into<ModelBytes>,
        task: &str,
        templates: u64,
    ) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let about = description(&bytes)?;
        check(&about, "format", &FORMAT.into())?;
        check(&about, "task", &task.into())?;
        check(&about, "templates", &templates.into())?;
        Self::whole(&bytes, about)
    }

    /// Reads a file of any task and template version, and checks that it is whole, as [`ModelFile::from_bytes`] does.
    ///
    /// # Errors
    /// As [`ModelFile::from_bytes`].
    pub fn of_any_task(bytes: impl Into<ModelBytes>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let about = description(&bytes)?;
        check(&about, "format", &FORMAT.into())?;
        Self::whole(&bytes, about)
    }

    /// Reads a file from a path.
    ///
    /// # Errors
    /// As [`ModelFile::from_bytes`], and where the file cannot be read; it names the file.
    pub fn load(path: impl AsRef<Path>, task: &str, templates: u64) -> Result<Self, ModelError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| ModelError::Io {
            path: path.to_owned(),
            source,
        })?;
        Self::from_bytes(bytes, task, templates).map_err(|error| error.of_file(path))
    }

    fn whole(bytes: &ModelBytes, mut about: Map<String, Value>) -> Result<Self, ModelError> {
        let expected = about
            .remove(CHECKSUM)
            .and_then(|crc| u32::try_from(crc.as_u64()?).ok())
            .ok_or(ModelError::Description)?;
        let tensors = SafeTensors::deserialize(bytes).map_err(ModelError::Container)?;
        let parts = tensors
            .iter()
            .map(|(name, view)| (name.to_owned(), bytes.part(view.data())))
            .collect();
        let checksum = Some(expected);
        let file = Self {
            parts,
            about,
            checksum,
        };
        if bytes.has_checksum_to_meet() {
            let found = file.counted_crc32();
            if found != expected {
                return Err(ModelError::Checksum { expected, found });
            }
        }
        Ok(file)
    }
}

impl ModelError {
    /// The same error, which names the file.
    #[must_use]
    pub fn of_file(self, path: impl Into<PathBuf>) -> Self {
        match self {
            named @ (Self::Io { .. } | Self::File { .. }) => named,
            other => Self::File {
                path: path.into(),
                source: Box::new(other),
            },
        }
    }
}

fn description(bytes: &[u8]) -> Result<Map<String, Value>, ModelError> {
    let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(ModelError::Container)?;
    let text = metadata.metadata().as_ref().and_then(|m| m.get(KEY));
    match text.map(|text| serde_json::from_str(text)) {
        Some(Ok(Value::Object(about))) => Ok(about),
        _ => Err(ModelError::Description),
    }
}

/// That a field of the description has this value.
fn check(
    about: &Map<String, Value>,
    field: &'static str,
    expected: &Value,
) -> Result<(), ModelError> {
    let found = about.get(field).unwrap_or(&Value::Null);
    if found == expected {
        return Ok(());
    }
    Err(ModelError::Mismatch {
        field,
        expected: expected.to_string(),
        found: found.to_string(),
    })
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
        let read = ModelFile::from_bytes(bytes, "toy", 3).unwrap();
        assert_eq!(read, file());
        assert_eq!(read.strings("b").unwrap(), ["x", "y"]);
        assert!(matches!(read.get("c"), Err(ModelError::MissingPart(_))));
    }

    #[test]
    fn says_what_does_not_fit() {
        let bytes = file().to_bytes().unwrap();
        let error = ModelFile::from_bytes(bytes.clone(), "toy", 4).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected templates 4, found 3; use a model that was made for this version"
        );
        assert!(matches!(
            ModelFile::from_bytes(bytes, "other", 3),
            Err(ModelError::Mismatch { field: "task", .. })
        ));
        assert!(matches!(
            ModelFile::from_bytes(vec![], "toy", 3),
            Err(ModelError::Container(_))
        ));
    }

    #[test]
    fn knows_itself_and_those_before_it() {
        let (before, mut after) = (file(), file());
        after.set_upstream([("news", before.crc32())]);
        assert_ne!(before.crc32(), after.crc32());
        let read = ModelFile::of_any_task(after.to_bytes().unwrap()).unwrap();
        assert_eq!(read.crc32(), after.crc32());
        assert_eq!(
            read.upstream().into_iter().collect::<Vec<_>>(),
            [("news", before.crc32())]
        );
        let mut renamed = file();
        renamed.describe("name", "other".into());
        assert_ne!(renamed.crc32(), before.crc32());
        let crc = before.crc32();
        assert_eq!(
            before.identity(),
            format!("news unversioned (crc {crc:08x})")
        );
        assert_eq!(read.task(), "toy");
    }

    #[test]
    fn errors_name_the_file() {
        let path = std::env::temp_dir().join(format!("newsgraph-linear-{}", std::process::id()));
        std::fs::write(&path, b"no model").unwrap();
        let error = ModelFile::load(&path, "toy", 3).unwrap_err();
        std::fs::remove_file(&path).unwrap();
        assert!(
            error.to_string().contains(path.to_str().unwrap()),
            "{error}"
        );
        assert!(matches!(error, ModelError::File { .. }));
    }

    proptest! {
        #[test]
        fn damage_is_an_error(at in 0usize..4096, bit in 0u8..8, cut in 0usize..4096) {
            let whole = file().to_bytes().unwrap();
            let mut flipped = whole.clone();
            let at = at % whole.len();
            flipped[at] ^= 1 << bit;
            if let Ok(read) = ModelFile::from_bytes(flipped, "toy", 3) {
                // Only what says nothing, such as spaces, may change unseen.
                prop_assert_eq!(read, file());
            }
            prop_assert!(ModelFile::from_bytes(whole[..cut % whole.len()].to_vec(), "toy", 3).is_err());
        }
    }
}
