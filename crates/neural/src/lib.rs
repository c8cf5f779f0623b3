#![doc = include_str!("../README.md")]
#![expect(
    clippy::inline_always,
    reason = "what is not inlined is not compiled for the processor's vectors"
)]

mod activation;
mod dense;
mod embedding;
mod encoder;
mod file;
#[cfg(feature = "train")]
mod fit;
mod integer;
mod kept_rows;
mod matrix;
mod pool;
#[cfg(feature = "train")]
mod quantizer;
mod recurrent;
#[cfg(feature = "train")]
mod rotation;
mod simd;
#[cfg(feature = "train")]
mod train;
mod vectors;
mod work;

#[cfg(feature = "train")]
pub use activation::leaky_backward;
pub use activation::{exp, leaky};
pub use dense::Dense;
pub use embedding::Embedding;
pub use encoder::Encoder;
#[cfg(feature = "train")]
pub use fit::{
    Choices, EncoderSize, EncoderStep, EncoderTrace, EncoderTrainer, Features, Fit, Part, Pass,
    Share, VectorInput, add_scaled, log_loss, log_loss_among,
};
pub use kept_rows::KeptRows;
pub use matrix::{Matrix, Panels, Shape};
pub use pool::Pool;
#[cfg(feature = "train")]
pub use quantizer::VectorQuantizer;
pub use recurrent::Recurrent;
#[cfg(feature = "train")]
pub use train::{
    Adam, DenseId, Gradients, Parameters, RecurrentId, RecurrentTrainee, Trace, Trainee, dropout,
};
pub use vectors::{Meaning, WordVectors};
pub use work::Work;
