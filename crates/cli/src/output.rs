//! The output of a run over many documents: whole, or with what was done so far and a word about it.

use crate::messages::{clear_bar, count, say};
use crate::place::{Left, Place, REMOVE};
use crate::resume::Standing;
use crate::sink::Sink;
use crate::stop::{self, Signal};
use crate::target::Target;
use crate::{Outcome, Usage, fail};
use anyhow::{Context, Result, anyhow};
use newsgraph::Document;
use newsgraph_export::{ExportError, Format, Formatted, Formatter, Writer};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a stream may take for its last document when the run is asked to end.
const PATIENCE: Duration = Duration::from_secs(1);

/// Bytes of a text from which on its row is formatted while it is written, so that it is nowhere whole.
const LONG: usize = 1 << 18;

/// The output of a run. Signals end the run through it, between two documents.
pub(crate) struct Output {
    rows: Arc<Mutex<Option<Rows>>>,
    formatter: Formatter,
}

/// A document that is ready to be written.
pub(crate) enum Row {
    Short { id: String, formatted: Formatted },
    Long(Box<Document>),
}

struct Rows {
    writer: Writer<Sink>,
    done: Done,
}

/// What is whole so far, and where.
struct Done {
    place: Place,
    standing: Standing,
    documents: usize,
    /// Where each whole document ends, from the last that stood before.
    ends: Vec<u64>,
    may_resume: bool,
}

impl Output {
    /// Makes the place ready. The output goes on after the rows of a run that did not end where that is asked for.
    pub(crate) fn open(
        mut place: Place,
        format: Format,
        resume: bool,
        writer: impl FnOnce(Sink) -> Writer<Sink>,
    ) -> Result<Self> {
        let may_resume = format == Format::Jsonl && place.is_file();
        if resume && !may_resume {
            let message = "--resume needs --out with a file, and --format jsonl";
            return Err(Usage(message.to_owned()).into());
        }
        let left = match (resume, may_resume) {
            (true, _) => Left::Keep,
            (_, true) => Left::Refuse("go on after it with --resume, or remove it"),
            _ => REMOVE,
        };
        let file = place.open_file(left)?;
        let standing = match &file {
            Some(file) if resume => Standing::read(file, &place.written())?,
            _ => Standing::default(),
        };
        if resume {
            say(&told(&place, standing.len()));
        }
        let mut sink = if let Some(file) = file {
            Sink::file(file)
        } else {
            Sink::stream(place.open_stream()?)
        };
        sink.cut(standing.end())
            .with_context(|| format!("{}: could not be written", place.written()))?;
        let stream = (!place.is_file()).then(|| place.written());
        let done = Done {
            place,
            documents: standing.len(),
            ends: (standing.len() > 0)
                .then_some(standing.end())
                .into_iter()
                .collect(),
            standing,
            may_resume,
        };
        let writer = writer(sink);
        let formatter = writer.formatter().clone();
        let rows = Rows { writer, done };
        let rows = Arc::new(Mutex::new(Some(rows)));
        let stopped = rows.clone();
        stop::on_signal(move |signal| match stream {
            Some(name) => end_soon(&stopped, signal, &name),
            None => end(&stopped, signal),
        })
        .context("signals could not be asked for")?;
        Ok(Self { rows, formatter })
    }
}

impl Target for Output {
    type Row = Row;

    fn has(&self, document: &Document) -> Result<bool> {
        match &mut *lock(&self.rows) {
            Some(rows) => rows.done.standing.passes(document),
            None => Ok(false),
        }
    }

    fn row(&self, document: Document) -> Row {
        if document.text().len() >= LONG {
            return Row::Long(Box::new(document));
        }
        Row::Short {
            formatted: self.formatter.format(&document),
            id: document.id().to_owned(),
        }
    }

    fn write(&self, row: &Row) {
        let mut rows = lock(&self.rows);
        let Some(error) = rows.as_mut().and_then(|rows| rows.write(row).err()) else {
            return;
        };
        let error = match rows.take() {
            Some(open) => open.fail(error),
            None => error,
        };
        std::process::exit(fail(&error).into());
    }

    /// A file takes its place only where something was written, or nothing failed.
    fn finish(self, run: Result<Outcome>) -> Result<usize> {
        let mut rows = lock(&self.rows);
        let Some(open) = rows.take() else {
            return Ok(0);
        };
        let documents = open.done.documents;
        let run = run.and_then(|outcome| {
            open.done.standing.end_of_input()?;
            Ok(outcome)
        });
        match run {
            Ok(Outcome::SomeFailed) if open.done.place.is_file() && documents == 0 => {
                let message = format!("no input could be read (see above); {}", open.keep());
                Err(anyhow!(message))
            }
            Ok(_) => open.finish().map(|()| documents),
            Err(error) => Err(open.fail(error)),
        }
    }
}

/// A run that breaks off in the middle, by a fault of its own, keeps what it has done as well.
impl Drop for Output {
    fn drop(&mut self) {
        if let Some(open) = lock(&self.rows).take() {
            say(&format!("newsgraph: {}", open.keep()));
        }
    }
}

fn lock(rows: &Mutex<Option<Rows>>) -> MutexGuard<'_, Option<Rows>> {
    rows.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process after the document that is being written, or without it where nobody takes what a stream holds.
fn end_soon(rows: &Arc<Mutex<Option<Rows>>>, signal: Signal, name: &str) {
    let rows = rows.clone();
    let ending = std::thread::Builder::new().spawn(move || end(&rows, signal));
    let by = Instant::now() + PATIENCE;
    while let Ok(ending) = &ending
        && Instant::now() < by
    {
        if ending.is_finished() {
            return;
        }
        std::thread::sleep(stop::PAUSE);
    }
    clear_bar();
    say(&format!(
        "newsgraph: stopped by {}; {name} takes no more, and its last document may be cut",
        signal.name()
    ));
    std::process::exit(signal.code());
}

