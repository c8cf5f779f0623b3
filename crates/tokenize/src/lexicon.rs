use newsgraph_lexicon::{TableError, Tables, WordMap, WordSet};
use std::sync::{Arc, LazyLock};

/// The tables of English that the crate holds.
///
/// A table of one's own takes the place of one of them by `Tables::with`; what comes out goes to
/// `Tokenizer::from_tables`. Each table says in its comments what its rows are.
pub fn english_tables() -> Tables {
    macro_rules! table {
        ($name:literal) => {
            ($name, include_str!(concat!("../data/en/", $name, ".txt")))
        };
    }
    Tables::embedded(
        "en",
        [
            table!("abbreviations"),
            table!("common"),
            table!("contractions"),
            table!("joined"),
            table!("marked"),
            table!("prefixes"),
            table!("reporting"),
            table!("starters"),
        ],
    )
}

static ENGLISH: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let lexicon = Lexicon::new(&english_tables());
    Arc::new(lexicon.expect("a test reads the embedded tables"))
});

/// The words of a language, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    titles: WordSet,
    others: WordSet,
    /// Of the two above, those that keep their stop in small letters as well.
    small: WordSet,
    answers: WordSet,
    bracketed: WordSet,
    counting: WordSet,
    letters: WordSet,
    lettered: WordSet,
    verses: WordSet,
    after_ordinals: WordSet,
    starters: WordSet,
    prefixes: WordSet,
    reporting: WordSet,
    common: WordSet,
    clitics: WordSet,
    endings: Vec<Ending>,
    elided: WordSet,
    between: WordSet,
    decades: WordSet,
    clock: WordSet,
    domains: WordSet,
    works: WordSet,
    voices: WordSet,
    /// Each contraction with the length of its second word.
    contractions: WordMap<usize>,
    cuttable: LastBytes,
}

/// A word that is written at the end of another, as the parts on both sides of its apostrophe: n, t.
#[derive(Clone, Debug)]
struct Ending {
    before: String,
    after: String,
}

impl Lexicon {
    /// English, parsed at most once.
    pub(crate) fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    pub(crate) fn new(tables: &Tables) -> Result<Self, TableError> {
        let words = |name: &str| Ok(tables.table(name)?.words());
        let abbreviations = tables.table("abbreviations")?;
        let joined = tables.table("joined")?;
        let marked = tables.table("marked")?;
        let ending = |word: &str| {
            let (before, after) = word
                .split_once('\'')
                .ok_or_else(|| joined.error(word, "an ending with an apostrophe"))?;
            Ok(Ending {
                before: before.to_owned(),
                after: after.to_owned(),
            })
        };
        let mut lexicon = Self {
            titles: abbreviations.group("title")?,
            others: abbreviations.group("other")?,
            small: abbreviations.group("small")?,
            answers: abbreviations.group("answer")?,
            bracketed: abbreviations.group("bracketed")?,
            counting: abbreviations.group("counting")?,
            letters: abbreviations.group("letter")?,
            lettered: abbreviations.group("lettered")?,
            verses: abbreviations.group("verse")?,
            after_ordinals: abbreviations.group("after-ordinal")?,
            starters: words("starters")?,
            prefixes: words("prefixes")?,
            reporting: words("reporting")?,
            common: words("common")?,
            clitics: joined.group("clitic")?,
            endings: joined
                .group("ending")?
                .iter()
                .map(ending)
                .collect::<Result<_, _>>()?,
            elided: joined.group("elided")?,
            between: joined.group("between")?,
            decades: joined.group("decade")?,
            clock: joined.group("clock")?,
            domains: joined.group("domain")?,
            works: marked.group("work")?,
            voices: marked.group("voice")?,
            contractions: tables
                .table("contractions")?
                .fields()?
                .into_iter()
                .map(|[first, second]| (first.to_owned() + second, second.len()))
                .collect(),
            cuttable: LastBytes::default(),
        };
        lexicon.find_cuttable();
        Ok(lexicon)
    }

