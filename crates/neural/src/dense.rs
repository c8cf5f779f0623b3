use crate::integer::IntegerWeights;
use crate::matrix::{Matrix, Shape};
use newsgraph_linear::{ModelError, ModelFile};

/// A layer that multiplies its input with a matrix and adds a row.
///
/// Weights and inputs are rounded to 16 bits, inputs in steps of 1/1024 up to ±32, and multiplied as
/// integers: the same bits on every machine.
#[derive(Clone, Debug, Default)]
pub struct Dense {
    weights: IntegerWeights,
}

impl Dense {
    /// A layer of these weights, one row for each input, and a bias of one row.
    ///
    /// # Panics
    /// If the bias has not as many columns as the weights.
    pub fn new(weights: &Matrix, bias: &Matrix) -> Self {
        assert_eq!(
            weights.columns(),
            bias.values().len(),
            "one bias for each output"
        );
        Self {
            weights: IntegerWeights::new(weights, bias.values()),
        }
    }

    /// Reads the layer of this name, with a row for each input and a column for each output, from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or has another shape.
    pub fn read(name: &str, shape: Shape, file: &ModelFile) -> Result<Self, ModelError> {
        let [weights, bias] = Self::parts(name, shape, file)?;
        Ok(Self::new(&weights, &bias))
    }

    /// Reads some layers of the same inputs and outputs as one, with their outputs side by side.
    ///
    /// # Errors
    /// As [`Dense::read`].
    pub fn read_beside(names: &[&str], shape: Shape, file: &ModelFile) -> Result<Self, ModelError> {
        let parts = names.iter().map(|name| Self::parts(name, shape, file));
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        let [weights, bias] =
            [0, 1].map(|at| Matrix::beside(&parts.iter().map(|p| &p[at]).collect::<Vec<_>>()));
        Ok(Self::new(&weights, &bias))
    }

    fn parts(name: &str, shape: Shape, file: &ModelFile) -> Result<[Matrix; 2], ModelError> {
        let [weights, bias] = part_names(name);
        Ok([
            Matrix::read(&weights, shape, file)?,
            Matrix::read(&bias, Shape { rows: 1, ..shape }, file)?,
        ])
    }

    /// Numbers that it reads of each row.
    pub fn inputs(&self) -> usize {
        self.weights.inputs()
    }

    /// Numbers that it gives for each row.
    pub fn outputs(&self) -> usize {
        self.weights.outputs()
    }

    /// Its output for each row.
    ///
    /// # Panics
    /// If the rows are not as long as [`Dense::inputs`].
    #[must_use]
    pub fn forward(&self, input: &Matrix) -> Matrix {
        self.weights.forward(input)
    }
}

/// The names of a layer's parts in a file.
pub(crate) fn part_names(name: &str) -> [String; 2] {
    ["weights", "bias"].map(|part| format!("{name}.{part}"))
}
