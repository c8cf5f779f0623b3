use std::ops::Range;

/// A stretch of a run that the network reads at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The pieces that it holds.
    pub(crate) pieces: Range<usize>,
    /// The words that it labels; each word of a run is one window's.
    pub(crate) words: Range<usize>,
}

/// The windows of a run of pieces, in order.
///
/// `starts` has the position of each word's first piece and, last, how many pieces there are; it never
/// falls. `ends` are the words behind a sentence's last, in order. A window has `capacity` pieces at
/// most. It is cut where a sentence ends if one does in its second half, else where a word does; the
/// next one begins about `stride` pieces before the cut. A cut between sentences parts what the two
/// label; of a sentence that is cut, each labels half of what they share.
pub(crate) fn plan(
    starts: &[usize],
    ends: &[usize],
    capacity: usize,
    stride: usize,
) -> Vec<Window> {
    let capacity = capacity.max(1);
    let stride = stride.min(capacity / 3);
    let words = starts.len().saturating_sub(1);
    let total = starts.last().copied().unwrap_or_default();
    let word_at = |piece: usize| starts.partition_point(|&start| start < piece).min(words);
    let mut windows = Vec::new();
    let (mut begin, mut labelled) = (0, 0);
    while labelled < words {
        let limit = begin + capacity;
        if limit >= total {
            windows.push(Window {
                pieces: begin..total,
                words: labelled..words,
            });
            break;
        }
        // The last word boundary that the window reaches; a word that alone is longer is cut.
        let last = starts.partition_point(|&start| start <= limit) - 1;
        let last = last.max(labelled + 1);
        let sentence = ends.partition_point(|&end| end <= last).checked_sub(1);
        let sentence = sentence
            .map(|at| ends[at])
            .filter(|&end| end > labelled && starts[end] > begin + capacity / 2);
        let cut = sentence.unwrap_or(last);
        let end = starts[cut];
        let shares = end > begin + stride && starts[labelled] + stride < end;
        let (next, until) = match (sentence, shares) {
            (_, false) => (cut, cut),
            (Some(_), true) => (word_at(end - stride), cut),
            (None, true) => (
                word_at(end - stride),
                word_at(end - stride / 2).clamp(labelled + 1, cut),
            ),
        };
        windows.push(Window {
            pieces: begin..end.min(limit),
            words: labelled..until,
        });
        begin = starts[next.min(until)].max(begin);
        labelled = until;
    }
    windows
}

/// Batches of windows with these lengths: each window in one batch, those of about one length together.
/// A batch has `windows` windows at most, and `pieces` pieces with its padding, where it has more than
/// one.
pub(crate) fn batches(lengths: &[usize], windows: usize, pieces: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&window| (lengths[window], window));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    for window in order {
        match batches.last_mut() {
            Some(batch)
                if batch.len() < windows && (batch.len() + 1) * lengths[window] <= pieces =>
            {
                batch.push(window);
            }
            _ => batches.push(vec![window]),
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words with this many pieces each, as positions of their first pieces.
    fn starts(lengths: &[usize]) -> Vec<usize> {
        let mut starts = vec![0];
        for length in lengths {
            starts.push(starts[starts.len() - 1] + length);
        }
        starts
    }

    #[test]
    fn a_short_run_is_one_window() {
        let windows = plan(&starts(&[1, 2, 1]), &[3], 4, 2);
        assert_eq!(
            windows,
            [Window {
                pieces: 0..4,
                words: 0..3
            }]
        );
        assert!(plan(&[0], &[], 4, 2).is_empty());
    }

    #[test]
    fn cuts_between_sentences_where_it_can() {
        // Sentences of four, three and four words of one piece each.
        let windows = plan(&starts(&[1; 11]), &[4, 7, 11], 9, 3);
        assert_eq!(
            windows[0],
            Window {
                pieces: 0..7,
                words: 0..7
            }
        );
        assert_eq!(
            windows[1],
            Window {
                pieces: 4..11,
                words: 7..11
            }
        );
    }

    #[test]
    fn halves_what_two_windows_share_of_a_sentence() {
        let windows = plan(&starts(&[1; 16]), &[16], 12, 4);
        assert_eq!(
            windows[0],
            Window {
                pieces: 0..12,
                words: 0..10
            }
        );
        assert_eq!(
            windows[1],
            Window {
                pieces: 8..16,
                words: 10..16
            }
        );
    }

    #[test]
    fn a_word_longer_than_a_window_is_read_by_its_beginning() {
        let windows = plan(&starts(&[1, 30, 1]), &[3], 8, 2);
        let words: Vec<_> = windows.iter().map(|w| w.words.clone()).collect();
        assert_eq!(words, [0..1, 1..2, 2..3]);
        assert_eq!(windows[1].pieces, 1..9);
    }

    proptest! {
        #[test]
        fn each_word_is_labelled_once_where_its_first_piece_is(
            lengths in proptest::collection::vec(0usize..12, 0..200),
            gaps in proptest::collection::vec(1usize..30, 0..40),
            capacity in 1usize..40,
            stride in 0usize..40,
        ) {
            let starts = starts(&lengths);
            let mut ends = Vec::new();
            for gap in gaps {
                let end = ends.last().copied().unwrap_or(0) + gap;
                if end < lengths.len() {
                    ends.push(end);
                }
            }
            ends.push(lengths.len());
            let windows = plan(&starts, &ends, capacity, stride);
            let mut next = 0;
            for window in &windows {
                prop_assert_eq!(window.words.start, next);
                prop_assert!(window.words.end > next);
                prop_assert!(window.pieces.len() <= capacity);
                for word in window.words.clone().filter(|&word| lengths[word] > 0) {
                    prop_assert!(window.pieces.contains(&starts[word]));
                }
                next = window.words.end;
            }
            prop_assert_eq!(next, lengths.len());
        }

        #[test]
        fn batches_hold_each_window_once_and_keep_their_bounds(
            lengths in proptest::collection::vec(1usize..100, 0..100),
            windows in 1usize..20,
            pieces in 1usize..500,
        ) {
            let batches = batches(&lengths, windows, pieces);
            for batch in &batches {
                let longest = batch.iter().map(|&w| lengths[w]).max().unwrap_or(0);
                prop_assert!(batch.len() <= windows);
                prop_assert!(batch.len() == 1 || batch.len() * longest <= pieces);
            }
            let mut all: Vec<usize> = batches.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..lengths.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_number_of_windows_is_linear() {
        let starts = starts(&vec![2; 100_000]);
        let windows = plan(&starts, &[100_000], 254, 64);
        assert!(
            windows.len() < 2 * 200_000 / (254 - 64),
            "{}",
            windows.len()
        );
    }
}
