use crate::tree::best_tree;
use crate::word::{FEATURES, WordReader, key, spaces};
use newsgraph_document::TokenizedText;
use newsgraph_linear::{ClusterSets, ModelError, ModelFile, highest};
use newsgraph_neural::{Dense, Encoder, Matrix, Panels, Shape, WordVectors, leaky};
use std::ops::Range;

/// The roles of a word: in an arc as its head and as its dependent, then in the label of an arc.
pub(crate) const ROLES: [&str; 4] = ["arc.head", "arc.dependent", "label.head", "label.dependent"];

/// Distances between a word and its head, on each side, that are told apart; farther ones are one.
const DISTANCES: usize = 32;

/// Longest run of words that is parsed as one tree; longer sentences are parsed in parts.
pub(crate) const LONGEST: usize = 200;

/// Words that are read at a time, so that what stands for them stays near the processor.
const BATCH: usize = 96;

/// Reads words, with what stands before and after them, and scores tags, heads and labels: an encoder of
/// the words' features, and over it a biaffine scorer of arcs (Dozat and Manning 2017).
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) clusters: ClusterSets,
    pub(crate) encoder: Encoder,
    pub(crate) tags: Dense,
    /// What stands for a word in its roles, side by side.
    pub(crate) roles: Dense,
    pub(crate) arcs: ArcScorer,
    pub(crate) labels: LabelScorer,
}

/// Scores each word as the head of each other one.
#[derive(Clone, Debug)]
pub(crate) struct ArcScorer {
    pub(crate) query: Dense,
    /// Stands for the head of the root.
    pub(crate) root: Vec<f32>,
    pub(crate) distances: Vec<f32>,
}

/// Scores labels of arcs.
#[derive(Clone, Debug)]
pub(crate) struct LabelScorer {
    pub(crate) root: Vec<f32>,
    pub(crate) out: Dense,
}

/// What the network finds for words: numbers of tags and labels, and heads as positions among the words
/// read.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    pub(crate) tags: Vec<u8>,
    pub(crate) heads: Vec<Option<usize>>,
    pub(crate) labels: Vec<u8>,
}

/// The number that stands for the distance from a word to its head.
pub(crate) fn distance(word: usize, head: usize) -> usize {
    let side = if head > word { DISTANCES } else { 0 };
    side + head.abs_diff(word).min(DISTANCES - 1)
}

/// Number of values of [`distance`].
pub(crate) const DISTANCE_VALUES: usize = 2 * DISTANCES;

impl ArcScorer {
    /// For each word of a sentence its scores of being the root and of having each of them as head.
    pub(crate) fn scores(&self, heads: &Matrix, queries: &Matrix) -> Matrix {
        let pairs = queries.times(&Panels::transposed(heads));
        let words = pairs.rows();
        let mut scores = Matrix::zeros(words, words + 1);
        for word in 0..words {
            let row = scores.row_mut(word);
            let query = queries.row(word).iter();
            row[0] = query.zip(&self.root).map(|(a, b)| a * b).sum();
            for (head, &score) in pairs.row(word).iter().enumerate() {
                row[head + 1] = score + self.distances[distance(word, head)];
            }
        }
        scores
    }
}

impl LabelScorer {
    /// What stands for the arc of each word to its head, given what stands for them.
    pub(crate) fn arcs<'a>(
        &'a self,
        head: impl Fn(usize) -> &'a [f32],
        mut dependents: Matrix,
        found: &[Option<usize>],
    ) -> Matrix {
        for (word, found) in found.iter().enumerate() {
            let head = found.map_or(self.root.as_slice(), &head);
            for (sum, value) in dependents.row_mut(word).iter_mut().zip(head) {
                *sum += value;
            }
        }
        leaky(dependents.values_mut());
        dependents
    }
}

impl Network {
    pub(crate) fn read(
        file: &ModelFile,
        vectors: &WordVectors,
        tags: usize,
        labels: usize,
    ) -> Result<Self, ModelError> {
        let row = |name, columns| -> Result<Vec<f32>, ModelError> {
            let row = Matrix::read(name, Shape { rows: 1, columns }, file)?;
            Ok(row.values().to_vec())
        };
        let encoder = Encoder::read("encoder", file, vectors)?;
        let dense = |name, rows, columns| Dense::read(name, Shape { rows, columns }, file);
        let role = Shape::of_part("arc.root", file)?.columns;
        if !(1..=Encoder::WIDEST).contains(&role) {
            return Err(ModelError::Inconsistent {
                part: "arc.root".to_owned(),
            });
        }
        let roles = Shape {
            rows: encoder.width(),
            columns: role,
        };
        Ok(Self {
            clusters: ClusterSets::read(file)?,
            tags: dense("tags", encoder.width(), tags)?,
            roles: Dense::read_beside(&ROLES, roles, file)?,
            encoder,
            arcs: ArcScorer {
                query: dense("arc.query", role, role)?,
                root: row("arc.root", role)?,
                distances: row("arc.distances", DISTANCE_VALUES)?,
            },
            labels: LabelScorer {
                root: row("label.root", role)?,
                out: dense("label.out", role, labels)?,
            },
        })
    }

