use super::{OpenTriple, key, share};
use crate::pairs::one_to_one;
use crate::{Measure, Report};
use std::collections::BTreeMap;

const BE: [&str; 8] = ["be", "is", "am", "are", "was", "were", "been", "being"];

/// Predicates whose subject and object may be swapped: in "…, said Ann" either comes first.
const SAYING: [&str; 5] = ["said", "told", "added", "adds", "says"];

/// Words of predicate, subject, and all that follows.
struct Slots<'a> {
    predicate: Vec<&'a str>,
    arguments: Vec<Vec<&'a str>>,
}

impl<'a> Slots<'a> {
    fn new(triple: &'a OpenTriple) -> Self {
        let words = |part: &'a String| part.split_whitespace();
        let mut arguments: Vec<Vec<&str>> = Vec::new();
        if let [subject, rest @ ..] = triple.arguments.as_slice() {
            arguments.push(words(subject).collect());
            if !rest.is_empty() {
                arguments.push(rest.iter().flat_map(words).collect());
            }
        }
        Self {
            predicate: words(&triple.predicate).collect(),
            arguments,
        }
    }

    fn says(&self) -> bool {
        let text = self.predicate.join(" ");
        SAYING.iter().any(|verb| text.contains(verb))
    }
}

/// How many words of the gold are among the others, each of those used once; and what is left of
/// them.
fn shared<'a>(gold: &[&str], predicted: &[&'a str]) -> (usize, Vec<&'a str>) {
    let mut rest = predicted.to_vec();
    let mut count = 0;
    for word in gold {
        if let Some(at) = rest.iter().position(|w| w == word) {
            rest.remove(at);
            count += 1;
        }
    }
    (count, rest)
}

/// Precision and recall of one prediction against one triple of the gold.
fn agreement(gold: &Slots<'_>, predicate: &[&str], arguments: &[&Vec<&str>]) -> (f64, f64) {
    let (mut hits, rest) = shared(&gold.predicate, predicate);
    hits += usize::from(rest.contains(&"be") && gold.predicate.iter().any(|w| BE.contains(w)));
    if hits == 0 || arguments.len() < gold.arguments.len() {
        return (0.0, 0.0);
    }
    let (mut predicted_words, mut gold_words) = (predicate.len(), gold.predicate.len());
    for (expected, found) in gold.arguments.iter().zip(arguments) {
        hits += shared(expected, found).0;
        predicted_words += found.len();
        gold_words += expected.len();
    }
    (share(hits, predicted_words), share(hits, gold_words))
}

fn pair(gold: &Slots<'_>, predicted: &Slots<'_>) -> (f64, f64) {
    let mut arguments: Vec<&Vec<&str>> = predicted.arguments.iter().collect();
    let straight = agreement(gold, &predicted.predicate, &arguments);
    if !gold.says() || arguments.len() != 2 {
        return straight;
    }
    arguments.reverse();
    let swapped = agreement(gold, &predicted.predicate, &arguments);
    if swapped > straight {
        swapped
    } else {
        straight
    }
}

/// The gold and the predictions of one sentence, and how each pair agrees.
struct Sentence<'a> {
    gold: Vec<&'a OpenTriple>,
    predicted: Vec<&'a OpenTriple>,
    /// Where each prediction stands among all of them.
    places: Vec<usize>,
    pairs: Vec<Vec<(f64, f64)>>,
}

fn sentences<'a>(gold: &'a [OpenTriple], predicted: &'a [OpenTriple]) -> Vec<Sentence<'a>> {
    fn by_key(triples: &[OpenTriple]) -> BTreeMap<String, Vec<usize>> {
        let mut map: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, triple) in triples.iter().enumerate() {
            map.entry(key(&triple.sentence)).or_default().push(place);
        }
        map
    }
    let mut found = by_key(predicted);
    let sentence = |(key, gold_places): (String, Vec<usize>)| {
        let places = found.remove(&key).unwrap_or_default();
        let predicted: Vec<&OpenTriple> = places.iter().map(|&p| &predicted[p]).collect();
        let gold: Vec<&OpenTriple> = gold_places.iter().map(|&p| &gold[p]).collect();
        let slots: Vec<Slots<'_>> = predicted.iter().map(|p| Slots::new(p)).collect();
        let row = |triple: &&OpenTriple| {
            let gold = Slots::new(triple);
            slots.iter().map(|p| pair(&gold, p)).collect()
        };
        Sentence {
            pairs: gold.iter().map(row).collect(),
            gold,
            predicted,
            places,
        }
    };
    by_key(gold).into_iter().map(sentence).collect()
}

