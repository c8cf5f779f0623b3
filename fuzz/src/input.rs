//! Streams as documents: text, JSON Lines, JSON and HTML, compressed or not.

use crate::document::assert_exports;
use crate::{choices, words};
use flate2::Compression;
use flate2::write::GzEncoder;
use newsgraph_input::{Documents, InputError, InputOptions, Kind};
use std::io::{self, Read, Write};

/// Names whose endings say what a stream holds, or do not.
const NAMES: [&str; 8] = [
    "-",
    "a.txt",
    "a.jsonl",
    "a.ndjson",
    "a.json",
    "a.html",
    "a.jsonl.gz",
    "a\n\u{1b}[31m\u{202e}",
];

const KINDS: [Option<Kind>; 5] = [
    None,
    Some(Kind::Text),
    Some(Kind::JsonLines),
    Some(Kind::Json),
    Some(Kind::Html),
];

/// The most bytes of a document where they are few.
const FEW: usize = 60;

/// The first byte chooses the name, the second the kind that is said, the third the form of the bytes, the fourth how
/// they come; the rest is what the stream holds.
pub fn check(data: &[u8]) {
    let ([name, kind, form, how], rest) = choices(data);
    let name = NAMES[usize::from(name) % NAMES.len()];
    let mut options = InputOptions::default();
    options.kind = KINDS[usize::from(kind) % KINDS.len()];
    if how & 1 == 1 {
        options.max_document = FEW;
    }
    let bytes = encoded(form, rest);
    let whole = read(name, &*bytes, options);
    for document in whole.iter().flatten() {
        assert!(
            document.text().len() <= options.max_document,
            "no document is too long"
        );
        assert_exports(document);
    }
    for error in whole.iter().filter_map(|read| read.as_ref().err()) {
        assert!(!error.to_string().is_empty());
    }
    let pieces = Pieces {
        bytes: &bytes,
        most: usize::from(how >> 3) + 1,
        fails: how & 2 == 2,
    };
    let parted = read(name, pieces, options);
    if how & 2 == 0 {
        let told = |read: &[Result<_, InputError>]| -> Vec<_> {
            read.iter()
                .map(|read| read.as_ref().map_err(ToString::to_string).cloned())
                .collect()
        };
        assert!(
            told(&whole) == told(&parted),
            "a stream is the same in pieces"
        );
    }
}

/// Everything of a stream, which ends.
fn read(
    name: &str,
    stream: impl Read + Send,
    options: InputOptions,
) -> Vec<Result<newsgraph::Document, InputError>> {
    let mut documents = Documents::new(name, stream, options);
    let read: Vec<_> = documents.by_ref().take(1 << 16).collect();
    assert!(documents.next().is_none(), "a stream ends");
    documents.take_notes();
    read
}

/// The bytes as they are, or their text as UTF-16 with its mark, compressed or not.
fn encoded(form: u8, bytes: &[u8]) -> Vec<u8> {
    let units = || words::text(bytes).encode_utf16().collect::<Vec<u16>>();
    let plain = match form % 4 {
        0 | 1 => bytes.to_vec(),
        2 => [0xFEFF]
            .into_iter()
            .chain(units())
            .flat_map(u16::to_le_bytes)
            .collect(),
        _ => [0xFEFF]
            .into_iter()
            .chain(units())
            .flat_map(u16::to_be_bytes)
            .collect(),
    };
    if form & 0x10 == 0 {
        return plain;
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&plain).expect("memory takes all");
    packed.finish().expect("memory takes all")
}

/// A stream that gives few bytes at a time, and fails at its end.
struct Pieces<'a> {
    bytes: &'a [u8],
    most: usize,
    fails: bool,
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.bytes.is_empty() && self.fails {
            return Err(io::Error::other("the cable is cut"));
        }
        let count = self.most.min(out.len()).min(self.bytes.len());
        out[..count].copy_from_slice(&self.bytes[..count]);
        self.bytes = &self.bytes[count..];
        Ok(count)
    }
}
