//! Articles for tests, each other than the rest.

use super::Outcome;
use newsgraph_cluster::sql::datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use newsgraph_cluster::sql::datafusion::parquet::arrow::ArrowWriter;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

const NAMES: [&str; 8] = [
    "Lena Hartwick",
    "Tom Birch",
    "Ruth Calder",
    "Omar Vance",
    "Ines Morrow",
    "Paul Strand",
    "Greta Lunn",
    "Hugo Fenn",
];
const ROLES: [&str; 5] = ["mayor", "engineer", "spokeswoman", "inspector", "director"];
const PLACES: [&str; 6] = [
    "Kelsford",
    "Harwick",
    "Dunmore",
    "Ashby",
    "Thornley",
    "Wexbridge",
];
const FIRMS: [&str; 4] = [
    "Orrin Works",
    "Calder Steel",
    "Northgate Rail",
    "Fenn & Sons",
];
const MATTERS: [&str; 6] = [
    "the bridge would be closed until June",
    "the mill would be sold in autumn",
    "no worker would lose a job",
    "the dam had been inspected twice",
    "the council would vote again",
    "the report was wrong about the costs",
];

/// The text of an article.
pub(crate) fn text(number: usize) -> String {
    let pick = |list: &[&'static str], step: usize| {
        list[(number * 7 + step * 5 + number / 3) % list.len()]
    };
    let paragraph = |step: usize| {
        let (who, whom) = (pick(&NAMES, step), pick(&NAMES, step + 3));
        let (role, firm) = (pick(&ROLES, step), pick(&FIRMS, step));
        let (place, matter) = (pick(&PLACES, step), pick(&MATTERS, step));
        format!(
            "{who}, the {role} of {firm} in {place}, said on Monday that {matter}. \
             “We have read letter {number} and we will answer it in {step} weeks,” {who} told {whom}. \
             {whom} did not agree. “I have heard this in {place} before,” said {whom}, who lives in {place}. \
             The {role} added that {firm} had met the people of {place}.\n\n"
        )
    };
    let paragraphs: Vec<String> = (0..6).map(paragraph).collect();
    paragraphs.concat()
}

/// Writes articles in so many Parquet files of a folder.
pub(crate) fn write(folder: &Path, files: usize, articles: usize) -> Outcome {
    for file in 0..files {
        let numbers: Vec<usize> = (0..articles)
            .map(|number| file * articles + number)
            .collect();
        let column = |cell: &dyn Fn(usize) -> String| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(
                numbers.iter().map(|&number| cell(number)),
            ))
        };
        let batch = RecordBatch::try_from_iter([
            ("id", column(&|number| format!("article-{number:04}"))),
            (
                "date",
                column(&|number| format!("2031-03-{:02}", number % 28 + 1)),
            ),
            ("text", column(&text)),
        ])?;
        let path = folder.join(format!("part-{file}.parquet"));
        let mut writer = ArrowWriter::try_new(File::create(path)?, batch.schema(), None)?;
        writer.write(&batch)?;
        writer.close()?;
    }
    Ok(())
}
