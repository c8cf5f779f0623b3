//! No scorer finds more than there is: every share lies between nothing and all, whatever is scored against what.

use newsgraph_eval::coref::{
    Cluster, ColumnsDocument, GapExample, GivenDocument, score_columns, score_gap, score_given,
};
use newsgraph_eval::document::Span;
use newsgraph_eval::relations::RelationCorpus;
use newsgraph_eval::triples::{OpenTriple, WireTriple};
use newsgraph_eval::{Measure, Report, conllu, facts, names, quotes, treebank, triples};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

/// Numbers that gold and predictions are made of; zeros once they are used up.
struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl Numbers<'_> {
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default()) % count
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(5)).map(|_| make(self)).collect()
    }

    /// A range that is not empty, in a text of thirty chars or a little past its end.
    fn range(&mut self) -> (usize, usize) {
        let start = self.below(30);
        (start, start + 1 + self.below(6))
    }

    fn ranges(&mut self) -> Vec<(usize, usize)> {
        self.list(Self::range)
    }
}

/// Asserts that the figures of a report are shares; a quotient of two figures is none.
fn assert_shares(report: &Report) {
    for (name, row) in report.rows() {
        assert_share(name, *row);
    }
    for name in FIGURES {
        let figure = report.figure(name).unwrap_or_default();
        assert!((0.0..=1.0 + 1e-9).contains(&figure), "{name}: {figure}");
    }
}

const FIGURES: [&str; 9] = [
    "conll average",
    "speaker",
    "false",
    "shown",
    "direct",
    "mixed",
    "indirect",
    "speech",
    "thought",
];

fn assert_share(name: &str, measure: Measure) {
    for share in [measure.precision(), measure.recall(), measure.f1()] {
        assert!((0.0..=1.0 + 1e-9).contains(&share), "{name}: {measure:?}");
    }
}

/// Scores gold and predictions, made one after the other of the same numbers, and the gold against itself.
fn both_ways<T>(
    bytes: &[u8],
    mut make: impl FnMut(&mut Numbers<'_>) -> T,
    score: impl Fn(&T, &T) -> Report,
) {
    let mut numbers = Numbers(bytes.iter());
    let (gold, predicted) = (make(&mut numbers), make(&mut numbers));
    for (gold, predicted) in [(&gold, &predicted), (&predicted, &gold), (&gold, &gold)] {
        assert_shares(&score(gold, predicted));
    }
}

fn tags(numbers: &mut Numbers<'_>) -> Vec<Vec<String>> {
    let tag = |n: &mut Numbers<'_>| {
        let tag = n.pick(&["O", "B-X", "I-X", "L-X", "U-Y", "S-Y", "E-Y", "I-"]);
        tag.to_owned()
    };
    numbers.list(|n| n.list(tag))
}

/// Words without letters among them, and sentences without words.
fn trees(numbers: &mut Numbers<'_>) -> Vec<conllu::Document> {
    let mut text = String::new();
    for _ in 0..numbers.below(4) {
        text.push_str("# a sentence\n");
        for at in 1..=numbers.below(6) {
            let form = numbers.pick(&["a", " ", "", "a", "\u{a0}"]);
            let head = numbers.below(7);
            let row = format!("{at}\t{form}\t_\tX\tY\t_\t{head}\tdep\t_\t_\n");
            text.push_str(&row);
        }
        text.push('\n');
    }
    conllu::parse(&text, Path::new("trees")).expect("rows of ten columns")
}

fn articles(numbers: &mut Numbers<'_>) -> Vec<quotes::Article> {
    numbers.list(|n| quotes::Article {
        id: n.pick(&["a", "b"]).to_owned(),
        text: "“I will,” said Ann. “She may.”".to_owned(),
        date: None,
        quotes: n.list(|n| quotes::Attribution {
            content: n.ranges(),
            cue: n.ranges(),
            source: n.ranges(),
        }),
    })
}

fn clusters(numbers: &mut Numbers<'_>) -> Vec<Cluster> {
    let mention = |n: &mut Numbers<'_>| {
        let start = n.below(4);
        (start, start + 1 + n.below(2))
    };
    numbers.list(|n| n.list(mention))
}

fn examples(numbers: &mut Numbers<'_>) -> Vec<GapExample> {
    numbers.list(|n| GapExample {
        id: n.pick(&["a", "b"]).to_owned(),
        text: "she".to_owned(),
        pronoun: Span::new(0, 1 + 2 * n.below(2)),
        names: [Span::new(0, 1); 2],
        refers: [n.below(2) == 1, n.below(2) == 1],
    })
}

