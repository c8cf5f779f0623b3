//! Names and values of a text by the recogniser alone, one line each, then the entities that the
//! whole pipeline makes of them.

use anyhow::Result;
use newsgraph::document::MentionKind;

fn main() -> Result<()> {
    let document = newsgraph::english()?.process(&newsgraph_examples::read_text()?)?;
    let text = document.text();
    for mention in document.mentions()? {
        if matches!(mention.kind, MentionKind::Proper | MentionKind::Value) {
            let value = mention.value.as_deref().unwrap_or_default();
            println!(
                "{:?}\t{}\t{}\t{value}",
                mention.span, mention.label, &text[mention.span]
            );
        }
    }
    println!();
    for entity in document.entities()? {
        println!(
            "{} ({}), {} mentions",
            entity.name,
            entity.label,
            entity.mentions.len()
        );
    }
    Ok(())
}