impl Sentence<'_> {
    /// Predictions above a confidence, paired one to one with the gold, the most precise first.
    fn matches(&self, least: f64) -> Vec<(usize, usize)> {
        let mut candidates = Vec::new();
        for (i, row) in self.pairs.iter().enumerate() {
            for (j, pair) in row.iter().enumerate() {
                if self.predicted[j].confidence >= least {
                    candidates.push((-pair.0, i, j));
                }
            }
        }
        one_to_one(candidates)
    }

    fn measure(&self, least: f64) -> Measure {
        let mut measure = Measure::default();
        let matches = self.matches(least);
        for (j, _) in self
            .predicted
            .iter()
            .enumerate()
            .filter(|(_, p)| p.confidence >= least)
        {
            let right = matches
                .iter()
                .find(|m| m.1 == j)
                .map_or(0.0, |&(i, _)| self.pairs[i][j].0);
            measure.add_predicted(right);
        }
        for row in &self.pairs {
            let found = row
                .iter()
                .zip(&self.predicted)
                .filter(|(_, p)| p.confidence >= least);
            measure.add_gold(found.map(|(pair, _)| pair.1).fold(0.0, f64::max));
        }
        measure
    }
}

/// The measure over the predictions that are at least so sure.
pub fn score_above(gold: &[OpenTriple], predicted: &[OpenTriple], least: f64) -> Measure {
    let mut sum = Measure::default();
    for sentence in sentences(gold, predicted) {
        sum.add(sentence.measure(least));
    }
    sum
}

/// The measure at the confidence with the best F1, as `triples`, and over all predictions.
pub fn score(gold: &[OpenTriple], predicted: &[OpenTriple]) -> Report {
    let sentences = sentences(gold, predicted);
    let levels = levels(predicted.iter());
    // What a sentence adds changes only where one of its own predictions falls out.
    let mut sums = vec![Measure::default(); levels.len()];
    for sentence in &sentences {
        let own = self::levels(sentence.predicted.iter().copied());
        let mut from = 0;
        for &least in own.iter().chain(&[f64::INFINITY]) {
            let measure = sentence.measure(least);
            let to = levels.partition_point(|&level| level <= least);
            for sum in &mut sums[from..to] {
                sum.add(measure);
            }
            from = to;
        }
    }
    let all = sums
        .first()
        .copied()
        .unwrap_or_else(|| score_above(gold, &[], 0.0));
    let best = sums.iter().copied().fold(
        all,
        |best, sum| if sum.f1() > best.f1() { sum } else { best },
    );
    let mut report = Report::default();
    report.push("triples", best);
    report.push("all triples", all);
    report
}

/// The confidences of predictions, each once, the least first. One that is no number is never reached.
fn levels<'a>(predicted: impl Iterator<Item = &'a OpenTriple>) -> Vec<f64> {
    let mut levels: Vec<f64> = predicted.map(|triple| triple.confidence).collect();
    levels.retain(|level| !level.is_nan());
    levels.sort_by(f64::total_cmp);
    levels.dedup();
    levels
}

/// How well each prediction agrees with the triple of the gold that it is paired with, all of them being paired one to one: the mean
/// of precision and recall, 0 without a pair. In the order of the predictions.
pub fn agreements(gold: &[OpenTriple], predicted: &[OpenTriple]) -> Vec<f64> {
    let mut agreements = vec![0.0; predicted.len()];
    for sentence in sentences(gold, predicted) {
        for (i, j) in sentence.matches(f64::NEG_INFINITY) {
            let (precision, recall) = sentence.pairs[i][j];
            if precision > 0.0 {
                agreements[sentence.places[j]] = f64::midpoint(precision, recall);
            }
        }
    }
    agreements
}

