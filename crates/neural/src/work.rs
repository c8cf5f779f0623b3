use crate::integer::Rounded;
use crate::matrix::Matrix;
use std::ops::Range;

/// Buffers that layers work in, kept from call to call.
#[derive(Clone, Debug, Default)]
pub struct Work {
    pub(crate) rounded: Rounded,
    pub(crate) mixed: Vec<f32>,
    /// For each row whether it is the first of its sequence, and the last.
    edges: Vec<[bool; 2]>,
}

impl Work {
    /// Rounds the rows that several layers read.
    pub fn round(&mut self, input: &Matrix) {
        self.rounded.read(input);
    }

    /// Notes where sequences begin and end.
    pub(crate) fn mark(&mut self, rows: usize, sequences: &[Range<usize>]) {
        self.edges.clear();
        self.edges.resize(rows, [false; 2]);
        for sequence in sequences.iter().filter(|sequence| !sequence.is_empty()) {
            self.edges[sequence.start][0] = true;
            self.edges[sequence.end - 1][1] = true;
        }
    }

    /// Whether a row is the first of its sequence in a direction.
    #[inline(always)]
    pub(crate) fn is_edge(&self, row: usize, is_forwards: bool) -> bool {
        self.edges[row][usize::from(!is_forwards)]
    }
}
