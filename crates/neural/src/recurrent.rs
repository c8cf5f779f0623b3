use crate::activation::{sigmoids, tanh};
use crate::dense::part_names;
use crate::integer::{IntegerWeights, Rounded};
use crate::matrix::{Matrix, Shape};
use crate::simd::{BySums, HEIGHT, Line, Quad, Sums, WIDTH, vectorized, with_sums};
use crate::work::Work;
use newsgraph_linear::{ModelError, ModelFile};
use std::ops::Range;

/// A bidirectional layer of simple recurrent units (Lei et al. 2018): each unit keeps a part of its state
/// and takes the rest from its input, by a gate. The gates look at a mix of the input's row with the rows
/// beside it, number by number.
///
/// The first half of a row's state runs forwards, the second backwards. Rows come out as long as they
/// go in.
///
/// Sixteen units are run through all rows before the next sixteen, so that their gates never leave the processor.
#[derive(Clone, Debug)]
pub struct Recurrent {
    mix: Matrix,
    /// For each sixteen units of a direction a panel for each gate.
    gates: IntegerWeights,
}

/// Gates of a row: kept part of the state, candidate, part of the output that the state makes up.
pub(crate) const GATES: usize = 3;

/// Rows that a mix takes: the one before, the row itself, the one after.
pub(crate) const MIXED: usize = 3;

impl Recurrent {
    /// A layer of rows of length `n`, with the factors of the row before, the row itself and the row after
    /// in the mix, three rows of length `n`, and with gates: `n` rows of `3 n` weights, and a bias of one row.
    ///
    /// # Panics
    /// If the parts have other shapes.
    pub fn new(mix: &Matrix, weights: &Matrix, bias: &Matrix) -> Self {
        let width = weights.rows();
        assert_eq!(weights.columns(), GATES * width, "three gates");
        assert_eq!(bias.values().len(), GATES * width, "a bias for each gate");
        assert_eq!((mix.rows(), mix.columns()), (MIXED, width), "three rows");
        assert_eq!(width % 2, 0, "two directions");
        Self {
            mix: mix.clone(),
            gates: IntegerWeights::new(weights, bias.values(), &columns(width)),
        }
    }

    /// Reads the layer of this name and width from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or has another shape.
    pub(crate) fn read(name: &str, width: usize, file: &ModelFile) -> Result<Self, ModelError> {
        let read = |name: &str, rows, columns| Matrix::read(name, Shape { rows, columns }, file);
        let [weights, bias] = part_names(&gates_name(name));
        Ok(Self::new(
            &read(&mix_name(name), MIXED, width)?,
            &read(&weights, width, GATES * width)?,
            &read(&bias, 1, GATES * width)?,
        ))
    }

    /// Length of the rows.
    pub fn width(&self) -> usize {
        self.mix.columns()
    }

    /// What the layer makes of sequences: each a range of the input's rows, in order, none left out.
    #[must_use]
    pub fn forward(&self, mut input: Matrix, sequences: &[Range<usize>]) -> Matrix {
        self.run(&mut input, sequences, &mut Work::default());
        input
    }

    /// As [`Recurrent::forward`], in the place of the input.
    pub(crate) fn run(&self, rows: &mut Matrix, sequences: &[Range<usize>], work: &mut Work) {
        assert_eq!(rows.columns(), self.width(), "numbers of each row");
        work.mark(rows.rows(), sequences);
        work.rounded.reset(rows.rows(), rows.columns());
        work.mixed.resize(rows.columns(), 0.0);
        round_mixed(
            rows,
            &self.mix,
            sequences,
            &mut work.mixed,
            &mut work.rounded,
        );
        if rows.rows() == 0 {
            return;
        }
        with_sums(Run {
            layer: self,
            rows,
            work,
        });
    }

    /// Runs both directions over the rows, with sums by the way given.
    #[inline(always)]
    fn run_by(
        &self,
        rows: &mut Matrix,
        work: &Work,
        sum: impl Fn([&[Quad]; HEIGHT], [&[Line]; GATES], &mut Sums<GATES>),
    ) {
        let half = self.width() / 2;
        let (count, blocks) = (rows.rows(), half.div_ceil(WIDTH));
        let mut sums = [[[0; WIDTH]; GATES]; HEIGHT];
        for block in 0..2 * blocks {
            let is_forwards = block < blocks;
            let first = block % blocks * WIDTH;
            let units = half.min(first + WIDTH) - first;
            let first = if is_forwards { first } else { half + first };
            let lines = self.gates.lines(block * GATES);
            let mut state = [0f32; WIDTH];
            for number in 0..count.div_ceil(HEIGHT) {
                let number = if is_forwards {
                    number
                } else {
                    count.div_ceil(HEIGHT) - 1 - number
                };
                let start = number * HEIGHT;
                sum(work.rounded.block(start), lines, &mut sums);
                let height = HEIGHT.min(count - start);
                for at in 0..height {
                    let at = if is_forwards { at } else { height - 1 - at };
                    let row = start + at;
                    if work.is_edge(row, is_forwards) {
                        state = [0.0; WIDTH];
                    }
                    let gates = self.gates(block, &sums[at], work.rounded.step(row));
                    let out = &mut rows.row_mut(row)[first..first + units];
                    step(&mut state, &gates, out);
                }
            }
        }
    }

