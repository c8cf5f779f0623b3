//! Every kind in every wrapping, and what is guessed.

use flate2::Compression;
use flate2::write::GzEncoder;
use newsgraph_input::{Documents, InputOptions, Kind, Note};
use std::error::Error;
use std::io::Write;

type Outcome = Result<(), Box<dyn Error>>;

const TEXT: &str = "“Zoë left,” she said. 🙂";

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(unit).collect()
}

/// Ids and texts, or errors, with the notes.
fn read(name: &str, bytes: &[u8], options: InputOptions) -> (Vec<String>, Vec<Note>) {
    let mut documents = Documents::new(name, bytes, options);
    let mut found = Vec::new();
    for document in documents.by_ref() {
        found.push(match document {
            Ok(document) => format!("{}={}", document.id(), document.text()),
            Err(error) => format!("! {error}"),
        });
    }
    (found, documents.take_notes())
}

fn of(name: &str, text: &str) -> Vec<String> {
    read(name, text.as_bytes(), InputOptions::default()).0
}

#[test]
fn every_kind_in_every_wrapping() -> Outcome {
    let row = format!("{{\"id\": \"a\", \"text\": \"{TEXT}\"}}");
    let kinds = [
        ("txt", TEXT.to_owned(), false, Kind::Text),
        ("jsonl", format!("{row}\n{row}\n"), true, Kind::JsonLines),
        (
            "ndjson",
            format!("{row}\r\n\r\n{row}"),
            true,
            Kind::JsonLines,
        ),
        ("json", format!("[{row},\n {row}]"), true, Kind::Json),
        ("json", format!("{row} {row}"), true, Kind::Json),
        (
            "html",
            format!("<!DOCTYPE html><p>{TEXT}"),
            false,
            Kind::Html,
        ),
        (
            "XHTML",
            format!("<html><p>{TEXT}</p></html>"),
            false,
            Kind::Html,
        ),
    ];
    for (ending, content, rows, kind) in kinds {
        let plain = content.clone().into_bytes();
        let marked = [b"\xEF\xBB\xBF", &plain[..]].concat();
        let halves = plain.split_at(plain.len() / 2);
        let wrappings = [
            plain.clone(),
            marked.clone(),
            utf16(&content, u16::to_le_bytes),
            utf16(&content, u16::to_be_bytes),
            [gzip(halves.0)?, gzip(halves.1)?].concat(),
            gzip(&marked)?,
            gzip(&utf16(&content, u16::to_le_bytes))?,
        ];
        for (at, bytes) in wrappings.iter().enumerate() {
            let gz = if bytes.starts_with(&[0x1F, 0x8B]) {
                ".gz"
            } else {
                ""
            };
            for name in [
                format!("a.{ending}{gz}"),
                "-".to_owned(),
                format!("a.{ending}"),
            ] {
                let id = if rows { "a" } else { &name };
                let expected = vec![format!("{id}={TEXT}"); if rows { 2 } else { 1 }];
                let (found, _) = read(&name, bytes, InputOptions::default());
                assert_eq!(found, expected, "{name}, wrapping {at}");
            }
            let outright = InputOptions::default().with_kind(kind);
            let (found, notes) = read("a.unknown", bytes, outright);
            assert!(found[0].ends_with(TEXT) && notes.is_empty(), "{found:?}");
        }
    }
    Ok(())
}

#[test]
fn prose_stays_prose() {
    let texts = [
        "[Update] The mayor left.",
        "[1] Ann said so.\n[2] Bob did.",
        "[1, 2] are the numbers.",
        "{Editor: cut this.} Ann left.",
        "{\n}\nis how it looks, Ann said.",
        "<3 is what she wrote.",
        "<b is no tag.",
        "<name> is where the name goes.",
        "< 5 of them left.",
        "“{\"id\": 1}” is what the screen showed.\nAnn left.\nBob stayed.",
        "Ann left.\n\n{\"id\": 1}\n\nBob stayed.",
        "",
        "\n\n",
        "[",
        "<",
        "null",
        "Example of a row:\n{\"id\": 1}",
        "As it was sent:\n\n{\"id\": 1}\n",
        "The row\n{\"id\": 1}\nis wrong, and so is\n{\"id\": 2}",
        "[{{cite}} said Ann Lee.",
        "[{cite}] said Ann Lee.",
        "[ { Ann left. } ]",
        "[{",
        "\"Go,\" she said.",
    ];
    for text in texts {
        let (found, notes) = read("-", text.as_bytes(), InputOptions::default());
        assert_eq!(found, [format!("-={text}")]);
        assert_eq!(notes, []);
    }
}

