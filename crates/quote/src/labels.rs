use newsgraph_linear::Bilou;
use std::ops::Range;

/// What a run of tokens is in a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Role {
    /// What was said.
    Content,
    /// The words that report it.
    Cue,
    /// Who said it.
    Source,
}

impl Role {
    pub(crate) const ALL: [Self; 3] = [Self::Content, Self::Cue, Self::Source];
}

/// The labels of tokens: runs of each role.
pub(crate) fn scheme() -> Bilou {
    Bilou::new(Role::ALL.len())
}

/// The runs that labels spell, as ranges of positions.
pub(crate) fn runs(labels: &[u8]) -> Vec<(Role, Range<usize>)> {
    let runs = Bilou::runs(labels).into_iter();
    runs.map(|(run, kind)| (Role::ALL[kind], run)).collect()
}
