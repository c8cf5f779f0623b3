//! What each layer must hold to enter a document.

use crate::layers::Ground;
use crate::made::{Entities, Mentions};
use crate::{
    DocumentError, Layer, Mention, Participant, Quote, QuoteId, QuoteMark, Relation, Sentence,
    Span, Syntax, Token, Triple,
};

type Checked = Result<(), DocumentError>;

pub(crate) fn tokens(ground: Ground<'_>, tokens: &[Token]) -> Checked {
    let layer = Layer::Tokens;
    spans(ground, layer, tokens.iter().map(|t| t.span))?;
    let mut least = 0;
    for (position, &Token { span }) in tokens.iter().enumerate() {
        filled(layer, position, span)?;
        let found = span.start();
        if found < least {
            return Err(DocumentError::Overlap {
                layer,
                position,
                least,
                found,
            });
        }
        least = span.end();
    }
    Ok(())
}

pub(crate) fn sentences(ground: Ground<'_>, sentences: &[Sentence]) -> Checked {
    let tokens = ground.layers.tokens()?;
    let len = tokens.len();
    let (mut first, mut paragraphs) = (0, 0..=0);
    for (position, sentence) in sentences.iter().enumerate() {
        let range = sentence.tokens.clone();
        if range.start != first || range.is_empty() || range.end > len {
            return Err(DocumentError::SentenceTokens {
                sentence: position,
                first,
                len,
                found: range,
            });
        }
        let expected = tokens[range.start].span.cover(tokens[range.end - 1].span);
        if sentence.span != expected {
            return Err(DocumentError::SentenceSpan {
                sentence: position,
                expected,
                found: sentence.span,
            });
        }
        if !paragraphs.contains(&sentence.paragraph) {
            return Err(DocumentError::Paragraph {
                sentence: position,
                least: *paragraphs.start(),
                most: *paragraphs.end(),
                found: sentence.paragraph,
            });
        }
        first = range.end;
        paragraphs = sentence.paragraph..=sentence.paragraph + 1;
    }
    if first == len {
        return Ok(());
    }
    Err(DocumentError::TokensLeft {
        expected: len,
        found: first,
    })
}

pub(crate) fn quote_marks(ground: Ground<'_>, marks: &[QuoteMark]) -> Checked {
    ground.layers.sentences()?;
    let parts = |m: &QuoteMark| [Some(m.span), m.open, m.close];
    let layer = Layer::QuoteMarks;
    spans(ground, layer, marks.iter().flat_map(parts).flatten())?;
    sorted(layer, 0, marks.iter().map(|m| m.span))
}

pub(crate) fn syntax(ground: Ground<'_>, syntax: &Syntax) -> Checked {
    Ok(syntax.check(ground.tokenized()?)?)
}

pub(crate) fn mentions(ground: Ground<'_>, mentions: &Mentions) -> Checked {
    ground.layers.sentences()?;
    let Some((set, mut rest)) = mentions.split_at_checked(mentions.set) else {
        return Err(DocumentError::SetMentions {
            len: mentions.len(),
            found: mentions.set,
        });
    };
    mention_run(ground, 0, set)?;
    // What was appended is sorted within each call, and nothing is kept of where a call ended.
    while !rest.is_empty() {
        let at = mentions.len() - rest.len();
        let run = rest
            .windows(2)
            .position(|w| w[0].span.start() > w[1].span.start());
        let (run, after) = rest.split_at(run.map_or(rest.len(), |last| last + 1));
        mention_run(ground, at, run)?;
        rest = after;
    }
    Ok(())
}

/// Mentions that are set or appended together, the first of which gets the id `at`.
pub(crate) fn mention_run(ground: Ground<'_>, at: usize, run: &[Mention]) -> Checked {
    let layer = Layer::Mentions;
    spans(ground, layer, run.iter().map(|m| m.span))?;
    for (position, mention) in (at..).zip(run) {
        filled(layer, position, mention.span)?;
        score(layer, position, mention.score)?;
    }
    sorted(layer, at, run.iter().map(|m| m.span))
}

pub(crate) fn quotes(ground: Ground<'_>, quotes: &[Quote]) -> Checked {
    ground.tokenized()?;
    let layer = Layer::Quotes;
    for (position, quote) in quotes.iter().enumerate() {
        let people = [quote.speaker, quote.addressee].into_iter().flatten();
        let people = people.chain(quote.speakers.iter().copied());
        let people = people.flat_map(Participant::spans);
        let parts = quote.content.iter().copied().chain(quote.cue).chain(people);
        spans(ground, layer, parts)?;
        content(position, &quote.content)?;
        score(layer, position, quote.score)?;
        if let Some(parent) = quote.parent {
            reference(
                (layer, position),
                Layer::Quotes,
                parent.index(),
                quotes.len(),
            )?;
        }
    }
    no_circle(quotes)
}

