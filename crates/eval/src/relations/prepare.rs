use super::Triple;
use crate::System;
use newsgraph_document::{
    AnnotateError, Document, Entity, Label, Layer, Maker, Mention, MentionId, MentionKind,
    Sentence, Span, Token,
};
use std::collections::BTreeSet;

/// A text of a corpus, ready for relations to be found or learned.
#[derive(Clone, Debug)]
pub struct RelationExample {
    /// The text with trees and entities.
    pub document: Document,
    /// The gold relations between the entities.
    pub relations: BTreeSet<Triple>,
    /// The types of which all are annotated; `None` where all types are.
    pub known: Option<BTreeSet<String>>,
}

/// A text with given entities.
#[derive(Clone, Debug, Default)]
pub(super) struct RelationText {
    /// Its id.
    pub(super) id: String,
    /// Its text.
    pub(super) text: String,
    /// The corpus's own words, which make up one sentence; empty where the text is to be tokenized.
    pub(super) words: Vec<Span>,
    /// Names with their types and the positions of their entities.
    pub(super) names: Vec<(Span, Label, usize)>,
    /// The relations between the entities.
    pub(super) relations: Vec<Triple>,
}

impl RelationText {
    /// Words with a space between them as the text, and a span for each.
    pub(super) fn spaced<'a>(words: impl IntoIterator<Item = &'a str>) -> (String, Vec<Span>) {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for word in words {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            spans.push(Span::new(start, text.len()));
        }
        (text, spans)
    }

    /// The text as an example: words, trees, and the given names and entities.
    pub(super) fn prepare(&self, system: &System) -> Result<RelationExample, AnnotateError> {
        let mut document = Document::new(self.id.clone(), self.text.clone())?;
        if self.words.is_empty() {
            system.fill(&mut document, Layer::Sentences)?;
        } else {
            self.set_words(&mut document)?;
        }
        system.fill(&mut document, Layer::Syntax)?;
        self.set_entities(&mut document)?;
        Ok(RelationExample {
            document,
            relations: self.relations.iter().cloned().collect(),
            known: None,
        })
    }

    /// The corpus's own words as one sentence.
    fn set_words(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let by = || Maker {
            component: "corpus".to_owned(),
            model: None,
        };
        let tokens: Vec<Token> = self.words.iter().map(|&span| Token { span }).collect();
        let sentence = Sentence {
            span: tokens[0].span.cover(tokens[tokens.len() - 1].span),
            tokens: 0..tokens.len(),
            paragraph: 0,
        };
        document.set_tokens(tokens, by())?;
        document.set_sentences(vec![sentence], by())?;
        Ok(())
    }

    fn set_entities(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by_key(|&name| self.names[name].0);
        let mention = |&name: &usize| {
            let (span, label, _) = &self.names[name];
            Mention {
                span: *span,
                label: label.clone(),
                kind: if label.is_value() {
                    MentionKind::Value
                } else {
                    MentionKind::Proper
                },
                value: None,
                score: None,
            }
        };
        document.set_mentions(order.iter().map(mention).collect(), Maker::default())?;
        document.set_quotes(Vec::new(), Maker::default())?;
        let count = self.names.iter().map(|name| name.2 + 1).max().unwrap_or(0);
        let mut mentions: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (at, &name) in order.iter().enumerate() {
            mentions[self.names[name].2].push(at);
        }
        let entity = |own: Vec<usize>| {
            let names = own.iter().map(|&at| &self.names[order[at]]);
            let longest = names.max_by_key(|name| (name.0.len(), std::cmp::Reverse(name.0)));
            Entity {
                label: longest.map_or(Label::MISC, |name| name.1.clone()),
                name: longest.map_or_else(String::new, |name| self.text[name.0].to_owned()),
                mentions: own.into_iter().map(MentionId::new).collect(),
            }
        };
        document.set_entities(mentions.into_iter().map(entity).collect(), Maker::default())?;
        Ok(())
    }
}
