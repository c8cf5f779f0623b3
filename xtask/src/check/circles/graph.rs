//! Circles of a graph.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// From each node to those that it reads.
pub(super) type Graph = BTreeMap<String, BTreeSet<String>>;

/// For each edge that lies in a circle the shortest circle through it, each circle once, from its
/// first node back to that node.
pub(super) fn circles(graph: &Graph) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for (from, targets) in graph {
        for to in targets {
            if let Some(way) = way(graph, to, from) {
                found.insert(from_least(way));
            }
        }
    }
    found
}

/// The shortest way from one node to another, both included.
fn way(graph: &Graph, from: &str, to: &str) -> Option<Vec<String>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([from]);
    while let Some(node) = queue.pop_front() {
        if node == to {
            let mut way = vec![node.to_owned()];
            let mut node = node;
            while node != from {
                node = before[node];
                way.insert(0, node.to_owned());
            }
            return Some(way);
        }
        for next in graph.get(node).into_iter().flatten() {
            if next != from && !before.contains_key(next.as_str()) {
                before.insert(next, node);
                queue.push_back(next);
            }
        }
    }
    None
}

/// The circle begun at its least node and closed with it.
fn from_least(mut nodes: Vec<String>) -> Vec<String> {
    let least = (0..nodes.len()).min_by_key(|&at| &nodes[at]).unwrap_or(0);
    nodes.rotate_left(least);
    nodes.extend(nodes.first().cloned());
    nodes
}

#[cfg(test)]
mod tests {
    use super::{Graph, circles};

    #[test]
    fn finds_each_circle_once() {
        let edges = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("d", "a")];
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry(from.into()).or_default().insert(to.into());
        }
        let found: Vec<String> = circles(&graph).iter().map(|c| c.join("")).collect();
        assert_eq!(found, ["abcda", "bcb"]);
    }
}
