use crate::integer::IntegerWeights;
use crate::matrix::{Matrix, Shape};
use crate::work::Work;
use newsgraph_linear::{ModelError, ModelFile};

/// A layer that multiplies its input with a matrix and adds a row.
///
/// Weights and inputs are rounded to 8 bits, on a scale for each output and each row of inputs, and multiplied as
/// integers: the same bits on every machine. Inputs beyond ±32 count as ±32.
#[derive(Clone, Debug, Default)]
pub struct Dense {
    outputs: usize,
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
        let columns: Vec<Option<usize>> = (0..weights.columns()).map(Some).collect();
        Self {
            outputs: weights.columns(),
            weights: IntegerWeights::new(weights, bias.values(), &columns),
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
        self.outputs
    }

    /// Its output for each row.
    ///
    /// # Panics
    /// If the rows are not as long as [`Dense::inputs`].
    #[must_use]
    pub fn forward(&self, input: &Matrix) -> Matrix {
        let mut out = Matrix::default();
        self.forward_to(input, &mut Work::default(), &mut out);
        out
    }

    /// As [`Dense::forward`], into a matrix that is made to fit.
    ///
    /// # Panics
    /// If the rows are not as long as [`Dense::inputs`].
    pub fn forward_to(&self, input: &Matrix, work: &mut Work, out: &mut Matrix) {
        work.round(input);
        self.forward_rounded(work, out);
    }

    /// As [`Dense::forward_to`], for the rows that were rounded last.
    ///
    /// # Panics
    /// If the rows are not as long as [`Dense::inputs`].
    pub fn forward_rounded(&self, work: &Work, out: &mut Matrix) {
        let rows = &work.rounded;
        assert_eq!(rows.columns(), self.inputs(), "numbers of each row");
        out.reset(rows.rows(), self.outputs);
        self.weights.forward(rows, out);
    }
}

/// The names of a layer's parts in a file.
pub(crate) fn part_names(name: &str) -> [String; 2] {
    ["weights", "bias"].map(|part| format!("{name}.{part}"))
}
