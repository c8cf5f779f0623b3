//! When, and how much: the dates and amounts of a text, each value once with its places.

use super::calendar::{self, Moment};
use super::reading::{Reading, Source};
use newsgraph_document::{Document, Label, Mention};
use std::collections::BTreeMap;

/// The values of a text.
pub(crate) struct Values {
    groups: Vec<Group>,
    /// For each mention its group.
    group_of: Vec<Option<usize>>,
}

/// Mentions of one value.
struct Group {
    label: Label,
    value: Option<String>,
    /// What a number counts.
    counted: Option<String>,
    mentions: Vec<usize>,
}

/// A date of the timeline, or a time of day.
pub(crate) struct When {
    pub(crate) id: Option<usize>,
    pub(crate) date: String,
    /// How the text puts it.
    pub(crate) words: Vec<String>,
    pub(crate) sources: Vec<Source>,
    /// Whether it is the day of the document itself.
    pub(crate) is_document: bool,
}

/// Amounts of one sort.
pub(crate) struct Amounts {
    pub(crate) heading: &'static str,
    pub(crate) rows: Vec<Amount>,
}

/// An amount.
pub(crate) struct Amount {
    pub(crate) id: usize,
    pub(crate) words: String,
    /// Its value, where the words are not the value.
    pub(crate) value: Option<String>,
    pub(crate) sources: Vec<Source>,
}

/// The sorts of amounts, in the order of the report.
const SORTS: [(&str, Label); 5] = [
    ("Money", Label::MONEY),
    ("Shares", Label::PERCENT),
    ("Measures", Label::QUANTITY),
    ("Counts", Label::NUMBER),
    ("Lengths of time", Label::DURATION),
];

impl Values {
    pub(crate) fn new(document: &Document) -> Self {
        let mentions = document.mentions().unwrap_or_default();
        let mut groups: Vec<Group> = Vec::new();
        let mut known = BTreeMap::new();
        let group_of = mentions.iter().enumerate().map(|(id, mention)| {
            let counted = if mention.label == Label::NUMBER {
                Some(counted(document, mention)?)
            } else {
                None
            };
            let is_told = mention.label == Label::DATE || mention.label == Label::TIME;
            if !is_told && SORTS.iter().all(|(_, label)| *label != mention.label) {
                return None;
            }
            let words = || document.text()[mention.span].to_lowercase();
            let what = counted
                .clone()
                .or_else(|| mention.value.is_none().then(words));
            let key = (mention.label.clone(), mention.value.clone(), what);
            let at = *known.entry(key).or_insert_with(|| {
                groups.push(Group {
                    label: mention.label.clone(),
                    value: mention.value.clone(),
                    counted,
                    mentions: Vec::new(),
                });
                groups.len() - 1
            });
            groups[at].mentions.push(id);
            Some(at)
        });
        let group_of = group_of.collect();
        Self { groups, group_of }
    }

    pub(crate) fn group_of(&self, mention: usize) -> Option<usize> {
        self.group_of.get(mention).copied().flatten()
    }