    /// The columns of a role, by its number.
    fn role(&self, number: usize) -> Range<usize> {
        let width = self.arcs.query.inputs();
        number * width..(number + 1) * width
    }

    /// Tags, heads and labels of all tokens of a text. `root` is the number of the label of roots.
    pub(crate) fn analyse(&self, text: TokenizedText<'_>, root: u8) -> Analysis {
        let mut analysis = Analysis::default();
        let mut words = WordRows::new(self);
        let mut batch: Vec<Range<usize>> = Vec::new();
        for part in text.parts(LONGEST) {
            let first = batch.first().map_or(part.start, |b| b.start);
            if part.end - first > BATCH && !batch.is_empty() {
                self.analyse_batch(text, &mut words, &batch, root, &mut analysis);
                batch.clear();
            }
            batch.push(part);
        }
        self.analyse_batch(text, &mut words, &batch, root, &mut analysis);
        analysis
    }

    fn analyse_batch(
        &self,
        text: TokenizedText<'_>,
        words: &mut WordRows<'_>,
        parts: &[Range<usize>],
        root: u8,
        out: &mut Analysis,
    ) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return;
        };
        let first = first.start;
        let mut input = Matrix::zeros(last.end - first, self.encoder.width());
        for part in parts {
            let glued: Vec<bool> = part
                .clone()
                .map(|t| t > part.start && !text.space_before(t))
                .collect();
            for (token, space) in part.clone().zip(spaces(&glued)) {
                let row = input.row_mut(token - first);
                words.read(text, token, row);
                self.encoder.embedding().add(space.as_slice(), row);
            }
        }
        let rows: Vec<Range<usize>> = parts
            .iter()
            .map(|p| p.start - first..p.end - first)
            .collect();
        let hidden = self.encoder.forward(input, &rows);
        let scores = self.tags.forward(&hidden);
        let tags = (0..scores.rows()).map(|row| highest(scores.row(row)) as u8);
        out.tags.extend(tags);
        let roles = self.roles.forward(&hidden);
        let found = self.heads(&roles, &rows);
        let dependents = roles.block(0..roles.rows(), self.role(3));
        let head = |head: usize| &roles.row(head)[self.role(2)];
        let arcs = self.labels.arcs(head, dependents, &found);
        let mut scores = self.labels.out.forward(&arcs);
        for (row, head) in found.iter().enumerate() {
            scores.row_mut(row)[usize::from(root)] = f32::NEG_INFINITY;
            let label = highest(scores.row(row)) as u8;
            out.labels.push(if head.is_none() { root } else { label });
        }
        out.heads
            .extend(found.iter().map(|head| head.map(|head| head + first)));
    }

    /// Heads of the words of these sequences, as rows.
    fn heads(&self, roles: &Matrix, sequences: &[Range<usize>]) -> Vec<Option<usize>> {
        let mut dependents = roles.block(0..roles.rows(), self.role(1));
        leaky(dependents.values_mut());
        let queries = self.arcs.query.forward(&dependents);
        let mut found = Vec::with_capacity(roles.rows());
        for rows in sequences {
            let mut heads = roles.block(rows.clone(), self.role(0));
            leaky(heads.values_mut());
            let queries = queries.block(rows.clone(), 0..queries.columns());
            let tree = best_tree(&self.arcs.scores(&heads, &queries));
            found.extend(
                tree.into_iter()
                    .map(|head| head.map(|head| head + rows.start)),
            );
        }
        found
    }
}

/// Number of words whose rows are kept: the frequent ones of a text, near the processor.
const KEPT: usize = 2048;

/// Gives words the sums of their features' embeddings, and keeps those of some words that came last.
struct WordRows<'a> {
    network: &'a Network,
    reader: WordReader,
    /// By hash: a token with the word.
    kept: Vec<Option<usize>>,
    rows: Matrix,
}

impl<'a> WordRows<'a> {
    fn new(network: &'a Network) -> Self {
        Self {
            network,
            reader: WordReader::default(),
            kept: vec![None; KEPT],
            rows: Matrix::zeros(KEPT, network.encoder.width()),
        }
    }

    fn read(&mut self, text: TokenizedText<'_>, token: usize, out: &mut [f32]) {
        let word = text.word(token);
        let slot = key(word) as usize % KEPT;
        let row = self.rows.row_mut(slot);
        if self.kept[slot].is_none_or(|kept| text.word(kept) != word) {
            self.kept[slot] = Some(token);
            row.fill(0.0);
            let features: [_; FEATURES] = self.reader.features(word, &self.network.clusters);
            self.network.encoder.embedding().add(&features, row);
            let encoder = &self.network.encoder;
            if let Some(vector) = encoder.vector_row(self.reader.lower()) {
                encoder.add_vector(vector, row);
            }
        }
        out.copy_from_slice(row);
    }
}
