use crate::acts::act;
use crate::confidence::{Confidence, NAMES};
use crate::draft::{Draft, Scored};
use crate::finish::{kind, quote};
use crate::join::{Keep, Rankers};
use crate::lexicon::Lexicon;
use crate::link::Linker;
use crate::nested::Nested;
use crate::participants::{Names, Participants};
use crate::ranker::Ranker;
use crate::reading::Reading;
use crate::reasons::{ActBy, AddressedBy, Choice, Evidence, FoundBy, QuoteReasons, ReportingWord};
use crate::runs::Runs;
use crate::speech::Speech;
use crate::tagger::{Tagger, Tags};
use newsgraph_document::{
    Act, AnnotateError, Annotator, Document, Layer, Mention, Quote, QuoteId, QuoteKind, QuoteMark,
    Syntax, TokenizedText,
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
        let found = self.read_quotes(text, syntax, marks, mentions, Keep::Nothing);
        found.into_iter().map(|found| found.quote).collect()
    }

    /// As [`QuoteAttributor::attribute`], each quote with why it was found as it is. The quotes are the same.
    pub fn attribute_with_reasons(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        marks: &[QuoteMark],
        mentions: &[Mention],
    ) -> Vec<(Quote, QuoteReasons)> {
        let found = self.read_quotes(text, syntax, marks, mentions, Keep::Scores);
        let pairs = found.into_iter();
        pairs
            .filter_map(|found| Some((found.quote, *found.reasons?)))
            .collect()
    }

    /// As [`Annotator::annotate`], with why each quote was found as it is, in the order of the quotes.
    ///
    /// # Errors
    /// As [`Annotator::annotate`].
    pub fn annotate_with_reasons(
        &self,
        document: &mut Document,
    ) -> Result<Vec<QuoteReasons>, AnnotateError> {
        let found = self.attribute_with_reasons(
            document.tokenized()?,
            document.syntax()?,
            document.quote_marks()?,
            document.mentions()?,
        );
        let (quotes, reasons) = found.into_iter().unzip();
        document.set_quotes(quotes, self)?;
        Ok(reasons)
    }

    fn read_quotes(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        marks: &[QuoteMark],
        mentions: &[Mention],
        keep: Keep,
    ) -> Vec<Found> {
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
        let found = self.drafts(linker, &runs, &tags, marks, keep);
        let told = |(draft, _): &(Draft, f32)| {
            let kind = kind(text, &reading.speech, &draft.content);
            (kind, act(linker, draft, kind))
        };
        let told: Vec<(QuoteKind, (Act, ActBy))> = found.iter().map(told).collect();
        // Those whose act is asked for in text order, a quote before those within it.
        let is_asked = |&number: &usize| self.acts.contains(&told[number].1.0);
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
            let (kind, (act, act_by)) = told[number];
            let (quote, addressee_by) = quote(linker, people, draft, (kind, act));
            let reasons = || Box::new(self.reasons(linker, &tags, draft, act_by, addressee_by));
            Found {
                reasons: (keep == Keep::Scores).then(reasons),
                quote: Quote {
                    parent: draft.parent.and_then(|number| places[number]),
                    score: Some(*score),
                    ..quote
                },
            }
        };
        order.iter().map(finished).collect()
    }

    /// The drafts whose score is high enough, with it.
    fn drafts(
        &self,
        linker: Linker<'_>,
        runs: &Runs,
        tags: &Tags,
        marks: &[QuoteMark],
        keep: Keep,
    ) -> Vec<(Draft, f32)> {
        let nested = Nested { linker, marks };
        let mut found: Vec<(Draft, f32)> = Vec::new();
        for mut draft in self.rankers.join(linker, keep) {
            let score = match runs.form(&draft) {
                Some((form, score)) => {
                    draft.found_by = form;
                    score
                }
                None => self.confidence.chance(&draft.evidence(tags)),
            };
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
        found
    }

    fn reasons(
        &self,
        linker: Linker<'_>,
        tags: &Tags,
        draft: &Draft,
        act_by: ActBy,
        addressee_by: Option<AddressedBy>,
    ) -> QuoteReasons {
        let reading = linker.reading;
        let word = |cue: &Range<usize>| {
            let head = linker.head(cue);
            let rates = reading.rates(head);
            ReportingWord {
                lemma: reading.syntax.lemma(head).to_owned(),
                with_clause: rates.clause,
                with_infinitive: rates.infinitive,
                elsewhere: rates.other,
                as_noun: rates.noun,
            }
        };
        let evidence = || {
            let numbers = draft.evidence(tags).into_iter();
            let weights = self.confidence.weights();
            let all = NAMES.into_iter().zip(numbers).zip(weights);
            all.map(|((name, value), &weight)| Evidence {
                name,
                value,
                weight,
            })
        };
        QuoteReasons {
            found_by: draft.found_by,
            cue_by: draft.cue_by,
            cues: choices(reading.text, &draft.weighed.cues),
            word: draft.cue.as_ref().map(word),
            speaker_by: draft.source_by,
            speakers: choices(reading.text, &draft.weighed.sources),
            addressee_by,
            act_by,
            evidence: match draft.found_by {
                FoundBy::Labels => evidence().collect(),
                _ => Vec::new(),
            },
        }
    }
}

/// A quote, with why it was found where that is kept.
struct Found {
    quote: Quote,
    reasons: Option<Box<QuoteReasons>>,
}

/// Choices in the text's own bytes, the highest score first.
fn choices(text: TokenizedText<'_>, weighed: &Scored) -> Vec<Choice> {
    let choices = weighed.iter().map(|(choice, score)| Choice {
        span: choice.clone().map(|run| text.span_of(run)),
        score: *score,
    });
    let mut choices: Vec<Choice> = choices.collect();
    choices.sort_by(|a, b| b.score.total_cmp(&a.score));
    choices
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
