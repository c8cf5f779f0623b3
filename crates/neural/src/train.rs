use crate::activation::{sigmoid, sigmoid_slope, tanh, tanh_slope};
use crate::dense::{Dense, part_names};
use crate::matrix::{Matrix, Panels};
use crate::recurrent::{GATES, MIXED, Recurrent, add_product, mean, mix_row};
use crate::simd::vectorized;
use newsgraph_linear::{ModelFile, Random};
use std::ops::Range;

/// The matrices that training changes, each named by its position.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    matrices: Vec<Matrix>,
}

/// A dense layer's place among the parameters.
#[derive(Clone, Copy, Debug)]
pub struct DenseId {
    /// Position of the weights.
    pub weights: usize,
    /// Position of the bias.
    pub bias: usize,
}

/// A recurrent layer's place among the parameters.
#[derive(Clone, Copy, Debug)]
pub struct RecurrentId {
    /// Position of the factors of the mix.
    pub mix: usize,
    /// Place of the gates.
    pub gates: DenseId,
}

/// The bias of a new layer's first gates: it keeps most of its state.
const KEEP: f32 = 1.0;
/// The factor of the rows beside a row in a new layer's mix.
const BESIDE: f32 = 0.1;

/// Numbers evenly spread between -`spread` and `spread`.
fn random_matrix(rows: usize, columns: usize, spread: f32, random: &mut Random) -> Matrix {
    const STEPS: usize = 1 << 20;
    let value = |_| (random.below(STEPS) as f32 / STEPS as f32 * 2.0 - 1.0) * spread;
    Matrix::new(columns, (0..rows * columns).map(value).collect())
}

impl Parameters {
    /// Adds a matrix of random numbers between -`spread` and `spread`; returns its position.
    pub fn add(&mut self, rows: usize, columns: usize, spread: f32, random: &mut Random) -> usize {
        self.matrices
            .push(random_matrix(rows, columns, spread, random));
        self.matrices.len() - 1
    }

    /// Adds the weights and the bias of a dense layer.
    pub fn add_dense(&mut self, inputs: usize, outputs: usize, random: &mut Random) -> DenseId {
        let spread = (3.0 / inputs as f32).sqrt();
        DenseId {
            weights: self.add(inputs, outputs, spread, random),
            bias: self.add(1, outputs, 0.0, random),
        }
    }

    /// Adds the parts of a recurrent layer.
    pub fn add_recurrent(&mut self, width: usize, random: &mut Random) -> RecurrentId {
        let mix = self.add(MIXED, width, 0.0, random);
        for (row, factor) in [BESIDE, 1.0, BESIDE].into_iter().enumerate() {
            self.get_mut(mix).row_mut(row).fill(factor);
        }
        let gates = self.add_dense(width, GATES * width, random);
        self.get_mut(gates.bias).values_mut()[..width].fill(KEEP);
        RecurrentId { mix, gates }
    }

    /// The means of some parameters of the same shapes, number by number: those of the last passes of a training
    /// together are often better than the last ones alone (Izmailov et al. 2018).
    ///
    /// # Panics
    /// If there are none.
    #[must_use]
    pub fn mean(parts: &[Self]) -> Self {
        let mut mean = parts[0].clone();
        let factor = 1.0 / parts.len() as f32;
        for (position, matrix) in mean.matrices.iter_mut().enumerate() {
            for part in &parts[1..] {
                matrix.add(&part.matrices[position]);
            }
            matrix
                .values_mut()
                .iter_mut()
                .for_each(|value| *value *= factor);
        }
        mean
    }

    /// The matrix at a position.
    pub fn get(&self, position: usize) -> &Matrix {
        &self.matrices[position]
    }

    /// The matrix at a position.
    pub fn get_mut(&mut self, position: usize) -> &mut Matrix {
        &mut self.matrices[position]
    }

    /// A layer of the present values.
    pub fn dense(&self, id: DenseId) -> Dense {
        Dense::new(self.get(id.weights), self.get(id.bias))
    }

    /// Puts a dense layer into a file under this name.
    pub fn write_dense(&self, name: &str, id: DenseId, file: &mut ModelFile) {
        let [weights, bias] = part_names(name);
        self.get(id.weights).write(&weights, file);
        self.get(id.bias).write(&bias, file);
    }

    /// Some dense layers of the same inputs as one of the present values, with their outputs side by side.
    pub fn dense_beside(&self, ids: &[DenseId]) -> Dense {
        let beside = |place: fn(&DenseId) -> usize| {
            let parts: Vec<&Matrix> = ids.iter().map(|id| self.get(place(id))).collect();
            Matrix::beside(&parts)
        };
        Dense::new(&beside(|id| id.weights), &beside(|id| id.bias))
    }

