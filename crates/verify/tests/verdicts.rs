//! What is said of quotes whose sources are known, end to end.

use newsgraph_coref::Pipeline;
use newsgraph_verify::document::Document;
use newsgraph_verify::{Difference, Verdict, VerdictKind, Verifier, to_html};
use std::sync::OnceLock;

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| newsgraph_coref::english().expect("the models are inside"))
}

fn read(id: &str, text: &str) -> Document {
    let mut document = Document::new(id, text).expect("a short text");
    pipeline().annotate(&mut document).expect("components fit");
    document
}

const SOURCE: &str = "HARWICK. The council met on Monday to vote on the new bridge.\n\n\
    “The bridge will not cost 14 million crowns, and we may open it in two years,” said Mayor Ann Lee. “I don't think \
    the river will flood the old market again.”\n\n\
    “If the banks agree, we will pay for the whole road,” said Tom Reyes, who leads the opposition. “The mayor has never \
    asked the fishermen of Harwick what they need.”\n\n\
    A spokesman for the port said that ferries would run until March.\n";

fn verdict(text: &str) -> Verdict {
    let mut verifier = Verifier::english().expect("the models are inside");
    verifier.add_source(&read("source", SOURCE));
    let document = read("text", text);
    let mut verdicts = verifier.verify(&document);
    assert_eq!(verdicts.len(), 1, "{text}: {verdicts:?}");
    let verdict = verdicts.remove(0);
    if let Some(found) = &verdict.source {
        for span in &found.spans {
            assert!(
                verifier
                    .text(found.source)
                    .is_some_and(|text| span.fits(text))
            );
        }
    }
    verdict
}

const WHOLE: &str =
    "“The bridge will not cost 14 million crowns, and we may open it in two years,” said Ann Lee.";

/// A text, the verdict on its quote, whether that is harmful, and the reason.
const CASES: [(&str, VerdictKind, bool, &str); 15] = [
    (
        WHOLE,
        VerdictKind::Verbatim,
        false,
        "the source has these words",
    ),
    (
        "Ann Lee said: \"the bridge will not cost 14,000,000 crowns ... we may open it in 2 years.\"",
        VerdictKind::Altered,
        false,
        "the source has these words but for an ellipsis",
    ),
    (
        "“The bridge will cost 14 million crowns, and we may open it in two years,” said Ann Lee.",
        VerdictKind::Altered,
        true,
        "leaves out \"not\", which the source has",
    ),
    (
        "“The bridge will not cost 40 million crowns, and we may open it in two years,” said Ann Lee.",
        VerdictKind::Altered,
        true,
        "says \"40 million\" where the source says \"14 million\"",
    ),
    (
        "“The bridge will not cost 14 million crowns, and we will open it in two years,” said Ann Lee.",
        VerdictKind::Altered,
        true,
        "says \"will\" where the source says \"may\"",
    ),
    (
        "“The tunnel will not cost 14 million crowns, and we may open it in two years,” said Ann Lee.",
        VerdictKind::Altered,
        true,
        "says \"tunnel\" where the source says \"bridge\"",
    ),
    (
        "“The river will flood the old market again,” said Ann Lee.",
        VerdictKind::Cut,
        true,
        "the source says this with \"I don't think\", which turns its sense",
    ),
    (
        "“We will pay for the whole road,” said Tom Reyes.",
        VerdictKind::Cut,
        true,
        "the source says this with \"If the banks agree\", which turns its sense",
    ),
    (
        "“The mayor has never asked the fishermen of Harwick what they need,” said Ann Lee.",
        VerdictKind::Misattributed,
        true,
        "said by Tom Reyes, not by Ann Lee",
    ),
    (
        "“The mayor has never asked the fishermen of Harwick what they need,” said Mr. Reyes.",
        VerdictKind::Verbatim,
        false,
        "the source has these words",
    ),
    (
        "“The mayor has never asked the fishermen of Ulm what they need,” said Reyes.",
        VerdictKind::Altered,
        true,
        "says \"Ulm\" where the source says \"Harwick\"",
    ),
    (
        "“The mayor has never asked [them] what they need,” said Reyes.",
        VerdictKind::Altered,
        false,
        "the source has these words but for brackets",
    ),
    (
        "“The bridge will not cost 14 million crowns, the fishermen of Harwick what they need,” said Ann Lee.",
        VerdictKind::Joined,
        true,
        "",
    ),
    (
        "“Nobody in this town has seen a budget since the spring,” said Tom Reyes.",
        VerdictKind::NotFound,
        true,
        "no source says this",
    ),
    (
        "A port spokesman said that ferries will run until March.",
        VerdictKind::Altered,
        false,
        "the source has these words but for forms of words",
    ),
];

#[test]
fn each_verdict_with_its_reason() {
    for (text, kind, harmful, reason) in CASES {
        let verdict = verdict(text);
        assert_eq!(
            (verdict.kind, verdict.harmful),
            (kind, harmful),
            "{text}: {verdict:?}"
        );
        if !reason.is_empty() {
            assert_eq!(verdict.reason, reason, "{text}");
        }
    }
}

