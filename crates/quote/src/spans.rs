use crate::labels::Role;
use crate::reading::Reading;
use std::ops::Range;

/// The runs of tokens of a text that are parts of quotes, by role, each in text order and disjoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spans {
    runs: [Vec<Range<usize>>; 3],
}

impl Spans {
    pub(crate) fn new(runs: impl IntoIterator<Item = (Role, Range<usize>)>) -> Self {
        let mut spans = Self::default();
        for (role, run) in runs {
            spans.runs[role as usize].push(run);
        }
        spans
    }

    pub(crate) fn of(&self, role: Role) -> &[Range<usize>] {
        &self.runs[role as usize]
    }

    /// How many runs of a role begin between two others, whichever comes first.
    pub(crate) fn between(&self, role: Role, a: &Range<usize>, b: &Range<usize>) -> usize {
        let (start, end) = if a.start < b.start {
            (a.end, b.start)
        } else {
            (b.end, a.start)
        };
        let runs = self.of(role);
        let before = |limit: usize| runs.partition_point(|run| run.start < limit);
        before(end).saturating_sub(before(start))
    }

    /// The positions of a role's runs near a run: at most `reach` on each side of it in its paragraph and
    /// in as many paragraphs before as `back` says.
    pub(crate) fn near(
        &self,
        role: Role,
        reading: &Reading<'_>,
        run: &Range<usize>,
        [reach, back]: [usize; 2],
    ) -> Range<usize> {
        let runs = self.of(role);
        let at = runs.partition_point(|other| other.start < run.start);
        let paragraph = reading.paragraph_of(run.start);
        let same = |&position: &usize| reading.paragraph_of(runs[position].start) == paragraph;
        let before =
            |&position: &usize| reading.paragraph_of(runs[position].start) + back >= paragraph;
        let start = (0..at)
            .rev()
            .take(reach)
            .take_while(before)
            .last()
            .unwrap_or(at);
        let end = (at..runs.len())
            .take(reach)
            .take_while(same)
            .last()
            .map_or(at, |p| p + 1);
        start..end
    }
}