    /// The dates in order, with the document's own among them; times of day and dates that are open come after.
    pub(crate) fn timeline(&self, reading: &Reading<'_>) -> Vec<When> {
        let mut rows = Vec::new();
        for (id, group) in self.groups.iter().enumerate() {
            let value = group.value.as_deref();
            if group.label != Label::DATE && group.label != Label::TIME {
                continue;
            }
            let words = words(reading, group);
            let (order, date) = match value.and_then(calendar::read) {
                Some(Moment { order, words }) => (order, words),
                None => (
                    value.map_or(calendar::OPEN, calendar::open),
                    words.first().cloned().unwrap_or_default(),
                ),
            };
            rows.push((
                order,
                When {
                    id: Some(id),
                    words: words.into_iter().filter(|w| *w != date).collect(),
                    date,
                    sources: sources(reading, group),
                    is_document: false,
                },
            ));
        }
        if let Some(date) = reading.document.date().filter(|_| !rows.is_empty()) {
            let (day, words) = (date.to_string(), calendar::day(date));
            let same = rows.iter_mut().find(|(_, row)| row.date == words);
            match (same, calendar::read(&day)) {
                (Some((_, row)), _) => row.is_document = true,
                (None, Some(moment)) => rows.push((
                    moment.order,
                    When {
                        id: None,
                        date: words,
                        words: Vec::new(),
                        sources: Vec::new(),
                        is_document: true,
                    },
                )),
                (None, None) => {}
            }
        }
        rows.sort_by_key(|(order, _)| *order);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The amounts by sort, in text order.
    pub(crate) fn amounts(&self, reading: &Reading<'_>) -> Vec<Amounts> {
        let sorts = SORTS.iter().map(|(heading, label)| {
            let groups = self.groups.iter().enumerate();
            let rows = groups
                .filter(|(_, group)| group.label == *label)
                .map(|(id, group)| amount(reading, id, group));
            Amounts {
                heading,
                rows: rows.collect(),
            }
        });
        sorts.filter(|sort| !sort.rows.is_empty()).collect()
    }
}

fn amount(reading: &Reading<'_>, id: usize, group: &Group) -> Amount {
    let first = reading.words(reading.mentions[group.mentions[0]].span);
    let words = match &group.counted {
        Some(counted) => format!("{first} {counted}"),
        None => first.clone(),
    };
    let value = group.value.as_deref().map(grouped);
    let is_new = |value: &String| {
        let bare = |text: &str| text.replace(',', "");
        bare(value) != bare(&first) && group.label != Label::DURATION
    };
    Amount {
        id,
        words,
        value: value.filter(is_new),
        sources: sources(reading, group),
    }
}

/// The different words of a group's mentions, in text order.
fn words(reading: &Reading<'_>, group: &Group) -> Vec<String> {
    let mut seen = BTreeMap::new();
    for &mention in &group.mentions {
        let words = reading.words(reading.mentions[mention].span);
        let at = seen.len();
        seen.entry(words).or_insert(at);
    }
    let mut words: Vec<_> = seen.into_iter().collect();
    words.sort_by_key(|(_, at)| *at);
    words.into_iter().map(|(words, _)| words).take(4).collect()
}

fn sources(reading: &Reading<'_>, group: &Group) -> Vec<Source> {
    let spans = group.mentions.iter().map(|&m| reading.mentions[m].span);
    reading.sources(spans)
}

/// The words after a number up to the noun that it counts.
fn counted(document: &Document, mention: &Mention) -> Option<String> {
    const FURTHEST: usize = 6;
    let text = document.tokenized().ok()?;
    let syntax = document.syntax().ok()?;
    let last = text.tokens_in(mention.span).last()?;
    let head = syntax.head(last)?;
    let counts = syntax.dep(last) == "nummod" && (last + 1..last + FURTHEST).contains(&head);
    let words = || &text.text[mention.span.end()..text.tokens[head].span.end()];
    counts.then(|| crate::text::one_line(words()))
}

/// A value with a comma between thousands, and "to" between two ends.
fn grouped(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    let digits = |from: usize| value[from..].bytes().take_while(u8::is_ascii_digit).count();
    let (mut left, mut in_fraction) = (0, false);
    for (at, c) in value.char_indices() {
        if !c.is_ascii_digit() {
            in_fraction = c == '.';
            left = 0;
            match c {
                '/' => out.push_str(" to "),
                c => out.push(c),
            }
            continue;
        }
        if left == 0 {
            left = digits(at);
        } else if left % 3 == 0 && !in_fraction {
            out.push(',');
        }
        out.push(c);
        left -= 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        let cases = [
            ("6500000000 USD", "6,500,000,000 USD"),
            ("40816.38", "40,816.38"),
            ("0.123456", "0.123456"),
            (
                "40000000000/50000000000 USD",
                "40,000,000,000 to 50,000,000,000 USD",
            ),
            ("100", "100"),
            ("16.057%", "16.057%"),
            ("été 1234", "été 1,234"),
            ("", ""),
        ];
        for (value, expected) in cases {
            assert_eq!(grouped(value), expected);
        }
    }
}
