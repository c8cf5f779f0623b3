use crate::acts::act;
use crate::addressee::addressee;
use crate::confidence::Confidence;
use crate::draft::Draft;
use crate::join::Rankers;
use crate::lexicon::Lexicon;
use crate::link::{Linker, overlaps};
use crate::nested::Nested;
use crate::participants::{Names, Participants};
use crate::ranker::Ranker;
use crate::reading::Reading;
use crate::runs::Runs;
use crate::speech::Speech;
use crate::tagger::Tagger;
use newsgraph_document::{
    Act, AnnotateError, Annotator, Document, Layer, Mention, Quote, QuoteId, QuoteKind, QuoteMark,
    Reference, Syntax, TokenizedText,
};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::{ModelBytes, ModelError, ModelFile};
use newsgraph_neural::WordVectors;
use std::ops::Range;
use std::path::Path;

/// The task that a model of quotes gives.
pub(crate) const TASK: &str = "quote";

/// The version of the feature templates. Raise it when any feature changes.
///
/// 3: vectors of words.
pub(crate) const TEMPLATES: u64 = 3;

/// The least score of a quote where the user asks for no other: about where the F1 of whole quotes with their
/// speakers is highest on the dev part of PolNeAR.
const THRESHOLD: f32 = 0.4;

/// Finds who said what to whom.
///
/// Quotes in the sense of PolNeAR: speech, writing, thought, belief and intention, direct, indirect or
/// mixed. A recurrent network labels the tokens of each paragraph that are content, cue or source; rankers
/// then choose the cue of each content and the source of each cue.
#[derive(Clone, Debug)]
pub struct QuoteAttributor {
    lexicon: Lexicon,
    vectors: WordVectors,
    tagger: Tagger,
    rankers: Rankers,
    confidence: Confidence,
    threshold: f32,
    acts: Vec<Act>,
    name: String,
}

impl QuoteAttributor {
    /// Reads a model of quotes, and takes the vectors of words that it was trained with, such as
    /// `newsgraph_models_en_vectors::NEWS`.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no sound model of this version, or the vectors are others.
    pub fn from_bytes(
        bytes: impl Into<ModelBytes>,
        vectors: &WordVectors,
    ) -> Result<Self, ModelError> {
        Self::read(&ModelFile::from_bytes(bytes, TASK, TEMPLATES)?, vectors)
    }

    /// Reads a model of quotes from a file.
    ///
    /// # Errors
    /// As [`QuoteAttributor::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>, vectors: &WordVectors) -> Result<Self, ModelError> {
        Self::read(&ModelFile::load(path, TASK, TEMPLATES)?, vectors)
    }

    fn read(file: &ModelFile, vectors: &WordVectors) -> Result<Self, ModelError> {
        Ok(Self {
            lexicon: Lexicon::english(),
            tagger: Tagger::read(file, vectors)?,
            vectors: vectors.clone(),
            rankers: Rankers {
                cues: Ranker::read("cues", file)?,
                sources: Ranker::read("sources", file)?,
            },
            confidence: Confidence::read(file)?,
            threshold: THRESHOLD,
            acts: Act::TOLD.to_vec(),
            name: file.identity(),
        })
    }

    /// Reads the forms of reporting by the tables of another language, or by changed ones: those of
    /// [`english_tables`](crate::english_tables) by their names.
    ///
    /// # Errors
    /// [`TableError`] where a table is missing or a row is not as its reader expects.
    pub fn with_tables(mut self, tables: &Tables) -> Result<Self, TableError> {
        self.lexicon = Lexicon::from_tables(tables)?;
        Ok(self)
    }

    /// Leaves out quotes whose score is lower: a higher threshold gives fewer quotes, and more of them right; 0
    /// gives all. Without this, quotes below 0.4 are left out.
    #[must_use]
    pub fn with_threshold(mut self, threshold: f32) -> Self {
        self.threshold = threshold;
        self
    }

    /// Gives quotes that report these acts alone. Without this, speech and thought are given ([`Act::TOLD`]); the
    /// attributions of `PolNeAR` are of all acts ([`Act::ALL`]).
    #[must_use]
    pub fn with_acts(mut self, acts: &[Act]) -> Self {
        self.acts = acts.to_vec();
        self
    }

    /// The quotes of a text, sorted by the start of their content. Mentions tell named speakers from
    /// described ones; without any, all nouns are descriptions. Empty where the trees are not of this text.
    pub fn attribute(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        marks: &[QuoteMark],
        mentions: &[Mention],
    ) -> Vec<Quote> {
        if syntax.len() != text.tokens.len() {
            return Vec::new();
        }
        let reading = Reading::new(
            text,
            syntax,
            Speech::new(text, marks),
            mentions,
            &self.lexicon,
            &self.vectors,
        );
        let tags = self.tagger.tag(&reading);
        let runs = Runs::new(&reading, &tags);
        let linker = Linker {
            reading: &reading,
            spans: &runs.spans,
        };
        let nested = Nested { linker, marks };
        let mut found: Vec<(Draft, f32)> = Vec::new();
        for draft in self.rankers.join(linker) {
            let score = runs
                .score_of_form(&draft)
                .unwrap_or_else(|| self.confidence.chance(&draft.evidence(&tags)));
            if score < self.threshold {
                continue;
            }
            let parent = found.len();
            let inner = nested.within(&draft);
            found.push((draft, score));
            for draft in inner {
                found.push((
                    Draft {
                        parent: Some(parent),
                        ..draft
                    },
                    score,
                ));
            }
        }
        let missed = nested.missed(&found);
        found.extend(
            missed
                .into_iter()
                .filter(|(_, score)| *score >= self.threshold),
        );
        let told = |(draft, _): &(Draft, f32)| {
            let kind = kind(text, &reading.speech, &draft.content);
            (kind, act(linker, draft, kind))
        };
        let told: Vec<(QuoteKind, Act)> = found.iter().map(told).collect();
        // Those whose act is asked for in text order, a quote before those within it.
        let is_asked = |&number: &usize| self.acts.contains(&told[number].1);
        let mut order: Vec<usize> = (0..found.len()).filter(is_asked).collect();
        order.sort_by_key(|&number| {
            let first = &found[number].0.content[0];
            (first.start, std::cmp::Reverse(first.end))
        });
        // A part of a quote that is left out is a part of none.
        let mut places = vec![None; found.len()];
        for (place, &number) in order.iter().enumerate() {
            places[number] = Some(QuoteId::new(place));
        }
        let names = Names::new(&reading, mentions);
        let people = Participants {
            reading: &reading,
            names: &names,
        };
        let finished = |&number: &usize| {
            let (draft, score) = &found[number];
            Quote {
                parent: draft.parent.and_then(|number| places[number]),
                score: Some(*score),
                ..quote(linker, people, draft, told[number])
            }
        };
        order.iter().map(finished).collect()
    }
}