    /// A recurrent layer of the present values.
    pub fn recurrent(&self, id: RecurrentId) -> Recurrent {
        let gates = [id.gates.weights, id.gates.bias].map(|position| self.get(position));
        Recurrent::new(self.get(id.mix), gates[0], gates[1])
    }

    /// A recurrent layer of the present values, for a step of training.
    pub fn recurrent_trainee(&self, id: RecurrentId) -> RecurrentTrainee {
        RecurrentTrainee {
            mix: self.get(id.mix).clone(),
            gates: self.trainee(id.gates),
            id,
        }
    }

    /// A layer of the present values, for a step of training.
    pub fn trainee(&self, id: DenseId) -> Trainee {
        Trainee {
            weights: Panels::new(self.get(id.weights)),
            bias: self.get(id.bias).values().to_vec(),
            back: Panels::transposed(self.get(id.weights)),
            id,
        }
    }

    /// Zeros for the gradient of each matrix but those at `sparse` positions.
    pub fn gradients(&self, sparse: &[usize]) -> Gradients {
        let zeros = |(at, m): (usize, &Matrix)| {
            if sparse.contains(&at) {
                Matrix::default()
            } else {
                Matrix::zeros(m.rows(), m.columns())
            }
        };
        Gradients {
            matrices: self.matrices.iter().enumerate().map(zeros).collect(),
        }
    }
}

/// The gradient of each parameter, by position.
#[derive(Clone, Debug)]
pub struct Gradients {
    matrices: Vec<Matrix>,
}

impl Gradients {
    /// The gradient of the matrix at a position.
    pub fn get_mut(&mut self, position: usize) -> &mut Matrix {
        &mut self.matrices[position]
    }

    /// Adds other gradients of the same parameters.
    pub fn add(&mut self, other: &Self) {
        for (a, b) in self.matrices.iter_mut().zip(&other.matrices) {
            a.add(b);
        }
    }

    /// Scales the gradients down to this length where they are longer, taken as one vector.
    pub fn clip(&mut self, longest: f32) {
        let square: f32 = self
            .matrices
            .iter()
            .map(|m| m.values().iter().map(|v| v * v).sum::<f32>())
            .sum();
        let length = square.sqrt();
        if length > longest {
            for matrix in &mut self.matrices {
                for value in matrix.values_mut() {
                    *value *= longest / length;
                }
            }
        }
    }
}

/// A dense layer in a step of training, in full precision.
#[derive(Clone, Debug)]
pub struct Trainee {
    weights: Panels,
    bias: Vec<f32>,
    back: Panels,
    id: DenseId,
}

impl Trainee {
    /// The layer's output for each row, not rounded.
    #[must_use]
    pub fn forward(&self, input: &Matrix) -> Matrix {
        let mut out = Matrix::new(self.bias.len(), self.bias.repeat(input.rows()));
        input.add_times(&self.weights, &mut out);
        out
    }

    /// Adds to the gradients of the layer; returns that of its input.
    #[must_use]
    pub fn backward(&self, input: &Matrix, output: &Matrix, gradients: &mut Gradients) -> Matrix {
        input
            .transposed()
            .add_times(&Panels::new(output), gradients.get_mut(self.id.weights));
        let bias = gradients.get_mut(self.id.bias).values_mut();
        for row in 0..output.rows() {
            for (sum, value) in bias.iter_mut().zip(output.row(row)) {
                *sum += value;
            }
        }
        output.times(&self.back)
    }
}

/// A recurrent layer in a step of training, in full precision.
#[derive(Clone, Debug)]
pub struct RecurrentTrainee {
    mix: Matrix,
    gates: Trainee,
    id: RecurrentId,
}

/// What a recurrent layer saw in a step of training.
#[derive(Clone, Debug)]
pub struct Trace {
    input: Matrix,
    mixed: Matrix,
    gates: Matrix,
    states: Matrix,
}

vectorized! {
    /// Each row mixed with the rows beside it in its sequence.
    fn mix_rows(input: &Matrix, mix: &Matrix, sequences: &[Range<usize>], out: &mut Matrix) {
        for sequence in sequences {
            for row in sequence.clone() {
                mix_row(input, mix, sequence, row, out.row_mut(row));
            }
        }
    }
}

