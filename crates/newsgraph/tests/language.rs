//! A second language is a second set of tables and models: here the shipped models with German words beside
//! those of English, from files that are given at run time.

use newsgraph::document::{Label, Layer, MentionKind};
use newsgraph::tokenize::Tokenizer;
use newsgraph::{Models, Tables, english_tables};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn models() -> Models {
    Models::folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../models-en"))
}

/// A folder with every table of English, and German rows in some of them.
fn folder(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = std::env::temp_dir()
        .join(format!("newsgraph-{name}-{}", std::process::id()))
        .join("de");
    fs::create_dir_all(&folder)?;
    let english = english_tables();
    for name in english.names() {
        let rows: Vec<&str> = english.table(name)?.rows().collect();
        let more = match name {
            "accounts" => "laut\n",
            "months" => "märz 3 whole\n",
            "abbreviations" => "other: bzw\nsmall: bzw\n",
            _ => "",
        };
        let text = format!("{}\n{more}", rows.join("\n"));
        fs::write(folder.join(format!("{name}.txt")), text)?;
    }
    Ok(folder)
}

#[test]
fn tables_and_models_given_at_run_time_make_a_pipeline() {
    let folder = folder("language").unwrap();
    let tables = Tables::load(&folder).unwrap();
    assert_eq!(tables.language(), "de");
    let tokenizer = Tokenizer::from_tables(&tables, None).unwrap();
    let pipeline = models()
        .with_tables(tables)
        .with_tokenizer(tokenizer)
        .builder_for(&Layer::ALL)
        .unwrap()
        .build()
        .unwrap();
    let text = "Laut the bank, rates fell bzw. rose on 4 März 2019.";
    let document = pipeline.process(text).unwrap();
    assert_eq!(document.sentences().unwrap().len(), 1);
    let dates: Vec<_> = document
        .mentions()
        .unwrap()
        .iter()
        .filter(|m| m.kind == MentionKind::Value && m.label == Label::DATE)
        .map(|m| m.value.as_deref())
        .collect();
    assert_eq!(dates, [Some("2019-03-04")]);
    fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}

#[test]
fn a_missing_table_is_named() {
    let tables = Tables::new("xx").with("cues", "");
    let error = models().with_tables(tables).attributor().unwrap_err();
    assert!(
        error.to_string().contains("of \"xx\" have no table"),
        "{error}"
    );
}
