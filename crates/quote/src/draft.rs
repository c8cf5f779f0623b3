use crate::confidence::EVIDENCE;
use crate::labels::Role;
use crate::link::Linker;
use crate::reasons::{ChosenBy, FoundBy};
use crate::replies::is_answer;
use crate::tagger::Tags;
use std::ops::Range;

/// Drafts back in which one with the same cue is looked for.
const RECENT: usize = 6;

/// A quote in the making, in tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// In text order.
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) source: Option<Range<usize>>,
    /// How far the cue of the first content and the source stand above the next choice.
    pub(crate) margins: [f32; 2],
    /// The quote that it is a part of, by number.
    pub(crate) parent: Option<usize>,
    /// Whether the source is that of a quote before.
    pub(crate) is_implicit: bool,
    pub(crate) found_by: FoundBy,
    pub(crate) cue_by: ChosenBy,
    pub(crate) source_by: ChosenBy,
    /// What the rankers weighed; nothing where nobody asks for it.
    pub(crate) weighed: Weighed,
}

/// Choices with their scores.
pub(crate) type Scored = Vec<(Option<Range<usize>>, f32)>;

/// What the rankers of cues and of sources weighed for a draft.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weighed {
    pub(crate) cues: Scored,
    pub(crate) sources: Scored,
}

impl Draft {
    /// What speaks for the quote: margins of its labels and links, and what parts it has.
    pub(crate) fn evidence(&self, tags: &Tags) -> [f32; EVIDENCE] {
        let least = |runs: &[Range<usize>]| {
            let margins = runs.iter().map(|run| tags.margin(run).clamp(-2.0, 6.0));
            margins.fold(6.0, f32::min)
        };
        let flag = |is: bool| f32::from(u8::from(is));
        let [cue, source] = [&self.cue, &self.source].map(|run| least(run.as_slice()));
        [
            least(&self.content),
            flag(self.cue.is_some()) * cue,
            flag(self.source.is_some()) * source,
            self.margins[0].min(8.0),
            self.margins[1].min(8.0),
            flag(self.cue.is_some()),
            flag(self.source.is_some()),
            flag(self.is_implicit),
        ]
    }
}

/// Contents by their cues: `start` makes of each a draft without its content. One that goes on from the paragraph before
/// is a part of the quote before it, where one of the two has no cue.
pub(crate) fn group(
    linker: Linker<'_>,
    mut start: impl FnMut(&Range<usize>) -> Draft,
) -> Vec<Draft> {
    let goes_on = |content: &Range<usize>| linker.reading.speech.opens_before(content.start);
    let mut drafts: Vec<Draft> = Vec::new();
    for content in linker.spans.of(Role::Content) {
        let mut own = start(content);
        // An answer has another speaker.
        let answers = |draft: &Draft| {
            is_answer(
                linker,
                [&draft.content, draft.source.as_slice()],
                std::slice::from_ref(content),
            )
        };
        let of_cue = |draft: &&Draft| own.cue.is_some() && draft.cue == own.cue;
        if (drafts.iter().rev().take(RECENT)).any(|draft| of_cue(&draft) && answers(draft)) {
            own = Draft::default();
        }
        let same = |draft: &&mut Draft| own.cue.is_some() && draft.cue == own.cue;
        let is_open =
            |draft: &&mut Draft| goes_on(content) && (own.cue.is_none() || draft.cue.is_none());
        if let Some(draft) = drafts.iter_mut().rev().take(RECENT).find(same) {
            draft.content.push(content.clone());
            if own.source.is_some() {
                (draft.source, draft.source_by) = (own.source, own.source_by);
            }
        } else if let Some(draft) = drafts.last_mut().filter(is_open) {
            draft.content.push(content.clone());
            if own.cue.is_some() {
                own.content = std::mem::take(&mut draft.content);
                *draft = own;
            }
        } else {
            own.content.push(content.clone());
            drafts.push(own);
        }
    }
    drafts
}
