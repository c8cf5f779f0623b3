//! Who said what to whom.

use anyhow::Result;
use newsgraph::document::{Document, Participant};

/// The participant's words, and the entity behind them where it has another name.
fn name(document: &Document, participant: Option<Participant>) -> String {
    let Some(participant) = participant else {
        return "unknown".to_owned();
    };
    let words = &document.text()[participant.span];
    let entity = document
        .entity_of_participant(&participant)
        .and_then(|id| document.entities().ok()?.get(id.index()));
    match entity {
        Some(entity) if entity.name != words => format!("{words} [{}]", entity.name),
        _ => words.to_owned(),
    }
}

fn main() -> Result<()> {
    let document = newsgraph::english()?.process(&newsgraph_examples::read_text()?)?;
    let text = document.text();
    for quote in document.quotes()? {
        let content: Vec<&str> = quote.content.iter().map(|&span| &text[span]).collect();
        println!("{:?}: {}", quote.kind, content.join(" ... "));
        println!("    speaker: {}", name(&document, quote.speaker));
        if quote.addressee.is_some() {
            println!("    addressee: {}", name(&document, quote.addressee));
        }
        println!("    cue: {}", quote.cue.map_or("none", |cue| &text[cue]));
    }
    Ok(())
}
