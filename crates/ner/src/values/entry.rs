//! What the tables say of single words.

use super::group::{Cue, Group};
use crate::groups::{Bit, Groups};
use newsgraph_lexicon::{Table, TableError, Tables, WordMap};
use std::collections::BTreeMap;
use std::str::FromStr;

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
    MonthForm { Whole "whole" Capital "capital" Short "short" Verb "verb" Noun "noun" Name "name" }
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
    /// Whether a letter that multiplies stands right after the digits, or may stand apart.
    LetterForm { Glued "glued" Apart "apart" }
}

kinds! {
    /// How a currency's sign is written, and what must hold of its amount: the tables `signs` and `signs-after` tell.
    SignForm {
        Capital "capital" Capitals "capitals" Small "small" Glued "glued" Stop "stop" Great "great"
        Hundreds "hundreds" Hundredth "hundredth"
    }
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

    /// What ages are told in, where it is so long.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Day => Some("day"),
            Self::Week => Some("week"),
            Self::Month => Some("month"),
            Self::Year => Some("year"),
            _ => None,
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

/// What multiplies an amount of money as a letter or a short word after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScaleLetter {
    pub(super) by: u128,
    pub(super) form: LetterForm,
}

/// Which way a word leads from a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) by: i64,
    pub(super) from: Origin,
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
    groups: Groups,
    cues: Groups,
    pub(super) month: Option<Month>,
    pub(super) weekday: Option<Weekday>,
    pub(super) season: Option<Season>,
    /// A number below a hundred.
    pub(super) number: Option<u128>,
    pub(super) scale: Option<u128>,
    pub(super) scale_letter: Option<ScaleLetter>,
    pub(super) ordinal: Option<u128>,
    pub(super) fraction: Option<Fraction>,
    pub(super) length: Option<Length>,
    pub(super) rate: Option<Box<str>>,
    pub(super) power: Option<Box<str>>,
    pub(super) relative: Option<Step>,
    pub(super) currencies: Vec<Currency>,
    /// Whether a row of the phrases begins with the word.
    pub(super) begins_phrase: bool,
    /// Whether a value may begin with the word.
    pub(super) begins_value: bool,
}

/// What is known of a word that no table has.
pub(super) static UNKNOWN: Entry = Entry {
    groups: Groups::NONE,
    cues: Groups::NONE,
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
    begins_value: false,
};

impl Entry {
    pub(super) fn is(&self, group: Group) -> bool {
        self.groups.contains(group)
    }

    pub(super) fn tells(&self, cue: Cue) -> bool {
        self.cues.contains(cue)
    }
}

/// A code, or `-` for none.
pub(super) fn code(text: &str) -> Option<Box<str>> {
    (text != "-").then(|| Box::from(text))
}

/// What the tables say of each word.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    /// Where a word's entry stands: entries are large, so that they are not moved about with the words.
    places: WordMap<usize>,
    entries: Vec<Entry>,
}

impl Entries {
    /// What the tables say of a word.
    pub(super) fn get(&self, word: &str) -> &Entry {
        let place = self.places.get(word);
        place.map_or(&UNKNOWN, |&place| &self.entries[place])
    }
}

/// The words while the tables are read.
#[derive(Default)]
pub(super) struct Words {
    places: BTreeMap<Box<str>, usize>,
    entries: Vec<Entry>,
}

impl Words {
    /// What the tables say of each word, with whether a value may begin with it.
    pub(super) fn into_entries(mut self, begins_value: impl Fn(&Entry) -> bool) -> Entries {
        for entry in &mut self.entries {
            entry.begins_value = begins_value(entry);
        }
        Entries {
            places: self.places.into_iter().collect(),
            entries: self.entries,
        }
    }

    pub(super) fn entry(&mut self, word: &str) -> &mut Entry {
        let next = self.entries.len();
        let place = match self.places.get(word) {
            Some(&place) => place,
            None => *self.places.entry(word.into()).or_insert(next),
        };
        if place == next {
            self.entries.push(Entry::default());
        }
        &mut self.entries[place]
    }

    pub(super) fn read(&mut self, tables: &Tables) -> Result<(), TableError> {
        self.read_groups(tables.table("groups")?, Group::ALL, |entry| {
            &mut entry.groups
        })?;
        self.read_groups(tables.table("tenses")?, Cue::ALL, |entry| &mut entry.cues)?;
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
        self.rows(tables, "scale-letters", |entry, [_, by, form]| {
            let (by, form) = (by.parse().ok()?, form.parse().ok()?);
            entry.scale_letter = Some(ScaleLetter { by, form });
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

    /// Gives the words of each group of a table their group.
    fn read_groups<G: Copy + Into<Bit>>(
        &mut self,
        table: Table<'_>,
        groups: &[(G, &str)],
        of: impl Fn(&mut Entry) -> &mut Groups,
    ) -> Result<(), TableError> {
        for &(group, name) in groups {
            for word in table.group(name)?.iter() {
                of(self.entry(word)).add(group);
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
