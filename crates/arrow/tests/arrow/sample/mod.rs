//! Documents for tests.

use newsgraph_document::{Document, Layer};
use std::error::Error;

const ARTICLE: &str = include_str!("../../../../../examples/data/article.txt");

/// Two who speak, one who is told, characters of two and four bytes, a value, a quote in a quote.
const WOODS: &str = "“We were told that the fire was out 🔥,” Zoë Älvarez and Tom Reyes told Mayor Lena Hartwick on Monday.\n\n\
    Hartwick, head of the Ulm Council, met Reyes in Ulm. She paid 40 euros.";

pub(crate) type Tested = Result<(), Box<dyn Error>>;

pub(crate) fn article() -> Result<Document, Box<dyn Error>> {
    annotated("article", ARTICLE)
}

pub(crate) fn woods() -> Result<Document, Box<dyn Error>> {
    annotated("woods", WOODS)
}

fn annotated(id: &str, text: &str) -> Result<Document, Box<dyn Error>> {
    let mut document = Document::new(id, text)?.with_date(Some("2031-03-02".parse()?));
    newsgraph::english()?.annotate(&mut document)?;
    Ok(document)
}

/// What of a document tables hold: no syntax, no quotation marks, no words without sentences, and of several speakers
/// the first as the speaker.
pub(crate) fn kept(document: &Document) -> Result<Document, Box<dyn Error>> {
    let mut kept = Document::new(document.id(), document.text())?.with_date(document.date());
    let by = |layer| document.maker(layer).cloned().unwrap_or_default();
    if let Ok(sentences) = document.sentences() {
        kept.set_tokens(document.tokens()?.to_vec(), by(Layer::Tokens))?;
        kept.set_sentences(sentences.to_vec(), by(Layer::Sentences))?;
    }
    if let Ok(mentions) = document.mentions() {
        let (set, appended) = mentions.split_at(mentions.len() - document.appended_mentions());
        kept.set_mentions(set.to_vec(), by(Layer::Mentions))?;
        for run in appended.chunk_by(|a, b| a.span.start() <= b.span.start()) {
            kept.append_mentions(run.to_vec())?;
        }
    }
    if let Ok(quotes) = document.quotes() {
        let mut quotes = quotes.to_vec();
        for quote in &mut quotes {
            let speakers: Vec<_> = quote.each_speaker().copied().collect();
            quote.speaker = speakers.first().copied();
            quote.speakers = if speakers.len() > 1 {
                speakers
            } else {
                Vec::new()
            };
        }
        kept.set_quotes(quotes, by(Layer::Quotes))?;
    }
    if let Ok(entities) = document.entities() {
        kept.set_entities(entities.to_vec(), by(Layer::Entities))?;
    }
    if let Ok(relations) = document.relations() {
        kept.set_relations(relations.to_vec(), by(Layer::Relations))?;
    }
    if let Ok(triples) = document.triples() {
        kept.set_triples(triples.to_vec(), by(Layer::Triples))?;
    }
    Ok(kept)
}
