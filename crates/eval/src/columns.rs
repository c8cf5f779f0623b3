//! Columns whose lines stay as they are, to be tagged again.

use crate::{CorpusError, EvaluateError};
use newsgraph_document::{
    Document, DocumentError, Label, Maker, Mention, MentionKind, Sentence, Span, Token,
};
use std::path::Path;

/// The form of a file of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word first on each line, an empty line after a sentence.
    Conll,
    /// CoNLL-U, of which the words are read.
    Conllu,
}

/// Which dates are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// All.
    All,
    /// Those that have a value in a text without a day of its own: not "last year".
    Absolute,
}

impl Dates {
    /// `Absolute` where that was asked for.
    pub fn of(absolute: bool) -> Self {
        if absolute { Self::Absolute } else { Self::All }
    }

    /// A date that has no value in a text without a day of its own is told against that day.
    fn include(self, mention: &Mention) -> bool {
        let is_relative = mention.kind == MentionKind::Value
            && mention.label == Label::DATE
            && mention.value.is_none();
        matches!(self, Self::All) || !is_relative
    }
}

/// A file of columns: its lines, and which of them are words.
#[derive(Clone, Debug)]
pub struct Columns {
    lines: Vec<String>,
    /// Sentences of each document, each word with the position of its line.
    documents: Vec<Vec<Vec<(usize, String)>>>,
}

impl Columns {
    /// Reads a file.
    ///
    /// # Errors
    /// [`CorpusError`] where it cannot be read or has no word.
    pub fn read(path: impl AsRef<Path>, form: Form) -> Result<Self, CorpusError> {
        let path = path.as_ref();
        let Self { lines, documents } = Self::parse(&CorpusError::read(path)?, form);
        let expected = match form {
            Form::Conll => "words, one a line",
            Form::Conllu => "words in lines of CoNLL-U: a number, a tab, a word",
        };
        let documents = CorpusError::filled(path, documents, expected)?;
        Ok(Self { lines, documents })
    }

    fn parse(text: &str, form: Form) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut documents: Vec<Vec<Vec<(usize, String)>>> = Vec::new();
        let (mut new_document, mut new_sentence) = (true, true);
        for (at, line) in lines.iter().enumerate() {
            let Some(word) = word(line, form) else {
                new_document |= line.starts_with("-DOCSTART-") || line.starts_with("# newdoc");
                new_sentence |= line.trim().is_empty() || new_document;
                continue;
            };
            if new_document {
                documents.push(Vec::new());
            }
            if let Some(document) = documents.last_mut() {
                if new_document || new_sentence {
                    document.push(Vec::new());
                }
                if let Some(sentence) = document.last_mut() {
                    sentence.push((at, word.to_owned()));
                }
            }
            (new_document, new_sentence) = (false, false);
        }
        Self { lines, documents }
    }

    /// Puts other words in place of the corpus's; the lines stay.
    pub fn map_words(&mut self, word: impl Fn(&str) -> String) {
        for (_, own) in self.documents.iter_mut().flatten().flatten() {
            *own = word(own);
        }
    }

    /// Each document's words with a space between, with its tokens and sentences.
    ///
    /// # Errors
    /// [`DocumentError`] where the words of a document are longer than 4 GiB.
    pub fn documents(&self) -> Result<Vec<Document>, DocumentError> {
        self.documents.iter().map(|words| spaced(words)).collect()
    }

    /// BIO tags of names and values, by line, from the mentions that `read` sets.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn tags<E: From<DocumentError>>(
        &self,
        dates: Dates,
        read: impl Fn(&mut Document) -> Result<(), E>,
    ) -> Result<Vec<Option<String>>, E> {
        let mut tags = vec![None; self.lines.len()];
        for (sentences, mut document) in self.documents.iter().zip(self.documents()?) {
            read(&mut document)?;
            let words = sentences.iter().flatten().map(|&(line, _)| line);
            for (line, tag) in words.zip(bio(&document, dates)?) {
                tags[line] = Some(tag);
            }
        }
        Ok(tags)
    }

    /// The tags of each sentence, in order.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn sentence_tags(
        &self,
        dates: Dates,
        read: impl Fn(&mut Document) -> Result<(), EvaluateError>,
    ) -> Result<Vec<Vec<String>>, EvaluateError> {
        let tags = self.tags(dates, read)?;
        let sentences = self.documents.iter().flatten();
        let of_words = |words: &Vec<(usize, String)>| {
            let tags = words.iter().map(|&(line, _)| tags[line].clone());
            tags.map(Option::unwrap_or_default).collect()
        };
        Ok(sentences.map(of_words).collect())
    }

    /// The lines with the tag after the last column; lines that are no words stay as they are.
    pub fn with_column(&self, tags: &[Option<String>]) -> String {
        let mut out = String::new();
        for (line, tag) in self.lines.iter().zip(tags) {
            out.push_str(line);
            if let Some(tag) = tag {
                out.push(if line.contains('\t') { '\t' } else { ' ' });
                out.push_str(tag);
            }
            out.push('\n');
        }
        out
    }
}

/// The word of a line; `None` for empty lines, comments, range lines, empty nodes.
fn word(line: &str, form: Form) -> Option<&str> {
    match form {
        Form::Conll => {
            let separator = if line.contains('\t') { '\t' } else { ' ' };
            let word = line.split(separator).next()?.trim();
            (!word.is_empty() && !word.starts_with("-DOCSTART-")).then_some(word)
        }
        Form::Conllu => {
            let (id, rest) = line.split_once('\t')?;
            let number = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
            number.then(|| rest.split('\t').next()).flatten()
        }
    }
}

fn spaced(sentences: &[Vec<(usize, String)>]) -> Result<Document, DocumentError> {
    let (mut text, mut tokens, mut spans) = (String::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        let first = tokens.len();
        for (_, word) in sentence {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            tokens.push(Token {
                span: Span::new(start, text.len()),
            });
        }
        spans.push(first..tokens.len());
    }
    let sentences = spans
        .into_iter()
        .map(|tokens_of| Sentence {
            span: tokens[tokens_of.start]
                .span
                .cover(tokens[tokens_of.end - 1].span),
            tokens: tokens_of,
            paragraph: 0,
        })
        .collect();
    given(String::new(), text, tokens, sentences)
}

/// A document with the tokens and sentences of a corpus.
pub(crate) fn given(
    id: String,
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
) -> Result<Document, DocumentError> {
    let by = || Maker {
        component: "corpus".to_owned(),
        model: None,
    };
    let mut document = Document::new(id, text)?;
    document.set_tokens(tokens, by())?;
    document.set_sentences(sentences, by())?;
    Ok(document)
}

fn bio(document: &Document, dates: Dates) -> Result<Vec<String>, DocumentError> {
    let text = document.tokenized()?;
    let mut tags = vec!["O".to_owned(); text.tokens.len()];
    let mentions = document.mentions()?.iter();
    let is_named = |m: &&Mention| matches!(m.kind, MentionKind::Proper | MentionKind::Value);
    for mention in mentions.filter(|m| is_named(m) && dates.include(m)) {
        let tokens = text.tokens_in(mention.span);
        for token in tokens.clone() {
            let prefix = if token == tokens.start { "B" } else { "I" };
            tags[token] = format!("{prefix}-{}", mention.label);
        }
    }
    Ok(tags)
}
