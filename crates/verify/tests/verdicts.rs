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
