//! Awkward cases of news, each with the reason why it reads so.

use newsgraph_tokenize::document::QuoteMarkKind::{Double, Single};
use newsgraph_tokenize::document::{QuoteMark, Repair};
use newsgraph_tokenize::{Tokenizer, TokenizerOptions};

fn words(text: &str) -> String {
    let found = Tokenizer::default().tokenize(text);
    let words: Vec<&str> = found.tokens.iter().map(|t| &text[t.span]).collect();
    words.join("|")
}

fn sentences(text: &str) -> Vec<&str> {
    let found = Tokenizer::default().tokenize(text);
    found.sentences.iter().map(|s| &text[s.span]).collect()
}

/// Text, its words, the reason.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "They don't and can’t.",
        "They|do|n't|and|ca|n’t|.",
        "negation is a word",
    ),
    ("DON'T", "DO|N'T", "in capitals too"),
    (
        "Kim's envoys' cars",
        "Kim|'s|envoys|'|cars",
        "possessive marks are words",
    ),
    (
        "We cannot; it's gonna rain",
        "We|can|not|;|it|'s|gon|na|rain",
        "two words in one",
    ),
    (
        "China-U.S. trade",
        "China|-|U.S.|trade",
        "a hyphen parts words",
    ),
    (
        "nuclear-armed Kim Jong-Un",
        "nuclear|-|armed|Kim|Jong|-|Un",
        "in names too",
    ),
    (
        "non-stop co-founder",
        "non-stop|co-founder",
        "a prefix is no word",
    ),
    (
        "Mr. A. B. Lee of St. Ives",
        "Mr.|A.|B.|Lee|of|St.|Ives",
        "titles and initials keep stops",
    ),
    (
        "the U.S. and U.N.",
        "the|U.S.|and|U.N.",
        "dotted letters stay whole",
    ),
    (
        "$1.5 million, 1,000 and 3.5%",
        "$|1.5|million|,|1,000|and|3.5|%",
        "amounts part from signs",
    ),
    ("HK$50", "HK$|50", "a currency with its letters"),
    (
        "at 10:30 a.m. on 2017-03-19",
        "at|10:30|a.m.|on|2017-03-19",
        "times and dates stay whole",
    ),
    ("the 1990s and '90s", "the|1990s|and|'90s", "decades"),
    (
        "See https://a.example/b?c=1.",
        "See|https://a.example/b?c=1|.",
        "the stop ends the sentence",
    ),
    (
        "(write to a.b@c.example)",
        "(|write|to|a.b@c.example|)",
        "addresses stay whole",
    ),
    (
        "a@b.example,c@d.example",
        "a@b.example|,|c@d.example",
        "a comma ends an address",
    ),
    ("@state #news", "@state|#news", "handles and hashtags"),
    (
        "wait... what… no",
        "wait|...|what|…|no",
        "an ellipsis is one word",
    ),
    (
        "talks—he said—end",
        "talks|—|he|said|—|end",
        "dashes part words",
    ),
    (
        "talks -- he said",
        "talks|--|he|said",
        "two hyphens are a dash",
    ),
    (
        "''Yes,'' he said",
        "''|Yes|,|''|he|said",
        "two apostrophes are one mark",
    ),
    ("“Yes,” he", "“|Yes|,|”|he", "curly marks are words"),
    ("a\u{A0}b\u{200B}c", "a|b|c", "invisible blanks part words"),
    (
        "co\u{AD}operate",
        "co\u{AD}operate",
        "a soft hyphen does not",
    ),
    ("[the] {x} <b>", "[|the|]|{|x|}|<|b|>", "brackets"),
    (
        "e\u{301}tat",
        "e\u{301}tat",
        "combining marks stay with their base",
    ),
    (
        "so happy :) now",
        "so|happy|:)|now",
        "an emoticon is one word",
    ),
    ("why ;-) not", "why|;-)|not", "with a nose too"),
    ("see a:b and 3:4", "see|a|:|b|and|3:4", "a colon is none"),
    (
        "I dont and cant",
        "I|do|nt|and|ca|nt",
        "an apostrophe left out",
    ),
    (
        "Im here, thats it",
        "I|m|here|,|that|s|it",
        "in short words too",
    ),
    (
        "at 7:30pm or 5 PM",
        "at|7:30|pm|or|5|PM",
        "a time from its half day",
    ),
    (
        "the #1 hit, #2",
        "the|#|1|hit|,|#|2",
        "a number's sign is a word",
    ),
    (
        "<<see>> a < b",
        "<<|see|>>|a|<|b",
        "angle marks stay together",
    ),
    ("a Ph.D. in law", "a|Ph.D.|in|law", "a degree"),
    ("Roe v. Wade", "Roe|v.|Wade", "a court case"),
    (
        "No. 5 said no. No.",
        "No.|5|said|no|.|No|.",
        "a number or an answer",
    ),
    (
        "he said.The end",
        "he|said|.|The|end",
        "a stop without its space",
    ),
    ("10-year-old", "10|-|year|-|old", "ages"),
    (
        "£5m and €1.2bn",
        "£|5m|and|€|1.2bn",
        "amounts keep their letters",
    ),
    ("AT&T and R&D", "AT&T|and|R&D", "letters with an ampersand"),
    (
        "and/or 24/7",
        "and|/|or|24/7",
        "a slash parts words, not numbers",
    ),
    (
        "the @house's view",
        "the|@house|'s|view",
        "a possessive after a handle",
    ),
    ("a 3-2 win", "a|3|-|2|win", "a score is three words"),
    (
        "call 555-123-4567 or +1 202",
        "call|555-123-4567|or|+1|202",
        "a phone number is one word",
    ),
    (
        "SEOUL/ROME (Reuters) - talks",
        "SEOUL|/|ROME|(|Reuters|)|-|talks",
        "a dateline",
    ),
    (
        "O'Brien and D’Angelo",
        "O'Brien|and|D’Angelo",
        "an apostrophe inside a name",
    ),
    (
        "rock 'n' roll",
        "rock|'n'|roll",
        "a letter between apostrophes is no quotation",
    ),
    (
        "a €2.5bn-a-year deal",
        "a|€|2.5bn|-|a|-|year|deal",
        "an amount with hyphens",
    ),
    (
        "the #MeToo's",
        "the|#MeToo|'s",
        "a possessive after a hashtag",
    ),
    (
        "(b. March 1950), (d. 1990)",
        "(|b.|March|1950|)|,|(|d.|1990|)",
        "a life in brackets",
    ),
    (
        "see pp. 3-5 and p. 28",
        "see|pp.|3|-|5|and|p.|28",
        "pages keep the stop before a number",
    ),
    (
        "U.S.-led talks",
        "U.S.|-|led|talks",
        "a hyphen after a stop",
    ),
    (
        "mid-1990s and pro-EU",
        "mid-1990s|and|pro-EU",
        "prefixes of years and names",
    ),
    (
        "“‘Yes,’ she said.”",
        "“|‘|Yes|,|’|she|said|.|”",
        "marks in marks",
    ),
    (
        "What?! No!!!",
        "What|?!|No|!!!",
        "marks in a row are one word",
    ),
    ("10%–15%", "10|%|–|15|%", "a range"),
    ("A$5 and US$5.2m", "A$|5|and|US$|5.2m", "other dollars"),
    (
        "https://t.example/abc… more",
        "https://t.example/abc|…|more",
        "an address that is cut off",
    ),
    (
        "<p>He left.</p>",
        "<|p|>|He|left|.|<|/|p|>",
        "a tag left over parts from the words",
    ),
    (
        "left&nbsp;now &amp; it&#39;s",
        "left|now|&amp;|it|&#39;s",
        "a character reference is the blank, the word or the apostrophe that it stands for",
    ),
    ("they'd've gone", "they|'d|'ve|gone", "two clitics"),
    ("it's 5 o'clock", "it|'s|5|o'clock", "an old contraction"),
    (
        "he said,\"go\"",
        "he|said|,|\"|go|\"",
        "a mark without its space",
    ),
    ("Mr.Lee left", "Mr.|Lee|left", "a title without its space"),
    ("the 9/11 attacks", "the|9/11|attacks", "a date as a name"),
    ("-5 or +3", "-5|or|+3", "signs belong to numbers"),
    (
        "the ’60s-era car",
        "the|’60s|-|era|car",
        "a decade with a curly apostrophe",
    ),
    ("Jan.-March", "Jan.|-|March", "months"),
    (
        "in 2019.The bank",
        "in|2019|.|The|bank",
        "a year without a space after its stop",
    ),
    (
        "the U.S.The J.K.Rowe",
        "the|U.S.|The|J.K.|Rowe",
        "letters keep their stop before a word that is glued to them",
    ),
    (
        "Lodging.Com or map.pdf",
        "Lodging.Com|or|map.pdf",
        "an address is one word with a capital too",
    ),
    (
        "in Group B. Fans",
        "in|Group|B|.|Fans",
        "a group's letter is no initial",
    ),
    (
        "Brad B. Orr, vitamin D.",
        "Brad|B.|Orr|,|vitamin|D|.",
        "an initial keeps its stop",
    ),
    (
        "(Phil. 4:8) met Phil. 4 men",
        "(|Phil.|4:8|)|met|Phil|.|4|men",
        "a book keeps its stop before a verse",
    ),
    (
        "It&rsquo;s Ren\u{C3}\u{A9}e\u{92}s",
        "It|&rsquo;s|Ren\u{C3}\u{A9}e|\u{92}s",
        "leftovers of other encodings are what they stand for",
    ),
    (
        "Hill &amp; Sons, AT&amp;T",
        "Hill|&amp;|Sons|,|AT&amp;T",
        "a reference may stand inside a word",
    ),
];

