//! CoNLL-U, the format of the Universal Dependencies treebanks.

use crate::CorpusError;
use newsgraph_document::{Sentence, Span, Token, TokenizedText};
#[cfg(feature = "train")]
use newsgraph_syntax::TreebankWord;
use std::path::Path;

/// A document of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The `newdoc id`; empty where the file has none.
    pub id: String,
    /// Its sentences.
    pub sentences: Vec<TreebankSentence>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct TreebankSentence {
    /// Its lines as they stand: comments, words, range lines, empty nodes.
    pub lines: Vec<String>,
    /// Its syntactic words.
    pub words: Vec<Word>,
    /// Whether a paragraph begins with it.
    pub starts_paragraph: bool,
}

/// A syntactic word of a treebank.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Word {
    /// The position of its line in [`TreebankSentence::lines`].
    pub line: usize,
    /// As spelled; the part of a multiword token that is its own, where the parts spell the whole.
    pub form: String,
    /// Base form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Treebank's own tag.
    pub xpos: String,
    /// Position of the head in the sentence from 0; `None` for the root.
    pub head: Option<usize>,
    /// Dependency label.
    pub dep: String,
    /// Whether white space follows it.
    pub space_after: bool,
}

/// A text rebuilt from a treebank's words, with their spans.
#[derive(Clone, Debug, Default)]
pub struct RebuiltText {
    /// The text: words, spaces, and an empty line before each paragraph.
    pub text: String,
    /// A token for each word.
    pub tokens: Vec<Token>,
    /// A sentence for each sentence.
    pub sentences: Vec<Sentence>,
}

impl RebuiltText {
    /// The view that task crates read.
    pub fn view(&self) -> TokenizedText<'_> {
        TokenizedText {
            text: &self.text,
            tokens: &self.tokens,
            sentences: &self.sentences,
        }
    }
}

#[cfg(feature = "train")]
impl TreebankSentence {
    /// The sentence as one to learn from; `None` where a word has no spelling, no universal part of speech, or a head
    /// outside the sentence.
    pub fn to_learn(&self) -> Option<Vec<TreebankWord>> {
        let word = |word: &Word| {
            let is_sound = word.form != "_" && word.head.is_none_or(|head| head < self.words.len());
            is_sound.then_some(())?;
            Some(TreebankWord {
                form: word.form.clone(),
                lemma: word.lemma.clone(),
                upos: word.upos.parse().ok()?,
                xpos: word.xpos.clone(),
                head: word.head,
                dep: word.dep.clone(),
                space_after: word.space_after,
            })
        };
        self.words.iter().map(word).collect()
    }
}

impl Document {
    /// The genre of a GUM document (`GUM_news_iodine`: news), else the part before the first hyphen
    /// as in EWT.
    pub fn genre(&self) -> &str {
        match self.id.strip_prefix("GUM_") {
            Some(rest) => rest.split('_').next().unwrap_or_default(),
            None => self.id.split('-').next().unwrap_or_default(),
        }
    }

    /// The text of the document as its words and spaces give it.
    pub fn rebuild(&self) -> RebuiltText {
        let mut rebuilt = RebuiltText::default();
        let mut paragraph = 0;
        for (position, sentence) in self.sentences.iter().enumerate() {
            if position > 0 {
                if sentence.starts_paragraph {
                    paragraph += 1;
                    rebuilt.text.truncate(rebuilt.text.trim_end().len());
                    rebuilt.text.push_str("\n\n");
                } else if !rebuilt.text.ends_with(char::is_whitespace)
                    && self.spaced_before(position)
                {
                    rebuilt.text.push(' ');
                }
            }
            let first = rebuilt.tokens.len();
            for word in &sentence.words {
                let start = rebuilt.text.len();
                rebuilt.text.push_str(&word.form);
                rebuilt.tokens.push(Token {
                    span: Span::new(start, rebuilt.text.len()),
                });
                if word.space_after {
                    rebuilt.text.push(' ');
                }
            }
            let tokens = first..rebuilt.tokens.len();
            if !tokens.is_empty() {
                let span = rebuilt.tokens[first]
                    .span
                    .cover(rebuilt.tokens[tokens.end - 1].span);
                rebuilt.sentences.push(Sentence {
                    span,
                    tokens,
                    paragraph,
                });
            }
        }
        rebuilt.text.truncate(rebuilt.text.trim_end().len());
        rebuilt
    }

    fn spaced_before(&self, sentence: usize) -> bool {
        self.sentences[sentence - 1]
            .words
            .last()
            .is_none_or(|w| w.space_after)
    }
}

/// Reads every document of a file with its trees.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or has no sentence, a line has not ten columns, or a word
/// has no head.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<Document>, CorpusError> {
    read_file(path.as_ref(), Heads::Given)
}

/// Reads every document of a file of which the words are wanted: their other columns may be `_`.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read or has no sentence, or a line has not ten columns.
pub fn read_words(path: impl AsRef<Path>) -> Result<Vec<Document>, CorpusError> {
    read_file(path.as_ref(), Heads::Any)
}

fn read_file(path: &Path, heads: Heads) -> Result<Vec<Document>, CorpusError> {
    let documents = parse_heads(&CorpusError::read(path)?, path, heads)?;
    CorpusError::filled(path, documents, "sentences of CoNLL-U")
}

/// Whether every word must have a head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heads {
    Given,
    Any,
}

/// Reads every document of a text in this format; the path is for messages.
///
/// # Errors
/// [`CorpusError::Format`] where a line has not ten columns or a word has no head.
pub fn parse(text: &str, path: &Path) -> Result<Vec<Document>, CorpusError> {
    parse_heads(text, path, Heads::Given)
}

