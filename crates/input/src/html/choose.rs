//! Which blocks of a page are its article.

use super::walk::Block;

/// An article has at least so many letters; less than that, and what looks like furniture may be it.
const ARTICLE: usize = 250;

/// A part of the page is its article where it has this share of the letters, as one of so many.
const SHARE: usize = 3;

/// The article's blocks, a blank line between.
pub(super) fn text(blocks: &[Block]) -> String {
    let chosen = chosen(blocks);
    let texts: Vec<&str> = chosen.iter().map(|&at| blocks[at].text.as_str()).collect();
    texts.join("\n\n")
}

/// Places among the blocks, in their order.
fn chosen(blocks: &[Block]) -> Vec<usize> {
    let letters = |chosen: &[usize]| chosen.iter().map(|&at| blocks[at].letters).sum::<usize>();
    let all = |test: &dyn Fn(&Block) -> bool| -> Vec<usize> {
        (0..blocks.len()).filter(|&at| test(&blocks[at])).collect()
    };
    let shown = |block: &Block| !block.place.hidden && !block.place.header && !is_menu(block);
    let mut visible = all(&|block| shown(block) && !block.place.furniture);
    if letters(&visible) < ARTICLE {
        let more = all(&shown);
        if letters(&more) > 2 * letters(&visible) {
            visible = more;
        }
    }
    if visible.is_empty() {
        visible = all(&|block| !block.place.hidden);
    }
    if visible.is_empty() {
        return all(&|_| true);
    }
    let part = |test: &dyn Fn(&Block) -> bool| -> Option<Vec<usize>> {
        let part: Vec<usize> = visible
            .iter()
            .copied()
            .filter(|&at| test(&blocks[at]))
            .collect();
        (!part.is_empty() && letters(&part) * SHARE >= letters(&visible)).then_some(part)
    };
    let longest = longest(blocks, &visible);
    let mut chosen = part(&|block| longest > 0 && block.place.article == longest)
        .or_else(|| part(&|block| block.place.main))
        .unwrap_or_else(|| visible.clone());
    if let Some(headline) = headline(blocks, &chosen) {
        chosen.insert(0, headline);
    }
    drop_last_headings(blocks, &mut chosen);
    chosen
}

/// Headings below the headline at the end stand over what was left out.
fn drop_last_headings(blocks: &[Block], chosen: &mut Vec<usize>) {
    let body = chosen.iter().rposition(|&at| blocks[at].heading < 2);
    if let Some(last) = body {
        chosen.truncate(last + 1);
    }
}

/// The article with most letters, by its number; 0 where there are several and none has half of them.
fn longest(blocks: &[Block], visible: &[usize]) -> usize {
    let count = blocks.iter().map(|block| block.place.article).max();
    let mut letters = vec![0; count.unwrap_or(0) + 1];
    for &at in visible {
        letters[blocks[at].place.article] += blocks[at].letters;
    }
    letters[0] = 0;
    let sum: usize = letters.iter().sum();
    let most = letters
        .iter()
        .enumerate()
        .max_by_key(|(_, letters)| **letters);
    most.filter(|(_, most)| **most * 2 >= sum)
        .map_or(0, |(number, _)| number)
}

/// The heading of the first rank that stands before the chosen blocks, where none is among them.
fn headline(blocks: &[Block], chosen: &[usize]) -> Option<usize> {
    let first = *chosen.first()?;
    if chosen.iter().any(|&at| blocks[at].heading == 1) {
        return None;
    }
    let before = |header: bool| {
        (0..first).rev().find(|&at| {
            let place = blocks[at].place;
            blocks[at].heading == 1 && !place.hidden && !place.furniture && place.header == header
        })
    };
    before(false).or_else(|| before(true))
}

/// A loose block that is nothing but links, as menus, tags and lists of other articles are.
fn is_menu(block: &Block) -> bool {
    block.loose && block.letters > 0 && block.linked * 10 >= block.letters * 9
}