#[test]
fn parts_words() {
    for &(text, expected, reason) in WORDS {
        assert_eq!(words(text), expected, "{reason}");
    }
}

#[test]
fn parts_sentences() {
    let cases: [(&str, &[&str], &str); 17] = [
        (
            "He left. She stayed.",
            &["He left.", "She stayed."],
            "two stops",
        ),
        (
            "Mr. Lee met Gov. Fox.",
            &["Mr. Lee met Gov. Fox."],
            "a name follows a title",
        ),
        (
            "He is in the U.S. The talks go on.",
            &["He is in the U.S.", "The talks go on."],
            "a starter follows",
        ),
        (
            "The U.S. State Department spoke.",
            &["The U.S. State Department spoke."],
            "a name goes on",
        ),
        (
            "“We go.” He left.",
            &["“We go.”", "He left."],
            "the mark belongs to what it closes",
        ),
        (
            "\"We go.\" He left.",
            &["\"We go.\"", "He left."],
            "plain marks too",
        ),
        (
            "He said “go”. She left.",
            &["He said “go”.", "She left."],
            "a stop outside the mark",
        ),
        (
            "“Why?” Smith asked.",
            &["“Why?” Smith asked."],
            "a reported question goes on",
        ),
        (
            "“Why?” he asked. No one knew.",
            &["“Why?” he asked.", "No one knew."],
            "so in small letters",
        ),
        (
            "Talks (in Rome.) ended.",
            &["Talks (in Rome.) ended."],
            "small letters go on",
        ),
        (
            "It lead to a ... strengthening of ties.",
            &["It lead to a ... strengthening of ties."],
            "an omission",
        ),
        (
            "Is it true? Yes! It is.",
            &["Is it true?", "Yes!", "It is."],
            "marks of question and call",
        ),
        (
            "BEIJING (Reuters) - Talks began.",
            &["BEIJING (Reuters) - Talks began."],
            "a dateline begins its sentence",
        ),
        (
            "A title\n\nThe text.",
            &["A title", "The text."],
            "paragraphs end sentences",
        ),
        (
            "He said so.\nEn route, he left.",
            &["He said so.", "En route, he left."],
            "one line feed is enough",
        ),
        (
            "Ties rise as trade grows\n\nTies rise as trade grows Trade rose on Monday.",
            &[
                "Ties rise as trade grows",
                "Ties rise as trade grows",
                "Trade rose on Monday.",
            ],
            "a repeated title is its own sentence",
        ),
        (
            "It rose 3.5 percent. No. 2 fell.",
            &["It rose 3.5 percent.", "No. 2 fell."],
            "a number's title",
        ),
    ];
    for (text, expected, reason) in cases {
        assert_eq!(sentences(text), expected, "{reason}");
    }
}

