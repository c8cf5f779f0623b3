//! The lines of a file of relation patterns.

use super::rule::{Path, SLOTS, Shape, Slot, Span, Step, Trigger, WITH};
use newsgraph_document::Label;
use newsgraph_lexicon::small_letters;
use std::ops::Range;

/// A line that is no comment.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) label: Label,
    pub(super) kinds: [Vec<Label>; 2],
    pub(super) span: Span,
    pub(super) body: Body<'a>,
}

/// What a line finds.
#[derive(Clone, Debug)]
pub(super) enum Body<'a> {
    Shape(Shape),
    /// An example, with where it stands in the line.
    Example(Example, &'a str),
}

/// A sentence without its brackets, and the bytes of its ends: the subject's first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Example {
    pub(super) text: String,
    pub(super) ends: [Range<usize>; 2],
}

/// What was expected in place of what, at a byte of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) at: usize,
    pub(super) expected: &'static str,
    pub(super) found: String,
}

/// Most chars of what was found that an error shows.
const SHOWN: usize = 40;

/// Most steps of a way.
const STEPS: usize = 4;

impl Wrong {
    /// What was found in place of what was expected; `found` is a part of `line`.
    pub(super) fn new(line: &str, expected: &'static str, found: &str) -> Self {
        let at = (found.as_ptr() as usize).checked_sub(line.as_ptr() as usize);
        Self {
            at: at.filter(|&at| at <= line.len()).unwrap_or(0),
            expected,
            found: found.chars().take(SHOWN).collect(),
        }
    }
}

impl Wrong {
    /// The place in the line, in chars from 1.
    pub(super) fn column(&self, line: &str) -> usize {
        line.get(..self.at)
            .map_or(1, |before| before.chars().count() + 1)
    }
}

const LABEL: &str = "a label and the kinds of both ends before a colon, as in acquired(Organization, Organization):";
const KINDS: &str = "two kinds with a comma between, as (Person, Organization); * is any kind";
const VALUE: &str = "the kind of a name: dates, amounts and other values are no ends of relations";
const SPAN: &str = "nothing, lasting or former between the kinds and the colon";
const BODY: &str = "an example with both ends in brackets, as [Northwind] bought [Blue Kite], or {lemmas} and two slots, as {buy} nsubj obj";
const LEMMAS: &str = "lemmas between { and }, with | between alternatives, as {buy|take over}";
const TWO_SLOTS: &str = "two slots behind }: the subject's, then the object's, as nsubj obj";
const SLOT: &str = "a slot: nsubj, obj, iobj, obl:WORD, nmod:WORD, nmod:poss, compound, is or conj";
const WAY: &str =
    "a way of slots with lemmas between, as obl:on>board>nmod:of, of four slots at most";
const IS_ALONE: &str = "is and conj as a whole way, and only one of them, once";
const TWO_ENDS: &str = "two ends in brackets, as [Northwind] bought [Blue Kite]";
const CLOSED: &str = "a closing bracket behind each opening one";
const NO_WORD: &str = "words between the brackets";
const ORDER: &str =
    "subject: in one bracket and object: in the other, or neither, where the subject stands first";

/// Reads a line; `None` for one that is empty or a comment.
pub(super) fn line(whole: &str) -> Result<Option<Line<'_>>, Wrong> {
    let text = whole.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let wrong = |expected, found| Err(Wrong::new(whole, expected, found));
    let Some((label, rest)) = text.split_once('(') else {
        return wrong(LABEL, text);
    };
    let label = label.trim();
    if label.is_empty() || label.contains(|c: char| c.is_whitespace() || c.is_control() || c == ':')
    {
        return wrong(LABEL, text);
    }
    let Some((kinds, rest)) = rest.split_once(')') else {
        return wrong(KINDS, rest);
    };
    let Some((span, body)) = rest.split_once(':') else {
        return wrong(LABEL, rest);
    };
    let span = match span.trim() {
        "" => Span::Event,
        "lasting" => Span::Lasting,
        "former" => Span::Former,
        other => return wrong(SPAN, other),
    };
    let body = body.trim();
    let body = if body.starts_with('{') {
        Body::Shape(shape(whole, body)?)
    } else if body.contains(['[', ']']) {
        Body::Example(example(whole, body)?, body)
    } else {
        return wrong(BODY, body);
    };
    Ok(Some(Line {
        label: Label::new(label),
        kinds: both_kinds(whole, kinds)?,
        span,
        body,
    }))
}

fn both_kinds(whole: &str, text: &str) -> Result<[Vec<Label>; 2], Wrong> {
    let parts: Vec<&str> = text.split(',').collect();
    let [subject, object] = parts[..] else {
        return Err(Wrong::new(whole, KINDS, text));
    };
    Ok([kinds(whole, subject)?, kinds(whole, object)?])
}

/// The labels of an end; none for any.
fn kinds(whole: &str, text: &str) -> Result<Vec<Label>, Wrong> {
    if text.trim() == "*" {
        return Ok(Vec::new());
    }
    let kind = |part: &str| {
        let label = Label::new(part.trim());
        let odd = |c: char| c.is_control() || c == '*' || c == '(';
        if part.trim().is_empty() || part.contains(odd) {
            return Err(Wrong::new(whole, KINDS, part));
        }
        if label.is_value() {
            return Err(Wrong::new(whole, VALUE, part.trim()));
        }
        Ok(label)
    };
    text.split('|').map(kind).collect()
}

