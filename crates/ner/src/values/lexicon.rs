//! The words of a language that values are written with.

use super::phrases::Phrases;
use newsgraph_lexicon::{Table, TableError, Tables, WordMap};
use std::collections::BTreeMap;
use std::str::FromStr;
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
        "ordinals" "percent" "phrases" "powers" "rates" "relative" "scale-letters" "scales" "seasons" "signs" "units"
        "vague" "weekdays"
    };
    Tables::embedded("en", texts)
}

static ENGLISH: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let lexicon = Lexicon::new(&english_tables());
    Arc::new(lexicon.expect("a test reads the embedded tables"))
});

macro_rules! groups {
    ($($group:ident $name:literal)*) => {
        /// A group of words that the grammar asks for; the table `groups` says which words and what for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Group { $($group),* }

        impl Group {
            const ALL: &[(Self, &str)] = &[$((Self::$group, $name)),*];
        }
    };
}

groups! {
    A "a"
    Age "age"
    AgeJoint "age-joint"
    Aged "aged"
    AfterNoAge "after-no-age"
    AfterNoLength "after-no-length"
    AfterNoRate "after-no-rate"
    AfterOne "after-one"
    AfterSaidAge "after-said-age"
    All "all"
    Am "am"
    AmountRange "amount-range"
    And "and"
    Article "article"
    ArticleBeforeOne "article-before-one"
    BeforeDecade "before-decade"
    BeforeLength "before-length"
    BeforeMonth "before-month"
    BeforeOldYear "before-old-year"
    BeforeOne "before-one"
    BeforeYear "before-year"
    Century "century"
    ClauseAfterOne "clause-after-one"
    Counted "counted"
    Day "day"
    DayOrNight "day-or-night"
    DayRange "day-range"
    DecadeEnding "decade-ending"
    DoubtfulCurrency "doubtful-currency"
    DurationJoint "duration-joint"
    Era "era"
    Few "few"
    Fiscal "fiscal"
    Future "future"
    Half "half"
    HalfJoint "half-joint"
    Hundredth "hundredth"
    HyphenRange "hyphen-range"
    Is "is"
    IsShort "is-short"
    Just "just"
    Last "last"
    Many "many"
    Metre "metre"
    Next "next"
    Numbered "numbered"
    Of "of"
    Old "old"
    One "one"
    Or "or"
    OrSo "or-so"
    OrdinalEnding "ordinal-ending"
    Part "part"
    Per "per"
    Person "person"
    PersonShort "person-short"
    Persons "persons"
    Pm "pm"
    Possessive "possessive"
    Quarter "quarter"
    QuarterLetter "quarter-letter"
    RaceUnit "race-unit"
    The "the"
    Thing "thing"
    Times "times"
    To "to"
    UniversalZone "universal-zone"
    Weekend "weekend"
    WholeOne "whole-one"
    Year "year"
    YearAfterDay "year-after-day"
    YearAfterMonth "year-after-month"
    YearAfterSeason "year-after-season"
    Zone "zone"
}

