//! Values of the sentences in `values.txt`, and what holds of the values of any text.

use newsgraph_document::{Date, Label, Mention, MentionKind, Span, TokenizedText};
use newsgraph_ner::{DateOrder, ValueRecognizer};
use newsgraph_tokenize::Tokenizer;
use proptest::prelude::*;

/// The values of a text as (words, label, value).
fn values(text: &str, date: Option<Date>) -> Vec<(String, String, String)> {
    let tokenized = Tokenizer::default().tokenize(text);
    let view = TokenizedText {
        text,
        tokens: &tokenized.tokens,
        sentences: &tokenized.sentences,
    };
    let found = ValueRecognizer::default().recognize(view, date);
    let shown = found.into_iter().map(|mention| {
        assert_eq!(mention.kind, MentionKind::Value);
        let value = mention.value.unwrap_or_else(|| "-".to_owned());
        (
            text[mention.span].to_owned(),
            mention.label.to_string(),
            value,
        )
    });
    shown.collect()
}

#[test]
fn reads_the_table() {
    let date = Date::new(2017, 3, 19);
    let mut wrong = Vec::new();
    for line in include_str!("values.txt").lines() {
        if line.starts_with('#') {
            continue;
        }
        let (mut text, mut expected) = (String::new(), Vec::new());
        for (number, part) in line.split(['[', ']']).enumerate() {
            if number % 2 == 0 {
                text.push_str(part);
                continue;
            }
            let fields: Vec<String> = part.split('|').map(str::to_owned).collect();
            text.push_str(&fields[0]);
            expected.push((fields[0].clone(), fields[1].clone(), fields[2].clone()));
        }
        let found = values(&text, date);
        if found != expected {
            wrong.push(format!(
                "{text}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn reads_days_or_months_first() {
    for (order, text, expected) in [
        (DateOrder::DayFirst, "It was due on 3/4/2019.", "2019-04-03"),
        (
            DateOrder::MonthFirst,
            "It was due on 3/4/2019.",
            "2019-03-04",
        ),
        (
            DateOrder::DayFirst,
            "It was due on 3/14/2019.",
            "2019-03-14",
        ),
        (
            DateOrder::MonthFirst,
            "It was due on 14/3/19.",
            "2019-03-14",
        ),
    ] {
        let tokenized = Tokenizer::default().tokenize(text);
        let recognizer = ValueRecognizer::default().with_date_order(order);
        let found = recognizer.recognize(tokenized.view(text), None);
        let values: Vec<_> = found.iter().filter_map(|m| m.value.as_deref()).collect();
        assert_eq!(values, [expected], "{text}");
    }
}

#[test]
fn leaves_open_what_no_date_tells() {
    let open = |text: &str| values(text, None).remove(0).2;
    assert_eq!(open("He spoke on March 19."), "XXXX-03-19");
    assert_eq!(open("He spoke on Thursday."), "XXXX-WXX-4");
    assert_eq!(open("He spoke in December."), "XXXX-12");
    assert_eq!(open("He spoke last month."), "-");
    assert_eq!(open("He left in the summer."), "XXXX-22");
}

#[test]
fn stand_beside_the_names_of_another_recogniser() {
    let text = "April paid $20 to May 3 on March 19, 2017, in the Year of the Ox.";
    let theirs = |words: &str, label: Label, kind| {
        let start = text.find(words).expect("the text has it");
        Mention {
            span: Span::new(start, start + words.len()),
            label,
            kind,
            value: None,
            score: None,
        }
    };
    let found = vec![
        theirs("April", Label::PERSON, MentionKind::Proper),
        theirs("20", Label::MONEY, MentionKind::Value),
        theirs("May 3", Label::ORGANIZATION, MentionKind::Proper),
        theirs("March", Label::PERSON, MentionKind::Proper),
        theirs("the Year of the Ox", Label::DATE, MentionKind::Value),
    ];
    let words = Tokenizer::default().tokenize(text);
    let together = ValueRecognizer::default().recognize_beside(found, words.view(text), None);
    let read: Vec<(&str, &str, Option<&str>)> = together
        .iter()
        .map(|m| (&text[m.span], m.label.as_str(), m.value.as_deref()))
        .collect();
    assert_eq!(
        read,
        [
            ("April", "Person", None),
            ("$20", "Money", Some("20 USD")),
            ("May 3", "Organization", None),
            ("March 19, 2017", "Date", Some("2017-03-19")),
            ("the Year of the Ox", "Date", None),
        ]
    );
}

#[test]
fn a_day_that_no_month_has_is_no_day() {
    for text in ["On February 30 he left.", "On June 31, 2017 he left."] {
        let found = values(text, Date::new(2017, 3, 19));
        assert!(
            found
                .iter()
                .all(|v| !v.2.contains("-30") && !v.2.contains("-31")),
            "{found:?}"
        );
    }
}

#[test]
fn numbers_and_dates_out_of_range_are_read() {
    let tiny = format!("It rose 0.{}1 percent.", "0".repeat(70_000));
    values(&tiny, None);
    let first = Date::new(0, 1, 1);
    values("It fell last March and last summer.", first);
    values("It ends 9223372036854750000 days later.", first);
    values("It fell in the 9999999999th quarter and in Q9.", first);
}

proptest! {
    /// Words of the grammar in any order give spans in order that are the text's, without a panic.
    #[test]
    fn any_words_are_read(words in proptest::collection::vec(prop_oneof![
        Just("March"), Just("19"), Just("-"), Just("2017"), Just("million"), Just("half"), Just("a"),
        Just("and"), Just("$"), Just("1,000,000,000,000,000"), Just("hundred"), Just("twenty"),
        Just("99999999999999999999999999999999999999999"), Just("years"), Just("ago"), Just("'"),
        Just("of"), Just("percent"), Just("1/2"), Just("10:30"), Just("Thursday"), Just("next"), Just("day"),
        Just("century"), Just("8th"), Just("km"), Just("é"), Just("0"), Just("9999"), Just("9999-12-31"),
        Just("later"), Just("decades"), Just("tens"), Just(","), Just("billion"), Just("will"), Just("on"),
        Just("was"), Just("arrested"), Just("until"), Just("week"), Just("ending"), Just("this"), Just("month"),
        Just("weekend"), Just("Easter"), Just("quarter"), Just("FY"), Just("past"), Just("six"), Just("p.m."),
        Just("between"), Just("minus"), Just("€"), Just("p"), Just("mil"), Just("score"), Just("("), Just(")"),
        Just("+"), Just("to"), Just("old"), Just("Mrs"), Just("May"), Just("Street"), Just("if"), Just("the"),
    ], 0..14), dated in any::<bool>()) {
        let text = words.join(" ");
        values(&text, dated.then(|| Date::new(9999, 12, 31)).flatten());
        values(&text, dated.then(|| Date::new(0, 1, 1)).flatten());
        values(&words.concat(), None);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        values(&text, None);
    }
}
