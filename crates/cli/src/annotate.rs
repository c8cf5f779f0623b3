use crate::args::{AnnotateArguments, Form};
use crate::components::pipeline;
use crate::format;
use crate::in_order::in_order;
use crate::input::Documents;
use crate::messages::{clear_bar, report, say, set_bar, set_position};
use crate::models;
use crate::output::Output;
use crate::place::Place;
use crate::run::{find, progress, room, room_of, tell, threads};
use crate::tables::{self, Folder};
use crate::target::Target;
use crate::{Outcome, Usage};
use anyhow::Result;
use newsgraph::{Document, Pipeline};
use rayon::ThreadPool;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Endings of compressed files, with what makes them.
const PACKED: [(&str, &str); 4] = [
    ("gz", "gzip"),
    ("bz2", "bzip2"),
    ("xz", "xz"),
    ("zst", "zstd"),
];

pub(crate) fn run(arguments: &AnnotateArguments) -> Result<Outcome> {
    let (files, found) = find(&arguments.files);
    let files = &files[..];
    let screen = arguments.out.is_none() && io::stdout().is_terminal();
    match format::chosen(arguments, screen)? {
        Form::Documents(format) => {
            let place = place(arguments, files)?;
            let pipeline = pipeline(arguments)?;
            let threads = threads(arguments.threads)?;
            let writer = |sink| format::writer(sink, format, arguments);
            let output = Output::open(place, format, arguments.resume, writer)?;
            let bar = !screen;
            annotate_all(
                arguments,
                (files, found),
                (&pipeline, &threads),
                output,
                bar,
            )
        }
        Form::Tables(format) => {
            let place = tables::place(arguments)?;
            let pipeline = pipeline(arguments)?;
            let threads = threads(arguments.threads)?;
            let folder = Folder::open(place, format, arguments)?;
            annotate_all(
                arguments,
                (files, found),
                (&pipeline, &threads),
                folder,
                true,
            )
        }
    }
}

/// The place of the output, which overwrites nothing that is read.
fn place(arguments: &AnnotateArguments, files: &[PathBuf]) -> Result<Place> {
    let place = Place::new(arguments.out.as_deref())?;
    if let Some(out) = arguments.out.as_deref().filter(|_| place.is_file()) {
        not_packed(out)?;
    }
    for file in files {
        place.check("the input", file)?;
    }
    if let Some(patterns) = &arguments.how.patterns {
        place.check("--patterns", patterns)?;
    }
    for file in arguments.how.relation_files() {
        place.check("--relations", file)?;
    }
    for file in models::files(&arguments.how) {
        place.check("--model", file)?;
    }
    Ok(place)
}

fn annotate_all(
    arguments: &AnnotateArguments,
    (files, found): (&[PathBuf], Outcome),
    (pipeline, threads): (&Pipeline, &ThreadPool),
    target: impl Target,
    bar: bool,
) -> Result<Outcome> {
    if bar {
        set_bar(&progress(files));
    }
    let mut documents = Documents::new(files, arguments.input.options());
    let run = annotate(&mut documents, pipeline, threads, &target);
    clear_bar();
    let run = run.map(|outcome| found.and(outcome));
    let outcome = *run.as_ref().unwrap_or(&found);
    let done = target.finish(run)?;
    if let Some(note) = documents.repeated_ids() {
        say(&note);
    }
    if outcome == Outcome::SomeFailed {
        say(match done {
            0 => "newsgraph: no input could be read (see above)",
            _ => "newsgraph: some input could not be read (see above); the rest is done",
        });
    }
    Ok(outcome)
}

/// Refuses the name of a compressed file, since what is written is none.
fn not_packed(out: &Path) -> Result<()> {
    let ending = out.extension().unwrap_or_default().to_string_lossy();
    let by_ending = |(known, _): &&(&str, &str)| ending.eq_ignore_ascii_case(known);
    let Some((_, tool)) = PACKED.iter().find(by_ending) else {
        return Ok(());
    };
    let (bare, out) = (out.with_extension(""), out.display());
    let message = format!(
        "--out {out}: output is not compressed; name it {}, or pipe it: newsgraph ... | {tool} > {out}",
        bare.display()
    );
    Err(Usage(message).into())
}

/// What reading gives for a document, with what is to be told before it.
struct Read {
    notes: Vec<String>,
    document: Result<Document>,
}

/// Annotates all documents. They are read, annotated and formatted, and written at the same time.
fn annotate(
    documents: &mut Documents<'_>,
    pipeline: &Pipeline,
    threads: &ThreadPool,
    target: &impl Target,
) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut unlike = None;
    let read = std::iter::from_fn(|| match read(documents, target) {
        Ok(read) => read,
        Err(error) => {
            unlike = Some(error);
            None
        }
    });
    let items = read.map(|read| (room_of(read.document.as_ref().ok()), read));
    let work = |Read { notes, document }| {
        let annotated = |mut document: Document| match pipeline.annotate(&mut document) {
            Ok(()) => Ok(target.row(document)),
            Err(error) => Err(anyhow::Error::new(error).context(document.id().to_owned())),
        };
        (notes, document.and_then(annotated))
    };
    in_order(threads, room(threads), items, work, |(notes, row)| {
        tell(&notes);
        match row {
            Ok(row) => target.write(&row),
            Err(error) => {
                report(&error);
                outcome = Outcome::SomeFailed;
            }
        }
    })?;
    tell(&documents.take_notes());
    match unlike {
        Some(error) => Err(error),
        None => Ok(outcome),
    }
}

/// The next document whose row does not stand already, or what went wrong with it; an error where the rows that stand are
/// of other documents.
fn read(documents: &mut Documents<'_>, target: &impl Target) -> Result<Option<Read>> {
    while let Some(document) = documents.next() {
        set_position(documents.bytes());
        if let Ok(document) = &document
            && target.has(document)?
        {
            continue;
        }
        let notes = documents.take_notes();
        return Ok(Some(Read { notes, document }));
    }
    Ok(None)
}
