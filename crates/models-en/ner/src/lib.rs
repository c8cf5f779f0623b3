#![doc = include_str!("../README.md")]

/// The model of names, as `cargo xtask train ner` writes it. In its first scheme, `news`, it gives Person,
/// Organization, Location, Group, Facility, Product, Event, Work, Misc; in the scheme `conll` PER, ORG, LOC, MISC in the
/// sense of CoNLL-2003.
pub static NEWS: &[u8] = include_bytes!("../news.safetensors");
