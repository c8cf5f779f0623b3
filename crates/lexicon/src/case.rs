use std::borrow::Cow;

/// A word in small letters; most words are already, and cost no allocation.
pub fn small_letters(word: &str) -> Cow<'_, str> {
    let is_small = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    if word.bytes().all(is_small) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_small_letters_are_borrowed() {
        for (word, small, is_borrowed) in [
            ("ann-2", "ann-2", true),
            ("Ann", "ann", false),
            ("ÉTÉ", "été", false),
            ("", "", true),
        ] {
            let found = small_letters(word);
            assert_eq!(found, small);
            assert_eq!(matches!(found, Cow::Borrowed(_)), is_borrowed, "{word}");
        }
    }
}
