#![doc = include_str!("../README.md")]

/// The model for English news, as `cargo xtask train quote` writes it.
pub static NEWS: &[u8] = include_bytes!("../news.safetensors");
