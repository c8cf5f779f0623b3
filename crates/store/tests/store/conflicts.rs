//! What does not agree is found, and what does is left alone.

use crate::sample::{Folder, Tested, annotated, orders};
use newsgraph::english;
use newsgraph_store::{Claimant, Conflict, ConflictWords, Store};

/// The articles of a case with their days, and what is to be found.
type Case = (
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

/// Statements that do not agree, in variants of names, ways to say it and order.
const FOUND: [Case; 16] = [
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell, the director of Norvik Power, said the repair would cost $12 million.",
            ),
            (
                "2031-03-05",
                "Lena Hartwick told Tomas Brell of Norvik Power that the repair will cost $30 million.",
            ),
        ],
        &["contradicted: the repair would cost $12 million"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Norvik Power will cut 300 jobs in Calverton, Tomas Brell said.",
            ),
            (
                "2031-03-20",
                "Norvik Power will cut 450 jobs in Calverton, Tomas Brell said.",
            ),
        ],
        &["changed: Norvik Power will cut 300 jobs"],
    ),
    (
        &[
            ("2031-03-01", "Lena Hartwick met Tomas Brell in Calverton."),
            (
                "2031-03-04",
                "Lena Hartwick never met Tomas Brell, a spokesman said.",
            ),
        ],
        &["denied: Lena Hartwick - meets - Tomas Brell"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell said that Lena Hartwick never met Ines Falk.",
            ),
            ("2031-04-04", "Ines Falk met Lena Hartwick in Calverton."),
        ],
        &["denied: Lena Hartwick - meets - Ines Falk"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell, the chief executive of Norvik Power, left the room.",
            ),
            (
                "2031-05-01",
                "Ines Falk, the new chief executive of Norvik Power, came in.",
            ),
        ],
        &["changed: head of - Norvik Power"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell, the chief executive of Norvik Power, left the room.",
            ),
            (
                "2031-03-01",
                "Ines Falk, the chief executive of Norvik Power, left the room.",
            ),
        ],
        &["contradicted: head of - Norvik Power"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell, the chief executive of Norvik Power, left the room.",
            ),
            (
                "2031-05-01",
                "Tomas Brell has resigned as chief executive of Norvik Power, a spokesman said.",
            ),
        ],
        &["changed: Tomas Brell - head of - Norvik Power"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell told the Courier that 520 people would lose their jobs in the end.",
            ),
            (
                "2031-03-03",
                "Tomas Brell did not say that 520 people would lose their jobs.",
            ),
        ],
        &["denied: 520 people would lose their jobs"],
    ),
    // What somebody is said to deny.
    (
        &[
            (
                "2031-03-01",
                "Lena Hartwick denied that she met Tomas Brell.",
            ),
            (
                "2031-03-04",
                "Ines Falk said that Lena Hartwick met Tomas Brell.",
            ),
        ],
        &["denied: Lena Hartwick - meets - Tomas Brell"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell said that Norvik Industries will close the plant in Calverton.",
            ),
            (
                "2031-03-04",
                "Norvik Industries denied that it will close the plant in Calverton.",
            ),
        ],
        &["denied: Norvik Industries will close the plant"],
    ),
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell said that Norvik Industries won’t close the plant in Calverton.",
            ),
            (
                "2031-03-04",
                "Lena Hartwick said that Norvik Industries will close the plant in Calverton.",
            ),
        ],
        &["denied: Norvik Industries won’t close the plant"],
    ),
    // Two who deny it agree, and are not set against one another.
    (
        &[
            (
                "2031-03-01",
                "Lena Hartwick said that Norvik Industries will close the plant in Calverton.",
            ),
            (
                "2031-03-04",
                "Tomas Brell said that Norvik Industries won't close the plant in Calverton. \
                 Later, Norvik Industries denied that it will close the plant in Calverton.",
            ),
        ],
        &["denied: Norvik Industries will close the plant"],
    ),
    // Of those who say it, another than who denies it.
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell said that Norvik Industries will close the plant in Calverton.",
            ),
            (
                "2031-03-02",
                "Lena Hartwick said that Norvik Industries will close the plant in Calverton.",
            ),
            (
                "2031-03-04",
                "Lena Hartwick denied that Norvik Industries will close the plant in Calverton.",
            ),
        ],
        &["denied: Norvik Industries will close the plant"],
    ),
    // Without days.
    (
        &[
            (
                "",
                "Tomas Brell, the director of Norvik Power, said the repair would cost $12 million.",
            ),
            (
                "",
                "Lena Hartwick told Tomas Brell of Norvik Power that the repair will cost $30 million.",
            ),
        ],
        &["contradicted: the repair would cost $12 million"],
    ),
    (
        &[
            (
                "",
                "Lena Hartwick said that Tomas Brell is the chief executive of Norvik Power.",
            ),
            (
                "",
                "Anna Whitlock said that Ines Falk is the chief executive of Norvik Power.",
            ),
        ],
        &["contradicted: head of - Norvik Power"],
    ),
    // One has gone and another has come: once.
    (
        &[
            (
                "2031-03-01",
                "Tomas Brell, the chief executive of Norvik Power, left the room.",
            ),
            (
                "2031-04-01",
                "Tomas Brell has resigned as chief executive of Norvik Power, a spokesman said.",
            ),
            (
                "2031-05-01",
                "Ines Falk, the new chief executive of Norvik Power, came in.",
            ),
        ],
        &["changed: head of - Norvik Power"],
    ),
];

