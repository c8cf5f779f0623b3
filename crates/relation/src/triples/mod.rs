mod clauses;
mod confidence;
mod copulas;
mod draft;
mod nouns;
mod pattern;
mod phrases;
mod predicates;
mod subjects;
#[cfg(feature = "train")]
mod trainer;
mod words;

use confidence::Confidence;
use draft::Draft;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Quote, QuoteId, Syntax, TokenizedText, Triple,
};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::{ModelBytes, ModelError, ModelFile};
use newsgraph_phrase::{Grammar, Polarity, QuoteIndex, Trees};
use phrases::Phrases;
use std::path::Path;
#[cfg(feature = "train")]
pub use trainer::ConfidenceTrainer;
use words::Words;

/// Finds what the clauses and noun phrases of a text state, as subject, predicate and arguments, from its trees.
#[derive(Clone, Debug)]
pub struct TripleExtractor {
    least: f32,
    alternatives: Alternatives,
    confidence: Confidence,
    language: Language,
    name: String,
}

/// What becomes of a triple whose words are all in another one of the same clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alternatives {
    Kept,
    Dropped,
}

/// The task that a model of triples gives.
pub(crate) const TASK: &str = "triples";

/// Raise it when a feature of the confidence changes its meaning.
///
/// 1: the first templates. 2: noun phrases and subjects as `newsgraph_phrase` tells them.
pub(crate) const TEMPLATES: u64 = 2;

/// The least score of a triple, unless another is asked for.
const LEAST: f32 = 0.3;

/// The share of it that is asked of what somebody says that a thing is: "the ferry was unsafe". Readers who list all
/// triples of a sentence often pass over it, so that its score is low; of a claim it is all there is.
const OF_CLAIMS: f32 = 0.5;

impl TripleExtractor {
    /// The extractor of a model file's bytes, such as `newsgraph_models_en_relation::TRIPLES`, with the words of English.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no model of triples, or one for another version of this crate.
    pub fn from_bytes(bytes: impl Into<ModelBytes>) -> Result<Self, ModelError> {
        Self::new(&ModelFile::from_bytes(bytes, TASK, TEMPLATES)?)
    }

    /// The extractor of a model file.
    ///
    /// # Errors
    /// As [`TripleExtractor::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, ModelError> {
        Self::new(&ModelFile::load(path, TASK, TEMPLATES)?)
    }

    fn new(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            least: LEAST,
            alternatives: Alternatives::Dropped,
            confidence: Confidence::read(file)?,
            language: Language::english(),
            name: file.identity(),
        })
    }

    /// The same extractor with the words of another language, or other words: the tables `grammar`, `triple_words`
    /// and `triple_prepositions`, as [`english_tables`](crate::english_tables) has them.
    ///
    /// # Errors
    /// [`TableError`] where a table or one of its groups is missing.
    pub fn with_tables(mut self, tables: &Tables) -> Result<Self, TableError> {
        self.language = Language::from_tables(tables)?;
        Ok(self)
    }

    /// Keeps only triples with at least this score. A score is between 0 and 1: how well the triple is expected to agree
    /// with one that a person writes, as the mean of the shares of words right and found, by the measure of `CaRB`. Of
    /// what a quote says that a thing is ("the ferry was unsafe") half of it is asked.
    #[must_use]
    pub fn with_least_score(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// Keeps other ways to cut a clause as well: beside "sold | ships | to Rome" also "sold ships to | Rome".
    #[must_use]
    pub fn with_alternatives(mut self) -> Self {
        self.alternatives = Alternatives::Kept;
        self
    }

    /// Triples in the order of sentences and of the words that state them. Empty where the trees are not of
    /// this text.
    pub fn extract(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        quotes: &[Quote],
    ) -> Vec<Triple> {
        let mut triples = Vec::new();
        self.language.each(text, syntax, quotes, |drafts, reading| {
            let scored = drafts
                .iter()
                .map(|draft| (draft, self.confidence.score(draft.clues(&reading.phrases))));
            let least = |draft: &Draft| {
                let is_claim = draft.is_predication() && reading.claim(draft).is_some();
                self.least * if is_claim { OF_CLAIMS } else { 1.0 }
            };
            let scored: Vec<(&Draft, f32)> = scored
                .filter(|&(draft, score)| score >= least(draft))
                .collect();
            for (at, &(draft, score)) in scored.iter().enumerate() {
                if self.alternatives == Alternatives::Kept || !is_part(at, &scored) {
                    triples.push(reading.triple(draft, Some(score)));
                }
            }
        });
        triples
    }
}

#[cfg(feature = "train")]
impl ConfidenceTrainer {
    /// Every triple that could be read from a text by the words of English, without a score, and the names of the features
    /// that a score would stand on.
    pub fn candidates(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        quotes: &[Quote],
    ) -> Vec<(Triple, Vec<String>)> {
        let mut triples = Vec::new();
        self.language.each(text, syntax, quotes, |drafts, reading| {
            for draft in drafts {
                let clues = draft.clues(&reading.phrases);
                let names = clues.map(|clue| clue.to_string()).collect();
                triples.push((reading.triple(draft, None), names));
            }
        });
        triples
    }
}

