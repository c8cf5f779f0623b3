//! Relations that a user names.

mod error;
mod example;
mod find;
mod frame;
mod merge;
mod read;
mod rule;

use super::StatedRelations;
pub use error::RelationPatternError;
use newsgraph_document::{AnnotateError, Document};
use read::{Body, Example, Line, Wrong};
use rule::{Rule, Shape, Slot};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::str::FromStr;

/// Relations of one's own: the words that state them, or sentences as examples, read from plain text, one a line.
///
/// A line is a label, the kinds of both ends, and behind a colon what states the relation:
///
/// ```text
/// # A line that begins with # is a comment.
/// acquired(Organization, Organization): [Northwind] bought [Blue Kite].
/// acquired(Organization, Organization): {acquire|buy|take over} nsubj obj
/// acquired(Organization, Organization): {acquisition|purchase} nsubj nmod:of
/// founded(Person, Organization): {founder|co-founder} is nmod:of
/// works_at(Person, Organization) lasting: {work} nsubj obl:at|for
/// works_at(Person, Organization) former: {leave|quit} nsubj obj
/// met(Person, Person): {meet} nsubj conj
/// advises(Person, Organization): {sit} nsubj obl:on>board>nmod:of
/// ```
///
/// - The kinds are labels of entities, such as `Person`; `Person|Organization` is either, `*` any. The first end is the
///   relation's subject, the second its object.
/// - An **example** is a sentence with both ends in `[` and `]`. What counts are the verb or noun that joins them, by its
///   lemma, and how they hang on it; other words do not. Where the object stands first, write `[object: Blue Kite]` and
///   `[subject: Northwind]`. Examples need a parser: [`StatedRelations::read_patterns`].
/// - A **shape** has lemmas in `{` and `}`, with `|` between alternatives, then a slot for the subject and one for the
///   object. Of several words a verb comes first ("take over"), a noun last ("chief executive").
/// - Slots are `nsubj`, who does it; `obj`, whom or what it is done to; `iobj`, who gets something; `obl:WORD` or
///   `nmod:WORD`, what stands behind a preposition, `_` for a space in it; `nmod:poss`, an owner; `compound`, a
///   name right before a noun; `is`, who is said to be what a noun says; `conj`, the others of the list in which the subject
///   stands. `|` stands between alternatives, and `obl:on>board>nmod:of` goes over a noun with this lemma.
/// - `nsubj` and `obj` mean the same in the active, the passive ("was bought by"), relative clauses and participles, and
///   behind verbs such as "plan to". `nsubj` of a noun is its owner, who stands behind "by", or who does it with a verb such
///   as "complete". `nmod:of` of a noun with `is` is its owner too, and the name right before it.
/// - `lasting` before the colon says that the relation lasts as long as the verb tells: in the past ("worked at") its status
///   is former. `former` says that it holds no longer after what the line finds ("left").
///
/// What is denied, planned, possible or asked is told as [`StatedRelations`] tells it: by the status and `hedged`, with
/// the quote that claims it. A question states nothing. A label with `conj` in one of its lines holds both ways and
/// is given once. A pattern has no score.
///
/// Lines are looked up by their words: texts take no more time for lines whose words they do not have.
///
/// ```
/// # #[cfg(feature = "english")] {
/// use newsgraph_relation::{RelationPatterns, StatedRelations, english_builder};
/// let patterns: RelationPatterns = "supplies(Organization, Organization): {supply} nsubj obj".parse()?;
/// let stated = StatedRelations::english().with_patterns(patterns);
/// # let vectors = newsgraph_coref::WordVectors::english()?;
/// let pipeline = english_builder(&vectors)?.replace("relation", stated).build()?;
/// let document = pipeline.process("Ulm Bank is supplied by Acme Corp.")?;
/// let found = document.view().relations().map(|r| (r.subject().name(), r.item().label.as_str(), r.object().name()));
/// assert!(found.eq([("Acme Corp.", "supplies", "Ulm Bank")]));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct RelationPatterns {
    rules: Vec<Rule>,
    lines: Vec<PatternLine>,
    /// The patterns of each first or last word of a trigger.
    beginning: HashMap<Box<str>, Vec<usize>>,
    /// Labels of what holds both ways.
    both_ways: BTreeSet<Box<str>>,
}

/// A line of the patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternLine {
    /// Its number, from 1.
    pub number: usize,
    /// The line without white space around it.
    pub text: String,
    /// What it looks for, as a line could have it: "{buy} nsubj obj". Of an example what was read from it.
    pub shape: String,
}

/// The patterns for English that are shipped, as text: a file to begin with.
const ENGLISH: &str = include_str!("../../../data/en/relation_patterns.txt");

impl RelationPatterns {
    /// The patterns that are shipped for English: `founded`, `works_at`, `acquired`, `sued`, `born_in`, `married`, `met`,
    /// `sanctions`, `endorses`.
    ///
    /// # Panics
    /// Never: they are sound, which a test shows.
    pub fn english() -> Self {
        let patterns = ENGLISH.parse();
        patterns.unwrap_or_else(|error| unreachable!("the shipped patterns are sound: {error}"))
    }

