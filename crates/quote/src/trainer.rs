use crate::answers::{choice_of, is_right, quote_of};
use crate::attributor::{TASK, TEMPLATES};
use crate::confidence::Confidence;
use crate::draft::{Draft, group};
use crate::gold::{GoldQuote, QuoteText};
use crate::join::{Keep, Rankers};
use crate::labels::Role;
use crate::lexicon::Lexicon;
use crate::link::Linker;
use crate::ranker_trainer::{Answered, train_ranker};
use crate::reading::Reading;
use crate::runs::Runs;
use crate::speech::Speech;
use crate::tagger::{LONGEST, Tags};
use crate::tagger_trainer::{How, Sequences, train_tagger};
use newsgraph_linear::{Bilou, ModelFile};
use newsgraph_neural::{Fit, WordVectors};
use std::ops::Range;

/// Fits a model of quotes to texts with gold quotes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct QuoteTrainer<'a> {
    /// Passes over the texts.
    pub passes: usize,
    /// Words that share a feature before the model keeps it.
    pub least_words: usize,
    /// Share of the network's numbers that are left out at a time.
    pub dropout: f32,
    /// Where the random weights, the order of the texts and what is left out begin.
    pub seed: u64,
    lexicon: Lexicon,
    vectors: WordVectors,
    texts: Vec<(QuoteText<'a>, Vec<GoldQuote>)>,
}

impl Default for QuoteTrainer<'_> {
    fn default() -> Self {
        Self {
            passes: 12,
            least_words: 50,
            dropout: 0.3,
            seed: 24_301,
            lexicon: Lexicon::english(),
            vectors: WordVectors::default(),
            texts: Vec::new(),
        }
    }
}

/// Parts of the texts, each labelled by what was learned from the others.
const FOLDS: usize = 2;

impl<'a> QuoteTrainer<'a> {
    /// Gives the network vectors of words beside features; its model needs them again when it is read.
    pub fn set_vectors(&mut self, vectors: &WordVectors) {
        self.vectors = vectors.clone();
    }

    /// Adds a text with its quotes.
    pub fn add(&mut self, text: QuoteText<'a>, quotes: Vec<GoldQuote>) {
        self.texts.push((text, quotes));
    }

    /// The model of the texts that were added. Each half of them is labelled by a network that learned from the
    /// other half; from these labels the rankers learn, and the scores are calibrated on them. The same texts
    /// give the same bytes.
    pub fn train(&self, mut progress: impl FnMut(&str)) -> ModelFile {
        let readings: Vec<Reading<'_>> = self
            .texts
            .iter()
            .map(|(text, _)| self.reading(*text))
            .collect();
        let mut tags: Vec<Option<Tags>> = readings.iter().map(|_| None).collect();
        for fold in 0..FOLDS {
            progress(&format!("labels for part {} of {FOLDS}", fold + 1));
            let sequences = self.sequences(&readings, |number| number % FOLDS != fold);
            let tagger = train_tagger(sequences, self.how(), None, &mut progress);
            for number in (fold..readings.len()).step_by(FOLDS) {
                tags[number] = Some(tagger.tag(&readings[number]));
            }
        }
        let mut file = ModelFile::new(TASK, TEMPLATES);
        let tags: Vec<Tags> = tags.into_iter().flatten().collect();
        let labelled = readings.iter().zip(&tags);
        let runs: Vec<Runs> = labelled
            .map(|(reading, tags)| Runs::new(reading, tags))
            .collect();
        let linkers = readings.iter().zip(&runs);
        let linkers: Vec<Linker<'_>> = linkers
            .map(|(reading, runs)| Linker {
                reading,
                spans: &runs.spans,
            })
            .collect();
        let mut questions = [Answered::default(), Answered::default()];
        for (linker, (_, quotes)) in linkers.iter().zip(&self.texts) {
            ask(*linker, quotes, &mut questions);
        }
        let [cues, sources] = &questions;
        let rankers = Rankers {
            cues: train_ranker("cues", cues, self.seed, &mut file, &mut progress),
            sources: train_ranker("sources", sources, self.seed, &mut file, &mut progress),
        };
        let mut cases = Vec::new();
        let all = linkers.iter().zip(&runs).zip(&tags).zip(&self.texts);
        for (((linker, runs), tags), (_, quotes)) in all {
            let drafts = rankers.join(*linker, Keep::Nothing).into_iter();
            // Those of a form have the score of the form.
            let judged = drafts.filter(|draft| runs.form(draft).is_none());
            cases.extend(judged.map(|draft| (draft.evidence(tags), is_right(&draft, quotes))));
        }
        Confidence::fit(&cases).write(&mut file);
        progress("labels");
        let sequences = self.sequences(&readings, |_| true);
        train_tagger(sequences, self.how(), Some(&mut file), &mut progress);
        file
    }

