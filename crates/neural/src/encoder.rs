use crate::Dense;
use crate::embedding::Embedding;
use crate::file::broken;
use crate::matrix::Matrix;
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

    /// Reads the encoder of this name, with rows of such a width and so many layers, from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or has another shape.
    pub fn read(
        name: &str,
        width: usize,
        layers: usize,
        file: &ModelFile,
    ) -> Result<Self, ModelError> {
        let embedding = Embedding::read(&format!("{name}.embedding"), file)?;
        if embedding.width() != width {
            return Err(broken(name));
        }
        let layer = |number| -> Result<Recurrent, ModelError> {
            let layer = layer_name(name, number);
            let mix = Matrix::read(&format!("{layer}.mix"), [MIXED, width], file)?;
            let gates = Dense::read(&format!("{layer}.gates"), [width, GATES * width], file)?;
            Ok(Recurrent::new(&mix, gates))
        };
        let layers = (0..layers).map(layer).collect::<Result<_, _>>()?;
        Ok(Self { embedding, layers })
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

/// The name of a layer's parts in a file.
pub(crate) fn layer_name(name: &str, number: usize) -> String {
    format!("{name}.layer{number}")
}
