use crate::claim::{Claim, Claims};
use crate::lexicon::Lexicon;
use crate::marks::Speech;
use crate::phrase::Parsed;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Mention, MentionKind, Participant, Quote, QuoteKind,
    QuoteMark, Reference, Syntax, TokenizedText, Upos,
};
use std::ops::Range;

/// Finds who said what to whom.
///
/// Quotes in the sense of PolNeAR: speech, writing, thought, belief and intention, direct, indirect or
/// mixed. Read off trees and quotation marks by rules over a list of reporting words.
#[derive(Clone, Debug)]
pub struct QuoteAttributor {
    lexicon: Lexicon,
}

impl Default for QuoteAttributor {
    fn default() -> Self {
        Self {
            lexicon: Lexicon::new(),
        }
    }
}

/// A quote in the making, in tokens.
struct Draft {
    claim: Claim,
    how: Option<Reference>,
}

impl QuoteAttributor {
    /// The quotes of a text, sorted by the start of their content. Mentions tell named speakers from
    /// described ones; without any, all nouns are descriptions.
    pub fn attribute(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        marks: &[QuoteMark],
        mentions: &[Mention],
    ) -> Vec<Quote> {
        let parsed = Parsed { text, syntax };
        let claims = Claims {
            parsed,
            lexicon: &self.lexicon,
        };
        let speech = Speech::new(text, marks);
        let mut drafts: Vec<Draft> = Vec::new();
        for sentence in text.sentences {
            for mut claim in claims.of(&sentence.tokens) {
                // What somebody says inside marks is part of that quote.
                if speech.holds(claim.cue.start) {
                    continue;
                }
                speech.widen(&mut claim.content);
                drafts.push(Draft { claim, how: None });
            }
        }
        drop_repeats(&mut drafts);
        add_direct(&claims, &speech, &mut drafts);
        let mut quotes: Vec<Quote> = drafts
            .iter()
            .map(|draft| quote(parsed, &speech, mentions, draft))
            .collect();
        quotes.sort_by_key(|q| (q.content[0], q.cue));
        quotes
    }
}

/// Adds the direct quotes that no claim covers.
fn add_direct(claims: &Claims<'_>, speech: &Speech, drafts: &mut Vec<Draft>) {
    // The draft that each stretch of marks went to, for those that go on from one before.
    let mut latest: Option<usize> = None;
    for (position, marks) in speech.stretches.iter().enumerate() {
        let covers = |d: &Draft| {
            d.claim
                .content
                .iter()
                .any(|c| c.start <= marks.start && marks.end <= c.end)
        };
        if let Some(at) = drafts.iter().position(covers) {
            latest = Some(at);
            continue;
        }
        let previous = latest.filter(|_| position > 0);
        if speech.goes_on(position)
            && let Some(at) = previous
        {
            drafts[at].claim.content.push(marks.clone());
            continue;
        }
        let found = claims.beside(marks, |t| speech.holds(t));
        let same_paragraph = position > 0 && speech.same_paragraph(claims.parsed.text, position);
        let continues = previous.filter(|&at| {
            let cue = &drafts[at].claim.cue;
            let after_cue =
                speech.stretches[position - 1].end <= cue.start && cue.end <= marks.start;
            let shared = found.as_ref().is_none_or(|(_, group)| group == cue);
            same_paragraph
                && after_cue
                && shared
                && speech.is_sentence(claims.parsed.text, position)
        });
        if let Some(at) = continues {
            drafts[at].claim.content.push(marks.clone());
            continue;
        }
        if let Some((verb, cue)) = found.filter(|_| speech.is_speech(claims.parsed, position)) {
            let speaker = claims.parsed.subject(verb);
            let addressee = claims.addressee(verb);
            drafts.push(Draft {
                claim: Claim {
                    cue,
                    speaker,
                    addressee,
                    content: vec![marks.clone()],
                },
                how: None,
            });
            latest = Some(drafts.len() - 1);
        } else if speech.is_sentence(claims.parsed.text, position) {
            // Speech without a reporting verb goes to who spoke last in the paragraph or the one before.
            let before = previous
                .filter(|_| same_paragraph || speech.next_paragraph(claims.parsed.text, position));
            let speaker = before.and_then(|at| drafts[at].claim.speaker);
            let claim = Claim {
                cue: 0..0,
                speaker,
                addressee: None,
                content: vec![marks.clone()],
            };
            drafts.push(Draft {
                claim,
                how: speaker.map(|_| Reference::Implicit),
            });
            latest = Some(drafts.len() - 1);
        }
    }
}

