//! What covers a span.

use super::chain::{Member, Weighed, member};
use super::place::{Made, Place, Places};
use super::told::Told;
use newsgraph::Document;
use newsgraph::document::{Layer, MentionId, Participant, Quote, Span, Triple};
use serde::Serialize;

/// The most words of a span that are told one by one.
const WORDS: usize = 100;

/// What covers a span.
#[derive(Debug, Serialize)]
pub(super) struct Covered {
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) sentence: Place,
    pub(super) words: Vec<Word>,
    /// Words beside those, where the span has very many.
    #[serde(skip_serializing_if = "is_none")]
    pub(super) more_words: usize,
    pub(super) mentions: Vec<Named>,
    pub(super) quotes: Vec<Part>,
    pub(super) relations: Vec<Part>,
    pub(super) triples: Vec<Part>,
    pub(super) made_by: Vec<Layered>,
    /// What the span would have been a mention of, where it is a pronoun or description that refers to nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) left_out: Vec<LeftOut>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives references")]
fn is_none(number: &usize) -> bool {
    *number == 0
}

/// A word with its place in the tree.
#[derive(Debug, Serialize)]
pub(super) struct Word {
    pub(super) token: usize,
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) pos: Option<&'static str>,
    pub(super) xpos: Option<String>,
    pub(super) lemma: Option<String>,
    /// The relation to the word above it, and that word, up to the root.
    pub(super) path: Vec<Step>,
}

/// A step up a tree.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub(super) dep: String,
    /// `None` at the root.
    pub(super) head: Option<usize>,
    pub(super) word: Option<String>,
}

/// A mention with its entity.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    #[serde(flatten)]
    pub(super) member: Member,
    pub(super) entity: Option<usize>,
    pub(super) name: Option<String>,
}

/// A fact that has a part in the span.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub(super) number: usize,
    /// What the part is: content, cue, speaker, evidence, subject, ...
    #[serde(rename = "part")]
    pub(super) what: &'static str,
    pub(super) place: Place,
}

/// A layer with its maker.
#[derive(Debug, Serialize)]
pub(super) struct Layered {
    pub(super) layer: &'static str,
    #[serde(flatten)]
    pub(super) made: Made,
}

/// A pronoun or description that was looked at and refers to nothing.
#[derive(Debug, Serialize)]
pub(super) struct LeftOut {
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) joined_by: &'static str,
    pub(super) candidates: Vec<Weighed>,
    pub(super) margin: Option<f32>,
}

/// What covers a span of the document.
pub(super) fn covered(told: &Told, places: &Places<'_>, span: Span) -> Covered {
    let document = &told.document;
    let (words, more_words) = words(document, places, span);
    let mentions = mentions(told, places, span);
    Covered {
        place: places.at(span),
        sentence: places.at(places.sentences(span)),
        words,
        more_words,
        left_out: left_out(told, places, span),
        mentions,
        quotes: quotes(document, places, span),
        relations: relations(document, places, span),
        triples: triples(document, places, span),
        made_by: made(places),
    }
}

fn words(document: &Document, places: &Places<'_>, span: Span) -> (Vec<Word>, usize) {
    let Ok(text) = document.tokenized() else {
        return (Vec::new(), 0);
    };
    let tokens = text.tokens_in(span);
    let syntax = document.syntax().ok();
    let step = |token: usize| {
        let syntax = syntax?;
        let head = syntax.head(token);
        Some(Step {
            dep: syntax.dep(token).to_owned(),
            head,
            word: head.map(|head| text.word(head).to_owned()),
        })
    };
    let word = |token: usize| Word {
        token,
        place: places.at(text.tokens[token].span),
        pos: syntax.map(|syntax| syntax.upos(token).as_str()),
        xpos: syntax.map(|syntax| syntax.xpos(token).to_owned()),
        lemma: syntax.map(|syntax| syntax.lemma(token).to_owned()),
        path: syntax.map_or_else(Vec::new, |syntax| {
            let path = std::iter::once(token).chain(syntax.ancestors(token));
            path.take(WORDS).filter_map(step).collect()
        }),
    };
    let more = tokens.len().saturating_sub(WORDS);
    (tokens.take(WORDS).map(word).collect(), more)
}

