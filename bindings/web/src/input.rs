use crate::options::told;
use crate::types::value_of_json;
use newsgraph::Document;
use newsgraph_input::{Documents, InputOptions};
use serde::Serialize;
use std::io::Cursor;
use wasm_bindgen::prelude::*;

/// What is known of a document before it is annotated.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    date: Option<String>,
    text: &'a str,
}

/// The documents of a file: a text, a saved page, JSON or JSON Lines, compressed with gzip or not. The ending of its name
/// says which, or its first bytes. Throws at the first that cannot be read.
#[wasm_bindgen(unchecked_return_type = "InputDocument[]")]
pub fn read(name: &str, bytes: Vec<u8>) -> Result<JsValue, JsError> {
    let mut documents = Vec::new();
    for document in Documents::new(name, Cursor::new(bytes), InputOptions::default()) {
        documents.push(document.map_err(|error| told(&error.to_string()))?);
    }
    let rows: Vec<Row<'_>> = documents.iter().map(row).collect();
    Ok(value_of_json(&serde_json::to_string(&rows)?))
}

fn row(document: &Document) -> Row<'_> {
    Row {
        id: document.id(),
        date: document.date().map(|date| date.to_string()),
        text: document.text(),
    }
}
