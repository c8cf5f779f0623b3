mod fit;
mod known;
mod right;

use crate::lexicon::Lexicon;
use crate::walk::Walk;
use fit::{Fit, Settings};
pub use known::{NamedOrNot, PronounCase};
use newsgraph_document::{Mention, Quote, Span, Syntax, TokenizedText};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::{ModelFile, Random};
use newsgraph_neural::WordVectors;
use newsgraph_phrase::Trees;
use right::{gold, right_names, right_options};

/// Fits the ranking of a [`CorefResolver`](crate::CorefResolver) to texts whose entities are known, and to single pronouns
/// whose names are. The same texts in the same order give the same model.
#[derive(Clone, Debug)]
pub struct CorefTrainer {
    /// Passes over the texts.
    pub passes: usize,
    /// Step of Adam at first; it falls to a tenth.
    pub rate: f32,
    /// Weight of a pronoun whose names are known, against a mention of a text whose entities are.
    pub weight_of_pronouns: f32,
    /// Share of features that a step leaves out.
    pub dropout: f32,
    /// What the random starts and the order of the texts come from.
    pub seed: u64,
    /// What it adds to the score of referring to nothing, in training, where that is wrong: the greater, the
    /// more mentions refer to something.
    pub cost_of_none: f32,
    lexicon: Lexicon,
    vectors: WordVectors,
    texts: Vec<Lesson>,
}

/// A text with what is known of it.
#[derive(Clone, Debug)]
struct Lesson {
    text: String,
    tokens: Vec<newsgraph_document::Token>,
    sentences: Vec<newsgraph_document::Sentence>,
    syntax: Syntax,
    mentions: Vec<Mention>,
    quotes: Vec<Quote>,
    known: Known,
}

#[derive(Clone, Debug)]
enum Known {
    /// Its entities, by spans.
    Entities(Vec<Vec<Span>>),
    /// One pronoun.
    Pronoun(PronounCase),
}

impl CorefTrainer {
    /// A trainer without texts.
    pub fn new() -> Self {
        Self {
            passes: 12,
            rate: 0.0015,
            weight_of_pronouns: 1.0,
            dropout: 0.4,
            seed: 57,
            cost_of_none: 2.5,
            lexicon: Lexicon::english(),
            vectors: WordVectors::default(),
            texts: Vec::new(),
        }
    }

    /// The same trainer with the words of these tables, by default [`english_tables`](crate::english_tables).
    ///
    /// # Errors
    /// [`TableError`] where a table is missing, or a row is not what it should be.
    pub fn with_tables(self, tables: &Tables) -> Result<Self, TableError> {
        let lexicon = Lexicon::from_tables(tables)?;
        Ok(Self { lexicon, ..self })
    }

    /// Compares words by these vectors; the model needs them again when it is read.
    pub fn set_vectors(&mut self, vectors: &WordVectors) {
        self.vectors = vectors.clone();
    }

    /// Adds a text with all its entities that are mentioned more than once, each as the spans of whole noun phrases.
    /// A text that the trees are not of is left out.
    pub fn add(
        &mut self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
        entities: Vec<Vec<Span>>,
    ) {
        self.push(text, syntax, mentions, quotes, Known::Entities(entities));
    }

    /// Adds a text of which one pronoun is known. A text that the trees are not of is left out.
    pub fn add_pronoun(
        &mut self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
        known: PronounCase,
    ) {
        self.push(text, syntax, mentions, quotes, Known::Pronoun(known));
    }

    fn push(
        &mut self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
        known: Known,
    ) {
        if syntax.len() != text.tokens.len() {
            return;
        }
        self.texts.push(Lesson {
            text: text.text.to_owned(),
            tokens: text.tokens.to_vec(),
            sentences: text.sentences.to_vec(),
            syntax: syntax.clone(),
            mentions: mentions.to_vec(),
            quotes: quotes.to_vec(),
            known,
        });
    }

    /// The model that fits the texts: the mean of the weights after each pass of the second half.
    pub fn train(&self, mut progress: impl FnMut(&str)) -> ModelFile {
        let mut random = Random::new(self.seed);
        let settings = Settings {
            rate: self.rate,
            dropout: self.dropout,
            cost_of_none: self.cost_of_none,
            seed: self.seed,
        };
        let mut fit = Fit::new(settings, &mut random);
        let mut order: Vec<usize> = (0..self.texts.len()).collect();
        for pass in 0..self.passes {
            random.shuffle(&mut order);
            fit.begin_pass(1.0 - pass as f32 / self.passes as f32);
            for &at in &order {
                self.fit(&self.texts[at], pass == 0, &mut fit);
            }
            let passed = fit.end_pass(2 * pass >= self.passes);
            progress(&format!("pass {} of {}, {passed}", pass + 1, self.passes));
        }
        let mut file = fit.finish();
        self.vectors.name_in(&mut file);
        file
    }

    /// Walks through a text and takes a step for each mention with options. The walk follows what the model
    /// chooses, so that it learns to go on from its own mistakes; in the first pass, what is right.
    fn fit(&self, lesson: &Lesson, first_pass: bool, fit: &mut Fit) {
        let text = TokenizedText {
            text: &lesson.text,
            tokens: &lesson.tokens,
            sentences: &lesson.sentences,
        };
        let trees = Trees::new(text, &lesson.syntax, &self.lexicon.grammar);
        let mut walk = Walk::new(
            &trees,
            &lesson.mentions,
            &lesson.quotes,
            &self.lexicon,
            &self.vectors,
        );
        match &lesson.known {
            Known::Entities(entities) => {
                let gold = gold(&walk.discourse, entities);
                walk.run(|discourse, at, options| {
                    let right = right_options(discourse, gold[at], &gold, options);
                    let best = fit.step(options, &right, 1.0);
                    if first_pass {
                        right.iter().position(|r| *r).unwrap_or(best)
                    } else {
                        best
                    }
                });
            }
            Known::Pronoun(known) => walk.run(|discourse, at, options| {
                if discourse.candidates[at].span != known.pronoun {
                    return fit.best(options);
                }
                let right = right_names(discourse, &known.names, options);
                fit.step(options, &right, self.weight_of_pronouns)
            }),
        }
    }
}

impl Default for CorefTrainer {
    fn default() -> Self {
        Self::new()
    }
}
