//! Who says what to whom in sentences of each kind, and what holds of the quotes of any text.

use newsgraph_document::{QuoteKind, Span};
use newsgraph_quote::QuoteAttributor;
use newsgraph_syntax::SyntaxParser;
use newsgraph_tokenize::Tokenizer;
use proptest::prelude::*;
use std::sync::LazyLock;

static PARSER: LazyLock<SyntaxParser> = LazyLock::new(|| {
    SyntaxParser::from_bytes(newsgraph_models_en_syntax::NEWS).expect("sound weights")
});

/// Quotes as lines: speaker, addressee where there is one, cue, kind, content.
fn quotes(text: &str) -> Vec<String> {
    let found = Tokenizer::default().tokenize(text);
    let view = found.view(text);
    let syntax = PARSER.parse(view);
    let quotes = QuoteAttributor::default().attribute(view, &syntax, &found.quote_marks, &[]);
    let words = |span: Span| text[span].to_owned();
    let line = |quote: &newsgraph_document::Quote| {
        let speaker = quote.speaker.map_or("?".to_owned(), |who| words(who.span));
        let addressee = quote.addressee.map(|who| format!(" > {}", words(who.span)));
        let cue = quote.cue.map_or("?".to_owned(), words);
        let content: Vec<String> = quote.content.iter().map(|&span| words(span)).collect();
        let kind = match quote.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
        };
        format!(
            "{speaker}{} | {cue} | {kind} | {}",
            addressee.unwrap_or_default(),
            content.join(" / ")
        )
    };
    quotes.iter().map(line).collect()
}

#[test]
fn reads_each_kind_of_report() {
    let cases: &[(&str, &[&str])] = &[
        // Direct, the reporting clause after, before and in between.
        (
            "“We will act,” the minister said.",
            &["the minister | said | direct | “We will act,”"],
        ),
        (
            "“We will act,” said the minister.",
            &["the minister | said | direct | “We will act,”"],
        ),
        (
            "The minister said: “We will act.”",
            &["The minister | said | direct | “We will act.”"],
        ),
        (
            "“We will act,” the minister said. “The time has come.”",
            &["the minister | said | direct | “We will act,” / “The time has come.”"],
        ),
        (
            "‘We will act,’ the minister said.",
            &["the minister | said | direct | ‘We will act,’"],
        ),
        // A quote over two paragraphs opens the second again and is closed once.
        (
            "“We will act,” the minister said. “The time has come.\n\n“Nobody will stop us.”",
            &[
                "the minister | said | direct | “We will act,” / “The time has come. / “Nobody will stop us.”",
            ],
        ),
        // Indirect and mixed.
        (
            "The bank said rates were too low.",
            &["The bank | said | indirect | rates were too low"],
        ),
        (
            "The bank said that rates were “too low.”",
            &["The bank | said | mixed | that rates were “too low.”"],
        ),
        (
            "According to the bank, rates were too low.",
            &["the bank | According to | indirect | rates were too low"],
        ),
        (
            "Rates were too low, the bank said.",
            &["the bank | said | indirect | Rates were too low"],
        ),
        (
            "She promised to lower the rates.",
            &["She | promised | indirect | to lower the rates"],
        ),
        // Whom it is said to, and a participle that goes with the clause.
        (
            "The minister told the bank that rates were too low.",
            &["The minister > the bank | told | indirect | that rates were too low"],
        ),
        (
            "The minister attacked the bank, saying that rates were too low.",
            &["The minister | saying | indirect | that rates were too low"],
        ),
        // The writer's own remark after a closing mark.
        (
            "The bank said rates were “too low” - a view that few share.",
            &["The bank | said | mixed | rates were “too low”"],
        ),
        // Nouns that report.
        (
            "The minister's claim that rates were too low was false.",
            &["The minister's | claim | indirect | that rates were too low"],
        ),
        // Neither a title nor a term in marks is speech.
        ("They saw the film “Brazil” at home.", &[]),
        ("The so-called “reform” failed.", &[]),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| quotes(text) != *expected)
        .map(|(text, expected)| {
            format!(
                "{text}\n  expected {expected:?}\n  found    {:?}",
                quotes(text)
            )
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn unbalanced_marks_lose_nothing() {
    for text in [
        "“",
        "”",
        "“We",
        "said ”“ he",
        "\"a\" \"b",
        "“a “b “c",
        "” he said. “",
    ] {
        quotes(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Reports and marks in any order: every part is in the text, the content sorted and disjoint.
    #[test]
    fn any_order_of_reports_and_marks(words in proptest::collection::vec(prop_oneof![
        Just("said"), Just("he"), Just("“"), Just("”"), Just("\""), Just("'"), Just("‘"), Just("that"),
        Just("told"), Just("Ann"), Just(","), Just("."), Just("\n\n"), Just("according"), Just("to"),
        Just("claim"), Just("adding"), Just("-"), Just("rates"), Just("fell"), Just("é"),
    ], 0..30)) {
        let text = words.join(" ");
        let found = Tokenizer::default().tokenize(&text);
        let view = found.view(&text);
        let syntax = PARSER.parse(view);
        let quotes = QuoteAttributor::default().attribute(view, &syntax, &found.quote_marks, &[]);
        for quote in &quotes {
            prop_assert!(!quote.content.is_empty());
            prop_assert!(quote.content.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            let people = [quote.speaker, quote.addressee].into_iter().flatten().map(|who| who.span);
            for span in quote.content.iter().copied().chain(quote.cue).chain(people) {
                prop_assert!(text.get(span.range()).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
