//! Typed relations between entities and open triples, each with its claimant.

use anyhow::Result;
use newsgraph::document::{Document, QuoteId};

/// Who claims it: the speaker of the quote that it stands in, else the writer.
fn claimant(document: &Document, quote: Option<QuoteId>) -> Result<&str> {
    let Some(id) = quote else {
        return Ok("the writer");
    };
    let speaker = document.quotes()?[id.index()].speaker.as_ref();
    let entity = speaker.and_then(|s| document.entity_of_participant(s));
    Ok(match (entity, speaker) {
        (Some(entity), _) => &document.entities()?[entity.index()].name,
        (None, Some(speaker)) => &document.text()[speaker.span],
        (None, None) => "somebody",
    })
}

fn main() -> Result<()> {
    let document = newsgraph::english()?.process(&newsgraph_examples::read_text()?)?;
    let (text, entities) = (document.text(), document.entities()?);
    for relation in document.relations()? {
        let (subject, object) = (
            &entities[relation.subject.index()],
            &entities[relation.object.index()],
        );
        let no = if relation.negated { "not " } else { "" };
        println!("{no}{}({}, {})", relation.label, subject.name, object.name);
        for &span in &relation.evidence {
            println!(
                "    {:?}, says {}",
                &text[span],
                claimant(&document, relation.quote)?
            );
        }
    }
    for triple in document.triples()? {
        let claimant = claimant(&document, triple.quote)?;
        println!(
            "({} | {} | {}), says {claimant}",
            &text[triple.subject],
            triple.predicate_text(text),
            &text[triple.object]
        );
    }
    Ok(())
}
