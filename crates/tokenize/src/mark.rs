//! Which chars part words, and which are marks.

/// Whether the char parts chunks and belongs to no token.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}'
        )
        || c.is_control()
}

/// How many letters of ASCII some bytes begin with.
pub(crate) fn letters(bytes: &[u8]) -> usize {
    let is_other = |b: &u8| !b.is_ascii_alphabetic();
    bytes.iter().position(is_other).unwrap_or(bytes.len())
}

/// Where a run of blanks, or of other chars, that begins at `at` ends.
pub(crate) fn skip(text: &str, mut at: usize, blanks: bool) -> usize {
    while let Some(&byte) = text.as_bytes().get(at) {
        let (blank, len) = if byte.is_ascii() {
            (byte <= b' ' || byte == 0x7F, 1)
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            (is_blank(c), c.len_utf8())
        };
        if blank != blanks {
            break;
        }
        at += len;
    }
    at
}

pub(crate) fn is_double_quote(word: &str) -> bool {
    matches!(
        word,
        "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "''" | "``" | "’’" | "‘‘" | "＂"
    )
}

pub(crate) fn is_single_quote(word: &str) -> bool {
    matches!(word, "'" | "‘" | "’" | "`" | "‚" | "‹" | "›")
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₺' | '₪' | '₦' | '¢' | '฿'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '−')
}

/// A char that is a token of its own wherever it stands in a chunk.
pub(crate) fn is_lone(c: char) -> bool {
    is_dash(c)
        || is_currency(c)
        || matches!(
            c,
            '"' | '“'
                | '”'
                | '„'
                | '‟'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | ';'
                | '!'
                | '?'
                | '…'
                | '|'
                | '•'
                | '·'
                | '*'
                | '~'
                | '='
                | '^'
                | '%'
                | '¿'
                | '¡'
                | '‚'
                | '＂'
                | '。'
                | '，'
                | '、'
                | '！'
                | '？'
                | '；'
                | '：'
                | '（'
                | '）'
                | '「'
                | '」'
                | '『'
                | '』'
                | '‐'
                | '×'
                | '→'
                | '©'
                | '®'
                | '™'
        )
}