/// Ends the process after the document that is being written; one that is over already ends by itself.
fn end(rows: &Mutex<Option<Rows>>, signal: Signal) {
    let mut rows = lock(rows);
    if let Some(open) = rows.take() {
        clear_bar();
        say(&format!(
            "newsgraph: stopped by {}; {}",
            signal.name(),
            open.keep()
        ));
        std::process::exit(signal.code());
    }
}

impl Rows {
    fn write(&mut self, row: &Row) -> Result<()> {
        let stands = self.done.standing.len() > 0;
        if stands {
            self.writer.get_mut().hold();
        }
        let (id, written) = match row {
            Row::Short { id, formatted } => (&**id, self.writer.write_formatted(formatted)),
            Row::Long(document) => (document.id(), self.writer.write(document)),
        };
        written.map_err(|error| self.done.fault(error))?;
        let sink = self.writer.get_mut();
        if stands {
            return self.done.standing.meet(id, &sink.take());
        }
        sink.flush()
            .map_err(|error| self.done.fault(error.into()))?;
        self.done.ends.push(sink.position());
        self.done.documents += 1;
        Ok(())
    }

    /// Ends the output that has all documents.
    fn finish(self) -> Result<()> {
        let done = self.done;
        let (mut sink, ending) = ending(self.writer).map_err(|error| done.fault(error))?;
        if let Err(error) = sink.write_all(&ending).and_then(|()| sink.flush()) {
            let error = done.fault(error.into());
            return Err(if done.place.is_file() {
                and(&error, &done.keep(sink, &ending))
            } else {
                error
            });
        }
        match sink.as_file() {
            Some(file) => {
                let placed = done.place.finish(file);
                placed.map_err(|error| and(&error, &done.sentence()))
            }
            None => Ok(()),
        }
    }

    /// Ends the output of a run that failed; the error says where the documents so far are.
    fn fail(self, error: anyhow::Error) -> anyhow::Error {
        // Rows that this input does not give stay as they are.
        if self.done.standing.len() > 0 || !self.done.place.is_file() {
            return error;
        }
        and(&error, &self.keep())
    }

    /// Ends the output with the documents so far, and says where they are.
    fn keep(self) -> String {
        match ending(self.writer) {
            Ok((sink, ending)) => self.done.keep(sink, &ending),
            Err(_) => self.done.sentence(),
        }
    }
}

/// What the documents are written to, and the bytes that end the output.
fn ending(mut writer: Writer<Sink>) -> Result<(Sink, Vec<u8>), ExportError> {
    // What a document left that was not written whole is no part of the ending.
    writer.get_mut().take();
    writer.get_mut().hold();
    let mut sink = writer.finish()?;
    let ending = sink.take();
    Ok((sink, ending))
}

impl Done {
    /// Leaves whole documents in the partial file and ends it. A file without documents goes.
    fn keep(mut self, mut sink: Sink, ending: &[u8]) -> String {
        if self.place.is_file() && self.documents == 0 {
            self.place.remove();
            return self.sentence();
        }
        let last = self.ends.last().copied().unwrap_or_default();
        if end_at(&mut sink, last, ending).is_err() && self.place.is_file() {
            // The last documents give their room to the ending where the others are more than nothing.
            let has_room = |end: &u64| end + ending.len() as u64 <= last;
            let kept = match self.ends.iter().rposition(has_room) {
                Some(at) => {
                    self.documents -= self.ends.len() - 1 - at;
                    end_at(&mut sink, self.ends[at], ending)
                }
                None => sink.cut(last),
            };
            if let Err(error) = kept {
                say(&format!("newsgraph: {}: {error}", self.place.written()));
            }
        }
        self.sentence()
    }

    /// What stands where, and how to go on.
    fn sentence(&self) -> String {
        let documents = count(self.documents, "document");
        let name = self.place.written();
        match (self.place.is_file(), self.documents, self.may_resume) {
            (false, _, _) => format!("{name} got {documents}"),
            (true, 0, _) => self.place.untouched(),
            (true, _, true) => {
                format!(
                    "{name} holds {documents}; the same command with --resume goes on after that"
                )
            }
            (true, _, false) => format!("{name} holds {documents}"),
        }
    }

    fn fault(&self, error: ExportError) -> anyhow::Error {
        let (name, documents) = (self.place.written(), count(self.documents, "document"));
        if error.kind() == io::ErrorKind::BrokenPipe {
            return anyhow!("{name} was closed after {documents}; what follows is lost");
        }
        let error = anyhow::Error::new(error);
        let cause = error.root_cause();
        if self.place.is_file() {
            anyhow!("{name}: could not be written: {cause}")
        } else {
            anyhow!("{name}: could not be written after {documents}: {cause}")
        }
    }
}

/// Ends the output after the document that ends here.
fn end_at(sink: &mut Sink, end: u64, ending: &[u8]) -> io::Result<()> {
    sink.cut(end)?;
    sink.write_all(ending)?;
    sink.flush()
}

/// What a run that goes on begins with.
fn told(place: &Place, documents: usize) -> String {
    let name = place.written();
    match documents {
        0 => format!("newsgraph: {name} holds no documents to go on after; beginning at the start"),
        _ => format!(
            "newsgraph: {name} holds {}; going on after that",
            count(documents, "document")
        ),
    }
}

/// The error with another sentence.
fn and(error: &anyhow::Error, sentence: &str) -> anyhow::Error {
    let message = format!("{error:#}; {sentence}");
    if error.is::<Usage>() {
        Usage(message).into()
    } else {
        anyhow!(message)
    }
}
