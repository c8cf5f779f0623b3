use crate::accounts;
use crate::bounds::is_told;
use crate::context::complete;
use crate::draft::{Draft, Scored, Weighed, group};
use crate::frame::frame;
use crate::labels::Role;
use crate::link::{Linker, Question, overlaps};
use crate::ranker::Ranker;
use crate::reasons::ChosenBy;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// Least rate of a verb that reports a content apart from what is said before it.
const REPORTS: u8 = 12;

/// The rankers of a model.
#[derive(Clone, Debug)]
pub(crate) struct Rankers {
    /// Of cues for a content.
    pub(crate) cues: Ranker,
    /// Of sources for a cue.
    pub(crate) sources: Ranker,
}

/// Whether what the rankers weigh is kept beside what they choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Nothing,
    Scores,
}

/// What a ranker chooses, and how far it stands above the next.
struct Best {
    choice: Option<Range<usize>>,
    margin: f32,
    weighed: Scored,
}

impl Rankers {
    /// Joins runs to quotes, in the order of their contents. A frame goes before a cue that stands ahead of the content.
    pub(crate) fn join(&self, linker: Linker<'_>, keep: Keep) -> Vec<Draft> {
        let mut drafts = group(linker, |content| self.start(linker, content, keep));
        for number in 0..drafts.len() {
            let (before, rest) = drafts.split_at_mut(number);
            let draft = &mut rest[0];
            self.choose_source(linker, draft, keep);
            complete(linker, before.last(), draft);
            if draft
                .cue
                .as_ref()
                .is_some_and(|cue| is_told(linker.reading, cue))
            {
                draft.source = asker(linker, draft);
                draft.source_by = ChosenBy::Asker;
            }
        }
        for number in 0..drafts.len() {
            front(linker, &mut drafts, number);
            own_content(linker, &mut drafts[number]);
        }
        drafts
    }

    /// A draft with the cue of a content, and with its source where a form tells it.
    fn start(&self, linker: Linker<'_>, content: &Range<usize>, keep: Keep) -> Draft {
        let best = best(&self.cues, linker.cue_of(content), keep);
        let (cue, by) = match colon(linker, content) {
            Some(colon) => (Some(colon), ChosenBy::Colon),
            None => (best.choice, ChosenBy::Ranker),
        };
        let own = cue.as_ref().and_then(|cue| own_verb(linker, content, cue));
        let (cue, by) = match own {
            Some(verb) => (Some(verb), ChosenBy::OwnVerb),
            None => (cue, by),
        };
        let (cue, cue_by, source) = match (cue, frame(linker, content)) {
            (cue, None) => (cue, by, None),
            (Some(cue), Some(frame))
                if overlaps(&cue, &frame.cue) && !overlaps(&cue, &frame.source) =>
            {
                (Some(cue), by, Some(frame.source))
            }
            // The words that tell whose report the whole is: "“...,” she said, according to the film."
            (Some(cue), _) if cue.start > content.start => (Some(cue), by, None),
            (_, Some(frame)) => (Some(frame.cue), ChosenBy::Form, Some(frame.source)),
        };
        Draft {
            source_by: source.as_ref().map_or(ChosenBy::Ranker, |_| ChosenBy::Form),
            cue,
            source,
            cue_by,
            margins: [best.margin, 0.0],
            weighed: Weighed {
                cues: best.weighed,
                sources: Vec::new(),
            },
            ..Draft::default()
        }
    }

    /// Gives a draft the source that the ranker chooses, where no form tells it.
    fn choose_source(&self, linker: Linker<'_>, draft: &mut Draft, keep: Keep) {
        let told = draft.source.take();
        let question = linker.source_of(draft.cue.as_ref(), &draft.content);
        let best = best(&self.sources, question, keep);
        // The form tells who it is, the labels maybe more of the words for them.
        draft.source = match (best.choice, told) {
            (Some(found), Some(told)) if overlaps(&found, &told) => {
                Some(found.start.min(told.start)..found.end.max(told.end))
            }
            (found, told) => told.or(found),
        };
        draft.margins[1] = best.margin;
        draft.weighed.sources = best.weighed;
    }
}