/// A closed set of names that a table's field may have.
macro_rules! kinds {
    ($(#[$doc:meta])* $kind:ident { $($value:ident $name:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $kind { $($value),* }

        impl FromStr for $kind {
            type Err = ();

            fn from_str(name: &str) -> Result<Self, ()> {
                match name {
                    $($name => Ok(Self::$value),)*
                    _ => Err(()),
                }
            }
        }
    };
}

kinds! {
    /// When a month's name is meant as one.
    MonthForm { Whole "whole" Capital "capital" Short "short" Verb "verb" Noun "noun" }
}

kinds! {
    /// How a day of the week is written.
    WeekdayForm { One "one" Many "many" Short "short" }
}

kinds! {
    /// Whether a season's name is another word as well.
    SeasonForm { Sure "sure" Doubtful "doubtful" }
}

kinds! {
    /// Whether a fraction's name is of one part.
    PartForm { One "one" Many "many" }
}

kinds! {
    /// How a unit of time may be used.
    LengthForm { One "one" Counted "counted" Many "many" Night "night" Nights "nights" }
}

kinds! {
    /// A unit of time.
    TimeUnit {
        Second "second" Minute "minute" Hour "hour" Day "day" Week "week" Month "month" Year "year"
    }
}

kinds! {
    /// The day that another is counted from.
    Origin { Today "today" Text "text" }
}

kinds! {
    /// Words in a row that have no value.
    Fixed { Clock "clock" LocalTime "local-time" AndAHalf "and-a-half" }
}

impl TimeUnit {
    /// The letter of ISO 8601.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Second => 'S',
            Self::Minute | Self::Month => 'M',
            Self::Hour => 'H',
            Self::Day => 'D',
            Self::Week => 'W',
            Self::Year => 'Y',
        }
    }

    /// Whether it is shorter than a day.
    pub(super) fn is_short(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    pub(super) number: u8,
    pub(super) form: MonthForm,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Weekday {
    /// Monday is 1.
    pub(super) number: u8,
    pub(super) form: WeekdayForm,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Season {
    pub(super) number: u8,
    pub(super) form: SeasonForm,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    pub(super) of: u128,
    pub(super) form: PartForm,
}

/// A unit of time as a word tells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    pub(super) unit: TimeUnit,
    /// How many of the unit.
    pub(super) times: u128,
    pub(super) form: LengthForm,
}

/// Which way a word leads from a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) by: i64,
    pub(super) from: Origin,
}

/// On which day a holiday is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holiday {
    /// On the same one each year.
    Fixed { month: u8, day: u8 },
    /// On another one each year or in each country.
    Movable,
}

/// A currency's sign.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    /// ISO 4217, where the sign tells it.
    pub(super) code: Option<Box<str>>,
    pub(super) needs_capital: bool,
    pub(super) needs_glue: bool,
    pub(super) may_stop: bool,
}

/// A currency that a name may mean.
#[derive(Clone, Debug)]
pub(super) struct Currency {
    /// ISO 4217, where the name tells it.
    pub(super) code: Option<Box<str>>,
    country: Country,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Country {
    None,
    Some,
    Any,
    Named(Box<str>),
}

impl Currency {
    /// Whether the name may have a country's before it, or none.
    pub(super) fn fits(&self, country: Option<&str>) -> bool {
        match &self.country {
            Country::None => country.is_none(),
            Country::Some => country.is_some(),
            Country::Any => true,
            Country::Named(name) => country == Some(name),
        }
    }
}

/// What the tables say of a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// A bit for each group.
    groups: u128,
    pub(super) month: Option<Month>,
    pub(super) weekday: Option<Weekday>,
    pub(super) season: Option<Season>,
    /// A number below a hundred.
    pub(super) number: Option<u128>,
    pub(super) scale: Option<u128>,
    pub(super) scale_letter: Option<u128>,
    pub(super) ordinal: Option<u128>,
    pub(super) fraction: Option<Fraction>,
    pub(super) length: Option<Length>,
    pub(super) rate: Option<Box<str>>,
    pub(super) power: Option<Box<str>>,
    pub(super) relative: Option<Step>,
    pub(super) currencies: Vec<Currency>,
    /// Whether a row of the phrases begins with the word.
    pub(super) begins_phrase: bool,
}

/// What is known of a word that no table has.
pub(super) static UNKNOWN: Entry = Entry {
    groups: 0,
    month: None,
    weekday: None,
    season: None,
    number: None,
    scale: None,
    scale_letter: None,
    ordinal: None,
    fraction: None,
    length: None,
    rate: None,
    power: None,
    relative: None,
    currencies: Vec::new(),
    begins_phrase: false,
};

impl Entry {
    pub(super) fn is(&self, group: Group) -> bool {
        self.groups & (1 << group as u8) != 0
    }
}

