//! The output of a run as a folder of tables.

use crate::args::{AnnotateArguments, UnitName};
use crate::messages::{clear_bar, count, say};
use crate::stop::{self, Signal};
use crate::target::Target;
use crate::{Outcome, Usage, fail};
use anyhow::{Context, Result, anyhow};
use newsgraph::Document;
use newsgraph_arrow::{FileFormat, FolderError, FolderWriter, TableOptions};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A folder under way. Signals end the run through it, between two documents.
pub(crate) struct Folder(Arc<Mutex<Option<Open>>>);

struct Open {
    writer: FolderWriter,
    documents: usize,
}

/// The folder that `--out` names.
pub(crate) fn place(arguments: &AnnotateArguments) -> Result<&Path> {
    if arguments.resume {
        let message = "--resume goes with --format jsonl; tables are written anew";
        return Err(Usage(message.to_owned()).into());
    }
    let out = arguments.out.as_deref();
    out.filter(|out| out.as_os_str() != "-").ok_or_else(|| {
        let message =
            "--format parquet and arrow write several files; name a folder for them with --out";
        Usage(message.to_owned()).into()
    })
}

impl Folder {
    /// Begins the folder.
    pub(crate) fn open(
        out: &Path,
        format: FileFormat,
        arguments: &AnnotateArguments,
    ) -> Result<Self> {
        let options = TableOptions {
            offsets: arguments.offsets.unwrap_or(UnitName::Byte).into(),
            ..TableOptions::default()
        };
        let open = Arc::new(Mutex::new(None));
        // A signal waits until the folder is there.
        let mut held = lock(&open);
        let stopped = open.clone();
        let asked = stop::on_signal(move |signal| end(&stopped, signal));
        asked.context("signals could not be asked for")?;
        let writer = FolderWriter::create(out, format, options);
        *held = Some(Open {
            writer: writer.map_err(|error| refused(out, error))?,
            documents: 0,
        });
        drop(held);
        Ok(Self(open))
    }
}

impl Target for Folder {
    type Row = Box<Document>;

    fn has(&self, _: &Document) -> Result<bool> {
        Ok(false)
    }

    fn row(&self, document: Document) -> Box<Document> {
        Box::new(document)
    }

    fn write(&self, document: &Box<Document>) {
        let mut open = lock(&self.0);
        let Some(under_way) = open.as_mut() else {
            return;
        };
        if let Err(error) = under_way.writer.write(document) {
            // What is there cannot be ended, and goes.
            *open = None;
            std::process::exit(fail(&anyhow!(error).context("nothing was written")).into());
        }
        under_way.documents += 1;
    }

    fn finish(self, run: Result<Outcome>) -> Result<usize> {
        let Some(open) = lock(&self.0).take() else {
            return Ok(0);
        };
        let documents = open.documents;
        match run {
            Ok(Outcome::SomeFailed) if documents == 0 => Err(anyhow!(
                "no input could be read (see above); nothing was written"
            )),
            Ok(_) => {
                open.writer.finish()?;
                Ok(documents)
            }
            Err(error) => Err(anyhow!("{error:#}; {}", open.keep())),
        }
    }
}

impl Open {
    /// Ends the tables with the documents so far, and says where they are.
    fn keep(self) -> String {
        if self.documents == 0 {
            return "nothing was written".to_owned();
        }
        match self.writer.stop() {
            Ok(folder) => format!(
                "{} holds {}",
                folder.display(),
                count(self.documents, "document")
            ),
            Err(error) => format!("nothing was written: {:#}", anyhow!(error)),
        }
    }
}

/// A run that breaks off in the middle, by a fault of its own, keeps what it has done as well.
impl Drop for Folder {
    fn drop(&mut self) {
        if let Some(open) = lock(&self.0).take() {
            say(&format!("newsgraph: {}", open.keep()));
        }
    }
}

fn lock(open: &Mutex<Option<Open>>) -> MutexGuard<'_, Option<Open>> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process after the document that is being written; one that is over already ends by itself.
fn end(open: &Mutex<Option<Open>>, signal: Signal) {
    let mut open = lock(open);
    if let Some(open) = open.take() {
        clear_bar();
        let kept = open.keep();
        say(&format!("newsgraph: stopped by {}; {kept}", signal.name()));
        std::process::exit(signal.code());
    }
}

/// What is wrong with `--out` is for the user to put right; what the system refuses is no fault of the command line.
fn refused(out: &Path, error: FolderError) -> anyhow::Error {
    match error {
        FolderError::Io { .. } | FolderError::Table { .. } => {
            anyhow!(error).context(format!("--out {}", out.display()))
        }
        error => Usage(format!("--out {}: {error}", out.display())).into(),
    }
}