/// Statements that may both be so.
const AGREED: [&[(&str, &str)]; 14] = [
    // The same, and rounded.
    &[
        (
            "2031-03-01",
            "Tomas Brell said the repair would cost $12 million.",
        ),
        (
            "2031-03-05",
            "Tomas Brell said the repair would cost $11.9 million.",
        ),
    ],
    // Two things without a name, in articles that share nobody.
    &[
        (
            "2031-03-01",
            "Tomas Brell of Norvik Power said the repair would cost $12 million.",
        ),
        (
            "2031-03-05",
            "Ines Falk of Kestrel Foods said the repair would cost $30 million.",
        ),
    ],
    // Two events, as two articles tell them.
    &[
        ("2031-03-01", "Norvik Power rose 4 percent in Calverton."),
        ("2031-03-09", "Norvik Power rose 11 percent in Calverton."),
    ],
    // Two offices in one company.
    &[
        (
            "2031-03-01",
            "Tomas Brell, the chief executive of Norvik Power, left the room.",
        ),
        (
            "2031-03-02",
            "Ines Falk, the deputy chief executive of Norvik Power, left the room.",
        ),
    ],
    // Perhaps one person.
    &[
        (
            "2031-03-01",
            "Tomas Brell, the chief executive of Norvik Power, left the room.",
        ),
        (
            "2031-03-01",
            "T. J. Brell, the chief executive of Norvik Power, came back.",
        ),
    ],
    // What is not certain denies nothing.
    &[
        ("2031-03-01", "Lena Hartwick met Tomas Brell in Calverton."),
        ("2031-03-04", "Lena Hartwick may not meet Tomas Brell."),
    ],
    // Other years.
    &[
        (
            "2031-03-01",
            "Tomas Brell said that Norvik Power employs 300 people.",
        ),
        (
            "2033-03-01",
            "Lena Hartwick said that Norvik Power employs 450 people.",
        ),
    ],
    // Money of two kinds, and a range.
    &[
        (
            "2031-03-01",
            "Norvik Power will pay $12 million, Tomas Brell said.",
        ),
        (
            "2031-03-02",
            "Norvik Power will pay €30 million, Lena Hartwick said.",
        ),
    ],
    // Both deny it.
    &[
        (
            "2031-03-01",
            "Tomas Brell said that Norvik Industries won't close the plant in Calverton.",
        ),
        (
            "2031-03-04",
            "Norvik Industries denied that it will close the plant in Calverton.",
        ),
    ],
    // A denial is not confirmed by not being made.
    &[
        (
            "2031-03-01",
            "Tomas Brell said that Norvik Industries will close the plant in Calverton.",
        ),
        (
            "2031-03-04",
            "Norvik Industries did not deny that it will close the plant in Calverton.",
        ),
    ],
    // To deny a denial is to say it.
    &[
        (
            "2031-03-01",
            "Tomas Brell said that Norvik Industries will close the plant in Calverton.",
        ),
        (
            "2031-03-04",
            "Lena Hartwick denied that Norvik Industries will not close the plant in Calverton.",
        ),
    ],
    // Without days, one speaker, and what articles tell by themselves: perhaps at two times.
    &[
        (
            "",
            "Norvik Power will cut 300 jobs in Calverton, Tomas Brell said.",
        ),
        (
            "",
            "Norvik Power will cut 450 jobs in Calverton, Tomas Brell said.",
        ),
    ],
    &[
        (
            "",
            "Tomas Brell, the chief executive of Norvik Power, left the room.",
        ),
        (
            "",
            "Ines Falk, the chief executive of Norvik Power, left the room.",
        ),
    ],
    &[("2031-03-01", ""), ("2031-03-01", "\u{0}\u{202E}")],
];

