use crate::confidence::EVIDENCE;
use crate::context::complete;
use crate::frame::frame;
use crate::labels::Role;
use crate::lexicon::Lexicon;
use crate::link::{Linker, overlaps};
use crate::ranker::Ranker;
use crate::tagger::Tags;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// Drafts back in which one with the same cue is looked for.
const RECENT: usize = 6;

/// Least rate of a verb that reports a content apart from what is said before it.
const REPORTS: u8 = 12;

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

/// The rankers of a model.
#[derive(Clone, Debug)]
pub(crate) struct Rankers {
    /// Of cues for a content.
    pub(crate) cues: Ranker,
    /// Of sources for a cue.
    pub(crate) sources: Ranker,
}

impl Rankers {
    /// Joins runs to quotes, in the order of their contents. A frame goes before a cue that stands ahead of the content.
    pub(crate) fn join(&self, linker: Linker<'_>, lexicon: &Lexicon) -> Vec<Draft> {
        let start = |content: &Range<usize>| {
            let mut question = linker.cue_of(content);
            let (best, margin) = self.cues.best(&question.features);
            let cue = question.choices.swap_remove(best);
            let cue = cue.map(|cue| own_verb(linker, lexicon, content, &cue).unwrap_or(cue));
            let (cue, source) = match (cue, frame(linker, lexicon, content)) {
                (cue, None) => (cue, None),
                (Some(cue), Some(frame))
                    if overlaps(&cue, &frame.cue) && !overlaps(&cue, &frame.source) =>
                {
                    (Some(cue), Some(frame.source))
                }
                // The words that tell whose report the whole is: "“...,” she said, according to the film."
                (Some(cue), _) if cue.start > content.start => (Some(cue), None),
                (_, Some(frame)) => (Some(frame.cue), Some(frame.source)),
            };
            Draft {
                cue,
                source,
                margins: [margin, 0.0],
                ..Draft::default()
            }
        };
        let mut drafts = group(linker, start);
        for number in 0..drafts.len() {
            let (before, rest) = drafts.split_at_mut(number);
            let draft = &mut rest[0];
            let told = draft.source.take();
            let mut question = linker.source_of(draft.cue.as_ref(), &draft.content);
            let (best, margin) = self.sources.best(&question.features);
            let found = question.choices.swap_remove(best);
            draft.source = match (found, told) {
                (Some(found), Some(told)) if !overlaps(&found, &told) => Some(told),
                (found, told) => found.or(told),
            };
            draft.margins[1] = margin;
            complete(linker, lexicon, before.last(), draft);
        }
        drafts
    }
}

/// The verb of another clause that reports a content which comes late behind its cue: "the paper said that an engine was
/// hailed, which experts view as cover for missiles".
fn own_verb(
    linker: Linker<'_>,
    lexicon: &Lexicon,
    content: &Range<usize>,
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let (reading, parsed) = (linker.reading, linker.parsed());
    let syntax = reading.syntax;
    let contents = linker.spans.of(Role::Content);
    let verb = syntax.head(linker.head(content))?;
    let told = contents.get(contents.partition_point(|run| run.end <= verb))?;
    let is_apart = (cue.end..content.start).contains(&verb)
        && linker.spans.between(Role::Content, cue, content) > 0
        && !told.contains(&verb)
        && !reading.speech.is_marked(content.start);
    let reports = syntax.upos(verb) == Upos::Verb
        && syntax.dependent(verb, dep::NSUBJ).is_some()
        && lexicon.rates(syntax.lemma(verb)).speech() >= REPORTS;
    (is_apart && reports).then(|| parsed.verb_group(verb))
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
        let same = |draft: &&mut Draft| own.cue.is_some() && draft.cue == own.cue;
        let is_open =
            |draft: &&mut Draft| goes_on(content) && (own.cue.is_none() || draft.cue.is_none());
        if let Some(draft) = drafts.iter_mut().rev().take(RECENT).find(same) {
            draft.content.push(content.clone());
            draft.source = own.source.or(draft.source.take());
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
