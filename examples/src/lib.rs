//! What the examples share: the text that they read.

use std::path::PathBuf;
use std::{env, fs, io};

/// The text of the file named by the first argument, or of the article beside this crate.
///
/// # Errors
/// Where the file cannot be read or is not UTF-8.
pub fn read_text() -> io::Result<String> {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/article.txt");
    let path = env::args_os().nth(1).map_or_else(own, PathBuf::from);
    fs::read_to_string(&path)
        .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))
}

/// The Rust of the README and of the book's pages, run as documentation tests.
#[cfg(doctest)]
mod pages {
    macro_rules! pages {
        ($($name:ident: $page:literal,)*) => {
            $(#[doc = include_str!($page)] mod $name {})*
        };
    }

    pages! {
        readme: "../../README.md",
        start: "../../docs/src/start.md",
        document: "../../docs/src/document.md",
        pipeline: "../../docs/src/pipeline.md",
        patterns: "../../docs/src/patterns.md",
        relation_patterns: "../../docs/src/relation-patterns.md",
        tokenize: "../../docs/src/crate-tokenize.md",
        syntax: "../../docs/src/crate-syntax.md",
        ner: "../../docs/src/crate-ner.md",
        quote: "../../docs/src/crate-quote.md",
        coref: "../../docs/src/crate-coref.md",
        identity: "../../docs/src/crate-identity.md",
        relation: "../../docs/src/crate-relation.md",
        phrase: "../../docs/src/crate-phrase.md",
        lexicon: "../../docs/src/crate-lexicon.md",
        learning: "../../docs/src/crate-learning.md",
        files: "../../docs/src/crate-files.md",
        eval: "../../docs/src/crate-eval.md",
        tables: "../../docs/src/tables.md",
        licences: "../../docs/src/licences.md",
    }
}
