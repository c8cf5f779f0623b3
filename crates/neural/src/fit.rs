use crate::embedding::Embedding;
use crate::encoder::{Encoder, layer_name, projection_name};
use crate::matrix::{Matrix, Panels};
use crate::recurrent::{gates_name, mix_name};
use crate::train::{Adam, Gradients, Parameters, RecurrentId, RecurrentTrainee, Trace, dropout};
use crate::vectors::WordVectors;
use newsgraph_linear::{Feature, FeatureIndex, ModelFile, Random};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::thread::ScopedJoinHandle;

/// How a network over an encoder is fitted.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Passes over the sentences; more where so few of them would be too few steps.
    pub passes: usize,
    /// Learning rate at its highest.
    pub rate: f32,
    /// Words of a step; fewer where there are few in all.
    pub batch: usize,
    /// Share of the encoder's numbers that are left out at a time.
    pub dropout: f32,
    /// Share of words whose first feature, which says what word it is, is left out.
    pub unknown_word: f32,
    /// Share of the words' other features that are left out.
    pub unknown_feature: f32,
    /// Words that a feature must have been seen with to get a row.
    pub least: usize,
}

/// Features of the words of each sentence; the first says what word it is.
pub type Features = Vec<Vec<Vec<Option<Feature>>>>;

/// Vectors of words that an encoder in training reads beside features.
#[derive(Clone, Debug)]
pub struct VectorInput<'a> {
    /// The vectors.
    pub vectors: &'a WordVectors,
    /// For each word of each sentence its row.
    pub rows: Vec<Vec<Option<u32>>>,
    /// Share of the words whose vector is left out, so that the network does without.
    pub unknown: f32,
}

impl<'a> VectorInput<'a> {
    /// Vectors by the rows of the words of each sentence, a tenth of them left out; `None` where there are no vectors.
    pub fn new(vectors: &'a WordVectors, rows: Vec<Vec<Option<u32>>>) -> Option<Self> {
        (vectors.width() > 0).then_some(Self {
            vectors,
            rows,
            unknown: UNKNOWN_VECTOR,
        })
    }
}

/// Vectors of the words of a training.
#[derive(Clone, Debug)]
struct Vectors {
    all: WordVectors,
    /// For each word of each sentence its row in `table`.
    rows: Vec<Vec<Option<u32>>>,
    /// Those of the words that there are.
    table: Matrix,
    unknown: f32,
    /// What turns them into rows of the encoder, among the parameters.
    projection: usize,
}

impl Vectors {
    fn new(
        input: VectorInput<'_>,
        width: usize,
        parameters: &mut Parameters,
        random: &mut Random,
    ) -> Self {
        let mut places = BTreeMap::new();
        let mut values = Vec::new();
        let mut rows = input.rows;
        for row in rows.iter_mut().flatten().flatten() {
            let next = places.len() as u32;
            *row = *places.entry(*row).or_insert_with_key(|&row| {
                values.extend(input.vectors.vector(row));
                next
            });
        }
        let columns = input.vectors.width();
        let spread = (VECTOR_SPREAD / columns.max(1) as f32).sqrt();
        Self {
            projection: parameters.add(columns, width, spread, random),
            all: input.vectors.clone(),
            rows,
            table: Matrix::new(columns, values),
            unknown: input.unknown,
        }
    }

    /// The vectors of a share's words, some left out, each in its row.
    fn of(&self, share: &mut Share) -> Matrix {
        let mut seen = Matrix::zeros(share.words(), self.table.columns());
        let limit = self.unknown * STEPS as f32;
        let words = share.sentences.iter().flat_map(|&s| &self.rows[s]);
        for (word, row) in words.enumerate() {
            if let Some(row) = row.filter(|_| share.random.below(STEPS) as f32 >= limit) {
                let vector = self.table.row(row as usize);
                seen.row_mut(word).copy_from_slice(vector);
            }
        }
        seen
    }
}

/// How large an encoder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncoderSize {
    /// Numbers that stand for a word; even, for the two directions.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
}

/// An encoder in training: its places among the parameters, and the sentences as rows of its embedding.
#[derive(Clone, Debug)]
pub struct EncoderTrainer {
    keys: FeatureIndex,
    rows: Vec<Vec<Vec<Option<u32>>>>,
    embedding: usize,
    layers: Vec<RecurrentId>,
    vectors: Option<Vectors>,
    fit: Fit,
}

