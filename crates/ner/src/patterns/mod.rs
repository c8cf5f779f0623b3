//! Phrases and token patterns that a user brings.

mod matched;
mod phrases;
mod read;
mod sequence;
#[cfg(test)]
mod tests;

use matched::Match;
use newsgraph_document::{Label, Mention, MentionKind, Syntax, TokenizedText};
use phrases::Phrases;
use sequence::{Sequence, Sequences};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Names and values of one's own: phrases with a label, and patterns over tokens, read from plain
/// text, one a line.
///
/// A line is a label, a sign, and what the label is given to, with white space between the three:
///
/// ```text
/// # A line that begins with # is a comment.
/// Organization = Harbour Rescue Society
/// Organization ~ blue kite
/// Event        : Operation [shape=Xx+]+
/// Product      : [lower=model|type] [shape=d+]
/// Work         : [lemma=sign] the? ([shape=Xx+]{1,3} Act)
/// ```
///
/// - `=` gives the label to a phrase as it is written, `~` in any case. White space between the words
///   of a phrase does not count, nor whether an apostrophe or dash is straight or curly.
/// - `:` gives it to tokens in a row. A word stands for the token with that form, `[...]` for a token
///   that passes every test in it, each `test=value` or `test=value|value` for alternatives: `form`,
///   `lower` (the form in small letters), `lemma`, `shape`; `[]` is any token. After either, `?` makes
///   it optional, `*` allows up to 32 of it and also none, `+` up to 32, `{2}` and `{1,3}` as many. What
///   holds white space or one of `()[]{}"|=?*+` is put in `"`, with `\` before `"` and `\`. Where some of the tokens
///   stand between `(` and `)`, they alone get the label; the others are what must stand around them.
/// - A shape has `X` for a capital, `x` for any other letter, `d` for a digit, any other char for itself;
///   `+` after one of them is one or more. `Xxxx` is a word like "Oslo", `Xx+` any capitalised word,
///   `dddd` a number of four digits.
///
/// Of two results that overlap the longer stays; of two as long that of the earlier line; of one
/// line's the first. A pattern takes as many tokens as it can where it begins. No result crosses the
/// end of a sentence or splits a token. Time grows with the text, not with the number of phrases, and
/// of patterns only those are tried whose first word is there, or that begin with neither `form`,
/// `lower` nor a plain word.
///
/// ```
/// use newsgraph_ner::EntityPatterns;
/// use newsgraph_tokenize::Tokenizer;
///
/// let patterns: EntityPatterns = "Event : Operation [shape=Xx+]+".parse()?;
/// let text = "They began Operation Quiet Dawn.";
/// let found = patterns.recognize(Tokenizer::default().tokenize(text).view(text), None);
/// assert_eq!(&text[found[0].span], "Operation Quiet Dawn");
/// # Ok::<(), newsgraph_ner::PatternError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct EntityPatterns {
    labels: Vec<Label>,
    phrases: Phrases,
    sequences: Sequences,
}

/// A file of patterns cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// The file cannot be read as UTF-8 text.
    #[error("could not read {path} as UTF-8 text; name a text file with a pattern a line")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line is none of the forms in the docs of [`EntityPatterns`].
    #[error("line {line}: expected {expected}, found {found:?}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
}

impl EntityPatterns {
    /// The patterns in a file.
    ///
    /// # Errors
    /// [`PatternError`] where the file cannot be read, or a line of it.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, PatternError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|source| PatternError::Io {
            path: path.to_owned(),
            source,
        })?;
        text.parse()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Whether a pattern tests lemmas, which only a text with syntax has.
    pub fn reads_lemmas(&self) -> bool {
        self.sequences.read_lemmas()
    }

    /// The results in text order; no two overlap, none crosses a sentence's end. Those with the label
    /// of a value, such as Money, are values without a normalised form, all others are names. No test of
    /// a lemma passes without syntax.
    pub fn recognize(&self, text: TokenizedText<'_>, syntax: Option<&Syntax>) -> Vec<Mention> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut matches = Vec::new();
        for sentence in text.sentences {
            self.phrases.find(text, &sentence.tokens, &mut matches);
            self.sequences
                .find(text, syntax, &sentence.tokens, &mut matches);
        }
        let mentions = disjoint(matches, text.tokens.len())
            .into_iter()
            .map(|found| {
                let label = self.labels[found.entry].clone();
                Mention {
                    span: text.span_of(found.tokens),
                    kind: kind(&label),
                    label,
                    value: None,
                    score: None,
                }
            });
        mentions.collect()
    }
}

impl FromStr for EntityPatterns {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let mut patterns = Self::default();
        // Some editors put a byte order mark first.
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (line, content) in (1..).zip(text.lines()) {
            let read = read::line(content).map_err(|wrong| PatternError::Line {
                line,
                expected: wrong.expected,
                found: wrong.found,
            })?;
            let Some((label, rule)) = read else {
                continue;
            };
            let entry = patterns.labels.len();
            patterns.labels.push(label);
            match rule {
                read::Rule::Phrase(phrase, case) => patterns.phrases.add(phrase, case, entry),
                read::Rule::Sequence(steps, name) => {
                    patterns.sequences.add(Sequence::new(steps, name, entry));
                }
            }
        }
        Ok(patterns)
    }
}

/// The matches that stay, in text order.
fn disjoint(mut matches: Vec<Match>, tokens: usize) -> Vec<Match> {
    matches.sort_by_key(|m| (usize::MAX - m.tokens.len(), m.entry, m.tokens.start));
    let mut taken = vec![false; tokens];
    // None is longer than one before it, so that where two overlap the later one has its first or last
    // token in the other.
    matches.retain(|m| {
        let free = !taken[m.tokens.start] && !taken[m.tokens.end - 1];
        if free {
            taken[m.tokens.clone()].fill(true);
        }
        free
    });
    matches.sort_by_key(|m| m.tokens.start);
    matches
}

fn kind(label: &Label) -> MentionKind {
    if label.is_value() {
        MentionKind::Value
    } else {
        MentionKind::Proper
    }
}
