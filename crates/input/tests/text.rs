//! Texts as they stand, and what may go to another thread.

use flate2::Compression;
use flate2::write::GzEncoder;
use newsgraph_input::{Documents, Fault, InputError, InputOptions, Kind, read_text};
use std::error::Error;
use std::io::{self, Write};

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str = "{\"text\": \"“Zoë left,” she said. 🙂\"}\n";

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn utf16(unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(TEXT.encode_utf16());
    units.flat_map(unit).collect()
}

#[test]
fn a_text_is_read_however_it_is_wrapped() -> Outcome {
    let marked = format!("\u{FEFF}{TEXT}");
    for (name, bytes) in [
        ("-", TEXT.as_bytes().to_vec()),
        ("a.html", TEXT.as_bytes().to_vec()),
        ("a.txt", marked.clone().into_bytes()),
        ("a.txt", utf16(u16::to_le_bytes)),
        ("a.txt", utf16(u16::to_be_bytes)),
        ("a.txt.gz", gzip(TEXT.as_bytes())?),
        ("a", gzip(marked.as_bytes())?),
        ("a", gzip(&utf16(u16::to_le_bytes))?),
    ] {
        assert_eq!(read_text(name, &bytes[..], TEXT.len())?, TEXT, "{name}");
    }
    assert_eq!(read_text("a", io::empty(), 0)?, "");
    Ok(())
}

#[test]
fn what_is_no_text_is_an_error_with_its_name() -> Outcome {
    let cases: [(&str, Vec<u8>, &str); 6] = [
        (
            "a.txt",
            b"Caf\xe9 society.".to_vec(),
            "`iconv -f WINDOWS-1252 -t UTF-8`",
        ),
        ("a.txt", b"%PDF-1.7 x".to_vec(), "this is a PDF"),
        ("a.gz", b"Ann left.".to_vec(), "expected gzip data"),
        ("a", gzip(b"Ann left.")?[..20].to_vec(), "cut or damaged"),
        ("a", vec![b'x'; 101], "longer than 100 bytes"),
        ("a", b"\xFF\xFEA".to_vec(), "not UTF-16 text"),
    ];
    for (name, bytes, message) in cases {
        let error = read_text(name, &bytes[..], 100)
            .err()
            .ok_or("no error")?
            .to_string();
        assert!(
            error.starts_with(&format!("{name}: ")) && error.contains(message),
            "{error}"
        );
    }
    Ok(())
}

#[test]
fn readers_and_errors_go_to_other_threads() {
    fn check<T: Send>() {}
    check::<Documents<'_>>();
    check::<InputError>();
    check::<Fault>();
    check::<InputOptions>();
}

#[test]
fn every_ending_says_a_kind() {
    for ending in Kind::endings() {
        for name in [format!("a.{ending}"), format!("a.{ending}.gz")] {
            assert!(Kind::of_ending(name.as_ref()).is_some(), "{name}");
        }
    }
    for name in ["a", "a.gz", "a.txt.gz.gz", "txt", ".txt", "a.xml"] {
        assert!(Kind::of_ending(name.as_ref()).is_none(), "{name}");
    }
}