#[test]
fn changes_have_spans_on_both_sides() {
    let text = "“The bridge will not cost 40 million crowns, and we may open it in two years,” said Ann Lee.";
    let verdict = verdict(text);
    let [change] = &verdict.changes[..] else {
        panic!("{:?}", verdict.changes)
    };
    assert_eq!(change.what, Difference::Number);
    assert_eq!(&text[change.span.unwrap()], "40 million");
    assert_eq!(&SOURCE[change.source.unwrap()], "14 million");
}

#[test]
fn hostile_texts_have_an_answer() {
    let mut verifier = Verifier::english().expect("the models are inside");
    let long = "“We go,” said Ann Lee. ".repeat(2000);
    let hostile = [
        "",
        "“”",
        "“...” said Ann Lee.",
        "“[” said Ann Lee.",
        "\u{202e}“</script> --> \u{0} a\u{301}” said Ann Lee.",
        "“Die Brücke kostet nichts”, sagte Anna Lehr.",
        "«Пора идти», сказал Иван.",
        "“1e999 1,,2 0x 99999999999999999999999999999999” said Ann Lee.",
        &long,
    ];
    for text in hostile {
        let document = read("same", text);
        assert!(
            verifier
                .verify(&document)
                .iter()
                .all(|verdict| verdict.harmful || !verifier.is_empty())
        );
        verifier.add_source(&document);
        for verdict in verifier.verify(&document) {
            assert!((0.0..=1.0).contains(&verdict.score), "{verdict:?}");
            let page = to_html(&document, std::slice::from_ref(&verdict));
            assert!(
                !page.contains("</script>")
                    && !page.contains('\u{202e}')
                    && !page.contains('\u{0}')
            );
        }
    }
    let same = verifier.verify(&read("same", &long));
    assert!(
        same.iter()
            .all(|verdict| verdict.kind == VerdictKind::Verbatim)
    );
}

#[test]
fn the_order_of_sources_changes_no_verdict() {
    let sources = [
        SOURCE,
        "“The ferry sinks,” said Bo Ek.",
        "“We may open it in two years,” Ann Lee told the council.",
    ];
    let text = read(
        "text",
        "“The ferry sinks,” said Ann Lee. Bo Ek said: “We may open it in two years.”",
    );
    let told = |order: [usize; 3]| {
        let mut verifier = Verifier::english().expect("the models are inside");
        for at in order {
            verifier.add_source(&read(&at.to_string(), sources[at]));
        }
        let verdicts = verifier.verify(&text).into_iter();
        verdicts.map(|v| (v.kind, v.harmful)).collect::<Vec<_>>()
    };
    assert_eq!(told([0, 1, 2]), told([2, 1, 0]));
    assert_eq!(told([0, 1, 2]), [(VerdictKind::Misattributed, true); 2]);
}

/// The verdict on the one quote of a text, with the text of its source.
fn of(source: &str, text: &str) -> Verdict {
    let mut verifier = Verifier::english().expect("the models are inside");
    verifier.add_source(&read("source", source));
    let mut verdicts = verifier.verify(&read("text", text));
    assert_eq!(verdicts.len(), 1, "{text}: {verdicts:?}");
    verdicts.remove(0)
}

#[test]
fn each_change_has_its_kind() {
    let cases: [(&str, Difference, bool, &str, &str); 9] = [
        (
            "The bridge will not cost 40 million crowns, and we may open it",
            Difference::Number,
            true,
            "40 million",
            "14 million",
        ),
        (
            "The bridge will cost 14 million crowns, and we may open it",
            Difference::Denial,
            true,
            "",
            "not",
        ),
        (
            "The bridge will not cost 14 million crowns, and we must open it",
            Difference::Modal,
            true,
            "must",
            "may",
        ),
        (
            "The bridge will not cost 14 million marks, and we may open it",
            Difference::Word,
            true,
            "marks",
            "crowns",
        ),
        (
            "The bridge will not cost perhaps 14 million crowns, and we may open it",
            Difference::Hedge,
            true,
            "perhaps",
            "",
        ),
        (
            "The bridge will not cost 14 million crowns, and we may opened it",
            Difference::Form,
            false,
            "opened",
            "open",
        ),
        (
            "The bridge will not cost 14 million crowns, and then we may open it",
            Difference::Small,
            false,
            "then",
            "",
        ),
        (
            "The bridge will not cost 14 million crowns, and [they] may open it",
            Difference::Bracketed,
            false,
            "they",
            "we",
        ),
        (
            "The bridge will not cost 14 million crowns ... we may open it",
            Difference::Ellipsis,
            false,
            "...",
            "and",
        ),
    ];
    for (words, what, harmful, own, other) in cases {
        let text = format!("“{words} in two years,” said Ann Lee.");
        let verdict = verdict(&text);
        let [change] = &verdict.changes[..] else {
            panic!("{words}: {:?}", verdict.changes)
        };
        let found = (
            change.what,
            change.harmful,
            &*change.text,
            &*change.source_text,
        );
        assert_eq!(found, (what, harmful, own, other), "{words}");
    }
}

