//! CoNLL columns: a token a line, its tag in a column, an empty line after a sentence.

use crate::CorpusError;
use newsgraph_document::{Sentence, Span, Token, TokenizedText};
use std::path::Path;

/// A document of a corpus in columns.
#[derive(Clone, Debug, Default)]
pub struct ConllDocument {
    /// What follows `-DOCSTART-`; empty where nothing does.
    pub id: String,
    /// The line that began it, where there is one.
    pub start: Option<String>,
    /// Its sentences, or blocks where the corpus has those.
    pub sentences: Vec<ConllSentence>,
}

/// A sentence or block of a corpus in columns.
#[derive(Clone, Debug, Default)]
pub struct ConllSentence {
    /// Its lines as they stand.
    pub lines: Vec<String>,
    /// First column of each line.
    pub words: Vec<String>,
    /// Tag of each line, as BIO whatever the corpus has.
    pub tags: Vec<String>,
}

/// A document's words with a space between them, and their spans.
#[derive(Clone, Debug, Default)]
pub struct SpacedText {
    /// The words with one space between them; a line feed between sentences.
    pub text: String,
    /// A token for each word.
    pub tokens: Vec<Token>,
    /// A sentence for each sentence.
    pub sentences: Vec<Sentence>,
}

impl SpacedText {
    /// The view that task crates read.
    pub fn view(&self) -> TokenizedText<'_> {
        TokenizedText {
            text: &self.text,
            tokens: &self.tokens,
            sentences: &self.sentences,
        }
    }
}

impl ConllDocument {
    /// The words of the document as a text.
    pub fn spaced(&self) -> SpacedText {
        let mut spaced = SpacedText::default();
        for sentence in self.sentences.iter().filter(|s| !s.words.is_empty()) {
            let first = spaced.tokens.len();
            for word in &sentence.words {
                if !spaced.text.is_empty() && !spaced.text.ends_with('\n') {
                    spaced.text.push(' ');
                }
                let start = spaced.text.len();
                spaced.text.push_str(word);
                spaced.tokens.push(Token {
                    span: Span::new(start, spaced.text.len()),
                });
            }
            let tokens = first..spaced.tokens.len();
            let span = spaced.tokens[first]
                .span
                .cover(spaced.tokens[tokens.end - 1].span);
            spaced.sentences.push(Sentence {
                span,
                tokens,
                paragraph: 0,
            });
            spaced.text.push('\n');
        }
        spaced
    }
}

/// Reads a file whose tag stands in the column with this position, or in the last one.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or a line lacks the column.
pub fn read(
    path: impl AsRef<Path>,
    tag_column: Option<usize>,
) -> Result<Vec<ConllDocument>, CorpusError> {
    let path = path.as_ref();
    let documents = parse(&CorpusError::read(path)?, tag_column, path)?;
    CorpusError::filled(path, documents, "words with their tags in columns")
}

/// Reads a text in this format; the path is for messages.
///
/// # Errors
/// [`CorpusError::Format`] where a line lacks the column.
pub fn parse(
    text: &str,
    tag_column: Option<usize>,
    path: &Path,
) -> Result<Vec<ConllDocument>, CorpusError> {
    let mut documents: Vec<ConllDocument> = Vec::new();
    let mut sentence = ConllSentence::default();
    for (number, line) in text.lines().chain(std::iter::once("")).enumerate() {
        let starts = line.starts_with("-DOCSTART-");
        if starts || line.trim().is_empty() {
            if !sentence.lines.is_empty() {
                if documents.is_empty() {
                    documents.push(ConllDocument::default());
                }
                to_bio(&mut sentence.tags);
                if let Some(document) = documents.last_mut() {
                    document.sentences.push(std::mem::take(&mut sentence));
                }
            }
            if starts {
                let id = line
                    .split(['\t', ' '])
                    .nth(1)
                    .unwrap_or_default()
                    .to_owned();
                documents.push(ConllDocument {
                    id,
                    start: Some(line.to_owned()),
                    sentences: Vec::new(),
                });
            }
            continue;
        }
        let separator = if line.contains('\t') { '\t' } else { ' ' };
        let columns: Vec<&str> = line.split(separator).collect();
        let tag = tag_column
            .map_or(columns.last(), |at| columns.get(at))
            .filter(|_| columns.len() > 1);
        let Some(tag) = tag else {
            let expected = "a token and its tag in columns";
            return Err(CorpusError::line(path, number + 1, expected, line));
        };
        sentence.lines.push(line.to_owned());
        sentence.words.push(columns[0].to_owned());
        sentence.tags.push((*tag).to_owned());
    }
    Ok(documents)
}

/// Makes BIO of IOB1, in which `B-` stands only between names of one type that touch.
fn to_bio(tags: &mut [String]) {
    for at in (0..tags.len()).rev() {
        if let Some(label) = tags[at].strip_prefix("I-") {
            let goes_on = at > 0 && tags[at - 1].get(2..) == Some(label) && tags[at - 1] != "O";
            if !goes_on {
                tags[at] = format!("B-{label}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_columns_and_makes_bio() {
        let text = "-DOCSTART- -X- O O\n\nKim NNP I-NP I-PER\nmet VBD I-VP O\nXi NNP I-NP I-PER\nTrump NNP I-NP B-PER\n";
        let documents = parse(text, None, Path::new("sample")).unwrap();
        assert_eq!(
            documents[0].sentences[0].tags,
            ["B-PER", "O", "B-PER", "B-PER"]
        );
        let spaced = documents[0].spaced();
        assert_eq!(spaced.view().word(2), "Xi");
        assert!(parse("one\n", None, Path::new("bad")).is_err());
    }
}
