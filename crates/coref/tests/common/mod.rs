//! Builds trees from rows of `word UPOS head label`, one sentence a block.

#![allow(clippy::unwrap_used, reason = "the rows are the tests' own")]

use newsgraph_document::{
    Label, Mention, MentionKind, Sentence, Span, Syntax, Token, TokenizedText, Upos, WordSyntax,
};

pub(crate) struct Trees {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    words: Vec<(Upos, String, Option<usize>, String)>,
}

impl Trees {
    /// Heads count from 1 in their sentence, 0 is the root. The lemma of a word is given after a
    /// slash ("met/meet"), else it is the word itself.
    pub(crate) fn new(rows: &str) -> Self {
        let (mut text, mut tokens, mut sentences, mut words) =
            (String::new(), Vec::new(), Vec::new(), Vec::new());
        for block in rows.split("\n\n") {
            let first = tokens.len();
            for row in block.lines().map(str::trim).filter(|r| !r.is_empty()) {
                let parts: Vec<&str> = row.split_whitespace().collect();
                let (word, lemma) = parts[0].split_once('/').unwrap_or((parts[0], parts[0]));
                let start = text.len();
                text.push_str(word);
                tokens.push(Token {
                    span: Span::new(start, text.len()),
                });
                text.push(' ');
                let head: usize = parts[2].parse().unwrap();
                let head = head.checked_sub(1).map(|h| first + h);
                words.push((
                    parts[1].parse().unwrap(),
                    lemma.to_owned(),
                    head,
                    parts[3].to_owned(),
                ));
            }
            if tokens.len() > first {
                let span = tokens[first].span.cover(tokens[tokens.len() - 1].span);
                sentences.push(Sentence {
                    span,
                    tokens: first..tokens.len(),
                    paragraph: 0,
                });
            }
        }
        Self {
            text,
            tokens,
            sentences,
            words,
        }
    }

    pub(crate) fn view(&self) -> TokenizedText<'_> {
        TokenizedText {
            text: &self.text,
            tokens: &self.tokens,
            sentences: &self.sentences,
        }
    }

    pub(crate) fn syntax(&self) -> Syntax {
        let words = self
            .words
            .iter()
            .map(|(upos, lemma, head, dep)| WordSyntax {
                upos: *upos,
                xpos: "X",
                lemma,
                head: *head,
                dep,
            });
        Syntax::new(self.view(), words).unwrap()
    }

    /// Each place where one of these names stands, in text order.
    pub(crate) fn names(&self, names: &[(&str, Label)]) -> Vec<Mention> {
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