    /// The gates of sixteen units for their sums.
    #[inline(always)]
    fn gates(
        &self,
        block: usize,
        sums: &[[i32; WIDTH]; GATES],
        step: f32,
    ) -> [[f32; WIDTH]; GATES] {
        let panels = &self.gates.panels()[block * GATES..(block + 1) * GATES];
        let mut gates = [[0.0; WIDTH]; GATES];
        for ((gates, panel), sums) in gates.iter_mut().zip(panels).zip(sums) {
            *gates = panel.outputs(sums, step);
        }
        gates
    }
}

/// What [`Recurrent::run`] computes once its input is mixed.
struct Run<'a> {
    layer: &'a Recurrent,
    rows: &'a mut Matrix,
    work: &'a Work,
}

impl BySums<GATES> for Run<'_> {
    #[inline(always)]
    fn run(self, sum: impl Fn([&[Quad]; HEIGHT], [&[Line]; GATES], &mut Sums<GATES>)) {
        self.layer.run_by(self.rows, self.work, sum);
    }
}

/// The columns of gates, sixteen units of one direction at a time, gate after gate.
fn columns(width: usize) -> Vec<Option<usize>> {
    let half = width / 2;
    let mut columns = Vec::new();
    for direction in [0..half, half..width] {
        for first in direction.clone().step_by(WIDTH) {
            for gate in 0..GATES {
                let units = first..first + WIDTH;
                let column = |unit| (unit < direction.end).then_some(gate * width + unit);
                columns.extend(units.map(column));
            }
        }
    }
    columns
}

/// Takes units a row further, and puts what they show in the place of their inputs.
#[inline(always)]
fn step(state: &mut [f32; WIDTH], gates: &[[f32; WIDTH]; GATES], out: &mut [f32]) {
    let [keep, candidate, gate] = gates;
    let mut shown = [0f32; WIDTH];
    for at in 0..WIDTH {
        let [keep, gate] = sigmoids(keep[at], gate[at]);
        state[at] = mean(keep, state[at], candidate[at]);
        shown[at] = gate;
    }
    match out.first_chunk_mut::<WIDTH>() {
        Some(out) => {
            for at in 0..WIDTH {
                out[at] = mean(shown[at], tanh(state[at]), out[at]);
            }
        }
        None => {
            for (at, out) in out.iter_mut().enumerate() {
                *out = mean(shown[at], tanh(state[at]), *out);
            }
        }
    }
}

/// A mean of two numbers, the first with this weight.
#[inline(always)]
pub(crate) fn mean(weight: f32, a: f32, b: f32) -> f32 {
    weight * a + (1.0 - weight) * b
}

vectorized! {
    /// Rounds each row mixed with the rows beside it in its sequence.
    fn round_mixed(input: &Matrix, mix: &Matrix, sequences: &[Range<usize>], mixed: &mut [f32], out: &mut Rounded) {
        for sequence in sequences {
            for row in sequence.clone() {
                mix_row(input, mix, sequence, row, mixed);
                out.set(row, mixed);
            }
        }
    }
}

/// A row mixed with the rows beside it in its sequence.
#[inline(always)]
pub(crate) fn mix_row(
    input: &Matrix,
    mix: &Matrix,
    sequence: &Range<usize>,
    row: usize,
    out: &mut [f32],
) {
    for ((out, a), b) in out.iter_mut().zip(input.row(row)).zip(mix.row(1)) {
        *out = a * b;
    }
    if row > sequence.start {
        add_product(out, input.row(row - 1), mix.row(0));
    }
    if row + 1 < sequence.end {
        add_product(out, input.row(row + 1), mix.row(2));
    }
}

/// Adds the products of each two numbers.
#[inline(always)]
pub(crate) fn add_product(sum: &mut [f32], a: &[f32], b: &[f32]) {
    for ((sum, a), b) in sum.iter_mut().zip(a).zip(b) {
        *sum += a * b;
    }
}

/// The names of a layer's parts in a file.
pub(crate) fn mix_name(layer: &str) -> String {
    format!("{layer}.mix")
}

pub(crate) fn gates_name(layer: &str) -> String {
    format!("{layer}.gates")
}