    fn how(&self) -> How<'_> {
        let fit = Fit {
            passes: self.passes,
            rate: 2e-3,
            batch: 300,
            dropout: self.dropout,
            unknown_word: 0.25,
            unknown_feature: 0.1,
            least: self.least_words,
        };
        How {
            fit,
            seed: self.seed,
            vectors: &self.vectors,
        }
    }

    fn reading(&self, text: QuoteText<'a>) -> Reading<'_> {
        let speech = Speech::new(text.text, text.marks);
        Reading::new(
            text.text,
            text.syntax,
            speech,
            text.mentions,
            &self.lexicon,
            &self.vectors,
        )
    }

    /// The paragraphs of texts, by number, with the labels of their words.
    fn sequences(&self, readings: &[Reading<'_>], is_used: impl Fn(usize) -> bool) -> Sequences {
        let mut sequences = Sequences::default();
        let texts = readings.iter().zip(&self.texts).enumerate();
        for (_, (reading, (_, quotes))) in texts.filter(|(number, _)| is_used(*number)) {
            let labels = gold_labels(reading.text.tokens.len(), quotes);
            for part in reading.parts(LONGEST) {
                sequences.push(reading, part.clone(), &labels[part]);
            }
        }
        sequences
    }
}

/// Adds the questions of a text with the answers that its quotes give: the cues of contents, the sources of
/// quotes.
fn ask(linker: Linker<'_>, quotes: &[GoldQuote], [cues, sources]: &mut [Answered; 2]) {
    let start = |content: &Range<usize>| {
        let question = linker.cue_of(content);
        let quote = quote_of(std::slice::from_ref(content), quotes);
        let cue = quote.and_then(|quote| {
            let answer = choice_of(&question.choices, quote.cue.as_ref());
            let cue = question.choices[answer].clone();
            cues.push(&question, answer);
            cue
        });
        Draft {
            cue,
            ..Draft::default()
        }
    };
    for draft in group(linker, start) {
        if let Some(quote) = quote_of(&draft.content, quotes) {
            let question = linker.source_of(draft.cue.as_ref(), &draft.content);
            let answer = choice_of(&question.choices, quote.source.as_ref());
            sources.push(&question, answer);
        }
    }
}

/// The labels of the parts of quotes; of parts that overlap the first.
fn gold_labels(count: usize, quotes: &[GoldQuote]) -> Vec<u8> {
    let mut labels = vec![0; count];
    let mut mark = |role, run: &Range<usize>| {
        if labels[run.clone()].iter().all(|&label| label == 0) {
            Bilou::spell(role as usize, run.clone(), &mut labels);
        }
    };
    for quote in quotes {
        quote
            .content
            .iter()
            .for_each(|run| mark(Role::Content, run));
        quote.cue.iter().for_each(|run| mark(Role::Cue, run));
    }
    for quote in quotes {
        quote.source.iter().for_each(|run| mark(Role::Source, run));
    }
    labels
}
