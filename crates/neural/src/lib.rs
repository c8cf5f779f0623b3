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
mod matrix;
mod recurrent;
mod simd;
#[cfg(feature = "train")]
mod train;

#[cfg(feature = "train")]
pub use activation::leaky_backward;
pub use activation::{exp, leaky};
pub use dense::Dense;
pub use embedding::Embedding;
pub use encoder::Encoder;
#[cfg(feature = "train")]
pub use fit::{
    EncoderSize, EncoderStep, EncoderTrace, EncoderTrainer, Features, Fit, Part, Pass, Share,
    add_scaled, log_loss,
};
pub use matrix::{Matrix, Panels, Shape};
pub use recurrent::Recurrent;
#[cfg(feature = "train")]
pub use train::{
    Adam, DenseId, Gradients, Parameters, RecurrentId, RecurrentTrainee, Trace, Trainee, dropout,
};
