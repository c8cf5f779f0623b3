//! What in a gazetteer may be meant otherwise.

use super::Entry;
use newsgraph_document::Label;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// What in a gazetteer may be meant otherwise. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GazetteerDoubt {
    /// A kind that is none of the usual labels, so that only entities with a label of one's own have it.
    Kind {
        /// The row's line.
        line: u64,
        /// The kind.
        kind: String,
    },
    /// Two rows of different ids have one name and kind, and neither place nor dates to tell them apart: none of them is found
    /// by it.
    Name {
        /// The rows' lines.
        lines: [u64; 2],
        /// The name as it is compared.
        name: String,
    },
    /// Two rows of one id, which are one entity, have no name in common, or other kinds.
    Id {
        /// The rows' lines.
        lines: [u64; 2],
        /// The id.
        id: String,
    },
}

impl fmt::Display for GazetteerDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { line, kind } => {
                let known = KINDS.map(|label| label.as_str().to_owned()).join(", ");
                write!(
                    f,
                    "line {line}: no entity is found by the kind {kind:?}, unless a model of one's own gives it; the usual ones: {known}"
                )
            }
            Self::Name {
                lines: [first, line],
                name,
            } => write!(
                f,
                "line {line}: {name:?} stands in line {first} under another id, and nothing tells the two apart; neither is found by it"
            ),
            Self::Id {
                lines: [first, line],
                id,
            } => write!(
                f,
                "line {line}: the id {id:?} stands in line {first} with other names or another kind; the two are taken for one"
            ),
        }
    }
}

/// The labels of names.
const KINDS: [Label; 9] = [
    Label::PERSON,
    Label::ORGANIZATION,
    Label::LOCATION,
    Label::FACILITY,
    Label::GROUP,
    Label::PRODUCT,
    Label::EVENT,
    Label::WORK,
    Label::MISC,
];

/// Rows as they come, each compared with the last of its id and of each of its names.
#[derive(Default)]
pub(super) struct Doubts {
    found: Vec<GazetteerDoubt>,
    ids: HashMap<String, (u64, String, BTreeSet<String>)>,
    names: HashMap<String, (u64, Entry)>,
}

impl Doubts {
    pub(super) fn row(&mut self, line: u64, entry: &Entry, names: &[String]) {
        let kind = &entry.kind;
        if !kind.is_empty() && !KINDS.iter().any(|label| label.as_str() == kind) {
            let kind = kind.clone();
            self.found.push(GazetteerDoubt::Kind { line, kind });
        }
        let own: BTreeSet<String> = names.iter().cloned().collect();
        if let Some((first, kind, known)) = self.ids.get(&entry.id)
            && (*kind != entry.kind || known.is_disjoint(&own))
        {
            let (lines, id) = ([*first, line], entry.id.clone());
            self.found.push(GazetteerDoubt::Id { lines, id });
        }
        self.ids
            .insert(entry.id.clone(), (line, kind.clone(), own.clone()));
        for name in own {
            if let Some((first, other)) = self.names.get(&name)
                && other.id != entry.id
                && other.may_be(entry)
            {
                let (lines, name) = ([*first, line], name.clone());
                self.found.push(GazetteerDoubt::Name { lines, name });
            }
            self.names.insert(name, (line, entry.clone()));
        }
    }

    pub(super) fn found(self) -> Vec<GazetteerDoubt> {
        self.found
    }
}

impl Entry {
    /// Whether nothing in the rows tells the one from the other.
    fn may_be(&self, other: &Self) -> bool {
        let kinds = [&self.kind, &other.kind];
        let is_one_kind = self.kind == other.kind || kinds.iter().any(|kind| kind.is_empty());
        is_one_kind && self.places == other.places && (self.from, self.to) == (other.from, other.to)
    }
}
