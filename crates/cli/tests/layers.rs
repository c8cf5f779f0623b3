//! `annotate --layers`: what is chosen is what a full run gives.

use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "Ann Lee, head of Bright Harbour Co., told Bob Ray on 3 March 2026 that prices rose by 5%.\n\n\
    “We sold two old ships,” she said. The firm employs 400 people, and its chairman Cid Moss lives in Paris. \
    \"It is open, said Moss.\n";

const FIELDS: [&str; 11] = [
    "text",
    "paragraphs",
    "sentences",
    "tokens",
    "mentions",
    "entities",
    "quotes",
    "relations",
    "triples",
    "quote_marks",
    "repairs",
];

type Row = BTreeMap<String, Box<RawValue>>;

fn annotate(options: &[&str]) -> Result<Output, Box<dyn Error>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .args(["annotate", "--date", "2026-03-09"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(TEXT.as_bytes())?;
    }
    Ok(child.wait_with_output()?)
}

fn row(options: &[&str]) -> Result<Row, Box<dyn Error>> {
    let output = annotate(options)?;
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{options:?} {messages}");
    Ok(serde_json::from_slice(&output.stdout)?)
}

#[test]
fn chosen_layers_have_the_bytes_of_a_full_run() -> Result<(), Box<dyn Error>> {
    for units in ["byte", "utf16"] {
        let whole = row(&["--offsets", units])?;
        for field in FIELDS {
            let found = whole[field].get();
            assert!(found.len() > 2, "{field} has nothing to compare: {found}");
        }
        let pairs = [
            "quotes,entities",
            "text,relations",
            "mentions,triples",
            "tokens,repairs",
        ];
        for layers in FIELDS.into_iter().chain(pairs) {
            let part = row(&["--offsets", units, "--layers", layers])?;
            let chosen: Vec<&str> = layers.split(',').collect();
            for field in FIELDS {
                let expected = chosen.contains(&field).then(|| whole[field].get());
                assert_eq!(
                    part.get(field).map(|v| v.get()),
                    expected,
                    "--layers {layers}: {field}"
                );
            }
            for always in ["schema", "id", "offsets", "date", "layers"] {
                assert!(part.contains_key(always), "{layers}");
            }
        }
    }
    Ok(())
}

/// Who made what is told for the layers that are in the row, and components that nobody needs are not run.
#[test]
fn only_the_components_that_are_needed_run() -> Result<(), Box<dyn Error>> {
    let cases: [(&str, &[&str]); 5] = [
        ("text", &[]),
        ("repairs", &["tokenize"]),
        ("tokens", &["tokenize", "syntax"]),
        ("quotes", &["quote", "coref"]),
        ("triples", &["triples"]),
    ];
    for (layers, expected) in cases {
        let made: Vec<serde_json::Value> =
            serde_json::from_str(row(&["--layers", layers])?["layers"].get())?;
        let components: Vec<&str> = made
            .iter()
            .filter_map(|made| made["component"].as_str())
            .collect();
        assert_eq!(components, expected, "{layers}");
    }
    Ok(())
}

#[test]
fn a_row_without_layers_is_no_document() -> Result<(), Box<dyn Error>> {
    let output = annotate(&["--layers", "text,tokens,quotes"])?;
    let row = String::from_utf8(output.stdout)?;
    let error = newsgraph_export::from_json(row.trim_end()).expect_err("no document");
    let message = error.to_string();
    assert!(
        message.contains("without sentences") && message.contains("--layers"),
        "{message}"
    );
    Ok(())
}