/// A draft in the text's own bytes, without parent and score.
fn quote(
    linker: Linker<'_>,
    people: Participants<'_>,
    draft: &Draft,
    (kind, act): (QuoteKind, Act),
) -> Quote {
    let reading = linker.reading;
    let text = reading.text;
    let source = draft.source.as_ref().map(|run| {
        let taken = draft.content.iter().chain(&draft.cue);
        let whole = people.whole(run);
        let cuts = taken.clone().any(|run| overlaps(run, &whole));
        if cuts { run.clone() } else { whole }
    });
    let addressee = draft.cue.as_ref().and_then(|cue| {
        let head = addressee(reading, linker.head(cue))?;
        let phrase = reading.noun_phrase(head);
        let taken = draft
            .content
            .iter()
            .chain(&draft.cue)
            .chain(&source)
            .any(|run| overlaps(run, &phrase));
        (!taken).then(|| people.read(&phrase))
    });
    let who = |run: &Range<usize>| {
        let mut who = people.read(run);
        if draft.is_implicit {
            who.how = Reference::Implicit;
        }
        who
    };
    Quote {
        kind,
        act,
        content: draft
            .content
            .iter()
            .map(|c| text.span_of(c.clone()))
            .collect(),
        cue: draft.cue.clone().map(|cue| text.span_of(cue)),
        speaker: source.as_ref().map(who),
        speakers: source
            .as_ref()
            .map(|run| people.each(run))
            .unwrap_or_default(),
        addressee,
        parent: None,
        score: None,
    }
}

/// Direct where every word stands between marks, indirect where none does.
fn kind(text: TokenizedText<'_>, speech: &Speech, content: &[Range<usize>]) -> QuoteKind {
    let worded = |t: &usize| text.word(*t).chars().any(char::is_alphanumeric);
    let mut words = content
        .iter()
        .cloned()
        .flatten()
        .filter(worded)
        .map(|t| speech.is_marked(t));
    let Some(first) = words.next() else {
        return QuoteKind::Direct;
    };
    match (first, words.all(|marked| marked == first)) {
        (true, true) => QuoteKind::Direct,
        (false, true) => QuoteKind::Indirect,
        _ => QuoteKind::Mixed,
    }
}

impl Annotator for QuoteAttributor {
    fn name(&self) -> &'static str {
        "quote"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::QuoteMarks, Layer::Syntax, Layer::Mentions]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Quotes]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let text = document.tokenized()?;
        let quotes = self.attribute(
            text,
            document.syntax()?,
            document.quote_marks()?,
            document.mentions()?,
        );
        Ok(document.set_quotes(quotes, self)?)
    }
}