/// An encoder in a step of training.
#[derive(Clone, Debug)]
pub struct EncoderStep {
    layers: Vec<RecurrentTrainee>,
}

/// What an encoder saw in a step of training.
#[derive(Clone, Debug)]
pub struct EncoderTrace {
    uses: Vec<(u32, u32)>,
    vectors: Option<Matrix>,
    masks: Vec<Matrix>,
    traces: Vec<Trace>,
}

/// What a thread finds in a step: its part of the loss and of the gradients.
#[derive(Clone, Debug)]
pub struct Part {
    loss: f32,
    gradients: Gradients,
    /// For each row of the embedding that was used, a row of `slopes`.
    uses: Vec<(u32, u32)>,
    slopes: Matrix,
}

/// A pass over the sentences that has ended.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The mean loss of its steps.
    pub loss: f32,
}

/// "pass 3 of 20: loss 0.1234".
impl fmt::Display for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "pass {} of {}: loss {:.4}",
            self.number, self.of, self.loss
        )
    }
}

/// The sentences of a thread in a step.
#[derive(Clone, Debug)]
pub struct Share {
    /// Their numbers.
    pub sentences: Vec<usize>,
    /// Their words as ranges of rows.
    pub sequences: Vec<Range<usize>>,
    /// What one word's loss counts.
    pub scale: f32,
    /// What is left out at random.
    pub random: Random,
}

/// Threads of a step. Each takes its share of the words; their sums are added in order, so that the
/// result does not depend on how many run at once.
const THREADS: usize = 2;
/// Longest gradient that is followed as it is.
const LONGEST_GRADIENT: f32 = 5.0;
/// Most steps in which the rate rises; in a short training it rises in a twentieth of all.
const WARM_UP: f32 = 200.0;
/// Least steps of a training, and most of the words that a step may take of a small corpus.
const LEAST_STEPS: usize = 300;
const LARGEST_PART: usize = 10;
const LEAST_BATCH: usize = 20;
/// The share of the highest rate that is left at the end.
const LAST_RATE: f32 = 0.02;
/// Share of the words whose vector is left out where nothing else is said.
const UNKNOWN_VECTOR: f32 = 0.1;
/// Steps of a chance.
const STEPS: usize = 1 << 12;
/// Mean square, times three, of the first numbers that vectors give a row.
const VECTOR_SPREAD: f32 = 0.75;
/// Bound of an embedding's first numbers.
const SPREAD: f32 = 0.25;

impl EncoderTrainer {
    /// An encoder of this size for these sentences, its parts added to `parameters`.
    pub fn new(
        features: &Features,
        EncoderSize { width, layers }: EncoderSize,
        vectors: Option<VectorInput<'_>>,
        fit: Fit,
        parameters: &mut Parameters,
        random: &mut Random,
    ) -> Self {
        let mut counts: BTreeMap<Feature, usize> = BTreeMap::new();
        for feature in features.iter().flatten().flatten().flatten() {
            *counts.entry(*feature).or_default() += 1;
        }
        counts.retain(|_, count| *count >= fit.least);
        let keys = FeatureIndex::new(&counts.into_keys().collect::<Vec<_>>()).unwrap_or_default();
        let row = |feature: &Option<Feature>| Some(keys.get((*feature)?)? as u32);
        let word = |word: &Vec<Option<Feature>>| word.iter().map(row).collect();
        let sentence = |words: &Vec<Vec<Option<Feature>>>| words.iter().map(word).collect();
        let rows = features.iter().map(sentence).collect();
        let embedding = parameters.add(keys.len(), width, SPREAD, random);
        let layer = |_| parameters.add_recurrent(width, random);
        let layers = (0..layers).map(layer).collect();
        let vectors = vectors.map(|input| Vectors::new(input, width, parameters, random));
        Self {
            keys,
            rows,
            embedding,
            layers,
            vectors,
            fit,
        }
    }

    /// The encoder of the present values.
    pub fn encoder(&self, parameters: &Parameters) -> Encoder {
        let embedding = Embedding::new(self.keys.clone(), parameters.get(self.embedding));
        let layer = |&id: &RecurrentId| parameters.recurrent(id);
        let encoder = Encoder::new(embedding, self.layers.iter().map(layer).collect());
        match &self.vectors {
            Some(own) => encoder.with_vectors(&own.all, parameters.get(own.projection)),
            None => encoder,
        }
    }