#[test]
fn pairs_marks() {
    let pairs = |text: &str| -> Vec<_> {
        let found = Tokenizer::default().tokenize(text);
        let pair = |p: &QuoteMark| {
            (
                text[p.span].to_owned(),
                p.depth,
                p.kind,
                p.continues,
                p.repair,
            )
        };
        found.quote_marks.iter().map(pair).collect()
    };
    let pair = |text: &str, depth, kind, continues, repair| {
        (text.to_owned(), depth, kind, continues, repair)
    };

    assert_eq!(
        pairs("He said “she called it ‘a sham’ today” there."),
        [
            pair("“she called it ‘a sham’ today”", 0, Double, false, None),
            pair("‘a sham’", 1, Single, false, None),
        ],
        "single marks nest"
    );
    assert_eq!(
        pairs("The envoys’ cars aren’t Kim’s."),
        [],
        "apostrophes are no marks"
    );
    assert_eq!(
        pairs("He said, \"go\" and ''stay''."),
        [
            pair("\"go\"", 0, Double, false, None),
            pair("''stay''", 0, Double, false, None)
        ],
        "plain marks and doubled apostrophes"
    );
    assert_eq!(
        pairs("“One.\n\n“Two,” he said."),
        [
            pair("“One.", 0, Double, true, None),
            pair("“Two,”", 0, Double, false, None)
        ],
        "a quotation opens each of its paragraphs"
    );
    assert_eq!(
        pairs("“One, he said.\n\nTwo."),
        [pair(
            "“One, he said.",
            0,
            Double,
            false,
            Some(Repair::Unclosed)
        )],
        "unclosed marks end with their paragraph"
    );
    assert_eq!(
        pairs("\"One,\" he said. \"Two.\n\n\"Three.\""),
        [
            pair("\"One,\"", 0, Double, false, None),
            pair("\"Two.", 0, Double, true, None),
            pair("\"Three.\"", 0, Double, false, None)
        ],
        "plain marks open paragraphs again, too"
    );
    assert_eq!(
        pairs("“One,\" he said."),
        [pair("“One,\"", 0, Double, false, None)],
        "a plain mark closes a curly one"
    );
    assert_eq!(
        pairs("”One,” he said."),
        [pair("”One,”", 0, Double, false, Some(Repair::WrongWay))],
        "a mark the wrong way round"
    );
    assert_eq!(
        pairs("\"He said 'go' twice,\" she said."),
        [
            pair("\"He said 'go' twice,\"", 0, Double, false, None),
            pair("'go'", 1, Single, false, None)
        ],
        "plain single marks nest"
    );
    assert_eq!(
        pairs("rock 'n' roll in the '90s"),
        [],
        "elisions are no quotations"
    );
    assert_eq!(
        pairs("One” he said."),
        [pair("”", 0, Double, false, Some(Repair::Unopened))],
        "a closing mark alone"
    );
}

