//! The text that the benches read: articles made by a grammar of our own.
//!
//! An article that a bench repeats stays in the processor's caches and tells more words a second than any real
//! work has. Those of [`Newsroom`] differ in their people, places, numbers and words.

mod grammar;
mod row;

pub use row::Rows;

use grammar::{Grammar, Tables};

/// Articles that a bench reads: so many that what one leaves in the processor's caches does not help the next.
pub const ARTICLES: u64 = 200;

/// Writes articles, each another one; the same seed gives the same articles.
#[derive(Debug)]
pub struct Newsroom {
    grammar: Grammar,
    seed: u64,
}

impl Default for Newsroom {
    fn default() -> Self {
        Self::new(1)
    }
}

impl Newsroom {
    /// A room whose articles are those of a seed.
    pub fn new(seed: u64) -> Self {
        let grammar = Grammar::read(&Tables {
            grammar: include_str!("../data/grammar.txt"),
            words: include_str!("../data/words.txt"),
            forms: include_str!("../data/forms.txt"),
            given: include_str!("../../crates/coref/data/en/given_names.txt"),
        });
        Self { grammar, seed }
    }

    /// The article of this number: a headline, then paragraphs, with an empty line between them.
    pub fn article(&self, number: u64) -> String {
        let mut writer = self.grammar.writer(self.seed, number);
        let mut article = writer.line("headline");
        let sentences = 12 + writer.below(26);
        let mut open = 0;
        for sentence in 0..sentences {
            if open == 0 {
                article.push_str("\n\n");
                open = 1 + writer.below(3) / 2;
            } else {
                article.push(' ');
            }
            open -= 1;
            let symbol = if sentence == 0 { "lead" } else { "sentence" };
            article.push_str(&writer.line(symbol));
        }
        article
    }

    /// The first articles.
    pub fn articles(&self, count: u64) -> Vec<String> {
        (0..count).map(|number| self.article(number)).collect()
    }

    /// Articles one after another, cut at so many bytes, or a few less where a character would be cut.
    pub fn text(&self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes);
        let mut number = 0;
        while text.len() < bytes {
            text.push_str(&self.article(number));
            text.push_str("\n\n");
            number += 1;
        }
        let end = (0..=bytes).rev().find(|&end| text.is_char_boundary(end));
        text.truncate(end.unwrap_or(0));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_differ_and_stay_the_same() {
        let articles = Newsroom::default().articles(200);
        assert_eq!(articles, Newsroom::default().articles(200));
        let others = Newsroom::new(2).articles(200);
        let mut sorted: Vec<_> = articles.iter().chain(&others).collect();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), 400);
    }

    #[test]
    fn no_symbol_is_left_in_an_article() {
        let articles = Newsroom::default().articles(200);
        assert!(
            articles
                .iter()
                .all(|a| !a.contains(['{', '}', '|', '+', '=']))
        );
    }

    #[test]
    fn a_text_has_the_length_that_is_asked_for() {
        let newsroom = Newsroom::default();
        for bytes in [0, 1, 1_000, 10_000] {
            let length = newsroom.text(bytes).len();
            assert!((bytes.saturating_sub(3)..=bytes).contains(&length));
        }
    }
}
