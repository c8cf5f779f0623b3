use crate::model::{FIRST_KNOT, KNOT, Threshold};

/// What a label's odds were for a pair that training had not seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Guess {
    pub(crate) label: usize,
    pub(crate) odds: f32,
    pub(crate) tally: Tally,
}

/// Relations of the corpus that are given, and those of them that are right.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) given: u32,
    pub(crate) right: u32,
}

impl Tally {
    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            given: self.given + other.given,
            right: self.right + other.right,
        }
    }

    fn f1(self, gold: u32) -> f64 {
        2.0 * f64::from(self.right) / f64::from((self.given + gold).max(1))
    }
}

/// Right ones that a label needs for a threshold of its own.
const LEAST: u32 = 8;

/// The precision from which on a relation is given to readers.
const CAREFUL: f64 = 0.75;

/// Odds below this are not asked for.
const LOWEST: f32 = -4.0;

/// Thresholds for so many labels from guesses, `gold` relations of each label in all: those of the best F1
/// over all labels together, and those of a precision of three in four for each label, but not below `even`.
pub(crate) fn choose(mut guesses: Vec<Guess>, gold: &[u32], even: f32) -> Vec<Threshold> {
    guesses.retain(|g| g.odds > LOWEST);
    guesses.sort_by(|a, b| b.odds.total_cmp(&a.odds).then(a.label.cmp(&b.label)));
    let all: u32 = gold.iter().sum();
    let common = best(&guesses, Tally::default(), all);
    let own = |label: usize| -> Vec<Guess> {
        guesses
            .iter()
            .filter(|g| g.label == label)
            .copied()
            .collect()
    };
    let labels: Vec<Vec<Guess>> = (0..gold.len()).map(own).collect();
    let mut chosen = vec![common; gold.len()];
    for _ in 0..3 {
        for label in 0..gold.len() {
            if gold[label] < LEAST {
                continue;
            }
            let others = (0..gold.len()).filter(|&l| l != label);
            let others = others.map(|other| passing(&labels[other], chosen[other]));
            let others = others.fold(Tally::default(), Tally::and);
            chosen[label] = best(&labels[label], others, all);
        }
    }
    let careful = |label: usize| {
        let limit = careful(&labels[label]).or_else(|| careful(&guesses));
        limit.unwrap_or(0.0).max(chosen[label]).max(even)
    };
    (0..gold.len())
        .map(|label| Threshold {
            balanced: chosen[label],
            careful: careful(label),
        })
        .collect()
}

/// What guesses, the surest first, give from a threshold on.
fn passing(guesses: &[Guess], threshold: f32) -> Tally {
    let passing = guesses.iter().take_while(|g| g.odds >= threshold);
    passing.fold(Tally::default(), |sum, g| sum.and(g.tally))
}

/// The threshold of the best F1 together with what others give.
fn best(guesses: &[Guess], others: Tally, gold: u32) -> f32 {
    let (mut best, mut threshold) = (others.f1(gold), 6.0);
    let mut sum = others;
    for (at, guess) in guesses.iter().enumerate() {
        sum = sum.and(guess.tally);
        let next = guesses.get(at + 1).map_or(LOWEST, |g| g.odds);
        if next < guess.odds && sum.f1(gold) > best {
            best = sum.f1(gold);
            threshold = f32::midpoint(guess.odds, next);
        }
    }
    threshold
}

/// The lowest threshold of a precision that is good enough; `None` where too few guesses tell.
fn careful(guesses: &[Guess]) -> Option<f32> {
    let mut sum = Tally::default();
    let mut threshold = None;
    for guess in guesses {
        sum = sum.and(guess.tally);
        let precise = f64::from(sum.right) >= CAREFUL * f64::from(sum.given);
        let enough = sum.right >= LEAST && precise;
        if enough {
            threshold = Some(guess.odds);
        }
    }
    threshold
}

/// Values of a calibration.
const KNOTS: usize = 21;

/// The chance of being right for steps of log-odds, as a logistic curve of them that fits the guesses best
/// (Platt 1999); and the log-odds at which it is a half. The steps of `newsgraph_linear::Calibration` would not say
/// that where few guesses are, and most labels are rare.
pub(crate) fn calibrate(guesses: &[Guess]) -> (Vec<f32>, f32) {
    let (mut slope, mut shift) = (1.0f64, 0.0f64);
    let chance = |odds: f64, slope: f64, shift: f64| 1.0 / (1.0 + (-(slope * odds + shift)).exp());
    for _ in 0..30 {
        let (mut gradient, mut curve) = ([0.0; 2], [1e-6, 0.0, 1e-6]);
        for guess in guesses.iter().filter(|g| g.tally.given > 0) {
            let odds = f64::from(guess.odds);
            let p = chance(odds, slope, shift);
            let truth = f64::from(guess.tally.right) / f64::from(guess.tally.given);
            let (error, weight) = (p - truth, p * (1.0 - p));
            gradient = [gradient[0] + error * odds, gradient[1] + error];
            curve = [
                curve[0] + weight * odds * odds,
                curve[1] + weight * odds,
                curve[2] + weight,
            ];
        }
        let scale = curve[0] * curve[2] - curve[1] * curve[1];
        if scale <= f64::EPSILON {
            break;
        }
        slope -= (curve[2] * gradient[0] - curve[1] * gradient[1]) / scale;
        shift -= (curve[0] * gradient[1] - curve[1] * gradient[0]) / scale;
    }
    let knot = |at: usize| chance(f64::from(FIRST_KNOT + KNOT * at as f32), slope, shift) as f32;
    ((0..KNOTS).map(knot).collect(), (-shift / slope) as f32)
}
