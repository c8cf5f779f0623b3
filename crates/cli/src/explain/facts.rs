//! Relations and triples.

use super::chain::{Chain, chain};
use super::place::{Made, Place, Places};
use super::told::Told;
use newsgraph::document::{Layer, QuoteId};
use newsgraph::relation::PatternLine;
use serde::Serialize;

/// A relation.
#[derive(Debug, Serialize)]
pub(super) struct Related {
    pub(super) relation: usize,
    pub(super) of: usize,
    pub(super) label: String,
    pub(super) status: &'static str,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    pub(super) role: Option<Place>,
    pub(super) score: Option<f32>,
    pub(super) evidence: Vec<Place>,
    pub(super) sentences: Vec<Place>,
    pub(super) quote: Option<Claim>,
    pub(super) subject: Option<Chain>,
    pub(super) object: Option<Chain>,
    pub(super) pattern: Option<Pattern>,
    pub(super) made_by: Option<Made>,
}

/// The line of a user's patterns that found a relation.
#[derive(Debug, Serialize)]
pub(super) struct Pattern {
    pub(super) line: usize,
    pub(super) text: String,
    /// What it looks for, of an example what was read from it.
    pub(super) shape: String,
}

impl From<&PatternLine> for Pattern {
    fn from(line: &PatternLine) -> Self {
        Self {
            line: line.number,
            text: line.text.clone(),
            shape: line.shape.clone(),
        }
    }
}

/// The quote that claims something.
#[derive(Debug, Serialize)]
pub(super) struct Claim {
    pub(super) quote: usize,
    pub(super) speaker: Option<Place>,
    pub(super) cue: Option<Place>,
}

/// A triple.
#[derive(Debug, Serialize)]
pub(super) struct Tripled {
    pub(super) triple: usize,
    pub(super) of: usize,
    pub(super) subject: Place,
    /// With the verb that is put in, where the text has none.
    pub(super) predicate: String,
    pub(super) predicate_parts: Vec<Place>,
    pub(super) object: Place,
    pub(super) arguments: Vec<Place>,
    pub(super) negated: bool,
    pub(super) hedged: bool,
    pub(super) score: Option<f32>,
    pub(super) sentence: Place,
    pub(super) quote: Option<Claim>,
    pub(super) made_by: Option<Made>,
}

/// A relation of the document.
pub(super) fn related(told: &Told, places: &Places<'_>, number: usize) -> Option<Related> {
    let relations = told.document.relations().ok()?;
    let relation = relations.get(number)?;
    let evidence = relation.evidence.iter();
    let mut sentences: Vec<_> = evidence.clone().map(|&e| places.sentences(e)).collect();
    sentences.dedup();
    Some(Related {
        relation: number,
        of: relations.len(),
        label: relation.label.as_str().to_owned(),
        status: relation.status.as_str(),
        negated: relation.negated,
        hedged: relation.hedged,
        role: relation.role.map(|role| places.at(role)),
        score: relation.score,
        evidence: evidence.map(|&span| places.at(span)).collect(),
        sentences: sentences.into_iter().map(|span| places.at(span)).collect(),
        quote: relation.quote.and_then(|quote| claim(places, quote)),
        subject: chain(told, places, relation.subject),
        object: chain(told, places, relation.object),
        pattern: told.line(number, relation).map(Pattern::from),
        made_by: places.made(Layer::Relations),
    })
}

/// A triple of the document.
pub(super) fn tripled(places: &Places<'_>, number: usize) -> Option<Tripled> {
    let document = places.document;
    let triples = document.triples().ok()?;
    let triple = triples.get(number)?;
    let at = |spans: &[newsgraph::document::Span]| spans.iter().map(|&s| places.at(s)).collect();
    Some(Tripled {
        triple: number,
        of: triples.len(),
        subject: places.at(triple.subject),
        predicate: triple.predicate_text(document.text()),
        predicate_parts: at(&triple.predicate),
        object: places.at(triple.object),
        arguments: at(&triple.arguments),
        negated: triple.negated,
        hedged: triple.hedged,
        score: triple.score,
        sentence: places.at(places.sentences(triple.subject)),
        quote: triple.quote.and_then(|quote| claim(places, quote)),
        made_by: places.made(Layer::Triples),
    })
}

fn claim(places: &Places<'_>, id: QuoteId) -> Option<Claim> {
    let quote = places.document.quotes().ok()?.get(id.index())?;
    Some(Claim {
        quote: id.index(),
        speaker: quote.speaker.map(|who| places.at(who.span)),
        cue: quote.cue.map(|cue| places.at(cue)),
    })
}