/// A corpus of relations in one of its layouts.
fn relations(numbers: &mut Numbers<'_>, layout: usize) -> RelationCorpus {
    let label = |n: &mut Numbers<'_>| n.pick(&["in", "of"]);
    let id = |n: &mut Numbers<'_>| n.pick(&["a", "b"]);
    let rows = match layout {
        0 => numbers.list(|n| {
            let entities = n.list(|n| (n.below(3), n.below(3), "Loc"));
            let relations = n.list(|n| (n.below(4), n.below(4), label(n)));
            json!({"id": id(n), "entities": entities, "relations": relations})
        }),
        1 => numbers.list(|n| {
            let labels = n.list(|n| json!({"h": n.below(3), "t": n.below(3), "r": label(n)}));
            json!({"title": id(n), "sents": [], "vertexSet": [], "labels": labels})
        }),
        _ => numbers.list(|n| {
            let known = n.list(|n| json!({"propertyName": label(n)}));
            let facts = n.list(|n| {
                let (subject, object) = (n.range(), n.range());
                json!({"propertyId": "1", "propertyName": label(n), "subjectText": "", "objectText": "",
                    "subjectStart": subject.0, "subjectEnd": subject.1, "objectStart": object.0, "objectEnd": object.1})
            });
            let passage = json!({"passageId": id(n), "passageStart": 0, "passageText": "text", "facts": facts,
                "exhaustivelyAnnotatedProperties": known});
            json!({"passages": [passage]})
        }),
    };
    let rows = Value::Array(rows);
    match layout {
        0 => RelationCorpus::Sentences(serde_json::from_value(rows).expect("the layout")),
        1 => RelationCorpus::Dwie(serde_json::from_value(rows).expect("the layout")),
        _ => RelationCorpus::KnowledgeNet(serde_json::from_value(rows).expect("the layout")),
    }
}

fn words(numbers: &mut Numbers<'_>) -> String {
    let words = numbers.list(|n| n.pick(&["is", "be", "said", "Ann", "a", "Ann Ann"]));
    words.join(" ")
}

fn open_triples(numbers: &mut Numbers<'_>) -> Vec<OpenTriple> {
    numbers.list(|n| OpenTriple {
        sentence: n.pick(&["A", "B", "B."]).to_owned(),
        confidence: n.pick(&[0.5, 1.0, 0.0, -0.0, f64::NAN, f64::INFINITY, -f64::NAN]),
        predicate: words(n),
        arguments: n.list(words),
        claim: (n.below(2) == 1).then(|| words(n)),
    })
}

fn wire_triples(numbers: &mut Numbers<'_>) -> Vec<(String, Vec<WireTriple>)> {
    let part = |n: &mut Numbers<'_>| {
        let words: Vec<String> = words(n).split(' ').map(str::to_owned).collect();
        let given = n.below(words.len() + 1);
        (words, given)
    };
    numbers.list(|n| {
        let triple = |n: &mut Numbers<'_>| WireTriple {
            parts: [part(n), part(n), part(n)],
            rest: n.list(part),
        };
        (n.pick(&["A", "B"]).to_owned(), n.list(triple))
    })
}

const TEXT: &str = "Ann of Kite met Bob on Monday.";
const LABELS: [&str; 6] = [
    "member_of",
    "head_of",
    "meets",
    "child_of",
    "parent_of",
    "demonym_of",
];

fn gold_facts(numbers: &mut Numbers<'_>) -> Vec<facts::Article> {
    let label = |n: &mut Numbers<'_>| n.pick(&["Person", "Organization"]);
    let rows = numbers.list(|n| {
        let entities = n.list(|n| {
            json!({"label": label(n), "name": "Ann", "mentions": n.ranges(), "descriptions": n.ranges()})
        });
        let quotes = n.list(|n| {
            let speaker = (n.below(2) == 1).then(|| n.range());
            json!({"act": "speech", "kind": n.pick(&["direct", "mixed"]), "content": n.ranges(), "speaker": speaker,
                "speaker_entity": (n.below(2) == 1).then(|| n.below(4))})
        });
        let relations = n.list(|n| {
            json!({"label": n.pick(&LABELS), "subject": n.below(4), "object": n.below(4), "evidence": n.range()})
        });
        let values = n.list(|n| json!({"span": n.range(), "label": "Date", "value": n.pick(&["1", "2%"])}));
        json!({"id": "a", "text": TEXT, "entities": entities, "quotes": quotes, "relations": relations, "values": values})
    });
    serde_json::from_value(Value::Array(rows)).expect("articles")
}

