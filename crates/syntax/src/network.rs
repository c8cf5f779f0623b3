use crate::tree::best_tree;
use crate::word::{FEATURES, WordReader, key as hash, spaces};
use newsgraph_document::TokenizedText;
use newsgraph_linear::{ClusterSets, ModelError, ModelFile, highest};
use newsgraph_neural::{
    Dense, Encoder, KeptRows, Matrix, Panels, Pool, Shape, WordVectors, Work, leaky,
};
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
    pub(crate) pool: Pool<Buffers>,
}

/// What an analysis works in, kept from text to text.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    words: Option<Words>,
    layers: Layers,
}

/// What layers work in and give.
#[derive(Debug, Default)]
struct Layers {
    work: Work,
    hidden: Matrix,
    tags: Matrix,
    roles: Matrix,
    dependents: Matrix,
    queries: Matrix,
    labels: Matrix,
    arcs: ArcBuffers,
}

/// What arcs of a sentence are scored in.
#[derive(Debug, Default)]
pub(crate) struct ArcBuffers {
    heads: Matrix,
    queries: Matrix,
    as_columns: Panels,
    pairs: Matrix,
    scores: Matrix,
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
    #[cfg(feature = "train")]
    pub(crate) fn scores(&self, heads: Matrix, queries: Matrix) -> Matrix {
        let mut buffers = ArcBuffers {
            heads,
            queries,
            ..Default::default()
        };
        self.score(&mut buffers);
        buffers.scores
    }

    /// The same, for the heads and the queries in the buffers.
    fn score(&self, buffers: &mut ArcBuffers) {
        let ArcBuffers {
            heads,
            queries,
            as_columns,
            pairs,
            scores,
        } = buffers;
        as_columns.transpose(heads);
        queries.times_to(as_columns, pairs);
        let words = pairs.rows();
        scores.reset(words, words + 1);
        for word in 0..words {
            let row = scores.row_mut(word);
            let query = queries.row(word).iter();
            row[0] = query.zip(&self.root).map(|(a, b)| a * b).sum();
            for (head, &score) in pairs.row(word).iter().enumerate() {
                row[head + 1] = score + self.distances[distance(word, head)];
            }
        }
    }
}

