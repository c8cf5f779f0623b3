//! The speaker of quoted speech that no label gives a cue: from the lines around it.

use crate::draft::Draft;
use crate::frame::{Frame, signature};
use crate::lexicon::NAME_WORDS;
use crate::link::{Linker, overlaps};
use crate::reasons::ChosenBy;
use crate::replies::is_answer;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// Least rate of a verb that introduces quoted speech by a colon.
const INTRODUCES: u8 = 12;

/// Gives a quote of quoted speech without a cue what introduces or signs it; else, without a source, that of
/// the quote before it in its paragraph or the one before.
pub(crate) fn complete(linker: Linker<'_>, before: Option<&Draft>, draft: &mut Draft) {
    if let Some(cue) = &draft.cue {
        if let Some(person) = speaking(linker, cue, &draft.content) {
            draft.source = Some(person);
            draft.source_by = ChosenBy::Participle;
        } else if draft.source.is_none() {
            let apart = |who: &Range<usize>| !draft.content.iter().any(|run| overlaps(run, who));
            draft.source = participant(linker, cue).filter(apart);
            if draft.source.is_some() {
                draft.source_by = ChosenBy::Tree;
            }
        }
        return;
    }
    if !is_speech(linker, &draft.content) {
        return;
    }
    if let Some(Frame { cue, source }) = signature(linker, &draft.content) {
        (draft.cue, draft.source) = (Some(cue), Some(source));
        (draft.cue_by, draft.source_by) = (ChosenBy::Signature, ChosenBy::Signature);
    } else if let Some((cue, source)) = introduction(linker, &draft.content) {
        (draft.cue, draft.source) = (Some(cue), source);
        (draft.cue_by, draft.source_by) = (ChosenBy::Introduction, ChosenBy::Introduction);
    } else if draft.source.is_none() {
        let reading = linker.reading;
        let near = |other: &&Draft| {
            let end = other.content.last().map_or(0, |c| c.end - 1);
            // One that goes on into a later paragraph than this one begins in stands around it, not before it.
            let paragraphs = reading
                .paragraph_of(draft.content[0].start)
                .checked_sub(reading.paragraph_of(end));
            paragraphs.is_some_and(|count| count <= 1) && is_speech(linker, &other.content)
        };
        let goes_on = |other: &&Draft| {
            near(other)
                && !is_answer(
                    linker,
                    [&other.content, other.source.as_slice()],
                    &draft.content,
                )
        };
        let prior = || {
            before
                .filter(goes_on)
                .and_then(|other| other.source.clone())
        };
        let actor = actor(linker, &draft.content).map(|who| (who, ChosenBy::Actor));
        let prior = || Some((prior()?, ChosenBy::QuoteBefore));
        if let Some((who, by)) = actor.or_else(prior) {
            (draft.source, draft.source_by) = (Some(who), by);
        }
        draft.is_implicit = draft.source.is_some();
    }
}

/// The person whom the sentence right before quoted speech in its paragraph is about: "Ann Lee shook her head. “No.”"
fn actor(linker: Linker<'_>, content: &[Range<usize>]) -> Option<Range<usize>> {
    let reading = linker.reading;
    let (syntax, start) = (reading.syntax, content[0].start);
    let last = start.checked_sub(1)?;
    let mut sentence = reading.sentence(last).clone();
    let is_near = sentence.end == start && reading.paragraph(start).contains(&last);
    if !is_near || sentence.clone().any(|t| reading.speech.is_marked(t)) {
        return None;
    }
    let root = sentence.find(|&t| syntax.dep(t) == dep::ROOT)?;
    let subject = reading.subject(root).unwrap_or(root);
    let apposed = |t: usize| syntax.dep(t) == dep::APPOS && reading.is_person(t);
    let is_person = reading.is_person(subject) || syntax.dependents(subject).any(apposed);
    let acts = is_person
        || reading
            .lexicon
            .is_person_pronoun(reading.text.word(subject));
    acts.then(|| reading.noun_phrase(subject))
}

/// Whether the content begins with a quotation mark and is more than a term.
fn is_speech(linker: Linker<'_>, content: &[Range<usize>]) -> bool {
    let opened = linker.reading.speech.opened_by(content[0].start);
    opened.is_some_and(|stretch| stretch.len() > 4)
}

/// The person whom a participle before quoted speech follows at once, if none that something is sent to: "the film ends
/// with Ann Lee saying, ‘...’", "footage of Ann Lee asking, ‘...’", not "a letter to Ann Lee asking ...".
fn speaking(
    linker: Linker<'_>,
    cue: &Range<usize>,
    content: &[Range<usize>],
) -> Option<Range<usize>> {
    let reading = linker.reading;
    let is_name = |&t: &usize| reading.is_person(t);
    let name = (0..cue.start)
        .rev()
        .take(NAME_WORDS)
        .take_while(is_name)
        .count();
    let start = cue.start - name;
    let sent = start > 0
        && reading
            .lexicon
            .is_before_recipient(reading.text.word(start - 1));
    let speaks = reading.trees.is_present_participle(cue.start) && cue.end <= content[0].start;
    (name > 0 && speaks && !sent && is_speech(linker, content)).then_some(start..cue.start)
}

/// Whose act a verb of a cue is: its subject, shared with a verb before or not ("after saying so, she left"), or the
/// agent of a passive one. Right behind quoted speech a subject that follows its verb may pass for an object in the
/// tree ("“Why?” asked Ann").
fn participant(linker: Linker<'_>, cue: &Range<usize>) -> Option<Range<usize>> {
    let (reading, trees, syntax) = (linker.reading, linker.trees(), linker.reading.syntax);
    let verb = linker.head(cue);
    if !trees.is_verb_form(verb) {
        return None;
    }
    let who = if trees.is_passive(verb) || trees.is_bare_past_participle(verb) {
        trees.agent(verb)
    } else {
        let follows = cue.start > 0 && reading.speech.is_marked(cue.start - 1);
        let is_object = |&t: &usize| matches!(syntax.dep(t), dep::IOBJ | dep::OBJ);
        let object = || syntax.dependents(verb).find(|t| follows && is_object(t));
        reading.subject(verb).or_else(object)
    };
    who.map(|head| reading.noun_phrase(head))
}

/// The verb of the sentence before that ends with a colon, and its subject: one of speech, else the one that all
/// hangs on ("Ann Lee made the following remark:").
fn introduction(
    linker: Linker<'_>,
    content: &[Range<usize>],
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let (reading, trees) = (linker.reading, linker.trees());
    let start = content[0].start;
    let colon = start
        .checked_sub(1)
        .filter(|&t| reading.text.word(t) == ":")?;
    let sentence = reading.sentence(colon);
    let before = sentence.start..colon;
    let reports = |&t: &usize| {
        let rate = reading.rates(t).speech();
        let is_verb = trees.syntax.upos(t) == Upos::Verb && trees.syntax.dep(t) != dep::AMOD;
        is_verb && rate >= INTRODUCES
    };
    let is_main = |&t: &usize| {
        trees.syntax.dep(t) == dep::ROOT && reading.subject(t).is_some_and(|subject| subject < t)
    };
    let (verb, source) = if let Some(verb) = before.clone().rev().find(reports) {
        (verb, reading.subject(verb))
    } else {
        let verb = before.clone().find(is_main)?;
        // "is summed up by Ann Lee:" has its speaker behind it.
        if trees.is_passive(verb) {
            (verb, trees.agent(verb))
        } else {
            (verb, reading.subject(verb))
        }
    };
    let source = source.map(|source| reading.noun_phrase(source));
    Some((trees.verb_group(verb), source))
}
