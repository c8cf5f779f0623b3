//! What words and mentions are, as coreference tells them apart.

use newsgraph_document::Label;
use newsgraph_phrase::Sort;

/// The grammatical gender that a title, a name or a noun tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// What a common noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounKind {
    Person(Option<Gender>),
    People,
    Body,
}

/// What a pronoun, noun or name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Animacy {
    Person,
    Thing,
    Unknown,
}

impl Animacy {
    /// That of a mention with this label, before others of its entity are known.
    pub(crate) fn of_mention(label: &Label) -> Self {
        match Sort::of(label) {
            Sort::Person => Self::Person,
            Sort::Organization | Sort::Place | Sort::Event => Self::Thing,
            _ if [Label::PRODUCT, Label::WORK].contains(label) => Self::Thing,
            _ => Self::Unknown,
        }
    }

    /// That of an entity whose names have this label for the most part.
    pub(crate) fn of_name(label: &Label) -> Self {
        match Sort::of(label) {
            Sort::Person => Self::Person,
            Sort::Group => Self::Unknown,
            _ if *label == Label::MISC => Self::Unknown,
            _ => Self::Thing,
        }
    }
}

/// The pronouns, each named for one of English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
    You,
    Relative,
    This,
}

/// What the table of pronouns tells of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PronounWord {
    pub(crate) pronoun: Pronoun,
    pub(crate) plural: Option<bool>,
    pub(crate) reflexive: bool,
}

/// What a mention does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Subject,
    PassiveSubject,
    Object,
    Oblique,
    Modifier,
    Possessor,
    Apposition,
    Compound,
    Root,
    Other,
}

impl Role {
    pub(crate) fn is_subject(self) -> bool {
        matches!(self, Self::Subject | Self::PassiveSubject)
    }
}

/// How a mention is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wording {
    Person,
    Organization,
    Location,
    Group,
    OtherName,
    /// A proper noun that no given name holds.
    ProperNoun,
    /// With a definite article, a demonstrative, a possessor, another determiner, or nothing.
    Definite,
    Demonstrative,
    Possessed,
    Indefinite,
    Bare,
    Pronoun(Pronoun),
}

impl Wording {
    /// That of a name.
    pub(crate) fn of_name(label: &Label) -> Self {
        match Sort::of(label) {
            Sort::Person => Self::Person,
            Sort::Organization => Self::Organization,
            Sort::Place => Self::Location,
            Sort::Group => Self::Group,
            _ => Self::OtherName,
        }
    }
}
