//! Tables as CSV, read back by a reader of CSV.
#![cfg(feature = "csv")]

mod random;
mod sample;

use newsgraph_document::{Document, MentionKind, OffsetUnit, Offsets};
use newsgraph_export::{CsvOptions, Format, Table, Writer, to_csv};
use proptest::prelude::*;
use sample::{HOSTILE, sample};
use std::collections::BTreeMap;
use std::error::Error;

type Outcome = Result<(), Box<dyn Error>>;
type Row = BTreeMap<String, String>;

fn options(table: Table) -> CsvOptions {
    CsvOptions {
        table,
        unit: OffsetUnit::Char,
        for_spreadsheets: false,
    }
}

/// The rows by the names of their columns.
fn rows(text: &str) -> Result<Vec<Row>, csv::Error> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect()
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn any_text_comes_back() -> Outcome {
    for odd in HOSTILE {
        let document = sample(odd)?;
        let table = |table| rows(&to_csv(&document, options(table)));
        let quotes = table(Table::Quotes)?;
        assert_eq!(quotes.len(), 2);
        let [first, second] = [&quotes[0], &quotes[1]];
        assert_eq!(first["document"], odd);
        assert_eq!(first["text"], line(&format!("“{odd} leads Ulm.”")));
        assert_eq!(
            (&*first["speaker"], &*first["speaker_entity"]),
            (&*line(odd), "0")
        );
        assert_eq!(
            (&*first["addressee"], &*first["addressee_entity"]),
            (&*line(odd), "1")
        );
        assert_eq!(
            (&*first["kind"], &*first["act"], &*first["cue"]),
            ("direct", "speech", "told")
        );
        assert_eq!(
            (&*first["speaker_role"], &*first["speaker_for"]),
            ("3 May", "Ulm")
        );
        assert_eq!((&*first["within"], &*second["within"]), ("", "0"));
        assert_eq!(second["speaker_entity"], "0; 1");
        let relations = table(Table::Relations)?;
        let told: Vec<[&str; 5]> = relations
            .iter()
            .map(|row| ["label", "status", "negated", "hedged", "quote"].map(|c| &*row[c]))
            .collect();
        let expected = [
            ["meets", "now", "false", "false", ""],
            [odd, "now", "true", "false", ""],
            ["head_of", "former", "false", "false", ""],
            ["head_of", "now", "false", "true", "1"],
        ];
        assert_eq!(told, expected);
        assert_eq!(relations[0]["subject"], odd);
        assert_eq!(table(Table::Entities)?[0]["name"], odd);
        assert_eq!(table(Table::Mentions)?.len(), 5);
        assert_eq!(table(Table::Triples)?[0]["predicate"], "told");
        let values = table(Table::Values)?;
        assert_eq!((values.len(), &*values[0]["value"]), (1, "2026-05-03"));
    }
    Ok(())
}

#[test]
fn spans_count_in_the_unit() -> Outcome {
    let document = sample("é😀")?;
    for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
        let offsets = Offsets::new(document.text(), unit);
        let asked = CsvOptions {
            unit,
            ..options(Table::Mentions)
        };
        for (row, mention) in rows(&to_csv(&document, asked))?
            .iter()
            .zip(document.mentions()?)
        {
            let ends = [mention.span.start(), mention.span.end()].map(|b| offsets.from_byte(b));
            assert_eq!(
                [&*row["start"], &*row["end"]],
                ends.map(|at| at.to_string())
            );
        }
    }
    Ok(())
}

/// A program for spreadsheets runs no cell, and other readers get the cells as they are.
#[test]
fn cells_that_would_run_are_marked_on_request() -> Outcome {
    for odd in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
        let document = sample(odd)?;
        let plain = to_csv(&document, options(Table::Entities));
        assert_eq!(rows(&plain)?[0]["name"], odd);
        let marked = CsvOptions {
            for_spreadsheets: true,
            ..options(Table::Entities)
        };
        let marked = to_csv(&document, marked);
        let marked = marked.strip_prefix('\u{FEFF}').ok_or("no mark of UTF-8")?;
        for row in rows(marked)? {
            for cell in row.values() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell:?}"
                );
            }
        }
        assert_eq!(rows(marked)?[0]["name"], format!("'{odd}"));
    }
    Ok(())
}

#[test]
fn a_file_of_many_documents_has_one_head() -> Outcome {
    for table in Table::ALL {
        assert_eq!(table.as_str().parse(), Ok(table));
        let mut writer =
            Writer::new(Vec::new(), Format::Csv, OffsetUnit::Byte).with_csv(options(table));
        let mut expected = 0;
        for odd in HOSTILE {
            let document = sample(odd)?;
            expected += rows(&to_csv(&document, options(table)))?.len();
            writer.write(&document)?;
        }
        let text = String::from_utf8(writer.finish()?)?;
        assert_eq!(rows(&text)?.len(), expected, "{table}");
        let head = table.columns().join(",") + "\r\n";
        assert!(text.starts_with(&head) && text.matches(&head).count() == 1);
        let empty = Writer::new(Vec::new(), Format::Csv, OffsetUnit::Byte).with_csv(options(table));
        assert_eq!(empty.finish()?, head.as_bytes());
    }
    let error = "quote".parse::<Table>().expect_err("no table").to_string();
    assert!(error.contains("choose from quotes, entities"), "{error}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn each_item_is_a_row(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        for table in Table::ALL {
            let found = rows(&to_csv(&document, options(table)))?;
            prop_assert_eq!(found.len(), items(&document, table), "{}", table);
            prop_assert!(found.iter().all(|row| row["document"] == document.id()));
        }
    }
}

fn items(document: &Document, table: Table) -> usize {
    let mentions = document.mentions().unwrap_or_default();
    match table {
        Table::Quotes => document.quotes().map_or(0, <[_]>::len),
        Table::Entities => document.entities().map_or(0, <[_]>::len),
        Table::Relations => document.relations().map_or(0, <[_]>::len),
        Table::Mentions => mentions.len(),
        Table::Triples => document.triples().map_or(0, <[_]>::len),
        _ => mentions
            .iter()
            .filter(|m| m.kind == MentionKind::Value)
            .count(),
    }
}
