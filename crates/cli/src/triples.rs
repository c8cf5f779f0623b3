use crate::args::TriplesArguments;
use crate::messages::say;
use crate::{Outcome, input, standard};
use anyhow::Result;
use newsgraph_eval::evaluate::{Shipped, Systems, Task, Words, extract_triples};
use newsgraph_eval::triples::OpenTriple;
use serde::de::IgnoredAny;

/// Lines whose triples are found at once.
const LINES: usize = 1024;

pub(crate) fn run(arguments: &TriplesArguments) -> Result<Outcome> {
    let text = input::text(&arguments.file)?;
    let lines: Vec<&str> = text.lines().collect();
    if let Some(line) = lines.iter().find(|line| !line.trim().is_empty())
        && is_json(line)
    {
        let name = arguments.file.display();
        say(&format!(
            "newsgraph: {name} looks like JSON, and is read as sentences, one a line; annotate --layers triples reads rows"
        ));
    }
    let words = if arguments.tokenized {
        Words::Given
    } else {
        Words::Found
    };
    let system = Shipped::embedded().system(Task::Triples)?;
    for lines in lines.chunks(LINES) {
        let triples = extract_triples(lines, words, &system)?;
        let rows = triples
            .into_iter()
            .map(|triple| row(triple, arguments.binary));
        standard::print(&rows.collect::<String>())?;
    }
    Ok(Outcome::Done)
}

/// Whether a line is an object or the start of an array of JSON.
fn is_json(line: &str) -> bool {
    let line = line.trim();
    let is_value = || serde_json::from_str::<IgnoredAny>(line).is_ok();
    matches!(line, "[" | "{" | "[{") || line.starts_with(['{', '[']) && is_value()
}

/// A line of sentence, confidence, predicate and arguments, with a tab between.
fn row(triple: OpenTriple, binary: bool) -> String {
    let kept = if binary { 2 } else { triple.arguments.len() };
    let confidence = format!("{:.4}", triple.confidence);
    let parts = [triple.sentence, confidence, triple.predicate];
    let arguments = triple.arguments.into_iter().take(kept);
    let row: Vec<String> = parts.into_iter().chain(arguments).collect();
    row.join("\t") + "\n"
}
