//! What the English pipeline finds in an article survives JSON and serde.
#![cfg(feature = "models-en")]

use newsgraph::document::{Layer, OffsetUnit};
use newsgraph::{Document, english};
use newsgraph_export::{from_json, to_json};
use std::error::Error;

const ARTICLE: &str = include_str!("../../../examples/data/article.txt");

#[test]
fn an_article_is_read_back_as_it_was() -> Result<(), Box<dyn Error>> {
    let mut document = Document::new("article", ARTICLE)?.with_date(Some("2017-03-19".parse()?));
    english()?.annotate(&mut document)?;
    assert!(Layer::ALL.into_iter().all(|layer| document.has(layer)));
    assert!(document.appended_mentions() > 0 && !document.triples()?.is_empty());
    assert!(document.mentions()?.iter().any(|m| m.score.is_some()));
    for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
        assert_eq!(from_json(&to_json(&document, unit))?, document);
    }
    let written = serde_json::to_string(&document)?;
    assert_eq!(serde_json::from_str::<Document>(&written)?, document);
    Ok(())
}
