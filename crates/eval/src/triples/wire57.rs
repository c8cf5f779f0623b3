use super::{OpenTriple, WireTriple, key, share};
use crate::pairs::one_to_one;
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
    (share(hits, predicted_words), share(hits, gold_words))
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
    let mut shares = BTreeMap::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let (precision, recall) = agreement(g, p);
            if precision + recall > 0.0 {
                let f1 = 2.0 * precision * recall / (precision + recall);
                candidates.push((-f1, i, j));
                shares.insert((i, j), (precision, recall));
            }
        }
    }
    let (mut right_gold, mut right_predicted) = (vec![0.0; gold.len()], vec![0.0; predicted.len()]);
    for (i, j) in one_to_one(candidates) {
        (right_predicted[j], right_gold[i]) = shares[&(i, j)];
    }
    let mut measure = Measure::default();
    for share in right_gold {
        measure.add_gold(share);
    }
    for share in right_predicted {
        measure.add_predicted(share);
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

    /// Each of the words of a prediction counts, a repeated one too; no more than the whole triple can be found.
    #[test]
    fn no_share_is_above_one() {
        let gold = WireTriple {
            parts: [part("Ann", 1), part("sold", 1), part("ships", 1)],
            rest: Vec::new(),
        };
        let predicted = OpenTriple {
            sentence: "A".into(),
            confidence: 1.0,
            predicate: "sold sold".into(),
            arguments: vec!["Ann".into(), "ships ships".into()],
            claim: None,
        };
        let report = score(&[("A".to_owned(), vec![gold])], &[predicted]);
        assert_eq!(
            report.get("triples").map(|m| (m.precision(), m.recall())),
            Some((1.0, 1.0))
        );
    }
}
