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

/// Labels of tokens in the BILOU scheme over roles: 0 outside, then begin, inside, last and unit of each
/// role in turn.
pub(crate) const LABELS: usize = 1 + 4 * Role::ALL.len();

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Begin,
    Inside,
    Last,
    Unit,
}

fn parts(label: u8) -> Option<(Part, Role)> {
    let at = usize::from(label.checked_sub(1)?);
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Unit][at % 4];
    Some((part, Role::ALL[at / 4]))
}

/// Whether `next` may follow `before`.
pub(crate) fn allows(before: u8, next: u8) -> bool {
    let open = Some(before).filter(|&label| is_open(label)).and_then(parts);
    match (open, parts(next)) {
        (Some((_, role)), Some((Part::Inside | Part::Last, other))) => role == other,
        (Some(_), _) | (None, Some((Part::Inside | Part::Last, _))) => false,
        (None, _) => true,
    }
}

/// Whether a run goes on after this label.
pub(crate) fn is_open(label: u8) -> bool {
    matches!(parts(label), Some((Part::Begin | Part::Inside, _)))
}

/// The runs that labels spell, as ranges of positions.
pub(crate) fn runs(labels: &[u8]) -> Vec<(Role, Range<usize>)> {
    let mut runs = Vec::new();
    let mut start = 0;
    for (at, &label) in labels.iter().enumerate() {
        match parts(label) {
            Some((Part::Begin, _)) => start = at,
            Some((Part::Unit, role)) => runs.push((role, at..at + 1)),
            Some((Part::Last, role)) => runs.push((role, start..at + 1)),
            _ => {}
        }
    }
    runs
}

/// Labels the positions of a run.
#[cfg(feature = "train")]
pub(crate) fn spell(role: Role, run: Range<usize>, labels: &mut [u8]) {
    let base = 1 + 4 * role as u8;
    for at in run.clone() {
        labels[at] = match (at == run.start, at + 1 == run.end) {
            (true, true) => base + 3,
            (true, false) => base,
            (false, true) => base + 2,
            (false, false) => base + 1,
        };
    }
}
