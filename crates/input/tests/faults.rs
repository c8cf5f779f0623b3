//! What is wrong is an error in its place, and the rest goes on.

use flate2::Compression;
use flate2::write::GzEncoder;
use newsgraph_input::{Documents, InputOptions, Kind};
use proptest::prelude::*;
use std::error::Error;
use std::io::{self, Read, Write};

type Outcome = Result<(), Box<dyn Error>>;

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn read(name: &str, stream: impl Read + Send, options: InputOptions) -> Vec<String> {
    Documents::new(name, stream, options)
        .map(|document| match document {
            Ok(document) => format!("{}={}", document.id(), document.text()),
            Err(error) => format!("! {error}"),
        })
        .collect()
}

fn of(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    read(name, bytes.as_ref(), InputOptions::default())
}

fn at_most(bytes: usize) -> InputOptions {
    let mut options = InputOptions::default();
    options.max_document = bytes;
    options
}

#[test]
fn what_is_no_text_says_what_it_is() -> Outcome {
    let cases: [(&str, Vec<u8>, &str); 25] = [
        (
            "a.txt",
            b"%PDF-1.7 x".to_vec(),
            "this is a PDF, not text; take its text out first",
        ),
        (
            "-",
            b"PK\x03\x04\x14\0".to_vec(),
            "this is a zip file or an office document",
        ),
        ("a.txt", b"{\\rtf1 x}".to_vec(), "an RTF document"),
        ("a.jsonl", b"\x89PNG\r\n".to_vec(), "a picture"),
        ("a", b"\x7fELF\x00\xff\xfe\x80".to_vec(), "a program"),
        ("a.gz", gzip(&gzip(b"x")?)?, "gzip data within gzip data"),
        ("a", vec![0; 99], "binary data"),
        ("-", b"Line\0\0\0\0ok".to_vec(), "binary data"),
        ("a.txt", b"Line\xFF\0\0\0\0ok".to_vec(), "binary data"),
        ("a.jsonl", b"{}\0\0\0\0".to_vec(), "binary data"),
        ("a.txt", b"BZh91AY&SY\x8e\x12".to_vec(), "bzip2 data"),
        ("a", b"BZh1\x17rE8P\x90\0\0\0\0".to_vec(), "bzip2 data"),
        ("a.txt", b"PAR1\x15\x04\x15\x90".to_vec(), "a Parquet file"),
        ("a.txt", b"GIF89a\x40\x01\x40\x01".to_vec(), "a picture"),
        ("a.xml", b"\n<?xml version=\"1.0\"?>".to_vec(), "XML"),
        ("a", b"<?xml x?><!-- y --><rss/>".to_vec(), "XML"),
        (
            "-",
            b"<?xml version=\"1.0\"?><rss></rss>".to_vec(),
            "this is XML",
        ),
        ("a.txt.gz", b"Ann left.".to_vec(), "expected gzip data"),
        ("a.txt.gz", Vec::new(), "expected gzip data"),
        (
            "a.txt",
            b"\xFF\xFE\0\0A\0\0\0".to_vec(),
            "the text is UTF-32",
        ),
        (
            "a.txt",
            b"A\0n\0n\0 \0".to_vec(),
            "`iconv -f UTF-16LE -t UTF-8`",
        ),
        (
            "a.txt",
            b"\0A\0n\0n\0 ".to_vec(),
            "`iconv -f UTF-16BE -t UTF-8`",
        ),
        ("a.txt", b"\xFF\xFEA\0n".to_vec(), "not UTF-16 text"),
        ("a.txt", b"\xFF\xFEA\0\0\xD8n\0".to_vec(), "not UTF-16 text"),
        ("a.json", b" \n".to_vec(), "found nothing"),
    ];
    for (name, bytes, message) in cases {
        let found = of(name, bytes);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with(&format!("! {name}")) && found[0].contains(message),
            "{found:?}"
        );
    }
    Ok(())
}

#[test]
fn other_encodings_get_the_advice_that_fits() {
    let cases: [(&[u8], &str); 5] = [
        (
            b"Good.\nCaf\xe9 society.",
            "(line 2, byte 9); convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`",
        ),
        ("Zoë said “go”\u{85}".as_bytes(), ""),
        ("Zoë said “go” \u{e9}.".as_bytes(), ""),
        (
            b"Zo\xC3\xAB said \xE2\x80\x9Cgo\xE2\x80\x9D \x93.",
            "most of it is UTF-8",
        ),
        (b"Caf\xC3", "ends within a character"),
    ];
    for (bytes, message) in cases {
        let found = of("a.txt", bytes);
        assert!(found[0].contains(message), "{found:?}");
        assert_eq!(found[0].starts_with('!'), !message.is_empty(), "{found:?}");
    }
    let page = b"<html><head><meta charset='ISO-8859-2'></head><p>Caf\xe9";
    assert!(of("a.html", page)[0].contains(
        "the page says ISO-8859-2: convert it first, for example with `iconv -f ISO-8859-2"
    ));
}

