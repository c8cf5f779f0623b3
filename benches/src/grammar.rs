//! Sentences by rules that stand in tables.

use std::collections::BTreeMap;

/// What a symbol may become, and whether what stands in front is taken more often.
#[derive(Debug, Default)]
struct Choices {
    texts: Vec<&'static str>,
    falling: bool,
}

/// Choices by symbol, endings by form, and given names with who bears them.
#[derive(Debug)]
pub(crate) struct Grammar {
    rules: BTreeMap<&'static str, Choices>,
    forms: BTreeMap<&'static str, Vec<(&'static str, &'static str)>>,
    given: Vec<(&'static str, bool)>,
}

/// The texts of the tables that a grammar is read from.
pub(crate) struct Tables {
    pub(crate) grammar: &'static str,
    pub(crate) words: &'static str,
    pub(crate) forms: &'static str,
    /// A given name a line, with `f` or `m` after it.
    pub(crate) given: &'static str,
}

impl Grammar {
    pub(crate) fn read(tables: &Tables) -> Self {
        let mut rules: BTreeMap<&str, Choices> = BTreeMap::new();
        for (left, rule) in rows(tables.grammar, " : ") {
            let (symbol, weight) = left.split_once(' ').unwrap_or((left, "1"));
            let times = weight.parse().unwrap_or(1);
            let choices = rules.entry(symbol).or_default();
            choices.texts.extend(std::iter::repeat_n(rule, times));
        }
        for (mark, falling) in [(" : ", false), (" ~ ", true)] {
            for (symbol, words) in rows(tables.words, mark) {
                let choices = rules.entry(symbol).or_default();
                choices.texts.extend(words.split('|'));
                choices.falling = falling;
            }
        }
        let ends = |ends: &'static str| {
            let pairs = ends.split('|').filter_map(|end| end.split_once('='));
            pairs.collect()
        };
        let forms = rows(tables.forms, " : ").map(|(form, text)| (form, ends(text)));
        let given = rows(tables.given, " ").map(|(name, sex)| (name, sex == "f"));
        Self {
            forms: forms.collect(),
            given: given.collect(),
            rules,
        }
    }

    /// What writes the article of a number.
    pub(crate) fn writer(&self, seed: u64, number: u64) -> Writer<'_> {
        let mut writer = Writer {
            grammar: self,
            dice: Dice(Dice(seed).roll().wrapping_add(number)),
            cast: BTreeMap::new(),
        };
        writer.choose_cast();
        writer
    }

    /// A form of a word.
    fn form(&self, form: &str, word: &str) -> String {
        let changes = self.forms.get(form).into_iter().flatten();
        let fitting = changes.filter_map(|(part, new)| {
            let made = match part.strip_prefix('^') {
                Some(start) => format!("{new}{}", word.strip_prefix(start)?),
                None => format!("{}{new}", word.strip_suffix(part)?),
            };
            Some((part.len(), made))
        });
        let longest = fitting.max_by_key(|(length, _)| *length);
        longest.map_or_else(|| word.to_owned(), |(_, made)| made)
    }
}

/// The lines of a table that are no comments, in two at a mark.
fn rows(table: &'static str, mark: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(move |line| line.split_once(mark))
}

