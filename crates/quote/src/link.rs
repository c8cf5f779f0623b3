use crate::labels::Role;
use crate::paragraph::bucket;
use crate::reading::Reading;
use crate::spans::Spans;
use newsgraph_document::{Upos, dep};
use newsgraph_linear::{Feature, feature};
use newsgraph_phrase::Trees;
use std::collections::BTreeSet;
use std::ops::Range;

/// Runs on each side that are looked at.
const REACH: usize = 4;

/// Words on each side among which a speaker without a label is looked for.
const NEAR_WORDS: usize = 12;

/// Choices with what a ranker reads of each. `None` is that there is nothing to choose.
#[derive(Clone, Debug, Default)]
pub(crate) struct Question {
    pub(crate) choices: Vec<Option<Range<usize>>>,
    features: Vec<Feature>,
    /// Where the features of each choice begin.
    starts: Vec<usize>,
    /// The number of the first template of the choice that was begun last.
    base: u32,
}

/// Features that most choices have at most.
const FEATURES: usize = 32;

impl Question {
    /// A question with room for so many choices.
    fn with_room(choices: usize) -> Self {
        Self {
            choices: Vec::with_capacity(choices),
            features: Vec::with_capacity(choices * FEATURES),
            starts: Vec::with_capacity(choices),
            base: 0,
        }
    }

    /// Begins a choice; features are added to it until the next one begins.
    fn begin(&mut self, choice: Option<Range<usize>>, base: u32) {
        self.choices.push(choice);
        self.starts.push(self.features.len());
        self.base = base;
    }

    fn add<const N: usize>(&mut self, template: u32, values: [u64; N]) {
        self.features.push(feature(self.base + template, values));
    }

    /// The features of each choice.
    pub(crate) fn features(&self) -> impl Iterator<Item = &[Feature]> {
        let ends = self.starts.iter().skip(1).copied();
        let ends = ends.chain([self.features.len()]);
        let choices = self.starts.iter().zip(ends);
        choices.map(|(&start, end)| &self.features[start..end])
    }
}

/// Asks which cue a content has, and which source a quote has.
#[derive(Clone, Copy)]
pub(crate) struct Linker<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) spans: &'a Spans,
}

/// Whether two runs share a token.
pub(crate) fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

impl<'a> Linker<'a> {
    pub(crate) fn trees(&self) -> &'a Trees<'a> {
        &self.reading.trees
    }

    /// Which cue reports this content.
    pub(crate) fn cue_of(&self, content: &Range<usize>) -> Question {
        let cues = self.spans.of(Role::Cue);
        let near = self
            .spans
            .near(Role::Cue, self.reading, content, [REACH, 1]);
        let mut question = Question::with_room(near.len() + 1);
        question.begin(None, 1000);
        question.add(0, [near.len() as u64]);
        self.add_content(content, &mut question, near.len() as u64);
        for cue in &cues[near] {
            question.begin(Some(cue.clone()), 1100);
            self.add_pair(cue, content, &mut question);
            self.add_content(content, &mut question, u64::from(content.start > cue.start));
        }
        question
    }

