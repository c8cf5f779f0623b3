//! What turns a quote: a cue that denies, another person, another preposition; and what does not.

use newsgraph_coref::Pipeline;
use newsgraph_verify::document::Document;
use newsgraph_verify::{Verdict, VerdictKind, Verifier};
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

/// The verdict on the one quote of a text, with the text of its source.
fn of(source: &str, text: &str) -> Verdict {
    let mut verifier = Verifier::english().expect("the models are inside");
    verifier.add_source(&read("source", source));
    let mut verdicts = verifier.verify(&read("text", text));
    assert_eq!(verdicts.len(), 1, "{text}: {verdicts:?}");
    verdicts.remove(0)
}

const DENIED: &str = "the source says that Ann Lee denied this";
const SAID: &str = "the source says that Ann Lee said this";

#[test]
fn what_a_cue_denies_is_not_said() {
    // Source, text, the reason; none where nothing is harmful.
    let fraud = "Ann Lee said that the plan was a fraud.";
    let with = |words: &str| {
        format!(
            "the source says this with \"{words}\", which turns its sense; the source names nobody as its speaker"
        )
    };
    let denied = "Ann Lee denied that the plan was a fraud.";
    let cases: [(&str, &str, &str); 16] = [
        (denied, fraud, DENIED),
        (
            "Ann Lee has denied that the plan was a fraud.",
            fraud,
            DENIED,
        ),
        ("Ann Lee disputed that the plan was a fraud.", fraud, DENIED),
        (
            "Ann Lee denied on Monday that the plan was a fraud.",
            fraud,
            DENIED,
        ),
        (
            "Ann Lee did not say that the plan was a fraud.",
            fraud,
            &with("Ann Lee did not say"),
        ),
        (
            "Ann Lee didn’t say that the plan was a fraud.",
            fraud,
            &with("Ann Lee didn’t say"),
        ),
        (
            "Ann Lee never said that the plan was a fraud.",
            fraud,
            &with("Ann Lee never said"),
        ),
        (
            "Ann Lee did not say that the bridge was safe.",
            "Ann Lee said that the bridge was safe.",
            &with("Ann Lee did not say"),
        ),
        (fraud, denied, SAID),
        (denied, denied, ""),
        (denied, "Ann Lee denied that the plan was “a fraud”.", ""),
        (
            "Ann Lee, who did not attend, said that the plan was a fraud.",
            fraud,
            "",
        ),
        (
            "Ann Lee did not resign and said that the plan was a fraud.",
            fraud,
            "",
        ),
        (
            "Ann Lee not only said that the plan was a fraud.",
            fraud,
            "",
        ),
        (
            "Nothing was sold. Ann Lee said that the plan was a fraud.",
            fraud,
            "",
        ),
        (
            "“The plan was a fraud,” Ann Lee said, denying nothing.",
            "“The plan was a fraud,” Ann Lee said.",
            "",
        ),
    ];
    for (source, text, reason) in cases {
        let verdict = of(source, text);
        assert_eq!(
            verdict.harmful,
            !reason.is_empty(),
            "{source} / {text}: {verdict:?}"
        );
        if verdict.harmful {
            assert_eq!(verdict.reason, reason, "{source} / {text}");
            let is_kind = matches!(verdict.kind, VerdictKind::Altered | VerdictKind::Cut);
            assert!(is_kind, "{source} / {text}: {verdict:?}");
        }
    }
}

#[test]
fn between_marks_persons_and_prepositions_are_those_of_the_source() {
    // The words of the source, those of the text, and the reason; none where nothing is harmful.
    let cases: [(&str, &str, &str); 13] = [
        (
            "We lied to them about the price of the land",
            "They lied to us about the price of the land",
            "says \"They\" where the source says \"We\"",
        ),
        (
            "I did not take the money of the town",
            "He did not take the money of the town",
            "says \"He\" where the source says \"I\"",
        ),
        (
            "The town gave the money to us last May",
            "The town gave the money to them last May",
            "says \"them\" where the source says \"us\"",
        ),
        (
            "The road was moved from Ulm to Paris in May",
            "The road was moved to Ulm from Paris in May",
            "says \"to\" where the source says \"from\"",
        ),
        (
            "The money for the bridge came from the bank",
            "The money for the bridge came to the bank",
            "says \"to\" where the source says \"from\"",
        ),
        (
            "We lied to them about the price of the land",
            "we lied to them about the price of the land",
            "",
        ),
        (
            "We lied to them about the price of the land",
            "[They] lied to them about the price of the land",
            "",
        ),
        (
            "We lied to them about the price of the land",
            "We lied to them about a price of the land",
            "",
        ),
        (
            "And we lied to them about the price of the land",
            "We lied to them about the price of the land",
            "",
        ),
        (
            "We lied to them about the price of the land",
            "And we lied to them about the price of the land",
            "",
        ),
        (
            "We lied to them about the price of the land",
            "Lied to them about the price of the land",
            "",
        ),
        (
            "The bridge and the road will open in two years",
            "A bridge and the road will open in two years",
            "",
        ),
        (
            "[Ellison] did not take the money of the town",
            "[Ellison] did not take the money of the town",
            "",
        ),
    ];
    for (source, text, reason) in cases {
        let said = |words: &str| format!("“{words},” said Ann Lee.");
        let verdict = of(&said(source), &said(text));
        assert_eq!(verdict.harmful, !reason.is_empty(), "{text}: {verdict:?}");
        if verdict.harmful {
            assert_eq!(verdict.kind, VerdictKind::Altered, "{text}");
            assert_eq!(verdict.reason, reason, "{text}");
        }
        if source == text {
            assert_eq!(verdict.kind, VerdictKind::Verbatim, "{text}: {verdict:?}");
        }
    }
}

#[test]
fn what_is_told_may_be_of_another_person() {
    let source = "“I did not take the money of the town,” said Ann Lee.";
    let verdict = of(
        source,
        "Ann Lee said that she did not take the money of the town.",
    );
    assert!(!verdict.harmful, "{verdict:?}");
}

#[test]
fn the_words_of_the_source_are_shown_with_what_stands_against_the_first() {
    let source = "The day was long. “We lied to them about the price of the land,” said Ann Lee.";
    let verdict = of(
        source,
        "“They lied to us about the price of the land,” said Ann Lee.",
    );
    let found = verdict.source.expect("it is found");
    assert_eq!(found.text, "We lied to them about the price of the land");
}

#[test]
fn accents_make_no_other_speaker() {
    for (one, other) in [
        ("José Álvarez", "Jose Alvarez"),
        ("Jose Alvarez", "José Álvarez"),
    ] {
        let said =
            |name: &str| format!("“We lied to them about the price of the land,” said {name}.");
        let verdict = of(&said(one), &said(other));
        assert_eq!(
            verdict.kind,
            VerdictKind::Verbatim,
            "{one} / {other}: {verdict:?}"
        );
    }
}
