use newsgraph_document::TokenizedText;
use newsgraph_linear::hash_bytes;
use newsgraph_neural::WordVectors;
use std::collections::HashMap;
use std::ops::Range;

/// Stands for a word before the first or after the last of a sentence.
pub(crate) const OUTSIDE: u64 = hash_bytes(b"<outside>");

/// What the features ask of a word, as hashes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// The form, digits as 0.
    pub(crate) form: u64,
    /// The same in small letters.
    pub(crate) lower: u64,
    /// Pattern of capitals, small letters, digits and signs, runs cut at two.
    pub(crate) shape: u64,
    /// First and last 1 to 4 chars.
    pub(crate) affixes: [u64; 8],
    /// Whether it has letters.
    pub(crate) lettered: bool,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether all its letters are capitals, and it has two or more.
    pub(crate) shouted: bool,
    /// Its row among the vectors, where it has one.
    pub(crate) vector: Option<u32>,
}

impl Word {
    pub(crate) fn new(text: &str, vectors: &WordVectors) -> Self {
        let (mut form, mut lower, mut shape) = (String::new(), String::new(), String::new());
        let (mut letters, mut capitals) = (0, 0);
        for c in text.chars() {
            let c = match c {
                '’' | '‘' => '\'',
                '“' | '”' => '"',
                '–' | '—' | '―' => '-',
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
            lettered: letters > 0,
            capital: text.chars().next().is_some_and(char::is_uppercase),
            shouted: letters >= 2 && capitals == letters,
            vector: vectors
                .row(&lower)
                .or_else(|| vectors.row(&last_part(&form)?.to_lowercase())),
        }
    }
}

/// The part of a word that begins with the last capital behind a small letter: `Work` of `WeWork`.
fn last_part(word: &str) -> Option<&str> {
    let is_inner =
        |&(at, c): &(usize, char)| c.is_uppercase() && word[..at].ends_with(char::is_lowercase);
    let (at, _) = word.char_indices().rfind(is_inner)?;
    Some(&word[at..])
}

/// What the document says of a word, whatever its capitals.
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
    /// The words that differ.
    forms: Vec<Word>,
    /// For each form its place in `elsewhere`.
    folded: Vec<usize>,
    /// For each token its form.
    tokens: Vec<usize>,
    elsewhere: Vec<Elsewhere>,
}

/// Contexts kept of a word: the first few tell what the rest would.
const CONTEXTS: usize = 4;

impl Words {
    pub(crate) fn new(text: TokenizedText<'_>, vectors: &WordVectors) -> Self {
        let mut words = Self {
            forms: Vec::new(),
            folded: Vec::new(),
            tokens: Vec::with_capacity(text.tokens.len()),
            elsewhere: Vec::new(),
        };
        let (mut known, mut folded) = (HashMap::new(), HashMap::new());
        for token in 0..text.tokens.len() {
            let form = *known.entry(text.word(token)).or_insert_with_key(|form| {
                let word = Word::new(form, vectors);
                let next = folded.len();
                words.folded.push(*folded.entry(word.lower).or_insert(next));
                words.forms.push(word);
                words.forms.len() - 1
            });
            words.tokens.push(form);
        }
        words.elsewhere.resize(folded.len(), Elsewhere::default());
        for sentence in text.sentences {
            words.look_around(sentence.tokens.clone());
        }
        words
    }

    /// Notes where words stand in a sentence.
    fn look_around(&mut self, sentence: Range<usize>) {
        let capitals = sentence.clone().filter(|&t| self.word(t).capital).count();
        let shouted = capitals * 2 > sentence.len() && sentence.len() > 3;
        for token in sentence.clone() {
            let form = self.tokens[token];
            let is_capital = self.forms[form].capital;
            let near = |t: usize| {
                if sentence.contains(&t) {
                    self.word(t).lower
                } else {
                    OUTSIDE
                }
            };
            let is_telling = is_capital && token > sentence.start && !shouted;
            let context = is_telling.then(|| (token, near(token - 1), near(token + 1)));
            let entry = &mut self.elsewhere[self.folded[form]];
            entry.small += u32::from(!is_capital);
            entry.capital += u32::from(is_telling);
            if entry.contexts.len() < CONTEXTS {
                entry.contexts.extend(context);
            }
        }
    }

    /// The word of a token, where there is such a token.
    pub(crate) fn get(&self, token: usize) -> Option<&Word> {
        self.tokens.get(token).map(|&form| &self.forms[form])
    }

    /// The word of a token.
    pub(crate) fn word(&self, token: usize) -> &Word {
        &self.forms[self.tokens[token]]
    }

    /// How a sentence uses capitals: 0 as sentences do, 1 not at all, 2 for every letter, 3 for most words.
    pub(crate) fn style(&self, sentence: Range<usize>) -> u64 {
        let words = || sentence.clone().map(|token| self.word(token));
        let count = |belongs: fn(&Word) -> bool| words().filter(|&word| belongs(word)).count();
        let lettered = count(|word| word.lettered);
        let capital = count(|word| word.capital);
        let shouted = count(|word| word.shouted);
        match () {
            () if lettered < 3 => 0,
            () if capital == 0 => 1,
            () if 2 * shouted > lettered => 2,
            () if 2 * capital > lettered => 3,
            () => 0,
        }
    }

    /// Whether the word stands elsewhere in small letters, and with a capital inside a sentence: 0 to 3.
    pub(crate) fn seen(&self, token: usize) -> u64 {
        let entry = &self.elsewhere[self.folded[self.tokens[token]]];
        u64::from(entry.small > 0) + 2 * u64::from(entry.capital > 1)
    }

    /// Words before and after the word's first capitalised occurrences elsewhere.
    pub(crate) fn contexts(&self, token: usize) -> impl Iterator<Item = (u64, u64)> + '_ {
        let form = self.tokens[token];
        let all = if self.forms[form].capital {
            &self.elsewhere[self.folded[form]].contexts[..]
        } else {
            &[]
        };
        all.iter().filter(move |c| c.0 != token).map(|c| (c.1, c.2))
    }
}