vectorized! {
    /// The states of all rows, in both directions.
    fn advance(gates: &Matrix, sequences: &[Range<usize>], states: &mut Matrix) {
        let width = states.columns();
        let half = width / 2;
        for sequence in sequences {
            let mut before = vec![0f32; half];
            for row in sequence.clone() {
                advance_row(&mut before, gates.row(row), 0..half, states.row_mut(row));
            }
            before.fill(0.0);
            for row in sequence.clone().rev() {
                advance_row(&mut before, gates.row(row), half..width, states.row_mut(row));
            }
        }
    }
}

/// Takes some units a row further.
#[inline(always)]
fn advance_row(before: &mut [f32], gates: &[f32], units: Range<usize>, states: &mut [f32]) {
    let (keep, candidate) = gates.split_at(states.len());
    let gates = keep[units.clone()].iter().zip(&candidate[units.clone()]);
    for ((before, (&keep, &candidate)), state) in
        before.iter_mut().zip(gates).zip(&mut states[units])
    {
        *before = mean(sigmoid(keep), *before, candidate);
        *state = *before;
    }
}

vectorized! {
    /// Puts what units show in the place of their states.
    fn show(input: &Matrix, gates: &Matrix, states: &mut Matrix) {
        let width = input.columns();
        for row in 0..input.rows() {
            let rest = gates.row(row)[2 * width..].iter().zip(input.row(row));
            for (state, (&gate, &input)) in states.row_mut(row).iter_mut().zip(rest) {
                *state = mean(sigmoid(gate), tanh(*state), input);
            }
        }
    }
}

impl RecurrentTrainee {
    /// As [`Recurrent::forward`], not rounded; with what [`RecurrentTrainee::backward`] needs.
    pub fn forward(&self, input: Matrix, sequences: &[Range<usize>]) -> (Matrix, Trace) {
        let mut mixed = Matrix::zeros(input.rows(), input.columns());
        mix_rows(&input, &self.mix, sequences, &mut mixed);
        let gates = self.gates.forward(&mixed);
        let mut states = Matrix::zeros(input.rows(), input.columns());
        advance(&gates, sequences, &mut states);
        let mut out = states.clone();
        show(&input, &gates, &mut out);
        let trace = Trace {
            input,
            mixed,
            gates,
            states,
        };
        (out, trace)
    }

    /// Adds to the gradients of the layer; returns that of its input.
    #[must_use]
    pub fn backward(
        &self,
        trace: &Trace,
        sequences: &[Range<usize>],
        output: &Matrix,
        gradients: &mut Gradients,
    ) -> Matrix {
        let (rows, width) = (trace.input.rows(), trace.input.columns());
        let mut slopes = Matrix::zeros(rows, width);
        let mut gates = Matrix::zeros(rows, GATES * width);
        let mut states = Matrix::zeros(rows, width);
        show_backward(trace, output, &mut slopes, &mut gates, &mut states);
        for sequence in sequences {
            let forwards = sequence.clone().rev();
            trace.retreat(forwards, -1, sequence, 0..width / 2, &states, &mut gates);
            let backwards = sequence.clone();
            trace.retreat(
                backwards,
                1,
                sequence,
                width / 2..width,
                &states,
                &mut gates,
            );
        }
        let mixed = self.gates.backward(&trace.mixed, &gates, gradients);
        let mix = gradients.get_mut(self.id.mix);
        mixed_backward(&trace.input, &self.mix, sequences, &mixed, mix, &mut slopes);
        slopes
    }
}

vectorized! {
    /// Slopes of a mix, taken back to its factors and its input.
    fn mixed_backward(
        input: &Matrix,
        mix: &Matrix,
        sequences: &[Range<usize>],
        mixed: &Matrix,
        factors: &mut Matrix,
        slopes: &mut Matrix,
    ) {
        for sequence in sequences {
            for row in sequence.clone() {
                for (at, factor) in [row.wrapping_sub(1), row, row + 1].into_iter().zip(0..) {
                    if sequence.contains(&at) {
                        add_product(factors.row_mut(factor), mixed.row(row), input.row(at));
                        add_product(slopes.row_mut(at), mixed.row(row), mix.row(factor));
                    }
                }
            }
        }
    }
}

