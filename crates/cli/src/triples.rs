use crate::args::TriplesArguments;
use crate::{Outcome, input};
use anyhow::Result;
use newsgraph_eval::evaluate::{Shipped, Systems, Task, Words, extract_triples};
use std::io::Write;

pub(crate) fn run(arguments: &TriplesArguments) -> Result<Outcome> {
    let text = input::text(&arguments.file)?;
    let lines: Vec<&str> = text.lines().collect();
    let words = if arguments.tokenized {
        Words::Given
    } else {
        Words::Found
    };
    let system = Shipped::embedded().system(Task::Triples)?;
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
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
        writeln!(stdout, "{}", row.join("\t"))?;
    }
    stdout.flush()?;
    Ok(Outcome::Done)
}