    /// Puts the encoder into a file under this name.
    pub fn write(&self, name: &str, parameters: &Parameters, file: &mut ModelFile) {
        let embedding = Embedding::new(self.keys.clone(), parameters.get(self.embedding));
        embedding.write(&format!("{name}.embedding"), file);
        if let Some(own) = &self.vectors {
            let projection = parameters.get(own.projection);
            projection.write(&projection_name(name), file);
            own.all.name_in(file);
        }
        for (number, id) in self.layers.iter().enumerate() {
            let layer = layer_name(name, number);
            parameters.get(id.mix).write(&mix_name(&layer), file);
            parameters.write_dense(&gates_name(&layer), id.gates, file);
        }
    }

    /// The layers for a step of training.
    pub fn step(&self, parameters: &Parameters) -> EncoderStep {
        let layer = |&id: &RecurrentId| parameters.recurrent_trainee(id);
        EncoderStep {
            layers: self.layers.iter().map(layer).collect(),
        }
    }

    /// As [`Encoder::run`] for the sentences of a share, with some numbers and features left out.
    pub fn forward(
        &self,
        step: &EncoderStep,
        parameters: &Parameters,
        share: &mut Share,
    ) -> (Matrix, EncoderTrace) {
        let left_out = [self.fit.unknown_word, self.fit.unknown_feature];
        let limits = left_out.map(|share| share * STEPS as f32);
        let embedding = parameters.get(self.embedding);
        let mut uses = Vec::new();
        let words = share.sentences.iter().flat_map(|&s| &self.rows[s]);
        let mut input = Matrix::zeros(share.words(), embedding.columns());
        for (word, rows) in words.enumerate() {
            for (feature, row) in rows.iter().enumerate() {
                let limit = limits[usize::from(feature > 0)];
                let Some(row) = row.filter(|_| share.random.below(STEPS) as f32 >= limit) else {
                    continue;
                };
                uses.push((row, word as u32));
                add_scaled(input.row_mut(word), embedding.row(row as usize), 1.0);
            }
        }
        let vectors = self.vectors.as_ref().map(|own| {
            let seen = own.of(share);
            seen.add_times(&Panels::new(parameters.get(own.projection)), &mut input);
            seen
        });
        let mut masks = vec![self.mask(embedding.columns(), share)];
        let mut hidden = input;
        hidden.scale(&masks[0]);
        let mut traces = Vec::new();
        for layer in &step.layers {
            let (out, trace) = layer.forward(hidden, &share.sequences);
            let mask = self.mask(embedding.columns(), share);
            hidden = out;
            hidden.scale(&mask);
            masks.push(mask);
            traces.push(trace);
        }
        let trace = EncoderTrace {
            uses,
            vectors,
            masks,
            traces,
        };
        (hidden, trace)
    }

    /// The same factors for all words of a sequence.
    fn mask(&self, width: usize, share: &mut Share) -> Matrix {
        let mut values = Vec::new();
        for sequence in &share.sequences {
            let row = dropout(width, self.fit.dropout, &mut share.random);
            values.extend(row.repeat(sequence.len()));
        }
        Matrix::new(width, values)
    }

    /// Takes the slopes of what [`EncoderTrainer::forward`] gave back through the layers.
    pub fn backward(
        &self,
        step: &EncoderStep,
        trace: EncoderTrace,
        share: &Share,
        (loss, mut slopes): (f32, Matrix),
        mut gradients: Gradients,
    ) -> Part {
        for (number, layer) in step.layers.iter().enumerate().rev() {
            slopes.scale(&trace.masks[number + 1]);
            let seen = &trace.traces[number];
            slopes = layer.backward(seen, &share.sequences, &slopes, &mut gradients);
        }
        slopes.scale(&trace.masks[0]);
        if let (Some(seen), Some(own)) = (&trace.vectors, &self.vectors) {
            let slopes = Panels::new(&slopes);
            seen.transposed()
                .add_times(&slopes, gradients.get_mut(own.projection));
        }
        Part {
            loss,
            gradients,
            uses: trace.uses,
            slopes,
        }
    }

