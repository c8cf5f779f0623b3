use crate::args::{ActName, AnnotateArguments, FormatName, LabelsName};
use crate::files;
use crate::input::Documents;
use crate::{Outcome, Usage, report, say};
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use newsgraph::document::{Act, Annotator, Layer};
use newsgraph::ner::{DateOrder, EntityPatterns, EntityRecognizer, ValueRecognizer};
use newsgraph::{Document, Models, Pipeline, PipelineError};
use newsgraph_export::{Format, Writer};
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// A batch ends with the document that reaches one of these for each thread.
const DOCUMENTS: usize = 64;
const BYTES: usize = 1 << 20;

pub(crate) fn run(arguments: &AnnotateArguments) -> Result<Outcome> {
    let pipeline = pipeline(arguments)?;
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.threads.map_or(0, usize::from))
        .build()
        .context("could not start the threads")?;
    let (files, mut outcome) = find(&arguments.files);
    let files = &files[..];
    let screen = arguments.out.is_none() && io::stdout().is_terminal();
    let named = arguments.out.as_deref().and_then(FormatName::of_ending);
    let format = match arguments.format.or(named) {
        Some(format) => format.into(),
        None if screen => Format::Text,
        None => Format::Jsonl,
    };
    let out = output(arguments.out.as_deref(), files)?;
    let mut writer = Writer::new(BufWriter::new(out), format, arguments.offsets.into());
    let progress = if screen {
        ProgressBar::hidden()
    } else {
        progress(files)
    };
    let mut documents = Documents::new(files, arguments.input_options());
    loop {
        let (mut batch, read) = read(&mut documents, threads.current_num_threads());
        for note in documents.take_notes() {
            progress.suspend(|| say(&note));
        }
        if read == 0 {
            break;
        }
        for error in batch.iter().filter_map(|item| item.as_ref().err()) {
            progress.suspend(|| report(error));
            outcome = Outcome::SomeFailed;
        }
        let mut texts: Vec<Document> = batch.drain(..).filter_map(Result::ok).collect();
        let results = threads.install(|| pipeline.annotate_all(&mut texts));
        for (document, result) in texts.iter().zip(results) {
            match result {
                Ok(()) => writer.write(document)?,
                Err(error) => {
                    let error = anyhow::Error::new(error).context(document.id().to_owned());
                    progress.suspend(|| report(&error));
                    outcome = Outcome::SomeFailed;
                }
            }
        }
        progress.set_position(documents.bytes());
    }
    writer.finish()?;
    progress.finish_and_clear();
    if let Some(note) = documents.repeated_ids() {
        say(&note);
    }
    if outcome == Outcome::SomeFailed {
        say("newsgraph: some input could not be read (see above); the rest is done");
    }
    Ok(outcome)
}

/// The files that are meant, with what is to be told of them.
fn find(arguments: &[PathBuf]) -> (Vec<PathBuf>, Outcome) {
    let found = files::find(arguments);
    found.notes.iter().for_each(|note| say(note));
    found.errors.iter().for_each(report);
    let outcome = if found.errors.is_empty() {
        Outcome::Done
    } else {
        Outcome::SomeFailed
    };
    (found.paths, outcome)
}

/// The components that are asked for, in the pipeline's order.
fn pipeline(arguments: &AnnotateArguments) -> Result<Pipeline> {
    let names = arguments.components.as_deref();
    let acts = ActName::acts(&arguments.acts);
    let mut all = newsgraph::english_builder().context("the shipped models do not load")?;
    if acts != Act::TOLD || arguments.min_score.is_some() {
        let quotes = Models::embedded().attributor()?.with_acts(&acts);
        all = match arguments.min_score {
            Some(least) => all.replace("quote", quotes.with_threshold(least)),
            None => all.replace("quote", quotes),
        };
    }
    if let Some(recognizer) = own_recognizer(arguments)? {
        all = all.replace("ner", recognizer);
    }
    if arguments.labels == LabelsName::Dwie {
        let relations = Models::embedded().relations()?;
        all = all.replace(Annotator::name(&relations), relations.clone());
    }
    let Some(names) = names else {
        return Ok(all.build()?);
    };
    let known: Vec<String> = all.names().map(str::to_owned).collect();
    if let Some(unknown) = names.iter().find(|name| !known.contains(name)) {
        let message = format!(
            "there is no component {unknown:?}; choose from {}",
            known.join(", ")
        );
        return Err(Usage(message).into());
    }
    let setters = Layer::ALL.map(|layer| (layer, all.setter(layer).map(str::to_owned)));
    let chosen = all.keep(|name| names.iter().any(|n| n == name));
    let usage = |error| Usage(format!("--components: {}", missing(&error, &setters)));
    Ok(chosen.build().map_err(usage)?)
}

