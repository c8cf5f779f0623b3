use crate::args::TriplesArguments;
use crate::{Outcome, standard};
use anyhow::{Context, Result};
use newsgraph_eval::evaluate::{Shipped, Systems, Task, Words, extract_triples};
use std::fmt::Write;

pub(crate) fn run(arguments: &TriplesArguments) -> Result<Outcome> {
    standard::check()?;
    let path = &arguments.file;
    let lines = std::fs::read_to_string(path)
        .with_context(|| format!("{}: could not be read as UTF-8 text", path.display()))?;
    let lines = lines.strip_prefix('\u{FEFF}').unwrap_or(&lines);
    let lines: Vec<&str> = lines.lines().collect();
    let words = if arguments.tokenized {
        Words::Given
    } else {
        Words::Found
    };
    let system = Shipped::embedded().system(Task::Triples)?;
    let mut out = String::new();
    for triple in extract_triples(&lines, words, &system)? {
        let kept = if arguments.binary {
            2
        } else {
            triple.arguments.len()
        };
        let confidence = format!("{:.4}", triple.confidence);
        let parts = [triple.sentence, confidence, triple.predicate];
        let row: Vec<String> = parts
            .into_iter()
            .chain(triple.arguments.into_iter().take(kept))
            .collect();
        writeln!(out, "{}", row.join("\t"))?;
    }
    standard::print(&out)?;
    Ok(Outcome::Done)
}