    /// Fits all parameters. In each step `prepare` makes what threads share of the parameters, and `part`
    /// finds a thread's part; `report` is told of each pass that has ended. The same sentences give the same
    /// parameters.
    pub fn fit<S: Sync>(
        &self,
        parameters: &mut Parameters,
        prepare: impl Fn(&Parameters) -> S,
        part: impl Fn(&S, &Parameters, Share, Gradients) -> Part + Sync,
        mut report: impl FnMut(Pass, &Parameters),
    ) {
        let mut adam = Adam::new(parameters);
        let mut random = Random::new(0xF17);
        let lengths: Vec<usize> = self.rows.iter().map(Vec::len).collect();
        let mut order: Vec<usize> = (0..lengths.len()).filter(|&s| lengths[s] > 0).collect();
        let words = lengths.iter().sum::<usize>().max(1);
        let batch = self.fit.batch.min((words / LARGEST_PART).max(LEAST_BATCH));
        let passes = self.fit.passes.max(LEAST_STEPS * batch / words);
        let steps = (words * passes) as f32 / batch as f32;
        let warm_up = WARM_UP.min(steps / 20.0).max(1.0);
        let mut done = 0f32;
        for pass in 1..=passes {
            random.shuffle(&mut order);
            let (mut sum, mut count) = (0.0, 0.0);
            let mut rest = order.as_slice();
            while !rest.is_empty() {
                let sentences;
                (sentences, rest) = take(rest, &lengths, batch);
                done += 1.0;
                let left = (1.0 - done / steps).max(LAST_RATE);
                let rate = self.fit.rate * (done / warm_up).min(1.0) * left;
                let prepared = prepare(parameters);
                let empty = parameters.gradients(&[self.embedding]);
                let work = |share| part(&prepared, parameters, share, empty.clone());
                let parts = in_threads(shares(sentences, &lengths, &mut random), work);
                sum += parts.iter().map(|part| part.loss).sum::<f32>();
                count += 1.0;
                self.learn(&mut adam, parameters, &parts, rate);
            }
            let pass = Pass {
                number: pass,
                of: passes,
                loss: sum / count,
            };
            report(pass, parameters);
        }
    }

    /// Takes a step along the sum of the parts' gradients.
    fn learn(&self, adam: &mut Adam, parameters: &mut Parameters, parts: &[Part], rate: f32) {
        let [first, others @ ..] = parts else { return };
        let mut whole = first.gradients.clone();
        for part in others {
            whole.add(&part.gradients);
        }
        whole.clip(LONGEST_GRADIENT);
        adam.step(parameters, &whole, rate);
        let mut uses: Vec<(u32, usize, u32)> = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            uses.extend(part.uses.iter().map(|&(row, word)| (row, number, word)));
        }
        uses.sort_unstable();
        let mut slope = vec![0f32; first.slopes.columns()];
        for uses in uses.chunk_by(|a, b| a.0 == b.0) {
            slope.fill(0.0);
            for &(_, part, word) in uses {
                add_scaled(&mut slope, parts[part].slopes.row(word as usize), 1.0);
            }
            let row = uses[0].0 as usize;
            adam.step_row(parameters, (self.embedding, row), &slope, rate);
        }
    }
}

impl Share {
    /// Number of their words.
    pub fn words(&self) -> usize {
        self.sequences.last().map_or(0, |s| s.end)
    }
}

/// The first of these sentences, with so many words or a few more; and the others.
fn take<'a>(order: &'a [usize], lengths: &[usize], words: usize) -> (&'a [usize], &'a [usize]) {
    let (mut total, mut end) = (0, 0);
    while end < order.len() && total < words {
        total += lengths[order[end]];
        end += 1;
    }
    order.split_at(end)
}

/// The sentences of a step, parted among the threads.
fn shares(batch: &[usize], lengths: &[usize], random: &mut Random) -> Vec<Share> {
    let total: usize = batch.iter().map(|&sentence| lengths[sentence]).sum();
    let mut parts = vec![Vec::new(); THREADS];
    let mut before = 0;
    for &sentence in batch {
        parts[before * THREADS / total.max(1)].push(sentence);
        before += lengths[sentence];
    }
    let share = |sentences: Vec<usize>| {
        let sequences = sentences.iter().scan(0, |end, &sentence| {
            let start = *end;
            *end += lengths[sentence];
            Some(start..*end)
        });
        Share {
            sequences: sequences.collect(),
            sentences,
            scale: 1.0 / total as f32,
            random: Random::new(random.below(usize::MAX) as u64),
        }
    };
    parts.into_iter().map(share).collect()
}

