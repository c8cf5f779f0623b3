//! The rows of a document.

use crate::facts::Facts;
use crate::{StoreError, names, spans};
use newsgraph_document::{
    Document, EntityId, Layer, Maker, Participant, Quote, QuoteId, Reference, Relation, Sentence,
    Span, Triple,
};
use newsgraph_identity::Profile;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

type Written = Result<(), StoreError>;

/// Writes rows of a document, whose own row is there.
pub(crate) struct Writing<'a> {
    connection: &'a Connection,
    document: &'a Document,
    key: i64,
}

impl<'a> Writing<'a> {
    pub(crate) fn new(connection: &'a Connection, document: &'a Document, key: i64) -> Self {
        Self {
            connection,
            document,
            key,
        }
    }

    /// Writes all rows. Its entities are unsettled afterwards.
    pub(crate) fn write(&self, facts: &Facts) -> Written {
        facts
            .makers
            .iter()
            .try_for_each(|(&layer, maker)| self.layer(layer, maker))?;
        self.sentences(&facts.sentences)?;
        self.entities()?;
        self.mentions(facts)?;
        each(&facts.quotes, |at, item| self.quote(at, item))?;
        each(&facts.relations, |at, item| self.relation(at, item))?;
        self.triples(&facts.triples)
    }

    fn layer(&self, layer: Layer, maker: &Maker) -> Written {
        let Maker { component, model } = maker;
        let sql = "SELECT key FROM makers WHERE component = ? AND model IS ?";
        let mut row = self.connection.prepare_cached(sql)?;
        let there = row
            .query_row((component, model), |row| row.get(0))
            .optional()?;
        let maker: i64 = if let Some(key) = there {
            key
        } else {
            let sql = "INSERT INTO makers (component, model) VALUES (?, ?)";
            self.connection
                .prepare_cached(sql)?
                .insert((component, model))?
        };
        let sql = "INSERT INTO layers VALUES (?, ?, ?)";
        let mut row = self.connection.prepare_cached(sql)?;
        row.execute(params![self.key, layer.key(), maker])?;
        Ok(())
    }

    fn sentences(&self, sentences: &[Sentence]) -> Written {
        let sql = "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(sql)?;
        each(sentences, |at, sentence| {
            let span = sentence.span;
            row.execute(params![
                self.key,
                at,
                sentence.paragraph,
                span.start(),
                span.end(),
                sentence.tokens.len(),
            ])?;
            Ok(())
        })
    }

