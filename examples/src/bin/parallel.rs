//! Many documents on all cores, with one pipeline shared by all threads.

use anyhow::Result;
use newsgraph::{Document, english};

fn main() -> Result<()> {
    let pipeline = english()?;
    let text = newsgraph_examples::read_text()?;
    // Each paragraph as a document of its own.
    let parts = text
        .split('\n')
        .filter(|part| !part.trim().is_empty())
        .enumerate();
    let mut documents = parts
        .map(|(number, part)| Document::new(number.to_string(), part))
        .collect::<Result<Vec<_>, _>>()?;
    for result in pipeline.annotate_all(&mut documents) {
        result?;
    }
    for document in &documents {
        let (entities, quotes) = (document.entities()?.len(), document.quotes()?.len());
        println!("{}: {entities} entities, {quotes} quotes", document.id());
    }
    Ok(())
}
