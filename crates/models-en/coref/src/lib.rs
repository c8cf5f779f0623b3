#![doc = include_str!("../README.md")]

/// The model of coreference, as `cargo xtask train coref` writes it: what pronouns and descriptions refer to.
pub static NEWS: &[u8] = include_bytes!("../news.safetensors");