/// Whose claim the triples are. A prediction counts where it is paired with a triple of the gold and has a
/// claim; it is right where the gold has one too and both share a word. A triple of the gold with a claim counts, paired or not.
pub fn claims(gold: &[OpenTriple], predicted: &[OpenTriple]) -> Measure {
    let mut sum = Measure::default();
    for sentence in sentences(gold, predicted) {
        let mut found = vec![false; sentence.gold.len()];
        for (i, j) in sentence.matches(f64::NEG_INFINITY) {
            let (Some(claim), true) = (&sentence.predicted[j].claim, sentence.pairs[i][j].0 > 0.0)
            else {
                continue;
            };
            let words: Vec<&str> = claim.split_whitespace().collect();
            let same = |gold: &String| gold.split_whitespace().any(|w| words.contains(&w));
            found[i] = sentence.gold[i].claim.as_ref().is_some_and(same);
            sum.add_predicted(f64::from(u8::from(found[i])));
        }
        for (triple, found) in sentence.gold.iter().zip(found) {
            if triple.claim.is_some() {
                sum.add_gold(f64::from(u8::from(found)));
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triple(sentence: &str, confidence: f64, parts: &[&str]) -> OpenTriple {
        OpenTriple {
            sentence: sentence.into(),
            confidence,
            predicate: parts[0].into(),
            arguments: parts[1..].iter().map(|&part| part.to_owned()).collect(),
            claim: None,
        }
    }

    fn close(measure: Measure, precision: f64, recall: f64) {
        assert!(
            (measure.precision() - precision).abs() < 1e-12,
            "{measure:?}"
        );
        assert!((measure.recall() - recall).abs() < 1e-12, "{measure:?}");
    }

    /// Of "sold | Ann | old ships | in May" the prediction "sold | Ann | ships in" has all of its four words right, and four
    /// of the gold's six; "left | Bob | home" has no gold.
    #[test]
    fn counts_by_hand() {
        let gold = [triple("A b.", 1.0, &["sold", "Ann", "old ships", "in May"])];
        let sure = triple("a B!", 0.9, &["sold", "Ann", "ships in"]);
        let unsure = triple("A b .", 0.2, &["left", "Bob", "home"]);
        // The key keeps case: this one is of another sentence.
        let predicted = [
            triple("A b", 0.9, &["sold", "Ann", "ships in"]),
            unsure,
            sure,
        ];
        close(score_above(&gold, &predicted, 0.0), 0.5, 4.0 / 6.0);
        close(score_above(&gold, &predicted, 0.5), 1.0, 4.0 / 6.0);
        let report = score(&gold, &predicted);
        close(report.get("triples").unwrap(), 1.0, 4.0 / 6.0);
        close(report.get("all triples").unwrap(), 0.5, 4.0 / 6.0);
        assert_eq!(
            agreements(&gold, &predicted),
            [f64::midpoint(1.0, 4.0 / 6.0), 0.0, 0.0]
        );
        close(score(&gold, &[]).get("triples").unwrap(), 0.0, 0.0);
    }

    #[test]
    fn a_predicate_must_share_a_word() {
        let gold = [triple("A", 1.0, &["was", "Ann", "tall"])];
        close(
            score_above(&gold, &[triple("A", 1.0, &["is", "Ann", "tall"])], 0.0),
            0.0,
            0.0,
        );
        close(
            score_above(&gold, &[triple("A", 1.0, &["be", "Ann", "tall"])], 0.0),
            1.0,
            1.0,
        );
        // What is said may stand before who says it.
        let gold = [triple("A", 1.0, &["said", "It rains", "Ann"])];
        close(
            score_above(
                &gold,
                &[triple("A", 1.0, &["said", "Ann", "It rains"])],
                0.0,
            ),
            1.0,
            1.0,
        );
    }

    /// "be" counts for "is" beside "is" itself; no more than the whole triple can be found.
    #[test]
    fn no_share_is_above_one() {
        let gold = [triple("A", 1.0, &["is", "Ann", "tall"])];
        let predicted = [triple("A", 1.0, &["is be", "Ann", "tall"])];
        close(score_above(&gold, &predicted, 0.0), 1.0, 1.0);
    }

    #[test]
    fn claims_are_those_of_paired_triples() {
        let claimed = |parts: &[&str], claim: &str| OpenTriple {
            claim: Some(claim.into()),
            ..triple("A", 1.0, parts)
        };
        let gold = [
            claimed(&["sold", "Ann", "ships"], "Bob said"),
            claimed(&["left", "Ann", "home"], "Bob said"),
            triple("A", 1.0, &["saw", "Ann", "Rome"]),
        ];
        let predicted = [
            claimed(&["sold", "Ann", "ships"], "Bob says"),
            triple("A", 1.0, &["left", "Ann", "home"]),
            claimed(&["saw", "Ann", "Rome"], "Bob says"),
        ];
        close(claims(&gold, &predicted), 0.5, 0.5);
    }
}
