//! What in a graph does not agree: the same relation with another end, what one says and another denies, other numbers in
//! the same statement.

mod relations;
mod statements;
mod twins;
mod unsaid;
mod words;

pub use words::{ConflictWords, english_tables};

use crate::out::line;
use crate::texts::Texts;
use crate::{Claimant, OutError, Place, Store};

/// In which way two statements do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// They cannot both be so.
    Contradicted,
    /// One denies what the other says.
    Denied,
    /// Both may have been so, each at its time: a new head, a new number.
    Changed,
}

impl ConflictKind {
    /// Its name: `contradicted`, `denied`, `changed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Denied => "denied",
            Self::Changed => "changed",
        }
    }
}

/// Two statements that do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// In which way.
    pub kind: ConflictKind,
    /// What they are about: "Ann Lee - head of - Ulm Bank".
    pub about: String,
    /// The one of the earlier document and the one of the later.
    pub sides: [Side; 2],
}

/// One of two statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it states, in few words.
    pub words: String,
    /// Who states it.
    pub claimant: Claimant,
    /// Where it stands.
    pub place: Place,
}

/// Two places that do not agree, before their words are looked up.
struct Found {
    kind: ConflictKind,
    about: About,
    sides: [Stated; 2],
}

/// What two statements are about.
#[derive(Clone)]
enum About {
    /// The words themselves.
    Words(String),
    /// A relation between two entities of the graph, of which either may be open.
    Relation(String, Option<i64>, Option<i64>),
}

/// A statement by its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stated {
    document: i64,
    date: Option<String>,
    start: i64,
    end: i64,
    /// The quote that claims it.
    quote: Option<i64>,
    /// The entity of the document that says the quote.
    claimant: Option<i64>,
    /// What it states, where the place does not say it by itself.
    words: Option<String>,
}

impl Stated {
    /// What statements are sorted by.
    fn order(&self) -> (&Option<String>, i64, i64, i64) {
        (&self.date, self.document, self.start, self.end)
    }

    /// Both days, where both are known.
    fn days<'a>(&'a self, other: &'a Self) -> Option<[&'a str; 2]> {
        Some([self.date.as_deref()?, other.date.as_deref()?])
    }
}

impl Store {
    /// What in the graph does not agree, each with both places and with who says it: contradictions first, then what is
    /// denied, then what has changed; of one kind the newest first.
    ///
    /// It is careful rather than complete: a statement must be the same but for one end, its denial or its number. Two
    /// speakers contradict one another, one at two times has changed it. What is said of something that has no name
    /// ("the grant") counts where both articles name two of the same.
    ///
    /// The graph is read twice, document by document.
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read.
    pub fn conflicts(&self, words: &ConflictWords) -> Result<Vec<Conflict>, OutError> {
        self.at_rest(|connection| {
            let mut found = relations::find(connection, words)?;
            found.extend(statements::find(connection, words)?);
            found.sort_by(|a, b| {
                let newest = |found: &Found| found.sides[1].date.clone();
                (a.kind, newest(b), &a.sides[0].order().0)
                    .cmp(&(b.kind, newest(a), &b.sides[0].order().0))
                    .then_with(|| a.sides[0].order().cmp(&b.sides[0].order()))
                    .then_with(|| a.sides[1].order().cmp(&b.sides[1].order()))
            });
            let mut texts = Texts::new(connection);
            found
                .into_iter()
                .map(|found| tell(&mut texts, found))
                .collect()
        })
    }
}

fn side(texts: &mut Texts<'_>, stated: &Stated) -> Result<Side, OutError> {
    let claimant = texts.claimant(stated.document, stated.quote, stated.claimant)?;
    let text = texts.of(stated.document)?;
    let words = stated.words.as_deref();
    let words = words.unwrap_or_else(|| text.words(stated.start, stated.end));
    Ok(Side {
        words: line(words),
        claimant,
        place: text.place(stated.start, stated.end),
    })
}

/// What was found, with its words.
fn tell(texts: &mut Texts<'_>, found: Found) -> Result<Conflict, OutError> {
    let about = match found.about {
        About::Words(words) => line(&words),
        About::Relation(label, subject, object) => {
            let label = label.replace('_', " ");
            let (subject, object) = (texts.name(subject)?, texts.name(object)?);
            let parts = [subject, Some(label), object];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" - ")
        }
    };
    let [first, second] = &found.sides;
    Ok(Conflict {
        kind: found.kind,
        about,
        sides: [side(texts, first)?, side(texts, second)?],
    })
}