/// Of two claims with the same content the one whose cue is nearer stays.
fn drop_repeats(drafts: &mut Vec<Draft>) {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        // A few drafts back are enough: claims come in the order of their sentences.
        let recent = kept.len().saturating_sub(4);
        let nested = kept[recent..].iter().any(|k| {
            let covers = |c: &Range<usize>| {
                k.claim
                    .content
                    .iter()
                    .any(|o| o.start <= c.start && c.end <= o.end)
            };
            draft.claim.content.iter().all(covers)
        });
        if !nested {
            kept.push(draft);
        }
    }
    *drafts = kept;
}

fn quote(parsed: Parsed<'_>, speech: &Speech, mentions: &[Mention], draft: &Draft) -> Quote {
    let Claim {
        cue,
        speaker,
        addressee,
        content,
    } = &draft.claim;
    let mut content: Vec<Range<usize>> = content.clone();
    content.sort_by_key(|c| c.start);
    // A paragraph's end divides what else would be one span.
    let paragraph = |t: usize| parsed.text.sentences[parsed.text.sentence_of(t)].paragraph;
    content.dedup_by(|b, a| {
        let touch = b.start == a.end && paragraph(b.start) == paragraph(b.start - 1);
        let joined = b.start < a.end || touch;
        if joined {
            a.end = a.end.max(b.end);
        }
        joined
    });
    let participant = |head: usize, how: Option<Reference>| Participant {
        span: parsed.text.span_of(parsed.noun_phrase(head)),
        how: how.unwrap_or_else(|| reference(parsed, mentions, head)),
    };
    Quote {
        kind: kind(parsed.text, speech, &content),
        content: content
            .iter()
            .map(|c| parsed.text.span_of(c.clone()))
            .collect(),
        cue: (!cue.is_empty()).then(|| parsed.text.span_of(cue.clone())),
        speaker: speaker.map(|head| participant(head, draft.how)),
        addressee: addressee.map(|head| participant(head, None)),
        parent: None,
        score: None,
    }
}

fn reference(parsed: Parsed<'_>, mentions: &[Mention], head: usize) -> Reference {
    let span = parsed.text.tokens[head].span;
    let names = |m: &Mention| m.kind == MentionKind::Proper && m.span.contains(span);
    let near = mentions.partition_point(|m| m.span.start() < span.start().saturating_sub(200));
    let mut ahead = mentions[near..]
        .iter()
        .take_while(|m| m.span.start() <= span.start());
    if ahead.any(names) {
        Reference::Named
    } else if parsed.syntax.upos(head) == Upos::Pron {
        Reference::Pronoun
    } else {
        Reference::Described
    }
}

/// Direct where every word stands between marks, indirect where none does.
fn kind(text: TokenizedText<'_>, speech: &Speech, content: &[Range<usize>]) -> QuoteKind {
    let worded = |t: &usize| text.word(*t).chars().any(char::is_alphanumeric);
    let mut words = content
        .iter()
        .cloned()
        .flatten()
        .filter(worded)
        .map(|t| speech.is_marked(t));
    let Some(first) = words.next() else {
        return QuoteKind::Direct;
    };
    match (first, words.all(|marked| marked == first)) {
        (true, true) => QuoteKind::Direct,
        (false, true) => QuoteKind::Indirect,
        _ => QuoteKind::Mixed,
    }
}

impl Annotator for QuoteAttributor {
    fn name(&self) -> &'static str {
        "quote"
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::QuoteMarks, Layer::Syntax, Layer::Mentions]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Quotes]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let text = document.tokenized()?;
        let quotes = self.attribute(
            text,
            document.syntax()?,
            document.quote_marks()?,
            document.mentions()?,
        );
        Ok(document.set_quotes(quotes, self)?)
    }
}