fn shape(whole: &str, text: &str) -> Result<Shape, Wrong> {
    let inside = text.strip_prefix('{').and_then(|t| t.split_once('}'));
    let Some((lemmas, slots)) = inside else {
        return Err(Wrong::new(whole, LEMMAS, text));
    };
    let trigger = |part: &str| -> Result<Trigger, Wrong> {
        let words = part.split_whitespace().map(|w| small_letters(w).into());
        let words: Trigger = words.collect();
        let empty = words.is_empty();
        (!empty)
            .then_some(words)
            .ok_or_else(|| Wrong::new(whole, LEMMAS, part))
    };
    let triggers: Result<Vec<Trigger>, Wrong> = lemmas.split('|').map(trigger).collect();
    let triggers = triggers?;
    let parts: Vec<&str> = slots.split_whitespace().collect();
    let [subject, object] = parts[..] else {
        return Err(Wrong::new(whole, TWO_SLOTS, slots.trim()));
    };
    let shape = Shape {
        triggers,
        paths: [paths(whole, subject)?, paths(whole, object)?],
    };
    let each = shape.has(0, &Slot::Each);
    let twice = [Slot::Is, Slot::Each]
        .iter()
        .any(|s| shape.has(0, s) && shape.has(1, s));
    if each || twice {
        return Err(Wrong::new(whole, IS_ALONE, slots.trim()));
    }
    Ok(shape)
}

/// The ways of an end. An alternative without a slot's name is a word for the slot before it: `obl:at|for`.
fn paths(whole: &str, text: &str) -> Result<Vec<Path>, Wrong> {
    let mut found: Vec<Path> = Vec::new();
    for part in text.split('|') {
        let is_word = !part.contains([':', '>']) && slot(part).is_none() && !part.is_empty();
        match found.last().cloned() {
            Some(mut before) if is_word => {
                let last = before.last_mut();
                let Some(Step {
                    slot: Slot::With(word),
                    ..
                }) = last
                else {
                    return Err(Wrong::new(whole, SLOT, part));
                };
                *word = preposition(part);
                found.push(before);
            }
            _ => found.push(path(whole, part)?),
        }
    }
    Ok(found)
}

fn path(whole: &str, text: &str) -> Result<Path, Wrong> {
    let parts: Vec<&str> = text.split('>').collect();
    if parts.len() % 2 == 0 || parts.len() > 2 * STEPS - 1 {
        return Err(Wrong::new(whole, WAY, text));
    }
    let mut steps = Vec::new();
    for pair in parts.chunks(2) {
        let slot = slot(pair[0]).ok_or_else(|| Wrong::new(whole, SLOT, pair[0]))?;
        let then = pair.get(1).map(|lemma| Box::from(&*small_letters(lemma)));
        if then.as_deref() == Some("") {
            return Err(Wrong::new(whole, WAY, text));
        }
        if parts.len() > 1 && matches!(slot, Slot::Is | Slot::Each) {
            return Err(Wrong::new(whole, IS_ALONE, text));
        }
        steps.push(Step { slot, then });
    }
    Ok(steps)
}

fn slot(name: &str) -> Option<Slot> {
    if let Some((_, slot)) = SLOTS.iter().find(|(own, _)| *own == name) {
        return Some(slot.clone());
    }
    let (start, word) = name.split_once(':')?;
    (WITH.contains(&start) && !word.is_empty()).then(|| Slot::With(preposition(word)))
}

fn preposition(word: &str) -> Box<str> {
    small_letters(word).replace('_', " ").into()
}

/// The ends of an example may say which they are; else the first is the subject.
const NAMED: [&str; 2] = ["subject:", "object:"];

fn example(whole: &str, body: &str) -> Result<Example, Wrong> {
    let mut text = String::with_capacity(body.len());
    let mut ends: Vec<(Option<usize>, Range<usize>)> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find(['[', ']']) {
        let (before, behind) = rest.split_at(at);
        text.push_str(before);
        let Some((inside, behind)) = behind.strip_prefix('[').and_then(|b| b.split_once(']'))
        else {
            return Err(Wrong::new(whole, CLOSED, behind));
        };
        if inside.contains('[') {
            return Err(Wrong::new(whole, CLOSED, inside));
        }
        let end = NAMED
            .iter()
            .position(|name| inside.trim_start().starts_with(name));
        let name = end.map_or(inside, |end| &inside.trim_start()[NAMED[end].len()..]);
        let name = name.trim();
        if name.is_empty() {
            return Err(Wrong::new(whole, NO_WORD, inside));
        }
        ends.push((end, text.len()..text.len() + name.len()));
        text.push_str(name);
        rest = behind;
    }
    text.push_str(rest);
    let ends = match &ends[..] {
        [(None, first), (None, second)] | [(Some(0), first), (Some(1), second)] => [first, second],
        [(Some(1), first), (Some(0), second)] => [second, first],
        [_, _] => return Err(Wrong::new(whole, ORDER, body)),
        _ => return Err(Wrong::new(whole, TWO_ENDS, body)),
    };
    let ends = ends.map(Range::clone);
    Ok(Example { text, ends })
}
