use crate::consensus::{Name, settle};
use crate::word::{Word, Words};
use newsgraph_document::Label;
use newsgraph_linear::{Bilou, Feature, ModelError, ModelFile, feature};
use newsgraph_neural::{Dense, Encoder, KeptRows, Matrix, Pool, Shape, WordVectors, Work, exp};
use std::ops::Range;

/// Words that are read at a time, so that what stands for them stays near the processor.
const BATCH: usize = 96;

/// Affixes that make features: the first two and three chars, and the last.
const AFFIXES: [usize; 4] = [1, 2, 5, 6];

/// Words whose names are made to agree.
const WINDOW: usize = 10_000;

/// Longest run of words that is read as one; longer sentences are read in parts.
pub(crate) const LONGEST: usize = 500;

/// Features of a word by itself; the first says which word it is.
pub(crate) fn word_features(word: &Word) -> impl Iterator<Item = Feature> {
    [(0, word.lower), (1, word.form), (2, word.shape)]
        .into_iter()
        .chain((10..).zip(AFFIXES.map(|number| word.affixes[number])))
        .map(|(template, value)| feature(template, [value, 0]))
}

/// Features of a token's place in its document and its sentence, which uses capitals in some style.
pub(crate) fn place_features(
    words: &Words,
    sentence: &Range<usize>,
    style: u64,
    at: usize,
    out: &mut Vec<Feature>,
) {
    out.clear();
    let own = words.word(at);
    let case =
        u64::from(own.capital) + 2 * u64::from(own.shouted) + 4 * u64::from(at == sentence.start);
    out.push(feature(3, [case, words.seen(at)]));
    if style != 0 {
        out.push(feature(4, [style, case]));
    }
    for (before, after) in words.contexts(at) {
        out.push(feature(20, [before, 0]));
        out.push(feature(21, [after, 0]));
    }
}

/// Scores of labels for the words of a sentence, and the labels that spell names best.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    encoder: Encoder,
    out: Dense,
    scheme: Bilou,
    /// The type of people, where there is one.
    person: Option<usize>,
    pool: Pool<Buffers>,
}

/// What a tagger works in, kept from text to text.
#[derive(Debug, Default)]
struct Buffers {
    /// The sums of words' own features' embeddings.
    rows: Option<KeptRows<Word>>,
    place: Vec<Feature>,
    work: Work,
    hidden: Matrix,
    scores: Matrix,
}

impl Tagger {
    /// The tagger of a file, with what reads the labels of so many types off its encoder by this name.
    pub(crate) fn read(
        out: &str,
        types: &[Label],
        file: &ModelFile,
        vectors: &WordVectors,
    ) -> Result<Self, ModelError> {
        let scheme = Bilou::new(types.len());
        let encoder = Encoder::read("encoder", file, vectors)?;
        let shape = Shape {
            rows: encoder.width(),
            columns: scheme.labels(),
        };
        Ok(Self {
            out: Dense::read(out, shape, file)?,
            encoder,
            scheme,
            person: types
                .iter()
                .position(|l| matches!(l.as_str(), "Person" | "PER" | "PERSON")),
            pool: Pool::default(),
        })
    }

    /// The names of a text in order; parts of sentences are ranges of tokens, in order.
    pub(crate) fn names(&self, words: &Words, parts: &[Range<usize>]) -> Vec<Name> {
        self.pool
            .with(|buffers| self.names_in(words, parts, buffers))
    }

    fn names_in(&self, words: &Words, parts: &[Range<usize>], buffers: &mut Buffers) -> Vec<Name> {
        let mut names = Vec::new();
        for window in batches(parts, WINDOW) {
            let mut found = Vec::new();
            for batch in batches(window, BATCH) {
                self.score(words, batch, buffers);
                for part in batch {
                    let rows = part.start - batch[0].start..part.end - batch[0].start;
                    found.extend(self.spelled(part.start, &buffers.scores, rows));
                }
            }
            let tokens = window[0].start..window[window.len() - 1].end;
            names.extend(settle(words, tokens, self.person, found));
        }
        names
    }

