//! The words of a language that values are written with.

use super::begin::begins_value;
use super::entry::{Entries, Entry, Fixed, SignForm, Step, Words, code};
use super::holiday::Holiday;
use super::phrases::Phrases;
use newsgraph_lexicon::{TableError, Tables};
use std::sync::{Arc, LazyLock};

/// The tables of English that [`ValueRecognizer`](crate::ValueRecognizer) reads.
///
/// A table of one's own takes the place of one of them by `Tables::with`; what comes out goes to
/// `ValueRecognizer::from_tables`. Each table says in its comments what its rows are.
pub fn english_tables() -> Tables {
    macro_rules! tables {
        ($($name:literal)*) => {
            [$(($name, include_str!(concat!("../../data/en/", $name, ".txt"))),)*]
        };
    }
    let texts = tables! {
        "clock" "countries" "currencies" "days" "fractions" "groups" "holidays" "lengths" "months" "moves" "numbers"
        "ordinals" "percent" "phrases" "powers" "rates" "relative" "scale-letters" "scales" "seasons" "signs" "signs-after"
        "tenses" "units" "unnamed" "vague" "weekdays"
    };
    Tables::embedded("en", texts)
}

static ENGLISH: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let lexicon = Lexicon::new(&english_tables());
    Arc::new(lexicon.expect("a test reads the embedded tables"))
});

/// What stands after a percentage.
#[derive(Clone, Copy, Debug)]
pub(super) struct PerHundred {
    /// How many make one of a hundred.
    pub(super) many: u128,
    pub(super) needs_glue: bool,
}

/// A currency's sign.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    /// ISO 4217, where the sign tells it.
    pub(super) code: Option<Box<str>>,
    forms: Vec<SignForm>,
}

impl Sign {
    pub(super) fn is(&self, form: SignForm) -> bool {
        self.forms.contains(&form)
    }
}

/// All tables of a language, parsed once.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    words: Entries,
    pub(super) clock: Phrases<Box<str>>,
    pub(super) countries: Phrases<Box<str>>,
    pub(super) days: Phrases<i64>,
    pub(super) fixed: Phrases<Fixed>,
    pub(super) holidays: Phrases<Holiday>,
    pub(super) moves: Phrases<Step>,
    pub(super) percent: Phrases<PerHundred>,
    pub(super) signs: Phrases<Sign>,
    /// Signs after an amount.
    pub(super) signs_after: Phrases<Sign>,
    pub(super) units: Phrases<Box<str>>,
    /// Words in a row that look like values and are names.
    pub(super) unnamed: Phrases<()>,
    /// `None` where the words do not say how many.
    pub(super) vague: Phrases<Option<u128>>,
    plural_endings: Vec<Box<str>>,
    singular_endings: Vec<Box<str>>,
    long_endings: Vec<Box<str>>,
    past_endings: Vec<Box<str>>,
    doing_endings: Vec<Box<str>>,
    /// Whether the month stands first in a date that is written in digits.
    pub(super) is_month_first: bool,
}

impl Lexicon {
    /// English, parsed at most once.
    pub(super) fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    pub(super) fn new(tables: &Tables) -> Result<Self, TableError> {
        let groups = tables.table("groups")?;
        let endings = |name| Ok(groups.group(name)?.iter().map(Box::from).collect());
        let tenses = tables.table("tenses")?;
        let tense_endings = |name| Ok(tenses.group(name)?.iter().map(Box::from).collect());
        let name = |text: &str| Some(Box::from(text));
        let number = "a number";
        let step = |text: &str| {
            let (by, from) = text.split_once(' ')?;
            Some(Step {
                by: by.parse().ok()?,
                from: from.parse().ok()?,
            })
        };
        let vague = |text: &str| match text {
            "?" => Some(None),
            number => Some(Some(number.parse().ok()?)),
        };
        let phrases = |name| tables.table(name);
        let mut lexicon = Self {
            words: Entries::default(),
            clock: Phrases::read(phrases("clock")?, "a time", name)?,
            countries: Phrases::read(phrases("countries")?, "a country", name)?,
            days: Phrases::read(phrases("days")?, number, |text| text.parse().ok())?,
            fixed: Phrases::read(phrases("phrases")?, "what they are", |text| {
                text.parse().ok()
            })?,
            holidays: Phrases::read(
                phrases("holidays")?,
                "a day as the table's comment says",
                Holiday::parse,
            )?,
            moves: Phrases::read(phrases("moves")?, "a direction and today or text", step)?,
            percent: Phrases::read(phrases("percent")?, "a number, maybe glued", per_hundred)?,
            signs: Phrases::read(
                phrases("signs")?,
                "a code with capital, glued, stop, great or hundreds",
                sign,
            )?,
            signs_after: Phrases::read(
                phrases("signs-after")?,
                "a code with glued, small or hundredth",
                sign,
            )?,
            units: Phrases::read(phrases("units")?, "a unit's name", name)?,
            unnamed: Phrases::read(phrases("unnamed")?, "name", |text| {
                (text == "name").then_some(())
            })?,
            vague: Phrases::read(phrases("vague")?, "a number or ?", vague)?,
            plural_endings: endings("plural-ending")?,
            singular_endings: endings("singular-ending")?,
            long_endings: endings("long")?,
            past_endings: tense_endings("past-ending")?,
            doing_endings: tense_endings("doing-ending")?,
            is_month_first: groups.group("first")?.contains("month"),
        };
        let mut words = Words::default();
        words.read(tables)?;
        for first in lexicon.phrase_starts() {
            words.entry(first).begins_phrase = true;
        }
        lexicon.words = words.into_entries(begins_value);
        Ok(lexicon)
    }

