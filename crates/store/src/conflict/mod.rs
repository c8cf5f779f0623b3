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
use std::collections::BTreeMap;

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

impl Found {
    fn order(&self) -> [(&Option<String>, &str, i64, i64); 2] {
        [self.sides[0].order(), self.sides[1].order()]
    }
}

/// By their places, whatever numbers entities have.
fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    found
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
    /// The id of the document.
    id: String,
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
    /// What statements are sorted by, which tells nothing of the order in which documents were added.
    fn order(&self) -> (&Option<String>, &str, i64, i64) {
        (&self.date, &self.id, self.start, self.end)
    }

    /// Both days, where both are known.
    fn days<'a>(&'a self, other: &'a Self) -> Option<[&'a str; 2]> {
        Some([self.date.as_deref()?, other.date.as_deref()?])
    }
}

/// The place of each of two statements.
type Spans = [[i64; 2]; 2];

/// Of what was found twice, as a relation and by its words, keeps the first.
fn keep_once(found: &mut Vec<Found>) {
    let mut known: BTreeMap<(ConflictKind, [i64; 2]), Vec<Spans>> = BTreeMap::new();
    found.retain(|one| {
        let documents = [one.sides[0].document, one.sides[1].document];
        let spans = [0, 1].map(|side| [one.sides[side].start, one.sides[side].end]);
        let overlap = |a: [i64; 2], b: [i64; 2]| a[0] < b[1] && b[0] < a[1];
        let others = known.entry((one.kind, documents)).or_default();
        let is_known = others
            .iter()
            .take(MOST_COMPARED)
            .any(|other| overlap(other[0], spans[0]) && overlap(other[1], spans[1]));
        others.push(spans);
        !is_known
    });
}

/// Among how many pairs of two documents one is looked for that was found in another way.
const MOST_COMPARED: usize = 100;

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
            let mut found = in_order(relations::find(connection, words)?);
            found.extend(in_order(statements::find(connection, words)?));
            keep_once(&mut found);
            found.sort_by(|a, b| {
                let newest = |found: &Found| found.sides[1].date.clone();
                (a.kind, newest(b))
                    .cmp(&(b.kind, newest(a)))
                    .then_with(|| a.order().cmp(&b.order()))
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
