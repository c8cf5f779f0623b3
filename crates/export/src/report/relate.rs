//! How entities relate: a card for each pair, and the open statements.

use super::reading::{Reading, Source, Sure, Who, label_words};
use newsgraph_document::{Relation, Status};

/// Two entities with all that is said of them together.
pub(crate) struct Pair {
    pub(crate) id: usize,
    pub(crate) ends: [Who; 2],
    pub(crate) rows: Vec<Row>,
    pub(crate) sources: Vec<Source>,
}

/// A relation, once for all sentences that state it alike.
#[derive(PartialEq)]
pub(crate) struct Row {
    pub(crate) subject: Who,
    pub(crate) label: String,
    pub(crate) object: Who,
    pub(crate) role: Option<String>,
    /// When it does not hold now, or is not so.
    pub(crate) notes: Vec<&'static str>,
    pub(crate) claimed_by: Option<String>,
    /// The quote that claims it.
    pub(crate) quote: Option<usize>,
    pub(crate) sure: Option<Sure>,
}

/// An open statement.
pub(crate) struct Statement {
    pub(crate) subject: String,
    pub(crate) predicate: String,
    pub(crate) object: String,
    pub(crate) arguments: Vec<String>,
    pub(crate) notes: Vec<&'static str>,
    pub(crate) claimed_by: Option<String>,
    pub(crate) sentence: Option<usize>,
}

/// The pairs in text order.
pub(crate) fn pairs(reading: &Reading<'_>) -> Vec<Pair> {
    let mut relations = vec![Vec::new(); reading.pairs.len()];
    for (relation, &pair) in reading.relations.iter().zip(&reading.pair_of) {
        relations[pair].push(relation);
    }
    let pairs = reading.pairs.iter().zip(relations).enumerate();
    pairs
        .map(|(id, (&ends, relations))| {
            let mut rows: Vec<Row> = Vec::new();
            for relation in &relations {
                let row = row(reading, relation);
                if !rows.iter().take(MOST).any(|r| is_same(r, &row)) {
                    rows.push(row);
                }
            }
            let evidence = relations.iter().flat_map(|r| r.evidence.iter().copied());
            Pair {
                id,
                ends: ends.map(|end| reading.entity(end)),
                rows,
                sources: reading.sources(evidence),
            }
        })
        .collect()
}

/// Among how many rows of a pair one that is the same is looked for.
const MOST: usize = 20;

fn is_same(one: &Row, other: &Row) -> bool {
    one.subject == other.subject
        && one.label == other.label
        && one.role == other.role
        && one.notes == other.notes
        && one.claimed_by == other.claimed_by
}

fn row(reading: &Reading<'_>, relation: &Relation) -> Row {
    let mut notes = Vec::new();
    match relation.status {
        Status::Now => {}
        Status::Denied if relation.negated => {}
        status => notes.push(status.as_str()),
    }
    notes.extend(doubts(relation.negated, relation.hedged));
    let quote = relation.quote.map(newsgraph_document::QuoteId::index);
    Row {
        subject: reading.entity(relation.subject),
        label: label_words(&relation.label),
        object: reading.entity(relation.object),
        role: relation.role.map(|role| reading.words(role)),
        notes,
        claimed_by: claimed_by(reading, quote),
        quote,
        sure: Sure::new(relation.score),
    }
}

/// Who claims what stands in a quote.
fn claimed_by(reading: &Reading<'_>, quote: Option<usize>) -> Option<String> {
    let quotes = reading.document.quotes().unwrap_or_default();
    let speaker = quotes.get(quote?)?.speaker;
    Some(match speaker {
        Some(speaker) => reading.participant(&speaker).name,
        None => "somebody who is not told".to_owned(),
    })
}

fn doubts(negated: bool, hedged: bool) -> impl Iterator<Item = &'static str> {
    let negated = negated.then_some("denied");
    negated.into_iter().chain(hedged.then_some("not certain"))
}

/// The open statements in text order.
pub(crate) fn statements(reading: &Reading<'_>) -> Vec<Statement> {
    let triples = reading.document.triples().unwrap_or_default();
    let text = reading.document.text();
    let statement = |triple: &newsgraph_document::Triple| Statement {
        subject: reading.words(triple.subject),
        predicate: crate::text::one_line(&triple.predicate_text(text)),
        object: reading.words(triple.object),
        arguments: triple
            .arguments
            .iter()
            .map(|&span| reading.words(span))
            .collect(),
        notes: doubts(triple.negated, triple.hedged).collect(),
        claimed_by: claimed_by(
            reading,
            triple.quote.map(newsgraph_document::QuoteId::index),
        ),
        sentence: reading.sentence_at(triple.subject),
    };
    triples.iter().map(statement).collect()
}
