//! Text that stands in the columns and comments of CoNLL-U.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

/// What a column of words or lemmas holds: no white space at its ends, one space within; `_` where nothing is left
/// to print.
pub(crate) fn column(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_graphic()) && !text.is_empty() {
        return text.to_owned();
    }
    let line = line(text);
    if line.is_empty() {
        return "_".to_owned();
    }
    line
}

/// What a column without white space holds.
pub(crate) fn tag(text: &str) -> String {
    column(text).replace(' ', "_")
}

/// The text on one line, without white space at its ends, one space within, in the normal form NFC.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().map(shown));
    }
    if is_nfc(&line) {
        line
    } else {
        line.nfc().collect()
    }
}

/// The character, or a symbol for it where a validator refuses it: control characters, and what stands where a decoder
/// failed.
fn shown(c: char) -> char {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{2426}'),
        '\u{7F}' => '\u{2421}',
        '\u{80}'..='\u{9F}' | char::REPLACEMENT_CHARACTER => '\u{2426}',
        c => c,
    }
}

/// Whether two columns are in the normal form NFC where they stand side by side.
pub(crate) fn joins(after: &str) -> bool {
    let Some(first) = after.chars().next() else {
        return true;
    };
    first.is_ascii()
        || canonical_combining_class(first) == 0
            && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_plain() {
        for (text, column, tag) in [
            ("said", "said", "said"),
            ("", "_", "_"),
            (" \u{A0}\n", "_", "_"),
            ("\u{2009}3\u{A0}\u{2009}000 ", "3 000", "3_000"),
            ("a\tb\r\nc", "a b c", "a_b_c"),
            ("a\0b\u{1C}\u{7F}\u{9B}\u{FFFD}", "a␀b␜␡␦␦", "a␀b␜␡␦␦"),
            ("e\u{301}", "\u{E9}", "\u{E9}"),
            ("\u{301}", "\u{301}", "\u{301}"),
        ] {
            assert_eq!(super::column(text), column, "{text:?}");
            assert_eq!(super::tag(text), tag, "{text:?}");
        }
    }

    #[test]
    fn what_would_melt_does_not_join() {
        for (after, expected) in [
            ("b", true),
            ("é", true),
            ("\u{301}", false),
            ("\u{1161}", false),
        ] {
            assert_eq!(joins(after), expected, "{after:?}");
        }
    }
}
