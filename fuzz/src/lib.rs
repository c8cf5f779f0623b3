//! What is fuzzed: each module has a `check` that takes any bytes and panics where a promise is broken.
//!
//! The same bodies run under `cargo fuzz` with nightly and under `replay` with stable Rust.

pub mod corpora;
pub mod document;
pub mod graph;
pub mod input;
pub mod json;
pub mod models;
pub mod mutate;
pub mod patterns;
pub mod relations;
pub mod shipped;
pub mod tables;
pub mod text;
pub mod verify;
pub mod words;

/// A body and its name, which is that of its folder of seeds.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// What must not panic, whatever the bytes.
    pub check: fn(&[u8]),
}

/// Every body.
pub const TARGETS: &[Target] = &[
    Target {
        name: "text",
        check: text::check,
    },
    Target {
        name: "models",
        check: models::check,
    },
    Target {
        name: "corpora",
        check: corpora::check,
    },
    Target {
        name: "patterns",
        check: patterns::check,
    },
    Target {
        name: "input",
        check: input::check,
    },
    Target {
        name: "json",
        check: json::check,
    },
    Target {
        name: "tables",
        check: tables::check,
    },
    Target {
        name: "relations",
        check: relations::check,
    },
    Target {
        name: "verify",
        check: verify::check,
    },
    Target {
        name: "graph",
        check: graph::check,
    },
];

/// The first bytes of the data, which choose what is done, and the rest of it. A missing one is zero.
pub(crate) fn choices<const N: usize>(data: &[u8]) -> ([u8; N], &[u8]) {
    let mut first = [0; N];
    let count = N.min(data.len());
    first[..count].copy_from_slice(&data[..count]);
    (first, &data[count..])
}
