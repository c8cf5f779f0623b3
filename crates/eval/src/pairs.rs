use std::collections::BTreeSet;

/// Pairs one to one: `(cost, i, j)` from the least cost, and where costs are the same in the order of
/// `i`, then `j`.
pub(crate) fn one_to_one(mut candidates: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let free = candidates.into_iter().filter(|&(_, i, j)| {
        let free = !left.contains(&i) && !right.contains(&j);
        if free {
            left.insert(i);
            right.insert(j);
        }
        free
    });
    free.map(|(_, i, j)| (i, j)).collect()
}

#[cfg(test)]
mod tests {
    use super::one_to_one;

    #[test]
    fn the_cheapest_pair_goes_first() {
        let candidates = vec![(0.5, 0, 0), (0.1, 0, 1), (0.5, 1, 0), (0.2, 1, 1)];
        assert_eq!(one_to_one(candidates), [(0, 1), (1, 0)]);
    }
}
