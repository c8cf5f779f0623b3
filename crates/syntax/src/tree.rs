use newsgraph_neural::Matrix;

/// The tree of highest score: for each word its head, `None` for the one root.
///
/// A row of scores stands for each word: first for being the root, then for each word as its head. The
/// way of Chu and Liu (1965) and Edmonds (1967), which also finds trees with crossing arcs.
///
/// Gives a tree for any scores: those beyond [`LARGEST`] count as that, and what is no number as the least.
pub(crate) fn best_tree(scores: &Matrix) -> Vec<Option<usize>> {
    // All are looked at, several at a time, as nearly always all are sound.
    let is_sound = |all: bool, score: &f32| all & (score.abs() <= LARGEST);
    if scores.values().iter().fold(true, is_sound) {
        return tree_of(scores);
    }
    let bounded = |score: &f32| {
        let number = if score.is_nan() { -LARGEST } else { *score };
        number.clamp(-LARGEST, LARGEST)
    };
    let values = scores.values().iter().map(bounded).collect();
    tree_of(&Matrix::new(scores.columns(), values))
}

/// The largest size of a score. A contraction takes one score from another as often as there are words at most, so
/// that all stay numbers.
const LARGEST: f32 = 1e30;

fn tree_of(scores: &Matrix) -> Vec<Option<usize>> {
    let mut heads = vec![0; scores.columns()];
    let (mut root, mut least) = (0, f32::INFINITY);
    for word in 0..scores.rows() {
        let row = scores.row(word);
        heads[word + 1] = best(row, word + 1);
        // What the tree loses if this word is the root.
        let loss = row[heads[word + 1]] - row[0];
        if loss < least {
            (root, least) = (word + 1, loss);
        }
    }
    heads[root] = 0;
    if has_cycle(&heads) {
        heads = Contraction::new(scores).heads();
        // Beside scores that are larger than it, what keeps a second root away is lost.
        let roots: Vec<usize> = (1..heads.len()).filter(|&word| heads[word] == 0).collect();
        for &other in roots.iter().skip(1) {
            heads[other] = roots[0];
        }
    }
    heads[1..].iter().map(|head| head.checked_sub(1)).collect()
}

/// The best head of a node among the words, the first of equals, or 0 where there is no other word.
fn best(scores: &[f32], node: usize) -> usize {
    let (before, after) = (&scores[1..node], &scores[node + 1..]);
    let [most, most_after] = [before, after].map(largest);
    // None is above the largest, so that the first that is not below it is the first of the largest.
    let place = |scores: &[f32], most: f32| scores.iter().position(|&score| score >= most);
    if most >= most_after {
        place(before, most).map_or(0, |at| at + 1)
    } else {
        place(after, most_after).map_or(0, |at| at + node + 1)
    }
}

/// The largest of some numbers, found in several lanes at a time.
fn largest(numbers: &[f32]) -> f32 {
    const LANES: usize = 8;
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for chunk in chunks {
        for (lane, &number) in lanes.iter_mut().zip(chunk) {
            *lane = larger(number, *lane);
        }
    }
    lanes
        .iter()
        .chain(rest)
        .fold(f32::NEG_INFINITY, |a, &b| larger(b, a))
}

/// Whether heads lead in a circle. Node 0 has no head.
fn has_cycle(heads: &[usize]) -> bool {
    // 0 unseen, otherwise the node whose walk passed here first.
    let mut seen = vec![0; heads.len()];
    (1..heads.len()).any(|start| {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        node != 0 && seen[node] == start
    })
}

/// What an arc to the root costs, so that no tree has two: more than all differences of scores, and so
/// little that what sums of scores lose beside it is nothing.
const ROOT: f32 = 4096.0;

const NONE: f32 = f32::NEG_INFINITY;

/// An arc from a word's node to its head's; node 0 is the root's head.
type Arc = (usize, usize);

/// The place of an arc among all of some nodes: the word's node times their number, and the head's.
type ArcPlace = u32;

