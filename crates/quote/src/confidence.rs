use newsgraph_linear::{Calibration, ModelError, ModelFile};
use newsgraph_neural::{Matrix, Shape};

/// Numbers that speak for a quote.
pub(crate) const EVIDENCE: usize = 8;

/// What they are called, in the order of [`Draft::evidence`](crate::draft::Draft::evidence).
pub(crate) const NAMES: [&str; EVIDENCE] = [
    "content_labels",
    "cue_labels",
    "speaker_labels",
    "cue_margin",
    "speaker_margin",
    "has_cue",
    "has_speaker",
    "is_implicit",
];

const WEIGHTS: &str = "confidence.weights";
const CURVE: &str = "confidence.curve";

/// How often quotes with such evidence are right: by a weighted sum of it, calibrated.
#[derive(Clone, Debug)]
pub(crate) struct Confidence {
    /// One for each piece of evidence, then what is added.
    weights: Matrix,
    curve: Calibration,
}

impl Confidence {
    pub(crate) fn read(file: &ModelFile) -> Result<Self, ModelError> {
        let shape = Shape {
            rows: 1,
            columns: EVIDENCE + 1,
        };
        Ok(Self {
            weights: Matrix::read(WEIGHTS, shape, file)?,
            curve: Calibration::read(CURVE, file)?,
        })
    }

    /// The chance, 0 to 1, that a quote with this evidence is right.
    pub(crate) fn chance(&self, evidence: &[f32; EVIDENCE]) -> f32 {
        let sum = weighted(self.weights.values(), evidence);
        self.curve.share(sum).clamp(0.0, 1.0)
    }

    /// The weight of each piece of evidence.
    pub(crate) fn weights(&self) -> &[f32] {
        &self.weights.values()[..EVIDENCE]
    }
}

fn weighted(weights: &[f32], evidence: &[f32; EVIDENCE]) -> f32 {
    let products = evidence.iter().zip(weights).map(|(e, w)| e * w);
    products.sum::<f32>() + weights[EVIDENCE]
}

/// Passes of the fit of the weights, and its rate.
#[cfg(feature = "train")]
const PASSES: usize = 300;
#[cfg(feature = "train")]
const RATE: f32 = 0.1;

/// Least quotes that a knot of the curve stands for.
#[cfg(feature = "train")]
const KNOT: usize = 200;

#[cfg(feature = "train")]
impl Confidence {
    /// Fits the weights by logistic regression, and calibrates their sums, on quotes that are right or not.
    pub(crate) fn fit(cases: &[([f32; EVIDENCE], bool)]) -> Self {
        let mut weights = vec![0f32; EVIDENCE + 1];
        for _ in 0..PASSES {
            let mut slopes = vec![0f32; EVIDENCE + 1];
            for (evidence, right) in cases {
                let chance = 1.0 / (1.0 + (-weighted(&weights, evidence)).exp());
                let error = f32::from(u8::from(*right)) - chance;
                for (slope, value) in slopes.iter_mut().zip(evidence.iter().chain(&[1.0])) {
                    *slope += error * value;
                }
            }
            for (weight, slope) in weights.iter_mut().zip(slopes) {
                *weight += RATE * slope / cases.len().max(1) as f32;
            }
        }
        let sums = cases
            .iter()
            .map(|(evidence, right)| (weighted(&weights, evidence), *right));
        Self {
            curve: Calibration::fit(sums.collect(), KNOT),
            weights: Matrix::new(EVIDENCE + 1, weights),
        }
    }

    pub(crate) fn write(&self, file: &mut ModelFile) {
        self.weights.write(WEIGHTS, file);
        self.curve.write(CURVE, file);
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn chances_are_shares_of_right_quotes() {
        // Of those with the number n, n tenths are right.
        let case = |at: usize| {
            let mut evidence = [0.0; EVIDENCE];
            evidence[0] = (at % 10) as f32 / 2.0 - 2.0;
            (evidence, at / 10 % 10 < at % 10)
        };
        let cases: Vec<_> = (0..4000).map(case).collect();
        let confidence = Confidence::fit(&cases);
        for (number, (evidence, _)) in cases.iter().enumerate().take(10) {
            let chance = confidence.chance(evidence);
            assert!(
                (chance - number as f32 / 10.0).abs() < 0.08,
                "{number}: {chance}"
            );
        }
    }
}