    /// Which source a quote has, by its cue and its contents.
    pub(crate) fn source_of(
        &self,
        cue: Option<&Range<usize>>,
        contents: &[Range<usize>],
    ) -> Question {
        let Some(anchor) = cue.or(contents.first()) else {
            return Question::default();
        };
        let reading = self.reading;
        let sources = self.spans.of(Role::Source);
        let near = self.spans.near(Role::Source, reading, anchor, [REACH, 0]);
        let mut question = Question::with_room(near.len() + 2);
        let head = self.head(anchor);
        let subject = cue.and_then(|_| self.reading.subject(head));
        let base = if cue.is_some() { 2000 } else { 3000 };
        question.begin(None, base);
        question.add(0, [near.len() as u64, u64::from(subject.is_some())]);
        if cue.is_some() {
            question.add(1, [reading.lemma(head)]);
            let passive = self.trees().is_passive(head);
            question.add(
                2,
                [reading.dep(head), reading.xpos(head), u64::from(passive)],
            );
            question.add(3, [reading.form(anchor.start), anchor.len() as u64]);
        } else {
            self.add_content(anchor, &mut question, 0);
        }
        let mut taken: Vec<Range<usize>> = contents.to_vec();
        taken.extend(cue.cloned());
        // A day or an hour says nothing, whatever the labels or the tree make of it: "she said Tuesday".
        let speaks = |source: &&Range<usize>| !Range::clone(source).all(|t| reading.is_time(t));
        for source in sources[near].iter().filter(speaks) {
            taken.push(source.clone());
            question.begin(Some(source.clone()), base + 100);
            self.add_pair(anchor, source, &mut question);
            self.add_source(anchor, source, subject, contents, &mut question);
        }
        // Phrases that no label takes for a source.
        for phrase in self.phrases(anchor, head, subject, &taken) {
            question.begin(Some(phrase.clone()), base + 200);
            self.add_pair(anchor, &phrase, &mut question);
            self.add_source(anchor, &phrase, subject, contents, &mut question);
        }
        question
    }

    /// Noun phrases that may be the source of a cue, none of them among those taken.
    fn phrases(
        &self,
        anchor: &Range<usize>,
        head: usize,
        subject: Option<usize>,
        taken: &[Range<usize>],
    ) -> Vec<Range<usize>> {
        let (reading, syntax) = (self.reading, self.reading.syntax);
        let sentence = reading.sentence(anchor.start);
        let mut heads: BTreeSet<usize> = subject.into_iter().collect();
        heads.extend(syntax.dependents(head).filter(|&t| {
            matches!(syntax.dep(t), dep::NMOD_POSS | dep::OBL_AGENT)
                || syntax.dep(t).starts_with(dep::NSUBJ)
        }));
        heads.extend(syntax.head(head));
        let near = anchor.start.saturating_sub(NEAR_WORDS).max(sentence.start)
            ..(anchor.end + NEAR_WORDS).min(sentence.end);
        heads.extend(near.filter(|&t| {
            syntax.dep(t).starts_with(dep::NSUBJ)
                || matches!(syntax.dep(t), dep::NMOD_POSS | dep::ROOT)
        }));
        let nominal = |t: &usize| {
            matches!(syntax.upos(*t), Upos::Noun | Upos::Propn | Upos::Pron)
                && !reading.is_time(*t)
                && !taken.iter().any(|run| run.contains(t))
        };
        let mut phrases: Vec<Range<usize>> = Vec::new();
        for head in heads.into_iter().filter(nominal) {
            let phrase = self.reading.noun_phrase(head);
            if !taken
                .iter()
                .chain(&phrases)
                .any(|run| overlaps(run, &phrase))
            {
                phrases.push(phrase);
            }
        }
        phrases
    }

    /// The word of a run that the rest of it depends on.
    pub(crate) fn head(&self, run: &Range<usize>) -> usize {
        self.trees().head(run.clone())
    }

