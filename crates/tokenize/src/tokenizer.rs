use crate::boundary::Boundaries;
use crate::error::TokenizerError;
use crate::lexicon::Lexicon;
use crate::mark::{letters, skip};
use crate::plain::PlainText;
use crate::quote_mark::pair_quote_marks;
use crate::sentence::SentenceSplitter;
use crate::unspoken::is_unspoken;
use crate::word::Chunk;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Maker, QuoteMark, Sentence, Span, Token,
    TokenizedText,
};
use newsgraph_lexicon::Tables;
use std::sync::Arc;

/// What a [`Tokenizer`] may be told.
///
/// ```
/// use newsgraph_tokenize::{Tokenizer, TokenizerOptions};
/// let options = TokenizerOptions::default().with_abbreviations(["Bgm."]);
/// let text = "He thanked Bgm. Brandt. She left.";
/// assert_eq!(Tokenizer::new(options).tokenize(text).sentences.len(), 2);
/// assert_eq!(Tokenizer::default().tokenize(text).sentences.len(), 3);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TokenizerOptions {
    /// Abbreviations that keep their full stop, besides those it knows; with or without the stop, in
    /// any case. A sentence may end after one.
    pub abbreviations: Vec<String>,
}

impl TokenizerOptions {
    /// The same with these abbreviations.
    #[must_use]
    pub fn with_abbreviations<A: Into<String>>(
        mut self,
        abbreviations: impl IntoIterator<Item = A>,
    ) -> Self {
        self.abbreviations = abbreviations.into_iter().map(Into::into).collect();
        self
    }
}

/// Splits text into paragraphs, sentences and words, and pairs its quotation marks.
///
/// Words are syntactic words as in the English treebanks of Universal Dependencies: `do|n't`,
/// `Kim|'s`, `China|-|U.S.` Time is linear in the text's length.
///
/// The language is English unless [`Tokenizer::from_tables`] is given another.
#[derive(Clone, Debug)]
pub struct Tokenizer {
    lexicon: Arc<Lexicon>,
    /// Without it the rules alone find sentences.
    boundaries: Option<Boundaries>,
}

/// A text's words, sentences and quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokenization {
    /// Words, sorted and disjoint; what stands between them is white space or invisible.
    pub tokens: Vec<Token>,
    /// Sentences in order, each token in exactly one.
    pub sentences: Vec<Sentence>,
    /// Quotation marks in pairs, by their opening marks, but for those around nicknames and titles of works.
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

    /// The same where it stands in the text as it is written.
    fn moved(mut self, plain: &PlainText) -> Self {
        for Token { span } in &mut self.tokens {
            *span = plain.original(*span);
        }
        for sentence in &mut self.sentences {
            sentence.span = plain.original(sentence.span);
        }
        for mark in &mut self.quote_marks {
            mark.span = plain.original(mark.span);
            mark.open = mark.open.map(|span| plain.original(span));
            mark.close = mark.close.map(|span| plain.original(span));
        }
        self
    }
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self::new(TokenizerOptions::default())
    }
}