impl LabelScorer {
    /// Makes of what stands for each word what stands for its arc to its head.
    pub(crate) fn make_arcs<'a>(
        &'a self,
        head: impl Fn(usize) -> &'a [f32],
        dependents: &mut Matrix,
        found: &[Option<usize>],
    ) {
        for (word, found) in found.iter().enumerate() {
            let head = found.map_or(self.root.as_slice(), &head);
            for (sum, value) in dependents.row_mut(word).iter_mut().zip(head) {
                *sum += value;
            }
        }
        leaky(dependents.values_mut());
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
            pool: Pool::default(),
        })
    }

    /// The columns of a role, by its number.
    fn role(&self, number: usize) -> Range<usize> {
        let width = self.arcs.query.inputs();
        number * width..(number + 1) * width
    }

    /// Tags, heads and labels of all tokens of a text. `root` is the number of the label of roots.
    pub(crate) fn analyse(&self, text: TokenizedText<'_>, root: u8) -> Analysis {
        self.pool.with(|buffers| {
            let mut analysis = Analysis::default();
            let mut batch: Vec<Range<usize>> = Vec::new();
            for part in text.parts(LONGEST) {
                let first = batch.first().map_or(part.start, |b| b.start);
                if part.end - first > BATCH && !batch.is_empty() {
                    self.analyse_batch(text, buffers, &batch, root, &mut analysis);
                    batch.clear();
                }
                batch.push(part);
            }
            self.analyse_batch(text, buffers, &batch, root, &mut analysis);
            analysis
        })
    }

    fn analyse_batch(
        &self,
        text: TokenizedText<'_>,
        buffers: &mut Buffers,
        parts: &[Range<usize>],
        root: u8,
        out: &mut Analysis,
    ) {
        let Some(first) = parts.first().map(|part| part.start) else {
            return;
        };
        let Buffers { words, layers } = buffers;
        let words = words.get_or_insert_with(|| Words::new(self.encoder.width()));
        self.add_up(text, words, parts, &mut layers.hidden);
        let rows: Vec<Range<usize>> = parts
            .iter()
            .map(|p| p.start - first..p.end - first)
            .collect();
        self.encoder
            .run(&mut layers.hidden, &rows, &mut layers.work);
        layers.work.round(&layers.hidden);
        self.tags.forward_rounded(&layers.work, &mut layers.tags);
        self.roles.forward_rounded(&layers.work, &mut layers.roles);
        let tags = &layers.tags;
        let tags = (0..tags.rows()).map(|row| highest(tags.row(row)) as u8);
        out.tags.extend(tags);
        let found = self.heads(layers, &rows);
        self.label(layers, &found, root, &mut out.labels);
        out.heads
            .extend(found.iter().map(|head| head.map(|head| head + first)));
    }

    /// Gives each word of these parts the sum of its features' embeddings.
    fn add_up(
        &self,
        text: TokenizedText<'_>,
        words: &mut Words,
        parts: &[Range<usize>],
        out: &mut Matrix,
    ) {
        let first = parts.first().map_or(0, |part| part.start);
        let last = parts.last().map_or(0, |part| part.end);
        out.reset(last - first, self.encoder.width());
        for part in parts {
            let glued: Vec<bool> = part
                .clone()
                .map(|t| t > part.start && !text.space_before(t))
                .collect();
            for (token, space) in part.clone().zip(spaces(&glued)) {
                let row = out.row_mut(token - first);
                row.copy_from_slice(words.row(self, text.word(token)));
                self.encoder.embedding().add(space, row);
            }
        }
    }

    /// Heads of the words of these sequences, as rows.
    fn heads(&self, layers: &mut Layers, sequences: &[Range<usize>]) -> Vec<Option<usize>> {
        let Layers {
            work,
            roles,
            dependents,
            queries,
            arcs,
            ..
        } = layers;
        roles.block_to(0..roles.rows(), self.role(1), dependents);
        leaky(dependents.values_mut());
        self.arcs.query.forward_to(dependents, work, queries);
        let mut found = Vec::with_capacity(roles.rows());
        for rows in sequences {
            roles.block_to(rows.clone(), self.role(0), &mut arcs.heads);
            leaky(arcs.heads.values_mut());
            queries.block_to(rows.clone(), 0..queries.columns(), &mut arcs.queries);
            self.arcs.score(arcs);
            let tree = best_tree(&arcs.scores);
            found.extend(
                tree.into_iter()
                    .map(|head| head.map(|head| head + rows.start)),
            );
        }
        found
    }

    /// Labels of the arcs to these heads, which are rows.
    fn label(&self, layers: &mut Layers, found: &[Option<usize>], root: u8, out: &mut Vec<u8>) {
        let Layers {
            work,
            roles,
            dependents,
            labels,
            ..
        } = layers;
        roles.block_to(0..roles.rows(), self.role(3), dependents);
        let head = |head: usize| &roles.row(head)[self.role(2)];
        self.labels.make_arcs(head, dependents, found);
        self.labels.out.forward_to(dependents, work, labels);
        for (row, head) in found.iter().enumerate() {
            labels.row_mut(row)[usize::from(root)] = f32::NEG_INFINITY;
            let label = highest(labels.row(row)) as u8;
            out.push(if head.is_none() { root } else { label });
        }
    }
}

/// Gives words the sums of their features' embeddings.
#[derive(Debug)]
struct Words {
    reader: WordReader,
    rows: KeptRows<Key>,
}

/// A word with its length behind it.
type Key = [u8; 24];

impl Words {
    fn new(width: usize) -> Self {
        Self {
            reader: WordReader::default(),
            rows: KeptRows::new(width),
        }
    }

    fn row(&mut self, network: &Network, word: &str) -> &[f32] {
        let Self { reader, rows } = self;
        rows.row(hash(word), short(word), |row| {
            let features: [_; FEATURES] = reader.features(word, &network.clusters);
            network.encoder.embedding().add(features, row);
            if let Some(vector) = network.encoder.vector_row(reader.lower()) {
                network.encoder.add_vector(vector, row);
            }
        })
    }
}

/// The key of a word whose row is kept: one of at most 23 bytes.
fn short(word: &str) -> Option<Key> {
    let mut key = Key::default();
    let (last, place) = key.split_last_mut()?;
    place
        .get_mut(..word.len())?
        .copy_from_slice(word.as_bytes());
    *last = word.len() as u8;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_have_keys_of_their_own() {
        let longest = "é".repeat(11);
        let words = ["", "a", "a\0", "\0", "é", &longest, &longest[..20]];
        for word in words {
            let same = words.iter().filter(|other| short(other) == short(word));
            assert_eq!(same.count(), 1, "{word:?}");
        }
        assert!(short(&"a".repeat(23)).is_some() && short(&"é".repeat(12)).is_none());
    }
}