/// What finds names and values, where it is asked for in another way than the usual one.
fn own_recognizer(arguments: &AnnotateArguments) -> Result<Option<EntityRecognizer>> {
    let option = match (&arguments.patterns, arguments.day_first) {
        (Some(_), _) => "--patterns",
        (None, true) => "--day-first",
        (None, false) => return Ok(None),
    };
    let patterns = arguments
        .patterns
        .as_deref()
        .map(own_patterns)
        .transpose()?;
    let names = arguments.components.as_ref();
    if names.is_some_and(|names| names.iter().all(|name| name != "ner")) {
        let message = format!("{option} needs the component ner; add it");
        return Err(Usage(message).into());
    }
    let mut recognizer = Models::embedded().recognizer()?;
    if let Some(patterns) = patterns {
        recognizer = recognizer.with_patterns(patterns);
    }
    if arguments.day_first {
        let values = ValueRecognizer::default().with_date_order(DateOrder::DayFirst);
        recognizer = recognizer.with_values(values);
    }
    Ok(Some(recognizer))
}

/// Which component to name as well, where one misses a layer.
fn missing(error: &PipelineError, setters: &[(Layer, Option<String>)]) -> String {
    let PipelineError::MissingLayer {
        component, layer, ..
    } = error
    else {
        return error.to_string();
    };
    let setter = setters.iter().find(|(l, _)| l == layer);
    match setter.and_then(|(_, setter)| setter.as_ref()) {
        Some(setter) => format!("{component} reads the {layer} layer; add {setter}"),
        None => error.to_string(),
    }
}

pub(crate) fn own_patterns(path: &Path) -> Result<EntityPatterns> {
    EntityPatterns::load(path).with_context(|| format!("--patterns {}", path.display()))
}

fn output(path: Option<&Path>, inputs: &[PathBuf]) -> Result<Box<dyn Write>> {
    let Some(path) = path else {
        return Ok(Box::new(io::stdout().lock()));
    };
    refuse_overwriting(path, inputs)?;
    let file =
        File::create(path).with_context(|| format!("{}: could not be written", path.display()))?;
    Ok(Box::new(file))
}

/// A wrong usage where the file for the output is one of the inputs.
pub(crate) fn refuse_overwriting(path: &Path, inputs: &[PathBuf]) -> Result<()> {
    let same = |input: &&PathBuf| {
        fs::canonicalize(path)
            .ok()
            .is_some_and(|out| fs::canonicalize(input).is_ok_and(|input| input == out))
    };
    if let Some(input) = inputs.iter().find(same) {
        let message = format!(
            "--out {} would overwrite the input {}; name another file",
            path.display(),
            input.display()
        );
        return Err(Usage(message).into());
    }
    Ok(())
}

/// The next documents, as many as are worth a round of all threads, and how many were tried.
fn read(documents: &mut Documents<'_>, threads: usize) -> (Vec<Result<Document>>, usize) {
    let mut batch = Vec::new();
    let mut bytes = 0;
    for document in documents {
        bytes += document.as_ref().map_or(0, |d| d.text().len());
        batch.push(document);
        if batch.len() >= DOCUMENTS * threads || bytes >= BYTES * threads {
            break;
        }
    }
    let read = batch.len();
    (batch, read)
}

/// A bar on standard error where that is a terminal.
fn progress(files: &[PathBuf]) -> ProgressBar {
    let sizes = files.iter().filter_map(|file| fs::metadata(file).ok());
    let bar = ProgressBar::new(sizes.map(|m| m.len()).sum());
    if let Ok(style) =
        ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta} left")
    {
        bar.set_style(style);
    }
    bar
}
