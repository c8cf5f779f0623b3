//! The file of measured figures.

use crate::workspace::root;
use anyhow::{Context, Result, bail};
use newsgraph_eval::Report;
use std::fmt::Write as _;
use std::fs;

const FILE: &str = "docs/figures.tsv";

/// The columns of the file.
const COLUMNS: usize = 8;

/// One measured figure, in percent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    /// A short name of the command, by which the Markdown refers to it.
    pub(super) id: String,
    /// The corpus and its part.
    corpus: String,
    /// What measures it: `evaluate …` below the data folder, or another command, which is run by hand.
    pub(crate) command: String,
    /// The row of the report.
    pub(crate) row: String,
    /// `p`, `r` or `f1` of the row; `rest`, what its F1 leaves of 100, where less of the row is better.
    pub(crate) metric: String,
    /// What was measured.
    pub(crate) value: f64,
    /// What it must not fall below, where that is held.
    pub(crate) floor: Option<f64>,
    /// The day of the measurement.
    pub(crate) date: String,
}

impl Figure {
    /// The figure in a report, in percent.
    pub(crate) fn of(&self, report: &Report) -> Option<f64> {
        let f1 = || match report.get(&self.row) {
            Some(measure) => Some(measure.f1()),
            None => report.figure(&self.row),
        };
        let figure = match self.metric.as_str() {
            "p" => report.get(&self.row)?.precision(),
            "r" => report.get(&self.row)?.recall(),
            "rest" => 1.0 - f1()?,
            _ => f1()?,
        };
        Some(100.0 * figure)
    }
}

/// The figures, and the comments before them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figures {
    comments: String,
    /// In the order of the file.
    pub(crate) rows: Vec<Figure>,
}

impl Figures {
    pub(crate) fn read() -> Result<Self> {
        let text = fs::read_to_string(root().join(FILE)).with_context(|| FILE)?;
        Self::parse(&text)
    }

    pub(super) fn parse(text: &str) -> Result<Self> {
        let comments = text.split_inclusive('\n');
        let comments: String = comments.take_while(|line| line.starts_with('#')).collect();
        let lines = text.lines().zip(1..);
        let filled = lines.filter(|(line, _)| !line.starts_with('#') && !line.is_empty());
        let row = |(line, number)| row(line).with_context(|| format!("{FILE}, line {number}"));
        Ok(Self {
            rows: filled.map(row).collect::<Result<_>>()?,
            comments,
        })
    }

    pub(crate) fn write(&self) -> Result<()> {
        fs::write(root().join(FILE), self.to_text()?).with_context(|| FILE)
    }

    fn to_text(&self) -> Result<String> {
        let mut text = self.comments.clone();
        for f in &self.rows {
            let floor = f.floor.map_or_else(String::new, |floor| floor.to_string());
            writeln!(
                text,
                "{}\t{}\t{}\t{}\t{}\t{:.2}\t{floor}\t{}",
                f.id, f.corpus, f.command, f.row, f.metric, f.value, f.date
            )?;
        }
        Ok(text)
    }

    /// The value of a figure; the row's spaces may be written as hyphens.
    pub(super) fn value(&self, id: &str, row: &str, metric: &str) -> Result<f64> {
        let same = |f: &&Figure| f.id == id && f.metric == metric && f.row.replace(' ', "-") == row;
        let figure = self.rows.iter().find(same);
        let figure = figure.with_context(|| format!("{FILE} has no {metric} of {row} for {id}"))?;
        Ok(figure.value)
    }
}

fn row(line: &str) -> Result<Figure> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, corpus, command, row, metric, value, floor, date] = columns[..] else {
        bail!("expected {COLUMNS} columns, found {}", columns.len());
    };
    Ok(Figure {
        id: id.to_owned(),
        corpus: corpus.to_owned(),
        command: command.to_owned(),
        row: row.to_owned(),
        metric: metric.to_owned(),
        value: value.parse().context("the value")?,
        floor: match floor {
            "" => None,
            floor => Some(floor.parse().context("the floor")?),
        },
        date: date.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::Figures;
    use newsgraph_eval::{Measure, Report};

    #[test]
    fn less_may_be_better() {
        let text = "a\tA\tevaluate ner a\tall\trest\t75.00\t\t2026-11-28\n";
        let figures = Figures::parse(text).unwrap();
        let mut report = Report::default();
        report.push("all", Measure::of_counts(1, 4, 4));
        let found = figures.rows[0].of(&report).unwrap();
        assert!((found - 75.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_read_is_written_again() {
        let text = "# x\na\tA, dev\tevaluate ner a\tall\tf1\t94.63\t94.4\t2026-11-28\n\
                    a\tA, dev\tevaluate ner a\tnot that\tp\t90.00\t\t2026-11-28\n";
        let figures = Figures::parse(text).unwrap();
        assert_eq!(figures.to_text().unwrap(), text);
        assert!((figures.value("a", "not-that", "p").unwrap() - 90.0).abs() < 1e-9);
        assert!(figures.value("a", "not-that", "f1").is_err());
    }
}
