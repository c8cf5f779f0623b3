//! Sentences in capitals, as a model reads them better.

use newsgraph_document::{Sentence, TokenizedText};
use std::ops::Range;

/// How many words a sentence must have whose letters are changed: a short one may be a heading of names.
const WORDS: usize = 5;

/// The text with its sentences in capitals in title case, "Residents Must Boil Water", with the same bytes to each token,
/// and these sentences; `None` where no sentence is in capitals.
pub(crate) fn in_title_case(text: TokenizedText<'_>) -> Option<(String, Vec<Sentence>)> {
    let is_in_capitals = |sentence: &&Sentence| is_shouted(text, sentence.tokens.clone());
    let shouted: Vec<Sentence> = text
        .sentences
        .iter()
        .filter(is_in_capitals)
        .cloned()
        .collect();
    if shouted.is_empty() {
        return None;
    }
    let mut bytes = text.text.as_bytes().to_vec();
    for token in shouted.iter().flat_map(|sentence| sentence.tokens.clone()) {
        let span = text.tokens[token].span;
        let word = &text.text[span];
        let first = word.chars().next().map_or(0, char::len_utf8);
        bytes[span.start() + first..span.end()].make_ascii_lowercase();
    }
    // A small letter of ASCII has as many bytes as its capital.
    Some((String::from_utf8(bytes).ok()?, shouted))
}

fn is_shouted(text: TokenizedText<'_>, tokens: Range<usize>) -> bool {
    let mut words = 0;
    for token in tokens {
        let word = text.word(token);
        if word.chars().any(char::is_lowercase) {
            return false;
        }
        words += usize::from(word.chars().filter(|c| c.is_uppercase()).count() > 1);
    }
    words >= WORDS
}
