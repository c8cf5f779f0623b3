use crate::labeler::{Arcs, choose, label};
use crate::lemma::{SUFFIX, base, suffix};
use crate::parser::{TASK, TEMPLATES};
use crate::tagger::{Tag, features, tag};
use crate::transition::{STEPS, State, best};
use crate::word::Word;
use newsgraph_document::{Upos, dep};
use newsgraph_linear::{AveragedPerceptron, Classifier, ModelFile, Shuffle};
use std::collections::BTreeMap;

/// A word of a treebank, to learn from.
#[derive(Clone, Debug)]
pub struct TreebankWord {
    /// As spelled.
    pub form: String,
    /// Base form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn-style tag.
    pub xpos: String,
    /// Position of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Dependency label.
    pub dep: String,
}

/// Fits a syntax model to a treebank.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SyntaxTrainer {
    /// Passes over the treebank for the tagger.
    pub tagger_passes: usize,
    /// Passes for the parser.
    pub parser_passes: usize,
    /// Passes for the labels.
    pub labeler_passes: usize,
    /// Most bytes of the weights of the tagger, the parser and the labels.
    pub sizes: [usize; 3],
    /// Updates that a feature needs before it counts, in the tagger, the parser and the labels. More
    /// make a smaller model; a small treebank needs 0.
    pub least_updates: [u8; 3],
}

impl Default for SyntaxTrainer {
    fn default() -> Self {
        Self {
            tagger_passes: 8,
            parser_passes: 12,
            labeler_passes: 6,
            sizes: [1_000_000, 2_100_000, 700_000],
            least_updates: [6, 10, 6],
        }
    }
}

struct Sentence {
    words: Vec<Word>,
    /// Gold tags for the tagger, predicted ones for what reads them.
    gold: Vec<Tag>,
    tags: Vec<Tag>,
    heads: Vec<Option<usize>>,
    deps: Vec<u8>,
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

    fn position(&self, name: &str) -> u8 {
        self.0
            .binary_search_by(|n| n.as_str().cmp(name))
            .unwrap_or(0) as u8
    }
}

impl SyntaxTrainer {
    /// The model of these sentences. The same sentences give the same bytes. `progress` is told what
    /// is being done.
    ///
    /// The parser learns from tags that a tagger of the other half of the sentences predicted.
    pub fn train(
        &self,
        treebank: &[Vec<TreebankWord>],
        mut progress: impl FnMut(&str),
    ) -> ModelFile {
        let pair = |w: &TreebankWord| format!("{}\t{}", w.xpos, w.upos);
        let pairs: Vec<String> = treebank.iter().flatten().map(pair).collect();
        let tags = Names::new(pairs.iter().map(String::as_str));
        let deps = Names::new(
            treebank
                .iter()
                .flatten()
                .map(|w| w.dep.as_str())
                .chain([dep::ROOT]),
        );
        let mut sentences: Vec<Sentence> = treebank
            .iter()
            .map(|sentence| Sentence {
                words: sentence.iter().map(|w| Word::new(&w.form)).collect(),
                gold: sentence.iter().map(|w| tags.position(&pair(w))).collect(),
                tags: Vec::new(),
                heads: sentence.iter().map(|w| w.head).collect(),
                deps: sentence.iter().map(|w| deps.position(&w.dep)).collect(),
            })
            .collect();
        for half in 0..2 {
            progress(&format!(
                "tags of one half by a tagger of the other, {} of 2",
                half + 1
            ));
            let other = |i: usize| i % 2 != half;
            let tagger = self.tagger(&sentences, tags.0.len(), other);
            for sentence in sentences.iter_mut().skip(half).step_by(2) {
                sentence.tags = tag(&sentence.words, &tagger, tags.0.len());
            }
        }
        let mut file = ModelFile::new(TASK, TEMPLATES);
        file.set_strings("tags", &tags.0);
        file.set_strings("deps", &deps.0);
        progress("tagger");
        self.tagger(&sentences, tags.0.len(), |_| true)
            .write("tagger", &mut file);
        progress("labels");
        let root = deps.position(dep::ROOT);
        self.labeler(&sentences, deps.0.len(), root)
            .write("labeler", &mut file);
        progress("parser");
        self.parser(&sentences).write("parser", &mut file);
        lemmas(treebank, &mut file);
        file
    }

