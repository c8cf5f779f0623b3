//! Formats that are told by their first bytes and hold no text to be read as it stands.

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
const SAVE: &str = "save it as text or HTML first";

/// First bytes, what has them, what to do.
const FORMATS: [(&[u8], &str, &str); 19] = [
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
    (b"BZh", "bzip2 data", UNPACK),
    (b"\xFD7zXZ\0", "xz data", UNPACK),
    (b"\x28\xB5\x2F\xFD", "zstd data", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z file", UNPACK),
    (b"Rar!\x1A\x07", "a rar file", UNPACK),
    (b"\x89PNG", "a picture", NO_TEXT),
    (b"\xFF\xD8\xFF", "a picture", NO_TEXT),
    (b"GIF87a", "a picture", NO_TEXT),
    (b"GIF89a", "a picture", NO_TEXT),
    (b"ID3\x03", "a sound file", NO_TEXT),
    (b"OggS\0", "a sound or film file", NO_TEXT),
    (
        b"SQLite format 3\0",
        "an SQLite database",
        "export its rows as JSON Lines first",
    ),
    (
        b"PAR1",
        "a Parquet file",
        "export its rows as JSON Lines first",
    ),
    (b"\x7FELF", "a program", NO_TEXT),
];

/// A text has fewer bytes of zero than one in so many.
const ZEROS: usize = 4;

/// The format of bytes that begin so.
pub(crate) fn of(head: &[u8]) -> Option<OtherFormat> {
    let known = FORMATS.iter().find(|(magic, ..)| head.starts_with(magic));
    if let Some(&(_, name, advice)) = known {
        return Some(OtherFormat { name, advice });
    }
    let zeros = memchr::memchr_iter(0, head).count();
    (zeros * ZEROS > head.len()).then_some(OtherFormat {
        name: "binary data",
        advice: NO_TEXT,
    })
}

/// Markup that is no HTML.
pub(crate) fn markup(head: &[u8]) -> Option<OtherFormat> {
    let xml = head.trim_ascii_start().starts_with(b"<?xml");
    xml.then_some(OtherFormat {
        name: "XML",
        advice: "take its text out first",
    })
}
