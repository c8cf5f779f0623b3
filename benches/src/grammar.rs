//! Sentences by rules that stand in tables.

use std::collections::BTreeMap;

/// Rules by symbol, and given names with who bears them.
#[derive(Debug)]
pub(crate) struct Grammar {
    rules: BTreeMap<&'static str, Vec<&'static str>>,
    given: Vec<(&'static str, bool)>,
}

impl Grammar {
    /// A rule a line, words of one symbol a line, and a given name a line with `f` or `m` after it.
    pub(crate) fn new(grammar: &'static str, words: &'static str, given: &'static str) -> Self {
        let mut rules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (symbol, rule) in lines(grammar).filter_map(|line| line.split_once(" : ")) {
            rules.entry(symbol).or_default().push(rule);
        }
        for (symbol, words) in lines(words).filter_map(|line| line.split_once(" : ")) {
            rules.entry(symbol).or_default().extend(words.split('|'));
        }
        let given = lines(given).filter_map(|line| {
            let (name, sex) = line.split_once(char::is_whitespace)?;
            Some((name, sex.trim() == "f"))
        });
        let given = given.collect();
        Self { rules, given }
    }

    /// What writes the article of a number.
    pub(crate) fn writer(&self, seed: u64, number: u64) -> Writer<'_> {
        let start = Dice(seed).roll();
        let mut writer = Writer {
            grammar: self,
            dice: Dice(start ^ Dice(number).roll()),
            cast: BTreeMap::new(),
        };
        writer.choose_cast();
        writer
    }
}

/// The lines that are no comments.
fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Numbers by a seed (SplitMix64, Steele et al. 2014).
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

/// Writes one article.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    grammar: &'a Grammar,
    dice: Dice,
    /// Who and what the article is about, by symbol.
    cast: BTreeMap<&'static str, String>,
}

impl Writer<'_> {
    /// A number below this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.dice.roll() % end.max(1) as u64) as usize
    }

    /// A line by the rules of a symbol.
    pub(crate) fn line(&mut self, symbol: &str) -> String {
        let mut line = String::new();
        self.write(symbol, &mut line);
        line
    }

    fn choose_cast(&mut self) {
        for (full, last) in [("full", "last"), ("full2", "last2")] {
            let (name, is_woman) = self.person();
            let surname = name.rsplit(' ').next().unwrap_or_default().to_owned();
            self.cast.insert(last, surname);
            self.cast.insert(full, name);
            if full == "full" {
                let pronoun = if is_woman { "she" } else { "he" };
                self.cast.insert("he", pronoun.to_owned());
            }
        }
        for symbol in ["body", "body2"] {
            let body = self.line("otherbody");
            self.cast.insert(symbol, body);
        }
        for symbol in ["place", "place2"] {
            let place = self.line("somewhere");
            self.cast.insert(symbol, place);
        }
        let role = self.line("role");
        self.cast.insert("role2", role);
    }

    fn person(&mut self) -> (String, bool) {
        let count = self.grammar.given.len();
        let (given, is_woman) = self.grammar.given[self.below(count)];
        let surname = capital(&format!("{}{}", self.line("syllable"), self.line("ending")));
        (format!("{} {surname}", capital(given)), is_woman)
    }

    fn write(&mut self, symbol: &str, out: &mut String) {
        if let Some(fixed) = self.cast.get(symbol) {
            out.push_str(fixed);
            return;
        }
        if let Some(made) = self.make(symbol) {
            out.push_str(&made);
            return;
        }
        let rules = self.grammar.rules.get(symbol);
        let Some(rules) = rules else {
            let small = symbol.to_lowercase();
            let written = if self.knows(&small) {
                self.line(&small)
            } else {
                symbol.to_owned()
            };
            out.push_str(
                &if symbol.chars().all(|c| c.is_uppercase() || c.is_numeric()) {
                    written.to_uppercase()
                } else {
                    capital(&written)
                },
            );
            return;
        };
        let rule = rules[self.below(rules.len())];
        let mut rest = rule;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((symbol, after)) = after.split_once('}') else {
                break;
            };
            self.write(symbol, out);
            rest = after;
        }
        out.push_str(rest);
    }

    fn knows(&self, symbol: &str) -> bool {
        self.cast.contains_key(symbol) || self.grammar.rules.contains_key(symbol)
    }

    /// What is made of parts, not by rules: numbers, and names that no list holds.
    fn make(&mut self, symbol: &str) -> Option<String> {
        Some(match symbol {
            "day" => (1 + self.below(28)).to_string(),
            "hour" => (1 + self.below(12)).to_string(),
            "year" => (1970 + self.below(55)).to_string(),
            "number" => {
                let thousands = 1 + self.below(90);
                format!("{thousands},{:03}", self.below(1000))
            }
            "number2" => (2 + self.below(400)).to_string(),
            "number3" => self.line("few"),
            "percent" => format!("{}.{} percent", self.below(60), self.below(10)),
            "money" => {
                let (sign, size) = (self.line("sign"), self.line("size"));
                format!("{sign}{}.{} {size}", 1 + self.below(90), self.below(10))
            }
            "rare" => {
                let (prefix, noun, suffix) = (
                    self.line("prefix"),
                    self.line("syllable"),
                    self.line("suffix"),
                );
                format!("{prefix}{noun}{suffix}")
            }
            "otherfull" => self.person().0,
            "somewhere" => match self.below(3) {
                0 => self.line("country"),
                1 => self.line("town"),
                _ => capital(&format!(
                    "{}{}",
                    self.line("syllable"),
                    self.line("townend")
                )),
            },
            "otherbody" => {
                let first = capital(&format!("{}{}", self.line("syllable"), self.line("ending")));
                format!("{first} {}", self.line("bodyend"))
            }
            _ => return None,
        })
    }
}

/// A word with a capital at its start.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