/// All tables of a language, parsed once.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    words: WordMap<Entry>,
    pub(super) clock: Phrases<Box<str>>,
    pub(super) countries: Phrases<Box<str>>,
    pub(super) days: Phrases<i64>,
    pub(super) fixed: Phrases<Fixed>,
    pub(super) holidays: Phrases<Holiday>,
    pub(super) moves: Phrases<Step>,
    /// How many make one of a hundred.
    pub(super) percent: Phrases<u128>,
    pub(super) signs: Phrases<Sign>,
    pub(super) units: Phrases<Box<str>>,
    /// `None` where the words do not say how many.
    pub(super) vague: Phrases<Option<u128>>,
    plural_endings: Vec<Box<str>>,
    singular_endings: Vec<Box<str>>,
    long_endings: Vec<Box<str>>,
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
            words: WordMap::default(),
            clock: Phrases::read(phrases("clock")?, "a time", name)?,
            countries: Phrases::read(phrases("countries")?, "a country", name)?,
            days: Phrases::read(phrases("days")?, number, |text| text.parse().ok())?,
            fixed: Phrases::read(phrases("phrases")?, "what they are", |text| {
                text.parse().ok()
            })?,
            holidays: Phrases::read(phrases("holidays")?, "month-day or movable", holiday)?,
            moves: Phrases::read(phrases("moves")?, "a direction and today or text", step)?,
            percent: Phrases::read(phrases("percent")?, number, |text| {
                text.parse().ok().filter(|&many| many > 0)
            })?,
            signs: Phrases::read(
                phrases("signs")?,
                "a code with capital, glued or stop",
                sign,
            )?,
            units: Phrases::read(phrases("units")?, "a unit's name", name)?,
            vague: Phrases::read(phrases("vague")?, "a number or ?", vague)?,
            plural_endings: endings("plural-ending")?,
            singular_endings: endings("singular-ending")?,
            long_endings: endings("long")?,
            is_month_first: groups.group("first")?.contains("month"),
        };
        let mut words = Words::default();
        words.read(tables)?;
        for first in lexicon.phrase_starts() {
            words.entry(first).begins_phrase = true;
        }
        lexicon.words = words.0.into_iter().collect();
        Ok(lexicon)
    }

    fn phrase_starts(&self) -> impl Iterator<Item = &str> {
        let clock = self.clock.firsts().chain(self.countries.firsts());
        let days = self.days.firsts().chain(self.fixed.firsts());
        let moves = self.holidays.firsts().chain(self.moves.firsts());
        let amounts = self.percent.firsts().chain(self.signs.firsts());
        let units = self.units.firsts().chain(self.vague.firsts());
        clock.chain(days).chain(moves).chain(amounts).chain(units)
    }

    /// What is known of a word in small letters.
    pub(super) fn entry(&self, word: &str) -> &Entry {
        self.words.get(word).unwrap_or(&UNKNOWN)
    }

    /// Whether a word ends as plurals do.
    pub(super) fn ends_as_plural(&self, word: &str) -> bool {
        self.plural_endings.iter().any(|end| word.ends_with(&**end))
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

/// "12-24", or "movable".
fn holiday(text: &str) -> Option<Holiday> {
    if text == "movable" {
        return Some(Holiday::Movable);
    }
    let (month, day) = text.split_once('-')?;
    Some(Holiday::Fixed {
        month: month
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?,
        day: day.parse().ok().filter(|day| (1..=31).contains(day))?,
    })
}

/// "USD capital glued".
fn sign(text: &str) -> Option<Sign> {
    let mut fields = text.split_whitespace();
    let mut sign = Sign {
        code: code(fields.next()?),
        needs_capital: false,
        needs_glue: false,
        may_stop: false,
    };
    for field in fields {
        match field {
            "capital" => sign.needs_capital = true,
            "glued" => sign.needs_glue = true,
            "stop" => sign.may_stop = true,
            _ => return None,
        }
    }
    Some(sign)
}

/// A code, or `-` for none.
fn code(text: &str) -> Option<Box<str>> {
    (text != "-").then(|| Box::from(text))
}

/// The words while the tables are read.
#[derive(Default)]
struct Words(BTreeMap<Box<str>, Entry>);

impl Words {
    fn entry(&mut self, word: &str) -> &mut Entry {
        self.0.entry(Box::from(word)).or_default()
    }

    fn read(&mut self, tables: &Tables) -> Result<(), TableError> {
        self.read_groups(tables.table("groups")?)?;
        self.read_currencies(tables.table("currencies")?)?;
        self.read_dates(tables)?;
        self.read_numbers(tables)?;
        self.rows(tables, "lengths", |entry, [_, unit, times, form]| {
            let (unit, times) = (unit.parse().ok()?, times.parse().ok()?);
            let form = form.parse().ok()?;
            entry.length = Some(Length { unit, times, form });
            Some(())
        })?;
        self.rows(tables, "rates", |entry, [_, unit]| {
            entry.rate = Some(unit.into());
            Some(())
        })?;
        self.rows(tables, "powers", |entry, [_, power]| {
            entry.power = Some(power.into());
            Some(())
        })
    }

    fn read_dates(&mut self, tables: &Tables) -> Result<(), TableError> {
        self.rows(tables, "months", |entry, [_, number, form]| {
            let number = number.parse().ok().filter(|n| (1..=12).contains(n))?;
            let form = form.parse().ok()?;
            entry.month = Some(Month { number, form });
            Some(())
        })?;
        self.rows(tables, "weekdays", |entry, [_, number, form]| {
            let number = number.parse().ok().filter(|n| (1..=7).contains(n))?;
            let form = form.parse().ok()?;
            entry.weekday = Some(Weekday { number, form });
            Some(())
        })?;
        self.rows(tables, "seasons", |entry, [_, number, form]| {
            let number = number.parse().ok().filter(|n| (21..=24).contains(n))?;
            let form = form.parse().ok()?;
            entry.season = Some(Season { number, form });
            Some(())
        })?;
        self.rows(tables, "relative", |entry, [_, by, from]| {
            let (by, from) = (by.parse().ok()?, from.parse().ok()?);
            entry.relative = Some(Step { by, from });
            Some(())
        })
    }

    fn read_numbers(&mut self, tables: &Tables) -> Result<(), TableError> {
        self.rows(tables, "numbers", |entry, [_, number]| {
            entry.number = Some(number.parse().ok().filter(|number| *number < 100)?);
            Some(())
        })?;
        self.rows(tables, "scales", |entry, [_, number]| {
            entry.scale = Some(number.parse().ok()?);
            Some(())
        })?;
        self.rows(tables, "scale-letters", |entry, [_, number]| {
            entry.scale_letter = Some(number.parse().ok()?);
            Some(())
        })?;
        self.rows(tables, "ordinals", |entry, [_, number]| {
            entry.ordinal = Some(number.parse().ok()?);
            Some(())
        })?;
        self.rows(tables, "fractions", |entry, [_, of, form]| {
            let (of, form) = (of.parse().ok()?, form.parse().ok()?);
            entry.fraction = Some(Fraction { of, form });
            Some(())
        })
    }

    /// Gives each row of a table, a word and what is told of it, to the word's entry.
    fn rows<const N: usize>(
        &mut self,
        tables: &Tables,
        name: &str,
        set: impl Fn(&mut Entry, [&str; N]) -> Option<()>,
    ) -> Result<(), TableError> {
        let table = tables.table(name)?;
        for row in table.fields()? {
            let expected = || table.error(&row.join(" "), "what the table's comment says");
            set(self.entry(row[0]), row).ok_or_else(expected)?;
        }
        Ok(())
    }

    fn read_groups(&mut self, table: Table<'_>) -> Result<(), TableError> {
        for &(group, name) in Group::ALL {
            for word in table.group(name)?.iter() {
                self.entry(word).groups |= 1 << group as u8;
            }
        }
        Ok(())
    }

    /// Rows "code country: words", of which the first that fits counts.
    fn read_currencies(&mut self, table: Table<'_>) -> Result<(), TableError> {
        for row in table.rows() {
            let parts = row.split_once(':').and_then(|(left, words)| {
                let (code, country) = left.split_once(' ')?;
                Some((code, country.trim(), words))
            });
            let expected = || table.error(row, "a code, a country, \":\" and words");
            let (currency, country, words) = parts.ok_or_else(expected)?;
            let country = match country {
                "-" => Country::None,
                "+" => Country::Some,
                "*" => Country::Any,
                name => Country::Named(name.into()),
            };
            for word in words.split_whitespace() {
                self.entry(word).currencies.push(Currency {
                    code: code(currency),
                    country: country.clone(),
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_has_a_bit() {
        assert!(Group::ALL.len() <= 128);
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
            "row \"easter\" of table \"holidays\": expected words, \" = \" and month-day or movable"
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
