//! Articles with who said what in them, as they stand in the corpora and as the pipeline reads them.

use anyhow::{Context, Result};
use newsgraph::document::{
    Annotator, Document, Layer, OffsetUnit, Offsets, Participant, Quote, QuoteKind, Reference, Span,
};
use newsgraph::{Models, Pipeline};
use newsgraph_document::Act;
use newsgraph_eval::{facts, quotes};
use rayon::prelude::*;
use std::path::Path;

/// A quote as the corpus has it.
#[derive(Clone, Debug)]
pub(super) struct Gold {
    pub(super) content: Vec<Span>,
    pub(super) speaker: Option<Span>,
    /// The full name of who says it.
    pub(super) name: Option<String>,
    pub(super) kind: QuoteKind,
}

/// An article with its quotes, read in two ways.
#[derive(Debug)]
pub(super) struct Article {
    /// With the quotes of the corpus.
    pub(super) gold: Document,
    /// As the pipeline reads it.
    pub(super) read: Document,
    pub(super) quotes: Vec<Gold>,
}

/// What reads texts: all of it, or with quotes that are given.
pub(super) struct Reader {
    whole: Pipeline,
    before: Pipeline,
    resolver: std::sync::Arc<dyn Annotator>,
}

impl Reader {
    pub(super) fn new(models: &Models) -> Result<Self> {
        let whole = models.builder_for(&[Layer::Entities])?.build()?;
        let before = models
            .builder_for(&[Layer::Syntax, Layer::Mentions])?
            .build()?;
        let resolver = models.component(newsgraph::Component::Coref)?;
        Ok(Self {
            whole,
            before,
            resolver,
        })
    }

    /// The document as the pipeline reads it.
    pub(super) fn read(&self, id: &str, text: &str) -> Result<Document> {
        let mut document = Document::new(id, text)?;
        self.whole.annotate(&mut document)?;
        Ok(document)
    }

    /// The document with these quotes.
    pub(super) fn given(&self, id: &str, text: &str, quotes: &[Gold]) -> Result<Document> {
        let mut document = Document::new(id, text)?;
        self.before.annotate(&mut document)?;
        let quote = |gold: &Gold| Quote {
            kind: gold.kind,
            act: Act::Speech,
            content: gold.content.clone(),
            cue: None,
            speaker: gold.speaker.map(|span| participant(&document, span)),
            speakers: Vec::new(),
            addressee: None,
            parent: None,
            score: None,
        };
        let quotes = quotes.iter().map(quote).collect();
        document.set_quotes(quotes, newsgraph_document::Maker::default())?;
        self.resolver.annotate(&mut document)?;
        Ok(document)
    }
}

/// The speaker with the name at its head.
fn participant(document: &Document, span: Span) -> Participant {
    let mut who = Participant::new(span, how(document, span));
    let tokens = document
        .tokenized()
        .map(|text| text.tokens_in(span))
        .unwrap_or_default();
    let head = document
        .syntax()
        .ok()
        .and_then(|syntax| syntax.head_of(tokens));
    if let (Some(head), Ok(all)) = (head, document.tokens()) {
        let word = all[head].span;
        let mention = document
            .mention_at(word)
            .and_then(|id| document.view().mention(id));
        let named = mention
            .map(|mention| mention.span)
            .filter(|own| span.contains(*own));
        // "Rep. Lee": the parser may take the title for the head.
        let mut within = document
            .view()
            .mentions_in(span)
            .map(|mention| mention.span);
        who.head = named
            .or_else(|| within.find(|own| own.start() == span.start()))
            .unwrap_or(word);
    }
    who
}

/// How a speaker is named: a capital after the first letter tells a name.
fn how(document: &Document, span: Span) -> Reference {
    let text = &document.text()[span];
    if text.split_whitespace().count() == 1 && !text.starts_with(char::is_uppercase) {
        Reference::Pronoun
    } else if text.contains(char::is_uppercase) {
        Reference::Named
    } else {
        Reference::Described
    }
}

