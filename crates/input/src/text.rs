//! A text as a whole, checked to be UTF-8.

use crate::decode::{self, Encoding};
use crate::error::{Fault, InputError};
use crate::guess::Kind;
use crate::{format, html};
use std::io::{self, Read};
use std::path::Path;

/// The text of a stream as it stands, whatever it looks like: compressed with gzip or not, in UTF-8 or
/// marked UTF-16. The name stands in errors; where it ends in `.gz`, the stream is to be compressed.
///
/// # Errors
///
/// The stream fails, holds more than so many bytes of text, or holds no text; the error says what to do.
pub fn read_text(
    name: impl Into<String>,
    stream: impl Read + Send,
    most: usize,
) -> Result<String, InputError> {
    let name = name.into();
    let gzip = decode::ends_as_gzip(Path::new(&name));
    let text = decode::open(Box::new(stream), gzip).and_then(|mut stream| {
        if let Some(format) =
            format::of(stream.head().bytes, Some(Kind::Text)).filter(|_| !stream.fails())
        {
            return Err(Fault::OtherFormat(format));
        }
        let bytes = read(&mut stream, most)?;
        if stream.left_out() {
            let error = "bytes that are no gzip data follow it";
            return Err(Fault::Gzip(io::Error::new(
                io::ErrorKind::InvalidData,
                error,
            )));
        }
        utf8(bytes, stream.encoding())
    });
    text.map_err(|fault| InputError::new(name, fault))
}

/// Reads to the end, at most so many bytes.
pub(crate) fn read(stream: impl Read, most: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let limit = (most as u64).saturating_add(1);
    stream.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(Fault::TooLong(most));
    }
    Ok(bytes)
}

/// The bytes as a text, or what they are and how they become one.
pub(crate) fn utf8(bytes: Vec<u8>, encoding: Encoding) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|error| {
        if encoding == Encoding::Utf16 {
            return Fault::NotUtf16;
        }
        let byte = error.utf8_error().valid_up_to();
        let cut = error.utf8_error().error_len().is_none();
        let (before, after) = error.as_bytes().split_at(byte);
        Fault::NotUtf8 {
            line: before.split(|&byte| byte == b'\n').count(),
            byte,
            advice: advice(before, after, cut),
        }
    })
}

/// What to do with bytes of which the second part is wrong.
fn advice(before: &[u8], after: &[u8], cut: bool) -> String {
    let convert =
        |from: &str| format!("convert it first, for example with `iconv -f {from} -t UTF-8`");
    let declared = html::charset(before).or_else(|| html::charset(after));
    match declared {
        Some(charset) if !charset.eq_ignore_ascii_case("utf-8") => {
            format!("the page says {charset}: {}", convert(&charset))
        }
        _ if cut => "it ends within a character; fetch the file again".to_owned(),
        _ if mostly_utf8(before, after) => {
            "most of it is UTF-8: `iconv -c -f UTF-8 -t UTF-8` leaves out what is not".to_owned()
        }
        _ => convert("WINDOWS-1252"),
    }
}

/// Whether right characters beyond ASCII are more than wrong bytes.
fn mostly_utf8(before: &[u8], after: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in before.utf8_chunks().chain(after.utf8_chunks()) {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += chunk.invalid().len();
    }
    right > wrong
}
