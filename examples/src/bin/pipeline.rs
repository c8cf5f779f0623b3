//! A pipeline of one's own: the English components without relations, and what a wrong order says.

use anyhow::Result;
use newsgraph::document::Layer;
use newsgraph::{Document, english_builder};

fn main() -> Result<()> {
    let pipeline = english_builder()?
        .keep(|name| name != "relation" && name != "triples")
        .build()?;
    let mut document = Document::new("article", newsgraph_examples::read_text()?)?;
    pipeline.annotate(&mut document)?;
    for layer in Layer::ALL {
        let maker = document
            .maker(layer)
            .map_or("absent", |m| m.component.as_str());
        println!("{layer:<12} {maker}");
    }

    let wrong = english_builder()?.keep(|name| name == "tokenize" || name == "quote");
    if let Err(error) = wrong.build() {
        println!("\n{error}");
    }
    Ok(())
}
