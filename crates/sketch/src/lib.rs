#![doc = include_str!("../README.md")]
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "the rows are a test's own; a fault in them ends it"
)]

pub use newsgraph_document as document;

use document::{
    Label, Mention, MentionKind, QuoteMark, QuoteMarkKind, Sentence, Span, Syntax, Token,
    TokenizedText, Upos, WordSyntax,
};
use std::ops::Range;

/// A text with trees written by hand.
#[derive(Clone, Debug)]
pub struct Sketch {
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    upos: Upos,
    xpos: String,
    lemma: String,
    head: Option<usize>,
    dep: String,
}

impl Sketch {
    /// Reads rows of `word[/lemma] UPOS head label [XPOS]`. Between all words stands a space, between paragraphs a
    /// line feed.
    pub fn new(rows: &str) -> Self {
        let mut sketch = Self {
            text: String::new(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            words: Vec::new(),
        };
        let (mut first, mut paragraph) = (0, 0);
        for row in rows.lines().map(str::trim).chain([""]) {
            if row.is_empty() || row == "¶" {
                sketch.end_sentence(&mut first, paragraph);
                if row == "¶" {
                    paragraph += 1;
                    sketch.text.push('\n');
                }
            } else {
                sketch.push(row, first);
            }
        }
        sketch.text.truncate(sketch.text.trim_end().len());
        sketch
    }

    fn push(&mut self, row: &str, first: usize) {
        let parts: Vec<&str> = row.split_whitespace().collect();
        assert!(
            matches!(parts.len(), 4 | 5),
            "expected word, part of speech, head, label and maybe a tag, found {row:?}"
        );
        let (word, lemma) = match parts[0].split_once('/') {
            Some((word, lemma)) if !word.is_empty() => (word, lemma),
            _ => (parts[0], parts[0]),
        };
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(word);
        let span = Span::new(start, self.text.len());
        self.tokens.push(Token { span });
        let upos: Upos = parts[1].parse().unwrap();
        let head: usize = parts[2].parse().unwrap();
        let usual = match upos {
            Upos::Noun => "NN",
            Upos::Propn => "NNP",
            Upos::Verb => "VBD",
            Upos::Pron => "PRP",
            _ => "X",
        };
        self.words.push(Word {
            upos,
            xpos: parts.get(4).copied().unwrap_or(usual).to_owned(),
            lemma: lemma.to_owned(),
            head: head.checked_sub(1).map(|head| first + head),
            dep: parts[3].to_owned(),
        });
    }

    fn end_sentence(&mut self, first: &mut usize, paragraph: usize) {
        let end = self.tokens.len();
        if *first < end {
            self.sentences.push(Sentence {
                span: self.tokens[*first].span.cover(self.tokens[end - 1].span),
                tokens: *first..end,
                paragraph,
            });
            *first = end;
        }
    }

    /// The text: words with spaces between.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tokens and sentences.
    pub fn view(&self) -> TokenizedText<'_> {
        TokenizedText {
            text: &self.text,
            tokens: &self.tokens,
            sentences: &self.sentences,
        }
    }

    /// The trees.
    pub fn syntax(&self) -> Syntax {
        let words = self.words.iter().map(|word| WordSyntax {
            upos: word.upos,
            xpos: &word.xpos,
            lemma: &word.lemma,
            head: word.head,
            dep: &word.dep,
        });
        Syntax::new(self.view(), words).unwrap()
    }

    /// The first token with this word.
    pub fn token(&self, word: &str) -> usize {
        let mut all = 0..self.tokens.len();
        let found = all.find(|&token| self.view().word(token) == word);
        found.unwrap_or_else(|| unreachable!("no word {word:?} in {:?}", self.text))
    }

    /// The words of a range of tokens, with spaces between.
    pub fn words(&self, tokens: Range<usize>) -> String {
        let words: Vec<&str> = tokens.map(|token| self.view().word(token)).collect();
        words.join(" ")
    }

    /// The pairs of `“` and `”`; they nest.
    pub fn marks(&self) -> Vec<QuoteMark> {
        let mut open: Vec<usize> = Vec::new();
        let mut marks = Vec::new();
        for token in 0..self.tokens.len() {
            match self.view().word(token) {
                "“" => open.push(token),
                "”" => {
                    let start = open.pop().unwrap();
                    let [open_span, close_span] = [start, token].map(|t| self.tokens[t].span);
                    marks.push(QuoteMark {
                        span: open_span.cover(close_span),
                        open: Some(open_span),
                        close: Some(close_span),
                        kind: QuoteMarkKind::Double,
                        depth: open.len() as u8,
                        continues: false,
                        repair: None,
                    });
                }
                _ => {}
            }
        }
        marks.sort_by_key(|mark| mark.span.start());
        marks
    }

    /// Each place where one of these names stands, in text order, the longest first where they overlap.
    pub fn names(&self, names: &[(&str, Label)]) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut longest = names.to_vec();
        longest.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, label) in &longest {
            for (start, _) in self.text.match_indices(name) {
                let span = Span::new(start, start + name.len());
                if found.iter().all(|m| !m.span.overlaps(span)) {
                    found.push(Mention {
                        span,
                        label: label.clone(),
                        kind: MentionKind::Proper,
                        value: None,
                        score: None,
                    });
                }
            }
        }
        found.sort_by_key(|m| m.span);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_marks_and_names() {
        let sketch = Sketch::new(
            "
            “ PUNCT 2 punct
            Go VERB 0 root
            ” PUNCT 2 punct
            ¶
            Ann PROPN 0 root

            Ann PROPN 2 nsubj
            left VERB 0 root",
        );
        assert_eq!(sketch.text(), "“ Go ”\nAnn Ann left");
        let paragraphs: Vec<usize> = sketch
            .view()
            .sentences
            .iter()
            .map(|s| s.paragraph)
            .collect();
        assert_eq!(paragraphs, [0, 1, 1]);
        assert_eq!(&sketch.text()[sketch.marks()[0].span], "“ Go ”");
        assert_eq!(sketch.names(&[("Ann", Label::PERSON)]).len(), 2);
        assert_eq!(sketch.words(4..6), "Ann left");
    }
}
