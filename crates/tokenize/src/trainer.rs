use crate::boundary::WEIGHTS_LEN;
use crate::tokenizer::Tokenizer;
use std::collections::HashSet;

/// Fits the model of sentence boundaries to texts with known sentences: logistic regression over
/// hashed features by `AdaGrad`. The same texts in the same order give the same weights.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BoundaryTrainer {
    /// Passes over the texts.
    pub passes: usize,
    /// Learning rate.
    pub rate: f32,
    tokenizer: Tokenizer,
    lessons: Vec<Lesson>,
}

/// A text to learn from.
#[derive(Clone, Debug)]
struct Lesson {
    text: String,
    /// Where its sentences end; `None` for where the rules end them.
    ends: Option<HashSet<usize>>,
    weight: f32,
}

impl Default for BoundaryTrainer {
    /// For English.
    fn default() -> Self {
        Self::new(Tokenizer::default())
    }
}

impl BoundaryTrainer {
    /// For the language of a tokenizer, whose own boundaries are not asked.
    pub fn new(tokenizer: Tokenizer) -> Self {
        Self {
            passes: 12,
            rate: 0.1,
            tokenizer,
            lessons: Vec::new(),
        }
    }

    /// Adds a text with the byte positions at which its sentences end. The weight, 1 for most texts, says how
    /// much it counts.
    pub fn add(&mut self, text: &str, ends: impl IntoIterator<Item = usize>, weight: f32) {
        self.lessons.push(Lesson {
            text: text.to_owned(),
            ends: Some(ends.into_iter().collect()),
            weight,
        });
    }

    /// Adds a text whose sentences are taken to end where the rules alone end them: news keeps the
    /// model from what only mail and talk do.
    pub fn add_ruled(&mut self, text: &str, weight: f32) {
        self.lessons.push(Lesson {
            text: text.to_owned(),
            ends: None,
            weight,
        });
    }

    /// The weights, one signed byte each, as the crate keeps them in `data/en/boundaries.bin`.
    pub fn train(&self) -> Vec<u8> {
        let mut weights = vec![0f32; WEIGHTS_LEN];
        let mut squares = vec![1e-2f32; WEIGHTS_LEN];
        // The mean over the second half of the passes is steadier than the last weights.
        let (mut sums, mut count) = (vec![0f64; WEIGHTS_LEN], 0u32);
        for pass in 0..self.passes {
            for Lesson { text, ends, weight } in &self.lessons {
                let tokens = self.tokenizer.all_words(text);
                let splitter = self.tokenizer.splitter(text, &tokens);
                splitter.split_by(|doubt| {
                    let end = tokens[doubt.at].span.end();
                    let truth = ends.as_ref().map_or(doubt.rule, |ends| ends.contains(&end));
                    let features = doubt.features();
                    let score: f32 = features.clone().map(|f| weights[f]).sum();
                    let error = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(truth));
                    let gradient = error * weight;
                    for at in features {
                        squares[at] += gradient * gradient;
                        weights[at] -= self.rate * gradient / squares[at].sqrt();
                    }
                    // Later gaps see the sentence starts that the model itself would give.
                    score > 0.0
                });
            }
            if pass >= self.passes / 2 {
                count += 1;
                for (sum, &weight) in sums.iter_mut().zip(&weights) {
                    *sum += f64::from(weight);
                }
            }
        }
        let mean = |sum: f64| sum / f64::from(count.max(1));
        let largest = sums
            .iter()
            .fold(1e-9, |most: f64, &sum| most.max(mean(sum).abs()));
        let byte = |sum: &f64| ((mean(*sum) / largest * 127.0).round() as i8).cast_unsigned();
        sums.iter().map(byte).collect()
    }
}
