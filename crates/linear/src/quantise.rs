use crate::{Classifier, Feature};

/// Bytes of a feature in a model file, and of each label that it has a weight for.
const ROW_BYTES: usize = 5;
const ENTRY_BYTES: usize = 2;

/// The rows that weigh most, as many as fit into so many bytes of a model file, in 8 bits: a weight is
/// kept as the root of its share of the largest, so that small ones stay exact. Also gives the factor
/// from a weight to its score.
pub(crate) fn quantise(
    labels: usize,
    rows: Vec<(Feature, Vec<f64>)>,
    bytes: usize,
) -> (Classifier, f64) {
    let size = |row: &[f64]| row.iter().fold(0.0, |m: f64, w| m.max(w.abs()));
    let mut rows: Vec<(f64, Feature, Vec<f64>)> = rows
        .into_iter()
        .map(|(feature, row)| (size(&row), feature, row))
        .collect();
    rows.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let largest = rows
        .first()
        .map(|row| row.0)
        .filter(|&largest| largest > 0.0);
    let largest = largest.unwrap_or(1.0);
    let root = |exact: f64| {
        ((exact.abs() / largest).sqrt() * 127.0)
            .round()
            .copysign(exact) as i8
    };
    let mut left = bytes;
    let mut kept: Vec<(Feature, Vec<(u8, i8)>)> = Vec::new();
    for (_, feature, row) in rows {
        let entries = (0..).zip(row).map(|(label, weight)| (label, root(weight)));
        let entries: Vec<(u8, i8)> = entries.filter(|e| e.1 != 0).collect();
        let size = ROW_BYTES + ENTRY_BYTES * entries.len();
        if entries.is_empty() || size > left {
            break;
        }
        left -= size;
        kept.push((feature, entries));
    }
    kept.sort_unstable_by_key(|k| k.0);
    (Classifier::new(labels, kept), 127.0 * 127.0 / largest)
}