/// Groups of nodes on the way to the best tree, each a node or a cycle of groups that has become one. Time
/// grows with the square of the nodes (Tarjan 1977).
struct Contraction {
    nodes: usize,
    /// For each place of a group, and each place of another one as its head, the score of the best arc
    /// between them, less what the arc that it replaces has.
    scores: Vec<f32>,
    arcs: Vec<ArcPlace>,
    /// Whether a place still holds a group.
    holds: Vec<bool>,
    /// The group in each place, by number: the nodes, then the cycles.
    group: Vec<usize>,
    /// For each group the one that it is a part of, the arc that enters it, and its parts.
    whole: Vec<usize>,
    enters: Vec<Arc>,
    parts: Vec<Vec<usize>>,
}

impl Contraction {
    fn new(scores: &Matrix) -> Self {
        let nodes = scores.columns();
        let mut all = vec![NONE; nodes];
        for word in 0..scores.rows() {
            let row = all.len();
            all.extend_from_slice(scores.row(word));
            all[row] -= ROOT;
            all[row + word + 1] = NONE;
        }
        Self {
            nodes,
            scores: all,
            arcs: (0..(nodes * nodes) as ArcPlace).collect(),
            holds: vec![true; nodes],
            group: (0..nodes).collect(),
            whole: (0..nodes).collect(),
            enters: vec![(0, 0); nodes],
            parts: vec![Vec::new(); nodes],
        }
    }

    /// The place of the best head of the group in a place.
    fn best(&self, place: usize) -> usize {
        let row = &self.scores[place * self.nodes..(place + 1) * self.nodes];
        let most = largest(row);
        row.iter().position(|&score| score >= most).unwrap_or(0)
    }

    /// Makes a cycle of places one group, in the first of them. `kept` has the score of the arc that enters
    /// each.
    fn contract(&mut self, cycle: &[usize], kept: &[f32]) {
        let (n, first) = (self.nodes, cycle[0]);
        for other in 0..n {
            if !self.holds[other] || cycle.contains(&other) {
                continue;
            }
            let (mut into, mut from) = ((NONE, 0), (NONE, 0));
            for (&place, &kept) in cycle.iter().zip(kept) {
                let (enters, leaves) = (place * n + other, other * n + place);
                if self.scores[enters] - kept > into.0 {
                    into = (self.scores[enters] - kept, self.arcs[enters]);
                }
                if self.scores[leaves] > from.0 {
                    from = (self.scores[leaves], self.arcs[leaves]);
                }
            }
            (self.scores[first * n + other], self.arcs[first * n + other]) = into;
            (self.scores[other * n + first], self.arcs[other * n + first]) = from;
        }
        let number = self.whole.len();
        let parts: Vec<usize> = cycle.iter().map(|&place| self.group[place]).collect();
        for (&place, &part) in cycle.iter().zip(&parts) {
            self.holds[place] = place == first;
            self.whole[part] = number;
            // No arc leads to a place that holds no group any more.
            for other in (0..n).filter(|_| place != first) {
                self.scores[other * n + place] = NONE;
            }
        }
        self.group[first] = number;
        self.whole.push(number);
        self.enters.push((0, 0));
        self.parts.push(parts);
    }

    /// The head of each node in the best tree from node 0.
    fn heads(mut self) -> Vec<usize> {
        let mut is_done = vec![false; self.nodes];
        is_done[0] = true;
        for start in 1..self.nodes {
            if is_done[start] || !self.holds[start] {
                continue;
            }
            let (mut path, mut kept) = (vec![start], Vec::new());
            loop {
                let place = path[path.len() - 1];
                let head = self.best(place);
                let at = place * self.nodes + head;
                let arc = self.arcs[at] as usize;
                self.enters[self.group[place]] = (arc / self.nodes, arc % self.nodes);
                kept.truncate(path.len() - 1);
                kept.push(self.scores[at]);
                if is_done[head] {
                    break;
                }
                if let Some(begin) = path.iter().position(|&p| p == head) {
                    let cycle = path.split_off(begin);
                    self.contract(&cycle, &kept[begin..]);
                }
                path.push(head);
            }
            for place in path {
                is_done[place] = true;
            }
        }
        self.expand()
    }

