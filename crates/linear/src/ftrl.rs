/// Weights with what the FTRL-proximal method (`McMahan` et al. 2013) remembers of each.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    pub(crate) values: Vec<f32>,
    sums: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    pub(crate) fn new(len: usize) -> Self {
        Self {
            values: vec![0.0; len],
            sums: vec![0.0; len],
            squares: vec![0.0; len],
        }
    }

    /// Moves a weight against its gradient; the penalty is of its size, over all steps.
    pub(crate) fn step(&mut self, at: usize, gradient: f32, rate: f32, penalty: f32) {
        let (weight, sum, square) = (
            &mut self.values[at],
            &mut self.sums[at],
            &mut self.squares[at],
        );
        let root = square.sqrt();
        *square += gradient * gradient;
        let next = square.sqrt();
        *sum += gradient - (next - root) / rate * *weight;
        *weight = if sum.abs() <= penalty {
            0.0
        } else {
            -(*sum - penalty.copysign(*sum)) * rate / (1.0 + next)
        };
    }
}
