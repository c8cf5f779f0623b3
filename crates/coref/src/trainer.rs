use crate::candidate::Candidate;
use crate::lexicon::Lexicon;
use crate::options::Options;
use crate::ranker::{self, ROWS, Size, TASK, TEMPLATES};
use crate::walk::Walk;
use newsgraph_document::{Mention, MentionKind, Quote, Span, Syntax, TokenizedText};
use newsgraph_linear::{ModelFile, Random};
use newsgraph_neural::{Adam, Gradients, Parameters};
use std::collections::BTreeMap;

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
    /// The entities, by spans.
    Entities(Vec<Vec<Span>>),
    /// A pronoun, and names with whether it refers to them.
    Pronoun(Span, Vec<(Span, bool)>),
}

impl CorefTrainer {
    /// A trainer without texts.
    pub fn new() -> Self {
        Self {
            passes: 12,
            rate: 0.0015,
            weight_of_pronouns: 1.0,
            dropout: 0.4,
            seed: 11,
            cost_of_none: 2.5,
            lexicon: Lexicon::default(),
            texts: Vec::new(),
        }
    }

    /// Adds a text with all its entities that are mentioned more than once, each as the spans of whole noun phrases.
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

    /// Adds a text of which one pronoun is known: the names that it may refer to, and whether it does.
    pub fn add_pronoun(
        &mut self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
        (pronoun, names): (Span, Vec<(Span, bool)>),
    ) {
        self.push(
            text,
            syntax,
            mentions,
            quotes,
            Known::Pronoun(pronoun, names),
        );
    }

