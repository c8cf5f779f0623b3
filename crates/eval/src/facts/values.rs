//! When and how much.

use super::GoldValue;
use super::align::overlap;
use super::page::Page;
use super::tally::Tally;
use newsgraph_document::MentionKind;

/// The types that the corpus has.
const TYPES: [&str; 4] = ["Date", "Time", "Money", "Percent"];

pub(super) fn count(page: &Page<'_>, tally: &mut Tally) {
    let is_scored = |label: &String| TYPES.contains(&label.as_str());
    let values = page.gold.values.iter();
    let mut left: Vec<&GoldValue> = values.filter(|v| is_scored(&v.label)).collect();
    tally.values.wanted += left.len();
    let mentions = page.found.mentions.iter();
    for mention in mentions.filter(|m| m.kind == MentionKind::Value && is_scored(&m.label)) {
        tally.values.printed += 1;
        let value = mention.value.as_deref().unwrap_or_default();
        let is_near = |gold: &&GoldValue| overlap(gold.span, mention.span);
        let hit = left.iter().position(|v| is_near(v) && is_same(v, value));
        if let Some(hit) = hit {
            left.remove(hit);
            tally.values.right += 1;
            continue;
        }
        let near = left.iter().filter(|v| is_near(v));
        let near: Vec<String> = near
            .map(|v| format!("{} {}", page.words(v.span), v.value))
            .collect();
        let (words, near) = (page.words(mention.span), near.join(", "));
        tally.say(page, &["value", &words, value, "should be", &near]);
    }
    for value in left {
        let words = page.words(value.span);
        tally.say(page, &["missed or wrong value", &words, &value.value]);
    }
}

/// Whether a normal form is the corpus's: its percent sign may be left out, and a time may lack its day.
fn is_same(gold: &GoldValue, value: &str) -> bool {
    let value = value.trim_end_matches('%');
    gold.value.trim_end_matches('%') == value
        || value.starts_with('T') && gold.value.ends_with(value)
}
