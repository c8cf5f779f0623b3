use newsgraph_document::Label;
use std::ops::Range;

/// Labels of tokens in the BILOU scheme over some types: 0 outside, then begin, inside, last and
/// unit of each type in turn.
#[derive(Clone, Debug)]
pub(crate) struct Labels {
    pub(crate) types: Vec<Label>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Begin,
    Inside,
    Last,
    Unit,
}

fn parts(label: u8) -> Option<(Part, usize)> {
    let at = usize::from(label.checked_sub(1)?);
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Unit][at % 4];
    Some((part, at / 4))
}

impl Labels {
    pub(crate) fn count(&self) -> usize {
        Self::count_of(self.types.len())
    }

    /// The number of labels over so many types.
    pub(crate) fn count_of(types: usize) -> usize {
        1 + Self::PARTS * types
    }

    /// Labels of a type.
    pub(crate) const PARTS: usize = 4;

    /// The label outside, then those of each type.
    pub(crate) fn by_type(types: usize) -> impl Iterator<Item = Range<usize>> {
        let labels = |kind| 1 + Self::PARTS * kind..1 + Self::PARTS * (kind + 1);
        std::iter::once(0..1).chain((0..types).map(labels))
    }

    /// Whether `next` may follow `before` (`None` at the start), and may stand last.
    pub(crate) fn allows(before: Option<u8>, next: u8, is_last: bool) -> bool {
        let open = before.filter(|&label| Self::is_open(label)).and_then(parts);
        let fits = match (open, parts(next)) {
            (Some((_, kind)), Some((Part::Inside | Part::Last, other))) => kind == other,
            (Some(_), _) | (None, Some((Part::Inside | Part::Last, _))) => false,
            (None, _) => true,
        };
        fits && !(is_last && Self::is_open(next))
    }

    /// Whether a name goes on after this label.
    pub(crate) fn is_open(label: u8) -> bool {
        matches!(parts(label), Some((Part::Begin | Part::Inside, _)))
    }

    /// The names that labels spell, as token ranges with the position of their type.
    pub(crate) fn names(labels: &[u8]) -> Vec<(Range<usize>, usize)> {
        let mut names = Vec::new();
        let mut start = 0;
        for (at, &label) in labels.iter().enumerate() {
            match parts(label) {
                Some((Part::Begin, _)) => start = at,
                Some((Part::Unit, kind)) => names.push((at..at + 1, kind)),
                Some((Part::Last, kind)) => names.push((start..at + 1, kind)),
                _ => {}
            }
        }
        names
    }

    /// The labels that spell names, in order and disjoint.
    #[cfg(feature = "train")]
    pub(crate) fn spell(len: usize, names: &[(Range<usize>, usize)]) -> Vec<u8> {
        let mut labels = vec![0; len];
        for (range, kind) in names {
            let base = 1 + 4 * *kind as u8;
            for at in range.clone() {
                labels[at] = match (at == range.start, at + 1 == range.end) {
                    (true, true) => base + 3,
                    (true, false) => base,
                    (false, true) => base + 2,
                    (false, false) => base + 1,
                };
            }
        }
        labels
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_reading() {
        let names = [(0..1, 1), (1..4, 0)];
        let labels = Labels::spell(5, &names);
        assert_eq!(Labels::names(&labels), names);
        let mut before = None;
        for (at, &label) in labels.iter().enumerate() {
            assert!(Labels::allows(before, label, at == 4));
            before = Some(label);
        }
        assert!(!Labels::allows(Some(1), 0, false), "an open name goes on");
        assert!(!Labels::allows(None, 3, false), "a name begins first");
        assert!(
            !Labels::allows(None, 1, true),
            "a name ends in its sentence"
        );
    }
}
