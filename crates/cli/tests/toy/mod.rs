//! Corpora that are invented and built alike, so that a model learns them from a few lines.

use std::fmt::Write as _;

const PEOPLE: [&str; 6] = ["Ann", "Bob", "Cid", "Dora", "Eve", "Finn"];

/// Columns with people and ships.
pub(crate) fn names() -> String {
    let mut corpus = String::new();
    for name in PEOPLE {
        for ship in ["Heron", "Gull", "Tern", "Swift"] {
            let rows = ["B-PER", "O", "O", "B-SHIP", "I-SHIP", "O"];
            let words = [name, "sailed", "the", "Grey", ship, "home"];
            let lines = words
                .iter()
                .zip(rows)
                .map(|(word, tag)| format!("{word} {tag}\n"));
            corpus.extend(["-DOCSTART- O\n\n".to_owned()].into_iter().chain(lines));
            corpus.push('\n');
        }
    }
    corpus
}

/// A treebank of sentences that are built alike.
pub(crate) fn trees() -> String {
    let mut corpus = String::new();
    for name in PEOPLE {
        for (verb, lemma) in [("saw", "see"), ("sold", "sell"), ("met", "meet")] {
            for noun in ["boat", "ship", "dog", "clerk"] {
                let words = [
                    (name, name, "PROPN\tNNP", "2\tnsubj"),
                    (verb, lemma, "VERB\tVBD", "0\troot"),
                    ("the", "the", "DET\tDT", "4\tdet"),
                    (noun, noun, "NOUN\tNN", "2\tobj"),
                ];
                for (number, (form, lemma, tags, arc)) in (1..).zip(words) {
                    let _ = writeln!(corpus, "{number}\t{form}\t{lemma}\t{tags}\t_\t{arc}\t_\t_");
                }
                corpus.push('\n');
            }
        }
    }
    corpus
}

/// Articles with a direct and an indirect quote each, their parts as positions in chars.
pub(crate) fn quotes() -> String {
    let said = [
        "The bridge will open",
        "We need more boats",
        "Nobody was hurt",
        "The school stays shut",
    ];
    let mut corpus = String::new();
    for (number, name) in PEOPLE.iter().enumerate() {
        for content in said {
            let other = PEOPLE[(number + 1) % PEOPLE.len()];
            let text = format!(
                "“{content},” {name} Lee said on Monday. {other} Ray warned that the ferry was late."
            );
            let at = |part: &str| {
                let start = text
                    .find(part)
                    .map_or(0, |byte| text[..byte].chars().count());
                [start, start + part.chars().count()]
            };
            let row = serde_json::json!({"id": format!("{name} {content}"), "text": text, "quotes": [
                {"content": [at(&format!("“{content},”"))], "cue": [at("said")], "source": [at(&format!("{name} Lee"))]},
                {"content": [at("that the ferry was late")], "cue": [at("warned")], "source": [at(&format!("{other} Ray"))]},
            ]});
            corpus += &row.to_string();
            corpus.push('\n');
        }
    }
    corpus
}