const TOLD: &str = "The board met on Monday. Ann Lee told reporters that every worker of the plant would be offered a place. \
    She said that closing the foundry in Harwick would cost the company $42 million. Tom Reyes said that the town had not \
    been asked about the sale of the land.";

#[test]
fn what_is_told_names_what_differs() {
    let cases: [(&str, Difference, &str, &str, &str); 3] = [
        (
            "Ann Lee said that closing down the old foundry would cost her company $24 million.",
            Difference::Number,
            "$24 million",
            "$42 million",
            "says \"$24 million\" where the source says \"$42 million\"",
        ),
        (
            "Ann Lee said that closing down the foundry in Ulm would cost them some $42 million.",
            Difference::Name,
            "Ulm",
            "Harwick",
            "says \"Ulm\" where the source says \"Harwick\"",
        ),
        (
            "Tom Reyes said that people of the town had been asked about the land sale.",
            Difference::Denial,
            "",
            "not",
            "says what the source denies: the source has \"not\"",
        ),
    ];
    for (text, what, own, other, reason) in cases {
        let verdict = of(TOLD, text);
        assert_eq!(
            (verdict.kind, verdict.harmful),
            (VerdictKind::Altered, true),
            "{text}: {verdict:?}"
        );
        let change = verdict.changes.iter().find(|change| change.harmful);
        let change = change.expect("what differs");
        assert_eq!(change.what, what, "{text}");
        assert_eq!(change.span.map_or("", |span| &text[span]), own, "{text}");
        assert_eq!(
            change.source.map_or("", |span| &TOLD[span]),
            other,
            "{text}"
        );
        assert_eq!(verdict.reason, reason, "{text}");
    }
}

#[test]
fn a_paraphrase_stands_in_the_words_that_say_it() {
    let verdict = of(
        TOLD,
        "Ann Lee said that closing down the old foundry would cost her company $42 million.",
    );
    assert_eq!(verdict.kind, VerdictKind::Paraphrase, "{verdict:?}");
    let spans = verdict.source.expect("it is found").spans;
    let shown: Vec<&str> = spans.iter().map(|span| &TOLD[*span]).collect();
    assert_eq!(
        shown,
        ["that closing the foundry in Harwick would cost the company $42 million"]
    );
}

#[test]
fn joined_parts_have_their_own_places_and_speakers() {
    let source = "“I leave with a heavy heart,” Ann Lee wrote to the staff. The mill was sold on Monday, and its gates were \
        shut. “There is nothing to sell here,” said Tom Reyes.";
    let verdict = of(
        source,
        "“I leave with a heavy heart. There is nothing to sell here,” said Ann Lee.",
    );
    assert_eq!(verdict.kind, VerdictKind::Joined, "{verdict:?}");
    let parts = verdict.source.iter().chain(&verdict.also);
    let parts: Vec<(&str, Option<&str>)> = parts
        .map(|part| {
            assert_eq!(part.spans.len(), 1);
            (&source[part.spans[0]], part.speaker.as_deref())
        })
        .collect();
    let expected = [
        ("I leave with a heavy heart", Some("Ann Lee")),
        ("There is nothing to sell here", Some("Tom Reyes")),
    ];
    assert_eq!(parts, expected);
    assert_eq!(
        verdict.reason,
        "joins words of 2 quotes: \"I leave with a heavy heart\" (Ann Lee, source) and \"There is nothing to sell here\" \
         (Tom Reyes, source)"
    );
}

#[test]
fn of_the_same_words_those_by_the_same_speaker_are_taken() {
    let said = |name: &str| format!("“We will open the bridge in May,” said {name}.");
    let apart = "The rain went on. ".repeat(60);
    for between in [" ", &apart] {
        for order in [["Ann Lee", "Tom Reyes"], ["Tom Reyes", "Ann Lee"]] {
            let source = order.map(said).join(between);
            for name in order {
                let verdict = of(&source, &said(name));
                assert_eq!(verdict.kind, VerdictKind::Verbatim, "{source}: {verdict:?}");
                let found = verdict.source.expect("it is found");
                assert_eq!(found.speaker.as_deref(), Some(name));
            }
            let verdict = of(&source, &said("Bo Ek"));
            assert_eq!(verdict.kind, VerdictKind::Misattributed);
        }
    }
}

#[test]
fn a_pronoun_is_who_stands_for_it() {
    let source = "The chief of the mill, Tom Reyes, praised Ann Lee. “She did what had to be done,” he said.";
    let verdict = of(source, "“She did what had to be done,” said Tom Reyes.");
    assert_eq!(verdict.reason, "the source has these words", "{verdict:?}");
}
