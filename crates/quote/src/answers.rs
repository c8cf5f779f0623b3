//! What is right where the runs of tokens are those that a tagger found.

use crate::draft::Draft;
use crate::gold::GoldQuote;
use std::ops::Range;

fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Twice the share of tokens in common (Dice).
fn likeness(a: &Range<usize>, b: &Range<usize>) -> f64 {
    2.0 * shared(a, b) as f64 / (a.len() + b.len()).max(1) as f64
}

/// The gold quote whose content is most like the content; `None` where none shares a token.
pub(crate) fn quote_of<'a>(
    content: &[Range<usize>],
    quotes: &'a [GoldQuote],
) -> Option<&'a GoldQuote> {
    let pairs = |quote: &'a GoldQuote| {
        quote
            .content
            .iter()
            .flat_map(|g| content.iter().map(move |c| (g, c)))
    };
    let total = |quote: &'a GoldQuote| pairs(quote).map(|(g, c)| likeness(g, c)).sum::<f64>();
    let scored = quotes.iter().map(|quote| (total(quote), quote));
    let best = scored
        .filter(|(sum, _)| *sum > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, quote)| quote)
}

/// The position of the choice that is most like the gold run; 0 where none shares a token with it.
pub(crate) fn choice_of(choices: &[Option<Range<usize>>], gold: Option<&Range<usize>>) -> usize {
    let Some(gold) = gold else { return 0 };
    let (mut best, mut most) = (0, 0.0);
    for (at, choice) in choices.iter().enumerate() {
        let like = choice.as_ref().map_or(0.0, |run| likeness(run, gold));
        if like > most {
            (best, most) = (at, like);
        }
    }
    best
}

/// Whether a gold quote shares half of both contents with the draft, and a token of the source or both have
/// none.
pub(crate) fn is_right(draft: &Draft, quotes: &[GoldQuote]) -> bool {
    let length = |runs: &[Range<usize>]| runs.iter().map(Range::len).sum::<usize>();
    quote_of(&draft.content, quotes).is_some_and(|quote| {
        let pairs = quote
            .content
            .iter()
            .flat_map(|g| draft.content.iter().map(move |c| (g, c)));
        let common: usize = pairs.map(|(g, c)| shared(g, c)).sum();
        let speaker = match (&quote.source, &draft.source) {
            (Some(gold), Some(found)) => shared(gold, found) > 0,
            (gold, found) => gold.is_none() && found.is_none(),
        };
        speaker && 2 * common >= length(&quote.content).max(length(&draft.content))
    })
}
