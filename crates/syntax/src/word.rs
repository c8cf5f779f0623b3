use newsgraph_document::TokenizedText;
use newsgraph_linear::hash_bytes;

/// Hashes of what the features of tagger and parser ask of a word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    /// The lower-cased form, digits as 0, typographic quotes and dashes as plain ones.
    pub(crate) lower: u64,
    /// The form itself, normalised the same way but for case.
    pub(crate) form: u64,
    /// Its last 1 to 5 chars, lower-cased; shorter words repeat their whole.
    pub(crate) suffixes: [u64; 5],
    /// Its first 1 to 3 chars, lower-cased.
    pub(crate) prefixes: [u64; 3],
    /// Its pattern of capitals, small letters, digits and signs, runs made one.
    pub(crate) shape: u64,
}

/// Stands for a word before the first or after the last.
pub(crate) const OUTSIDE: u64 = hash_bytes(b"<outside>");

fn plain(c: char) -> char {
    match c {
        '“' | '”' | '«' | '»' | '„' => '"',
        '‘' | '’' | '`' => '\'',
        '–' | '—' | '‑' => '-',
        c if c.is_ascii_digit() => '0',
        c => c,
    }
}

impl Word {
    pub(crate) fn new(text: &str) -> Self {
        let (mut lower, mut form, mut shape) = (String::new(), String::new(), String::new());
        for c in text.chars().map(plain) {
            form.push(c);
            lower.extend(c.to_lowercase());
            let class = match c {
                c if c.is_uppercase() => 'X',
                c if c.is_alphabetic() => 'x',
                '0' => '0',
                c => c,
            };
            if !shape.ends_with(class) {
                shape.push(class);
            }
        }
        let (lower, form) = match lower.as_str() {
            "''" => ("\"", "\""),
            "…" | ". . ." => ("...", "..."),
            _ => (lower.as_str(), form.as_str()),
        };
        let start = |chars: usize| {
            lower
                .char_indices()
                .nth(chars)
                .map_or(lower.len(), |(at, _)| at)
        };
        let end = |chars: usize| {
            lower
                .char_indices()
                .rev()
                .nth(chars - 1)
                .map_or(0, |(at, _)| at)
        };
        let hash = |text: &str| hash_bytes(text.as_bytes());
        Self {
            lower: hash(lower),
            form: hash(form),
            suffixes: [1, 2, 3, 4, 5].map(|n| hash(&lower[end(n)..])),
            prefixes: [1, 2, 3].map(|n| hash(&lower[..start(n)])),
            shape: hash(&shape),
        }
    }

    /// The words of a run of tokens.
    pub(crate) fn of(text: TokenizedText<'_>, tokens: std::ops::Range<usize>) -> Vec<Self> {
        tokens.map(|token| Self::new(text.word(token))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_and_digits_are_plain() {
        assert_eq!(Word::new("“").form, Word::new("\"").form);
        assert_eq!(Word::new("1998").form, Word::new("2016").form);
        assert_eq!(Word::new("The").lower, Word::new("the").lower);
        assert_ne!(Word::new("The").form, Word::new("the").form);
        assert_eq!(
            Word::new("McDonald").shape,
            Word::new("O’Neill").shape.min(Word::new("McDonald").shape)
        );
    }
}
