use newsgraph_document::TokenizedText;
use newsgraph_linear::{Clusters, hash_bytes};
use std::collections::HashMap;

/// Stands for a word before the first or after the last of a sentence.
pub(crate) const OUTSIDE: u64 = hash_bytes(b"<outside>");

/// Hashes of what the features ask of a word.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The form, digits as 0.
    pub(crate) form: u64,
    /// The same in small letters.
    pub(crate) lower: u64,
    /// Pattern of capitals, small letters, digits and signs, runs cut at two.
    pub(crate) shape: u64,
    /// First and last 1 to 4 chars.
    pub(crate) affixes: [u64; 8],
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether all its letters are capitals, and it has two or more.
    pub(crate) shouted: bool,
}

impl Word {
    pub(crate) fn new(text: &str) -> Self {
        let (mut form, mut lower, mut shape) = (String::new(), String::new(), String::new());
        let (mut letters, mut capitals) = (0, 0);
        for c in text.chars() {
            let c = match c {
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                '–' | '—' => '-',
                c if c.is_ascii_digit() => '0',
                c => c,
            };
            form.push(c);
            lower.extend(c.to_lowercase());
            letters += usize::from(c.is_alphabetic());
            capitals += usize::from(c.is_uppercase());
            let class = if c.is_uppercase() {
                'X'
            } else if c.is_alphabetic() {
                'x'
            } else {
                c
            };
            if !(shape.ends_with(class) && shape[..shape.len() - class.len_utf8()].ends_with(class))
            {
                shape.push(class);
            }
        }
        let hash = |text: &str| hash_bytes(text.as_bytes());
        let start = |chars: usize| {
            form.char_indices()
                .nth(chars)
                .map_or(form.len(), |(at, _)| at)
        };
        let end = |chars: usize| {
            form.char_indices()
                .rev()
                .nth(chars - 1)
                .map_or(0, |(at, _)| at)
        };
        let mut affixes = [0; 8];
        for n in 1..=4 {
            affixes[n - 1] = hash(&form[..start(n)]);
            affixes[n + 3] = hash(&form[end(n)..]);
        }
        Self {
            form: hash(&form),
            lower: hash(&lower),
            shape: hash(&shape),
            affixes,
            capital: text.chars().next().is_some_and(char::is_uppercase),
            shouted: letters >= 2 && capitals == letters,
        }
    }
}

/// What the rest of the document says of a word.
#[derive(Clone, Debug, Default)]
struct Elsewhere {
    /// Occurrences in small letters, and with a capital inside a sentence.
    small: u32,
    capital: u32,
    /// The word before and after of the first capitalised occurrences inside sentences.
    contexts: Vec<(usize, u64, u64)>,
}

/// The words of a document, with what each is like in the rest of it.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(crate) all: Vec<Word>,
    /// Path of each word's cluster in each set, 0 for none.
    pub(crate) paths: Vec<[u16; 3]>,
    elsewhere: HashMap<u64, Elsewhere>,
}

/// Contexts kept of a word: the first few tell what the rest would.
const CONTEXTS: usize = 4;

impl Words {
    pub(crate) fn new(text: TokenizedText<'_>, clusters: &[Clusters; 3]) -> Self {
        let words: Vec<Word> = (0..text.tokens.len())
            .map(|t| Word::new(text.word(t)))
            .collect();
        let mut elsewhere: HashMap<u64, Elsewhere> = HashMap::new();
        for sentence in text.sentences {
            let range = sentence.tokens.clone();
            let shouted = range.clone().filter(|&t| words[t].capital).count() * 2 > range.len()
                && range.len() > 3;
            for token in range.clone() {
                let word = &words[token];
                let entry = elsewhere.entry(word.lower).or_default();
                if !word.capital {
                    entry.small += 1;
                } else if token > range.start && !shouted {
                    entry.capital += 1;
                    if entry.contexts.len() < CONTEXTS {
                        let near = |t: usize| {
                            if range.contains(&t) {
                                words[t].lower
                            } else {
                                OUTSIDE
                            }
                        };
                        entry
                            .contexts
                            .push((token, near(token - 1), near(token + 1)));
                    }
                }
            }
        }
        let path = |word: &Word, clusters: &Clusters| match clusters.path(word.form) {
            0 => clusters.path(word.lower),
            path => path,
        };
        let paths = |word| clusters.each_ref().map(|clusters| path(word, clusters));
        let paths = words.iter().map(paths).collect();
        Self {
            all: words,
            paths,
            elsewhere,
        }
    }

    /// Whether the word stands elsewhere in small letters, and with a capital inside a sentence: 0 to 3.
    pub(crate) fn seen(&self, token: usize) -> u64 {
        let word = &self.all[token];
        self.elsewhere
            .get(&word.lower)
            .map_or(0, |e| u64::from(e.small > 0) + 2 * u64::from(e.capital > 1))
    }

    /// Words before and after the word's first capitalised occurrences elsewhere.
    pub(crate) fn contexts(&self, token: usize) -> impl Iterator<Item = (u64, u64)> + '_ {
        let entry = self
            .elsewhere
            .get(&self.all[token].lower)
            .filter(|_| self.all[token].capital);
        let all = entry.map_or(&[][..], |e| &e.contexts[..]);
        all.iter().filter(move |c| c.0 != token).map(|c| (c.1, c.2))
    }
}