impl Trace {
    /// Follows one direction's states back to where they began; `step` leads to the row before.
    fn retreat(
        &self,
        rows: impl Iterator<Item = usize>,
        step: isize,
        sequence: &Range<usize>,
        units: Range<usize>,
        slopes: &Matrix,
        gates: &mut Matrix,
    ) {
        let width = self.input.columns();
        let mut carry = vec![0f32; units.len()];
        let none = vec![0f32; units.len()];
        for row in rows {
            let before = row
                .checked_add_signed(step)
                .filter(|row| sequence.contains(row));
            let last = before.map_or(&none[..], |row| &self.states.row(row)[units.clone()]);
            let own = self.gates.row(row);
            let candidates = width + units.start..width + units.end;
            let (keep, candidate) = gates.row_mut(row).split_at_mut(width);
            retreat_step(
                &slopes.row(row)[units.clone()],
                last,
                &own[units.clone()],
                &own[candidates],
                &mut carry,
                &mut keep[units.clone()],
                &mut candidate[units.clone()],
            );
        }
    }
}

vectorized! {
    /// Slopes of what a layer gave, taken back to its last gates, its states and its input.
    fn show_backward(
        trace: &Trace,
        output: &Matrix,
        rest: &mut Matrix,
        gates: &mut Matrix,
        states: &mut Matrix,
    ) {
        let width = output.columns();
        for row in 0..output.rows() {
            let show_gates = &trace.gates.row(row)[2 * width..];
            let (values, input) = (trace.states.row(row), trace.input.row(row));
            let shown = &mut gates.row_mut(row)[2 * width..];
            let (rest, slopes) = (rest.row_mut(row), states.row_mut(row));
            let (values, input) = (&values[..width], &input[..width]);
            let (rest, slopes) = (&mut rest[..width], &mut slopes[..width]);
            for (at, &slope) in output.row(row).iter().enumerate() {
                let show = sigmoid(show_gates[at]);
                shown[at] = slope * (tanh(values[at]) - input[at]) * sigmoid_slope(show_gates[at]);
                slopes[at] = slope * show * tanh_slope(values[at]);
                rest[at] = slope * (1.0 - show);
            }
        }
    }
}

vectorized! {
    /// One row of [`Trace::retreat`]: gives the slopes of its keep gates and candidates.
    fn retreat_step(
        slopes: &[f32],
        last: &[f32],
        keep_gates: &[f32],
        candidates: &[f32],
        carry: &mut [f32],
        keep_out: &mut [f32],
        candidate_out: &mut [f32],
    ) {
        for (at, carry) in carry.iter_mut().enumerate() {
            let slope = slopes[at] + *carry;
            let keep = sigmoid(keep_gates[at]);
            keep_out[at] = slope * (last[at] - candidates[at]) * sigmoid_slope(keep_gates[at]);
            candidate_out[at] = slope * (1.0 - keep);
            *carry = slope * keep;
        }
    }
}

/// Adam (Kingma and Ba 2015). Rows of sparse matrices are updated only when they have a gradient.
#[derive(Clone, Debug)]
pub struct Adam {
    first: Vec<Matrix>,
    second: Vec<Matrix>,
    /// What is left of the means' first values: powers of the decays.
    left: [f32; 2],
}

const DECAYS: [f32; 2] = [0.9, 0.99];
const TINY: f32 = 1e-8;

impl Adam {
    /// An optimiser of these parameters.
    pub fn new(parameters: &Parameters) -> Self {
        let zeros = |m: &Matrix| Matrix::zeros(m.rows(), m.columns());
        let zeros: Vec<Matrix> = parameters.matrices.iter().map(zeros).collect();
        Self {
            first: zeros.clone(),
            second: zeros,
            left: [1.0; 2],
        }
    }

    /// Takes a step along the gradients; parameters whose gradient is empty stay. Call it before
    /// [`Adam::step_row`] in each step.
    pub fn step(&mut self, parameters: &mut Parameters, gradients: &Gradients, rate: f32) {
        for (left, decay) in self.left.iter_mut().zip(DECAYS) {
            *left *= decay;
        }
        let left = self.left;
        for (at, gradient) in gradients.matrices.iter().enumerate() {
            if gradient.values().is_empty() {
                continue;
            }
            update(
                parameters.matrices[at].values_mut(),
                gradient.values(),
                [self.first[at].values_mut(), self.second[at].values_mut()],
                left,
                rate,
            );
        }
    }

    /// Takes a step for one row of a matrix.
    pub fn step_row(
        &mut self,
        parameters: &mut Parameters,
        (position, row): (usize, usize),
        gradient: &[f32],
        rate: f32,
    ) {
        update(
            parameters.matrices[position].row_mut(row),
            gradient,
            [
                self.first[position].row_mut(row),
                self.second[position].row_mut(row),
            ],
            self.left,
            rate,
        );
    }
}

