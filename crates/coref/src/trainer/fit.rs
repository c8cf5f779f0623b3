//! Steps of the networks towards what is right.

use crate::options::{Options, ROWS};
use crate::ranker::{self, Size, TASK, TEMPLATES};
use newsgraph_linear::{ModelFile, Random, highest};
use newsgraph_neural::{Adam, Gradients, Parameters};
use std::collections::BTreeMap;

/// How large the networks are.
const SIZE: Size = Size {
    networks: 3,
    units: 8,
};

/// What is chosen before learning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// Step of Adam at first; it falls to a tenth.
    pub(super) rate: f32,
    /// Share of features that a step leaves out.
    pub(super) dropout: f32,
    /// What is added to the score of referring to nothing where that is wrong.
    pub(super) cost_of_none: f32,
    pub(super) seed: u64,
}

/// The weights while they are learned.
pub(super) struct Fit {
    settings: Settings,
    parameters: Parameters,
    adam: Adam,
    rows: usize,
    out: usize,
    /// Step of Adam in this pass.
    rate: f32,
    random: Random,
    loss: f64,
    count: u32,
    /// The weights after each pass of the second half.
    later: Vec<Parameters>,
}

impl Fit {
    /// Random weights.
    pub(super) fn new(settings: Settings, random: &mut Random) -> Self {
        let mut parameters = Parameters::default();
        let rows = parameters.add(ROWS, SIZE.width(), 0.05, random);
        let out = parameters.add(1, SIZE.width(), 0.5, random);
        Self {
            settings,
            adam: Adam::new(&parameters),
            parameters,
            rows,
            out,
            rate: settings.rate,
            random: Random::new(settings.seed + 2),
            loss: 0.0,
            count: 0,
            later: Vec::new(),
        }
    }

    /// Begins a pass over the texts; `left` is the share of passes that are left.
    pub(super) fn begin_pass(&mut self, left: f32) {
        self.rate = self.settings.rate * left.max(0.1);
        (self.loss, self.count) = (0.0, 0);
    }

    /// Ends a pass, and keeps its weights for the mean where they count; says how it went.
    pub(super) fn end_pass(&mut self, counts: bool) -> String {
        if counts {
            self.later.push(self.parameters.clone());
        }
        let loss = self.loss / f64::from(self.count.max(1));
        format!(
            "{} choices, loss {loss:.4}",
            self.count / SIZE.networks as u32
        )
    }

    /// The mean of the weights of the passes that count.
    pub(super) fn finish(self) -> ModelFile {
        let mean = match self.later[..] {
            [] => self.parameters,
            _ => Parameters::mean(&self.later),
        };
        let mut file = ModelFile::new(TASK, TEMPLATES);
        mean.get(self.rows).write_bytes("rows", &mut file);
        mean.get(self.out).write("out", &mut file);
        SIZE.write(&mut file);
        file
    }

    /// The option with the highest score, the first of equals.
    pub(super) fn best(&self, options: &Options) -> usize {
        let (rows, out) = (
            self.parameters.get(self.rows),
            self.parameters.get(self.out),
        );
        highest(ranker::scores(options, rows, out, SIZE))
    }

    /// The features without some.
    fn keep(&mut self, features: &[u32]) -> Vec<u32> {
        const STEPS: usize = 1 << 10;
        let limit = self.settings.dropout * STEPS as f32;
        let kept = features
            .iter()
            .filter(|_| (self.random.below(STEPS) + 1) as f32 > limit);
        kept.copied().collect()
    }

    /// A step of every network towards the likelihood of the right options; returns the option that was best
    /// before it.
    pub(super) fn step(&mut self, options: &Options, right: &[bool], weight: f32) -> usize {
        let chosen = self.best(options);
        let mut slopes = Slopes {
            of_out: self.parameters.gradients(&[self.rows]),
            of_rows: BTreeMap::new(),
        };
        for part in 0..SIZE.networks {
            self.add_slopes(part, options, right, weight, &mut slopes);
        }
        if slopes.of_rows.is_empty() {
            return chosen;
        }
        self.adam
            .step(&mut self.parameters, &slopes.of_out, self.rate);
        for (row, gradient) in slopes.of_rows {
            let place = (self.rows, row as usize);
            self.adam
                .step_row(&mut self.parameters, place, &gradient, self.rate);
        }
        chosen
    }

    /// Adds the slopes of one network, which sees only some of the features.
    fn add_slopes(
        &mut self,
        part: usize,
        options: &Options,
        right: &[bool],
        weight: f32,
        slopes: &mut Slopes,
    ) {
        let all = 0..options.entities().len();
        let kept: Vec<Vec<u32>> = all
            .clone()
            .map(|at| self.keep(options.features(at)))
            .collect();
        let (rows, out) = (
            self.parameters.get(self.rows),
            self.parameters.get(self.out),
        );
        let units = SIZE.of(part);
        let mut hidden = vec![[0.0; SIZE.networks * SIZE.units]; kept.len()];
        for (features, sums) in kept.iter().zip(&mut hidden) {
            ranker::sum_rows(rows, features, sums);
        }
        let score = |at: usize| {
            let wrong_none = options.entities()[at].is_none() && !right[at];
            let cost = if wrong_none {
                self.settings.cost_of_none
            } else {
                0.0
            };
            cost + SIZE.score(units.clone(), &hidden[at], out)
        };
        let scores: Vec<f32> = all.clone().map(score).collect();
        let most = scores.iter().fold(f32::MIN, |a, &b| a.max(b));
        let powers: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
        let total: f32 = powers.iter().sum();
        let of_right = |at: usize| if right[at] { powers[at] } else { 0.0 };
        let good: f32 = all.clone().map(of_right).sum();
        if good <= 0.0 {
            return;
        }
        self.loss -= f64::from((good / total).ln());
        self.count += 1;
        for at in all {
            let slope = weight * (powers[at] / total - of_right(at) / good);
            if slope.abs() < NEGLIGIBLE {
                continue;
            }
            let mut back = vec![0.0; SIZE.width()];
            for unit in units.clone() {
                let (passed, factor) = SIZE.pass(unit % SIZE.units, hidden[at][unit]);
                slopes.of_out.get_mut(self.out).row_mut(0)[unit] += slope * passed;
                back[unit] = slope * out.row(0)[unit] * factor;
            }
            for &feature in &kept[at] {
                let sums = slopes.of_rows.entry(feature);
                let sums = sums.or_insert_with(|| vec![0.0; SIZE.width()]);
                for (sum, back) in sums.iter_mut().zip(&back) {
                    *sum += back;
                }
            }
        }
    }
}

/// The gradient of a step; that of the rows only where they have one.
struct Slopes {
    of_out: Gradients,
    of_rows: BTreeMap<u32, Vec<f32>>,
}

/// Slopes smaller than this change nothing.
const NEGLIGIBLE: f32 = 1e-4;
