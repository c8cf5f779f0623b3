use crate::{ModelError, ModelFile};

/// Turns scores into the share of right answers that such scores had on held-out data: a line through knots
/// that never falls (isotonic regression; Zadrozny and Elkan 2002).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// Scores with their shares, rising.
    knots: Vec<[f32; 2]>,
}

impl Calibration {
    /// The calibration of this name in a file; one that changes nothing where the file has none.
    ///
    /// # Errors
    /// [`ModelError`] where the part holds no rising knots, or what [`check_number`](crate::check_number) refuses.
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        if file.get(name).is_err() {
            return Ok(Self::default());
        }
        let numbers = file.numbers(name)?;
        let (knots, rest) = numbers.as_chunks();
        let rises = |w: &[[f32; 2]]| w[0][0] < w[1][0] && w[0][1] <= w[1][1];
        if !rest.is_empty() || !knots.windows(2).all(rises) {
            return Err(ModelError::Inconsistent {
                part: name.to_owned(),
            });
        }
        Ok(Self {
            knots: knots.to_vec(),
        })
    }

    /// Puts the calibration into a file under this name.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        let numbers = self.knots.iter().flatten();
        file.set(name, numbers.flat_map(|v| v.to_le_bytes()).collect());
    }

    /// The share for a score, 0 to 1 whatever the knots; between two knots on the line between them.
    pub fn share(&self, score: f32) -> f32 {
        let share = |knot: &[f32; 2]| knot[1].clamp(0.0, 1.0);
        let after = self.knots.partition_point(|knot| knot[0] < score);
        match (
            after.checked_sub(1).and_then(|at| self.knots.get(at)),
            self.knots.get(after),
        ) {
            (Some(a), Some(b)) => {
                let (low, high) = (share(a), share(b));
                low + (high - low) * (score - a[0]) / (b[0] - a[0])
            }
            (Some(only), None) | (None, Some(only)) => share(only),
            (None, None) => score,
        }
    }

    /// The calibration of scores of which it is known whether they were right. A knot stands for so many of
    /// them or more.
    #[cfg(feature = "train")]
    pub fn fit(mut scored: Vec<(f32, bool)>, least: usize) -> Self {
        scored.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Blocks of neighbours: sum of scores, number of right ones, number of all.
        let mut blocks: Vec<[f64; 3]> = Vec::new();
        for part in scored.chunks(least.max(1)) {
            let sum = part.iter().map(|(score, _)| f64::from(*score)).sum();
            let right = part.iter().filter(|(_, is_right)| *is_right).count() as f64;
            blocks.push([sum, right, part.len() as f64]);
            while let [.., a, b] = &blocks[..]
                && a[1] * b[2] >= b[1] * a[2]
            {
                let joined = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
                blocks.truncate(blocks.len() - 2);
                blocks.push(joined);
            }
        }
        let mut knots: Vec<[f32; 2]> = blocks
            .iter()
            .map(|b| [(b[0] / b[2]) as f32, (b[1] / b[2]) as f32])
            .collect();
        knots.dedup_by(|b, a| b[0] <= a[0]);
        Self { knots }
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_the_data_and_rise() {
        // Of a hundred scores around 0.2, 0.5 and 0.9 as many are right as: 10, 70, 60.
        let part =
            |score: f32, right: usize| (0..100).map(move |n| (score + n as f32 * 1e-4, n < right));
        let scored: Vec<_> = part(0.2, 10)
            .chain(part(0.5, 70))
            .chain(part(0.9, 60))
            .collect();
        let found = Calibration::fit(scored, 100);
        assert!((found.share(0.1) - 0.1).abs() < 1e-6);
        assert!(
            (found.share(0.95) - 0.65).abs() < 1e-6,
            "the falling pair is one"
        );
        assert!(found.share(0.4) > 0.1 && found.share(0.4) < 0.65);
        let mut file = ModelFile::new("test", 1);
        found.write("shares", &mut file);
        assert_eq!(Calibration::read("shares", &file).ok(), Some(found));
        let unchanged = Calibration::default().share(0.3);
        assert!((unchanged - 0.3).abs() < 1e-6);
    }

    #[test]
    fn a_share_is_never_above_all() {
        let knots = [[0.0_f32, -3.0], [1.0, 5.0]];
        let mut file = ModelFile::new("test", 1);
        let bytes = knots.iter().flatten().flat_map(|knot| knot.to_le_bytes());
        file.set("shares", bytes.collect());
        let read = Calibration::read("shares", &file).expect("rising knots");
        for (at, expected) in [(-1.0, 0.0), (0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (2.0, 1.0)] {
            let share = read.share(at);
            assert!((share - expected).abs() < 1e-6, "{at}: {share}");
        }
    }
}
