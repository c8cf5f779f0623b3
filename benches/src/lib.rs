//! The text that the benches read: articles made by a grammar of our own.
//!
//! An article that a bench repeats stays in the processor's caches and tells more words a second than any real
//! work has. Those of [`Newsroom`] differ in their people, places, numbers and words.

mod grammar;

use grammar::{Grammar, Tables};

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

    /// Articles one after another, of this many bytes at least.
    pub fn text(&self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes);
        for number in 0.. {
            text.push_str(&self.article(number));
            if text.len() >= bytes {
                break;
            }
            text.push_str("\n\n");
        }
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
        assert!(articles.iter().all(|a| !a.contains(['{', '}'])));
    }
}
