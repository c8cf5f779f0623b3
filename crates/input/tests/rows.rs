//! Rows and elements: their fields, and those that are wrong.

use newsgraph_input::{Documents, InputOptions};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;

fn of(name: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    Documents::new(name, bytes.as_ref(), InputOptions::default())
        .map(|document| match document {
            Ok(document) => format!("{}={}", document.id(), document.text()),
            Err(error) => format!("! {error}"),
        })
        .collect()
}

#[test]
fn ids_keep_their_digits() {
    let cases = [
        ("12345678901234567890123", "12345678901234567890123"),
        ("1.0", "1.0"),
        ("1e5", "1e5"),
        ("-0", "-0"),
        ("\"7\\u00eb\"", "7ë"),
        ("null", "a.jsonl, line 1"),
    ];
    for (json, id) in cases {
        assert_eq!(
            of("a.jsonl", format!("{{\"id\": {json}, \"text\": \"x\"}}")),
            [format!("{id}=x")]
        );
    }
}

#[test]
fn files_that_were_put_together_have_marks_within() {
    let rows = "\u{FEFF}{\"id\": 1, \"text\": \"x\"}\n\u{FEFF}{\"id\": 2, \"text\": \"y\"}\n";
    assert_eq!(of("a.jsonl", rows), ["1=x", "2=y"]);
}

#[test]
fn wrong_rows_and_elements_are_named() {
    let deep = "[".repeat(200_000);
    let rows: [(&str, &str); 15] = [
        ("{\"id\": ", "expected a JSON object"),
        (
            "{\"id\": \"a\", \"Text\": 1}",
            "expected a field \"text\" with a string, found the fields \"Text\", \"id\"",
        ),
        (
            "{\"id\": \"a\", \"text\": null}",
            "expected a field \"text\" with a string, found null",
        ),
        (
            "{\"id\": \"a\", \"text\": [\"x\"]}",
            "expected a field \"text\"",
        ),
        (
            "{\"id\": true, \"text\": \"x\"}",
            "expected a string or a number as \"id\", found true",
        ),
        ("{\"id\": [1], \"text\": \"x\"}", "found [1]"),
        (
            "{\"text\": \"x\", \"date\": 2017}",
            "expected a string YYYY-MM-DD as \"date\", found 2017",
        ),
        ("{\"text\": \"x\", \"date\": \"May\"}", "the row's \"date\""),
        ("{\"text\": \"\\ud800\"}", "found half of a pair"),
        ("{\"text\": \"\\ud83d x\"}", "found half of a pair"),
        ("{\"text\": \"\\udc00\"}", "found half of a pair"),
        (
            "{\"text\": \"x\", \"text\": \"y\"}",
            "expected a JSON object",
        ),
        (
            "[\"a\", \"x\"]",
            "expected a JSON object {\"id\", \"text\", \"date\"?}, found [\"a\", \"x\"]",
        ),
        ("7", "found 7"),
        ("\"x, y\"", "found \"x, y\""),
    ];
    let good = "{\"id\": \"z\", \"text\": \"Bob left.\"}";
    for (row, message) in rows {
        let found = of("a.jsonl", format!("{good}\n\n{row}\n{good}\n"));
        assert_eq!(
            (found.len(), &found[0], &found[2]),
            (3, &found[0], &found[0]),
            "{found:?}"
        );
        assert!(
            found[1].starts_with("! a.jsonl, line 3: ") && found[1].contains(message),
            "{found:?}"
        );
        if row == "{\"id\": " {
            continue;
        }
        let found = of("a.json", format!("[{good},\n{row}\n, {good}]"));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(
            found[1].starts_with("! a.json, element 2: ") && found[1].contains(message),
            "{found:?}"
        );
        assert_eq!(found[2], "z=Bob left.");
    }
    for (name, text) in [
        ("a.jsonl", format!("{good}\n{deep}\n{good}")),
        ("a.json", format!("[{good}, {deep}, {good}]")),
        ("a.json", format!("{{\"text\": \"x\", \"a\": {deep}}}")),
    ] {
        let found = of(name, text);
        assert!(found.iter().any(|f| f.starts_with('!')), "{found:?}");
    }
}

#[test]
fn days_of_rows_may_have_times_behind_them() -> Outcome {
    let rows = [
        ("2024-03-05", Ok("2024-03-05")),
        (" 2024-03-05 ", Ok("2024-03-05")),
        ("2024-03-05T10:00:00Z", Ok("2024-03-05")),
        ("2024-03-05t10:00:00.5+01:00", Ok("2024-03-05")),
        ("2024-03-05 10:00", Ok("2024-03-05")),
        ("2024-03-05Z", Ok("2024-03-05")),
        ("2024-03-05+01:00", Ok("2024-03-05")),
        ("", Ok("2001-01-01")),
        ("  ", Ok("2001-01-01")),
        ("2024-03-051", Err("2024-03-051")),
        ("2024-02-30T10:00", Err("2024-02-30")),
        ("2024-03-05 to 2024-03-07", Err("2024-03-05 to 2024-03-07")),
        ("2024-03-05é", Err("2024-03-05é")),
        ("2024-03-0é", Err("2024-03-0é")),
        ("T10:00", Err("T10:00")),
    ];
    let mut options = InputOptions::default();
    options.date = Some("2001-01-01".parse()?);
    for (written, expected) in rows {
        let row = format!("{{\"text\": \"x\", \"date\": \"{written}\"}}");
        let mut documents = Documents::new("a.jsonl", row.as_bytes(), options);
        match (documents.next().ok_or("no document")?, expected) {
            (Ok(document), Ok(day)) => {
                let date = document.date().map(|date| date.to_string());
                assert_eq!(date.as_deref(), Some(day), "{written}");
            }
            (Err(error), Err(shown)) => {
                let source = error.source().ok_or("no source")?.to_string();
                assert!(source.contains(shown), "{source}");
            }
            (found, _) => assert!(found.is_ok() == expected.is_ok(), "{written}: {found:?}"),
        }
    }
    Ok(())
}

#[test]
fn an_array_goes_on_as_far_as_its_syntax_allows() {
    let good = "{\"id\": \"z\", \"text\": \"a ] } \\\" [ {\"}";
    let all = "z=a ] } \" [ {";
    assert_eq!(of("a.json", format!("[{good},{good}]")), [all, all]);
    assert_eq!(of("a.json", format!("[{good} {good},]")), [all, all]);
    assert_eq!(of("a.json", "[]"), Vec::<String>::new());
    let cut = of("a.json", format!("[{good},"));
    assert_eq!((cut.len(), &cut[0][..]), (2, all));
    assert!(cut[1].contains("the array has no end"), "{cut:?}");
    let wrong = of(
        "a.json",
        format!("[{good}, {{\"id\": 1,, \"text\": x}}, word, {good}]"),
    );
    assert_eq!((wrong.len(), &wrong[3][..]), (4, all));
    let prose = of("a.json", "Ann left.\nBob stayed.");
    assert!(
        prose.len() == 1 && prose[0].contains("found Ann left."),
        "{prose:?}"
    );
}
