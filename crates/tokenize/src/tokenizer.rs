use crate::lexicon::Lexicon;
use crate::quote_mark::pair_quote_marks;
use crate::sentence::SentenceSplitter;
use crate::word::{Chunk, is_blank};
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Maker, QuoteMark, Sentence, Token, TokenizedText,
};

/// What a [`Tokenizer`] may be told.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TokenizerOptions {
    /// Abbreviations that keep their full stop, besides those it knows; with or without the stop, in
    /// any case. A sentence may end after one.
    pub abbreviations: Vec<String>,
}

/// Splits text into paragraphs, sentences and words, and pairs its quotation marks.
///
/// Words are syntactic words as in the English treebanks of Universal Dependencies: `do|n't`,
/// `Kim|'s`, `China|-|U.S.` Time is linear in the text's length.
#[derive(Clone, Debug)]
pub struct Tokenizer {
    lexicon: Lexicon,
}

/// A text's words, sentences and quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokenization {
    /// Words, sorted and disjoint; what stands between them is white space or invisible.
    pub tokens: Vec<Token>,
    /// Sentences in order, each token in exactly one.
    pub sentences: Vec<Sentence>,
    /// Quotation marks in pairs, by their opening marks.
    pub quote_marks: Vec<QuoteMark>,
}

impl Tokenization {
    /// The view that the task crates read, over the text that was tokenized.
    pub fn view<'a>(&'a self, text: &'a str) -> TokenizedText<'a> {
        TokenizedText {
            text,
            tokens: &self.tokens,
            sentences: &self.sentences,
        }
    }
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self::new(TokenizerOptions::default())
    }
}

impl Tokenizer {
    /// A tokenizer with these options.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "options are given away, as to every constructor"
    )]
    pub fn new(options: TokenizerOptions) -> Self {
        Self {
            lexicon: Lexicon::new(&options.abbreviations),
        }
    }

    /// Words, sentences and quotation marks of a text. An empty or blank text has none.
    pub fn tokenize(&self, text: &str) -> Tokenization {
        let tokens = self.words(text);
        let sentences = SentenceSplitter {
            text,
            tokens: &tokens,
            lexicon: &self.lexicon,
        }
        .split();
        let quote_marks = pair_quote_marks(TokenizedText {
            text,
            tokens: &tokens,
            sentences: &sentences,
        });
        Tokenization {
            tokens,
            sentences,
            quote_marks,
        }
    }

    pub(crate) fn words(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let chunk = Chunk {
            text,
            lexicon: &self.lexicon,
        };
        let mut start = None;
        for (at, c) in text.char_indices() {
            if is_blank(c) {
                if let Some(start) = start.take() {
                    chunk.split(start, at, &mut tokens);
                }
            } else if start.is_none() {
                start = Some(at);
            }
        }
        if let Some(start) = start {
            chunk.split(start, text.len(), &mut tokens);
        }
        tokens
    }
}

impl Annotator for Tokenizer {
    fn name(&self) -> &'static str {
        "tokenize"
    }

    fn requires(&self) -> &[Layer] {
        &[]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Tokens, Layer::Sentences, Layer::QuoteMarks]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let Tokenization {
            tokens,
            sentences,
            quote_marks,
        } = self.tokenize(document.text());
        let by = Maker::from(self);
        document.set_tokens(tokens, by.clone())?;
        document.set_sentences(sentences, by.clone())?;
        Ok(document.set_quote_marks(quote_marks, by)?)
    }
}
