//! Who says what to whom in sentences of each kind, and what holds of the quotes of any text.

use newsgraph_document::{
    Act, Label, Mention, MentionKind, Quote, QuoteId, QuoteKind, Reference, Span,
};
use newsgraph_quote::{QuoteAttributor, WordVectors};
use newsgraph_syntax::SyntaxParser;
use newsgraph_tokenize::Tokenizer;
use proptest::prelude::*;
use std::sync::LazyLock;

static VECTORS: LazyLock<WordVectors> = LazyLock::new(|| {
    WordVectors::from_bytes(newsgraph_models_en_vectors::NEWS).expect("sound vectors")
});

static PARSER: LazyLock<SyntaxParser> = LazyLock::new(|| {
    SyntaxParser::from_bytes(newsgraph_models_en_syntax::NEWS, &VECTORS).expect("sound weights")
});

static ATTRIBUTOR: LazyLock<QuoteAttributor> = LazyLock::new(|| {
    QuoteAttributor::from_bytes(newsgraph_models_en_quote::NEWS, &VECTORS)
        .expect("sound weights")
        .with_acts(&Act::ALL)
});

/// Gives quotes of any score.
static ALL: LazyLock<QuoteAttributor> = LazyLock::new(|| ATTRIBUTOR.clone().with_threshold(0.0));

/// The quotes of a text, without names.
fn attribute(text: &str, attributor: &QuoteAttributor) -> Vec<Quote> {
    attribute_with(text, attributor, &[])
}

/// The quotes of a text with these names and values.
fn attribute_with(text: &str, attributor: &QuoteAttributor, mentions: &[Mention]) -> Vec<Quote> {
    let found = Tokenizer::default().tokenize(text);
    let view = found.view(text);
    attributor.attribute(view, &PARSER.parse(view), &found.quote_marks, mentions)
}

/// A mention of these words where they stand first.
fn mention(text: &str, words: &str, label: Label, kind: MentionKind) -> Mention {
    let start = text.find(words).expect("words of the text");
    Mention {
        span: Span::new(start, start + words.len()),
        label,
        kind,
        value: None,
        score: None,
    }
}

