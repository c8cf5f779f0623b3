//! Quotes of a text against its sources.

mod json;
mod marks;
mod sources;
mod text;

use crate::args::{VerifyArguments, VerifyFormatName};
use crate::components;
use crate::input::Documents;
use crate::messages::{clear_bar, report, say};
use crate::paint::Paint;
use crate::run::{tell, threads};
use crate::{Outcome, Usage, standard};
use anyhow::{Context, Result};
use newsgraph::document::Layer;
use newsgraph::{Component, Document, Pipeline};
use newsgraph_verify::{Verdict, Verifier, to_html};

/// What is read of texts and sources: who says what.
const LAYERS: [Layer; 2] = [Layer::Quotes, Layer::Entities];

pub(crate) fn run(arguments: &VerifyArguments) -> Result<Outcome> {
    let is_standard = |path: &std::path::PathBuf| path.as_os_str() == "-";
    if is_standard(&arguments.text) && arguments.sources.source.iter().any(is_standard) {
        let message = "TEXT and --source are both standard input; name a file for one of them";
        return Err(Usage(message.to_owned()).into());
    }
    let pipeline = components::of(Component::for_layers(&LAYERS), &arguments.how)?;
    let threads = threads(arguments.threads)?;
    let mut verifier = Verifier::english().context("the models do not load")?;
    let read = sources::read(arguments, &pipeline, &threads, &mut verifier);
    clear_bar();
    let mut outcome = read?;
    if verifier.is_empty() {
        anyhow::bail!(
            "there is nothing to look in: the sources hold no word; name others by --source or --db"
        );
    }
    let files = std::slice::from_ref(&arguments.text);
    let mut documents = Documents::maybe_annotated(files, arguments.input.options());
    let mut told = 0usize;
    while let Some(document) = documents.next() {
        tell(&documents.take_notes());
        match document.and_then(|document| annotated(document, &pipeline)) {
            Ok(document) => {
                let verdicts = verifier.verify(&document);
                print(arguments, &verifier, &document, &verdicts, told)?;
                told += 1;
                if verdicts.is_empty() && marks::have_words(document.text()) {
                    say(&unseen(document.id()));
                    outcome = outcome.and(Outcome::SomeFailed);
                }
                if verdicts.iter().any(|verdict| verdict.harmful) {
                    outcome = outcome.and(Outcome::Differs);
                }
            }
            Err(error) => {
                report(&error);
                outcome = Outcome::SomeFailed;
            }
        }
    }
    tell(&documents.take_notes());
    Ok(outcome)
}

/// Of a text with words between quotation marks in which no quote was found.
fn unseen(id: &str) -> String {
    format!(
        "newsgraph: {id}: words stand between quotation marks, but no quote was found; quotes of English texts are found, \
         each with a verb that reports it (\"said\"): nothing was checked"
    )
}

/// The document with who says what in it.
fn annotated(mut document: Document, pipeline: &Pipeline) -> Result<Document> {
    if LAYERS.into_iter().any(|layer| !document.has(layer)) {
        let id = document.id().to_owned();
        pipeline.annotate(&mut document).context(id)?;
    }
    Ok(document)
}

fn print(
    arguments: &VerifyArguments,
    verifier: &Verifier,
    document: &Document,
    verdicts: &[Verdict],
    before: usize,
) -> Result<()> {
    standard::print(&match arguments.format {
        VerifyFormatName::Text => text::written(document, verdicts, Paint::of_stdout()),
        VerifyFormatName::Json => {
            json::written(verifier, document, verdicts, arguments.offsets.into())?
        }
        VerifyFormatName::Html if before > 0 => {
            let message = "a page is of one text; --format json tells of several";
            return Err(Usage(message.to_owned()).into());
        }
        VerifyFormatName::Html => to_html(document, verdicts),
    })
}