    fn tagger(
        &self,
        sentences: &[Sentence],
        labels: usize,
        uses: impl Fn(usize) -> bool,
    ) -> Classifier {
        let mut model = AveragedPerceptron::new(labels).with_least_updates(self.least_updates[0]);
        let (mut found, mut scores) = (Vec::new(), vec![0; labels]);
        let mut order: Vec<usize> = (0..sentences.len()).filter(|&i| uses(i)).collect();
        let mut shuffle = Shuffle::new(1);
        for _ in 0..self.tagger_passes {
            shuffle.shuffle(&mut order);
            for &at in &order {
                let Sentence { words, gold, .. } = &sentences[at];
                let mut tags: Vec<Tag> = Vec::with_capacity(words.len());
                for (position, &truth) in gold.iter().enumerate() {
                    features(words, &tags, position, &mut found);
                    model.score(&found, &mut scores);
                    let guess = Classifier::best(&scores);
                    if guess != usize::from(truth) {
                        model.add(&found, usize::from(truth), 1);
                        model.add(&found, guess, -1);
                    }
                    model.tick();
                    tags.push(guess as Tag);
                }
            }
        }
        model.finish_within(self.sizes[0])
    }

    fn parser(&self, sentences: &[Sentence]) -> Classifier {
        let mut model =
            AveragedPerceptron::new(STEPS.len()).with_least_updates(self.least_updates[1]);
        let (mut found, mut scores) = (Vec::new(), [0; 3]);
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut shuffle = Shuffle::new(2);
        for pass in 0..self.parser_passes {
            shuffle.shuffle(&mut order);
            for &at in &order {
                let Sentence {
                    words, tags, heads, ..
                } = &sentences[at];
                let mut state = State::new(words.len());
                while !state.is_done() {
                    state.features(words, tags, &mut found);
                    model.score(&found, &mut scores);
                    let guess = best(&state, &scores);
                    let costs = state.costs(heads);
                    let allowed = |i: &usize| state.allows(STEPS[*i]);
                    let least = (0..3).filter(allowed).map(|i| costs[i]).min().unwrap_or(0);
                    let good = (0..3).filter(allowed).filter(|&i| costs[i] == least);
                    let truth = good
                        .reduce(|a, b| if scores[b] > scores[a] { b } else { a })
                        .unwrap_or(guess);
                    if costs[guess] > least {
                        model.add(&found, truth, 1);
                        model.add(&found, guess, -1);
                    }
                    model.tick();
                    // The first pass follows the gold tree, later ones mostly the parser's own way.
                    let explores = pass > 0 && shuffle.below(10) > 0;
                    state.take(STEPS[if explores { guess } else { truth }]);
                }
            }
        }
        model.finish_within(self.sizes[1])
    }

    fn labeler(&self, sentences: &[Sentence], labels: usize, root: u8) -> Classifier {
        let mut model = AveragedPerceptron::new(labels).with_least_updates(self.least_updates[2]);
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut shuffle = Shuffle::new(3);
        for _ in 0..self.labeler_passes {
            shuffle.shuffle(&mut order);
            for &at in &order {
                let Sentence {
                    words,
                    tags,
                    heads,
                    deps,
                    ..
                } = &sentences[at];
                let arcs = Arcs::new(words, tags, heads);
                label(&arcs, labels, |position, found, scores| {
                    let guess = choose(&arcs, &model, root)(position, found, scores);
                    let truth = deps[position];
                    if guess != truth {
                        model.add(found, usize::from(truth), 1);
                        model.add(found, usize::from(guess), -1);
                    }
                    model.tick();
                    guess
                });
            }
        }
        model.finish_within(self.sizes[2])
    }
}