fn best(ranker: &Ranker, mut question: Question, keep: Keep) -> Best {
    let mut scores = Vec::new();
    let kept = (keep == Keep::Scores).then_some(&mut scores);
    let (best, margin) = ranker.best(&question, kept);
    let choices = question.choices.iter().cloned();
    let weighed = choices.zip(scores).collect();
    Best {
        choice: question.choices.swap_remove(best),
        margin,
        weighed,
    }
}

/// The cue that is the colon right before a content.
fn colon(linker: Linker<'_>, content: &Range<usize>) -> Option<Range<usize>> {
    let before = content.start.checked_sub(1)?;
    let is_colon = linker.reading.text.word(before) == ":";
    let cues = linker.spans.of(Role::Cue);
    let cue = cues.get(cues.partition_point(|cue| cue.end <= before))?;
    (is_colon && *cue == (before..content.start)).then(|| cue.clone())
}

/// Who asked what somebody was asked: "Asked by reporters whether she would run, ...".
fn asker(linker: Linker<'_>, draft: &Draft) -> Option<Range<usize>> {
    let verb = linker.head(draft.cue.as_ref()?);
    let agent = linker.trees().agent(verb)?;
    let source = linker.reading.noun_phrase(agent);
    let apart = !draft.content.iter().any(|run| overlaps(run, &source));
    apart.then_some(source)
}

/// Quotes before and behind one that may have the words before its speaker.
const NEAR: usize = 8;

/// Takes away what is no content: whom a passive cue is about ("Lee was accused of fraud"), and what the writer adds behind
/// an account ("..., according to police, making it the third").
fn own_content(linker: Linker<'_>, draft: &mut Draft) {
    let (reading, trees) = (linker.reading, linker.trees());
    let Some(cue) = draft.cue.clone().filter(|_| draft.content.len() > 1) else {
        return;
    };
    let is_account = accounts::preposition(reading, &(cue.start..cue.end + 1)).is_some();
    let before = |run: &Range<usize>| run.end <= cue.start;
    if is_account && draft.content.first().is_some_and(before) {
        draft.content.retain(before);
    }
    let is_passive = draft.source.is_none() && trees.is_passive(linker.head(&cue));
    let is_name = |run: &Range<usize>| before(run) && !run.clone().any(|t| trees.is_finite(t));
    if is_passive && draft.content.len() > 1 && is_name(&draft.content[0]) {
        draft.content.remove(0);
    }
}

/// Most words before an inserted speaker.
const FRONT: usize = 24;

/// Gives a quote what stands before its speaker and cue, where those are inserted between commas and no other quote has
/// it: "By Friday, officials said, more than 40 people had died."
fn front(linker: Linker<'_>, drafts: &mut [Draft], number: usize) {
    let reading = linker.reading;
    let draft = &drafts[number];
    let (Some(cue), Some(source), [content]) = (&draft.cue, &draft.source, &draft.content[..])
    else {
        return;
    };
    let inserted = cue.start.min(source.start)..cue.end.max(source.end);
    let sentence = reading.sentence(cue.start);
    let is_comma = |t: usize| reading.text.word(t) == "," && !reading.speech.is_marked(t);
    let start = sentence.start;
    let is_inserted = inserted.start > start + 1
        && inserted.start <= start + FRONT
        && inserted.len() == cue.len() + source.len()
        && inserted.end + 1 == content.start
        && content.end <= sentence.end
        && !reading.speech.is_marked(content.start)
        && is_comma(inserted.start - 1)
        && is_comma(inserted.end);
    let front = start..inserted.start.saturating_sub(1);
    let is_plain = |t: usize| !reading.speech.is_marked(t) && !is_comma(t);
    let taken = |other: &Draft| {
        let parts = other.content.iter().chain(&other.cue).chain(&other.source);
        parts.into_iter().any(|run| overlaps(run, &front))
    };
    let near = number.saturating_sub(NEAR)..drafts.len().min(number + NEAR);
    if is_inserted && front.clone().all(is_plain) && !drafts[near].iter().any(taken) {
        drafts[number].content.insert(0, front);
    }
}

/// The verb of another clause that reports a content which comes late behind its cue: "the paper said that an engine was
/// hailed, which experts view as cover for missiles".
fn own_verb(
    linker: Linker<'_>,
    content: &Range<usize>,
    cue: &Range<usize>,
) -> Option<Range<usize>> {
    let (reading, trees) = (linker.reading, linker.trees());
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
        && reading.rates(verb).speech() >= REPORTS;
    (is_apart && reports).then(|| trees.verb_group(verb))
}