vectorized! {
    fn update(
        values: &mut [f32],
        gradient: &[f32],
        means: [&mut [f32]; 2],
        left: [f32; 2],
        rate: f32,
    ) {
        let [first, second] = means;
        for (((value, &slope), first), second) in
            values.iter_mut().zip(gradient).zip(first).zip(second)
        {
            *first = DECAYS[0] * *first + (1.0 - DECAYS[0]) * slope;
            *second = DECAYS[1] * *second + (1.0 - DECAYS[1]) * slope * slope;
            let (mean, square) = (*first / (1.0 - left[0]), *second / (1.0 - left[1]));
            *value -= rate * mean / (square.sqrt() + TINY);
        }
    }
}

/// Factors that leave out a share of numbers and make up for it in the rest.
pub fn dropout(len: usize, share: f32, random: &mut Random) -> Vec<f32> {
    const STEPS: usize = 1 << 16;
    let limit = share * STEPS as f32;
    let kept = 1.0 / (1.0 - share);
    let factor = |_| {
        if (random.below(STEPS) as f32) < limit {
            0.0
        } else {
            kept
        }
    };
    (0..len).map(factor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activation::leaky_backward;

    /// The gradient of a layer's weighted output, against differences of the output itself.
    #[test]
    fn gradients_are_slopes() {
        let (width, rows) = (4, 7);
        let sequences = [0..3, 3..4, 4..7];
        let mut random = Random::new(3);
        let mut parameters = Parameters::default();
        let layer = parameters.add_recurrent(width, &mut random);
        let top = parameters.add_dense(width, 3, &mut random);
        let input = parameters.add(rows, width, 1.0, &mut random);
        let aim = random_matrix(rows, 3, 1.0, &mut random);
        let loss = |parameters: &Parameters| {
            let (layer, head) = (parameters.recurrent_trainee(layer), parameters.trainee(top));
            let input = parameters.get(input).clone();
            let mut out = head.forward(&layer.forward(input, &sequences).0);
            crate::leaky(out.values_mut());
            let products = out.values().iter().zip(aim.values()).map(|(a, b)| a * b);
            products.map(f64::from).sum::<f64>()
        };
        let (layer, head) = (parameters.recurrent_trainee(layer), parameters.trainee(top));
        let (hidden, trace) = layer.forward(parameters.get(input).clone(), &sequences);
        let mut out = head.forward(&hidden);
        crate::leaky(out.values_mut());
        let mut gradients = parameters.gradients(&[]);
        let mut slope = aim.clone();
        leaky_backward(out.values(), slope.values_mut());
        let slope = head.backward(&hidden, &slope, &mut gradients);
        let slope = layer.backward(&trace, &sequences, &slope, &mut gradients);
        gradients.get_mut(input).add(&slope);
        for position in 0..parameters.matrices.len() {
            for at in 0..parameters.get(position).values().len() {
                let h = 1e-3;
                let shifted = |by: f32| {
                    let mut moved = parameters.clone();
                    moved.get_mut(position).values_mut()[at] += by;
                    loss(&moved)
                };
                let exact = (shifted(h) - shifted(-h)) / f64::from(2.0 * h);
                let found = f64::from(gradients.matrices[position].values()[at]);
                assert!(
                    (exact - found).abs() < 2e-3,
                    "{position} {at}: {exact} {found}"
                );
            }
        }
    }

    #[test]
    fn means_are_taken_number_by_number() {
        let of = |values: [f32; 2]| {
            let mut parameters = Parameters::default();
            let place = parameters.add(1, 2, 1.0, &mut Random::new(1));
            parameters
                .get_mut(place)
                .values_mut()
                .copy_from_slice(&values);
            parameters
        };
        let mean = Parameters::mean(&[of([1.0, 2.0]), of([3.0, -2.0])]);
        assert_eq!(mean.get(0).values(), [2.0, 0.0]);
    }

    #[test]
    fn adam_finds_the_bottom() {
        let mut random = Random::new(1);
        let mut parameters = Parameters::default();
        let place = parameters.add(1, 2, 1.0, &mut random);
        let mut adam = Adam::new(&parameters);
        for _ in 0..500 {
            let mut gradients = parameters.gradients(&[]);
            let slopes = parameters
                .get(place)
                .values()
                .iter()
                .map(|v| 2.0 * (v - 3.0));
            *gradients.get_mut(place) = Matrix::new(2, slopes.collect());
            adam.step(&mut parameters, &gradients, 0.05);
        }
        assert!(
            parameters
                .get(place)
                .values()
                .iter()
                .all(|v| (v - 3.0).abs() < 0.01)
        );
    }
}
