//! Who said what.

use super::align::{mentions, overlap};
use super::page::{NONE, Page};
use super::tally::Tally;
use super::{GoldQuote, PrintedQuote};
use newsgraph_document::MentionKind;

/// The least F1 of the chars of two contents that are the same.
const SAME: f64 = 0.8;

pub(super) fn count(page: &Page<'_>, tally: &mut Tally) {
    let wanted: Vec<Vec<usize>> = inked(page, page.gold.quotes.iter().map(|q| &q.content));
    let printed: Vec<Vec<usize>> = inked(page, page.found.quotes.iter().map(|q| &q.content));
    for quote in &page.gold.quotes {
        for name in [&quote.kind, &quote.act] {
            tally.kinds.entry(name.clone()).or_default().wanted += 1;
        }
    }
    for counts in [&mut tally.quotes, &mut tally.found] {
        counts.wanted += wanted.len();
        counts.printed += printed.len();
    }
    let matched = matched(&printed, &wanted);
    for (at, quote) in page.found.quotes.iter().enumerate() {
        if let Some(gold) = matched[at].and_then(|gold| page.gold.quotes.get(gold)) {
            found(page, tally, quote, gold);
            continue;
        }
        let mine = &printed[at];
        let words = page.words_over(&quote.content);
        if wanted.iter().any(|w| 2 * shared(mine, w) >= mine.len()) {
            tally.say(page, &["content bounds", &words]);
        } else {
            tally.not_quotes += 1;
            tally.say(page, &["false quote", &words]);
        }
    }
    for (at, quote) in page.gold.quotes.iter().enumerate() {
        if !matched.contains(&Some(at)) {
            let words = page.words_over(&quote.content);
            let fields = ["missed or cut quote", &quote.act, &quote.kind, &words];
            tally.say(page, &fields);
        }
    }
}

fn inked<'a>(
    page: &Page<'_>,
    contents: impl Iterator<Item = &'a Vec<crate::quotes::CharRange>>,
) -> Vec<Vec<usize>> {
    contents.map(|content| page.inked(content)).collect()
}

/// For each printed content the one of the corpus that is the same, each once: the most alike first, and of those as
/// alike the later one.
fn matched(printed: &[Vec<usize>], wanted: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (i, mine) in printed.iter().enumerate() {
        for (j, gold) in wanted.iter().enumerate() {
            let both = shared(mine, gold);
            let f1 = (2 * both) as f64 / (mine.len() + gold.len()) as f64;
            if both > 0 && f1 >= SAME {
                pairs.push((f1, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut matched = vec![None; printed.len()];
    for (_, i, j) in pairs {
        if matched[i].is_none() && !matched.contains(&Some(j)) {
            matched[i] = Some(j);
        }
    }
    matched
}

/// How many positions two sorted lists share.
fn shared(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|at| b.binary_search(at).is_ok()).count()
}

/// Counts a quote whose content was found.
fn found(page: &Page<'_>, tally: &mut Tally, quote: &PrintedQuote, gold: &GoldQuote) {
    let right = is_speaker(page, quote, gold);
    tally.found.right += 1;
    tally.speaker.wanted += 1;
    if right {
        tally.speaker.right += 1;
        tally.quotes.right += 1;
        for name in [&gold.kind, &gold.act] {
            tally.kinds.entry(name.clone()).or_default().right += 1;
        }
        return;
    }
    let speaker = quote.speaker.as_ref();
    let words = |span| page.words(span);
    let expected = gold.speaker.map_or_else(|| NONE.to_owned(), words);
    let printed = speaker.map_or_else(|| NONE.to_owned(), |who| words(who.span));
    let fields = [
        "speaker",
        "should be",
        page.gold_name(gold.speaker_entity),
        &expected,
        "is",
        page.name(speaker.and_then(|who| who.entity)),
        &printed,
    ];
    tally.say(page, &fields);
}

/// Whether the right one speaks: the corpus's entity; where it has none, the same words without the name of another; or
/// nobody.
fn is_speaker(page: &Page<'_>, quote: &PrintedQuote, gold: &GoldQuote) -> bool {
    let entity = quote.speaker.as_ref().and_then(|who| who.entity);
    match (&quote.speaker, gold.speaker_entity, gold.speaker) {
        (_, Some(wanted), _) => entity.and_then(|id| page.stands_for(id)) == Some(wanted),
        (Some(who), None, Some(span)) => {
            let named = entity.and_then(|id| page.entity(id)).is_some_and(|entity| {
                mentions(page.found, entity).any(|m| m.kind == MentionKind::Proper)
            });
            overlap(who.span, span) && !named
        }
        (None, None, Some(_)) | (Some(_), None, None) => false,
        (None, None, None) => true,
    }
}
