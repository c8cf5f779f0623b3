use super::{OpenTriple, WireTriple, key};
use crate::{Measure, Report};
use std::collections::BTreeMap;

/// Precision and recall in words of one prediction against one triple of the gold; nothing where a slot
/// shares no word with its own.
fn agreement(gold: &WireTriple, predicted: &[Vec<&str>]) -> (f64, f64) {
    let within =
        |words: &[&str], of: &[String]| words.iter().filter(|w| of.iter().any(|g| g == *w)).count();
    let (mut hits, mut predicted_words, mut gold_words) = (0, 0, 0);
    for ((words, given), found) in gold.parts.iter().zip(predicted) {
        let inferred = *given == 0;
        if found.is_empty() {
            if !words.is_empty() && !inferred {
                return (0.0, 0.0);
            }
            continue;
        }
        let count = within(found, words);
        if count == 0 && !inferred {
            return (0.0, 0.0);
        }
        hits += count;
        predicted_words += found.len();
        gold_words += given;
    }
    for (at, (words, given)) in gold.rest.iter().enumerate() {
        gold_words += given;
        if let Some(found) = predicted.get(3 + at) {
            hits += within(found, words);
            predicted_words += found.len();
        }
    }
    let share = |of: usize| {
        if of == 0 {
            0.0
        } else {
            hits as f64 / of as f64
        }
    };
    (share(predicted_words), share(gold_words))
}

/// The measure over all predictions, as `triples`.
pub fn score(gold: &[(String, Vec<WireTriple>)], predicted: &[OpenTriple]) -> Report {
    let mut found: BTreeMap<String, Vec<Vec<Vec<&str>>>> = BTreeMap::new();
    for triple in predicted.iter().filter(|t| t.arguments.len() >= 2) {
        let parts = [&triple.arguments[0], &triple.predicate]
            .into_iter()
            .chain(&triple.arguments[1..])
            .map(|part| part.split_whitespace().collect())
            .collect();
        found.entry(key(&triple.sentence)).or_default().push(parts);
    }
    let mut sum = Measure::default();
    for (sentence, gold) in gold {
        let predicted = found.get(&key(sentence)).map_or(&[][..], Vec::as_slice);
        sum.add(measure(gold, predicted));
    }
    let mut report = Report::default();
    report.push("triples", sum);
    report
}

/// Pairs one to one, those with the best F1 first.
fn measure(gold: &[WireTriple], predicted: &[Vec<Vec<&str>>]) -> Measure {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let (precision, recall) = agreement(g, p);
            if precision + recall > 0.0 {
                let f1 = 2.0 * precision * recall / (precision + recall);
                candidates.push((-f1, i, j, (precision, recall)));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut right_gold, mut right_predicted) =
        (vec![None; gold.len()], vec![None; predicted.len()]);
    for (_, i, j, (precision, recall)) in candidates {
        if right_gold[i].is_none() && right_predicted[j].is_none() {
            (right_gold[i], right_predicted[j]) = (Some(recall), Some(precision));
        }
    }
    let mut measure = Measure::default();
    for share in right_gold {
        measure.add_gold(share.unwrap_or(0.0));
    }
    for share in right_predicted {
        measure.add_predicted(share.unwrap_or(0.0));
    }
    measure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(words: &str, given: usize) -> (Vec<String>, usize) {
        (words.split(' ').map(str::to_owned).collect(), given)
    }

    /// Two of the gold's slots share words with "Ann | is | a judge"; its predicate is inferred and need not.
    #[test]
    fn counts_by_hand() {
        let gold = WireTriple {
            parts: [part("Ann Lee", 2), part("was", 0), part("a judge", 2)],
            rest: vec![part("in May", 2)],
        };
        let predicted = OpenTriple {
            sentence: "A b".into(),
            confidence: 1.0,
            predicate: "is".into(),
            arguments: vec!["Ann".into(), "a judge".into()],
            claim: None,
        };
        let gold = [("A b.".to_owned(), vec![gold])];
        let measure = score(&gold, std::slice::from_ref(&predicted))
            .get("triples")
            .unwrap();
        assert!(
            (measure.precision() - 3.0 / 4.0).abs() < 1e-12,
            "{measure:?}"
        );
        assert!((measure.recall() - 3.0 / 6.0).abs() < 1e-12, "{measure:?}");
        let other = OpenTriple {
            arguments: vec!["Bob".into(), "a judge".into()],
            ..predicted
        };
        assert!(score(&gold, &[other]).get("triples").unwrap().f1() < 1e-12);
    }
}