/// Quotes as lines: speaker, addressee where there is one, cue, kind, content.
fn quotes(text: &str) -> Vec<String> {
    let quotes = attribute(text, &ATTRIBUTOR);
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

/// Texts with the lines of their quotes.
type Cases<'a> = &'a [(&'a str, &'a [&'a str])];

fn check(cases: Cases<'_>) {
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
fn contents_end_where_the_main_clause_begins_and_begin_behind_the_setting() {
    check(&[
        (
            "Asked whether she would run again, Ms. Lee laughed.",
            &["? | Asked | indirect | whether she would run again"],
        ),
        (
            "Told that rates would rise, the minister left the room.",
            &["? | Told | indirect | that rates would rise"],
        ),
        (
            "After saying her foot was “so swollen I could barely walk,” she was brought to a clinic for tests.",
            &["she | saying | mixed | her foot was “so swollen I could barely walk,”"],
        ),
    ]);
}

#[test]
fn who_introduces_speech_by_a_colon_is_its_speaker() {
    check(&[
        (
            "On Friday, Ann Lee made the following comment:\n\n“For young people who have left school, the rate is high. It must fall.”",
            &[
                "Ann Lee | made | direct | “For young people who have left school, the rate is high. It must fall.”",
            ],
        ),
        (
            "The strain on the county is exemplified by this finding: “Nine mills gave notice of 400 closures to the county, while only reporting 60 to the state.”",
            &[
                "this finding | is exemplified | direct | “Nine mills gave notice of 400 closures to the county, while only reporting 60 to the state.”",
            ],
        ),
    ]);
}

#[test]
fn who_signs_a_line_is_its_speaker() {
    let text = "“I have waited nine years for this bridge. It is time that they built it.” ― Maria Lopez\n\n\
        “My mother worked at the mill all her life. She used to say, ‘The river gives.” And that is what I told \
        them ‘every day’. ― Ann Lee\n\nThe council heard both.\n\n\
        “The bridge was paid for twice, and nobody has ever seen it.”\n\n- Tom Reyes.\n";
    let quotes = attribute_with(text, &ATTRIBUTOR, &[]);
    let signs = |name: &&str| {
        let speakers = quotes.iter().filter_map(|quote| quote.speaker);
        speakers.map(|who| &text[who.span]).any(|own| own == *name)
    };
    let missing: Vec<&str> = ["Maria Lopez", "Ann Lee", "Tom Reyes"]
        .into_iter()
        .filter(|name| !signs(name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_form_of_a_sentence_tells_who_speaks() {
    check(&[
        (
            "The north was different - Ann Lee: “It was the first time that a mill town voted for the bridge.”",
            &[
                "Ann Lee | : | direct | “It was the first time that a mill town voted for the bridge.”",
            ],
        ),
        (
            "The bridge opened in March.\n\n“We never saw a bill for any of these repairs,” Maria Lopez shrugged.",
            &["Maria Lopez | shrugged | direct | “We never saw a bill for any of these repairs,”"],
        ),
        (
            "“We never saw a bill for any of these repairs,” Maria Lopez said Tuesday.",
            &["Maria Lopez | said | direct | “We never saw a bill for any of these repairs,”"],
        ),
    ]);
}

#[test]
fn a_person_heard_in_a_film_is_its_speaker() {
    let text = "The film uses footage of Ann Lee asking, “Why are we not fifty points ahead?”";
    let person = mention(text, "Ann Lee", Label::PERSON, MentionKind::Proper);
    let quotes = attribute_with(text, &ATTRIBUTOR, &[person]);
    let speakers: Vec<&str> = quotes
        .iter()
        .filter_map(|q| q.speaker.map(|who| &text[who.span]))
        .collect();
    assert_eq!(speakers, ["Ann Lee"]);
}

#[test]
fn the_time_before_a_source_is_no_part_of_it() {
    let text = "Earlier on March 3 northern state media said the dam had held.";
    let date = mention(text, "March 3", Label::DATE, MentionKind::Value);
    let speaker = |mentions: &[Mention]| {
        let quotes = attribute_with(text, &ATTRIBUTOR, mentions);
        quotes[0].speaker.map(|who| &text[who.span])
    };
    assert_eq!(speaker(&[date]), Some("northern state media"));
}

#[test]
fn places_that_begin_paragraphs_are_no_speakers() {
    let text = "LONDON: The minister said that the bridge was open.\n\nPARIS: The mayor said that the school was closed.\n";
    let place = |words| mention(text, words, Label::LOCATION, MentionKind::Proper);
    let speakers = |mentions: &[Mention]| -> Vec<&str> {
        let quotes = attribute_with(text, &ATTRIBUTOR, mentions);
        let speakers = quotes.iter().filter_map(|quote| quote.speaker);
        speakers.map(|who| &text[who.span]).collect()
    };
    assert_eq!(speakers(&[])[0], "LONDON");
    let places = [place("LONDON"), place("PARIS")];
    assert_eq!(speakers(&places), ["The minister", "The mayor"]);
}

#[test]
fn reads_direct_quotes() {
    check(&[
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
            "“Where are you going?” asked Tom Brown.",
            &["Tom Brown | asked | direct | “Where are you going?”"],
        ),
        (
            "The minister said: “We will act.”",
            &["The minister | said: | direct | “We will act.”"],
        ),
        (
            "“We will act,” the minister said. “The time has come.”",
            &["the minister | said | direct | “We will act,” / “The time has come.”"],
        ),
        (
            "‘We will act,’ the minister said.",
            &["the minister | said | direct | ‘We will act,’"],
        ),
        // The reporting clause stands in the second of two paragraphs.
        (
            "“Those are mischief makers. They know it is false.\n\n“We will not be distracted,” he said.",
            &[
                "he | said | direct | “Those are mischief makers. They know it is false. / “We will not be distracted,”",
            ],
        ),
        // A quote over two paragraphs opens the second again and is closed once.
        (
            "“We will act,” the minister said. “The time has come.\n\n“Nobody will stop us.”",
            &[
                "the minister | said | direct | “We will act,” / “The time has come. / “Nobody will stop us.”",
            ],
        ),
    ]);
}

#[test]
fn reads_indirect_and_mixed_quotes() {
    check(&[
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
            "According to a report by Reuters, Apple plans to cut jobs.",
            &["a report by Reuters | According to | indirect | Apple plans to cut jobs"],
        ),
        (
            "Two men were arrested on Monday, according to police.",
            &["police | according to | indirect | Two men were arrested on Monday"],
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
            &[
                "The minister | attacked | indirect | the bank",
                "The minister | saying | indirect | that rates were too low",
            ],
        ),
        // The writer's own remark after a closing mark.
        (
            "The bank said rates were “too low” - a view that few share.",
            &["The bank | said | mixed | rates were “too low”"],
        ),
        (
            "The union said wages were “a joke” — a word it has used before.",
            &["The union | said | mixed | wages were “a joke”"],
        ),
        (
            "On March 18 Tillerson said during a visit to Seoul that tensions had risen.",
            &["Tillerson | said | indirect | that tensions had risen"],
        ),
        // A clause within what is said that tells what others think.
        (
            "The paper said the North had tested an engine, which experts view as cover for building missiles.",
            &[
                "The paper | said | indirect | the North had tested an engine",
                "experts | view | indirect | which / as cover for building missiles",
            ],
        ),
        // Nouns that report.
        (
            "The bank rejected the minister's claim that rates were too low.",
            &[
                "The bank | rejected | indirect | the minister's claim that rates were too low",
                "the minister's | claim | indirect | that rates were too low",
            ],
        ),
        // Transcripts, letters and signatures.
        (
            "LEE: Do you regret it?\n\nRAY: No, I do not.",
            &[
                "LEE | : | indirect | Do you regret it?",
                "RAY | : | indirect | No, I do not.",
            ],
        ),
        (
            "The letter read: “You have a week.”",
            &["The letter | read: | direct | “You have a week.”"],
        ),
        (
            "“It was the best night of my life.” ― Ann Lee",
            &["Ann Lee | ― | direct | “It was the best night of my life.”"],
        ),
        (
            "\"Nobody wants this bill to fail,\" said Sen. Ann Lee, R-Ohio. \"We will fix it.\"",
            &[
                "Sen. Ann Lee, R-Ohio | said | direct | \"Nobody wants this bill to fail,\" / \"We will fix it.\"",
            ],
        ),
        // Neither a title nor a term in marks is speech.
        ("The film “Brazil” opened on Friday.", &[]),
        ("The so-called “reform” failed.", &[]),
    ]);
}

#[test]
fn a_quote_in_a_quote_keeps_both_speakers() {
    let text = "“My father told me, ‘Never sign a thing you have not read,’ and I never did,” the mayor said.";
    let quotes = attribute(text, &ATTRIBUTOR);
    let inner = quotes
        .iter()
        .find(|quote| quote.parent.is_some())
        .expect("a quote within a quote");
    let outer = &quotes[inner.parent.map_or(0, QuoteId::index)];
    let speaker = |quote: &Quote| quote.speaker.map(|who| &text[who.span]);
    assert_eq!(speaker(inner), Some("My father"));
    assert_eq!(
        &text[inner.content[0]],
        "‘Never sign a thing you have not read,’"
    );
    assert_eq!(speaker(outer), Some("the mayor"));
    assert!(outer.contains(inner.content[0]));
}

#[test]
fn speech_without_a_cue_has_the_speaker_before() {
    let text = "“We will act,” he said. He added that the bank was wrong.\n\n\
                “Nobody should doubt that we mean what we say,” he went on.\n\n“Not one of you.”";
    let quotes = attribute(text, &ATTRIBUTOR);
    let last = quotes.last().and_then(|quote| quote.speaker);
    let last = last.map(|who| (&text[who.span], who.how));
    assert_eq!(last, Some(("he", Reference::Implicit)));
    // Else whom the sentence right before is about.
    check(&[(
        "The mayor was tired. She shook her head. “That is not how I see it.”",
        &["She | ? | direct | “That is not how I see it.”"],
    )]);
}

#[test]
fn a_higher_threshold_keeps_the_surer_quotes() {
    let text = "“We will act,” the minister said. The bank said rates were too low. Some hope for better days, and \
                a few fear the worst. Critics call it a farce.";
    let mut before = attribute(text, &ALL);
    assert!(before.iter().all(|quote| {
        quote
            .score
            .is_some_and(|score| (0.0..=1.0).contains(&score))
    }));
    for threshold in [0.3, 0.6, 0.9, 1.1] {
        let kept = attribute(text, &ATTRIBUTOR.clone().with_threshold(threshold));
        before.retain(|quote| quote.score >= Some(threshold));
        assert_eq!(kept, before);
    }
    assert!(before.is_empty());
}

#[test]
fn trees_of_another_text_give_nothing() {
    let [text, other] = ["“We will act,” she said.", "No."];
    let [found, others] = [text, other].map(|text| Tokenizer::default().tokenize(text));
    let syntax = PARSER.parse(others.view(other));
    let quotes = ATTRIBUTOR.attribute(found.view(text), &syntax, &found.quote_marks, &[]);
    assert!(quotes.is_empty());
}

#[test]
fn a_damaged_model_is_an_error() {
    let whole = newsgraph_models_en_quote::NEWS;
    for length in [0, 7, 1000, whole.len() / 2, whole.len() - 1] {
        assert!(QuoteAttributor::from_bytes(&whole[..length], &VECTORS).is_err());
    }
}

#[test]
fn unbalanced_marks_lose_nothing() {
    for text in [
        "",
        "a",
        "\"",
        "““““ ”””” '''' \"\"\"",
        ":",
        "— Ann",
        "\n\n\u{a0}",
        "“",
        "”",
        "“We",
        "said ”“ he",
        "\"a\" \"b",
        "“a “b “c",
        "” he said. “",
        "said “We will act “We will act he continued. \" “ “",
        "Ann Lee said that told his claim that rates fell \n\n",
        "told ” to . \" “ claim fell adding \n\n “ ' he continued. ' said",
    ] {
        assert_sound(text);
    }
}

/// Quotes of any score have every part in the text, and their content sorted and disjoint.
fn assert_sound(text: &str) {
    for quote in attribute(text, &ALL) {
        let content = &quote.content;
        assert!(!content.is_empty(), "{text:?}");
        let is_sorted = content
            .windows(2)
            .all(|pair| pair[0].end() <= pair[1].start());
        assert!(is_sorted, "{text:?}: {content:?}");
        let people = [quote.speaker, quote.addressee].into_iter().flatten();
        let parts = content.iter().copied().chain(quote.cue);
        for span in parts.chain(people.map(|who| who.span)) {
            let words = text.get(span.range());
            assert!(words.is_some_and(|part| !part.is_empty()), "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_order_of_reports_and_marks(words in proptest::collection::vec(prop_oneof![
        Just("said"), Just("he"), Just("“"), Just("”"), Just("\""), Just("'"), Just("‘"), Just("that"),
        Just("told"), Just("Ann"), Just(","), Just("."), Just("\n\n"), Just("according"), Just("to"),
        Just("claim"), Just("adding"), Just("-"), Just("rates"), Just("fell"), Just("é"),
        Just("“We will act"), Just("he continued."), Just("his claim that rates fell"), Just("Ann Lee said that"),
    ], 0..30)) {
        let text = words.join(" ");
        assert_sound(&text);
    }
}

/// What is for or against something, and what is not said, is given where it is asked for.
#[test]
fn speech_and_thought_are_given_unless_more_is_asked_for() {
    let text = "Ann Lee said that rates had fallen. Tom Reyes declined to comment. The bank believes that \
                prices will rise. The minister criticized the bank.";
    let told = ATTRIBUTOR.clone().with_acts(&Act::TOLD);
    let acts = |quotes: Vec<Quote>| -> Vec<Act> { quotes.iter().map(|quote| quote.act).collect() };
    assert_eq!(acts(attribute(text, &told)), [Act::Speech, Act::Thought]);
    assert_eq!(
        acts(attribute(text, &ATTRIBUTOR)),
        [Act::Speech, Act::Other, Act::Thought, Act::Attitude]
    );
}