    fn push(
        &mut self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
        known: Known,
    ) {
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
        let mut parameters = Parameters::default();
        let rows = parameters.add(ROWS, SIZE.width(), 0.05, &mut random);
        let out = parameters.add(1, SIZE.width(), 0.5, &mut random);
        let mut fit = Fit {
            adam: Adam::new(&parameters),
            parameters,
            rows,
            out,
            rate: self.rate,
            dropout: self.dropout,
            cost_of_none: self.cost_of_none,
            random: Random::new(self.seed + 2),
            loss: 0.0,
            count: 0,
        };
        let mut order: Vec<usize> = (0..self.texts.len()).collect();
        let mut later = Vec::new();
        for pass in 0..self.passes {
            random.shuffle(&mut order);
            let left = 1.0 - pass as f32 / self.passes as f32;
            fit.rate = self.rate * left.max(0.1);
            (fit.loss, fit.count) = (0.0, 0);
            for &at in &order {
                self.fit(&self.texts[at], pass == 0, &mut fit);
            }
            if 2 * pass >= self.passes {
                later.push(fit.parameters.clone());
            }
            let loss = fit.loss / f64::from(fit.count.max(1));
            progress(&format!(
                "pass {} of {}, {} choices, loss {loss:.4}",
                pass + 1,
                self.passes,
                fit.count / SIZE.networks as u32
            ));
        }
        let mean = match later[..] {
            [] => fit.parameters,
            _ => Parameters::mean(&later),
        };
        let mut file = ModelFile::new(TASK, TEMPLATES);
        mean.get(rows).write_bytes("rows", &mut file);
        mean.get(out).write("out", &mut file);
        SIZE.write(&mut file);
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
        let mut walk = Walk::new(
            text,
            &lesson.syntax,
            &lesson.mentions,
            &lesson.quotes,
            &self.lexicon,
        );
        match &lesson.known {
            Known::Entities(entities) => {
                let gold = gold(&walk, entities);
                walk.run(|walk, at, options| {
                    let right = right_options(walk, gold[at], &gold, options);
                    let best = fit.step(options, &right, 1.0);
                    if first_pass {
                        right.iter().position(|r| *r).unwrap_or(best)
                    } else {
                        best
                    }
                });
            }
            Known::Pronoun(pronoun, names) => walk.run(|walk, at, options| {
                if walk.candidates[at].span != *pronoun {
                    return fit.best(options);
                }
                let right = right_names(walk, names, options);
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

/// The known entity of each candidate: that of its noun phrase, else of a known mention with its head.
fn gold(walk: &Walk<'_>, entities: &[Vec<Span>]) -> Vec<Option<usize>> {
    let (mut spans, mut heads) = (BTreeMap::new(), BTreeMap::new());
    for (number, span) in (0..)
        .zip(entities)
        .flat_map(|(n, e)| e.iter().map(move |s| (n, *s)))
    {
        spans.entry(span).or_insert(number);
        let head = walk.syntax.head_of(walk.text.tokens_in(span));
        let widest = heads.entry(head).or_insert((span, number));
        if span.len() > widest.0.len() {
            *widest = (span, number);
        }
    }
    let of = |candidate: &Candidate| {
        let whole = crate::noun_phrase(walk.text, walk.syntax, candidate.span);
        let exact = spans.get(&whole).or_else(|| spans.get(&candidate.span));
        exact
            .copied()
            .or_else(|| heads.get(&Some(candidate.head)).map(|&(_, number)| number))
    };
    walk.candidates.iter().map(of).collect()
}

/// The options with a mention of the right entity; none before it where there is no such option.
fn right_options(
    walk: &Walk<'_>,
    own: Option<usize>,
    gold: &[Option<usize>],
    options: &Options,
) -> Vec<bool> {
    let same = |entity: &Option<usize>| {
        let members = entity.map(|e| &walk.entities.all[e].members);
        own.is_some() && members.is_some_and(|m| m.iter().any(|&other| gold[other] == own))
    };
    let mut right: Vec<bool> = options.entities().iter().map(same).collect();
    if !right.contains(&true) {
        right = options.entities().iter().map(Option::is_none).collect();
    }
    right
}

/// The options with a name that the pronoun refers to; where it refers to none of the names, all without one.
fn right_names(walk: &Walk<'_>, names: &[(Span, bool)], options: &Options) -> Vec<bool> {
    let entities = |wanted: bool| -> Vec<usize> {
        let found = names.iter().filter(|(_, refers)| *refers == wanted);
        found
            .flat_map(|&(name, _)| entities_at(walk, name))
            .collect()
    };
    let (right, wrong) = (entities(true), entities(false));
    let refers = names.iter().any(|(_, refers)| *refers);
    let is_right = |entity: &Option<usize>| match entity {
        Some(entity) if refers => right.contains(entity),
        Some(entity) => !wrong.contains(entity),
        None => !refers,
    };
    options.entities().iter().map(is_right).collect()
}

/// The entities of names that overlap a span, and of descriptions whose head does.
fn entities_at(walk: &Walk<'_>, name: Span) -> Vec<usize> {
    let entity = |(at, candidate): (usize, &Candidate)| {
        let head = walk.text.tokens[candidate.head].span;
        let there = match candidate.kind {
            MentionKind::Proper => name.overlaps(candidate.span),
            MentionKind::Nominal => name.overlaps(head),
            _ => false,
        };
        let given = || walk.entities.of_given(candidate.given?);
        walk.entities.of[at].or_else(given).filter(|_| there)
    };
    walk.candidates
        .iter()
        .enumerate()
        .filter_map(entity)
        .collect()
}

/// How large the networks are.
const SIZE: Size = Size {
    networks: 3,
    units: 8,
};

/// The weights while they are learned.
struct Fit {
    parameters: Parameters,
    adam: Adam,
    rows: usize,
    out: usize,
    rate: f32,
    dropout: f32,
    cost_of_none: f32,
    random: Random,
    loss: f64,
    count: u32,
}

impl Fit {
    fn best(&self, options: &Options) -> usize {
        let (rows, out) = (
            self.parameters.get(self.rows),
            self.parameters.get(self.out),
        );
        ranker::best_option(options, rows, out, SIZE)
    }

    /// The features without some.
    fn keep(&mut self, features: &[u32]) -> Vec<u32> {
        const STEPS: usize = 1 << 10;
        let limit = self.dropout * STEPS as f32;
        let kept = features
            .iter()
            .filter(|_| (self.random.below(STEPS) + 1) as f32 > limit);
        kept.copied().collect()
    }

    /// A step of every network towards the likelihood of the right options; returns the option that was best
    /// before it.
    fn step(&mut self, options: &Options, right: &[bool], weight: f32) -> usize {
        let chosen = self.best(options);
        let mut slopes = Slopes {
            of_out: self.parameters.gradients(&[self.rows]),
            of_rows: BTreeMap::new(),
        };
        for part in 0..SIZE.networks {
            self.add_slopes(part, options, right, weight, &mut slopes);
        }
        if slopes.of_rows.is_empty() {
            return chosen;
        }
        self.adam
            .step(&mut self.parameters, &slopes.of_out, self.rate);
        for (row, gradient) in slopes.of_rows {
            let place = (self.rows, row as usize);
            self.adam
                .step_row(&mut self.parameters, place, &gradient, self.rate);
        }
        chosen
    }

    /// Adds the slopes of one network, which sees only some of the features.
    fn add_slopes(
        &mut self,
        part: usize,
        options: &Options,
        right: &[bool],
        weight: f32,
        slopes: &mut Slopes,
    ) {
        let all = 0..options.entities().len();
        let kept: Vec<Vec<u32>> = all
            .clone()
            .map(|at| self.keep(options.features(at)))
            .collect();
        let (rows, out) = (
            self.parameters.get(self.rows),
            self.parameters.get(self.out),
        );
        let units = SIZE.of(part);
        let hidden: Vec<Vec<f32>> = kept.iter().map(|f| ranker::hidden(rows, f)).collect();
        let score = |at: usize| {
            let wrong_none = options.entities()[at].is_none() && !right[at];
            let cost = if wrong_none { self.cost_of_none } else { 0.0 };
            cost + SIZE.score(units.clone(), &hidden[at], out)
        };
        let scores: Vec<f32> = all.clone().map(score).collect();
        let most = scores.iter().fold(f32::MIN, |a, &b| a.max(b));
        let powers: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
        let total: f32 = powers.iter().sum();
        let of_right = |at: usize| if right[at] { powers[at] } else { 0.0 };
        let good: f32 = all.clone().map(of_right).sum();
        if good <= 0.0 {
            return;
        }
        self.loss -= f64::from((good / total).ln());
        self.count += 1;
        for at in all {
            let slope = weight * (powers[at] / total - of_right(at) / good);
            if slope.abs() < NEGLIGIBLE {
                continue;
            }
            let mut back = vec![0.0; SIZE.width()];
            for unit in units.clone() {
                let (passed, factor) = SIZE.pass(unit, hidden[at][unit]);
                slopes.of_out.get_mut(self.out).row_mut(0)[unit] += slope * passed;
                back[unit] = slope * out.row(0)[unit] * factor;
            }
            for &feature in &kept[at] {
                let sums = slopes.of_rows.entry(feature);
                let sums = sums.or_insert_with(|| vec![0.0; SIZE.width()]);
                for (sum, back) in sums.iter_mut().zip(&back) {
                    *sum += back;
                }
            }
        }
    }
}

/// The gradient of a step; that of the rows only where they have one.
struct Slopes {
    of_out: Gradients,
    of_rows: BTreeMap<u32, Vec<f32>>,
}

/// Slopes smaller than this change nothing.
const NEGLIGIBLE: f32 = 1e-4;
