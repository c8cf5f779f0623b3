use super::assignment::largest_assignment;
use super::{Cluster, MentionRange};
use crate::Measure;
use std::collections::BTreeMap;

/// A share of the key that a response gets right: what is right, of how many.
type Recall = fn(&[Cluster], &[Cluster]) -> (f64, usize);

/// A measure with its recall; its precision is the recall with key and response exchanged.
pub(super) const MENTIONS: Recall = mentions;
/// Vilain et al. 1995: links that join the mentions of a cluster.
pub(super) const MUC: Recall = muc;
/// Bagga and Baldwin 1998: the share of a mention's cluster that it shares with the other side.
pub(crate) const B_CUBED: Recall = b_cubed;
/// Luo 2005, by entities: the best one-to-one alignment of clusters.
pub(super) const CEAF_E: Recall = ceaf_e;

/// Adds up a measure over pairs of key and response, one pair for each document.
pub(crate) fn measure<'a>(
    recall: Recall,
    pairs: impl IntoIterator<Item = (&'a [Cluster], &'a [Cluster])>,
) -> Measure {
    let mut sum = Measure::default();
    for (key, response) in pairs {
        sum.add(Measure::of_shares(
            recall(response, key),
            recall(key, response),
        ));
    }
    sum
}

fn clusters_of(clusters: &[Cluster]) -> BTreeMap<MentionRange, usize> {
    let numbered = clusters.iter().enumerate();
    numbered
        .flat_map(|(at, cluster)| cluster.iter().map(move |&mention| (mention, at)))
        .collect()
}

fn mentions(key: &[Cluster], response: &[Cluster]) -> (f64, usize) {
    let found = clusters_of(response);
    let all = || key.iter().flatten();
    let right = all().filter(|&mention| found.contains_key(mention)).count();
    (right as f64, all().count())
}

fn muc(key: &[Cluster], response: &[Cluster]) -> (f64, usize) {
    let found = clusters_of(response);
    let (mut right, mut links) = (0, 0);
    for cluster in key.iter().filter(|c| !c.is_empty()) {
        let mut parts: Vec<usize> = Vec::new();
        let mut alone = 0;
        for mention in cluster {
            match found.get(mention) {
                Some(part) if parts.contains(part) => {}
                Some(&part) => parts.push(part),
                None => alone += 1,
            }
        }
        right += cluster.len() - parts.len() - alone;
        links += cluster.len() - 1;
    }
    (right as f64, links)
}

/// How many mentions of a cluster each cluster of the other side has.
fn shared(
    cluster: &[MentionRange],
    found: &BTreeMap<MentionRange, usize>,
) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for other in cluster.iter().filter_map(|mention| found.get(mention)) {
        *counts.entry(*other).or_insert(0) += 1;
    }
    counts
}

fn b_cubed(key: &[Cluster], response: &[Cluster]) -> (f64, usize) {
    let found = clusters_of(response);
    let share = |cluster: &Cluster| {
        let squares = shared(cluster, &found)
            .values()
            .map(|n| n * n)
            .sum::<usize>();
        squares as f64 / cluster.len().max(1) as f64
    };
    (key.iter().map(share).sum(), key.iter().map(Vec::len).sum())
}

fn ceaf_e(key: &[Cluster], response: &[Cluster]) -> (f64, usize) {
    let found = clusters_of(response);
    let near: Vec<BTreeMap<usize, usize>> = key.iter().map(|c| shared(c, &found)).collect();
    let mut touched: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, others) in near.iter().enumerate() {
        for &other in others.keys() {
            touched.entry(other).or_default().push(row);
        }
    }
    // Clusters that share nothing with one another are aligned apart.
    let (mut total, mut seen) = (0.0, vec![false; key.len()]);
    for start in 0..key.len() {
        let (mut rows, mut columns, mut open) = (Vec::new(), Vec::new(), vec![start]);
        while let Some(row) = open.pop() {
            if std::mem::replace(&mut seen[row], true) {
                continue;
            }
            rows.push(row);
            for other in near[row].keys() {
                if !columns.contains(other) {
                    columns.push(*other);
                    open.extend(&touched[other]);
                }
            }
        }
        let cell = |row: usize, column: usize| {
            let both = near[row].get(&column).copied().unwrap_or_default();
            2.0 * both as f64 / (key[row].len() + response[column].len()) as f64
        };
        let line = |&row: &usize| columns.iter().map(|&column| cell(row, column)).collect();
        total += largest_assignment(&rows.iter().map(line).collect::<Vec<_>>());
    }
    (total, key.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(rows: &[&[usize]]) -> Vec<Cluster> {
        let mention = |&at: &usize| (at, at + 1);
        rows.iter()
            .map(|row| row.iter().map(mention).collect())
            .collect()
    }

    fn figures(recall: Recall) -> [f64; 2] {
        // Key {0 1 2} {3 4}; response {0 1} {2 3 4 5}.
        let (key, response) = (
            clusters(&[&[0, 1, 2], &[3, 4]]),
            clusters(&[&[0, 1], &[2, 3, 4, 5]]),
        );
        let found = measure(recall, [(&key[..], &response[..])]);
        [found.precision(), found.recall()]
    }

    #[test]
    fn counts_by_hand() {
        let close = |found: [f64; 2], expected: [f64; 2]| {
            let near = found
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 1e-12);
            assert!(near, "{found:?} {expected:?}");
        };
        close(figures(MENTIONS), [5.0 / 6.0, 1.0]);
        // Of 1 + 3 links of the response 1 + 1 are the key's; of 2 + 1 of the key 1 + 1 are found.
        close(figures(MUC), [2.0 / 4.0, 2.0 / 3.0]);
        // Response: 4/2 + (1 + 4)/4 of 6; key: (4 + 1)/3 + 4/2 of 5.
        close(figures(B_CUBED), [3.25 / 6.0, (5.0 / 3.0 + 2.0) / 5.0]);
        // 2 * 2 / 5 and 2 * 2 / 6 are the best pairs.
        let total = 4.0 / 5.0 + 4.0 / 6.0;
        close(figures(CEAF_E), [total / 2.0, total / 2.0]);
    }
}
