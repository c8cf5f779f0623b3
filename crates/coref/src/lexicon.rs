use std::collections::HashMap;

/// The grammatical gender that a title, a name or a noun tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// A word before a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) gender: Option<Gender>,
}

/// What a common noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounKind {
    Person(Option<Gender>),
    People,
    Body,
}

/// The word tables, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    titles: HashMap<&'static str, Title>,
    given: HashMap<&'static str, Gender>,
    /// Given names with these last letters: how many are women's, and how many there are.
    endings: HashMap<&'static str, (u32, u32)>,
    nouns: HashMap<&'static str, NounKind>,
    nicknames: HashMap<&'static str, Vec<usize>>,
    aliases: HashMap<String, usize>,
    cased_aliases: HashMap<&'static str, usize>,
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn gender(code: &str) -> Option<Gender> {
    match code {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        let pairs = |file| lines(file).filter_map(|l| l.split_once(' '));
        let titles = pairs(include_str!("../data/titles.txt"))
            .map(|(word, code)| {
                (
                    word,
                    Title {
                        gender: gender(code),
                    },
                )
            })
            .collect();
        let given: HashMap<_, _> = pairs(include_str!("../data/given_names.txt"))
            .filter_map(|(word, code)| Some((word, gender(code)?)))
            .collect();
        let mut endings: HashMap<_, (u32, u32)> = HashMap::new();
        for (name, code) in pairs(include_str!("../data/given_names.txt")) {
            for ending in (1..4).filter_map(|letters| ending(name, letters)) {
                let counts = endings.entry(ending).or_default();
                counts.0 += u32::from(code == "f");
                counts.1 += 1;
            }
        }
        let nouns = pairs(include_str!("../data/nouns.txt"))
            .map(|(word, kind)| (word, noun_kind(kind)))
            .collect();
        let mut nicknames: HashMap<_, Vec<usize>> = HashMap::new();
        for (group, line) in lines(include_str!("../data/nicknames.txt")).enumerate() {
            for name in line.split(';') {
                nicknames.entry(name).or_default().push(group);
            }
        }
        let (mut aliases, mut cased_aliases) = (HashMap::new(), HashMap::new());
        for (id, line) in lines(include_str!("../data/aliases.txt")).enumerate() {
            for name in line.split(';') {
                match name.strip_suffix('*') {
                    Some(cased) => drop(cased_aliases.insert(cased, id)),
                    None => drop(aliases.insert(alias_key(name), id)),
                }
            }
        }
        Self {
            titles,
            given,
            endings,
            nouns,
            nicknames,
            aliases,
            cased_aliases,
        }
    }
}

/// The last letters of a word that is longer.
fn ending(word: &str, letters: usize) -> Option<&str> {
    let (at, _) = word.char_indices().rev().nth(letters - 1)?;
    (at > 0).then(|| &word[at..])
}

fn noun_kind(code: &str) -> NounKind {
    match code.split_once(' ') {
        Some((_, sex)) => NounKind::Person(gender(sex)),
        None if code == "people" => NounKind::People,
        None => NounKind::Body,
    }
}

fn alias_key(name: &str) -> String {
    let mut key = name.replace('.', "").to_lowercase();
    if let Some(rest) = key.strip_prefix("the ") {
        key = rest.to_owned();
    }
    key
}

impl Lexicon {
    /// Whether this lower-case word is a title, and the gender that it tells.
    pub(crate) fn title(&self, lower: &str) -> Option<Title> {
        self.titles.get(lower).copied()
    }

    /// The gender of a given name in lower case.
    pub(crate) fn given(&self, lower: &str) -> Option<Gender> {
        let first = lower.split('-').next().unwrap_or(lower);
        self.given
            .get(lower)
            .or_else(|| self.given.get(first))
            .copied()
    }

    /// How likely a given name in lower case is a woman's, 0 to 4, by the list or, for others, by the
    /// names of the list that end alike; 2 where nothing tells.
    pub(crate) fn femininity(&self, lower: &str) -> u8 {
        match self.given(lower) {
            Some(Gender::Masculine) => return 0,
            Some(Gender::Feminine) => return 4,
            None => {}
        }
        let known = (1..4)
            .rev()
            .filter_map(|letters| self.endings.get(ending(lower, letters)?));
        match known.into_iter().find(|(_, all)| *all >= 8) {
            Some(&(women, all)) if women * 10 >= all * 9 => 3,
            Some(&(women, all)) if women * 10 <= all * 2 => 1,
            _ => 2,
        }
    }

    /// What a noun's lemma stands for.
    pub(crate) fn noun(&self, lemma: &str) -> Option<NounKind> {
        self.nouns.get(lemma).copied()
    }

    /// Whether two given names in lower case are short and long forms of one.
    pub(crate) fn same_given(&self, a: &str, b: &str) -> bool {
        let initial = |s: &str, t: &str| {
            s.trim_end_matches('.').len() == 1 && t.starts_with(s.trim_end_matches('.'))
        };
        if a == b || initial(a, b) || initial(b, a) {
            return true;
        }
        let groups = |name| self.nicknames.get(name).map_or(&[][..], Vec::as_slice);
        groups(a).iter().any(|g| groups(b).contains(g))
    }

    /// The row of the alias table that names this; equal rows are one entity.
    pub(crate) fn alias(&self, name: &str) -> Option<usize> {
        let bare = name.replace('.', "");
        let cased = self.cased_aliases.get(bare.trim()).copied();
        cased.or_else(|| {
            // A short row such as "US" counts in its own case only.
            self.aliases.get(&alias_key(name)).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_tell_gender_and_aliases() {
        let lexicon = Lexicon::default();
        assert_eq!(
            lexicon.title("mrs.").and_then(|t| t.gender),
            Some(Gender::Feminine)
        );
        assert_eq!(lexicon.given("angela"), Some(Gender::Feminine));
        assert!(lexicon.same_given("bill", "william") && !lexicon.same_given("bill", "robert"));
        assert_eq!(lexicon.alias("U.S."), lexicon.alias("the United States"));
        assert_eq!(lexicon.alias("us"), None);
        assert_eq!(lexicon.noun("company"), Some(NounKind::Body));
    }
}
