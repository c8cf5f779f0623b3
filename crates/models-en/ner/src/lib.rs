#![doc = include_str!("../README.md")]

/// The default model for English news, as `cargo xtask train ner` writes it: Person, Organization,
/// Location, Group, Facility, Product, Event, Work, Misc.
pub static NEWS: &[u8] = include_bytes!("../news.safetensors");

/// Names in the sense of CoNLL-2003: PER, ORG, LOC, MISC.
pub static CONLL: &[u8] = include_bytes!("../conll.safetensors");