    /// Takes the groups apart: what enters a group enters one of its parts, and the others keep their arcs.
    fn expand(&self) -> Vec<usize> {
        let mut heads = vec![0; self.nodes];
        let tops = (1..self.nodes).filter(|&place| self.holds[place]);
        let mut open: Vec<(usize, Arc)> = tops
            .map(|place| (self.group[place], self.enters[self.group[place]]))
            .collect();
        while let Some((group, arc)) = open.pop() {
            if group < self.nodes {
                heads[group] = arc.1;
                continue;
            }
            let mut entered = arc.0;
            while self.whole[entered] != group {
                entered = self.whole[entered];
            }
            for &part in &self.parts[group] {
                open.push((
                    part,
                    if part == entered {
                        arc
                    } else {
                        self.enters[part]
                    },
                ));
            }
        }
        heads
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every way to give heads, without a thought for speed.
    fn by_trial(scores: &Matrix) -> f32 {
        let words = scores.rows();
        let mut best = f32::NEG_INFINITY;
        for mut code in 0..(words + 1).pow(words as u32) {
            let mut heads = vec![0];
            for _ in 0..words {
                heads.push(code % (words + 1));
                code /= words + 1;
            }
            let own = heads
                .iter()
                .enumerate()
                .skip(1)
                .any(|(node, &head)| node == head);
            let roots = heads[1..].iter().filter(|&&head| head == 0).count();
            if !own && roots == 1 && !has_cycle(&heads) {
                let score = (0..words)
                    .map(|word| scores.row(word)[heads[word + 1]])
                    .sum();
                best = best.max(score);
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_tree_is_better(words in 1usize..6, values in prop::collection::vec(-9i16..9, 30)) {
            let values = (0..words * (words + 1)).map(|at| f32::from(values[at])).collect();
            let scores = Matrix::new(words + 1, values);
            let heads = best_tree(&scores);
            let found: f32 = heads.iter().enumerate().map(|(w, h)| scores.row(w)[h.map_or(0, |h| h + 1)]).sum();
            prop_assert_eq!(heads.iter().filter(|h| h.is_none()).count(), 1);
            prop_assert!((found - by_trial(&scores)).abs() < 0.5);
        }
    }

    /// Scores of any kind: no numbers, infinite, huge, and equal ones.
    fn any_score() -> impl Strategy<Value = f32> {
        const SPECIAL: [f32; 7] = [
            f32::NAN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::MAX,
            f32::MIN,
            0.0,
            1.0,
        ];
        prop_oneof![prop::sample::select(&SPECIAL[..]), any::<f32>(), -9f32..9.0]
    }

    proptest! {
        #[test]
        fn any_scores_give_one_tree(words in 0usize..12, values in prop::collection::vec(any_score(), 132)) {
            let values = values[..words * (words + 1)].to_vec();
            let found = best_tree(&Matrix::new(words + 1, values));
            prop_assert_eq!(found.len(), words);
            prop_assert_eq!(found.iter().filter(|h| h.is_none()).count(), words.min(1));
            let heads: Vec<usize> = std::iter::once(0)
                .chain(found.iter().map(|h| h.map_or(0, |h| h + 1)))
                .collect();
            prop_assert!(!has_cycle(&heads));
        }
    }

    #[test]
    fn scores_that_are_all_alike_give_one_tree() {
        for value in [
            f32::NAN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::MAX,
            f32::MIN,
            0.0,
        ] {
            for words in [1, 2, 40] {
                let heads = best_tree(&Matrix::new(words + 1, vec![value; words * (words + 1)]));
                let roots = heads.iter().filter(|h| h.is_none());
                assert_eq!(roots.count(), 1, "{words} words of {value}");
            }
        }
    }

    #[test]
    fn long_cycles_give_one_tree() {
        let words = 150;
        let mut scores = Matrix::zeros(words, words + 1);
        for word in 0..words {
            // Each word wants the next one, the last the first.
            scores.row_mut(word)[(word + 1) % words + 1] = 5.0;
        }
        let heads = best_tree(&scores);
        assert_eq!(heads.iter().filter(|h| h.is_none()).count(), 1);
    }
}
