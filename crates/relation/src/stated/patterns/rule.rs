//! What a line of the patterns says.

use newsgraph_document::Label;
use std::fmt;

/// How a word hangs on another, as patterns tell it apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Who does what a verb or noun says, in the active as in the passive.
    Subject,
    /// To whom or what it is done.
    Object,
    /// Who gets something.
    Recipient,
    /// Behind a preposition.
    With(Box<str>),
    /// Whose a noun is.
    Owner,
    /// Before a noun, without a mark.
    Compound,
    /// Who or what is said to be what a noun says.
    Is,
    /// The others of the list in which the first end stands.
    Each,
}

/// The names of slots in a line; a preposition stands behind one of `WITH` and a colon.
pub(super) const SLOTS: [(&str, Slot); 7] = [
    ("nsubj", Slot::Subject),
    ("obj", Slot::Object),
    ("iobj", Slot::Recipient),
    ("nmod:poss", Slot::Owner),
    ("compound", Slot::Compound),
    ("is", Slot::Is),
    ("conj", Slot::Each),
];
pub(super) const WITH: [&str; 2] = ["obl", "nmod"];

/// A step from a word to one that hangs on it, and the lemma of that one where the way goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) slot: Slot,
    pub(super) then: Option<Box<str>>,
}

/// The way from the word of a pattern to one of its ends.
pub(super) type Path = Vec<Step>;

/// A word, or several in a row, by their lemmas.
pub(super) type Trigger = Vec<Box<str>>;

/// The words of a pattern and the ways to its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) triggers: Vec<Trigger>,
    /// Those to the subject, then those to the object.
    pub(super) paths: [Vec<Path>; 2],
}

/// When holds what a pattern finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// From then on.
    Event,
    /// As long as the verb says; in the past no longer.
    Lasting,
    /// Until then.
    Former,
}

/// A pattern.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) label: Label,
    /// The labels that subject and object may have; empty for any.
    pub(super) kinds: [Vec<Label>; 2],
    pub(super) span: Span,
    pub(super) shape: Shape,
}

/// The only step of a way that has one.
pub(super) fn only_step(path: &Path) -> Option<&Slot> {
    match &path[..] {
        [step] => Some(&step.slot),
        _ => None,
    }
}

impl Shape {
    /// Whether a way to an end is this one step.
    pub(super) fn has(&self, end: usize, slot: &Slot) -> bool {
        self.paths[end].iter().any(|p| only_step(p) == Some(slot))
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::With(word) = self {
            return write!(f, "obl:{}", word.replace(' ', "_"));
        }
        let name = SLOTS.iter().find(|(_, slot)| slot == self);
        f.write_str(name.map_or("", |(name, _)| name))
    }
}

/// As it could stand in a line.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let triggers: Vec<String> = self.triggers.iter().map(|t| t.join(" ")).collect();
        write!(f, "{{{}}}", triggers.join("|"))?;
        for paths in &self.paths {
            for (at, path) in paths.iter().enumerate() {
                f.write_str(if at == 0 { " " } else { "|" })?;
                for step in path {
                    write!(f, "{}", step.slot)?;
                    if let Some(lemma) = &step.then {
                        write!(f, ">{lemma}>")?;
                    }
                }
            }
        }
        Ok(())
    }
}
