//! What holds for every text.

use newsgraph_tokenize::{PlainText, Tokenization, Tokenizer};
use proptest::prelude::*;

/// Pieces that news puts side by side in every order.
const PIECES: &[&str] = &[
    " ",
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    "\u{A0}",
    "\u{200B}",
    "\u{AD}",
    "\u{301}",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "‘",
    "''",
    "``",
    "«",
    "»",
    ".",
    "...",
    "…",
    ",",
    ";",
    ":",
    "!",
    "?",
    "-",
    "--",
    "—",
    "(",
    ")",
    "[",
    "]",
    "$",
    "%",
    "/",
    "@",
    "#",
    "&",
    "U.S.",
    "Mr.",
    "a.m.",
    "he",
    "Kim",
    "said",
    "don't",
    "can’t",
    "cannot",
    "n't",
    "'s",
    "1",
    "1,000",
    "3.5",
    "2017-03-19",
    "www.",
    "http://a.b/c",
    "a@b.org",
    "é",
    "北京",
    "🙂",
    "\u{0}",
    "HK$5",
    "non-",
    "I",
    "&ldquo;",
    "&rdquo;",
    "&quot;",
    "&amp;",
    "&nbsp;",
    "&#8217;s",
    "&shy;",
    "\u{93}",
    "\u{94}",
    "\u{92}s",
    "â€œ",
    "â€",
    "Ã©",
];

fn news() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|p| p.concat())
}

fn check(text: &str) {
    let found = Tokenizer::default().tokenize(text);
    words_fit(text, &found);
    sentences_fit(&found);
    no_closing_mark_begins(text, &found);
    pairs_nest(text, &found);
}

fn words_fit(text: &str, found: &Tokenization) {
    let mut end = 0;
    for token in &found.tokens {
        assert!(token.span.start() >= end && token.span.start() < token.span.end());
        assert!(!text[token.span].trim().is_empty());
        let gap = &text[end..token.span.start()];
        assert!(is_gap(gap), "lost {gap:?}");
        end = token.span.end();
    }
    assert!(is_gap(&text[end..]));
}

/// Nothing but blanks and what stands for them.
fn is_gap(text: &str) -> bool {
    let text = text.replace("&shy;", "\u{AD}");
    let plain = PlainText::new(&text);
    let plain = plain.as_ref().map_or(text.as_str(), PlainText::text);
    plain.chars().all(is_blank)
}

/// White space or invisible.
fn is_blank(c: char) -> bool {
    let invisible = "\u{AD}\u{200B}\u{FEFF}\u{2060}\u{200E}\u{200F}";
    c.is_whitespace() || c.is_control() || invisible.contains(c)
}

/// A mark that stands tight after a word and apart from the next belongs to the sentence before it.
fn no_closing_mark_begins(text: &str, found: &Tokenization) {
    for pair in found.sentences.windows(2) {
        let [before, after] = pair else { continue };
        let first = after.tokens.start;
        let span = found.tokens[first].span;
        let next = found.tokens.get(first + 1).map(|t| t.span.start());
        let tight = before.span.end() == span.start() && next != Some(span.end());
        let mark = matches!(&text[span], ")" | "]" | "”" | "\"" | "''" | "’");
        assert!(
            before.paragraph != after.paragraph || !(tight && mark),
            "{:?} begins a sentence",
            &text[span.start()..]
        );
    }
}

fn sentences_fit(found: &Tokenization) {
    let (mut next, mut paragraph) = (0, 0);
    for sentence in &found.sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(sentence.tokens.end > next);
        assert!(sentence.paragraph == paragraph || sentence.paragraph == paragraph + 1);
        let last = found.tokens[sentence.tokens.end - 1].span;
        assert_eq!(sentence.span, found.tokens[next].span.cover(last));
        (next, paragraph) = (sentence.tokens.end, sentence.paragraph);
    }
    assert_eq!(next, found.tokens.len());
}

fn pairs_nest(text: &str, found: &Tokenization) {
    let mut open: Vec<newsgraph_tokenize::document::Span> = Vec::new();
    for pair in &found.quote_marks {
        assert!(!text[pair.span].is_empty());
        assert!(pair.open.is_some() || pair.close.is_some());
        while open.last().is_some_and(|o| o.end() <= pair.span.start()) {
            open.pop();
        }
        if let Some(outer) = open.last() {
            assert!(pair.span.end() <= outer.end(), "{pair:?} crosses {outer:?}");
        }
        assert_eq!(usize::from(pair.depth), open.len().min(255));
        open.push(pair.span);
    }
}

proptest! {
    #[test]
    fn any_text_is_covered(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_news_is_covered(text in news()) {
        check(&text);
    }

    #[test]
    fn the_same_text_gives_the_same_words(text in news()) {
        prop_assert_eq!(Tokenizer::default().tokenize(&text), Tokenizer::default().tokenize(&text));
    }
}

/// Time is linear: a quadratic step would not end within a test's patience.
#[test]
fn long_runs_end() {
    let long = 1 << 20;
    for piece in ["\"", "“", "'", ".", "a.", "\u{301}", ")", ". 1 B "] {
        check(&piece.repeat(long / piece.len()));
    }
    let long = 300_000;
    for piece in [
        "a", "’", "-", "a(", "a%", "a@", "a.", "1,", "A$1", "n't", "“a ", "'a ", "?\" ", "a-",
        "U.S. ", "\n", "www.", "(www.", "#", "1-1", "<b>", "[1]", "&#", "? (",
    ] {
        check(&piece.repeat(long / piece.len()));
    }
    check(&format!("{}{}", "A".repeat(long), "$1".repeat(long / 2)));
}

#[test]
fn a_word_of_ten_megabytes_is_one() {
    let text = "a".repeat(10 << 20);
    let found = Tokenizer::default().tokenize(&text);
    assert_eq!((found.tokens.len(), found.sentences.len()), (1, 1));
    assert_eq!(found.tokens[0].span.len(), text.len());
}
