//! A document with why its facts are as they are.

use crate::args::HowArguments;
use crate::components::{attributor, is_learned, load};
use crate::models::models;
use crate::own_relations::stated;
use anyhow::Result;
use newsgraph::coref::MentionReasons;
use newsgraph::document::{EntityId, Layer, MentionId, Quote, Relation, Span};
use newsgraph::quote::{Choice, QuoteReasons};
use newsgraph::relation::PatternLine;
use newsgraph::tokenize::{PlainText, annotate_plain};
use newsgraph::{Component, Document};
use std::collections::HashMap;

/// A document with reasons, whose spans are those of its text.
pub(super) struct Told {
    /// What is explained.
    pub(super) document: Document,
    /// What this run finds in the text, where the document was annotated before.
    fresh: Option<Document>,
    quotes: Vec<QuoteReasons>,
    /// The line of a user's patterns that found each relation.
    lines: Vec<Option<PatternLine>>,
    /// How mentions were placed, by their spans. A span that is a name and a description has that of the name.
    mentions: HashMap<Span, MentionReasons>,
    /// The mentions of the document by their spans.
    ids: HashMap<Span, MentionId>,
}

impl Told {
    /// Reads the text of a document, and keeps what is weighed. Facts of one that is annotated already stay.
    pub(super) fn new(document: Document, how: &HowArguments) -> Result<Self> {
        let is_annotated = Layer::ALL.into_iter().any(|layer| document.has(layer));
        let mut read = if is_annotated {
            Document::new(document.id(), document.text())?.with_date(document.date())
        } else {
            document.clone()
        };
        let plain = PlainText::new(read.text());
        let (mut quotes, mut mentions, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let models = models(how, &Component::ALL)?;
        annotate_plain(&mut read, |read| -> Result<()> {
            for component in Component::ALL {
                match component {
                    Component::Quote => {
                        quotes = attributor(how, &models)?.annotate_with_reasons(read)?;
                    }
                    Component::Coref => {
                        mentions = models.resolver()?.annotate_with_reasons(read)?;
                    }
                    Component::Relation if !how.relations.is_empty() && !is_learned(how) => {
                        lines = stated(how, &models)?.annotate_with_reasons(read)?;
                    }
                    other => load(other, how, &models)?.annotate(read)?,
                }
            }
            Ok(())
        })?;
        if let Some(plain) = plain {
            let at = |span| plain.original(span);
            for reasons in &mut quotes {
                move_quote(reasons, at);
            }
            for reasons in &mut mentions {
                move_mention(reasons, at);
            }
        }
        let mut by_span = HashMap::new();
        for reasons in mentions {
            by_span.entry(reasons.span).or_insert(reasons);
        }
        let (document, fresh) = if is_annotated {
            (document, Some(read))
        } else {
            (read, None)
        };
        let mut ids = HashMap::new();
        for (at, mention) in document.mentions().unwrap_or_default().iter().enumerate() {
            ids.entry(mention.span).or_insert(MentionId::new(at));
        }
        Ok(Self {
            ids,
            document,
            fresh,
            quotes,
            lines,
            mentions: by_span,
        })
    }

    /// Why a quote of the document is as it is; `None` where this run does not find it.
    pub(super) fn quote(&self, number: usize, quote: &Quote) -> Option<&QuoteReasons> {
        let Some(fresh) = &self.fresh else {
            return self.quotes.get(number);
        };
        let mut found = fresh.quotes().unwrap_or_default().iter();
        let at = found.position(|other| other.content == quote.content)?;
        self.quotes.get(at)
    }

    /// The line of a user's patterns that found a relation of the document.
    pub(super) fn line(&self, number: usize, relation: &Relation) -> Option<&PatternLine> {
        let at = match &self.fresh {
            None => number,
            Some(fresh) => {
                let mut found = fresh.relations().unwrap_or_default().iter();
                let key = |r: &Relation| (r.label.clone(), r.evidence.clone(), r.subject, r.object);
                found.position(|other| key(other) == key(relation))?
            }
        };
        self.lines.get(at)?.as_ref()
    }

    /// Why a mention is where it is.
    pub(super) fn mention(&self, span: Span) -> Option<&MentionReasons> {
        self.mentions.get(&span)
    }

    /// What was looked at in a span and is no mention of the document, since it refers to nothing; in text order.
    pub(super) fn left_out(&self, span: Span) -> Vec<&MentionReasons> {
        let is_left = |reasons: &&MentionReasons| {
            reasons.span.overlaps(span) && !self.ids.contains_key(&reasons.span)
        };
        let mut left: Vec<_> = self.mentions.values().filter(is_left).collect();
        left.sort_by_key(|reasons| reasons.span);
        left
    }

    /// The entity whose mention this span is.
    pub(super) fn entity_of(&self, span: Span) -> Option<EntityId> {
        self.document.entity_of(*self.ids.get(&span)?)
    }

    /// Layers of the document that this run makes with another component or model.
    pub(super) fn made_otherwise(&self) -> Vec<Layer> {
        let Some(fresh) = &self.fresh else {
            return Vec::new();
        };
        let differs = |layer: &Layer| {
            let maker = self.document.maker(*layer);
            maker.is_some() && maker != fresh.maker(*layer)
        };
        Layer::ALL.into_iter().filter(differs).collect()
    }
}

fn move_quote(reasons: &mut QuoteReasons, at: impl Fn(Span) -> Span) {
    let choices = reasons.cues.iter_mut().chain(&mut reasons.speakers);
    choices.for_each(|choice: &mut Choice| choice.span = choice.span.map(&at));
}

fn move_mention(reasons: &mut MentionReasons, at: impl Fn(Span) -> Span) {
    reasons.span = at(reasons.span);
    reasons.to = reasons.to.map(&at);
    let candidates = reasons.candidates.iter_mut();
    candidates.for_each(|candidate| candidate.span = candidate.span.map(&at));
}
