#![doc = include_str!("../README.md")]

mod classifier;
mod feature;
mod file;
#[cfg(feature = "train")]
mod perceptron;
mod viterbi;

pub use classifier::Classifier;
pub use feature::{Feature, feature, hash_bytes};
pub use file::{ModelError, ModelFile};
#[cfg(feature = "train")]
pub use perceptron::{AveragedPerceptron, Shuffle};
pub use viterbi::viterbi;
