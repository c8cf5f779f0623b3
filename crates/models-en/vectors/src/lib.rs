#![doc = include_str!("../README.md")]

/// Vectors of 341,000 English words, as `cargo xtask train vectors` writes them.
pub static NEWS: &[u8] = include_bytes!("../news.safetensors");
