use crate::lemma_trainer::lemmas;
use crate::network::Network;
use crate::network_trainer::{Example, Sizes, fit};
use crate::parser::{TASK, TEMPLATES};
use crate::treebank::{Treebank, TreebankWord};
use crate::word::key;
use newsgraph_document::{Sentence, Span, Token, TokenizedText, dep};
use newsgraph_linear::{ClusterSets, ModelFile};
use newsgraph_neural::{EncoderSize, Fit, Pass, WordVectors};

/// Fits a syntax model to a treebank.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SyntaxTrainer {
    /// Passes over the treebank.
    pub passes: usize,
    /// Learning rate at its highest.
    pub rate: f32,
    /// Words of the treebank that share a feature (a form, an ending, a cluster) before the model keeps
    /// it; a small treebank needs 1.
    pub least_words: usize,
    /// Share of the network's numbers that are left out at a time.
    pub dropout: f32,
    /// Numbers that stand for a word in the network; even, at most 1024.
    pub width: usize,
    /// Recurrent layers of the network, at least one.
    pub layers: usize,
    /// Numbers that stand for a word as a head and as a dependent, at most 1024.
    pub role_width: usize,
    clusters: ClusterSets,
    vectors: WordVectors,
}

impl Default for SyntaxTrainer {
    fn default() -> Self {
        Self {
            passes: 40,
            rate: 2e-3,
            least_words: 3,
            dropout: 0.2,
            width: 192,
            layers: 2,
            role_width: 96,
            clusters: ClusterSets::default(),
            vectors: WordVectors::default(),
        }
    }
}

/// Names with their positions, sorted.
struct Names(Vec<String>);

impl Names {
    fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<&str> = names.collect();
        all.sort_unstable();
        all.dedup();
        Self(all.into_iter().map(str::to_owned).collect())
    }

    fn position(&self, name: &str) -> usize {
        self.0
            .binary_search_by(|n| n.as_str().cmp(name))
            .unwrap_or(0)
    }
}

impl SyntaxTrainer {
    /// Gives words the paths of their clusters, as steps `0` and `1`; the model takes them with it. There
    /// may be three sets, by number. Words with capitals are looked up as they are, then in small letters.
    ///
    /// # Panics
    /// If the number is above 2.
    pub fn set_clusters<'a>(
        &mut self,
        set: usize,
        words: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        let words = words.into_iter();
        self.clusters
            .set(set, words.map(|(word, path)| (key(word), path)));
    }

    /// Gives the network vectors of words beside features; its model needs them again when it is read.
    pub fn set_vectors(&mut self, vectors: &WordVectors) {
        self.vectors = vectors.clone();
    }

    /// The model of these sentences. The same sentences give the same bytes. `progress` is told what
    /// is being done, with the scores on `dev` where there is one.
    pub fn train(
        &self,
        treebank: &Treebank,
        dev: &Treebank,
        mut progress: impl FnMut(&str),
    ) -> ModelFile {
        let names = TreebankNames::new(treebank);
        let how = Fit {
            passes: self.passes,
            rate: self.rate,
            batch: 300,
            dropout: self.dropout,
            unknown_word: 0.22,
            unknown_feature: 0.09,
            least: self.least_words,
        };
        let mut file = ModelFile::new(TASK, TEMPLATES);
        file.set_strings("tags", &names.tags.0);
        file.set_strings("deps", &names.deps.0);
        let sizes = Sizes {
            encoder: EncoderSize {
                width: self.width,
                layers: self.layers,
            },
            role: self.role_width,
            tags: names.tags.0.len(),
            labels: names.deps.0.len(),
        };
        let examples = names.examples(treebank);
        let held = names.examples(dev);
        let root = names.deps.position(dep::ROOT) as u8;
        let report = |pass: Pass, network: &dyn Fn() -> Network| {
            let mut line = pass.to_string();
            if !held.is_empty() {
                line += &scores(&network(), &held, root);
            }
            progress(&line);
        };
        let words = (&self.clusters, &self.vectors);
        fit(how, examples, sizes, words, &mut file, report);
        lemmas(treebank, &mut file);
        file
    }
}

/// The tags and labels of a treebank.
struct TreebankNames {
    tags: Names,
    deps: Names,
}

fn tag(word: &TreebankWord) -> String {
    format!("{}\t{}", word.xpos, word.upos)
}

impl TreebankNames {
    fn new(treebank: &Treebank) -> Self {
        let words = || treebank.iter().flatten();
        let tags: Vec<String> = words().map(tag).collect();
        let deps = words().map(|w| w.dep.as_str());
        Self {
            tags: Names::new(tags.iter().map(String::as_str)),
            deps: Names::new(deps.chain([dep::ROOT, dep::PARATAXIS])),
        }
    }

    fn examples(&self, treebank: &Treebank) -> Vec<Example> {
        let example = |sentence: &Vec<TreebankWord>| Example {
            words: sentence.iter().map(|w| w.form.clone()).collect(),
            glued: std::iter::once(false)
                .chain(sentence.iter().map(|w| !w.space_after))
                .take(sentence.len())
                .collect(),
            tags: sentence
                .iter()
                .map(|w| self.tags.position(&tag(w)))
                .collect(),
            heads: sentence.iter().map(|w| w.head).collect(),
            labels: sentence
                .iter()
                .map(|w| self.deps.position(&w.dep))
                .collect(),
        };
        treebank.iter().map(example).collect()
    }
}

/// Tags, heads, and heads with labels that a network gets right, in percent.
fn scores(network: &Network, examples: &[Example], root: u8) -> String {
    let (mut total, mut right) = (0usize, [0usize; 3]);
    for example in examples {
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for (word, glued) in example.words.iter().zip(&example.glued) {
            text.push_str(if *glued { "" } else { " " });
            tokens.push(Token {
                span: Span::new(text.len(), text.len() + word.len()),
            });
            text.push_str(word);
        }
        let sentences = [Sentence {
            span: Span::new(0, text.len()),
            tokens: 0..tokens.len(),
            paragraph: 0,
        }];
        let view = TokenizedText {
            text: &text,
            tokens: &tokens,
            sentences: &sentences,
        };
        let found = network.analyse(view, root);
        for at in 0..tokens.len() {
            let head = found.heads[at] == example.heads[at];
            let label = usize::from(found.labels[at]) == example.labels[at];
            let all = [
                usize::from(found.tags[at]) == example.tags[at],
                head,
                head && label,
            ];
            for (count, right) in right.iter_mut().zip(all) {
                *count += usize::from(right);
            }
            total += 1;
        }
    }
    let [tags, heads, labelled] = right.map(|n| 100.0 * n as f64 / total.max(1) as f64);
    format!(", dev tags {tags:.2}, UAS {heads:.2}, LAS {labelled:.2}")
}