/// Numbers by a seed (`SplitMix64`, Steele et al. 2014).
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
pub(crate) struct Writer<'a> {
    grammar: &'a Grammar,
    dice: Dice,
    /// What stays the same throughout the article.
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
        for (full, last) in [("full", "last"), ("full2", "last2"), ("full3", "last3")] {
            let (name, is_woman) = self.person();
            let surname = name.rsplit(' ').next().unwrap_or_default().to_owned();
            self.cast.insert(last, surname);
            self.cast.insert(full, name);
            if full == "full" {
                let pronoun = if is_woman { "she" } else { "he" };
                self.cast.insert("he", pronoun.to_owned());
            }
        }
        for (fixed, symbol) in [
            ("body", "otherbody"),
            ("body2", "otherbody"),
            ("body3", "otherbody"),
            ("place", "somewhere"),
            ("place2", "somewhere"),
            ("land", "country"),
            ("role2", "role"),
        ] {
            let chosen = self.line(symbol);
            self.cast.insert(fixed, chosen);
        }
    }

    fn person(&mut self) -> (String, bool) {
        let count = self.grammar.given.len();
        let (given, is_woman) = self.grammar.given[self.below(count)];
        (
            format!("{} {}", capital(given), self.name("ending")),
            is_woman,
        )
    }

    /// A name of one word that ends as the words of a symbol do.
    fn name(&mut self, ending: &str) -> String {
        let stem = self.line("syllable");
        capital(&format!("{stem}{}", self.line(ending)))
    }

    /// A symbol in any case and form.
    fn write(&mut self, symbol: &str, out: &mut String) {
        let (base, form) = symbol.split_once('+').unwrap_or((symbol, ""));
        let small = base.to_lowercase();
        let word = self.plain(&small);
        let word = self.grammar.form(form, &word);
        if small == base {
            out.push_str(&word);
        } else if base.chars().all(|c| !c.is_lowercase()) {
            out.push_str(&word.to_uppercase());
        } else {
            out.push_str(&capital(&word));
        }
    }

    /// A symbol as it is in the middle of a sentence.
    fn plain(&mut self, symbol: &str) -> String {
        if let Some(fixed) = self.cast.get(symbol) {
            return fixed.clone();
        }
        if let Some(made) = self.make(symbol) {
            return made;
        }
        let Some(choices) = self.grammar.rules.get(symbol) else {
            return symbol.to_owned();
        };
        let place = if choices.falling {
            self.falling(choices.texts.len())
        } else {
            self.below(choices.texts.len())
        };
        self.follow(choices.texts[place])
    }

    /// A number below this one, the small ones far more often: the density falls with the root of the number.
    fn falling(&mut self, end: usize) -> usize {
        const PARTS: usize = 1 << 20;
        let part = self.below(PARTS);
        (end * (part * part / PARTS)) / PARTS
    }

    fn follow(&mut self, rule: &str) -> String {
        let mut out = String::new();
        let mut rest = rule;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (symbol, after) = after.split_once('}').unwrap_or((after, ""));
            self.write(symbol, &mut out);
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// What is made of parts, not by rules: numbers, and names and words that no list holds.
    fn make(&mut self, symbol: &str) -> Option<String> {
        Some(match symbol {
            "day" => (1 + self.below(28)).to_string(),
            "age" => (20 + self.below(60)).to_string(),
            "hour" => (1 + self.below(12)).to_string(),
            "year" => (1970 + self.below(55)).to_string(),
            "number" => {
                let thousands = 1 + self.below(90);
                format!("{thousands},{:03}", self.below(1000))
            }
            "number2" => (2 + self.below(400)).to_string(),
            "percent" => format!("{}.{} percent", self.below(60), self.below(10)),
            "money" => {
                let (sign, size) = (self.line("sign"), self.line("size"));
                format!("{sign}{}.{} {size}", 1 + self.below(90), self.below(10))
            }
            "rare" => {
                let (prefix, stem) = (self.line("prefix"), self.line("syllable"));
                format!("{prefix}{stem}{}", self.line("suffix"))
            }
            "rarenoun" => {
                let (first, second) = (self.line("syllable"), self.line("syllable"));
                format!("{first}{second}{}", self.line("nounend"))
            }
            "otherfull" => self.person().0,
            "somewhere" => match self.below(4) {
                0 => self.line("country"),
                1 => self.line("town"),
                _ => self.name("townend"),
            },
            "otherbody" => match self.below(3) {
                0 => format!("the {} {}", self.line("bodystart"), self.line("field")),
                _ => format!("{} {}", self.name("ending"), self.line("bodyend")),
            },
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

#[cfg(test)]
mod tests {
    use super::*;

    fn grammar() -> Grammar {
        Grammar::read(&Tables {
            grammar: "line 3 : {Who} has {fruit+a} and {fruit+plural}",
            words: "who : {fruit} eaters\nfruit : apple",
            forms: "plural : y=ies|=s\na : ^=a |^a=an a",
            given: "ann f",
        })
    }

    #[test]
    fn symbols_become_words_in_their_case_and_form() {
        let line = grammar().writer(1, 1).line("line");
        assert_eq!(line, "Apple eaters has an apple and apples");
    }

    #[test]
    fn the_longest_part_of_a_word_decides() {
        let grammar = grammar();
        assert_eq!(grammar.form("plural", "city"), "cities");
        assert_eq!(grammar.form("plural", "town"), "towns");
        assert_eq!(grammar.form("a", "town"), "a town");
        assert_eq!(grammar.form("unknown", "town"), "town");
    }

    #[test]
    fn words_in_front_are_taken_more_often_where_a_table_says_so() {
        let grammar = grammar();
        let mut writer = grammar.writer(1, 1);
        let low = (0..1000).filter(|_| writer.falling(100) < 25).count();
        assert!((450..550).contains(&low));
    }
}