#[test]
fn what_it_looks_like_is_told() {
    let cases = [
        ("{\"text\": \"x\"}", Kind::JsonLines),
        ("\u{FEFF}\n \n{\"text\": \"x\"}\n", Kind::JsonLines),
        ("{\"id\": \n{\"text\": \"x\"}\n", Kind::JsonLines),
        (
            "\": 1}\n{\"text\": \"x\"}\n{\"text\": \"y\"}",
            Kind::JsonLines,
        ),
        ("{'text': 'x'}\n{'text': 'y'}", Kind::JsonLines),
        ("{\"text\": \"x", Kind::JsonLines),
        ("{\n \"text\": \"x\"\n}\n{\n \"text\": \"x\"\n}", Kind::Json),
        (
            "{\n \"meta\":\n {\"a\": 1},\n \"text\": \"x\"\n}",
            Kind::Json,
        ),
        (" [ {\"text\": \"x\"},\n{\"text\": \"y\"}\n]", Kind::Json),
        (
            "Ann left.\n{\"text\": \"x\"}\n{\"text\": \"y\"}",
            Kind::JsonLines,
        ),
        ("[ {\n \"text\": \"x\"}", Kind::Json),
        ("[{'text': 'x'}]", Kind::Json),
        ("[{}]", Kind::Json),
        ("[\"a\"]", Kind::Json),
        ("[]", Kind::Json),
        ("\n<!doctype HTML>\n<title>x</title>x", Kind::Html),
        (
            "<?xml version=\"1.0\"?>\n<!-- x -->\n<html><body>x",
            Kind::Html,
        ),
        ("<div class=\"x\">x</div>", Kind::Html),
        ("<h1>Ann</h1>", Kind::Html),
    ];
    for (text, kind) in cases {
        for name in ["-", "a.unknown"] {
            let (_, notes) = read(name, text.as_bytes(), InputOptions::default());
            let name = name.to_owned();
            assert_eq!(notes, [Note::Guessed { name, kind }], "{text}");
        }
        let (found, notes) = read("a.txt", text.as_bytes(), InputOptions::default());
        assert_eq!(
            found,
            [format!("a.txt={}", text.trim_start_matches('\u{FEFF}'))]
        );
        let name = "a.txt".to_owned();
        let read = Kind::Text;
        assert_eq!(notes, [Note::LooksLike { name, read, kind }], "{text}");
    }
    let long = "x".repeat(200_000);
    let rows = format!("{{\"id\": \"a\", \"text\": \"{long}\"}}\n{{\"text\": \"y\"}}");
    assert_eq!(
        of("-", &rows),
        [format!("a={long}"), "-, line 2=y".to_owned()]
    );
}

#[test]
fn json_under_the_name_of_the_other_is_read_right() {
    let array = "[\n{\"id\": \"a\", \"text\": \"x\"},\n{\"id\": \"b\", \"text\": \"y\"}\n]";
    let rows = "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \n{\"id\": \"b\", \"text\": \"y\"}\n";
    assert_eq!(of("a.jsonl", array), ["a=x", "b=y"]);
    let found = of("a.json", rows);
    assert_eq!(
        (found.len(), &found[0][..], &found[2][..]),
        (3, "a=x", "b=y")
    );
    assert!(
        found[1].starts_with("! a.json, line 2: expected"),
        "{found:?}"
    );
}

#[test]
fn rows_under_the_name_of_a_page_are_told() {
    let row = b"{\"text\": \"x\"}";
    let (found, notes) = read("a.html", row, InputOptions::default());
    assert_eq!(found, ["a.html={\"text\": \"x\"}"]);
    let note = Note::LooksLike {
        name: "a.html".to_owned(),
        read: Kind::Html,
        kind: Kind::JsonLines,
    };
    assert_eq!(notes, [note]);
}

#[test]
fn a_text_is_read_as_it_stands_where_its_name_or_the_reader_says_so() {
    let xml = Note::Xml {
        name: "a.txt".to_owned(),
    };
    let cases: [(&str, Vec<Note>); 11] = [
        ("BZh is the start of bzip2 data.", vec![]),
        ("BZh9 flights land.", vec![]),
        ("PAR1 is how Parquet begins.", vec![]),
        ("GIF89a is a format.", vec![]),
        ("Line\0\0\0\0ok", vec![]),
        ("Lin\0\0\0\0\0é", vec![]),
        ("\0\0\0\0", vec![]),
        ("\u{1}\0\u{2}\0\u{3}\0\u{4}\0", vec![]),
        ("A\0B\0left and then C\0D\0", vec![]),
        (
            "<?xml version=\"1.0\"?><rss>Ann left.</rss>",
            vec![xml.clone()],
        ),
        ("\n<?xml is how it begins.", vec![xml]),
    ];
    for (text, expected) in cases {
        let (found, notes) = read("a.txt", text.as_bytes(), InputOptions::default());
        assert_eq!(found, [format!("a.txt={text}")]);
        assert_eq!(notes, expected, "{text}");
        for name in ["-", "a.xml", "a.html"] {
            let mut options = InputOptions::default();
            options.kind = Some(Kind::Text);
            let (found, notes) = read(name, text.as_bytes(), options);
            assert_eq!(found, [format!("{name}={text}")]);
            assert_eq!(notes, []);
        }
    }
    assert_eq!(of("-", "PAR1 is long."), ["-=PAR1 is long."]);
    assert_eq!(of("-", "BZh1AY is."), ["-=BZh1AY is."]);
}
