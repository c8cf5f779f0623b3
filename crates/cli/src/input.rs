use crate::files;
use anyhow::{Context, Error, Result, anyhow};
use newsgraph::Document;
use newsgraph_input::{Documents as Stream, Fault, InputError, InputOptions, Note, RowReader};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The documents of the files, one after another; a file or row that fails is an error in its
/// place, and those after it follow.
pub(crate) struct Documents<'a> {
    files: std::slice::Iter<'a, PathBuf>,
    options: InputOptions,
    stream: Option<Stream<'static>>,
    bytes: Arc<AtomicU64>,
    ids: Ids,
    notes: Vec<String>,
    reader: Option<RowReader>,
}

impl<'a> Documents<'a> {
    pub(crate) fn new(files: &'a [PathBuf], options: InputOptions) -> Self {
        Self {
            files: files.iter(),
            options,
            stream: None,
            bytes: Arc::default(),
            ids: Ids::default(),
            notes: Vec::new(),
            reader: None,
        }
    }

    /// The documents of files that may be annotated already.
    pub(crate) fn maybe_annotated(files: &'a [PathBuf], options: InputOptions) -> Self {
        Self {
            reader: Some(annotated),
            ..Self::new(files, options)
        }
    }

    /// Bytes read from files so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// What is to be told of what was read since the last call.
    pub(crate) fn take_notes(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notes)
    }

    /// What is to be told of all ids, once all is read.
    pub(crate) fn repeated_ids(&self) -> Option<String> {
        self.ids.note()
    }

    fn open(&self, path: &Path) -> Result<Stream<'static>> {
        let name = path.display().to_string();
        let file = files::open(path).with_context(|| format!("{name}: could not be read"))?;
        let bytes = Arc::clone(&self.bytes);
        let stream = Stream::new(name, Counted { file, bytes }, self.options);
        Ok(match self.reader {
            Some(reader) => stream.with_reader(reader),
            None => stream,
        })
    }
}

impl Iterator for Documents<'_> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        loop {
            if let Some(stream) = &mut self.stream {
                let document = stream.next();
                self.notes.extend(stream.take_notes().iter().map(told));
                match document {
                    Some(Ok(document)) => {
                        self.ids.add(document.id());
                        return Some(Ok(document));
                    }
                    Some(Err(error)) => return Some(Err(with_flag(error))),
                    None => self.stream = None,
                }
            }
            let file = self.files.next()?;
            match self.open(file) {
                Ok(stream) => self.stream = Some(stream),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The text of a file, or of standard input, however it is compressed and encoded.
pub(crate) fn text(path: &Path) -> Result<String> {
    let name = path.display().to_string();
    let file = files::open(path).with_context(|| format!("{name}: could not be read"))?;
    Ok(newsgraph_input::read_text(name, file, usize::MAX)?)
}

/// The document of a row that `annotate` wrote; `None` where the row is of another form.
fn annotated(json: &str) -> Option<Result<Document, Box<dyn std::error::Error + Send + Sync>>> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(rename = "schema")]
        _schema: u64,
        #[serde(rename = "layers")]
        _layers: IgnoredAny,
    }
    serde_json::from_str::<Head>(json).ok()?;
    Some(newsgraph_export::from_json(json).map_err(Into::into))
}

/// A file that counts what is read of it.
struct Counted {
    file: Box<dyn Read + Send>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The error, with the option that mends it.
fn with_flag(error: InputError) -> Error {
    match error.fault() {
        Fault::TooLong(_) => anyhow!("{error}; --max-document allows more"),
        _ => error.into(),
    }
}

fn told(note: &Note) -> String {
    let name = match note.name() {
        "-" => "standard input",
        name => name,
    };
    if note.is_of_kind() {
        format!("newsgraph: {name} {note}; --input says otherwise")
    } else {
        format!("newsgraph: {name}: {note}")
    }
}

/// Stands for a text that would take too much room: the same for the same text within a run, and not kept anywhere.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The ids so far, as hashes, so that they take little room.
#[derive(Default)]
struct Ids {
    seen: HashSet<u64>,
    repeated: usize,
    first: Option<String>,
}

impl Ids {
    fn add(&mut self, id: &str) {
        if !self.seen.insert(hash(id)) {
            self.repeated += 1;
            self.first.get_or_insert_with(|| id.to_owned());
        }
    }

    fn note(&self) -> Option<String> {
        let first = self.first.as_ref()?;
        let count = self.repeated;
        Some(format!(
            "newsgraph: documents whose id stands before already: {count}, the first {first:?}; the output has them all"
        ))
    }
}
