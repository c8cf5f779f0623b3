//! `cargo xtask floors --data FOLDER`: the dev figures that a change must not lose.

use crate::figures::{Figure, Figures};
use anyhow::{Context, Result, bail, ensure};
use newsgraph_eval::Report;
use newsgraph_eval::evaluate::{Case, Evaluation, NameModel, Shipped, Task};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the corpora are.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the corpora.
    #[arg(long)]
    data: PathBuf,
    /// Measures every figure, not only those with a floor, and renews their values and days in
    /// docs/figures.tsv.
    #[arg(long)]
    write: bool,
}

/// Measures the corpora and fails where a figure lies below its floor.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut figures = Figures::read()?;
    let mut reports = BTreeMap::new();
    for command in commands(&figures, arguments.write) {
        let report = measure(&command, &arguments.data).with_context(|| command.clone())?;
        reports.insert(command, report);
    }
    let mut below = Vec::new();
    for figure in &mut figures.rows {
        let Some(report) = reports.get(&figure.command) else {
            continue;
        };
        let missing = || format!("{} has no row {}", figure.command, figure.row);
        let found = figure.of(report).with_context(missing)?;
        let line = line(figure, found);
        println!("{line}");
        if figure.floor.is_some_and(|floor| found < floor) {
            below.push(line);
        }
        figure.value = found;
    }
    ensure!(below.is_empty(), "below the floor:\n{}", below.join("\n"));
    if arguments.write {
        let today = today()?;
        let measured = figures.rows.iter_mut();
        for figure in measured.filter(|figure| reports.contains_key(&figure.command)) {
            figure.date.clone_from(&today);
        }
        figures.write()?;
    }
    Ok(())
}

/// The commands to run, once each: those of a figure with a floor, or all.
fn commands(figures: &Figures, all: bool) -> Vec<String> {
    let rows = figures.rows.iter();
    let wanted = rows.filter(|f| {
        (f.command.starts_with("evaluate ") || f.command == VERIFY) && (all || f.floor.is_some())
    });
    let mut commands: Vec<String> = wanted.map(|f| f.command.clone()).collect();
    commands.sort_unstable();
    commands.dedup();
    commands
}

fn line(figure: &Figure, found: f64) -> String {
    let Figure {
        command,
        row,
        metric,
        value,
        ..
    } = figure;
    let floor = figure
        .floor
        .map_or_else(String::new, |f| format!(", floor {f:.2}"));
    let moved = if (found - value).abs() < 0.006 {
        String::new()
    } else {
        format!(", was {value:.2}")
    };
    format!("{command}, {row}: {metric} {found:.2}{moved}{floor}")
}

/// The command whose rows are of quotes that are checked against their sources.
const VERIFY: &str = "verify-set";

/// Runs `evaluate …` with its corpora below a folder, or `verify-set`.
fn measure(command: &str, data: &Path) -> Result<Report> {
    if command == VERIFY {
        return crate::verify::measure(data);
    }
    let (asked, shipped) = parse(command, data)?;
    ensure!(asked.gold.exists(), "{} is not there", asked.gold.display());
    Ok(asked.run(&shipped)?)
}

fn parse(command: &str, data: &Path) -> Result<(Evaluation, Shipped)> {
    let mut words = command.split_whitespace().skip(1);
    let name = words.next().context("a task is missing")?;
    let task = Task::ALL.into_iter().find(|task| task.as_str() == name);
    let task = task.with_context(|| format!("no task {name}"))?;
    let mut asked = Evaluation::new(task, "");
    let mut shipped = Shipped::of(crate::train::models()?);
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} has no value"));
        match word {
            "--absolute-dates" => asked.absolute_dates = true,
            "--raw" => asked.raw = true,
            "--genre" => asked.genre = Some(value()?.to_owned()),
            "--train" => asked.train = Some(data.join(value()?)),
            "--case" => {
                asked.case = Some(match value()? {
                    "lower" => Case::Lower,
                    "upper" => Case::Upper,
                    other => bail!("no case {other}"),
                });
            }
            "--model" => {
                shipped.names = match value()? {
                    "news" => NameModel::News,
                    "conll" => NameModel::Conll,
                    other => bail!("no model {other}"),
                };
            }
            option if option.starts_with('-') => bail!("no option {option}"),
            gold => asked.gold = data.join(gold),
        }
    }
    Ok((asked, shipped))
}

/// The day, as the file of figures has it.
fn today() -> Result<String> {
    let day = crate::workspace::output(Command::new("date").arg("+%F"))?;
    Ok(day.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_read_with_its_options() {
        let line = "evaluate ner --model conll --case lower conll2003/dev.conll";
        let (asked, shipped) = parse(line, Path::new("data")).unwrap();
        assert_eq!(asked.task, Task::Ner);
        assert_eq!(asked.gold, Path::new("data/conll2003/dev.conll"));
        assert_eq!(asked.case, Some(Case::Lower));
        assert_eq!(shipped.names, NameModel::Conll);
        assert!(parse("evaluate ner --wide x", Path::new("data")).is_err());
    }

    #[test]
    fn every_figure_has_a_command_that_is_known() {
        for figure in Figures::read().unwrap().rows {
            if figure.command.starts_with("evaluate ") {
                parse(&figure.command, Path::new("data")).unwrap();
            } else if figure.command != VERIFY {
                assert!(figure.floor.is_none(), "{} has a floor", figure.command);
            }
        }
    }
}
