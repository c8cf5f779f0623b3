use crate::accounts;
use crate::bounds::trim;
use crate::closing;
use crate::draft::Draft;
use crate::headlines;
use crate::labels::{self, Role};
use crate::posts;
use crate::reading::Reading;
use crate::reasons::FoundBy;
use crate::spans::Spans;
use crate::tagger::Tags;
use crate::turns::{self, Turns};
use std::ops::Range;

/// Puts the parts of quotes that a form tells in the place of runs; gives the first tokens of their cues.
type Form = fn(&Reading<'_>, &mut Vec<(Role, Range<usize>)>) -> Vec<usize>;

/// The forms of a sentence, in the order in which they are looked for.
const FORMS: [FoundBy; 4] = [
    FoundBy::Account,
    FoundBy::Closing,
    FoundBy::Post,
    FoundBy::Headline,
];

/// The runs of a text that are linked to quotes: those that the labels spell, where no form tells better, with their
/// bounds mended. Training and attribution read the same.
#[derive(Debug)]
pub(crate) struct Runs {
    pub(crate) spans: Spans,
    turns: Turns,
    /// The first tokens of the cues that each form of a sentence tells, and how often that is right.
    forms: [(Vec<usize>, f32); 4],
}

impl Runs {
    pub(crate) fn new(reading: &Reading<'_>, tags: &Tags) -> Self {
        let mut runs = labels::runs(&tags.labels);
        let turns = Turns::new(reading);
        turns.label(&mut runs);
        let forms: [(Form, f32); 4] = [
            (accounts::label, accounts::SCORE),
            (closing::label, closing::SCORE),
            (posts::label, posts::SCORE),
            (headlines::label, headlines::SCORE),
        ];
        let forms = forms.map(|(label, score)| (label(reading, &mut runs), score));
        trim(reading, &mut runs);
        Self {
            spans: Spans::new(runs),
            turns,
            forms,
        }
    }

    /// The form of the text that tells a quote, whatever the labels say, and the score of what it tells.
    pub(crate) fn form(&self, draft: &Draft) -> Option<(FoundBy, f32)> {
        let cue = draft.cue.as_ref()?;
        if self.turns.has_cue(cue) {
            return Some((FoundBy::Turn, turns::SCORE));
        }
        let mut forms = FORMS.into_iter().zip(&self.forms);
        let told =
            |(_, (cues, _)): &(FoundBy, &(Vec<usize>, f32))| cues.binary_search(&cue.start).is_ok();
        forms.find(told).map(|(form, (_, score))| (form, *score))
    }
}
