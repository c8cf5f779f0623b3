use newsgraph_document::Span;

/// A pronoun of which it is known whether it refers to some names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PronounCase {
    /// The pronoun.
    pub pronoun: Span,
    /// The names.
    pub names: Vec<NamedOrNot>,
}

/// A name that a pronoun refers to or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedOrNot {
    /// The name.
    pub span: Span,
    /// Whether the pronoun refers to it.
    pub refers: bool,
}
