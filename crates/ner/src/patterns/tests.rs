use super::*;
use newsgraph_document::{Sentence, Span, Token, Upos, WordSyntax};
use proptest::prelude::*;

/// Tokens between white space, sentences between line ends.
fn split(text: &str) -> (Vec<Token>, Vec<Sentence>) {
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    for line in text.split('\n') {
        let first = tokens.len();
        for word in line.split_whitespace() {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            tokens.push(Token {
                span: Span::new(start, start + word.len()),
            });
        }
        if let [start, .., end] | [start @ end] = &tokens[first..] {
            sentences.push(Sentence {
                span: start.span.cover(end.span),
                tokens: first..tokens.len(),
                paragraph: 0,
            });
        }
    }
    (tokens, sentences)
}

fn found<'a>(patterns: &str, text: &'a str) -> Vec<(&'a str, String)> {
    let patterns: EntityPatterns = patterns.parse().unwrap();
    let (tokens, sentences) = split(text);
    let view = TokenizedText {
        text,
        tokens: &tokens,
        sentences: &sentences,
    };
    let mentions = patterns.recognize(view, None);
    let shown = mentions
        .iter()
        .map(|m| (&text[m.span], m.label.to_string()));
    shown.collect()
}

fn words<'a>(patterns: &str, text: &'a str) -> Vec<&'a str> {
    found(patterns, text).into_iter().map(|f| f.0).collect()
}

#[test]
fn phrases_are_found_as_written_or_in_any_case() {
    let text = "Blue Kite , BLUE KITE and blue kite";
    assert_eq!(words("Misc = Blue Kite", text), ["Blue Kite"]);
    assert_eq!(
        words("Misc ~ blue kite", text),
        ["Blue Kite", "BLUE KITE", "blue kite"]
    );
    // The tokenizer's splits and the marks of the press do not matter, the tokens' ends do.
    assert_eq!(
        words("Misc = O'Neil & Co.", "at O’Neil &  Co . now"),
        ["O’Neil &  Co ."]
    );
    assert_eq!(words("Misc = Oslo", "Oslo-based Osloer Oslo"), ["Oslo"]);
    assert_eq!(words("Misc = North End", "the North\nEnd"), [""; 0]);
}

#[test]
fn patterns_test_tokens() {
    let text = "Operation Quiet Dawn of 1998 , model 33 , Model T4";
    let all = [
        (
            "Event : Operation [shape=Xx+]+",
            vec!["Operation Quiet Dawn"],
        ),
        (
            "Event : Operation [shape=Xx+]*  [lower=of]? [shape=dddd]?",
            vec!["Operation Quiet Dawn of 1998"],
        ),
        ("Date : [shape=dddd]", vec!["1998"]),
        ("Date : [shape=ddd]", vec![]),
        (
            "Product : [lower=model] [shape=d+|Xd]",
            vec!["model 33", "Model T4"],
        ),
        ("Product : [form=Model|Type] []", vec!["Model T4"]),
        ("Misc : [shape=Xx+ lower=dawn|dusk]", vec!["Dawn"]),
        ("Misc : [shape=Xx+]{2}", vec!["Operation Quiet"]),
        ("Misc : \",\" []{1,2}", vec![", model 33", ", Model T4"]),
        ("Misc : [lemma=model]", vec![]),
    ];
    for (pattern, expected) in all {
        assert_eq!(words(pattern, text), expected, "{pattern}");
    }
}

#[test]
fn a_lemma_needs_syntax() {
    let text = "They signed it";
    let (tokens, sentences) = split(text);
    let view = TokenizedText {
        text,
        tokens: &tokens,
        sentences: &sentences,
    };
    let words = [("they", Some(1)), ("sign", None), ("it", Some(1))];
    let words = words.map(|(lemma, head)| WordSyntax {
        upos: Upos::X,
        xpos: "X",
        lemma,
        head,
        dep: "dep",
    });
    let syntax = Syntax::new(view, words).unwrap();
    let patterns: EntityPatterns = "Event : [lemma=sign] it".parse().unwrap();
    assert!(patterns.reads_lemmas());
    assert_eq!(patterns.recognize(view, None), []);
    let found = patterns.recognize(view, Some(&syntax));
    assert_eq!(&text[found[0].span], "signed it");
}

#[test]
fn longer_goes_before_earlier_goes_before_first() {
    let text = "Great Lake City Council met";
    let longer = "A = Great Lake\nB = Lake City Council\nC = Great";
    let expected = [
        ("Great", "C".to_owned()),
        ("Lake City Council", "B".to_owned()),
    ];
    assert_eq!(found(longer, text), expected);
    assert_eq!(
        found("A = Lake City\nB = Great Lake\nC = Lake City", text)[0].1,
        "A"
    );
    assert_eq!(found("B ~ great lake\nA = Great Lake", text)[0].1, "B");
    assert_eq!(
        words("A : [shape=Xx+]{2}", text),
        ["Great Lake", "City Council"]
    );
}

#[test]
fn labels_of_values_make_values() {
    let patterns: EntityPatterns = "Money = two bits\nMisc = two bits more".parse().unwrap();
    assert_eq!(kind(&patterns.labels[0]), MentionKind::Value);
    assert_eq!(kind(&patterns.labels[1]), MentionKind::Proper);
}