    fn phrase_starts(&self) -> impl Iterator<Item = &str> {
        let clock = self.clock.firsts().chain(self.countries.firsts());
        let days = self.days.firsts().chain(self.fixed.firsts());
        let moves = self.holidays.firsts().chain(self.moves.firsts());
        let amounts = self.percent.firsts().chain(self.signs.firsts());
        let units = self.units.firsts().chain(self.vague.firsts());
        let others = self.signs_after.firsts().chain(self.unnamed.firsts());
        let units = units.chain(others);
        clock.chain(days).chain(moves).chain(amounts).chain(units)
    }

    /// What is known of a word in small letters.
    pub(super) fn entry(&self, word: &str) -> &Entry {
        self.words.get(word)
    }

    /// Whether a word ends as plurals do.
    pub(super) fn ends_as_plural(&self, word: &str) -> bool {
        self.plural_endings.iter().any(|end| word.ends_with(&**end))
    }

    /// Whether a word ends as verbs of the past do: "landed".
    pub(super) fn ends_as_past(&self, word: &str) -> bool {
        self.past_endings.iter().any(|end| word.ends_with(&**end))
    }

    /// Whether a word ends as verbs of what goes on do: "landing".
    pub(super) fn ends_as_doing(&self, word: &str) -> bool {
        self.doing_endings.iter().any(|end| word.ends_with(&**end))
    }

    /// Whether a word ends as plurals do and not as some singulars do.
    pub(super) fn is_plural(&self, word: &str) -> bool {
        let mut singular = self.singular_endings.iter();
        self.ends_as_plural(word) && !singular.any(|end| word.ends_with(&**end))
    }

    /// A word without the ending that says how long something is: year of "yearlong".
    pub(super) fn before_long<'a>(&self, word: &'a str) -> Option<&'a str> {
        let mut endings = self.long_endings.iter();
        endings.find_map(|end| word.strip_suffix(&**end))
    }

    /// Whether the word says that something is as long as the unit before it.
    pub(super) fn is_long(&self, word: &str) -> bool {
        self.long_endings.iter().any(|end| **end == *word)
    }
}

/// "100", "1 glued".
fn per_hundred(text: &str) -> Option<PerHundred> {
    let (many, needs_glue) = match text.strip_suffix(" glued") {
        Some(many) => (many, true),
        None => (text, false),
    };
    let many = many.parse().ok().filter(|&many| many > 0)?;
    Some(PerHundred { many, needs_glue })
}

/// "USD capital glued".
fn sign(text: &str) -> Option<Sign> {
    let mut fields = text.split_whitespace();
    let code = code(fields.next()?);
    let forms: Result<_, ()> = fields.map(str::parse).collect();
    let forms = forms.ok()?;
    Some(Sign { code, forms })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::group::Group;

    #[test]
    fn words_are_told_apart() {
        let lexicon = Lexicon::english();
        assert!(lexicon.entry("last").is(Group::Last));
        assert!(!lexicon.entry("last").is(Group::Next));
        assert!(lexicon.entry("valentine").begins_phrase);
    }

    #[test]
    fn what_a_table_lacks_is_named() {
        let error = |name, text| {
            let lexicon = Lexicon::new(&english_tables().with(name, text));
            lexicon.unwrap_err().to_string()
        };
        assert_eq!(
            error("months", "march 13 whole"),
            "row \"march 13 whole\" of table \"months\": expected what the table's comment says"
        );
        assert_eq!(
            error("holidays", "easter"),
            "row \"easter\" of table \"holidays\": expected words, \" = \" and a day as the table's comment says"
        );
        assert_eq!(
            error("groups", "first: day"),
            "row \"plural-ending\" of table \"groups\": expected a row \"plural-ending: words\""
        );
        assert_eq!(
            error("currencies", "EUR euro"),
            "row \"EUR euro\" of table \"currencies\": expected a code, a country, \":\" and words"
        );
    }
}
