use newsgraph_document::{Entity, Mention};

/// The entities of a text, with the mentions that were found for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coreference {
    /// New mentions, of kind `MentionKind::Nominal` and `MentionKind::Pronoun`, in text order.
    /// Their ids follow those of the mentions that were given.
    pub mentions: Vec<Mention>,
    /// Entities, sorted by their first mention.
    pub entities: Vec<Entity>,
}
