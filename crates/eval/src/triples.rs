//! Open triples against `CaRB` and `WiRe57`: their readers and their measures.
//!
//! `CaRB` (Bhardwaj, Aggarwal and Mausam, 2019), binary and lenient: later arguments join the
//! second; a pair of tuples shares words slot by slot; precision pairs them one to one, recall takes
//! the best prediction for each tuple of the gold. `WiRe57` (Léchelle, Gotti and Langlais, 2019):
//! every slot must share a word, pairs are one to one.

mod carb;
mod read;
mod wire57;

pub use carb::{agreements, claims, score, score_above};
pub use read::{GoldTriples, WireTriple, read, read_predicted};
pub use wire57::score as score_wire57;

/// A triple as words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenTriple {
    /// The sentence that it was read from; found again by its letters and digits.
    pub sentence: String,
    /// How sure its extractor is; a gold triple has 1.
    pub confidence: f64,
    /// Words of the predicate, with a space between.
    pub predicate: String,
    /// Subject, object, further arguments.
    pub arguments: Vec<String>,
    /// Whose claim it is, in words that name the speaker: "the mayor said". `None` for the writer's own.
    pub claim: Option<String>,
}

/// Letters and digits of a sentence, which its corpora and its extractors space differently.
pub(crate) fn key(sentence: &str) -> String {
    let brackets = ["-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-"];
    let plain = brackets.iter().fold(sentence.to_owned(), |text, bracket| {
        text.replace(bracket, "")
    });
    let drop = |c: char| c.is_ascii_punctuation() || c.is_whitespace() || c == '\u{FEFF}';
    plain.replace(drop, "")
}

/// What is right of a number of words, 0 to 1; a word that counts twice makes no more than the whole.
fn share(hits: usize, of: usize) -> f64 {
    if of == 0 {
        0.0
    } else {
        hits.min(of) as f64 / of as f64
    }
}
