//! Facts of documents as outputs tell them.

use super::walk::Piece;
use crate::spans::cover;
use newsgraph_document::{Date, Quote, QuoteId, Relation, Span};

/// The most bytes of what is told of a fact in its document's words.
const LONGEST: usize = 4_000;

/// What stands for what is cut off.
const CUT: &str = " […]";

/// Who states something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claimant {
    /// The document itself.
    Writer,
    /// One whom the document quotes.
    Speaker {
        /// Which entity of the graph; `None` where the words name none.
        entity: Option<i64>,
        /// The name, or the document's words.
        name: String,
    },
    /// Somebody of whom the document does not tell who it is.
    Unknown,
}

impl Claimant {
    /// The name of one who is quoted.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Speaker { name, .. } => Some(name),
            Self::Writer | Self::Unknown => None,
        }
    }

    /// The entity of the graph of one who is quoted.
    pub fn entity(&self) -> Option<i64> {
        match self {
            Self::Speaker { entity, .. } => *entity,
            Self::Writer | Self::Unknown => None,
        }
    }
}

/// Where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The id of the document.
    pub document: String,
    /// The document's day.
    pub date: Option<Date>,
    /// The bytes of the document's text that the fact was read from, from the first to the last.
    pub span: Span,
    /// The sentence in which they begin, on one line.
    pub sentence: String,
}

/// Who says what, as rows for other programs tell it.
pub(super) struct Said {
    pub(super) number: usize,
    pub(super) words: String,
    pub(super) cue: Option<String>,
    pub(super) speakers: Vec<Party>,
    pub(super) addressee: Option<Party>,
    /// The entities of the graph that are named in it, without those who say it.
    pub(super) about: Vec<i64>,
    pub(super) span: Span,
}

/// One who takes part in a quote.
pub(super) struct Party {
    pub(super) node: Option<i64>,
    pub(super) name: String,
}

/// A relation, as rows for other programs tell it.
pub(super) struct Related {
    pub(super) number: usize,
    pub(super) subject: i64,
    pub(super) object: i64,
    pub(super) role: Option<String>,
    pub(super) claimant: Claimant,
    pub(super) words: String,
    pub(super) span: Span,
}

/// The text on one line, cut where it is long.
pub(crate) fn line(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut out = String::with_capacity(end + CUT.len());
    for word in text[..end].split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if end < text.len() {
        out.push_str(CUT);
    }
    out
}

impl Piece {
    fn words(&self, span: Span) -> String {
        line(&self.document.text()[span])
    }

    fn pieces(&self, spans: &[Span]) -> String {
        let pieces: Vec<String> = spans.iter().map(|&span| self.words(span)).collect();
        line(&pieces.join(" ... "))
    }

    /// Its quotes, in their order.
    pub(super) fn said(&self) -> impl Iterator<Item = (&Quote, Said)> {
        let quotes = self.document.quotes().unwrap_or_default().iter();
        quotes.enumerate().map(|(number, quote)| {
            let speakers: Vec<Party> = quote.each_speaker().map(|who| self.party(who)).collect();
            let mut about = self.about(quote);
            about.retain(|node| speakers.iter().all(|who| who.node != Some(*node)));
            let said = Said {
                number,
                words: self.pieces(&quote.content),
                cue: quote.cue.map(|cue| self.words(cue)),
                addressee: quote.addressee.as_ref().map(|who| self.party(who)),
                span: cover(&quote.content),
                speakers,
                about,
            };
            (quote, said)
        })
    }

    fn party(&self, who: &newsgraph_document::Participant) -> Party {
        let entity = self.document.entity_of_participant(who);
        let entities = self.document.entities().unwrap_or_default();
        let name = entity.and_then(|id| entities.get(id.index()));
        Party {
            node: self.participant(who),
            name: name.map_or_else(|| self.words(who.span), |entity| line(&entity.name)),
        }
    }

    /// Its relations between entities of the graph, in their order.
    pub(super) fn related(&self) -> impl Iterator<Item = (&Relation, Related)> {
        let relations = self.document.relations().unwrap_or_default().iter();
        relations.enumerate().filter_map(|(number, relation)| {
            let related = Related {
                number,
                subject: self.node(relation.subject)?,
                object: self.node(relation.object)?,
                role: relation.role.map(|role| self.words(role)),
                claimant: self.claimant(relation.quote),
                words: self.pieces(&relation.evidence),
                span: cover(&relation.evidence),
            };
            Some((relation, related))
        })
    }

    fn claimant(&self, quote: Option<QuoteId>) -> Claimant {
        let Some(quote) = quote else {
            return Claimant::Writer;
        };
        let quotes = self.document.quotes().unwrap_or_default();
        let speaker = quotes.get(quote.index()).and_then(|q| q.speaker.as_ref());
        speaker.map_or(Claimant::Unknown, |who| {
            let party = self.party(who);
            Claimant::Speaker {
                entity: party.node,
                name: party.name,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(line(" a\n b\t"), "a b");
        assert_eq!(line(""), "");
        let long = line(&"é".repeat(LONGEST));
        assert!(long.ends_with(CUT) && long.len() <= LONGEST + CUT.len());
    }
}
