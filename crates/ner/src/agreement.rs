use crate::word::Words;
use newsgraph_linear::Bilou;
use newsgraph_neural::Matrix;

/// How far a word's scores go towards their mean over all its occurrences.
const SHARE: f32 = 0.6;

/// The same for the score of being no name: a word may be part of a name here and none there.
const OUTSIDE_SHARE: f32 = 0.5;

/// Differences of scores beyond this tell no more.
const FARTHEST: f32 = 9.0;

/// Lets the occurrences of a capitalised word, in capitals or not, agree on its type: moves the best score of each
/// type at each of them, taken against the best of all labels there, towards the mean over the occurrences. What
/// stands in one sentence for certain, as after a title, then tells what the word is in others.
///
/// Rows are tokens from `first` on.
pub(crate) fn agree(words: &Words, first: usize, scheme: &Bilou, scores: &mut Matrix) {
    let capital = |row: &usize| words.word(first + row).capital;
    let mut places: Vec<(u64, usize)> = (0..scores.rows())
        .filter(capital)
        .map(|row| (words.word(first + row).lower, row))
        .collect();
    places.sort_unstable();
    let mut own = Vec::new();
    for places in places.chunk_by(|a, b| a.0 == b.0).filter(|p| p.len() > 1) {
        own.clear();
        own.extend(
            places
                .iter()
                .map(|&(_, row)| standings(scheme, scores.row(row))),
        );
        let types = own[0].len();
        let mut mean = vec![0.0; types];
        for own in &own {
            for (mean, own) in mean.iter_mut().zip(own) {
                *mean += own / places.len() as f32;
            }
        }
        for (own, &(_, row)) in own.iter().zip(places) {
            let row = scores.row_mut(row);
            for (kind, labels) in scheme.by_kind().enumerate() {
                let step = if kind == 0 { OUTSIDE_SHARE } else { SHARE } * (mean[kind] - own[kind]);
                row[labels].iter_mut().for_each(|score| *score += step);
            }
        }
    }
}

/// For what is no name and for each type its best score, less the best of all.
fn standings(scheme: &Bilou, scores: &[f32]) -> Vec<f32> {
    let best = |scores: &[f32]| scores.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let all = best(scores);
    scheme
        .by_kind()
        .map(|labels| (best(&scores[labels]) - all).max(-FARTHEST))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_document::{Sentence, Span, Token, TokenizedText};
    use newsgraph_linear::ClusterSets;

    #[test]
    fn what_is_sure_tells_what_is_not() {
        let text = "Lod saw lod Lod";
        let tokens = [(0, 3), (4, 7), (8, 11), (12, 15)].map(|(start, end)| Token {
            span: Span::new(start, end),
        });
        let sentence = Sentence {
            span: Span::new(0, text.len()),
            tokens: 0..4,
            paragraph: 0,
        };
        let view = TokenizedText {
            text,
            tokens: &tokens,
            sentences: &[sentence],
        };
        let words = Words::new(view, &ClusterSets::default());
        // No name; begin, inside, last and unit of one type, then of another.
        let mut unsure = [0.0; 9];
        (unsure[4], unsure[8]) = (2.0, 1.5);
        let mut sure = [0.0; 9];
        sure[8] = 6.0;
        let rows = [unsure, [0.0; 9], unsure, sure].concat();
        let mut scores = Matrix::new(9, rows);
        agree(&words, 0, &Bilou::new(2), &mut scores);
        let best = |row: &[f32]| (0..9).max_by(|&a, &b| row[a].total_cmp(&row[b]));
        assert_eq!(best(scores.row(0)), Some(8), "the other type");
        assert_eq!(scores.row(2), unsure, "a word in small letters is another");
        assert_eq!(best(scores.row(3)), Some(8));
    }
}
