use super::{Article, CharRange};
use newsgraph::document::{Mention, QuoteMark, Sentence, Span, Syntax, Token, TokenizedText};
use newsgraph::ner::EntityRecognizer;
use newsgraph::syntax::SyntaxParser;
use newsgraph::tokenize::Tokenizer;
use newsgraph::{LoadError, Models};
use newsgraph_quote::{GoldQuote, QuoteText};
use std::ops::Range;

/// The components whose output a model of quotes learns from. Of mentions that is names alone: in the pipeline quotes
/// read values too.
#[derive(Debug)]
pub struct QuoteReaders {
    tokenizer: Tokenizer,
    parser: SyntaxParser,
    names: EntityRecognizer,
}

/// An article with what the components before quotes find in it, and its gold quotes.
#[derive(Debug)]
pub struct QuoteExample {
    /// Its quotes, their parts as ranges of its tokens. What covers no token is left out.
    pub quotes: Vec<GoldQuote>,
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    marks: Vec<QuoteMark>,
    syntax: Syntax,
    mentions: Vec<Mention>,
}

/// A quote lies past the end of its text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "article {id:?}: a quote has the range {start} to {end}, and the text {chars} chars; positions count chars, not bytes"
)]
pub struct BeyondText {
    id: String,
    start: usize,
    end: usize,
    chars: usize,
}

impl QuoteReaders {
    /// Those of a set of models.
    ///
    /// # Errors
    /// [`LoadError`] where a model cannot be used.
    pub fn new(models: &Models) -> Result<Self, LoadError> {
        Ok(Self {
            tokenizer: models.tokenizer(),
            parser: models.parser()?,
            names: models.recognizer()?,
        })
    }

    /// The article as an example to learn from.
    ///
    /// # Errors
    /// [`BeyondText`] where a part of a quote is not in the text.
    pub fn read(&self, article: &Article) -> Result<QuoteExample, BeyondText> {
        let found = self.tokenizer.tokenize(&article.text);
        let view = found.view(&article.text);
        let ends = [article.text.len()];
        let bytes = article.text.char_indices().map(|(at, _)| at).chain(ends);
        let bytes: Vec<usize> = bytes.collect();
        let tokens = |&(start, end): &CharRange| {
            let (Some(&from), Some(&to)) = (bytes.get(start), bytes.get(end)) else {
                return Err(BeyondText {
                    id: article.id.clone(),
                    start,
                    end,
                    chars: bytes.len() - 1,
                });
            };
            let tokens = view.tokens_in(Span::new(from, to));
            Ok(Some(tokens).filter(|tokens| !tokens.is_empty()))
        };
        let all = |ranges: &[CharRange]| -> Result<Vec<Range<usize>>, BeyondText> {
            ranges
                .iter()
                .filter_map(|r| tokens(r).transpose())
                .collect()
        };
        let first = |ranges: &[CharRange]| match ranges.first() {
            Some(range) => tokens(range),
            None => Ok(None),
        };
        let quotes = article.quotes.iter().map(|quote| {
            Ok(GoldQuote {
                content: all(&quote.content)?,
                cue: first(&quote.cue)?,
                source: first(&quote.source)?,
            })
        });
        Ok(QuoteExample {
            quotes: quotes.collect::<Result<_, _>>()?,
            syntax: self.parser.parse(view),
            mentions: self.names.recognize(view),
            text: article.text.clone(),
            tokens: found.tokens,
            sentences: found.sentences,
            marks: found.quote_marks,
        })
    }
}

impl QuoteExample {
    /// What a model of quotes reads of it.
    pub fn view(&self) -> QuoteText<'_> {
        QuoteText {
            text: TokenizedText {
                text: &self.text,
                tokens: &self.tokens,
                sentences: &self.sentences,
            },
            syntax: &self.syntax,
            marks: &self.marks,
            mentions: &self.mentions,
        }
    }
}
