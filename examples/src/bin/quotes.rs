//! Who said what to whom.

use anyhow::Result;
use newsgraph::document::ParticipantView;

/// The participant's words, and the entity behind them where it has another name.
fn name(participant: Option<ParticipantView<'_>>) -> String {
    match participant {
        None => "unknown".to_owned(),
        Some(who) if who.name() != who.text() => format!("{} [{}]", who.text(), who.name()),
        Some(who) => who.text().to_owned(),
    }
}

fn main() -> Result<()> {
    let document = newsgraph::english()?.process(&newsgraph_examples::read_text()?)?;
    for quote in document.view().quotes() {
        println!("{:?}: {}", quote.kind, quote.text());
        println!("    speaker: {}", name(quote.speaker()));
        if let Some(addressee) = quote.addressee() {
            println!("    addressee: {}", name(Some(addressee)));
        }
        println!("    cue: {}", quote.cue().unwrap_or("none"));
    }
    Ok(())
}