/// Sentences without a space between them; `|` where one ends.
#[test]
fn parts_sentences_that_are_glued() {
    for marked in [
        "The vote was lost.|The mayor left at once.|“We will be back,” she said.|Nobody cheered.",
        "Why did he go?|The mayor did not say.|He left!|Then it rained.",
        "“We will go.”|The mayor left.|“No.”|She stayed.",
        "\"We will go.\"|The mayor left.|\"No,\" he said.|\"Yes,\" she said.",
        "She left.|\"We will go,\" he said.|'No,' she said.",
        "It fell in 2019.|The bank did not say.|Orla Venn did.|Police came.",
        "It is in the U.S.|The bank did not say.",
        "He left (at noon).|The mayor stayed.|He came back.[1]|She left.",
        "Write to Lodging.Com today.",
        "He uses Node.js and ASP.NET at work.",
    ] {
        let text = marked.replace('|', "");
        let expected: Vec<&str> = marked.split('|').collect();
        assert_eq!(sentences(&text), expected);
    }
}

/// Texts, and what their pairs of marks enclose: names in marks quote nobody.
#[test]
fn marks_around_names_are_no_quotation() {
    let cases: [(&str, &[&str]); 24] = [
        ("Rosa “Rosie” Quintal said it was full.", &[]),
        ("Walter “Big Walt” Hurd, a docker, was shot.", &[]),
        ("Dmitri ‘The Wall’ Koss won.", &[]),
        ("Then J. \"Jay\" Orlov spoke.", &[]),
        ("Rosa &ldquo;Rosie&rdquo; Quintal left.", &[]),
        ("He called Quintal “Rosie” on Monday.", &["“Rosie”"]),
        ("He told Quintal “No” on Monday.", &["“No”"]),
        ("He told Quintal “Never” Monday.", &["“Never”"]),
        ("Quintal said “Yes” Monday.", &["“Yes”"]),
        ("She starred in the film “Drift.” It won.", &[]),
        (
            "Fans know him from films such as “The Cold Quay” and “Nine Salt Roads.”",
            &[],
        ),
        ("His next one, “Cold Quay,” opens in June.", &[]),
        ("The ‘Cold Quay’ sequel opens in June.", &[]),
        ("The band played “We’re All Going Home” at noon.", &[]),
        ("It was known as the \"Grey Plague\" then.", &[]),
        ("He read the novel \"Drift\" twice.", &[]),
        ("“Cold Quay,” he said.", &["“Cold Quay,”"]),
        ("He said: “Cold Quay.”", &["“Cold Quay.”"]),
        (
            "The crowd chanted “Quintal Must Go” at noon.",
            &["“Quintal Must Go”"],
        ),
        ("The sign read “Keep Out Now” in red.", &["“Keep Out Now”"]),
        (
            "He wants “a better deal” for the town.",
            &["“a better deal”"],
        ),
        ("He called it “Nonsense” at once.", &["“Nonsense”"]),
        (
            "Mayor Calls Rivals ‘Petty Thieves’ After Vote",
            &["‘Petty Thieves’"],
        ),
        (
            "Mayor Hits ‘Petty Thieves’ After Recent Vote",
            &["‘Petty Thieves’"],
        ),
    ];
    for (text, expected) in cases {
        let found = Tokenizer::default().tokenize(text);
        let pairs: Vec<&str> = found.quote_marks.iter().map(|m| &text[m.span]).collect();
        assert_eq!(pairs, expected, "{text}");
    }
}

#[test]
fn keeps_the_stop_of_own_abbreviations() {
    let mut options = TokenizerOptions::default();
    options.abbreviations.push("Kcal.".to_owned());
    let text = "It has 5 Kcal. per gram.";
    let found = Tokenizer::new(options).tokenize(text);
    assert!(found.tokens.iter().any(|t| &text[t.span] == "Kcal."));
    assert_eq!(found.sentences.len(), 1);
}

/// The texts of `sentences.txt`, each split where it says.
#[test]
fn splits_the_table() {
    let mut wrong = Vec::new();
    for line in include_str!("sentences.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let (reason, marked) = line.split_once(": ").expect("a reason and a text");
        let marked = marked.replace('¶', "\n\n");
        let text = marked.replace(" ||", "");
        let expected: Vec<&str> = marked.split("||").map(str::trim).collect();
        let found = sentences(&text);
        if found != expected {
            wrong.push(format!("{reason}: {found:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
