use crate::accounts;
use crate::bounds::trim;
use crate::closing;
use crate::draft::Draft;
use crate::headlines;
use crate::labels;
use crate::posts;
use crate::reading::Reading;
use crate::spans::Spans;
use crate::tagger::Tags;
use crate::turns::{self, Turns};

/// The runs of a text that are linked to quotes: those that the labels spell, where no form tells better, with their
/// bounds mended. Training and attribution read the same.
#[derive(Debug)]
pub(crate) struct Runs {
    pub(crate) spans: Spans,
    turns: Turns,
    /// The first tokens of the cues of sentences that begin with whose account they are.
    accounts: Vec<usize>,
    /// Those of sentences that end with whose words they are.
    closing: Vec<usize>,
    /// Those of posts.
    posts: Vec<usize>,
    /// Those of headlines.
    headlines: Vec<usize>,
}

impl Runs {
    pub(crate) fn new(reading: &Reading<'_>, tags: &Tags) -> Self {
        let mut runs = labels::runs(&tags.labels);
        let turns = Turns::new(reading);
        turns.label(&mut runs);
        let accounts = accounts::label(reading, &mut runs);
        let closing = closing::label(reading, &mut runs);
        let posts = posts::label(reading, &mut runs);
        let headlines = headlines::label(reading, &mut runs);
        trim(reading, &mut runs);
        Self {
            spans: Spans::new(runs),
            turns,
            accounts,
            closing,
            posts,
            headlines,
        }
    }

    /// The score of a quote that a form of the text tells, whatever the labels say.
    pub(crate) fn score_of_form(&self, draft: &Draft) -> Option<f32> {
        let cue = draft.cue.as_ref()?;
        let is_of = |cues: &[usize]| cues.binary_search(&cue.start).is_ok();
        if self.turns.has_cue(cue) {
            Some(turns::SCORE)
        } else if is_of(&self.accounts) {
            Some(accounts::SCORE)
        } else if is_of(&self.closing) {
            Some(closing::SCORE)
        } else if is_of(&self.posts) {
            Some(posts::SCORE)
        } else {
            is_of(&self.headlines).then_some(headlines::SCORE)
        }
    }
}