    /// Notes the last bytes of all that [`Self::cut`] leaves off.
    fn find_cuttable(&mut self) {
        let mut cuttable = LastBytes::default();
        for (word, _) in self.contractions.iter() {
            cuttable.add(word);
        }
        for half in self.clock.iter() {
            cuttable.add(half);
        }
        for Ending { before, after } in &self.endings {
            for apostrophe in APOSTROPHES {
                cuttable.add(&format!("{before}{apostrophe}{after}"));
            }
        }
        self.cuttable = cuttable;
    }

    /// The same with abbreviations of the user's, in any case, with their stop or without.
    pub(crate) fn with_abbreviations(mut self, own: &[String]) -> Self {
        let own = own.iter().map(|a| a.trim_end_matches('.').to_lowercase());
        let known = self.others.iter().map(str::to_owned);
        self.others = known.chain(own).collect();
        self
    }

    /// Whether the full stop after this word is the word's own.
    pub(crate) fn keeps_stop(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let initial = chars.next().is_some_and(char::is_uppercase)
            && chars.next().is_none()
            && !self.is_letter_word(word);
        initial || is_dotted(word) || self.is_listed(word)
    }

    /// Whether the word is a single capital that is no initial.
    pub(crate) fn is_letter_word(&self, word: &str) -> bool {
        self.letters.contains(word)
    }

    fn is_listed(&self, word: &str) -> bool {
        // "no." and "art." and "sat." are words at the end of a sentence unless capitalised.
        let keeps = || {
            word.starts_with(char::is_uppercase)
                || !word.chars().all(char::is_alphabetic)
                || self.small.contains_any_case(word)
        };
        (self.titles.contains_any_case(word) || self.others.contains_any_case(word)) && keeps()
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
        self.titles.contains_any_case(word)
    }

    /// Whether the word, with a stop after it, is an answer where no number follows.
    pub(crate) fn is_answer(&self, word: &str) -> bool {
        self.answers.contains_any_case(word)
    }

    /// Whether the word keeps its stop right after an opening bracket.
    pub(crate) fn is_bracketed(&self, word: &str) -> bool {
        self.bracketed.contains(word)
    }

    /// Whether the word keeps its stop before a number.
    pub(crate) fn is_counting(&self, word: &str) -> bool {
        self.counting.contains(word)
    }

    /// Whether the word, with a stop after it, is a book before a chapter and a verse.
    pub(crate) fn is_before_verse(&self, word: &str) -> bool {
        self.verses.contains(word)
    }

    /// Whether a single capital after the word is a name of its own.
    pub(crate) fn is_lettered(&self, word: &str) -> bool {
        self.lettered.contains_any_case(word)
    }

    /// Whether the word names a kind of work that has a title. Capitalised it may be a verb of a headline.
    pub(crate) fn is_work(&self, word: &str) -> bool {
        self.works.contains(word)
    }

    /// Whether the word tells that words in marks near it are somebody's.
    pub(crate) fn is_voice(&self, word: &str) -> bool {
        self.voices.contains_any_case(word)
    }

    /// Whether a stop joins the word to the one before it, as the end of an address or of a file.
    pub(crate) fn is_domain(&self, word: &str) -> bool {
        self.domains.contains_any_case(word)
    }

    /// Whether the word is single letters with stops between, its last stop left out.
    pub(crate) fn is_dotted(word: &str) -> bool {
        is_dotted(word)
    }

    /// Whether a number with a full stop before the word is an ordinal.
    pub(crate) fn is_after_ordinal(&self, word: &str) -> bool {
        self.after_ordinals.contains_any_case(word)
    }