    /// The names that the best labels of a sentence's part spell; its tokens from `first` on have these rows of scores.
    fn spelled(&self, first: usize, scores: &Matrix, own: Range<usize>) -> Vec<Name> {
        let columns = scores.columns();
        let labels = (self.scheme).best(&scores.values()[own.start * columns..own.end * columns]);
        let name = |(tokens, kind): (Range<usize>, usize)| {
            let rows = own.start + tokens.start..own.start + tokens.end;
            let sure = rows
                .clone()
                .map(|row| self.part_chance(scores, row, labels[row - own.start]));
            Name {
                tokens: first + tokens.start..first + tokens.end,
                kind,
                chance: 0.0,
                sure: sure.fold(1.0, f32::min),
                evidence: self.evidence(scores, rows.clone()),
            }
        };
        Bilou::runs(&labels).into_iter().map(name).collect()
    }

    /// The chance of a label's part of a name, as its beginning, whatever the type.
    fn part_chance(&self, scores: &Matrix, row: usize, label: u8) -> f32 {
        let scores = scores.row(row);
        let largest = scores.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
        let all: f32 = scores.iter().map(|score| exp(score - largest)).sum();
        let same = self.scheme.alike(label);
        let own: f32 = same.map(|label| exp(scores[label] - largest)).sum();
        own / all
    }

    /// For each type how far its score is behind that of the best, by the mean over some rows.
    fn evidence(&self, scores: &Matrix, rows: Range<usize>) -> Vec<f32> {
        let count = rows.len() as f32;
        let mut sums = Vec::new();
        for row in rows {
            let row = scores.row(row);
            let best = |labels: Range<usize>| highest(&row[labels]);
            let kinds: Vec<f32> = self.scheme.by_kind().skip(1).map(best).collect();
            let most = highest(&kinds);
            sums.resize(kinds.len(), 0.0);
            for (sum, kind) in sums.iter_mut().zip(&kinds) {
                *sum += (kind - most) / count;
            }
        }
        let most = highest(&sums);
        sums.into_iter().map(|sum| sum - most).collect()
    }

    /// Scores labels for the words of some parts.
    fn score(&self, words: &Words, parts: &[Range<usize>], buffers: &mut Buffers) {
        let Buffers {
            rows,
            place,
            work,
            hidden,
            scores,
        } = buffers;
        let width = self.encoder.width();
        let rows = rows.get_or_insert_with(|| KeptRows::new(width));
        let (first, last) = (parts[0].start, parts[parts.len() - 1].end);
        hidden.reset(last - first, width);
        for part in parts {
            let style = words.style(part.clone());
            for at in part.clone() {
                let row = hidden.row_mut(at - first);
                row.copy_from_slice(self.row(rows, words.word(at)));
                place_features(words, part, style, at, place);
                self.encoder.embedding().add(place.iter().copied(), row);
            }
        }
        let sequences: Vec<Range<usize>> = parts
            .iter()
            .map(|part| part.start - first..part.end - first)
            .collect();
        self.encoder.run(hidden, &sequences, work);
        self.out.forward_to(hidden, work, scores);
    }

    /// The sum of the embeddings of a word's own features.
    fn row<'r>(&self, rows: &'r mut KeptRows<Word>, word: &Word) -> &'r [f32] {
        rows.row(word.form, Some(word.clone()), |row| {
            self.encoder.embedding().add(word_features(word), row);
            if let Some(vector) = word.vector {
                self.encoder.add_vector(vector, row);
            }
        })
    }
}

/// The largest of some numbers.
fn highest(numbers: &[f32]) -> f32 {
    numbers.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b))
}

/// Parts in turn, together no longer than so many words, or one.
fn batches(parts: &[Range<usize>], longest: usize) -> impl Iterator<Item = &[Range<usize>]> {
    let mut rest = parts;
    std::iter::from_fn(move || {
        let start = rest.first()?.start;
        let fits = |part: &&Range<usize>| part.end - start <= longest;
        let count = rest.iter().take_while(fits).count().max(1);
        let batch;
        (batch, rest) = rest.split_at(count);
        Some(batch)
    })
}