fn content(quote: usize, content: &[Span]) -> Checked {
    if content.is_empty() {
        return Err(DocumentError::NoContent { quote });
    }
    match content.windows(2).find(|w| w[0].end() > w[1].start()) {
        None => Ok(()),
        Some(pair) => Err(DocumentError::Content {
            quote,
            least: pair[0].end(),
            found: pair[1],
        }),
    }
}

/// Goes up from each quote to one that was seen, and says where that is one of the same way.
fn no_circle(quotes: &[Quote]) -> Checked {
    let mut way_of = vec![None; quotes.len()];
    for start in 0..quotes.len() {
        let mut at = start;
        while way_of[at].is_none() {
            way_of[at] = Some(start);
            let Some(parent) = quotes[at].parent.map(QuoteId::index) else {
                break;
            };
            if way_of[parent] == Some(start) {
                return Err(DocumentError::ParentCircle { quote: at, parent });
            }
            at = parent;
        }
    }
    Ok(())
}

pub(crate) fn entities(ground: Ground<'_>, entities: &Entities) -> Checked {
    let len = ground.layers.mentions()?.len();
    for (position, entity) in entities.iter().enumerate() {
        if entity.mentions.is_empty() {
            return Err(DocumentError::NoMention { entity: position });
        }
        for mention in &entity.mentions {
            let item = (Layer::Entities, position);
            reference(item, Layer::Mentions, mention.index(), len)?;
        }
    }
    let pairs = entities.by_mention();
    match pairs.windows(2).find(|w| w[0].0 == w[1].0) {
        None => Ok(()),
        Some(pair) => Err(DocumentError::SharedMention {
            mention: pair[0].0.index(),
            entities: [pair[0].1.index(), pair[1].1.index()],
        }),
    }
}

pub(crate) fn relations(ground: Ground<'_>, relations: &[Relation]) -> Checked {
    let len = ground.layers.entities()?.len();
    let layer = Layer::Relations;
    for (position, relation) in relations.iter().enumerate() {
        let parts = relation.evidence.iter().copied().chain(relation.role);
        spans(ground, layer, parts)?;
        for entity in [relation.subject, relation.object] {
            reference((layer, position), Layer::Entities, entity.index(), len)?;
        }
        quote_exists(ground, (layer, position), relation.quote)?;
        score(layer, position, relation.score)?;
        if relation.evidence.is_empty() {
            return Err(DocumentError::NoEvidence { relation: position });
        }
    }
    Ok(())
}

pub(crate) fn triples(ground: Ground<'_>, triples: &[Triple]) -> Checked {
    ground.tokenized()?;
    let layer = Layer::Triples;
    for (position, triple) in triples.iter().enumerate() {
        let ends = [triple.subject, triple.object].into_iter();
        let others = triple.predicate.iter().chain(&triple.arguments).copied();
        spans(ground, layer, ends.chain(others))?;
        quote_exists(ground, (layer, position), triple.quote)?;
        score(layer, position, triple.score)?;
        if triple.predicate.is_empty() && triple.implied.as_deref().unwrap_or_default().is_empty() {
            return Err(DocumentError::NoPredicate { triple: position });
        }
    }
    Ok(())
}

fn spans(ground: Ground<'_>, layer: Layer, mut spans: impl Iterator<Item = Span>) -> Checked {
    let text = ground.text;
    match spans.find(|span| !span.fits(text)) {
        None => Ok(()),
        Some(span) => Err(DocumentError::Span {
            layer,
            span,
            len: text.len(),
        }),
    }
}

fn filled(layer: Layer, position: usize, span: Span) -> Checked {
    if !span.is_empty() {
        return Ok(());
    }
    Err(DocumentError::Empty {
        layer,
        position,
        span,
    })
}

/// Whether spans are sorted by their start, where the first is that of item `at`.
fn sorted(layer: Layer, at: usize, spans: impl Iterator<Item = Span>) -> Checked {
    let mut least = 0;
    for (position, span) in (at..).zip(spans) {
        let found = span.start();
        if found < least {
            return Err(DocumentError::Unsorted {
                layer,
                position,
                least,
                found,
            });
        }
        least = found;
    }
    Ok(())
}

fn score(layer: Layer, position: usize, score: Option<f32>) -> Checked {
    match score.filter(|score| !score.is_finite()) {
        None => Ok(()),
        Some(score) => Err(DocumentError::Score {
            layer,
            position,
            found: score.to_string(),
        }),
    }
}

fn quote_exists(ground: Ground<'_>, item: (Layer, usize), quote: Option<QuoteId>) -> Checked {
    match quote {
        None => Ok(()),
        Some(quote) => reference(
            item,
            Layer::Quotes,
            quote.index(),
            ground.layers.quotes()?.len(),
        ),
    }
}

fn reference(item: (Layer, usize), of: Layer, target: usize, len: usize) -> Checked {
    if target < len {
        return Ok(());
    }
    let (layer, position) = item;
    Err(DocumentError::Reference {
        layer,
        position,
        of,
        target,
        len,
    })
}
