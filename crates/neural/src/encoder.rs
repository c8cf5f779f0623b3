use crate::embedding::{ByteRows, Embedding};
use crate::file::broken;
use crate::matrix::{Matrix, Shape};
use crate::recurrent::{Recurrent, mix_name};
use crate::simd::vectorized;
use crate::vectors::{CENTRES, WordVectors};
use crate::work::Work;
use newsgraph_linear::{ModelError, ModelFile};
use std::ops::Range;

/// Embeddings, of features and where there are some of words' vectors, with recurrent layers over them: rows that
/// stand for words in their sentences.
#[derive(Clone, Debug)]
pub struct Encoder {
    embedding: Embedding,
    vectors: Option<Projected>,
    layers: Vec<Recurrent>,
}

/// Vectors of words as rows of an encoder: for each centre of each part its product with the projection, so that a
/// word's row is a sum of rows.
#[derive(Clone, Debug)]
struct Projected {
    vectors: WordVectors,
    rows: ByteRows,
}

impl Projected {
    /// Vectors times a matrix with a row for each of their numbers.
    fn new(vectors: &WordVectors, projection: &Matrix) -> Self {
        let books = vectors.books();
        let part = books.columns();
        let product = |row: usize, sum: &mut [f32]| {
            let first = row / CENTRES * part * sum.len();
            add_product(books.row(row), &projection.values()[first..], sum);
        };
        Self {
            vectors: vectors.clone(),
            rows: ByteRows::new(books.rows(), projection.columns(), product),
        }
    }
}

vectorized! {
    /// Adds a row's product with a matrix, which has a row for each of its numbers.
    fn add_product(row: &[f32], matrix: &[f32], sum: &mut [f32]) {
        for (&value, weights) in row.iter().zip(matrix.chunks_exact(sum.len().max(1))) {
            for (sum, weight) in sum.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
    }
}

impl Encoder {
    /// An encoder of these parts.
    ///
    /// # Panics
    /// If their widths differ.
    pub fn new(embedding: Embedding, layers: Vec<Recurrent>) -> Self {
        let width = embedding.width();
        assert!(
            layers.iter().all(|layer| layer.width() == width),
            "one width"
        );
        Self {
            embedding,
            vectors: None,
            layers,
        }
    }

    /// The encoder with vectors of words, times a matrix with a row for each of their numbers.
    ///
    /// # Panics
    /// If the shapes do not fit.
    #[must_use]
    pub fn with_vectors(mut self, vectors: &WordVectors, projection: &Matrix) -> Self {
        let shape = (projection.rows(), projection.columns());
        assert_eq!(shape, (vectors.width(), self.width()), "shape");
        self.vectors = Some(Projected::new(vectors, projection));
        self
    }

    /// The row of a word among the vectors, as [`WordVectors::row`]; `None` too where the encoder reads none.
    pub fn vector_row(&self, word: &str) -> Option<u32> {
        self.vectors.as_ref()?.vectors.row(word)
    }

    /// Adds the vector of a word, by its row.
    pub fn add_vector(&self, row: u32, sum: &mut [f32]) {
        if let Some(Projected { vectors, rows }) = &self.vectors {
            let codes = vectors.codes(row).iter().enumerate();
            rows.add(
                codes.map(|(part, &code)| part * CENTRES + usize::from(code)),
                sum,
            );
        }
    }

    /// Reads the encoder of this name from a file, which tells its width, its layers and whether it reads vectors.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing, parts do not fit together, there is no layer, an odd width or one
    /// above [`Encoder::WIDEST`], or where it was trained with other vectors.
    pub fn read(name: &str, file: &ModelFile, vectors: &WordVectors) -> Result<Self, ModelError> {
        let embedding = Embedding::read(&format!("{name}.embedding"), file)?;
        let width = embedding.width();
        let is_sound = width % 2 == 0 && (2..=Self::WIDEST).contains(&width);
        let mut layers = Vec::new();
        while is_sound && (layers.is_empty() || has_layer(name, layers.len(), file)) {
            layers.push(Recurrent::read(
                &layer_name(name, layers.len()),
                width,
                file,
            )?);
        }
        if layers.is_empty() {
            return Err(broken(name));
        }
        let encoder = Self {
            embedding,
            vectors: None,
            layers,
        };
        let projection = projection_name(name);
        if file.get(&projection).is_err() {
            return Ok(encoder);
        }
        vectors.check(file)?;
        let shape = Shape {
            rows: vectors.width(),
            columns: width,
        };
        Ok(encoder.with_vectors(vectors, &Matrix::read(&projection, shape, file)?))
    }

    /// The largest width that a file may have.
    pub const WIDEST: usize = 1024;

    /// Number of layers.
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// Length of the rows.
    pub fn width(&self) -> usize {
        self.embedding.width()
    }

    /// The embedding, to add up the features of a word.
    pub fn embedding(&self) -> &Embedding {
        &self.embedding
    }

    /// What the layers make of the words' sums of embeddings, in their place. Sequences are ranges of rows, in order,
    /// none left out.
    pub fn run(&self, rows: &mut Matrix, sequences: &[Range<usize>], work: &mut Work) {
        for layer in &self.layers {
            layer.run(rows, sequences, work);
        }
    }
}

fn has_layer(name: &str, number: usize, file: &ModelFile) -> bool {
    file.get(&mix_name(&layer_name(name, number))).is_ok()
}

/// The name of what turns vectors into rows.
pub(crate) fn projection_name(name: &str) -> String {
    format!("{name}.projection")
}

/// What the names of a layer's parts in a file begin with.
pub(crate) fn layer_name(name: &str, number: usize) -> String {
    format!("{name}.layer{number}")
}
