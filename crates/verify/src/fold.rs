//! Letters: what of a spelling two names need not share.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in small letters, without accents and forms of letters; every other mark stays.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|&c| !is_combining_mark(c)) {
        for small in letter.to_lowercase() {
            match small {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'þ' => folded.push_str("th"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                _ if is_combining_mark(small) => {}
                _ => folded.push(small),
            }
        }
    }
    folded
}