/// How a lemma is made from a form: chars to cut, string to append.
type Script = (usize, String);

fn script(form: &str, lemma: &str) -> Script {
    let common: usize = form
        .chars()
        .zip(lemma.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    (form[common..].chars().count(), lemma[common..].to_owned())
}

/// The key of a count: most frequent first, then in order.
fn most<K: Clone + Ord>(counts: &BTreeMap<K, usize>) -> Option<(K, usize)> {
    counts
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
        .map(|(k, n)| (k.clone(), *n))
}

fn lemmas(treebank: &[Vec<TreebankWord>], file: &mut ModelFile) {
    let mut seen: BTreeMap<(String, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for word in treebank
        .iter()
        .flatten()
        .filter(|w| w.lemma != "_" && !w.form.contains(['\t', '\n']))
    {
        let form = base(&word.form, &word.xpos).into_owned();
        *seen
            .entry((form, &word.xpos))
            .or_default()
            .entry(&word.lemma)
            .or_default() += 1;
    }
    let seen: Vec<(&str, &str, &str)> = seen
        .iter()
        .filter_map(|((form, xpos), counts)| Some((form.as_str(), *xpos, most(counts)?.0)))
        .collect();
    let mut counts: BTreeMap<(&str, &str), BTreeMap<Script, usize>> = BTreeMap::new();
    for (form, xpos, lemma) in &seen {
        for chars in 0..=SUFFIX.min(form.chars().count()) {
            let rule = counts.entry((suffix(form, chars), xpos)).or_default();
            *rule.entry(script(form, lemma)).or_default() += 1;
        }
    }
    let mut rules = Vec::new();
    for ((suffix, xpos), scripts) in &counts {
        let best = most(scripts).filter(|(_, count)| *count >= 2 || suffix.is_empty());
        if let Some(((cut, append), _)) = best {
            rules.push(format!("{suffix}\t{xpos}\t{cut}\t{append}"));
        }
    }
    file.set_strings("lemma.rules", &rules);
    file.set_strings("lemma.exceptions", &[]);
    let Ok(by_rule) = crate::lemma::Lemmatizer::read(file) else {
        return;
    };
    let exceptions: Vec<String> = seen
        .iter()
        .filter(|(form, xpos, lemma)| by_rule.lemma(form, xpos) != *lemma)
        .map(|(form, xpos, lemma)| format!("{form}\t{xpos}\t{lemma}"))
        .collect();
    file.set_strings("lemma.exceptions", &exceptions);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transition::parse;

    #[test]
    fn scripts_and_suffixes() {
        assert_eq!(script("cities", "city"), (3, "y".to_owned()));
        assert_eq!(script("went", "go"), (4, "go".to_owned()));
        assert_eq!(suffix("cities", 3), "ies");
    }

    /// The dynamic oracle: following steps of least cost rebuilds any projective tree.
    #[test]
    fn steps_of_no_cost_build_the_gold_tree() {
        let gold = [Some(1), None, Some(4), Some(4), Some(1), Some(6), Some(4)];
        let mut state = State::new(gold.len());
        while !state.is_done() {
            let costs = state.costs(&gold);
            let step = (0..3)
                .filter(|&i| state.allows(STEPS[i]))
                .min_by_key(|&i| costs[i])
                .unwrap();
            assert_eq!(costs[step], 0);
            state.take(STEPS[step]);
        }
        assert_eq!(state.heads, gold);
    }

    #[test]
    fn a_parse_is_one_tree_whatever_the_scores() {
        let words: Vec<Word> = ["a", "b", "c", "d"].map(Word::new).into();
        let heads = parse(&words, &[0; 4], &AveragedPerceptron::new(3));
        assert_eq!(heads.iter().filter(|h| h.is_none()).count(), 1);
    }
}
