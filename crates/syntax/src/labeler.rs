use crate::tagger::{Scorer, Tag};
use crate::word::{OUTSIDE, Word};
use newsgraph_linear::{Classifier, Feature, feature};

/// The tree of a sentence, for the features of a label.
pub(crate) struct Arcs<'a> {
    pub(crate) words: &'a [Word],
    pub(crate) tags: &'a [Tag],
    pub(crate) heads: &'a [Option<usize>],
    /// First and last dependent of each word.
    edges: Vec<[Option<usize>; 2]>,
    /// The sibling before each word on the same side of their head.
    before: Vec<Option<usize>>,
}

impl<'a> Arcs<'a> {
    pub(crate) fn new(words: &'a [Word], tags: &'a [Tag], heads: &'a [Option<usize>]) -> Self {
        let mut edges = vec![[None; 2]; words.len()];
        let mut before = vec![None; words.len()];
        let mut last: Vec<[Option<usize>; 2]> = vec![[None; 2]; words.len()];
        for (word, head) in heads.iter().enumerate() {
            if let Some(head) = *head {
                let edge: &mut [Option<usize>; 2] = &mut edges[head];
                *edge = [edge[0].or(Some(word)), Some(word)];
                before[word] = last[head][usize::from(word > head)].replace(word);
            }
        }
        Self {
            words,
            tags,
            heads,
            edges,
            before,
        }
    }

    /// Features of the label of a word, given the labels of the words before it.
    fn features(&self, at: usize, labels: &[u8], out: &mut Vec<Feature>) {
        out.clear();
        let word = |at: Option<usize>| at.map_or(OUTSIDE, |i| self.words[i].lower);
        let tag = |at: Option<usize>| at.map_or(OUTSIDE, |i| u64::from(self.tags[i]) + 1);
        let label = |at: Option<usize>| {
            at.and_then(|i| labels.get(i))
                .map_or(OUTSIDE, |&l| u64::from(l) + 1)
        };
        let head = self.heads[at];
        let own = Some(at);
        let side = head.map_or(2, |h| u64::from(at > h));
        let gap = head.map_or(0, |h| h.abs_diff(at).min(6) as u64);
        let above = head.and_then(|h| self.heads[h]);
        let [first, last] = self.edges[at];
        let [head_first, head_last] = head.map_or([None; 2], |h| self.edges[h]);
        let next = Some(at + 1).filter(|&i| i < self.words.len());
        let previous = at.checked_sub(1);
        let (w, t, hw, ht) = (word(own), tag(own), word(head), tag(head));
        let sibling = label(self.before[at]);
        let suffix = self.words[at].suffixes[2];
        out.push(feature(0, [side]));
        let pairs = [
            [w, side],
            [t, side],
            [hw, side],
            [ht, side],
            [suffix, side],
            [gap, side],
            [word(first), t],
            [tag(first), t],
            [word(last), t],
            [tag(last), t],
            [word(previous), t],
            [tag(previous), t],
            [word(next), t],
            [tag(next), t],
            [sibling, t],
            [word(self.before[at]), t],
            [tag(above), ht],
            [word(above), t],
            [tag(head_first), t],
            [tag(head_last), t],
        ];
        out.extend((1..).zip(pairs).map(|(n, values)| feature(n, values)));
        let triples = [
            [w, ht, side],
            [t, ht, side],
            [t, hw, side],
            [w, hw, side],
            [suffix, ht, side],
            [t, ht, gap],
            [sibling, t, ht],
            [sibling, w, ht],
            [sibling, t, hw],
            [word(first), t, ht],
            [tag(first), t, ht],
            [word(first), hw, side],
            [word(first), w, side],
            [tag(last), t, ht],
            [tag(above), ht, t],
            [tag(previous), t, ht],
            [tag(next), t, ht],
            [word(head_first), t, ht],
            [word(head_last), t, ht],
            [tag(head_first), w, ht],
            [label(above), t, ht],
        ];
        out.extend((40..).zip(triples).map(|(n, values)| feature(n, values)));
    }
}

/// Labels of a sentence's words, from left to right. `visit` sees the features before each choice and
/// may put another label in its place, as training does with the gold one.
pub(crate) fn label(
    arcs: &Arcs<'_>,
    count: usize,
    mut choose: impl FnMut(usize, &[Feature], &mut [i32]) -> u8,
) -> Vec<u8> {
    let mut labels = Vec::with_capacity(arcs.words.len());
    let (mut found, mut scores) = (Vec::new(), vec![0; count]);
    for at in 0..arcs.words.len() {
        arcs.features(at, &labels, &mut found);
        labels.push(choose(at, &found, &mut scores));
    }
    labels
}

/// Chooses by the model's scores; `root` goes to the root alone.
pub(crate) fn choose<'a>(
    arcs: &'a Arcs<'a>,
    model: &'a impl Scorer,
    root: u8,
) -> impl FnMut(usize, &[Feature], &mut [i32]) -> u8 + 'a {
    move |at, features, scores| {
        if arcs.heads[at].is_none() {
            return root;
        }
        model.score(features, scores);
        if let Some(score) = scores.get_mut(usize::from(root)) {
            *score = i32::MIN;
        }
        Classifier::best(scores) as u8
    }
}
