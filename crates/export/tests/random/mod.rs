//! Random sound documents: any text, any layers that may stand together, any items that fit.

use newsgraph_document::{
    Act, Date, Document, Entity, EntityId, Label, Layer, Maker, Mention, MentionId, MentionKind,
    Participant, Quote, QuoteId, QuoteKind, QuoteMark, QuoteMarkKind, Reference, Relation, Repair,
    Sentence, Span, Status, Syntax, Token, Triple, Upos, WordSyntax,
};
use proptest::prelude::*;
use std::ops::Range;

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z .]{0,40}",
        "[a-zé“😀\u{301}\n\"\\\\\0]{0,60}",
        ".{0,30}"
    ]
}

pub(crate) fn choices() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..400)
}

/// The document that the choices make of the text; once they are used up, the first of what there is.
pub(crate) fn document(text: &str, choices: &[u32]) -> Document {
    let mut chooser = Chooser {
        text,
        choices: choices.iter(),
    };
    let date = chooser.some(|c| Date::new(1 + c.below(9999) as u16, 2, 1 + c.below(28) as u8));
    let id = chooser.pick(&["", "a\"b", "é/ü"]);
    let document = Document::new(id, text).expect("a short text");
    let mut document = document.with_date(date.flatten());
    for layer in Layer::ALL {
        if chooser.below(6) > 0 {
            let by = chooser.maker();
            // What rests on a layer that was left out is left out as well.
            let _ = chooser.set(&mut document, layer, by);
        }
    }
    document
}

struct Chooser<'a> {
    text: &'a str,
    choices: std::slice::Iter<'a, u32>,
}