    /// The lines of [`RelationPatterns::english`], for a file of one's own to begin with.
    pub const fn english_text() -> &'static str {
        ENGLISH
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// These patterns and others behind them.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        for (rule, line) in others.rules.into_iter().zip(others.lines) {
            self.add(rule, line);
        }
        self
    }

    /// The lines that are no comments, in order.
    pub fn lines(&self) -> &[PatternLine] {
        &self.lines
    }

    /// The patterns that a word with this lemma may be of.
    fn beginning(&self, lemma: &str) -> &[usize] {
        self.beginning.get(lemma).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, rule: Rule, line: PatternLine) {
        let id = self.rules.len();
        for trigger in &rule.shape.triggers {
            for word in trigger.first().into_iter().chain(trigger.last()) {
                let own = self.beginning.entry(word.clone()).or_default();
                if own.last() != Some(&id) {
                    own.push(id);
                }
            }
        }
        if rule.shape.has(1, &Slot::Each) {
            self.both_ways.insert(rule.label.as_str().into());
        }
        self.rules.push(rule);
        self.lines.push(line);
    }

    /// Reads the lines, examples by `shape`.
    fn read(
        text: &str,
        mut shape: impl FnMut(&Line<'_>, &Example) -> Result<Shape, NoShape>,
    ) -> Result<Self, RelationPatternError> {
        let mut patterns = Self::default();
        // Some editors put a byte order mark first.
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (number, content) in (1..).zip(text.lines()) {
            let wrong = |wrong: Wrong| RelationPatternError::Line {
                line: number,
                column: wrong.column(content),
                expected: wrong.expected,
                found: wrong.found,
            };
            let Some(line) = read::line(content).map_err(wrong)? else {
                continue;
            };
            let shape = match &line.body {
                Body::Shape(shape) => shape.clone(),
                Body::Example(example, body) => {
                    shape(&line, example).map_err(|none| match none {
                        NoShape::NoReader => wrong(Wrong::new(content, NO_READER, body)),
                        NoShape::Unread(source) => RelationPatternError::Example {
                            line: number,
                            source,
                        },
                        NoShape::Unjoined => RelationPatternError::Unjoined {
                            line: number,
                            column: Wrong::new(content, "", body).column(content),
                            between: between(example),
                        },
                    })?
                }
            };
            let told = PatternLine {
                number,
                text: content.trim().to_owned(),
                shape: shape.to_string(),
            };
            let Line {
                label, kinds, span, ..
            } = line;
            let rule = Rule {
                label,
                kinds,
                span,
                shape,
            };
            patterns.add(rule, told);
        }
        Ok(patterns)
    }
}

/// Why an example has no shape.
enum NoShape {
    NoReader,
    Unread(AnnotateError),
    Unjoined,
}

const NO_READER: &str =
    "a shape, such as {buy} nsubj obj, where no parser is given that could read examples";

/// Most chars of an example that an error shows.
const SHOWN: usize = 60;

/// The words between the ends of an example.
fn between(example: &Example) -> String {
    let [first, second] = &example.ends;
    let (start, end) = (first.end.min(second.end), first.start.max(second.start));
    let words = example.text.get(start..end).unwrap_or_default();
    words.trim().chars().take(SHOWN).collect()
}

impl FromStr for RelationPatterns {
    type Err = RelationPatternError;

    /// Reads patterns without examples; for those see [`StatedRelations::read_patterns`].
    fn from_str(text: &str) -> Result<Self, RelationPatternError> {
        Self::read(text, |_, _| Err(NoShape::NoReader))
    }
}

impl StatedRelations {
    /// Adds relations of one's own. Of relations with the same label and ends one is given, and what a pattern finds goes
    /// before what is found without.
    #[must_use]
    pub fn with_patterns(mut self, patterns: RelationPatterns) -> Self {
        self.patterns = patterns;
        self
    }

    /// Reads patterns, with examples among them. `parse` makes a document with tokens and syntax of a sentence, as the
    /// pipeline does in which the patterns are to work.
    ///
    /// # Errors
    /// [`RelationPatternError`] where a line has another form, no word joins the ends of an example, or `parse` fails.
    pub fn read_patterns(
        &self,
        text: &str,
        mut parse: impl FnMut(&str) -> Result<Document, AnnotateError>,
    ) -> Result<RelationPatterns, RelationPatternError> {
        RelationPatterns::read(text, |line, example| {
            let stand_ins: Vec<&str> = self.words.said.stand_in.iter().collect();
            let pairs = stand_ins.chunks_exact(2);
            let others = pairs.filter_map(|pair| example.with_names([pair[0], pair[1]]));
            for example in std::iter::once(example.clone()).chain(others) {
                let document = parse(&example.text).map_err(NoShape::Unread)?;
                let (kinds, grammar, words) = (&line.kinds, &self.grammar, &self.words);
                let shape = example::shape(&example, kinds, &document, grammar, words);
                if let Some(shape) = shape.map_err(NoShape::Unread)? {
                    return Ok(shape);
                }
            }
            Err(NoShape::Unjoined)
        })
    }

    /// Reads the patterns in a file, as [`StatedRelations::read_patterns`] does.
    ///
    /// # Errors
    /// [`RelationPatternError`] as there, and where the file cannot be read.
    pub fn load_patterns(
        &self,
        path: impl AsRef<Path>,
        parse: impl FnMut(&str) -> Result<Document, AnnotateError>,
    ) -> Result<RelationPatterns, RelationPatternError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|source| RelationPatternError::Io {
            path: path.to_owned(),
            source,
        })?;
        self.read_patterns(&text, parse)
    }
}
