//! The lines of a file of patterns.

use super::phrases::{Case, plain};
use super::sequence::{MOST, Shape, Step, Test};
use newsgraph_document::Label;
use std::ops::Range;

/// What a line gives its label to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule<'a> {
    Phrase(&'a str, Case),
    /// The tokens in a row, and those of them that are the name.
    Sequence(Vec<Step>, Range<usize>),
}

/// What was expected in place of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) expected: &'static str,
    pub(super) found: String,
}

fn wrong<T>(expected: &'static str, found: &str) -> Result<T, Wrong> {
    Err(Wrong {
        expected,
        found: found.chars().take(40).collect(),
    })
}

/// Most tokens that a whole pattern may take.
const LENGTH: usize = 256;

/// Reads a line; `None` for one that is empty or a comment.
pub(super) fn line(text: &str) -> Result<Option<(Label, Rule<'_>)>, Wrong> {
    let text = text.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let (label, rest) = first_word(text);
    if label.contains(char::is_control) {
        return wrong("a label without control characters", label);
    }
    let (sign, rest) = first_word(rest);
    let rule = match sign {
        "=" | "~" if rest.is_empty() => return wrong("a phrase", rest),
        "=" => Rule::Phrase(rest, Case::AsWritten),
        "~" => Rule::Phrase(rest, Case::Any),
        ":" => {
            let (steps, name) = sequence(rest)?;
            Rule::Sequence(steps, name)
        }
        _ => return wrong("a label, then =, ~ or : between spaces", text),
    };
    Ok(Some((Label::new(label), rule)))
}

/// The text before the first white space, and what follows it.
fn first_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}

/// The steps of a pattern, and those that are the name: what stands between `(` and `)`, or all.
fn sequence(mut rest: &str) -> Result<(Vec<Step>, Range<usize>), Wrong> {
    let mut steps = Vec::new();
    let (mut open, mut name) = (None, None);
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        if let Some(inside) = rest.strip_prefix('(') {
            if open.replace(steps.len()).is_some() || name.is_some() {
                return wrong("one name between ( and )", rest);
            }
            rest = inside;
            continue;
        }
        if let Some(after) = rest.strip_prefix(')') {
            let Some(start) = open.take() else {
                return wrong("a ( before )", rest);
            };
            name = Some(start..steps.len());
            if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
                return wrong("a space after )", after);
            }
            rest = after;
            continue;
        }
        let tests;
        (tests, rest) = if let Some(inside) = rest.strip_prefix('[') {
            bracket(inside)?
        } else {
            let (word, rest) = value(rest)?;
            (vec![Test::Form(vec![plain(&word)])], rest)
        };
        let (least, most);
        ((least, most), rest) = times(rest)?;
        if !(rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ')')) {
            return wrong("a space after a token", rest);
        }
        steps.push(Step { tests, least, most });
    }
    if open.is_some() {
        return wrong("a ) after the name", "");
    }
    let name = name.unwrap_or(0..steps.len());
    if steps[name.clone()].iter().all(|step| step.least == 0) {
        return wrong("a token that is not optional", "");
    }
    if steps.iter().map(|step| step.most).sum::<usize>() > LENGTH {
        return wrong("a pattern of at most 256 tokens", "");
    }
    Ok((steps, name))
}

/// The tests after a `[`, and what follows the `]`.
fn bracket(mut rest: &str) -> Result<(Vec<Test>, &str), Wrong> {
    let mut tests = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix(']') {
            return Ok((tests, rest));
        }
        let name = rest.split('=').next().unwrap_or_default();
        if !matches!(name, "form" | "lower" | "lemma" | "shape") || name.len() == rest.len() {
            return wrong("form=, lower=, lemma=, shape= or ]", rest);
        }
        let mut values = Vec::new();
        rest = &rest[name.len()..];
        while let Some(next) = rest.strip_prefix(if values.is_empty() { '=' } else { '|' }) {
            let found;
            (found, rest) = if name == "shape" {
                shape(next)?
            } else {
                value(next)?
            };
            values.push(found);
        }
        if !(rest.starts_with(']') || rest.starts_with(char::is_whitespace)) {
            return wrong("| or ] or a space after a value", rest);
        }
        let straight = |values: Vec<String>| values.iter().map(|value| plain(value)).collect();
        tests.push(match name {
            "form" => Test::Form(straight(values)),
            "lower" => Test::Lower(straight(values.iter().map(|v| v.to_lowercase()).collect())),
            "lemma" => Test::Lemma(values),
            _ => Test::Shape(values.iter().map(|v| Shape::new(&plain(v))).collect()),
        });
    }
}

/// A word, bare or in quotation marks, and what follows it.
fn value(rest: &str) -> Result<(String, &str), Wrong> {
    let Some(quoted) = rest.strip_prefix('"') else {
        return bare(rest, "()[]{}\"|=?*+");
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if value.is_empty() => break,
            '"' => return Ok((value, &quoted[at + 1..])),
            '\\' => match chars.next() {
                Some((_, c @ ('"' | '\\'))) => value.push(c),
                _ => return wrong("\" or \\ after a \\", &quoted[at..]),
            },
            c => value.push(c),
        }
    }
    wrong("a word and then \"", rest)
}

/// A shape, in which `+` has a meaning of its own.
fn shape(rest: &str) -> Result<(String, &str), Wrong> {
    let (shape, after) = if rest.starts_with('"') {
        value(rest)?
    } else {
        bare(rest, "()[]{}\"|=?*")?
    };
    if shape.starts_with('+') {
        return wrong("X, x, d or a sign before +", rest);
    }
    Ok((shape, after))
}

fn bare<'a>(rest: &'a str, signs: &str) -> Result<(String, &'a str), Wrong> {
    let ends = |c: char| c.is_whitespace() || signs.contains(c);
    let (word, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
    if word.is_empty() {
        return wrong(
            "a word, or one in \" where it has a sign of the patterns",
            rest,
        );
    }
    Ok((word.to_owned(), after))
}

/// How many tokens a step takes, at least and at most, and what follows.
fn times(rest: &str) -> Result<((usize, usize), &str), Wrong> {
    for (sign, times) in [('?', (0, 1)), ('*', (0, MOST)), ('+', (1, MOST))] {
        if let Some(rest) = rest.strip_prefix(sign) {
            return Ok((times, rest));
        }
    }
    let Some(inside) = rest.strip_prefix('{') else {
        return Ok(((1, 1), rest));
    };
    let expected = "{number} or {least,most}, at most 32";
    let Some((numbers, after)) = inside.split_once('}') else {
        return wrong(expected, rest);
    };
    let (least, most) = numbers.split_once(',').unwrap_or((numbers, numbers));
    match (least.trim().parse(), most.trim().parse()) {
        (Ok(least), Ok(most)) if least <= most && (1..=MOST).contains(&most) => {
            Ok(((least, most), after))
        }
        _ => wrong(expected, rest),
    }
}