    fn entities(&self) -> Written {
        let prepare = |sql| self.connection.prepare_cached(sql);
        let mut entities = prepare(
            "INSERT INTO entities (document, entity, name, label, nth, named, profile) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        let mut keys = prepare("INSERT OR IGNORE INTO identity_keys VALUES (?, ?)")?;
        let mut names = prepare("INSERT INTO names (name, entity, folded) VALUES (?, ?, ?)")?;
        let mut unsettled = prepare("INSERT INTO unsettled VALUES (?)")?;
        let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let profiles = Profile::all(self.document, self.document.date());
        for (at, (entity, profile)) in self.document.view().entities().zip(profiles).enumerate() {
            let nth = seen
                .entry((entity.name(), entity.item().label.as_str()))
                .or_default();
            let key = entities.insert(params![
                self.key,
                at,
                entity.name(),
                entity.label.as_str(),
                *nth,
                entity.is_named(),
                entity.is_named().then(|| json(&profile)).transpose()?,
            ])?;
            *nth += 1;
            for name in profile.keys() {
                keys.execute((name, key))?;
            }
            let used = entity
                .names()
                .chain(entity.is_named().then_some(entity.name()));
            let used: BTreeSet<String> = used.map(names::folded).collect();
            for name in used {
                let looked_up = names::looked_up(&name);
                names.execute((name, key, looked_up))?;
            }
            unsettled.execute([key])?;
        }
        Ok(())
    }

    fn mentions(&self, facts: &Facts) -> Written {
        let mut places = vec![None; facts.mentions.len()];
        for (entity, item) in facts.entities.iter().enumerate() {
            for (place, mention) in item.mentions.iter().enumerate() {
                places[mention.index()] = Some((entity, place));
            }
        }
        let set = facts.mentions.len() - facts.appended;
        let sql = "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(sql)?;
        each(&facts.mentions, |at, mention| {
            row.execute(params![
                self.key,
                at,
                mention.span.start(),
                mention.span.end(),
                mention.label.as_str(),
                mention.kind.as_str(),
                mention.value,
                mention.score,
                at >= set,
                places[at].map(|(entity, _)| entity),
                places[at].map(|(_, place)| place),
            ])?;
            Ok(())
        })
    }

    fn quote(&self, at: usize, quote: &Quote) -> Written {
        let sql = "INSERT INTO quotes (document, quote, kind, act, start, \"end\", content, cue_start, cue_end, parent, \
                   speakers, score, claimant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let content = spans::cover(&quote.content);
        let key = self.connection.prepare_cached(sql)?.insert(params![
            self.key,
            at,
            quote.kind.as_str(),
            quote.act.as_str(),
            content.start(),
            content.end(),
            spans::to_json(&quote.content),
            quote.cue.map(Span::start),
            quote.cue.map(Span::end),
            quote.parent.map(QuoteId::index),
            quote.speakers.len(),
            quote.score,
            self.claimant(quote.parent),
        ])?;
        let sql = "INSERT INTO quote_words (rowid, words) VALUES (?, ?)";
        self.words(sql, key, &quote.content)?;
        for (position, who) in quote.each_speaker().enumerate() {
            self.participant(at, "speaker", position, who)?;
        }
        let together = quote.speaker.filter(|_| !quote.speakers.is_empty());
        if let Some(who) = &together {
            self.participant(at, "together", 0, who)?;
        }
        match &quote.addressee {
            Some(who) => self.participant(at, "addressee", 0, who),
            None => Ok(()),
        }
    }

    fn participant(&self, quote: usize, part: &str, position: usize, who: &Participant) -> Written {
        let sql = "INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let entity = self.document.entity_of_participant(who);
        let behalf = who.behalf.and_then(|name| self.document.entity_at(name));
        self.connection.prepare_cached(sql)?.execute(params![
            self.key,
            quote,
            part,
            position,
            who.span.start(),
            who.span.end(),
            who.head.start(),
            who.head.end(),
            who.how.as_str(),
            who.role.map(Span::start),
            who.role.map(Span::end),
            who.behalf.map(Span::start),
            who.behalf.map(Span::end),
            entity.map(EntityId::index),
            behalf.map(EntityId::index),
        ])?;
        Ok(())
    }

    fn relation(&self, at: usize, relation: &Relation) -> Written {
        let sql = "INSERT INTO relations (document, relation, label, subject, object, start, \"end\", evidence, status, \
                   role_start, role_end, negated, hedged, quote, score, claimant) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let evidence = spans::cover(&relation.evidence);
        let key = self.connection.prepare_cached(sql)?.insert(params![
            self.key,
            at,
            relation.label.as_str(),
            relation.subject.index(),
            relation.object.index(),
            evidence.start(),
            evidence.end(),
            spans::to_json(&relation.evidence),
            relation.status.as_str(),
            relation.role.map(Span::start),
            relation.role.map(Span::end),
            relation.negated,
            relation.hedged,
            relation.quote.map(QuoteId::index),
            relation.score,
            self.claimant(relation.quote),
        ])?;
        let sql = "INSERT INTO relation_words (rowid, words) VALUES (?, ?)";
        self.words(sql, key, &relation.evidence)
    }

    fn triples(&self, triples: &[Triple]) -> Written {
        let sql = "INSERT INTO triples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut row = self.connection.prepare_cached(sql)?;
        each(triples, |at, triple| {
            row.execute(params![
                self.key,
                at,
                triple.subject.start(),
                triple.subject.end(),
                triple.implied,
                spans::to_json(&triple.predicate),
                self.lemmas(&triple.predicate),
                triple.object.start(),
                triple.object.end(),
                spans::to_json(&triple.arguments),
                triple.negated,
                triple.hedged,
                triple.quote.map(QuoteId::index),
                triple.score,
                self.named_by(triple.subject),
                self.named_by(triple.object),
                self.claimant(triple.quote),
            ])?;
            Ok(())
        })
    }

    /// The words of spans for full text.
    fn words(&self, sql: &str, key: i64, spans: &[Span]) -> Written {
        let words: Vec<&str> = spans
            .iter()
            .map(|&span| &self.document.text()[span])
            .collect();
        let mut row = self.connection.prepare_cached(sql)?;
        row.execute((key, words.join(" ")))?;
        Ok(())
    }

    /// The entity that says a quote.
    fn claimant(&self, quote: Option<QuoteId>) -> Option<usize> {
        let quote = self.document.view().quote(quote?)?;
        quote.speaker_entity().map(|entity| entity.id().index())
    }

    /// The base forms of the words of spans; `None` where syntax is absent.
    fn lemmas(&self, spans: &[Span]) -> Option<String> {
        let (syntax, text) = (
            self.document.syntax().ok()?,
            self.document.tokenized().ok()?,
        );
        let tokens = spans.iter().flat_map(|&span| text.tokens_in(span));
        let lemmas: Vec<String> = tokens.map(|at| syntax.lemma(at).to_lowercase()).collect();
        Some(lemmas.join(" "))
    }

    /// The entity that the head of the words is; `None` where syntax is absent.
    fn named_by(&self, span: Span) -> Option<usize> {
        let (syntax, text) = (
            self.document.syntax().ok()?,
            self.document.tokenized().ok()?,
        );
        let head = syntax.head_of(text.tokens_in(span))?;
        let who = Participant {
            head: text.tokens[head].span,
            ..Participant::new(span, Reference::Named)
        };
        self.document
            .entity_of_participant(&who)
            .map(EntityId::index)
    }
}

fn each<T>(items: &[T], mut write: impl FnMut(usize, &T) -> Written) -> Written {
    items
        .iter()
        .enumerate()
        .try_for_each(|(at, item)| write(at, item))
}

fn json(profile: &Profile) -> Result<String, StoreError> {
    serde_json::to_string(profile).map_err(|error| StoreError::Database(error.into()))
}
