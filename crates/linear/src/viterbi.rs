/// The sequence of labels with the highest sum of emission and transition scores.
///
/// `emissions` has a row of `labels` scores for each position; `transitions[a * labels + b]` is the
/// score of label `b` after `a`; of equal sequences the one with the lower last labels wins. An empty
/// input gives an empty sequence. Sums that 64 bits cannot hold count as the largest that they can.
///
/// # Panics
/// If `transitions` is not `labels * labels` long.
pub fn viterbi(emissions: &[i64], transitions: &[i64], labels: usize) -> Vec<usize> {
    assert_eq!(
        transitions.len(),
        labels * labels,
        "a transition score for each pair of labels"
    );
    if labels == 0 || emissions.len() < labels {
        return Vec::new();
    }
    let rows = emissions.len() / labels;
    let mut scores: Vec<i64> = emissions[..labels].to_vec();
    let mut next = vec![0i64; labels];
    let mut back = vec![0u32; rows * labels];
    for row in 1..rows {
        for label in 0..labels {
            let mut best = 0;
            let mut best_score = i64::MIN;
            for before in 0..labels {
                let score = scores[before].saturating_add(transitions[before * labels + label]);
                if score > best_score {
                    (best, best_score) = (before, score);
                }
            }
            next[label] = best_score.saturating_add(emissions[row * labels + label]);
            back[row * labels + label] = best as u32;
        }
        std::mem::swap(&mut scores, &mut next);
    }
    let mut label = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[label] {
            label = at;
        }
    }
    let mut path = vec![0; rows];
    for row in (0..rows).rev() {
        path[row] = label;
        label = back[row * labels + label] as usize;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transitions_overrule_emissions() {
        let emissions = [5, 0, 0, 1, 0, 4];
        assert_eq!(viterbi(&emissions, &[0, 0, 0, 0], 2), [0, 1, 1]);
        assert_eq!(viterbi(&emissions, &[0, -9, 0, 0], 2), [0, 0, 0]);
        assert!(viterbi(&[], &[0, 0, 0, 0], 2).is_empty());
    }
}
