//! Answers to a query in SQL, row by row.

use super::to_ask;
use crate::args::{GraphSqlArguments, RowsName};
use crate::{Outcome, Usage, standard};
use anyhow::{Context, Error, Result};
use newsgraph_export::visible;
use newsgraph_store::{Cell, QueryError};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};

pub(crate) fn run(arguments: &GraphSqlArguments) -> Result<Outcome> {
    let store = to_ask(&arguments.graph)?;
    let mut rows = Rows {
        out: BufWriter::new(standard::open().context("standard output: could not be written")?),
        format: arguments.format,
        count: 0,
        keys: Vec::new(),
    };
    let run = store.query(&arguments.query, |names, cells| rows.write(names, cells));
    let names = run.map_err(|error: Error| match error.downcast::<QueryError>() {
        Ok(error @ QueryError::Store(_)) => error.into(),
        Ok(error) => Usage(format!("{:#}", Error::new(error))).into(),
        Err(error) => error,
    })?;
    if rows.count == 0 {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        rows.head(&names)?;
    }
    rows.out
        .flush()
        .context("standard output: could not be written")?;
    Ok(Outcome::Done)
}

struct Rows<W: Write> {
    out: W,
    format: RowsName,
    count: usize,
    /// The names of the columns as JSON.
    keys: Vec<String>,
}

impl<W: Write> Rows<W> {
    fn write(&mut self, names: &[&str], cells: &[Cell<'_>]) -> Result<()> {
        if self.count == 0 {
            self.head(names)?;
        }
        self.count += 1;
        match self.format {
            RowsName::Jsonl => {
                if self.keys.is_empty() {
                    self.keys = keys(names);
                }
                let pairs = self.keys.iter().zip(cells);
                let pairs = pairs.map(|(key, cell)| format!("{key}:{}", value(*cell)));
                let row = pairs.collect::<Vec<_>>().join(",");
                self.line(&format!("{{{row}}}"))
            }
            RowsName::Text | RowsName::Csv => {
                let cells: Vec<String> = cells.iter().map(|cell| text(*cell)).collect();
                self.row(cells.iter().map(String::as_str))
            }
        }
    }

    /// The names of the columns, where the form has a line of them.
    fn head(&mut self, names: &[&str]) -> Result<()> {
        match self.format {
            RowsName::Jsonl => Ok(()),
            RowsName::Text | RowsName::Csv => self.row(names.iter().copied()),
        }
    }

    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) -> Result<()> {
        if self.format == RowsName::Csv {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            writer.write_record(cells)?;
            let row = writer
                .into_inner()
                .map_err(|error| io::Error::other(error.to_string()))?;
            return self
                .out
                .write_all(&row)
                .context("standard output: could not be written");
        }
        let cells: Vec<String> = cells.map(|cell| visible(cell).into_owned()).collect();
        self.line(&cells.join("\t"))
    }

    fn line(&mut self, line: &str) -> Result<()> {
        writeln!(self.out, "{line}").context("standard output: could not be written")
    }
}

/// The names of columns as they stand in a row of JSON: a later one of the same name has a number behind it.
fn keys(names: &[&str]) -> Vec<String> {
    let mut taken: HashSet<String> = names.iter().map(|&name| name.to_owned()).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut keys = Vec::with_capacity(names.len());
    for &name in names {
        let count = counts.entry(name).or_default();
        let key = loop {
            *count += 1;
            if *count == 1 {
                break name.to_owned();
            }
            let numbered = format!("{name}_{count}");
            if taken.insert(numbered.clone()) {
                break numbered;
            }
        };
        keys.push(Value::from(key).to_string());
    }
    keys
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Integer(number) => number.into(),
        // JSON has no number for what is too large.
        Cell::Real(number) if number.is_finite() => number.into(),
        other => text(other).into(),
    }
}

/// A cell as a text: nothing for null, bytes in hexadecimal digits.
fn text(cell: Cell<'_>) -> String {
    match cell {
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(text) => text.to_owned(),
        Cell::Blob(bytes) => bytes.iter().fold(String::new(), |mut hex, byte| {
            // Writing to a string does not fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        }),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_has_a_name_of_its_own() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["b", "a"], &["\"b\"", "\"a\""]),
            (&["a", "a", "a"], &["\"a\"", "\"a_2\"", "\"a_3\""]),
            (&["a", "a_2", "a"], &["\"a\"", "\"a_2\"", "\"a_3\""]),
            (&["\"", ""], &["\"\\\"\"", "\"\""]),
        ];
        for (names, expected) in cases {
            assert_eq!(keys(names), expected);
        }
    }
}
