//! Patterns over tokens in a row.

use super::matched::Match;
use super::phrases::plain;
use newsgraph_document::{Syntax, TokenizedText};
use std::collections::HashMap;
use std::ops::Range;

/// Most tokens that one step may take, so that time stays linear in the text.
pub(super) const MOST: usize = 32;

/// What a token must be; any of the values will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Form(Vec<String>),
    Lower(Vec<String>),
    Lemma(Vec<String>),
    Shape(Vec<Shape>),
}

/// Tests that a token must pass, and how many tokens in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) tests: Vec<Test>,
    pub(super) least: usize,
    pub(super) most: usize,
}

/// Runs of chars of one class, each with its least length and whether it may be longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape(Vec<(char, usize, bool)>);

impl Shape {
    /// Reads "Xx+-dd".
    pub(super) fn new(text: &str) -> Self {
        let mut runs: Vec<(char, usize, bool)> = Vec::new();
        for c in text.chars() {
            match runs.last_mut() {
                Some(last) if c == '+' => last.2 = true,
                Some(last) if last.0 == c => last.1 += 1,
                _ => runs.push((c, 1, false)),
            }
        }
        Self(runs)
    }

    fn fits(&self, word: &str) -> bool {
        let mut chars = word.chars().map(class).peekable();
        self.0.iter().all(|&(of, least, open)| {
            let mut count = 0;
            while chars.next_if_eq(&of).is_some() {
                count += 1;
            }
            count == least || open && count > least
        }) && chars.peek().is_none()
    }
}

fn class(c: char) -> char {
    if c.is_uppercase() {
        'X'
    } else if c.is_alphabetic() {
        'x'
    } else if c.is_ascii_digit() {
        'd'
    } else {
        c
    }
}

/// A pattern of one line.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    steps: Vec<Step>,
    /// The step of each state, and whether the state may be passed over: a step that takes 1 to 3
    /// tokens is three states, the last two optional.
    states: Vec<(usize, bool)>,
    /// The steps whose tokens are the name; the others are what stands around it.
    name: Range<usize>,
    entry: usize,
}

/// The tokens of the name on a way through the states: from the first to behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    start: usize,
    end: usize,
}

impl Way {
    /// A way on which no token of the name was met.
    const BEFORE: Self = Self {
        start: usize::MAX,
        end: 0,
    };

    /// The way with this token as one of the name.
    fn with(self, token: usize) -> Self {
        Self {
            start: self.start.min(token),
            end: token + 1,
        }
    }

    /// Puts the way into a state; of two that meet there the one whose name begins first stays, then the longer one.
    fn keep(self, state: &mut Option<Self>) {
        let order = |way: Self| (way.start, usize::MAX - way.end);
        if state.is_none_or(|other| order(self) < order(other)) {
            *state = Some(self);
        }
    }
}

impl Sequence {
    pub(super) fn new(steps: Vec<Step>, name: Range<usize>, entry: usize) -> Self {
        let states = steps
            .iter()
            .enumerate()
            .flat_map(|(step, of)| (0..of.most).map(move |number| (step, number >= of.least)));
        Self {
            states: states.collect(),
            steps,
            name,
            entry,
        }
    }

    /// The words in small letters that a match may begin with; `None` where it may be any.
    fn first_words(&self) -> Option<Vec<String>> {
        let mut words = Vec::new();
        for step in &self.steps {
            words.extend(step.tests.iter().find_map(|test| match test {
                Test::Form(forms) => Some(forms.iter().map(|f| f.to_lowercase()).collect()),
                Test::Lower(words) => Some(words.clone()),
                Test::Lemma(_) | Test::Shape(_) => None::<Vec<String>>,
            })?);
            if step.least > 0 {
                break;
            }
        }
        Some(words)
    }

    /// The tokens of the name in the longest match that begins at the first of these tokens.
    fn longest(&self, sentence: &Sentence<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
        let count = self.states.len();
        let mut longest: Option<Way> = None;
        let mut now = vec![None; count + 1];
        now[0] = Some(Way::BEFORE);
        for at in tokens.start..=tokens.end {
            let mut passes: Vec<Option<bool>> = vec![None; self.steps.len()];
            let mut next = vec![None; count + 1];
            for state in 0..count {
                let Some(way) = now[state] else {
                    continue;
                };
                let (step, optional) = self.states[state];
                if optional {
                    way.keep(&mut now[state + 1]);
                }
                let of_step = || sentence.passes(at, &self.steps[step].tests);
                if at < tokens.end && *passes[step].get_or_insert_with(of_step) {
                    let is_name = self.name.contains(&step);
                    let way = if is_name { way.with(at) } else { way };
                    way.keep(&mut next[state + 1]);
                }
            }
            longest = now[count].or(longest);
            if next.iter().all(Option::is_none) {
                break;
            }
            now = next;
        }
        let name = longest.map(|way| way.start..way.end);
        name.filter(|name| name.start < name.end)
    }
}

/// What the tests ask of a sentence.
struct Sentence<'a> {
    first: usize,
    forms: Vec<String>,
    lower: Vec<String>,
    syntax: Option<&'a Syntax>,
}

impl Sentence<'_> {
    fn passes(&self, token: usize, tests: &[Test]) -> bool {
        let at = token - self.first;
        tests.iter().all(|test| match test {
            Test::Form(forms) => forms.contains(&self.forms[at]),
            Test::Lower(words) => words.contains(&self.lower[at]),
            Test::Shape(shapes) => shapes.iter().any(|shape| shape.fits(&self.forms[at])),
            Test::Lemma(lemmas) => {
                let lemma = self.syntax.map(|syntax| syntax.lemma(token));
                lemma.is_some_and(|lemma| lemmas.iter().any(|l| l == lemma))
            }
        })
    }
}

/// All patterns, by the words that they may begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Sequences {
    all: Vec<Sequence>,
    by_word: HashMap<String, Vec<usize>>,
    anywhere: Vec<usize>,
}

impl Sequences {
    pub(super) fn add(&mut self, sequence: Sequence) {
        let number = self.all.len();
        match sequence.first_words() {
            None => self.anywhere.push(number),
            Some(mut words) => {
                words.sort_unstable();
                words.dedup();
                for word in words {
                    self.by_word.entry(word).or_default().push(number);
                }
            }
        }
        self.all.push(sequence);
    }

    pub(super) fn read_lemmas(&self) -> bool {
        let mut tests = self
            .all
            .iter()
            .flat_map(|s| &s.steps)
            .flat_map(|s| &s.tests);
        tests.any(|test| matches!(test, Test::Lemma(_)))
    }

    pub(super) fn find(
        &self,
        text: TokenizedText<'_>,
        syntax: Option<&Syntax>,
        tokens: &Range<usize>,
        matches: &mut Vec<Match>,
    ) {
        if self.all.is_empty() {
            return;
        }
        let forms: Vec<String> = tokens.clone().map(|t| plain(text.word(t))).collect();
        let sentence = Sentence {
            first: tokens.start,
            lower: forms.iter().map(|form| form.to_lowercase()).collect(),
            forms,
            syntax: syntax.filter(|syntax| syntax.len() == text.tokens.len()),
        };
        for (start, word) in tokens.clone().zip(&sentence.lower) {
            let by_word = self.by_word.get(word).map_or(&[][..], |numbers| numbers);
            for &number in by_word.iter().chain(&self.anywhere) {
                let sequence = &self.all[number];
                if let Some(name) = sequence.longest(&sentence, start..tokens.end) {
                    matches.push(Match {
                        tokens: name,
                        entry: sequence.entry,
                    });
                }
            }
        }
    }
}