#[test]
fn a_document_over_the_limit_is_an_error_and_the_rest_goes_on() -> Outcome {
    let row = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}");
    let (a, b) = (row("a", "Ann left."), row("b", "Bob left."));
    for long in [
        "x".repeat(101),
        "x".repeat(900_000),
        "\\u0041".repeat(101),
        "\\\"".repeat(900_000),
    ] {
        let long = row("long", &long);
        for (name, text) in [
            ("a.jsonl", format!("{a}\n{long}\n{b}\n")),
            ("a.json", format!("[{a}, {long}, {b}]")),
        ] {
            let found = read(name, text.as_bytes(), at_most(100));
            assert_eq!(
                (found.len(), &found[0][..], &found[2][..]),
                (3, "a=Ann left.", "b=Bob left.")
            );
            assert!(found[1].contains("longer than 100 bytes"), "{found:?}");
        }
    }
    let escaped = row("a", &"\\u0041".repeat(100));
    assert_eq!(
        read("a.jsonl", escaped.as_bytes(), at_most(100)),
        [format!("a={}", "A".repeat(100))]
    );
    assert_eq!(read("-", &b"x".repeat(100)[..], at_most(100)).len(), 1);
    let bomb = gzip(&vec![b'x'; 10 << 20])?;
    for kind in [Kind::Text, Kind::JsonLines, Kind::Html] {
        let mut options = at_most(1 << 16);
        options.kind = Some(kind);
        let found = read("a.gz", &bomb[..], options);
        assert!(
            found.len() == 1 && found[0].contains("longer than 65536 bytes"),
            "{found:?}"
        );
    }
    let endless = read("-", io::repeat(b'x'), at_most(1 << 16));
    assert!(
        endless.len() == 1 && endless[0].contains("longer than"),
        "{endless:?}"
    );
    Ok(())
}

/// Gives one byte at a time, is interrupted, and fails in the end.
struct Faulty<'a>(&'a [u8], bool);

impl Read for Faulty<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        match (self.0.split_first(), buffer.first_mut()) {
            (Some((&byte, rest)), Some(slot)) => {
                *slot = byte;
                self.0 = rest;
                Ok(1)
            }
            _ => Err(io::Error::other("the disk is gone")),
        }
    }
}

#[test]
fn a_stream_that_fails_gives_what_came_before() {
    let rows = "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\", \"text\": \"y\"}\n";
    for (name, text, before) in [
        ("a.txt", "Ann left.", 0),
        ("a.html", "<p>Ann left.", 0),
        ("a.jsonl", rows, 2),
        ("-", rows, 2),
        ("a.json", "[{\"text\": \"x\"}, {\"te", 1),
        ("a.txt.gz", "\u{1f}", 0),
        ("-", "", 0),
    ] {
        let found = read(
            name,
            Faulty(text.as_bytes(), false),
            InputOptions::default(),
        );
        assert_eq!(found.len(), before + 1, "{name}: {found:?}");
        assert!(found[before].contains("could not be read"), "{found:?}");
    }
}

/// Pieces of all that the readers look for.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&[u8]> = vec![
        b"{\"id\": \"a\", \"text\": \"x\"}",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b"\"",
        b"\\",
        b"\\ud800",
        b"\n",
        b" ",
        b"<",
        b">",
        b"<p>",
        b"</p>",
        b"<div class=\"ad\">",
        b"</div>",
        b"<article>",
        b"</article>",
        b"<nav>",
        b"<script>",
        b"</script>",
        b"<!--",
        b"-->",
        b"<a href='",
        b"&amp",
        b"&#x",
        b"<br>",
        b"<td>",
        b"<pre>",
        b"<title>",
        b"<q>",
        b"<svg>",
        b"</svg>",
        b"<style/>",
        b"<button>",
        b"</button>",
        b"<span hidden>",
        b"</span>",
        b"</a>",
        b"<li>",
        b"<td hidden>",
        b"<!doctype html>",
        b"<html xmlns='x'>",
        b"<script/>",
        b"<script type='application/ld+json'>{\"datePublished\":",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"\x1F\x8B",
        b"\x1F\x8B\x08\0\0\0\0\0\0\0",
        b"\0",
        b"\xD8",
        b"Ann left.",
    ];
    prop_oneof![
        4 => proptest::sample::select(known).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(
        pieces in proptest::collection::vec(piece(), 0..40),
        name in proptest::sample::select(vec!["-", "a.txt", "a.jsonl", "a.json", "a.html", "a.gz", "a.html.gz"]),
        most in proptest::sample::select(vec![0_usize, 10, 1 << 20]),
    ) {
        let bytes = pieces.concat();
        let found = read(name, &bytes[..], at_most(most));
        prop_assert!(found.len() <= bytes.len() + 1);
        let slow = read(name, Slow(&bytes), at_most(most));
        // How far damaged gzip data is read depends on the pieces it comes in.
        if !bytes.windows(2).any(|pair| pair == [0x1F, 0x8B]) {
            prop_assert_eq!(found, slow);
        }
    }

    #[test]
    fn no_row_is_lost_among_others(
        lines in proptest::collection::vec(prop_oneof![Just(None), "[^\n\r]{0,30}".prop_map(Some)], 0..20),
    ) {
        let mut text = String::new();
        let mut expected = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let row = format!("{{\"id\": {at}, \"text\": \"Ann left.\"}}");
            if line.is_none() {
                expected.push(format!("{at}=Ann left."));
            }
            text.push_str(line.as_ref().unwrap_or(&row));
            text.push('\n');
        }
        let mut options = InputOptions::default();
        options.kind = Some(Kind::JsonLines);
        let good: Vec<String> = read("-", text.as_bytes(), options).into_iter().filter(|f| f.ends_with("=Ann left.")).collect();
        prop_assert_eq!(good, expected);
    }
}

/// One byte at a time.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(1);
        self.0.read(&mut buffer[..most])
    }
}
