//! Typed relations between entities and open triples, each with its claimant.

use anyhow::Result;
use newsgraph::document::QuoteView;

/// Who claims it: the speaker of the quote that it stands in, else the writer.
fn claimant(quote: Option<QuoteView<'_>>) -> &str {
    match quote {
        None => "the writer",
        Some(quote) => quote.speaker().map_or("somebody", |speaker| speaker.name()),
    }
}

fn main() -> Result<()> {
    let document = newsgraph::english()?.process(&newsgraph_examples::read_text()?)?;
    for relation in document.view().relations() {
        let (subject, object) = (relation.subject().name(), relation.object().name());
        let no = if relation.negated { "not " } else { "" };
        println!("{no}{}({subject}, {object})", relation.label);
        for words in relation.evidence() {
            println!("    {words:?}, says {}", claimant(relation.quote()));
        }
    }
    for triple in document.view().triples() {
        let (subject, object) = (triple.subject(), triple.object());
        let claimant = claimant(triple.quote());
        println!(
            "({subject} | {} | {object}), says {claimant}",
            triple.predicate()
        );
    }
    Ok(())
}
