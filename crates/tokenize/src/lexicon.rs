use std::collections::HashSet;

const ABBREVIATIONS: &str = include_str!("../data/abbreviations.txt");
const STARTERS: &str = include_str!("../data/starters.txt");
const PREFIXES: &str = include_str!("../data/prefixes.txt");
const REPORTING: &str = include_str!("../data/reporting.txt");

const COMMON: &str = include_str!("../data/common.txt");

/// Word lists, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    titles: HashSet<String>,
    others: HashSet<String>,
    starters: HashSet<String>,
    prefixes: HashSet<String>,
    reporting: HashSet<String>,
    common: HashSet<String>,
}

fn words(data: &str) -> impl Iterator<Item = &str> {
    data.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
}

fn set<'a>(words: impl Iterator<Item = &'a str>) -> HashSet<String> {
    words.map(str::to_owned).collect()
}

/// Bytes of the longest word that a list may hold.
const LONGEST: usize = 32;

/// The word in small letters, in the buffer; none where it is longer.
fn lowered<'a>(word: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    if word.len() > 2 * LONGEST {
        return None;
    }
    if word.is_ascii() {
        let small = buffer.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        return std::str::from_utf8(small).ok();
    }
    let mut end = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let next = end + c.len_utf8();
        c.encode_utf8(buffer.get_mut(end..next)?);
        end = next;
    }
    std::str::from_utf8(&buffer[..end]).ok()
}

fn contains(set: &HashSet<String>, word: &str) -> bool {
    lowered(word, &mut [0; LONGEST]).is_some_and(|word| set.contains(word))
}

impl Lexicon {
    pub(crate) fn new(own: &[String]) -> Self {
        let class = |name: &str| {
            let lines = ABBREVIATIONS
                .lines()
                .filter_map(|line| line.strip_prefix(name));
            set(lines.flat_map(str::split_whitespace))
        };
        let mut others = class("other ");
        others.extend(own.iter().map(|a| a.trim_end_matches('.').to_lowercase()));
        Self {
            titles: class("title "),
            others,
            starters: set(words(STARTERS)),
            prefixes: set(words(PREFIXES)),
            reporting: set(words(REPORTING)),
            common: set(words(COMMON)),
        }
    }

    /// Whether the full stop after this word is the word's own.
    pub(crate) fn keeps_stop(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let initial =
            chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I";
        initial || is_dotted(word) || self.is_listed(word)
    }

    fn is_listed(&self, word: &str) -> bool {
        let Some(first) = word.chars().next() else {
            return false;
        };
        let mut buffer = [0; LONGEST];
        let Some(lower) = lowered(word, &mut buffer) else {
            return false;
        };
        let capital = first.is_uppercase();
        // "no." and "art." and "sat." are words at the end of a sentence unless capitalised.
        let needs_capital = lower.chars().all(char::is_alphabetic)
            && !matches!(lower, "vs" | "v" | "etc" | "al" | "approx");
        (capital || !needs_capital) && (self.titles.contains(lower) || self.others.contains(lower))
    }

    /// Whether the sentence goes on after this abbreviation, whatever follows.
    pub(crate) fn goes_on(&self, word: &str) -> bool {
        let Some(word) = word.strip_suffix('.') else {
            return false;
        };
        let mut chars = word.chars();
        let initial = chars.next().is_some() && chars.next().is_none();
        initial || self.is_title(word)
    }

    /// Whether the word, without its stop, is an abbreviation before names or numbers.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        contains(&self.titles, word)
    }

    /// Whether the word, capitalised after an abbreviation, begins a sentence.
    pub(crate) fn is_starter(&self, word: &str) -> bool {
        contains(&self.starters, word)
    }

    /// Whether the word, capitalised, is no name.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        word.len() <= 10 && contains(&self.common, word)
    }

    pub(crate) fn is_prefix(&self, word: &str) -> bool {
        word.len() <= 8 && contains(&self.prefixes, word)
    }

    pub(crate) fn is_reporting(&self, word: &str) -> bool {
        self.reporting.contains(word)
    }
}

/// Single letters with stops between: U.S, a.m, J.R.R.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.len() <= 12
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}