impl Tokenizer {
    /// A tokenizer of English with these options.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "options are given away, as to every constructor"
    )]
    pub fn new(options: TokenizerOptions) -> Self {
        let english = Lexicon::english();
        let lexicon = if options.abbreviations.is_empty() {
            english
        } else {
            let english = Arc::unwrap_or_clone(english);
            Arc::new(english.with_abbreviations(&options.abbreviations))
        };
        Self {
            lexicon,
            boundaries: Some(Boundaries::english()),
        }
    }

    /// A tokenizer of another language, or of English with tables of one's own.
    ///
    /// The tables are those of [`english_tables`](crate::english_tables), which say in comments what their
    /// rows are. `boundaries` are the weights that decide where a sentence's end is in doubt, as
    /// `BoundaryTrainer` makes them (feature `train`); without them the rules decide.
    ///
    /// ```
    /// use newsgraph_tokenize::{Tokenizer, english_tables};
    /// let tables = english_tables().with("prefixes", "cyber");
    /// let tokenizer = Tokenizer::from_tables(&tables, None)?;
    /// assert_eq!(tokenizer.words("cyber-attack, non-stop").count(), 5);
    /// # Ok::<(), newsgraph_tokenize::TokenizerError>(())
    /// ```
    ///
    /// # Errors
    /// [`TokenizerError`] where a table or a row of one is missing or cannot be read, or where there are
    /// not as many weights as a model has.
    pub fn from_tables(tables: &Tables, boundaries: Option<&[u8]>) -> Result<Self, TokenizerError> {
        Ok(Self {
            lexicon: Arc::new(Lexicon::new(tables)?),
            boundaries: boundaries.map(Boundaries::new).transpose()?,
        })
    }

    /// Words, sentences and quotation marks of a text, read as [`PlainText`] has it. An empty or blank text
    /// has none.
    pub fn tokenize(&self, text: &str) -> Tokenization {
        match PlainText::new(text) {
            Some(plain) => self.tokenize_plain(plain.text()).moved(&plain),
            None => self.tokenize_plain(text),
        }
    }

    fn tokenize_plain(&self, text: &str) -> Tokenization {
        let tokens = self.all_words(text);
        let sentences = self.splitter(text, &tokens).split(self.boundaries.as_ref());
        let found = TokenizedText {
            text,
            tokens: &tokens,
            sentences: &sentences,
        };
        let mut quote_marks = pair_quote_marks(found);
        quote_marks.retain(|pair| !is_unspoken(found, pair, &self.lexicon));
        Tokenization {
            tokens,
            sentences,
            quote_marks,
        }
    }

    /// The words of a text one by one as they are written, without sentences; nothing is collected.
    ///
    /// ```
    /// use newsgraph_tokenize::Tokenizer;
    /// let (text, tokenizer) = ("Kim's envoys don't talk.", Tokenizer::default());
    /// let words: Vec<&str> = tokenizer.words(text).map(|token| &text[token.span]).collect();
    /// assert_eq!(words, ["Kim", "'s", "envoys", "do", "n't", "talk", "."]);
    /// ```
    pub fn words<'a>(&'a self, text: &'a str) -> Words<'a> {
        Words {
            chunk: Chunk {
                text,
                lexicon: &self.lexicon,
            },
            at: 0,
            found: Vec::new(),
            next: 0,
        }
    }

    pub(crate) fn splitter<'a>(
        &'a self,
        text: &'a str,
        tokens: &'a [Token],
    ) -> SentenceSplitter<'a> {
        SentenceSplitter {
            text,
            tokens,
            lexicon: &self.lexicon,
        }
    }

    pub(crate) fn all_words(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut words = self.words(text);
        while words.split_next(&mut tokens) {}
        tokens
    }
}

/// The words of a text, in order; see [`Tokenizer::words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    chunk: Chunk<'a>,
    /// Where the text goes on.
    at: usize,
    /// Words of the run of chars without blanks that was split last, and the next of them to give.
    found: Vec<Token>,
    next: usize,
}

impl Words<'_> {
    /// Appends the words of the next run of chars without blanks; false at the end of the text.
    fn split_next(&mut self, out: &mut Vec<Token>) -> bool {
        let text = self.chunk.text;
        let start = skip(text, self.at, true);
        if start == text.len() {
            return false;
        }
        // Most words are letters alone, with a blank before and a blank or a mark after.
        let bytes = text.as_bytes();
        let is_blank = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\n'));
        let letters = start + letters(&bytes[start..]);
        let end = letters + usize::from(!is_blank(letters));
        if letters > start && is_blank(end) && self.chunk.is_plain(start, letters, end) {
            let parts = [(start, letters), (letters, end)];
            let tokens = parts.map(|(from, to)| Token {
                span: Span::new(from, to),
            });
            out.extend_from_slice(&tokens[..1 + end - letters]);
            self.at = end;
            return true;
        }
        self.at = skip(text, letters, false);
        self.chunk.split(start, self.at, out);
        true
    }
}

impl Iterator for Words<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.next == self.found.len() {
            let mut found = std::mem::take(&mut self.found);
            found.clear();
            self.next = 0;
            let more = self.split_next(&mut found);
            self.found = found;
            if !more {
                return None;
            }
        }
        let word = self.found.get(self.next).copied();
        self.next += 1;
        word
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