/// What the work makes of each share, in order.
fn in_threads(shares: Vec<Share>, work: impl Fn(Share) -> Part + Sync) -> Vec<Part> {
    let work = &work;
    std::thread::scope(|scope| {
        let spawn = |share| scope.spawn(move || work(share));
        let threads: Vec<_> = shares.into_iter().map(spawn).collect();
        let joined = threads.into_iter().map(ScopedJoinHandle::join);
        joined
            .map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Adds some values times a factor.
pub fn add_scaled(sum: &mut [f32], values: &[f32], factor: f32) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += value * factor;
    }
}

/// Turns scores into the slopes of the loss, which it returns: of the gold choices' chances the negative
/// logarithms, times `scale`. A row without a gold choice has none.
///
/// # Panics
/// If there are fewer choices than rows, or one has no column.
pub fn log_loss(scores: &mut Matrix, gold: &[Option<usize>], scale: f32) -> f32 {
    let mut loss = 0.0;
    for (row, &gold) in gold.iter().enumerate() {
        let scores = scores.row_mut(row);
        let Some(gold) = gold else {
            scores.fill(0.0);
            continue;
        };
        let largest = scores
            .iter()
            .fold(f32::NEG_INFINITY, |most, &s| most.max(s));
        let mut sum = 0.0;
        for score in scores.iter_mut() {
            *score = (*score - largest).exp();
            sum += *score;
        }
        loss -= (scores[gold] / sum).max(1e-30).ln() * scale;
        for score in scores.iter_mut() {
            *score *= scale / sum;
        }
        scores[gold] -= scale;
    }
    loss
}

/// Some of at most 256 choices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices([u64; 4]);

impl Choices {
    /// Adds a choice.
    pub fn insert(&mut self, choice: u8) {
        self.0[usize::from(choice / 64)] |= 1 << (choice % 64);
    }

    /// Whether the choice is among them.
    pub fn contains(&self, choice: usize) -> bool {
        let bits = self.0.get(choice / 64);
        bits.is_some_and(|bits| bits >> (choice % 64) & 1 == 1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }
}

/// As [`log_loss`] where more than one choice may be right: of the sum of their chances. A row without any has no loss.
pub fn log_loss_among(scores: &mut Matrix, right: &[Choices], scale: f32) -> f32 {
    let mut loss = 0.0;
    for (row, right) in right.iter().enumerate() {
        let scores = scores.row_mut(row);
        if right.is_empty() {
            scores.fill(0.0);
            continue;
        }
        let largest = scores
            .iter()
            .fold(f32::NEG_INFINITY, |most, &s| most.max(s));
        let (mut all, mut own) = (0.0, 0.0);
        for (choice, score) in scores.iter_mut().enumerate() {
            *score = (*score - largest).exp();
            all += *score;
            own += if right.contains(choice) { *score } else { 0.0 };
        }
        let own = own.max(1e-30);
        loss -= (own / all).max(1e-30).ln() * scale;
        for (choice, score) in scores.iter_mut().enumerate() {
            let share = if right.contains(choice) {
                1.0 / own
            } else {
                0.0
            };
            *score *= scale * (1.0 / all - share);
        }
    }
    loss
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Work;

    const ONE_PASS: Fit = Fit {
        passes: 1,
        rate: 1e-3,
        batch: 1,
        dropout: 0.0,
        unknown_word: 0.0,
        unknown_feature: 0.0,
        least: 1,
    };

    #[test]
    fn a_file_tells_the_size_of_its_encoder() {
        let none = WordVectors::default();
        let features = vec![vec![vec![Some(7)], vec![Some(9), Some(7)]]];
        for (width, layers) in [(2, 1), (6, 3), (256, 2)] {
            let mut parameters = Parameters::default();
            let random = &mut Random::new(1);
            let size = EncoderSize { width, layers };
            let trainer =
                EncoderTrainer::new(&features, size, None, ONE_PASS, &mut parameters, random);
            let mut file = ModelFile::new("toy", 1);
            trainer.write("encoder", &parameters, &mut file);
            let read = Encoder::read("encoder", &file, &none).unwrap();
            assert_eq!((read.width(), read.layers()), (width, layers));
            let rows = Matrix::new(width, vec![0.5; 2 * width]);
            let whole = std::slice::from_ref(&(0..2));
            let fitted = trainer.encoder(&parameters);
            let pairs = [&read, &fitted].map(|encoder| {
                let mut rows = rows.clone();
                encoder.run(&mut rows, whole, &mut Work::default());
                rows
            });
            let near = pairs[0].values().iter().zip(pairs[1].values());
            assert!(near.into_iter().all(|(a, b)| (a - b).abs() < 1e-2));
            file.set("encoder.layer0.mix", vec![0; 12]);
            assert!(Encoder::read("encoder", &file, &none).is_err());
        }
        assert!(Encoder::read("encoder", &ModelFile::new("toy", 1), &none).is_err());
    }

    #[test]
    fn one_right_choice_is_the_gold_one() {
        let scores = Matrix::new(3, vec![0.5, -1.0, 2.0, 0.1, 0.2, 0.3]);
        let (mut a, mut b) = (scores.clone(), scores);
        let mut right = [Choices::default(); 2];
        right[0].insert(1);
        let losses = (
            log_loss(&mut a, &[Some(1), None], 0.5),
            log_loss_among(&mut b, &right, 0.5),
        );
        assert!((losses.0 - losses.1).abs() < 1e-6);
        let near = a.values().iter().zip(b.values());
        assert!(near.into_iter().all(|(a, b)| (a - b).abs() < 1e-6));
    }

    #[test]
    fn no_choice_that_may_be_right_is_pushed_down() {
        let mut scores = Matrix::new(4, vec![0.0, 1.0, 2.0, 200.0]);
        let mut right = [Choices::default()];
        right[0].insert(0);
        right[0].insert(2);
        let loss = log_loss_among(&mut scores, &right, 1.0);
        let slopes = scores.values();
        assert!(loss > 0.0 && slopes[3] > 0.0 && slopes[1] >= 0.0);
        assert!(slopes[0] <= 0.0 && slopes[2] <= 0.0);
        assert!(Choices::default().is_empty() && !right[0].contains(1) && !right[0].contains(999));
    }

    /// Vectors of two words, each with a part of its own.
    fn toy_vectors(name: &str) -> WordVectors {
        let table = Matrix::new(2, vec![1.0, 0.0, 0.0, 1.0]);
        let quantizer = crate::VectorQuantizer {
            part: 1,
            ..Default::default()
        };
        let mut file = quantizer.quantize(["one", "two"], table);
        file.describe("name", name.into());
        file.describe("version", "1".into());
        WordVectors::from_bytes(file.to_bytes().unwrap()).unwrap()
    }

    #[test]
    fn an_encoder_reads_the_vectors_that_it_was_trained_with() {
        let vectors = toy_vectors("toy");
        let rows = vec![vec![vectors.row("one"), vectors.row("two"), None]];
        let input = VectorInput {
            vectors: &vectors,
            rows,
            unknown: 0.0,
        };
        let features = vec![vec![vec![Some(7)]; 3]];
        let (mut parameters, random) = (Parameters::default(), &mut Random::new(1));
        let size = EncoderSize {
            width: 4,
            layers: 1,
        };
        let trainer = EncoderTrainer::new(
            &features,
            size,
            Some(input),
            ONE_PASS,
            &mut parameters,
            random,
        );
        // What training sees of the words is what the finished encoder adds up for them.
        let mut share = Share {
            sentences: vec![0],
            sequences: std::iter::once(0..3).collect(),
            scale: 1.0,
            random: Random::new(1),
        };
        let (seen, _) = trainer.forward(&trainer.step(&parameters), &parameters, &mut share);
        let mut file = ModelFile::new("toy", 1);
        trainer.write("encoder", &parameters, &mut file);
        let encoder = Encoder::read("encoder", &file, &vectors).unwrap();
        let mut input = Matrix::zeros(3, 4);
        for (at, word) in ["one", "two", "three"].into_iter().enumerate() {
            encoder.embedding().add([7], input.row_mut(at));
            if let Some(row) = encoder.vector_row(word) {
                encoder.add_vector(row, input.row_mut(at));
            }
        }
        assert_ne!(input.row(0), input.row(1));
        let whole = std::slice::from_ref(&(0..3));
        encoder.run(&mut input, whole, &mut Work::default());
        let near = input.values().iter().zip(seen.values());
        assert!(near.into_iter().all(|(a, b)| (a - b).abs() < 0.02));
        for other in [WordVectors::default(), toy_vectors("other")] {
            let error = Encoder::read("encoder", &file, &other).unwrap_err();
            assert!(error.to_string().contains("toy 1"), "{error}");
        }
    }
}