fn mentions(told: &Told, places: &Places<'_>, span: Span) -> Vec<Named> {
    let document = &told.document;
    let all = document.mentions().unwrap_or_default();
    let ids = (0..all.len()).map(MentionId::new);
    let near = ids.filter(|id| all[id.index()].span.overlaps(span));
    let named = near.filter_map(|id| {
        let entity = document.entity_of(id);
        let entities = document.entities().unwrap_or_default();
        Some(Named {
            member: member(told, places, id)?,
            name: entity.and_then(|id| Some(entities.get(id.index())?.name.clone())),
            entity: entity.map(newsgraph::document::EntityId::index),
        })
    });
    named.collect()
}

/// What was looked at in the span and refers to nothing.
fn left_out(told: &Told, places: &Places<'_>, span: Span) -> Vec<LeftOut> {
    let left = told.left_out(span).into_iter();
    let told = left.map(|reasons| LeftOut {
        place: places.at(reasons.span),
        joined_by: reasons.joined_by.as_str(),
        candidates: reasons
            .candidates
            .iter()
            .map(|candidate| Weighed {
                place: candidate.span.map(|span| places.at(span)),
                entity: None,
                name: None,
                score: candidate.score,
                chosen: candidate.span.is_none(),
            })
            .collect(),
        margin: reasons.margin,
    });
    told.collect()
}

/// The parts that overlap a span.
fn parts(
    places: &Places<'_>,
    span: Span,
    number: usize,
    parts: impl IntoIterator<Item = (&'static str, Span)>,
) -> Vec<Part> {
    let near = parts.into_iter().filter(|(_, own)| own.overlaps(span));
    near.map(|(part, own)| Part {
        number,
        what: part,
        place: places.at(own),
    })
    .collect()
}

fn quotes(document: &Document, places: &Places<'_>, span: Span) -> Vec<Part> {
    let of = |quote: &Quote| {
        let content = quote.content.iter().map(|&span| ("content", span));
        let who = |part, who: Option<Participant>| who.map(|who| (part, who.span));
        let rest = [
            quote.cue.map(|cue| ("cue", cue)),
            who("speaker", quote.speaker),
            who("addressee", quote.addressee),
        ];
        content
            .chain(rest.into_iter().flatten())
            .collect::<Vec<_>>()
    };
    let all = document.quotes().unwrap_or_default().iter().enumerate();
    all.flat_map(|(at, quote)| parts(places, span, at, of(quote)))
        .collect()
}

fn relations(document: &Document, places: &Places<'_>, span: Span) -> Vec<Part> {
    let all = document.relations().unwrap_or_default().iter().enumerate();
    all.flat_map(|(at, relation)| {
        let evidence = relation.evidence.iter().map(|&span| ("evidence", span));
        let role = relation.role.map(|role| ("role", role));
        parts(places, span, at, evidence.chain(role))
    })
    .collect()
}

fn triples(document: &Document, places: &Places<'_>, span: Span) -> Vec<Part> {
    let of = |triple: &Triple| {
        let predicate = triple.predicate.iter().map(|&span| ("predicate", span));
        let ends = [("subject", triple.subject), ("object", triple.object)];
        let arguments = triple.arguments.iter().map(|&span| ("argument", span));
        ends.into_iter()
            .chain(predicate)
            .chain(arguments)
            .collect::<Vec<_>>()
    };
    let all = document.triples().unwrap_or_default().iter().enumerate();
    all.flat_map(|(at, triple)| parts(places, span, at, of(triple)))
        .collect()
}

fn made(places: &Places<'_>) -> Vec<Layered> {
    let layers = Layer::ALL.into_iter();
    layers
        .filter_map(|layer| {
            Some(Layered {
                layer: layer.key(),
                made: places.made(layer)?,
            })
        })
        .collect()
}