    /// Whether the word, capitalised after an abbreviation, begins a sentence.
    pub(crate) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains_any_case(word)
    }

    /// Whether the word, capitalised, is no name.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.common.contains_any_case(word)
    }

    pub(crate) fn is_prefix(&self, word: &str) -> bool {
        self.prefixes.contains_any_case(word)
    }

    pub(crate) fn is_reporting(&self, word: &str) -> bool {
        self.reporting.contains(word)
    }

    /// Whether an apostrophe may join the word to the one before it.
    pub(crate) fn is_clitic(&self, word: &str) -> bool {
        self.clitics.contains_any_case(word)
    }

    /// Whether a word that ends with `before`, an apostrophe and `after` ends with a word of its own.
    pub(crate) fn is_ending(&self, before: &str, after: &str) -> bool {
        let is = |ending: &Ending| {
            ending.after.eq_ignore_ascii_case(after)
                && strip_any_case(before, &ending.before).is_some()
        };
        self.endings.iter().any(is)
    }

    /// Whether an apostrophe before the word stands for letters that are left out.
    pub(crate) fn is_elided(&self, word: &str) -> bool {
        self.elided.contains_any_case(word) || self.is_decade(word)
    }

    /// A two-digit decade after its apostrophe: '90s.
    fn is_decade(&self, word: &str) -> bool {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &word[digits..];
        digits == 2 && (rest.is_empty() || self.decades.contains_any_case(rest))
    }

    /// Whether the word is one with the apostrophes on both sides.
    pub(crate) fn is_between(&self, word: &str) -> bool {
        self.between.contains_any_case(word)
    }

    /// Length of a word without what it has at its end as a word of its own: n't, not of cannot, na of
    /// gonna. `is_whole` says that no letter or digit follows.
    pub(crate) fn cut(&self, word: &str, is_whole: bool) -> usize {
        if !self.cuttable.may_end(word) {
            return word.len();
        }
        if is_whole && word.len() <= LONGEST_CUT {
            if let Some(second) = self.contractions.get_any_case(word) {
                let first = word.len().saturating_sub(*second);
                return if word.is_char_boundary(first) {
                    first
                } else {
                    word.len()
                };
            }
            // "7:30pm"
            let digit = |b: &u8| b.is_ascii_digit() || matches!(b, b':' | b'.');
            let digits = word.bytes().take_while(digit).count();
            if digits > 0 && self.clock.contains_any_case(&word[digits..]) {
                return digits;
            }
        }
        let ending = |ending: &Ending| {
            let stem = strip_any_case(word, &ending.after)?.strip_suffix(APOSTROPHES)?;
            let stem = strip_any_case(stem, &ending.before)?;
            (!stem.is_empty()).then_some(stem.len())
        };
        let stem = self.endings.iter().find_map(ending);
        stem.unwrap_or(word.len())
    }
}

/// Bytes of the longest contraction and the longest time of day in one word.
const LONGEST_CUT: usize = 7;

const APOSTROPHES: [char; 2] = ['\'', '’'];

fn strip_any_case<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    let at = word.len().checked_sub(ending.len())?;
    let (stem, end) = word.split_at_checked(at)?;
    end.eq_ignore_ascii_case(ending).then_some(stem)
}

/// Which pairs of last bytes some words have, by the low five bits of each, which are the same for a
/// letter in either case: most words that are asked for end otherwise.
#[derive(Clone, Debug, Default)]
struct LastBytes([u32; 32]);

impl LastBytes {
    fn add(&mut self, word: &str) {
        match *word.as_bytes() {
            [.., before, last] => self.0[usize::from(last & 31)] |= 1 << (before & 31),
            [last] => self.0[usize::from(last & 31)] = u32::MAX,
            [] => {}
        }
    }

    fn may_end(&self, word: &str) -> bool {
        let [.., before, last] = *word.as_bytes() else {
            return false;
        };
        self.0[usize::from(last & 31)] & (1 << (before & 31)) != 0
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(word: &str) -> usize {
        Lexicon::english().cut(word, true)
    }

    #[test]
    fn words_in_one_are_cut() {
        for (word, first) in [
            ("cannot", "can"),
            ("GONNA", "GON"),
            ("thats", "that"),
            ("7:30pm", "7:30"),
            ("don't", "do"),
            ("DON’T", "DO"),
            ("n't", "n't"),
            ("pm", "pm"),
            ("t", "t"),
            ("", ""),
        ] {
            assert_eq!(&word[..cut(word)], first);
        }
        assert_eq!(Lexicon::english().cut("cannot", false), 6);
    }

    #[test]
    fn what_a_table_lacks_is_named() {
        let lacking = english_tables().with("joined", "clitic: s\nending: nt\n");
        let error = Lexicon::new(&lacking).unwrap_err().to_string();
        assert_eq!(
            error,
            "row \"nt\" of table \"joined\": expected an ending with an apostrophe"
        );
    }
}