fn found(
    case: usize,
    articles: &[(&str, &str)],
) -> Result<Vec<Conflict>, Box<dyn std::error::Error>> {
    let folder = Folder::new(&format!("conflicts-{case}"))?;
    let mut store = Store::open(folder.graph())?;
    let pipeline = english()?;
    for (at, (date, text)) in articles.iter().enumerate() {
        store.add(&annotated(&pipeline, &format!("a{at}"), date, text)?)?;
    }
    store.settle()?;
    Ok(store.conflicts(&ConflictWords::english())?)
}

fn told(conflicts: &[Conflict]) -> Vec<String> {
    let tell = |c: &Conflict| format!("{}: {}", c.kind.as_str(), c.about);
    conflicts.iter().map(tell).collect()
}

#[test]
fn what_does_not_agree_is_found_with_both_places() -> Tested {
    let mut missed = Vec::new();
    for (at, (articles, expected)) in FOUND.iter().enumerate() {
        // Of articles without days the one with the lesser id goes first.
        let is_dated = articles.iter().all(|(date, _)| !date.is_empty());
        for turned in [false, true].into_iter().take(1 + usize::from(is_dated)) {
            let mut articles = articles.to_vec();
            if turned {
                articles.reverse();
            }
            let conflicts = found(at * 2 + usize::from(turned), &articles)?;
            if told(&conflicts) != *expected {
                missed.push(format!("{articles:?}: {:?}", told(&conflicts)));
                continue;
            }
            for side in conflicts.iter().flat_map(|conflict| &conflict.sides) {
                let at: usize = side.place.document[1..].parse()?;
                let words = &articles[at].1[side.place.span.start()..side.place.span.end()];
                assert!(
                    !words.is_empty() && side.place.sentence.contains(words),
                    "{side:?}"
                );
                assert_eq!(
                    side.place.date.map(|d| d.to_string()).unwrap_or_default(),
                    articles[at].0
                );
            }
            let [first, second] = &conflicts[0].sides;
            assert!(first.place.date <= second.place.date);
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    Ok(())
}

/// Three numbers of one day, a head who follows another, a denial.
const IN_ANY_ORDER: [(&str, &str); 5] = [
    (
        "2031-03-01",
        "Tomas Brell, the chief executive of Norvik Power, said the repair would cost $10 million.",
    ),
    (
        "2031-03-01",
        "Lena Hartwick told Tomas Brell of Norvik Power that the repair will cost $20 million.",
    ),
    (
        "2031-03-01",
        "Ines Falk told Tomas Brell of Norvik Power that the repair will cost $30 million.",
    ),
    (
        "2031-03-01",
        "Ines Falk, the chief executive of Norvik Power, never met Lena Hartwick.",
    ),
    ("2031-03-01", "Lena Hartwick met Ines Falk in Calverton."),
];

#[test]
fn what_does_not_agree_is_the_same_in_any_order() -> Tested {
    let pipeline = english()?;
    let documents = IN_ANY_ORDER.iter().enumerate();
    let documents: Vec<_> = documents
        .map(|(at, (date, text))| annotated(&pipeline, &format!("a{at}"), date, text))
        .collect::<Result<_, _>>()?;
    let mut expected: Option<Vec<Conflict>> = None;
    for order in orders(documents.len()) {
        let folder = Folder::new("conflicts-ordered")?;
        let mut store = Store::open(folder.graph())?;
        for &at in &order {
            store.add(&documents[at])?;
        }
        store.settle()?;
        let found = without_numbers(store.conflicts(&ConflictWords::english())?);
        assert!(told(&found).len() > 2, "{:?}", told(&found));
        let expected = expected.get_or_insert_with(|| found.clone());
        assert_eq!(&found, expected, "{order:?}");
    }
    Ok(())
}

/// Numbers of entities tell in which order they came.
fn without_numbers(mut conflicts: Vec<Conflict>) -> Vec<Conflict> {
    for side in conflicts.iter_mut().flat_map(|found| &mut found.sides) {
        if let Claimant::Speaker { entity, .. } = &mut side.claimant {
            *entity = None;
        }
    }
    conflicts
}

#[test]
fn what_may_both_be_so_is_left_alone() -> Tested {
    for (at, articles) in AGREED.iter().enumerate() {
        let conflicts = found(100 + at, articles)?;
        assert_eq!(told(&conflicts), [] as [&str; 0], "{articles:?}");
    }
    Ok(())
}
