//! What a document finds out once for those who walk through it, so that each step of a walk is short.

use crate::layers::Layers;
use crate::{EntityId, MentionId, MentionKind, Participant, QuoteId, Span};
use std::fmt;
use std::sync::OnceLock;

/// The order of the mentions, and who says and what claims what; each is made when it is first asked for.
///
/// It is no part of a document's content: copies begin without it, and documents are equal whatever was asked.
#[derive(Default)]
pub(crate) struct Index {
    mentions: OnceLock<MentionOrder>,
    links: OnceLock<Links>,
}

impl Index {
    pub(crate) fn mentions(&self, layers: &Layers) -> &MentionOrder {
        self.mentions.get_or_init(|| MentionOrder::of(layers))
    }

    pub(crate) fn links(&self, layers: &Layers) -> &Links {
        self.links
            .get_or_init(|| Links::of(layers, self.mentions(layers)))
    }
}

impl Clone for Index {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Index {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

/// The mentions in text order, each with the furthest end so far, so that those around a span are found without a
/// walk over all of them.
pub(crate) struct MentionOrder(Vec<(Span, MentionId, usize)>);

impl MentionOrder {
    fn of(layers: &Layers) -> Self {
        let mentions = layers.mentions().unwrap_or_default();
        let spans = mentions.iter().map(|mention| mention.span).enumerate();
        let mut order: Vec<_> = spans
            .map(|(at, span)| (span, MentionId::new(at), 0))
            .collect();
        order.sort_unstable();
        let mut furthest = 0;
        for (span, _, end) in &mut order {
            furthest = furthest.max(span.end());
            *end = furthest;
        }
        Self(order)
    }

    /// Every mention, by its start, then its end.
    pub(crate) fn ids(&self) -> impl Iterator<Item = MentionId> + '_ {
        self.0.iter().map(|&(_, id, _)| id)
    }

    /// The mentions that begin in the span, in text order.
    pub(crate) fn beginning_in(&self, span: Span) -> impl Iterator<Item = MentionId> + '_ {
        let at = |byte| self.0.partition_point(|(other, ..)| other.start() < byte);
        self.0[at(span.start())..at(span.end())]
            .iter()
            .map(|&(_, id, _)| id)
    }

    /// The mentions that share a byte with the span, the last one first.
    fn over(&self, span: Span) -> impl Iterator<Item = (Span, MentionId)> + '_ {
        let end = self
            .0
            .partition_point(|(other, ..)| other.start() < span.end());
        let near = self.0[..end].iter().rev();
        near.take_while(move |(.., furthest)| *furthest > span.start())
            .filter(move |(other, ..)| other.overlaps(span))
            .map(|&(other, id, _)| (other, id))
    }

    /// See [`Document::mention_at`](crate::Document::mention_at).
    pub(crate) fn best_at(&self, layers: &Layers, text: &str, span: Span) -> Option<MentionId> {
        self.over(span)
            .filter(|&(_, id)| layers.entity_of(id).is_some())
            .max_by_key(|&(other, id)| (span.fit(other, text), id))
            .map(|(_, id)| id)
    }

    /// See [`Document::entity_of_participant`](crate::Document::entity_of_participant).
    pub(crate) fn entity_of(&self, layers: &Layers, who: &Participant) -> Option<EntityId> {
        let mentions = layers.mentions().unwrap_or_default();
        let best = self
            .over(who.head)
            .filter(|&(span, id)| span.contains(who.head) && layers.entity_of(id).is_some())
            .filter(|&(span, id)| {
                let is_phrase = mentions[id.index()].kind == MentionKind::Nominal;
                !is_phrase || who.span.contains(span) || heads(layers, span, who.head)
            })
            .min_by_key(|&(_, id)| (mentions[id.index()].closeness(), id));
        best.and_then(|(_, id)| layers.entity_of(id))
    }
}

/// Whether a word is the head of a span that holds it: what it hangs on stands elsewhere. Where there are no trees any
/// word may be.
fn heads(layers: &Layers, span: Span, word: Span) -> bool {
    let (Ok(tokens), Ok(syntax)) = (layers.tokens(), layers.syntax()) else {
        return true;
    };
    let token = tokens.partition_point(|token| token.span.end() <= word.start());
    let head = (token < tokens.len()).then(|| syntax.head(token)).flatten();
    head.is_none_or(|head| !span.contains(tokens[head].span))
}

/// The ways back: from an entity to the quotes and relations that name it, from a quote to those inside it. Each
/// list is in text order.
pub(crate) struct Links {
    /// For each entity the quotes that it says, alone or with others.
    pub(crate) said: Vec<Vec<QuoteId>>,
    /// For each entity the quotes that are addressed to it.
    pub(crate) told: Vec<Vec<QuoteId>>,
    /// For each quote those that are directly in it.
    pub(crate) nested: Vec<Vec<QuoteId>>,
    /// Positions of the relations.
    pub(crate) relations: Vec<usize>,
    /// For each entity the positions of the relations that it takes part in.
    pub(crate) related: Vec<Vec<usize>>,
    /// Positions of the triples.
    pub(crate) triples: Vec<usize>,
}

impl Links {
    fn of(layers: &Layers, mentions: &MentionOrder) -> Self {
        let entities = layers.entities().unwrap_or_default().len();
        let quotes = layers.quotes().unwrap_or_default();
        let mut links = Self {
            said: vec![Vec::new(); entities],
            told: vec![Vec::new(); entities],
            nested: vec![Vec::new(); quotes.len()],
            relations: Vec::new(),
            related: vec![Vec::new(); entities],
            triples: Vec::new(),
        };
        for (at, quote) in quotes.iter().enumerate() {
            let id = QuoteId::new(at);
            for who in quote.each_speaker() {
                if let Some(entity) = mentions.entity_of(layers, who) {
                    add(&mut links.said[entity.index()], id);
                }
            }
            if let Some(who) = &quote.addressee
                && let Some(entity) = mentions.entity_of(layers, who)
            {
                add(&mut links.told[entity.index()], id);
            }
            if let Some(parent) = quote.parent {
                add(&mut links.nested[parent.index()], id);
            }
        }
        links.claims(layers);
        links
    }

    fn claims(&mut self, layers: &Layers) {
        let relations = layers.relations().unwrap_or_default();
        self.relations = (0..relations.len()).collect();
        self.relations
            .sort_by_key(|&at| relations[at].evidence[0].start());
        for &at in &self.relations {
            for entity in [relations[at].subject, relations[at].object] {
                add(&mut self.related[entity.index()], at);
            }
        }
        let triples = layers.triples().unwrap_or_default();
        self.triples = (0..triples.len()).collect();
        self.triples.sort_by_key(|&at| triples[at].first_byte());
    }
}

/// Adds an item that may be the last already.
fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}