#[test]
fn errors_name_the_line_and_what_is_expected() {
    let message = |text: &str| {
        let error = text.parse::<EntityPatterns>().unwrap_err();
        error.to_string()
    };
    let cases = [
        (
            "# fine\n\nPerson Ann Lee",
            "line 3: expected a label, then =, ~ or : between spaces, found \"Person Ann Lee\"",
        ),
        ("Person =", "line 1: expected a phrase, found \"\""),
        (
            "Person : a? b*",
            "line 1: expected a token that is not optional, found \"\"",
        ),
        (
            "Person : [tag=NN]",
            "line 1: expected form=, lower=, lemma=, shape= or ], found \"tag=NN]\"",
        ),
        (
            "Person : a{3,2}",
            "line 1: expected {number} or {least,most}, at most 32, found \"{3,2}\"",
        ),
        (
            "Person : \"a",
            "line 1: expected a word and then \", found \"\\\"a\"",
        ),
        (
            "Person : [form=a",
            "line 1: expected | or ] or a space after a value, found \"\"",
        ),
        (
            "Person : a]",
            "line 1: expected a space after a token, found \"]\"",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(message(text), expected);
    }
    assert!(EntityPatterns::load("no such file").is_err());
}

/// A hundred thousand phrases cost no more for each token than a few.
#[test]
fn many_phrases_are_found_in_one_pass() {
    use std::fmt::Write;
    let mut file = String::new();
    for number in 0..100_000 {
        writeln!(file, "Misc = River {number} North").unwrap();
    }
    let text = "at River 99999 North and River 5 South . ".repeat(2_000);
    assert_eq!(words(&file, &text).len(), 2_000);
}

proptest! {
    #[test]
    fn any_file_parses_or_says_why(file in "([A-Z]{1,2} [=~:] )?[a-cX()\\[\\]{}\"|=?*+\\\\ 1,\n]{0,30}", text in "[abcABC1 \n,+-]{0,40}") {
        let Ok(patterns) = file.parse::<EntityPatterns>() else { return Ok(()); };
        let (tokens, sentences) = split(&text);
        let view = TokenizedText { text: &text, tokens: &tokens, sentences: &sentences };
        let found = patterns.recognize(view, None);
        for mention in &found {
            prop_assert!(mention.span.fits(&text) && !mention.span.is_empty());
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
    }

    #[test]
    fn rules_over_few_words_give_disjoint_spans(
        lines in proptest::collection::vec("[A-C] (= [ab]( [ab,]){0,3}|~ [AB](,? [ab]){0,2}|: (\\[\\]|a|\\[lower=b\\]|\\[shape=X\\+\\])[?*+]? [ab][+]?( \\[\\]\\{1,3\\})?)", 1..6),
        text in "[abAB,]( ?[abAB,]|\n[ab]){0,30}",
    ) {
        let patterns: EntityPatterns = lines.join("\n").parse().map_err(|e: PatternError| TestCaseError::fail(e.to_string()))?;
        let (tokens, sentences) = split(&text);
        let view = TokenizedText { text: &text, tokens: &tokens, sentences: &sentences };
        let found = patterns.recognize(view, None);
        for mention in &found {
            prop_assert!(tokens.iter().any(|t| t.span.start() == mention.span.start()));
            prop_assert!(tokens.iter().any(|t| t.span.end() == mention.span.end()));
            prop_assert!(sentences.iter().any(|s| s.span.contains(mention.span)));
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
    }

    #[test]
    fn any_text_as_a_file(file in "\\PC{0,60}") {
        let _ = file.parse::<EntityPatterns>();
    }
}

#[test]
fn context_is_no_part_of_the_name() {
    let act = "Work : [lower=signed] the? ([shape=Xx+]{1,3} Act) [lower=today]?";
    for (pattern, text, expected) in [
        (
            act,
            "they signed the Clean Harbour Act today",
            &["Clean Harbour Act"][..],
        ),
        (act, "they signed Clean Harbour Act", &["Clean Harbour Act"]),
        (act, "the Clean Harbour Act", &[]),
        (
            "Ship : the (Grey Gull)",
            "the Grey Gull met the Grey Gull",
            &["Grey Gull", "Grey Gull"],
        ),
        (
            "Ship : ([shape=Xx+]+) sank",
            "the Grey Gull sank",
            &["Grey Gull"],
        ),
        // Of the ways to read it the one whose name begins first.
        (
            "Ship : [shape=Xx+]* ([shape=Xx+]+) sank",
            "Grey Old Gull sank",
            &["Grey Old Gull"],
        ),
        ("Ship : ( Gull )", "Gull", &["Gull"]),
        ("Ship : \"(\" (Gull) \")\"", "( Gull )", &["Gull"]),
        // The name counts where two overlap, not what stands around it.
        ("A : a b (c)\nB : c d", "a b c d", &["c d"]),
    ] {
        assert_eq!(words(pattern, text), expected, "{pattern}");
    }
    for (pattern, expected) in [
        ("A : (b", "a ) after the name"),
        ("A : b)", "a ( before )"),
        ("A : (b) (c)", "one name between ( and )"),
        ("A : ((b) c)", "one name between ( and )"),
        ("A : (b)+", "a space after )"),
        ("A : a (b?) c", "a token that is not optional"),
        ("A : a ()", "a token that is not optional"),
    ] {
        let error = pattern.parse::<EntityPatterns>().unwrap_err().to_string();
        assert!(error.contains(expected), "{pattern}: {error}");
    }
}
