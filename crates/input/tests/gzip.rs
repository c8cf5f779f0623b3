//! Gzip data that is cut, damaged or not alone.

use flate2::Compression;
use flate2::write::GzEncoder;
use newsgraph_input::{Documents, InputOptions, Note, read_text};
use std::error::Error;
use std::io::Write;

type Outcome = Result<(), Box<dyn Error>>;

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn of(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    Documents::new(name, bytes.as_ref(), InputOptions::default())
        .map(|document| match document {
            Ok(document) => format!("{}={}", document.id(), document.text()),
            Err(error) => format!("! {error}"),
        })
        .collect()
}

#[test]
fn cut_and_damaged_gzip_keeps_the_rows_before() -> Outcome {
    let rows: Vec<String> = (0..20_000)
        .map(|n| format!("{{\"id\": {n}, \"text\": \"Ann {n} left.\"}}"))
        .collect();
    let rows = rows.join("\n");
    let whole = gzip(rows.as_bytes())?;
    let cut = of("a.jsonl.gz", &whole[..whole.len() / 2]);
    let damage = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        of("a.jsonl.gz", bytes)
    };
    for found in [cut, damage(whole.len() / 2), damage(whole.len() - 6)] {
        let last = found.last().ok_or("nothing")?;
        assert!(last.contains("the gzip data is cut or damaged"), "{last}");
        assert!(found.len() > 1_000);
        assert_eq!(found[999], "999=Ann 999 left.");
    }
    let text = of("a.txt.gz", &gzip(b"Ann left.")?[..20]);
    assert!(
        text.len() == 1 && text[0].contains("cut or damaged"),
        "{text:?}"
    );
    Ok(())
}

#[test]
fn what_follows_gzip_data_does_not_lose_it() -> Outcome {
    let row = |id: &str| gzip(format!("{{\"id\": \"{id}\", \"text\": \"x\"}}\n").as_bytes());
    let (a, b, zeros) = (row("a")?, row("b")?, vec![0; 40_000]);
    let one = vec!["a=x"];
    let cases = [
        (vec![&a[..], &[0]], one.clone(), false),
        (vec![&a, &zeros], one.clone(), false),
        (vec![&a, &b, &zeros], vec!["a=x", "b=x"], false),
        (vec![&a, &zeros, &b], vec!["a=x", "b=x"], false),
        (vec![&a, b"junk"], one.clone(), true),
        (vec![&a, b"\n"], one.clone(), true),
        (vec![&a, &zeros, b"\x1Fjunk", &b], one, true),
    ];
    for (parts, rows, left_out) in cases {
        let bytes = parts.concat();
        for name in ["a.jsonl.gz", "-", "a.json.gz"] {
            let mut documents = Documents::new(name, &bytes[..], InputOptions::default());
            let mut found = Vec::new();
            for document in documents.by_ref() {
                let document = document?;
                found.push(format!("{}={}", document.id(), document.text()));
            }
            assert_eq!(found, rows);
            let name = name.to_owned();
            let note = Note::AfterGzip { name };
            assert_eq!(documents.take_notes().contains(&note), left_out);
        }
        assert_eq!(read_text("a", &bytes[..], 100).is_err(), left_out);
    }
    let mut documents = Documents::new("a.txt", &b"\x1F\x8B"[..], InputOptions::default());
    assert!(documents.next().is_some_and(|document| document.is_err()));
    for cut in [&b"\x1F"[..], b"\x1F\x8B", b"\0\x1F", &b[..b.len() - 1]] {
        let found = of("a.jsonl", [&a[..], cut].concat());
        let last = found.last().ok_or("nothing")?;
        assert!(last.contains("cut or damaged"), "{found:?}");
        assert_eq!(found[0], "a=x");
    }
    Ok(())
}
