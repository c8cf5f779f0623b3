use newsgraph_neural::Matrix;

/// The tree of highest score: for each word its head, `None` for the one root.
///
/// A row of scores stands for each word: first for being the root, then for each word as its head. The
/// way of Chu and Liu (1965) and Edmonds (1967), which also finds trees with crossing arcs.
pub(crate) fn best_tree(scores: &Matrix) -> Vec<Option<usize>> {
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
    if cycle(&heads).is_some() {
        heads = arborescence(&Arcs::new(scores));
    }
    heads[1..].iter().map(|head| head.checked_sub(1)).collect()
}

/// The best head of a node among the words, or 0 where there is no other word.
fn best(scores: &[f32], node: usize) -> usize {
    let (mut best, mut most) = (0, f32::NEG_INFINITY);
    for (head, &score) in scores.iter().enumerate().skip(1) {
        if score > most && head != node {
            (best, most) = (head, score);
        }
    }
    best
}

/// The nodes of a cycle among heads, if there is one. Node 0 has no head.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // 0 unseen, otherwise the node whose walk passed here.
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if node != 0 && seen[node] == start {
            let rest = std::iter::successors(Some(heads[node]), |&n| Some(heads[n]));
            return Some(
                std::iter::once(node)
                    .chain(rest.take_while(|&n| n != node))
                    .collect(),
            );
        }
    }
    None
}

/// Scores of all arcs between nodes, a row of heads for each node; node 0 is the root's head.
struct Arcs {
    nodes: usize,
    scores: Vec<f32>,
}

/// What an arc to the root costs, so that no tree has two: more than all differences of scores, and so
/// little that what sums of scores lose beside it is nothing.
const ROOT: f32 = 4096.0;

const NONE: f32 = f32::NEG_INFINITY;

impl Arcs {
    fn new(scores: &Matrix) -> Self {
        let nodes = scores.columns();
        let mut all = vec![NONE; nodes];
        all.reserve(scores.values().len());
        for word in 0..scores.rows() {
            let row = all.len();
            all.extend_from_slice(scores.row(word));
            all[row] -= ROOT;
            all[row + word + 1] = NONE;
        }
        Self { nodes, scores: all }
    }

    fn row(&self, node: usize) -> &[f32] {
        &self.scores[node * self.nodes..(node + 1) * self.nodes]
    }

    /// The best head of a node.
    fn best(&self, node: usize) -> usize {
        let (mut best, mut most) = (0, NONE);
        for (head, &score) in self.row(node).iter().enumerate() {
            if score > most {
                (best, most) = (head, score);
            }
        }
        best
    }
}

/// The head of each node in the best tree from node 0.
fn arborescence(arcs: &Arcs) -> Vec<usize> {
    let mut heads = vec![0; arcs.nodes];
    for (node, head) in heads.iter_mut().enumerate().skip(1) {
        *head = arcs.best(node);
    }
    let Some(cycle) = cycle(&heads) else {
        return heads;
    };
    let mut inside = vec![false; arcs.nodes];
    for &node in &cycle {
        inside[node] = true;
    }
    // The cycle becomes one node, the last; an arc into it takes the place of the arc that it breaks.
    let outer: Vec<usize> = (0..arcs.nodes).filter(|&node| !inside[node]).collect();
    let (nodes, last) = (outer.len() + 1, outer.len());
    let mut scores = Vec::with_capacity(nodes * nodes);
    // For each outer node: the cycle's node that would be its head, and the one it would be head of.
    let (mut from, mut into) = (vec![0; last], vec![0; last]);
    for (at, &node) in outer.iter().enumerate() {
        let row = arcs.row(node);
        scores.extend(outer.iter().map(|&head| row[head]));
        let better = |best: usize, head: &usize| if row[*head] > row[best] { *head } else { best };
        from[at] = cycle.iter().fold(cycle[0], better);
        scores.push(row[from[at]]);
    }
    let mut gains = vec![NONE; nodes];
    for &node in &cycle {
        let row = arcs.row(node);
        let own = row[heads[node]];
        for (at, &head) in outer.iter().enumerate() {
            let gain = row[head] - own;
            if gain > gains[at] {
                (gains[at], into[at]) = (gain, node);
            }
        }
    }
    scores.extend(gains);
    let found = arborescence(&Arcs { nodes, scores });
    for (at, &node) in outer.iter().enumerate().skip(1) {
        heads[node] = outer.get(found[at]).copied().unwrap_or(from[at]);
    }
    let entry = found[last];
    heads[into[entry]] = outer[entry];
    heads
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
            if !own && roots == 1 && cycle(&heads).is_none() {
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
