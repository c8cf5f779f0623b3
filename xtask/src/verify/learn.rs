//! The weights of what tells that two texts say the same, by logistic regression on the train part.

use super::make::Truth;
use super::{Set, Way};
use crate::workspace::root;
use anyhow::{Context, Result};
use newsgraph::document::QuoteKind;
use newsgraph_verify::Verifier;
use rayon::prelude::*;
use std::fmt::Write;
use std::path::Path;

/// Steps of the regression, their length, and how much weights are held down.
const STEPS: usize = 4000;
const RATE: f64 = 0.5;
const DECAY: f64 = 1e-3;

/// Learns the weights and writes their table.
pub(super) fn run(data: &Path) -> Result<()> {
    let set = Set::read(data, true)?;
    let verifier = set.verifier(Way::Given)?;
    let told = set
        .cases
        .iter()
        .filter(|case| case.quote.kind == QuoteKind::Indirect);
    let told: Vec<_> = told.collect();
    let rows = told.par_iter().map(|case| {
        let document = set.document(case, Way::Given)?;
        let signs = verifier.signs(&document).into_iter().next().flatten();
        Ok((signs, matches!(case.truth, Truth::True | Truth::Paraphrase)))
    });
    let rows: Vec<_> = rows.collect::<Result<_>>()?;
    let rows: Vec<([f32; 8], bool)> = rows
        .into_iter()
        .filter_map(|(signs, truth)| Some((signs?, truth)))
        .collect();
    let (base, weights) = regress(&rows);
    let mut table = String::from(
        "# source: learned by `cargo xtask verify-set --data ../shared/data --learn` on the train part of its set.\n\
         # What tells that two texts say the same: name, weight.\n",
    );
    writeln!(table, "base {base:.3}")?;
    for (name, weight) in Verifier::SIGNS.into_iter().zip(weights) {
        writeln!(table, "{name} {weight:.3}")?;
    }
    let path = root().join("crates/verify/data/en/verify_paraphrase.txt");
    std::fs::write(&path, &table).with_context(|| path.display().to_string())?;
    print!("{} rows\n{table}", rows.len());
    Ok(())
}

/// The constant and the weights; both classes count the same.
fn regress(rows: &[([f32; 8], bool)]) -> (f64, [f64; 8]) {
    let (mut base, mut weights) = (0.0, [0.0; 8]);
    let positive = rows.iter().filter(|(_, truth)| *truth).count().max(1) as f64;
    let negative = (rows.len() as f64 - positive).max(1.0);
    for _ in 0..STEPS {
        let (mut slope, mut slopes) = (0.0, [0.0; 8]);
        for (signs, truth) in rows {
            let sum: f64 = weights
                .iter()
                .zip(signs)
                .map(|(w, s)| w * f64::from(*s))
                .sum();
            let score = 1.0 / (1.0 + (-(sum + base)).exp());
            let share = 0.5 / if *truth { positive } else { negative };
            let error = (f64::from(u8::from(*truth)) - score) * share;
            slope += error;
            for (slope, sign) in slopes.iter_mut().zip(signs) {
                *slope += error * f64::from(*sign);
            }
        }
        base += RATE * slope * 10.0;
        for (weight, slope) in weights.iter_mut().zip(slopes) {
            *weight += RATE * 10.0 * (slope - DECAY * *weight);
        }
    }
    (base, weights)
}