/// The articles of a file of facts or of PolNeAR; `step` takes each so many.
pub(super) fn articles(path: &Path, step: usize, reader: &Reader) -> Result<Vec<Article>> {
    let is_facts = path.components().any(|part| part.as_os_str() == "facts");
    let rows = if is_facts {
        of_facts(path)?
    } else {
        of_polnear(path)?
    };
    let rows = rows.into_iter().step_by(step);
    let rows: Vec<_> = rows.collect();
    let read = rows.par_iter().map(|(id, text, quotes)| {
        let read = reader.read(id, text).with_context(|| id.clone())?;
        let mut quotes = quotes.clone();
        quotes.sort_by_key(|quote| quote.content.first().copied());
        for quote in &mut quotes {
            let entity = quote.speaker.and_then(|span| read.view().entity_at(span));
            let named = entity.filter(|e| e.is_named()).map(|e| e.name().to_owned());
            quote.name = quote.name.take().or(named);
        }
        let gold = reader
            .given(id, text, &quotes)
            .with_context(|| id.clone())?;
        Ok(Article { gold, read, quotes })
    });
    read.collect()
}

type Row = (String, String, Vec<Gold>);

fn kind(text: &str, content: &[Span]) -> QuoteKind {
    let words: String = content
        .iter()
        .map(|&span| text[span].trim())
        .collect::<Vec<_>>()
        .join(" ");
    let opens = words.starts_with(['"', '“']);
    let closes = words.trim_end_matches([',', '.']).ends_with(['"', '”']);
    let inner = words
        .chars()
        .filter(|c| matches!(c, '"' | '“' | '”'))
        .count();
    match (
        opens && closes && inner % 2 == 0 && inner <= 2 * content.len(),
        inner,
    ) {
        (true, _) => QuoteKind::Direct,
        (false, 0) => QuoteKind::Indirect,
        (false, _) => QuoteKind::Mixed,
    }
}

fn of_facts(path: &Path) -> Result<Vec<Row>> {
    let row = |article: facts::Article| {
        let offsets = Offsets::new(&article.text, OffsetUnit::Char);
        let span = |(start, end): (usize, usize)| {
            Some(Span::new(offsets.to_byte(start)?, offsets.to_byte(end)?))
        };
        let quotes = article
            .quotes
            .iter()
            .filter(|quote| quote.act == "speech")
            .map(|quote| {
                let content: Vec<Span> = quote.content.iter().filter_map(|&r| span(r)).collect();
                let entity = quote.speaker_entity.and_then(|at| article.entities.get(at));
                Gold {
                    kind: kind(&article.text, &content),
                    content,
                    speaker: quote.speaker.and_then(span),
                    name: entity.map(|entity| entity.name.clone()),
                }
            });
        let quotes = quotes.filter(|quote| !quote.content.is_empty()).collect();
        (article.id.clone(), article.text.clone(), quotes)
    };
    Ok(facts::read(path)?.into_iter().map(row).collect())
}

fn of_polnear(path: &Path) -> Result<Vec<Row>> {
    let row = |article: quotes::Article| {
        let offsets = Offsets::new(&article.text, OffsetUnit::Char);
        let span = |(start, end): (usize, usize)| {
            Some(Span::new(offsets.to_byte(start)?, offsets.to_byte(end)?))
        };
        let quotes = article.quotes.iter().map(|quote| {
            let content: Vec<Span> = quote.content.iter().filter_map(|&r| span(r)).collect();
            Gold {
                kind: kind(&article.text, &content),
                content,
                speaker: quote.source.first().and_then(|&r| span(r)),
                name: None,
            }
        });
        let quotes = quotes.filter(|quote| !quote.content.is_empty()).collect();
        (article.id.clone(), article.text.clone(), quotes)
    };
    Ok(quotes::read(path)?.into_iter().map(row).collect())
}