impl Chooser<'_> {
    fn below(&mut self, count: usize) -> usize {
        self.choices.next().map_or(0, |&c| c as usize) % count.max(1)
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) > 0).then(|| make(self))
    }

    fn list<T>(&mut self, least: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = least + self.below(4);
        (0..count).map(|_| make(self)).collect()
    }

    fn maker(&mut self) -> Maker {
        Maker {
            component: self.pick(&["", "ner", "über"]).to_owned(),
            model: self.some(|c| c.pick(&["news 3", ""]).to_owned()),
        }
    }

    fn boundary(&mut self) -> usize {
        let at = self.below(self.text.len() + 1);
        (0..=at)
            .rev()
            .find(|&b| self.text.is_char_boundary(b))
            .unwrap_or(0)
    }

    fn span(&mut self) -> Span {
        let (a, b) = (self.boundary(), self.boundary());
        Span::new(a.min(b), a.max(b))
    }

    /// Sorted spans that are not empty.
    fn spans(&mut self) -> Vec<Span> {
        let mut spans = self.list(0, Self::span);
        spans.retain(|span| !span.is_empty());
        spans.sort_unstable_by_key(|span| span.start());
        spans
    }

    fn score(&mut self) -> Option<f32> {
        let score = self.some(|c| f32::from_bits(c.below(usize::MAX) as u32));
        score.filter(|score| score.is_finite())
    }

    fn label(&mut self) -> Label {
        Label::new(self.pick(&["Person", "own \"label\"", ""]))
    }

    fn set(
        &mut self,
        document: &mut Document,
        layer: Layer,
        by: Maker,
    ) -> Result<(), Box<dyn std::error::Error>> {
        match layer {
            Layer::Tokens => document.set_tokens(self.tokens(), by)?,
            Layer::Sentences => document.set_sentences(self.sentences(document.tokens()?), by)?,
            Layer::QuoteMarks => document.set_quote_marks(self.quote_marks(), by)?,
            Layer::Syntax => document.set_syntax(self.syntax(document)?, by)?,
            Layer::Mentions => {
                document.set_mentions(self.mentions(), by)?;
                for _ in 0..self.below(3) {
                    document.append_mentions(self.mentions())?;
                }
            }
            Layer::Quotes => document.set_quotes(self.quotes(), by)?,
            Layer::Entities => {
                document.set_entities(self.entities(document.mentions()?.len()), by)?;
            }
            Layer::Relations => document.set_relations(self.relations(document)?, by)?,
            Layer::Triples => document.set_triples(self.triples(document), by)?,
            _ => unreachable!("a layer without a setter here"),
        }
        Ok(())
    }

    fn tokens(&mut self) -> Vec<Token> {
        let mut cuts = (0..self.below(16))
            .map(|_| self.boundary())
            .collect::<Vec<_>>();
        cuts.sort_unstable();
        cuts.dedup();
        let tokens = cuts.windows(2).map(|w| Token {
            span: Span::new(w[0], w[1]),
        });
        // A gap here and there.
        tokens.filter(|_| self.below(4) > 0).collect()
    }

    fn sentences(&mut self, tokens: &[Token]) -> Vec<Sentence> {
        let (mut sentences, mut start, mut paragraph) = (Vec::new(), 0, 0);
        while start < tokens.len() {
            let end = start + 1 + self.below(tokens.len() - start);
            if start > 0 {
                paragraph += self.below(2);
            }
            let span = tokens[start].span.cover(tokens[end - 1].span);
            sentences.push(Sentence {
                span,
                tokens: start..end,
                paragraph,
            });
            start = end;
        }
        sentences
    }

    fn quote_marks(&mut self) -> Vec<QuoteMark> {
        let spans = self.spans().into_iter();
        spans
            .map(|span| QuoteMark {
                span,
                open: self.some(Self::span),
                close: self.some(Self::span),
                kind: self.pick(&[QuoteMarkKind::Double, QuoteMarkKind::Single]),
                depth: self.below(256) as u8,
                continues: self.below(2) > 0,
                repair: self
                    .some(|c| c.pick(&[Repair::Unclosed, Repair::Unopened, Repair::WrongWay])),
            })
            .collect()
    }

    fn syntax(&mut self, document: &Document) -> Result<Syntax, Box<dyn std::error::Error>> {
        let text = document.tokenized()?;
        let mut words = Vec::new();
        for sentence in text.sentences {
            let heads = self.heads(sentence.tokens.clone());
            words.extend(heads.into_iter().map(|head| WordSyntax {
                upos: self.pick(Upos::ALL),
                xpos: self.pick(&["NN", "", "\""]),
                lemma: self.pick(&["go", "", "é"]),
                head,
                dep: self.pick(&["dep", "nsubj:pass", ""]),
            }));
        }
        Ok(Syntax::new(text, words)?)
    }

    /// A tree: the first of a random order is the root, the others hang on one before them.
    fn heads(&mut self, tokens: Range<usize>) -> Vec<Option<usize>> {
        let mut order: Vec<usize> = tokens.clone().collect();
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
        let mut heads = vec![None; tokens.len()];
        for at in 1..order.len() {
            heads[order[at] - tokens.start] = Some(order[self.below(at)]);
        }
        heads
    }

    fn mentions(&mut self) -> Vec<Mention> {
        use MentionKind::{Nominal, Pronoun, Proper, Value};
        let spans = self.spans().into_iter();
        spans
            .map(|span| Mention {
                span,
                label: self.label(),
                kind: self.pick(&[Proper, Nominal, Pronoun, Value]),
                value: self.some(|c| c.pick(&["2017", ""]).to_owned()),
                score: self.score(),
            })
            .collect()
    }

    fn quotes(&mut self) -> Vec<Quote> {
        use Reference::{Described, Implicit, Named, Pronoun};
        let participant = |c: &mut Self| Participant {
            head: c.span(),
            role: c.some(Self::span),
            behalf: c.some(Self::span),
            ..Participant::new(c.span(), c.pick(&[Named, Pronoun, Described, Implicit]))
        };
        let count = self.below(5);
        let quote = |at: usize| {
            let mut content = vec![self.span()];
            content.extend(
                self.some(|c| Span::new(content[0].end(), content[0].end().max(c.boundary()))),
            );
            Quote {
                kind: self.pick(&[QuoteKind::Direct, QuoteKind::Indirect, QuoteKind::Mixed]),
                act: self.pick(&Act::ALL),
                content,
                cue: self.some(Self::span),
                speaker: self.some(participant),
                speakers: (0..self.below(3)).map(|_| participant(self)).collect(),
                addressee: self.some(participant),
                // Parents after their parts make no circle.
                parent: (at + 1 < count)
                    .then(|| self.some(|c| at + 1 + c.below(count - at - 1)))
                    .flatten()
                    .map(QuoteId::new),
                score: self.score(),
            }
        };
        (0..count).map(quote).collect()
    }

    fn entities(&mut self, mentions: usize) -> Vec<Entity> {
        let mut free: Vec<MentionId> = (0..mentions).map(MentionId::new).collect();
        let mut entities = Vec::new();
        while !free.is_empty() && self.below(5) > 0 {
            let count = 1 + self.below(free.len());
            let mentions = (0..count)
                .map(|_| free.swap_remove(self.below(free.len())))
                .collect();
            let name = self.pick(&["Xi", "", "\"é"]).to_owned();
            entities.push(Entity {
                label: self.label(),
                name,
                mentions,
            });
        }
        entities
    }

    fn quote_of(&mut self, document: &Document) -> Option<QuoteId> {
        let count = document.quotes().map_or(0, <[Quote]>::len);
        (count > 0)
            .then(|| self.some(|c| QuoteId::new(c.below(count))))
            .flatten()
    }

    fn relations(
        &mut self,
        document: &Document,
    ) -> Result<Vec<Relation>, Box<dyn std::error::Error>> {
        let count = document.entities()?.len();
        if count == 0 {
            return Ok(Vec::new());
        }
        Ok(self.list(0, |c| Relation {
            label: c.label(),
            subject: EntityId::new(c.below(count)),
            object: EntityId::new(c.below(count)),
            evidence: c.list(1, Self::span),
            status: c.pick(&[Status::Now, Status::Former, Status::Planned, Status::Denied]),
            role: (c.below(2) > 0).then(|| c.span()),
            negated: c.below(2) > 0,
            hedged: c.below(2) > 0,
            quote: c.quote_of(document),
            score: c.score(),
        }))
    }

    fn triples(&mut self, document: &Document) -> Vec<Triple> {
        self.list(0, |c| {
            let implied = c.some(|c| c.pick(&["is", "hat"]).to_owned());
            Triple {
                subject: c.span(),
                predicate: c.list(usize::from(implied.is_none()), Self::span),
                implied,
                object: c.span(),
                arguments: c.list(0, Self::span),
                negated: c.below(2) > 0,
                hedged: c.below(2) > 0,
                quote: c.quote_of(document),
                score: c.score(),
            }
        })
    }
}
