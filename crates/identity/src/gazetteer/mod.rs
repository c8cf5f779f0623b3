//! A user's own list of persons, bodies and places, whose ids entities get.

mod doubt;
mod error;
mod link;
mod read;
#[cfg(test)]
mod tests;

pub use doubt::GazetteerDoubt;
pub use error::GazetteerError;
pub use link::{Link, LinkReason};

use crate::words::Words;
use newsgraph_document::Date;
use std::collections::HashMap;
use std::io::Read;

/// A list of entities with ids of one's own, read from a table with commas (CSV).
///
/// The first row names the columns, in any order: `id`, `names`, `kind`, `place`, `dates`. Others are passed over.
///
/// - `id`: anything, such as a key of a database or `Q1234`. Rows with one id are one entity.
/// - `names`: one or more with `|` between, the fullest first.
/// - `kind`: the label that an entity must have, such as `Person`; empty for any.
/// - `place`: where it is or what it is of, or what is named beside it, with `|` between; may be empty.
/// - `dates`: from when to when it is there, as `1946-06-14/2001`; either side of `/` may be empty, and the whole.
///
/// ```
/// use newsgraph_identity::{Gazetteer, Profile};
/// let table = "id,names,kind,place,dates\n\
///     p1,John Smith,Person,Ulm,1950/\n\
///     p2,John Smith|Johnny Smith,Person,Leeds,1970/\n\
///     o1,Harlan Foods|Harlan,Organization,,\n";
/// let gazetteer = Gazetteer::read(table.as_bytes())?;
/// let id = |profile: &Profile| gazetteer.link([profile]).map(|link| link.id);
/// assert_eq!(id(&Profile::new("Organization", "Harlan")), Some("o1".to_owned()));
/// // Two have this name: what stands beside it tells which.
/// let smith = Profile::new("Person", "John Smith");
/// assert_eq!(id(&smith), None);
/// assert_eq!(id(&smith.with_place("Leeds")), Some("p2".to_owned()));
/// assert_eq!(id(&Profile::new("Person", "Smith")), None);
/// # Ok::<(), newsgraph_identity::GazetteerError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// The entries of each name, in order.
    by_name: HashMap<String, Vec<usize>>,
    doubts: Vec<GazetteerDoubt>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    kind: String,
    /// Places as they are written, and as they are compared.
    places: Vec<(String, String)>,
    /// The first day and the last one.
    from: Option<Date>,
    to: Option<Date>,
}

/// Countries and capitals.
const COUNTRIES: &str = include_str!("../../data/en/countries.csv");

impl Gazetteer {
    /// Reads a table with commas. The words of names are compared as those of entities are: without case, accents and full
    /// stops.
    ///
    /// # Errors
    /// [`GazetteerError`] where a column is missing, a row has no id or no name, or dates are no dates.
    pub fn read(table: impl Read) -> Result<Self, GazetteerError> {
        read::read(table, Words::english())
    }

    /// Countries, with two letters of ISO 3166 as their ids (`XK` is Kosovo), and their capitals, as `FR:Paris`. The
    /// list is the authors' own; it holds facts alone.
    ///
    /// # Panics
    /// Never: the table is sound, which a test shows.
    pub fn countries() -> Self {
        let countries = Self::read(COUNTRIES.as_bytes());
        countries.unwrap_or_else(|error| unreachable!("the shipped table is sound: {error}"))
    }

    /// This list and another behind it.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let first = self.entries.len();
        let mut names: Vec<(String, Vec<usize>)> = other.by_name.into_iter().collect();
        names.sort();
        for (name, entries) in names {
            let own = self.by_name.entry(name).or_default();
            own.extend(entries.into_iter().map(|entry| first + entry));
        }
        self.entries.extend(other.entries);
        self.doubts.extend(other.doubts);
        self
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// What in it may be meant otherwise, in the order of its rows: of several rows with a name, each is compared with the one
    /// before it.
    pub fn doubts(&self) -> &[GazetteerDoubt] {
        &self.doubts
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn add(&mut self, entry: Entry, names: impl Iterator<Item = String>) {
        let number = self.entries.len();
        for name in names {
            let own = self.by_name.entry(name).or_default();
            if own.last() != Some(&number) {
                own.push(number);
            }
        }
        self.entries.push(entry);
    }
}

/// A name as it is compared: its words without an article before them, or the first name of those that news has for it.
fn compared(name: &str, words: &Words) -> String {
    let folded = crate::fold::words(name);
    let bare = match folded.split_first() {
        Some((first, rest)) if words.article.contains(first) && !rest.is_empty() => rest,
        _ => &folded[..],
    };
    let bare = bare.join(" ");
    match words.alias(name, &bare) {
        Some(first) => first.to_owned(),
        None => bare,
    }
}
