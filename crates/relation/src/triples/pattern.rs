/// What kind of words a triple is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// "sold ships", with what comes after.
    Object,
    /// "ships that they sold": the object is above the verb.
    Gap,
    /// "lives in Rome".
    Oblique,
    /// A second oblique for itself: "lives | for years".
    Further,
    /// "sold ships to | Rome".
    ObjectOblique,
    /// "In May they left": an oblique before the verb, or an adverb.
    Adjunct,
    /// "said that it rains".
    Content,
    /// "became rich".
    Secondary,
    /// "told him to go".
    Order,
    /// "left to see Rome".
    Clause,
    /// "is a ship".
    Noun,
    /// "is a ship of | Rome".
    NounOf,
    /// "is tall".
    Adjective,
    /// "is famous for | its ships".
    AdjectiveOblique,
    /// "is in Rome".
    Place,
    /// "There are ships".
    Existence,
    /// "Ann Lee, a physicist".
    Apposition,
    /// "President Lee".
    Title,
    /// "Ann's boat".
    Owner,
    /// "the harbour in Rome".
    Modifier,
    /// "cities such as Rome".
    Example,
    /// What a quote has as speaker, cue and content.
    Report,
}

impl Pattern {
    /// Every pattern.
    pub(super) const ALL: [Self; 22] = [
        Self::Object,
        Self::Gap,
        Self::Oblique,
        Self::Further,
        Self::ObjectOblique,
        Self::Adjunct,
        Self::Content,
        Self::Secondary,
        Self::Order,
        Self::Clause,
        Self::Noun,
        Self::NounOf,
        Self::Adjective,
        Self::AdjectiveOblique,
        Self::Place,
        Self::Existence,
        Self::Apposition,
        Self::Title,
        Self::Owner,
        Self::Modifier,
        Self::Example,
        Self::Report,
    ];
}

/// A verb that the text leaves out, in the form that goes with its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Implied {
    pub(super) verb: LeftOut,
    pub(super) of_several: bool,
}

/// Which verb a text leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// "Ann Lee (is) a physicist".
    Copula,
    /// "Ann (has a) boat".
    Possession,
}
