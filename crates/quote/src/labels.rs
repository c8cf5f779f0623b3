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

/// The content, cue and source of a quote, in text order.
pub(crate) type Parts = [(Role, Range<usize>); 3];

/// Puts parts of quotes in the place of the runs that they touch; both are in text order. Gives the first tokens of their
/// cues.
pub(crate) fn put(runs: &mut Vec<(Role, Range<usize>)>, parts: Vec<Parts>) -> Vec<usize> {
    let cue = |parts: &Parts| {
        let cue = parts.iter().find(|(role, _)| *role == Role::Cue);
        cue.map(|(_, run)| run.start)
    };
    let cues = parts.iter().filter_map(cue).collect();
    let touched = |run: &Range<usize>| {
        let after = parts.partition_point(|[.., (_, last)]| last.end <= run.start);
        let next = parts.get(after);
        next.is_some_and(|[(_, first), ..]| first.start < run.end)
    };
    runs.retain(|(_, run)| !touched(run));
    runs.extend(parts.into_iter().flatten());
    runs.sort_by_key(|(_, run)| run.start);
    cues
}
