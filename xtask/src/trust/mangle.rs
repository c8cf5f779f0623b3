//! What happens to a text on its way through bad tools.

use newsgraph_linear::Random;

/// The text with one to four things done to it, each over a part of it.
pub(super) fn mangled(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let ways = WAYS[random.below(WAYS.len())];
        let [a, b] = [0, 1].map(|_| char_start(&text, random.below(text.len() + 1)));
        let (start, end) = (a.min(b), a.max(b));
        let part = ways(&text[start..end], random);
        text.replace_range(start..end, &part);
    }
    text
}

/// The start of the char at or before a byte.
fn char_start(text: &str, byte: usize) -> usize {
    (0..=byte)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or_default()
}

type Way = fn(&str, &mut Random) -> String;

const WAYS: [Way; 14] = [
    |_, _| String::new(),
    |part, _| format!("{part}{part}"),
    |part, random| replaced(part, is_mark, &MARKS, 3, random),
    |part, random| replaced(part, is_mark, &[""], 4, random),
    |part, _| part.replace('\n', " "),
    |part, _| part.replace(' ', "\n"),
    |part, _| part.split_whitespace().collect(),
    |part, random| replaced(part, |_| true, &CONTROLS, 40, random),
    |part, random| inserted(part, &INVISIBLE, 20, random),
    |part, random| inserted(part, &MARKUP, 60, random),
    |part, _| wrongly_encoded(part),
    |part, _| part.to_uppercase(),
    |part, _| part.to_lowercase(),
    |part, _| part.split(' ').rev().collect::<Vec<_>>().join(" "),
];

const MARKS: [&str; 12] = ["“", "”", "\"", "‘", "’", "'", "«", "»", "„", "``", "(", "—"];

const CONTROLS: [&str; 8] = [
    "\0", "\u{1}", "\u{1b}", "\u{7f}", "\u{85}", "\u{fffd}", "\r", "\t",
];

const INVISIBLE: [&str; 10] = [
    "\u{202e}", "\u{2066}", "\u{2069}", "\u{200f}", "\u{200b}", "\u{200d}", "\u{feff}", "\u{ad}",
    "\u{301}", "\u{a0}",
];

const MARKUP: [&str; 8] = [
    "<p>",
    "</p>",
    "&amp;",
    "&#8220;",
    "&quot;",
    "[1]",
    "https://example.org/?a=b",
    "😀",
];

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || "“”‘’«»„—–".contains(c)
}

/// One in so many of the chars of this kind becomes another.
fn replaced(
    part: &str,
    kind: fn(char) -> bool,
    others: &[&str],
    one_in: usize,
    random: &mut Random,
) -> String {
    let mut text = String::new();
    for c in part.chars() {
        if kind(c) && random.below(one_in) == 0 {
            text.push_str(others[random.below(others.len())]);
        } else {
            text.push(c);
        }
    }
    text
}

/// After one in so many chars stands one of these.
fn inserted(part: &str, others: &[&str], one_in: usize, random: &mut Random) -> String {
    let mut text = String::new();
    for c in part.chars() {
        text.push(c);
        if random.below(one_in) == 0 {
            text.push_str(others[random.below(others.len())]);
        }
    }
    text
}

/// The bytes of UTF-8, read as those of Latin-1.
fn wrongly_encoded(part: &str) -> String {
    part.bytes().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_the_same_each_time_and_differ_from_the_text() {
        let text = "“We sold it,” said Ann Lee – née Éluard.\n\nHe left.";
        let copies = || {
            let mut random = Random::new(3);
            (0..200)
                .map(|_| mangled(text, &mut random))
                .collect::<Vec<_>>()
        };
        assert_eq!(copies(), copies());
        let changed = copies().iter().filter(|copy| *copy != text).count();
        assert!(changed > 150, "{changed}");
        assert_eq!(mangled("", &mut Random::new(1)), "");
        assert_eq!(wrongly_encoded("é"), "Ã©");
    }
}