fn printed_facts(numbers: &mut Numbers<'_>) -> Vec<facts::Printed> {
    let label = |n: &mut Numbers<'_>| n.pick(&["Person", "Organization", "Date"]);
    let mentions = numbers.list(|n| {
        let kind = n.pick(&["proper", "nominal", "value", "pronoun"]);
        json!({"span": n.range(), "label": label(n), "kind": kind, "value": n.pick(&["1", "2"])})
    });
    let entities = numbers.list(|n| {
        json!({"id": n.below(3), "label": label(n), "name": "Ann", "mentions": n.list(|n| n.below(5))})
    });
    let quotes = numbers.list(|n| {
        let entity = (n.below(2) == 1).then(|| n.below(4));
        json!({"content": n.ranges(), "speaker": {"span": n.range(), "entity": entity}})
    });
    let relations = numbers.list(|n| {
        json!({"label": n.pick(&LABELS), "subject": n.below(4), "object": n.below(4), "evidence": n.ranges()})
    });
    let row = json!({"id": "a", "text": TEXT, "mentions": mentions, "entities": entities, "quotes": quotes,
        "relations": relations});
    vec![serde_json::from_value(row).expect("an article")]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..300)
}

proptest! {
    #[test]
    fn of_names(bytes in bytes()) {
        both_ways(&bytes, tags, |gold, predicted| names::score(gold, predicted));
        both_ways(&bytes, tags, |gold, predicted| {
            let mut report = Report::default();
            report.push("odd", names::score_where(gold, predicted, |_, tokens| tokens.start % 2 == 1));
            report
        });
    }

    #[test]
    fn of_trees(bytes in bytes()) {
        type Score = fn(&[conllu::Document], &[conllu::Document]) -> Result<Report, treebank::TextsDiffer>;
        for score in [treebank::score as Score, treebank::score_tokens] {
            both_ways(&bytes, trees, |gold, predicted| score(gold, predicted).unwrap_or_default());
        }
    }

    #[test]
    fn of_quotes(bytes in bytes()) {
        both_ways(&bytes, articles, |gold, predicted| quotes::score(gold, predicted));
    }

    #[test]
    fn of_entities(bytes in bytes()) {
        let columns = |n: &mut Numbers<'_>| n.list(|n| ColumnsDocument {
            name: n.pick(&["a", "b"]).to_owned(),
            clusters: clusters(n),
            ..ColumnsDocument::default()
        });
        both_ways(&bytes, columns, |gold, predicted| score_columns(gold, predicted));
        let given = |n: &mut Numbers<'_>| n.list(|n| GivenDocument {
            title: n.pick(&["a", "b"]).to_owned(),
            clusters: clusters(n),
            ..GivenDocument::default()
        });
        both_ways(&bytes, given, |gold, predicted| score_given(gold, predicted));
        both_ways(&bytes, examples, |gold, predicted| {
            let answers = predicted.iter().map(|example| (example.id.clone(), example.refers));
            score_gap(gold, &answers.collect())
        });
    }

    #[test]
    fn of_relations(bytes in bytes()) {
        for layout in 0..3 {
            both_ways(&bytes, |n| relations(n, layout), RelationCorpus::score);
        }
    }

    #[test]
    fn of_triples(bytes in bytes()) {
        both_ways(&bytes, open_triples, |gold, predicted| {
            let mut report = triples::score(gold, predicted);
            report.push("sure", triples::score_above(gold, predicted, 0.5));
            report.push("claims", triples::claims(gold, predicted));
            for share in triples::agreements(gold, predicted) {
                report.push("agreement", Measure::of_shares((share, 1), (share, 1)));
            }
            report
        });
        let mut numbers = Numbers(bytes.iter());
        let gold = wire_triples(&mut numbers);
        assert_shares(&triples::score_wire57(&gold, &open_triples(&mut numbers)));
    }

    #[test]
    fn of_facts(bytes in bytes()) {
        let mut numbers = Numbers(bytes.iter());
        let (gold, found) = (gold_facts(&mut numbers), printed_facts(&mut numbers));
        assert_shares(&facts::score(&gold, &found).unwrap());
    }
}