/// The names of the features of all drafts, one a line.
#[cfg(test)]
pub(crate) fn feature_names(text: TokenizedText<'_>, syntax: &Syntax) -> String {
    let mut names = String::new();
    Language::english().each(text, syntax, &[], |drafts, reading| {
        for clue in drafts
            .iter()
            .flat_map(|draft| draft.clues(&reading.phrases))
        {
            names += &clue.to_string();
            names.push('\n');
        }
    });
    names
}

/// What triples are read by, of one language.
#[derive(Clone, Debug)]
struct Language {
    grammar: Grammar,
    words: Words,
}

impl Language {
    fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        Ok(Self {
            grammar: Grammar::from_tables(tables)?,
            words: Words::from_tables(tables)?,
        })
    }

    fn english() -> Self {
        Self::from_tables(&crate::english_tables())
            .unwrap_or_else(|error| unreachable!("the embedded tables are whole: {error}"))
    }

    /// Gives the sound drafts of each sentence to `take`, in the order of the words that state them.
    fn each(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        quotes: &[Quote],
        mut take: impl FnMut(&[Draft], &Reading<'_>),
    ) {
        if syntax.len() != text.tokens.len() {
            return;
        }
        let trees = Trees::new(text, syntax, &self.grammar);
        let reading = Reading {
            phrases: Phrases::new(&trees, &self.words),
            claims: QuoteIndex::new(quotes, |_| true),
            quotes,
        };
        let phrases = &reading.phrases;
        let mut reports = phrases.reports(quotes).into_iter().peekable();
        let mut drafts = Vec::new();
        for sentence in text.sentences {
            drafts.clear();
            for token in sentence.tokens.clone() {
                phrases.clause(token, &mut drafts);
                phrases.noun_phrase(token, &mut drafts);
            }
            while let Some(report) = reports.next_if(|r| sentence.tokens.contains(&r.head)) {
                drafts.push(report);
            }
            drafts.retain(Draft::is_sound);
            drafts.sort_by_key(|draft| draft.head);
            draft::drop_repeats(&mut drafts);
            take(&drafts, &reading);
        }
    }
}

/// How many drafts to either side are compared; those of one clause stand together.
const NEAR: usize = 24;

/// Whether one of the drafts near this one says all that it says, and more, or the same before it.
fn is_part(at: usize, drafts: &[(&Draft, f32)]) -> bool {
    let draft = drafts[at].0;
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(drafts.len());
    near.filter(|&other| other != at).any(|other| {
        let fuller = drafts[other].0;
        draft.is_part_of(fuller) && (other < at || !fuller.is_part_of(draft))
    })
}

/// What triples are read from.
struct Reading<'a> {
    phrases: Phrases<'a>,
    quotes: &'a [Quote],
    claims: QuoteIndex,
}

impl Reading<'_> {
    fn triple(&self, draft: &Draft, score: Option<f32>) -> Triple {
        let text = self.phrases.trees.text;
        let polarity = draft.polarity(&self.phrases);
        Triple {
            subject: text.span_of(draft.subject.clone()),
            implied: draft
                .implied
                .map(|implied| self.phrases.words.implied(implied).to_owned()),
            predicate: self.phrases.runs(&draft.predicate),
            object: text.span_of(draft.object.clone()),
            arguments: draft
                .arguments
                .iter()
                .map(|a| text.span_of(a.clone()))
                .collect(),
            negated: polarity.negated,
            hedged: polarity.hedged,
            quote: self.claim(draft),
            score,
        }
    }

    /// The quote that claims what a draft says: of a report the one that it is part of.
    fn claim(&self, draft: &Draft) -> Option<QuoteId> {
        let span = self.phrases.trees.text.tokens[draft.head].span;
        match draft.report {
            Some(quote) => self.quotes[quote.index()].parent,
            None => self.claims.innermost(span),
        }
    }
}

impl Draft {
    /// Whether the text denies the triple, and whether it calls it only possible: by a word of its clause, of one that this
    /// hangs on by control, or by "no" and "neither" before its subject or object.
    fn polarity(&self, phrases: &Phrases<'_>) -> Polarity {
        let heads = std::iter::once(self.head).chain(phrases.raised_from(self.head));
        let trees = phrases.trees;
        let said = heads.fold(Polarity::default(), |all, head| {
            all.or(trees.polarity(head))
        });
        let mut nouns = [self.subject_head, self.object_head].into_iter();
        Polarity {
            negated: said.negated || nouns.any(|noun| trees.is_denied_noun(noun)),
            ..said
        }
    }
}

impl Annotator for TripleExtractor {
    fn name(&self) -> &'static str {
        "triples"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Quotes]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Triples]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let found = self.extract(
            document.tokenized()?,
            document.syntax()?,
            document.quotes()?,
        );
        document.set_triples(found, self)?;
        Ok(())
    }
}
