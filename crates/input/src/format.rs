//! Formats that are told by their first bytes and hold no text to be read as it stands.

use crate::guess::{self, Kind};
use std::fmt;

/// A format that is not read, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherFormat {
    name: &'static str,
    advice: &'static str,
}

impl fmt::Display for OtherFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is {}, not text; {}", self.name, self.advice)
    }
}

const NO_TEXT: &str = "leave it out";
const UNPACK: &str = "unpack it first";
const ROWS: &str = "export its rows as JSON Lines first";
const SAVE: &str = "save it as text or HTML first";

/// First bytes, what has them, what to do.
const FORMATS: [(&[u8], &str, &str); 15] = [
    (
        b"%PDF-",
        "a PDF",
        "take its text out first, for example with `pdftotext`",
    ),
    (
        b"PK\x03\x04",
        "a zip file or an office document",
        "unpack it, or save it as text or HTML, first",
    ),
    (b"{\\rtf", "an RTF document", SAVE),
    (b"\xD0\xCF\x11\xE0", "an office document", SAVE),
    (b"\x1F\x8B", "gzip data within gzip data", UNPACK),
    (b"\xFD7zXZ\0", "xz data", UNPACK),
    (b"\x28\xB5\x2F\xFD", "zstd data", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z file", UNPACK),
    (b"Rar!\x1A\x07", "a rar file", UNPACK),
    (b"\x89PNG", "a picture", NO_TEXT),
    (b"\xFF\xD8\xFF", "a picture", NO_TEXT),
    (b"ID3\x03", "a sound file", NO_TEXT),
    (b"OggS\0", "a sound or film file", NO_TEXT),
    (b"SQLite format 3\0", "an SQLite database", ROWS),
    (b"\x7FELF", "a program", NO_TEXT),
];

/// First letters that a text may have too; here a byte that no text has follows soon.
const LETTERS: [(&[u8], &str, &str); 3] = [
    (b"GIF87a", "a picture", NO_TEXT),
    (b"GIF89a", "a picture", NO_TEXT),
    (b"PAR1", "a Parquet file", ROWS),
];

/// How soon.
const SOON: usize = 16;

/// What follows the size of bzip2 data: a block of it, or its end where it holds nothing.
const BLOCKS: [&[u8]; 2] = [b"1AY&SY", b"\x17rE8P\x90"];

/// A text has fewer bytes of zero than one in so many.
const ZEROS: usize = 4;

/// The format of bytes that begin so. What is said to be text is read as it stands where it is UTF-8, and no
/// format that first bytes tell for sure.
pub(crate) fn of(head: &[u8], said: Option<Kind>) -> Option<OtherFormat> {
    let known = FORMATS.iter().find(|(magic, ..)| head.starts_with(magic));
    let known = known.or_else(|| LETTERS.iter().find(|(magic, ..)| is_binary(head, magic)));
    let (name, advice) = match known {
        Some(&(_, name, advice)) => (name, advice),
        None if is_bzip2(head) => ("bzip2 data", UNPACK),
        None if has_zeros(head) && !(said == Some(Kind::Text) && is_utf8(head)) => {
            ("binary data", NO_TEXT)
        }
        None if said.is_none() && guess::is_xml(head) => ("XML", "take its text out first"),
        None => return None,
    };
    Some(OtherFormat { name, advice })
}

fn is_binary(head: &[u8], magic: &[u8]) -> bool {
    let rest = head.strip_prefix(magic).unwrap_or_default();
    let control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    rest.iter().take(SOON).any(control)
}

fn is_bzip2(head: &[u8]) -> bool {
    match head.strip_prefix(b"BZh") {
        Some([b'1'..=b'9', rest @ ..]) => BLOCKS.iter().any(|block| rest.starts_with(block)),
        _ => false,
    }
}

fn has_zeros(head: &[u8]) -> bool {
    memchr::memchr_iter(0, head).count() * ZEROS > head.len()
}

/// Whether this is UTF-8 so far.
fn is_utf8(head: &[u8]) -> bool {
    let wrong = std::str::from_utf8(head).err();
    wrong.is_none_or(|error| error.error_len().is_none())
}
