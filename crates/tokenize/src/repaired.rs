//! Chars that went through a wrong encoding: UTF-8 that was read as Windows-1252 or Latin-1, and bytes
//! of Windows-1252 that became control chars.

/// The chars of Windows-1252 from 0x80 to 0x9F; five of these bytes stand for nothing.
const WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The char that a byte above ASCII's stands for in Windows-1252, where Latin-1 has a control char.
pub(crate) fn windows(byte: u8) -> Option<char> {
    let at = usize::from(byte.checked_sub(0x80)?);
    WINDOWS.get(at).copied().filter(|&c| c != '\0')
}

/// The byte that a char was read from.
fn byte(c: char) -> Option<u8> {
    let latin = u8::try_from(u32::from(c)).ok();
    latin.or_else(|| {
        let at = WINDOWS.iter().position(|&w| w == c)?;
        u8::try_from(0x80 + at).ok()
    })
}

/// A char of UTF-8 whose bytes were read one by one, at the start of a rest: its bytes in the rest, and
/// the char.
pub(crate) fn repaired(rest: &str) -> Option<(usize, char)> {
    let mut chars = rest.chars();
    let first = byte(chars.next()?)?;
    let more = match first {
        0xC2 | 0xC3 => 1,
        0xE2 | 0xEF => 2,
        0xF0 => 3,
        _ => return None,
    };
    let mut bytes = vec![first];
    for c in chars.by_ref().take(more) {
        // A mark after "Ã" is a mark: only what no text has there is taken for a letter's second byte.
        let is_mark = more == 1 && !matches!(c, '\u{80}'..='\u{BF}');
        match byte(c).filter(|b| (0x80..0xC0).contains(b) && !is_mark) {
            Some(byte) => bytes.push(byte),
            None => return closing_mark(rest, &bytes),
        }
    }
    let end = rest.len() - chars.as_str().len();
    match std::str::from_utf8(&bytes) {
        Ok(read) => read.chars().next().map(|c| (end, c)),
        Err(_) => closing_mark(rest, &bytes),
    }
}

/// The closing mark and the hyphen lose their last byte, which stands for nothing in Windows-1252; where plain
/// marks took the place of curly ones, what is left of a dash ends with one.
fn closing_mark(rest: &str, bytes: &[u8]) -> Option<(usize, char)> {
    let start = "â€";
    if bytes != [0xE2, 0x80] || !rest.starts_with(start) {
        return None;
    }
    let rest = &rest[start.len()..];
    match rest.chars().next() {
        Some(lost @ '\u{FFFD}') => Some((start.len() + lost.len_utf8(), '”')),
        Some(plain @ '"') => Some((start.len() + plain.len_utf8(), '—')),
        Some(c) if c.is_alphanumeric() => Some((start.len(), '‐')),
        _ => Some((start.len(), '”')),
    }
}
