//! `newsgraph train`: each task reads its corpora, trains, writes the model, and prints its score on the dev part.

mod names;
mod quotes;
mod relations;
mod syntax;

use crate::args::{TrainArguments, TrainTask};
use crate::messages::{say, set_bar};
use crate::place::{Place, REMOVE};
use crate::{Outcome, Usage, standard};
use anyhow::{Result, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use newsgraph_linear::ModelFile;
use std::path::Path;
use std::time::Duration;

/// What a model learns from: how much there is, and how much is usual.
struct Amount<'a> {
    path: &'a Path,
    found: usize,
    /// How many, in words.
    told: String,
    /// Fewer teach nothing.
    least: usize,
    /// Fewer teach little.
    few: usize,
    usual: &'static str,
}

impl Amount<'_> {
    /// Refuses what is too little, and tells what is little.
    fn check(&self) -> Result<()> {
        ensure!(self.found >= self.least, self.too_little());
        if self.found < self.few {
            say(&format!(
                "newsgraph: {}: expect little of a model that learns from so little ({}); {} are usual",
                self.path.display(),
                self.told,
                self.usual
            ));
        }
        Ok(())
    }

    fn too_little(&self) -> String {
        format!(
            "{}: too little to learn from: {}; {} are usual",
            self.path.display(),
            self.told,
            self.usual
        )
    }
}

pub(crate) fn run(arguments: &TrainArguments) -> Result<Outcome> {
    let place = place(arguments)?;
    let report = match arguments.task {
        TrainTask::Ner => names::train(arguments, place),
        TrainTask::Syntax => syntax::train(arguments, place),
        TrainTask::Quotes => quotes::train(arguments, place),
        TrainTask::Relations => relations::train(arguments, place),
    };
    standard::print(&report?.to_string())?;
    Ok(Outcome::Done)
}

/// A place that cannot be written to is told before the work, not after it.
fn place(arguments: &TrainArguments) -> Result<Place> {
    if arguments.out.as_os_str() == "-" {
        let message = "--out -: a model is written to a file; name one";
        return Err(Usage(message.to_owned()).into());
    }
    let mut place = Place::new(Some(&arguments.out))?;
    place.check("--train", &arguments.train)?;
    place.check("--dev", &arguments.dev)?;
    if place.open_file(REMOVE)?.is_some() {
        place.remove();
    }
    Ok(place)
}

/// Writes the model with its name and tells its size.
fn write(arguments: &TrainArguments, mut file: ModelFile, mut place: Place) -> Result<Vec<u8>> {
    let name = arguments.out.file_stem().unwrap_or_default();
    file.describe("name", name.to_string_lossy().into());
    file.describe("version", env!("CARGO_PKG_VERSION").into());
    let bytes = file.to_bytes()?;
    place.fill(&bytes)?;
    let path = arguments.out.display();
    say(&format!("{path}: {} bytes", bytes.len()));
    Ok(bytes)
}

/// Shows a step of training.
fn tell(bar: &ProgressBar, step: &str) {
    if bar.is_hidden() {
        say(step);
    }
    bar.set_message(step.to_owned());
}

/// What the trainer does, on standard error where that is a terminal.
fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    set_bar(&bar);
    bar
}
