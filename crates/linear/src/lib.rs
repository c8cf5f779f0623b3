#![doc = include_str!("../README.md")]

mod classifier;
#[cfg(feature = "train")]
mod crf;
mod feature;
mod file;
#[cfg(feature = "train")]
mod perceptron;
mod viterbi;

pub use classifier::Classifier;
#[cfg(feature = "train")]
pub use crf::{Crf, CrfTrainer};
pub use feature::{Feature, feature, hash_bytes};
pub use file::{ModelError, ModelFile};
#[cfg(feature = "train")]
pub use perceptron::{AveragedPerceptron, Shuffle};
pub use viterbi::viterbi;
