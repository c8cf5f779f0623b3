#![doc = include_str!("../README.md")]

mod bilou;
mod calibration;
mod classifier;
mod clusters;
mod feature;
mod file;
#[cfg(feature = "train")]
mod ftrl;
mod index;
#[cfg(feature = "train")]
mod logistic;
mod number;
mod part;
#[cfg(feature = "train")]
mod quantise;
#[cfg(feature = "train")]
mod random;
mod viterbi;
mod word_index;

pub use bilou::Bilou;
pub use calibration::Calibration;
pub use classifier::Classifier;
pub use clusters::{ClusterSets, Clusters};
pub use feature::{Feature, feature, hash_bytes};
pub use file::{ModelError, ModelFile};
pub use index::FeatureIndex;
#[cfg(feature = "train")]
pub use logistic::{Logistic, LogisticTrainer};
pub use number::{LARGEST_NUMBER, check_number, highest};
pub use part::{ModelBytes, Part};
#[cfg(feature = "train")]
pub use random::Random;
pub use viterbi::viterbi;
pub use word_index::WordIndex;