fn parse_heads(text: &str, path: &Path, heads: Heads) -> Result<Vec<Document>, CorpusError> {
    let mut documents: Vec<Document> = Vec::new();
    let mut sentence = TreebankSentence::default();
    let mut range = Range::default();
    let ends = std::iter::once("");
    for (number, line) in text.lines().chain(ends).enumerate() {
        if line.trim().is_empty() {
            if !sentence.lines.is_empty() {
                if documents.is_empty() {
                    documents.push(Document::default());
                }
                if let Some(document) = documents.last_mut() {
                    document.sentences.push(std::mem::take(&mut sentence));
                }
            }
            range = Range::default();
            continue;
        }
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(id) = comment.strip_prefix("newdoc id =") {
                documents.push(Document {
                    id: id.trim().to_owned(),
                    sentences: Vec::new(),
                });
            }
            sentence.starts_paragraph |=
                comment.starts_with("newpar") || comment.starts_with("newdoc");
        } else {
            let error = |expected| CorpusError::line(path, number + 1, expected, line);
            word(line, heads, &mut sentence, &mut range).map_err(error)?;
        }
        sentence.lines.push(line.to_owned());
    }
    Ok(documents)
}

/// The range line of a multiword token: its last word, what is left of its form, its spacing.
#[derive(Default)]
struct Range {
    last: usize,
    rest: String,
    space_after: bool,
}

fn word(
    line: &str,
    heads: Heads,
    sentence: &mut TreebankSentence,
    range: &mut Range,
) -> Result<(), &'static str> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, _, head, dep, _, misc] = columns[..] else {
        return Err("ten columns with tabs between, `_` where one is empty");
    };
    let spaced = !misc.split('|').any(|m| m == "SpaceAfter=No");
    if let Some((_, last)) = id.split_once('-') {
        let last = last.parse().map_err(|_| "a range such as 3-4")?;
        *range = Range {
            last,
            rest: form.to_owned(),
            space_after: spaced,
        };
        return Ok(());
    }
    if id.contains('.') {
        return Ok(());
    }
    let number: usize = id.parse().map_err(|_| "a word number")?;
    let head: usize = match head {
        "_" if heads == Heads::Any => 0,
        head => head.parse().map_err(
            |_| "the number of a head in column 7, for a tree to learn from or measure against",
        )?,
    };
    let (mut form, mut space_after) = (form.to_owned(), spaced);
    if number <= range.last {
        let last = number == range.last;
        // Parts that do not spell the whole share it out: the first takes what the others leave.
        let own = if last {
            range.rest.len()
        } else {
            split_at(&range.rest, &form)
        };
        form = range.rest.drain(..own).collect();
        space_after = last && range.space_after;
    }
    sentence.words.push(Word {
        line: sentence.lines.len(),
        form,
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        xpos: xpos.to_owned(),
        head: head.checked_sub(1),
        dep: dep.to_owned(),
        space_after,
    });
    Ok(())
}

/// How many bytes of the rest are this part's own.
fn split_at(rest: &str, form: &str) -> usize {
    let common = rest
        .char_indices()
        .zip(form.chars())
        .take_while(|((_, a), b)| a.to_lowercase().eq(b.to_lowercase()));
    let end = common.last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    // Something is left for the parts that follow.
    let last = rest.char_indices().next_back().map_or(0, |(at, _)| at);
    end.max(first).min(last.max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newdoc id = GUM_news_x\n# text = Don't go.\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n\
        3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";

    #[test]
    fn reads_words_and_rebuilds_text() {
        let documents = parse(SAMPLE, Path::new("sample")).unwrap();
        assert_eq!(documents[0].genre(), "news");
        let rebuilt = documents[0].rebuild();
        assert_eq!(rebuilt.text, "Don't go.");
        let words: Vec<&str> = (0..4).map(|t| rebuilt.view().word(t)).collect();
        assert_eq!(words, ["Do", "n't", "go", "."]);
        assert_eq!(documents[0].sentences[0].words[2].head, None);
        assert_eq!(documents[0].sentences[0].words[0].head, Some(2));
    }

    #[cfg(feature = "train")]
    #[test]
    fn sentences_to_learn_from_are_whole() {
        let learn = |text: &str| {
            let documents = parse(text, Path::new("sample")).unwrap();
            let words = documents[0].sentences[0].to_learn();
            words.map(|words| words.into_iter().map(|word| word.head).collect::<Vec<_>>())
        };
        assert_eq!(learn(SAMPLE), Some(vec![Some(2), Some(2), None, Some(2)]));
        for (whole, broken) in [
            ("\t3\taux", "\t5\taux"),
            ("AUX", "_"),
            ("\tDo\tdo", "\t_\tdo"),
        ] {
            let text = SAMPLE.replace("1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n", "");
            assert_eq!(learn(&text.replace(whole, broken)), None, "{broken}");
        }
    }

    #[test]
    fn words_need_no_trees_to_be_tagged() {
        let bare = "1\tAnn\t_\t_\t_\t_\t_\t_\t_\t_\n2\tleft\t_\t_\t_\t_\t_\t_\t_\t_\n";
        let path = Path::new("bare.conllu");
        let documents = parse_heads(bare, path, Heads::Any).unwrap();
        assert_eq!(documents[0].rebuild().text, "Ann left");
        let error = parse(bare, path).unwrap_err().to_string();
        let expected = "bare.conllu, line 1: expected the number of a head in column 7";
        assert!(error.starts_with(expected), "{error}");
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        let error = parse("1\tonly\n", Path::new("bad.conllu")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("bad.conllu, line 1: expected ten columns")
        );
    }
}
