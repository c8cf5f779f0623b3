//! Sentences in capitals, as a model reads them better.

use newsgraph_document::TokenizedText;
use std::ops::Range;

/// How many words a sentence must have whose letters are changed: a short one may be a heading of names.
const WORDS: usize = 5;

/// The text with its sentences in capitals in title case, "Residents Must Boil Water", with the same bytes to each token;
/// `None` where no sentence is in capitals, or all of them are.
pub(crate) fn in_title_case(text: TokenizedText<'_>) -> Option<String> {
    let shouted: Vec<Range<usize>> = text
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.clone())
        .filter(|tokens| is_shouted(text, tokens.clone()))
        .collect();
    if shouted.is_empty() {
        return None;
    }
    let mut bytes = text.text.as_bytes().to_vec();
    for token in shouted.into_iter().flatten() {
        let span = text.tokens[token].span;
        let word = &text.text[span];
        let first = word.chars().next().map_or(0, char::len_utf8);
        bytes[span.start() + first..span.end()].make_ascii_lowercase();
    }
    // Small letters of ASCII have the bytes of capitals' number.
    String::from_utf8(bytes).ok()
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