    /// What holds of a cue and another run.
    fn add_pair(&self, cue: &Range<usize>, other: &Range<usize>, out: &mut Question) {
        let (reading, syntax) = (self.reading, self.reading.syntax);
        let after = other.start > cue.start;
        let side = u64::from(after);
        let gap = if after {
            cue.end..other.start
        } else {
            other.end..cue.start
        };
        let near = if after { other.start } else { other.end - 1 };
        let sentences = reading
            .sentence_of(cue.start)
            .abs_diff(reading.sentence_of(near))
            .min(3) as u64;
        let paragraphs = u64::from(reading.paragraph_of(cue.start) != reading.paragraph_of(near));
        let [contents, cues, sources] =
            Role::ALL.map(|role| self.spans.between(role, cue, other).min(3) as u64);
        let head = self.head(cue);
        let top = self.head(other);
        out.add(0, [side, bucket(gap.len()), sentences]);
        out.add(1, [side, contents, cues, sources]);
        out.add(2, [side, cues, sentences, paragraphs]);
        out.add(3, [side, reading.lemma(head)]);
        out.add(4, [side, reading.dep(head), reading.xpos(head)]);
        // How the tree joins them.
        let up = |from: usize, to: &Range<usize>| {
            let mut at = from;
            for step in 0..4 {
                let next = syntax.head(at)?;
                if to.contains(&next) {
                    return Some((step, reading.dep(at)));
                }
                at = next;
            }
            None
        };
        match (up(top, cue), up(head, other)) {
            (Some((step, label)), _) => {
                out.add(5, [label, step, side]);
                out.add(6, [label, step, reading.lemma(head)]);
            }
            (_, Some((step, label))) => {
                out.add(7, [label, step, side]);
                out.add(8, [label, step, reading.lemma(head)]);
            }
            _ => {
                out.add(9, [reading.dep(top), reading.dep(head), side]);
                let same = syntax.head(top) == syntax.head(head);
                out.add(10, [u64::from(same), side, sentences]);
            }
        }
        // The words between.
        if gap.len() <= 3 {
            for token in gap.clone() {
                out.add(11, [reading.form(token), side]);
            }
        }
        for token in [gap.start, gap.end.wrapping_sub(1)] {
            if gap.contains(&token) {
                out.add(
                    12,
                    [reading.form(token), side, u64::from(token == gap.start)],
                );
            }
        }
        let verbs = gap
            .take(30)
            .filter(|&t| self.trees().is_verb_form(t))
            .count();
        out.add(13, [verbs.min(3) as u64, side]);
    }

    fn add_content(&self, content: &Range<usize>, out: &mut Question, with: u64) {
        let reading = self.reading;
        let marks = |t: usize| reading.speech.place(t).state();
        let (first, last) = (marks(content.start), marks(content.end - 1));
        out.add(30, [first, last, with]);
        out.add(31, [reading.form(content.start), with]);
        let before = content.start.checked_sub(1).map_or(0, |t| reading.form(t));
        let is_inside = content.end < reading.text.tokens.len();
        let after = if is_inside {
            reading.form(content.end)
        } else {
            0
        };
        out.add(32, [before, with]);
        out.add(33, [after, with]);
        let sentence = reading.sentence(content.start);
        let starts = u64::from(sentence.start == content.start);
        out.add(34, [starts, bucket(content.len()), with]);
    }

    fn add_source(
        &self,
        cue: &Range<usize>,
        source: &Range<usize>,
        subject: Option<usize>,
        contents: &[Range<usize>],
        out: &mut Question,
    ) {
        let (reading, syntax) = (self.reading, self.reading.syntax);
        let side = u64::from(source.start > cue.start);
        let is_subject = subject.map_or(2, |s| u64::from(source.contains(&s)));
        out.add(40, [is_subject, side]);
        out.add(41, [is_subject, reading.lemma(self.head(cue))]);
        let before = source.start.checked_sub(1).map_or(0, |t| reading.form(t));
        out.add(42, [before, side]);
        let top = self.head(source);
        out.add(43, [reading.xpos(top), reading.dep(top), side]);
        let inside = contents.iter().any(|c| overlaps(c, source));
        let beyond = |c: &&Range<usize>| (c.start > source.start) != (c.start > cue.start);
        let between = contents.iter().filter(beyond).count();
        out.add(44, [u64::from(inside), between.min(2) as u64, side]);
        let last = source.end - 1;
        out.add(45, [reading.form(last), reading.dep(last), side]);
        let owner = syntax.dep(top) == dep::NMOD_POSS;
        out.add(46, [u64::from(owner), side, reading.xpos(self.head(cue))]);
        out.add(47, [reading.lemma(top)]);
    }
}
