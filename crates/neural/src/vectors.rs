//! Vectors of words, that several networks share.

use crate::file::broken;
use crate::matrix::{Matrix, Shape};
use newsgraph_linear::{ModelBytes, ModelError, ModelFile, Part, WordIndex, hash_bytes, hash_on};
use std::path::Path;
use std::sync::Arc;

/// The task that a file of vectors gives.
pub(crate) const TASK: &str = "vectors";

/// The version of how words are looked up. Raise it when any word gets another key.
pub(crate) const TEMPLATES: u64 = 1;

/// Names of the parts of a file.
pub(crate) const WORDS: &str = "words";
pub(crate) const CODES: &str = "codes";
pub(crate) const BOOKS: &str = "books";

/// Vectors that a code can choose in each part.
pub(crate) const CENTRES: usize = 256;

/// Vectors of words by product quantisation (Jégou et al. 2011): a vector is cut into parts, and for each part a byte
/// tells which of 256 vectors stands there.
///
/// With two parts of two numbers, the codes `7 200` of a word mean
///
/// ```text
/// books: row 7 of part 0   row 200 of part 1
///        0.5 -0.1          1.2  0.3            the vector is 0.5 -0.1 1.2 0.3
/// ```
///
/// Clones share one table.
#[derive(Clone, Debug, Default)]
pub struct WordVectors(Arc<Table>);

#[derive(Debug, Default)]
struct Table {
    identity: String,
    index: WordIndex,
    /// For each word a byte for each part.
    codes: Part,
    /// 256 rows for each part, part after part.
    books: Matrix,
}

impl WordVectors {
    /// The vectors of English words, which the shipped models of English read. Read them once: copies share their rows.
    ///
    /// # Errors
    /// [`ModelError`] where the weights that were built in are of another version of the code.
    #[cfg(feature = "english")]
    pub fn english() -> Result<Self, ModelError> {
        Self::from_bytes(ModelBytes::of_binary(newsgraph_models_en_vectors::NEWS))
    }

    /// The vectors of a file, such as `newsgraph_models_en_vectors::NEWS`.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no vectors of this version.
    pub fn from_bytes(bytes: impl Into<ModelBytes>) -> Result<Self, ModelError> {
        Self::from_file(&ModelFile::from_bytes(bytes, TASK, TEMPLATES)?)
    }

    /// The vectors in a file.
    ///
    /// # Errors
    /// [`ModelError`] where the file cannot be read or holds no vectors of this version.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, ModelError> {
        Self::from_file(&ModelFile::load(path, TASK, TEMPLATES)?)
    }

    fn from_file(file: &ModelFile) -> Result<Self, ModelError> {
        let index = WordIndex::read(WORDS, file)?;
        let books = Matrix::read(BOOKS, Shape::of_part(BOOKS, file)?, file)?;
        let identity = file.identity();
        let codes = file.part(CODES)?;
        let parts = books.rows() / CENTRES;
        if books.rows() % CENTRES != 0 || codes.len() != index.len() * parts {
            return Err(broken(CODES));
        }
        Ok(Self(Arc::new(Table {
            identity,
            index,
            codes,
            books,
        })))
    }

    /// Name, version and checksum of the file; empty where there are no vectors.
    pub fn identity(&self) -> &str {
        &self.0.identity
    }

    /// Whether a model was trained with these vectors, as [`WordVectors::name_in`] tells.
    ///
    /// # Errors
    /// [`ModelError::Vectors`] where it was trained with others.
    pub fn check(&self, file: &ModelFile) -> Result<(), ModelError> {
        let expected = file.about(TASK).and_then(|v| v.as_str());
        let expected = expected.unwrap_or_default();
        if expected == self.identity() {
            return Ok(());
        }
        let name = |identity: &str| {
            if identity.is_empty() {
                "none".to_owned()
            } else {
                identity.to_owned()
            }
        };
        Err(ModelError::Vectors {
            expected: name(expected),
            found: name(self.identity()),
        })
    }

    /// Tells in a file that its model was trained with these vectors.
    #[cfg(feature = "train")]
    pub fn name_in(&self, file: &mut ModelFile) {
        file.describe(TASK, self.identity().into());
    }

    /// Length of the vectors.
    pub fn width(&self) -> usize {
        self.parts() * self.0.books.columns()
    }

    /// Number of parts of each.
    pub(crate) fn parts(&self) -> usize {
        self.0.books.rows() / CENTRES
    }

    /// The 256 rows for each part.
    pub(crate) fn books(&self) -> &Matrix {
        &self.0.books
    }

    /// The row of a word in small letters, with each digit as 0 and typographic marks as plain ones. A word with
    /// hyphens that has none has that of its last part.
    pub fn row(&self, word: &str) -> Option<u32> {
        self.row_of_chars(word.chars())
    }

    fn row_of_chars(&self, word: impl Iterator<Item = char>) -> Option<u32> {
        // The hashes of the word and of its last part, without a string of its letters.
        let (mut whole, mut last) = (hash_bytes(b""), None);
        for c in word {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).as_bytes();
            whole = hash_on(whole, bytes);
            last = match c {
                '-' => Some(hash_bytes(b"")),
                _ => last.map(|last| hash_on(last, bytes)),
            };
        }
        let row = self.0.index.get(whole);
        let row = row.or_else(|| self.0.index.get(last?))?;
        u32::try_from(row).ok()
    }

    /// The row of a word as it stands in a text.
    pub fn row_of(&self, word: &str) -> Option<u32> {
        let plain = |c: char| match c {
            '’' | '‘' => '\'',
            '–' | '—' | '―' | '‑' => '-',
            c if c.is_ascii_digit() => '0',
            c => c,
        };
        self.row_of_chars(word.chars().map(plain).flat_map(char::to_lowercase))
    }

    /// The codes of a row, one for each part.
    pub(crate) fn codes(&self, row: u32) -> &[u8] {
        let parts = self.parts();
        &self.0.codes[row as usize * parts..(row as usize + 1) * parts]
    }

    /// The vector of a row.
    pub fn vector(&self, row: u32) -> Vec<f32> {
        let mut vector = Vec::with_capacity(self.width());
        self.parts_of(row)
            .for_each(|part| vector.extend_from_slice(part));
        vector
    }

    /// What some words mean together: the sum of the vectors of their rows. `None` of no words.
    pub fn meaning(&self, rows: impl IntoIterator<Item = u32>) -> Option<Meaning> {
        let mut rows = rows.into_iter();
        let mut sum = self.vector(rows.next()?);
        for row in rows {
            let values = self.parts_of(row).flatten();
            sum.iter_mut()
                .zip(values)
                .for_each(|(sum, value)| *sum += value);
        }
        Some(Meaning {
            square: product(&sum, &sum),
            vector: sum,
        })
    }

    fn parts_of(&self, row: u32) -> impl Iterator<Item = &[f32]> {
        let parts = self.codes(row).iter().enumerate();
        parts.map(|(part, &code)| self.0.books.row(part * CENTRES + usize::from(code)))
    }
}

/// What words mean, as a vector.
#[derive(Clone, Debug)]
pub struct Meaning {
    vector: Vec<f32>,
    /// The product of the vector with itself.
    square: f32,
}

impl Meaning {
    /// How alike two meanings are: the cosine of the angle between them, from -1 to 1.
    pub fn likeness(&self, other: &Self) -> f32 {
        let lengths = self.square * other.square;
        if lengths > 0.0 {
            product(&self.vector, &other.vector) / lengths.sqrt()
        } else {
            0.0
        }
    }
}

fn product(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
