use crate::dense::Dense;
use crate::embedding::Embedding;
use crate::file::broken;
use crate::matrix::{Matrix, Shape};
use crate::recurrent::{GATES, MIXED, Recurrent};
use newsgraph_linear::{ModelError, ModelFile};
use std::ops::Range;

/// Embeddings with recurrent layers over them: rows that stand for words in their sentences.
#[derive(Clone, Debug)]
pub struct Encoder {
    embedding: Embedding,
    layers: Vec<Recurrent>,
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
        Self { embedding, layers }
    }

    /// Reads the encoder of this name from a file, which tells its width and its layers.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing, parts do not fit together, or there is no layer, an odd
    /// width or one above [`Encoder::WIDEST`].
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let embedding = Embedding::read(&format!("{name}.embedding"), file)?;
        let width = embedding.width();
        let is_sound = width % 2 == 0 && (2..=Self::WIDEST).contains(&width);
        let mut layers = Vec::new();
        while is_sound && (layers.is_empty() || has_layer(name, layers.len(), file)) {
            layers.push(read_layer(&layer_name(name, layers.len()), width, file)?);
        }
        if layers.is_empty() {
            return Err(broken(name));
        }
        Ok(Self { embedding, layers })
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

    /// What the layers make of the words' sums of embeddings. Sequences are ranges of rows, in order, none
    /// left out.
    #[must_use]
    pub fn forward(&self, input: Matrix, sequences: &[Range<usize>]) -> Matrix {
        let mut hidden = input;
        for layer in &self.layers {
            hidden = layer.forward(&hidden, sequences);
        }
        hidden
    }
}

fn has_layer(name: &str, number: usize, file: &ModelFile) -> bool {
    file.get(&mix_name(&layer_name(name, number))).is_ok()
}

fn read_layer(name: &str, width: usize, file: &ModelFile) -> Result<Recurrent, ModelError> {
    let shape = |rows, columns| Shape { rows, columns };
    let mix = Matrix::read(&mix_name(name), shape(MIXED, width), file)?;
    let gates = Dense::read(&gates_name(name), shape(width, GATES * width), file)?;
    Ok(Recurrent::new(&mix, gates))
}

/// The names of a layer's parts in a file.
pub(crate) fn mix_name(layer: &str) -> String {
    format!("{layer}.mix")
}

pub(crate) fn gates_name(layer: &str) -> String {
    format!("{layer}.gates")
}

/// What the names of a layer's parts in a file begin with.
pub(crate) fn layer_name(name: &str, number: usize) -> String {
    format!("{name}.layer{number}")
}
