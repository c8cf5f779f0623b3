use super::{Evaluation, Systems, Task};
use crate::columns::{Columns, Dates, Form};
use crate::names::{self, TaggedSentences, chunks, score_where};
use crate::{EvaluateError, Report};
use newsgraph_document::{Label, Layer};
use std::collections::{BTreeMap, BTreeSet};

/// Names and values on a corpus's own words; those with a hyphen, in capitals and unknown to training
/// for themselves.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let mut gold = names::read_tags(&asked.gold)?;
    let predicted = if let Some(pred) = &asked.pred {
        let predicted = names::read_tags(pred)?;
        if let Some(at) = (0..gold.words.len().max(predicted.words.len()))
            .find(|&at| gold.words.get(at) != predicted.words.get(at))
        {
            return Err(EvaluateError::Words {
                path: pred.clone(),
                sentence: at + 1,
            });
        }
        predicted.tags
    } else {
        predict(asked, systems, &mut gold)?
    };
    let mut report = names::score(&gold.tags, &predicted);
    let hyphen = |number: usize, tokens: std::ops::Range<usize>| {
        let words = &gold.words[number][tokens];
        words
            .iter()
            .any(|word| word.contains(['-', '\u{2010}', '\u{2011}']))
    };
    report.push(
        "(with a hyphen)",
        score_where(&gold.tags, &predicted, hyphen),
    );
    let capitals = |number: usize, _: std::ops::Range<usize>| {
        let letters = || gold.words[number].iter().flat_map(|word| word.chars());
        letters().filter(|c| c.is_alphabetic()).count() > 3 && !letters().any(char::is_lowercase)
    };
    report.push(
        "(in capitals)",
        score_where(&gold.tags, &predicted, capitals),
    );
    if let Some(path) = &asked.train {
        let known = names_of(&names::read_tags(path)?);
        let unseen = |number: usize, tokens: std::ops::Range<usize>| {
            !known.contains(&phrase(&gold.words[number][tokens]))
        };
        report.push(
            "(not in train)",
            score_where(&gold.tags, &predicted, unseen),
        );
    }
    Ok(report)
}

/// The tags that the system gives, of the kinds that the corpus has.
fn predict(
    asked: &Evaluation,
    systems: &dyn Systems,
    gold: &mut TaggedSentences,
) -> Result<Vec<Vec<String>>, EvaluateError> {
    // `worldwide` calls NORP (nationality, religion, politics) what is a Group here.
    for tag in gold.tags.iter_mut().flatten() {
        if let Some((prefix, "NORP")) = tag.split_once('-') {
            *tag = format!("{prefix}-{}", Label::GROUP);
        }
    }
    let mut corpus = Columns::read(&asked.gold, Form::Conll)?;
    if let Some(case) = asked.case {
        corpus.map_words(|word| case.of(word));
    }
    let system = systems.system(Task::Ner)?;
    let mut predicted = corpus.sentence_tags(Dates::of(asked.absolute_dates), |document| {
        Ok(system.fill(document, Layer::Mentions)?)
    })?;
    // What the corpus does not annotate is not wrong.
    let annotated = |tag: &str| {
        let kind = tag.split_once('-').map(|(_, kind)| kind);
        let chunks = gold.tags.iter().flat_map(|tags| chunks(tags));
        kind.is_none_or(|kind| chunks.into_iter().any(|chunk| chunk.2 == kind))
    };
    // `worldwide` has no types for events and works apart from its other names.
    for tag in predicted.iter_mut().flatten() {
        if let Some((prefix, "Event" | "Work")) = tag.split_once('-')
            && !annotated(tag)
        {
            *tag = format!("{prefix}-{}", Label::MISC);
        }
    }
    let mut known = BTreeMap::new();
    for tag in predicted.iter_mut().flatten() {
        if !*known.entry(tag.clone()).or_insert_with(|| annotated(tag)) {
            "O".clone_into(tag);
        }
    }
    Ok(predicted)
}

/// The names of a corpus.
fn names_of(corpus: &TaggedSentences) -> BTreeSet<String> {
    let sentences = corpus.words.iter().zip(&corpus.tags);
    let names = sentences.flat_map(|(words, tags)| {
        let chunks = chunks(tags).into_iter();
        chunks.map(|(start, end, _)| phrase(&words[start..end]))
    });
    names.collect()
}

fn phrase(words: &[String]) -> String {
    words.join(" ").to_lowercase()
}
