//! A graph in another form.

use super::to_ask;
use crate::args::{GraphExportArguments, GraphFormatName};
use crate::place::{Place, REMOVE};
use crate::{Outcome, Usage};
use anyhow::{Context, Result, anyhow};
use newsgraph_store::{ConflictWords, OutError, Store};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub(crate) fn run(arguments: &GraphExportArguments) -> Result<Outcome> {
    let format = format(arguments)?;
    if format == GraphFormatName::Csv {
        let folder = folder(arguments.out.as_deref())?;
        write_tables(&to_ask(&arguments.graph)?, folder)?;
        return Ok(Outcome::Done);
    }
    let mut place = Place::new(arguments.out.as_deref())?;
    place.check("--db", &arguments.graph.db)?;
    let store = to_ask(&arguments.graph)?;
    let Some(file) = place.open_file(REMOVE)? else {
        let mut out = BufWriter::new(place.open_stream()?);
        return written(&place, write(&store, format, arguments, &mut out));
    };
    let mut out = BufWriter::new(&file);
    let result = write(&store, format, arguments, &mut out);
    drop(out);
    if result.is_err() {
        place.remove();
    }
    written(&place, result)?;
    place.finish(&file)?;
    Ok(Outcome::Done)
}

/// The form that is asked for.
fn format(arguments: &GraphExportArguments) -> Result<GraphFormatName> {
    let by_ending = || GraphFormatName::of_ending(arguments.out.as_deref()?);
    arguments.format.or_else(by_ending).ok_or_else(|| {
        let message = "name a form: --format html, graphml, csv, json, turtle or jsonld, or --out with such an ending";
        Usage(message.to_owned()).into()
    })
}

fn write(
    store: &Store,
    format: GraphFormatName,
    arguments: &GraphExportArguments,
    out: &mut impl Write,
) -> Result<(), OutError> {
    match format {
        GraphFormatName::Html => {
            let page = store.to_html(&title(arguments), &ConflictWords::english())?;
            out.write_all(page.as_bytes())?;
        }
        GraphFormatName::Graphml => store.write_graphml(&mut *out)?,
        GraphFormatName::Json => store.write_json(&mut *out)?,
        GraphFormatName::Turtle => store.write_turtle(&mut *out, &arguments.base_iri)?,
        GraphFormatName::Jsonld => store.write_json_ld(&mut *out, &arguments.base_iri)?,
        GraphFormatName::Csv => {}
    }
    Ok(out.flush()?)
}

fn title(arguments: &GraphExportArguments) -> String {
    let stem = || {
        arguments
            .graph
            .db
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    };
    arguments.title.clone().or_else(stem).unwrap_or_default()
}

/// What a failure is called that came of the output.
fn written(place: &Place, result: Result<(), OutError>) -> Result<Outcome> {
    match result {
        Ok(()) => Ok(Outcome::Done),
        Err(OutError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Err(anyhow!(
            "{} was closed before all was written",
            place.written()
        )),
        Err(OutError::Write(error)) => {
            Err(error).with_context(|| format!("{}: could not be written", place.written()))
        }
        Err(error) => Err(error.into()),
    }
}

/// The folder of the tables.
fn folder(out: Option<&Path>) -> Result<&Path> {
    let folder = out.filter(|out| out.as_os_str() != "-").ok_or_else(|| {
        Usage("--format csv writes several files; name a folder for them with --out".to_owned())
    })?;
    if folder.exists() && !folder.is_dir() {
        let message = format!(
            "--out {}: that is a file; --format csv needs a folder",
            folder.display()
        );
        return Err(Usage(message).into());
    }
    Ok(folder)
}

/// Takes back what was begun.
fn remove(places: &[(Place, File)]) {
    for (place, _) in places {
        place.remove();
    }
}

/// Writes the tables, which take their places when all are whole.
fn write_tables(store: &Store, folder: &Path) -> Result<()> {
    let name = || format!("--out {}", folder.display());
    fs::create_dir_all(folder).with_context(|| format!("{}: could not be made", name()))?;
    let mut places: Vec<(Place, File)> = Vec::new();
    for table in Store::tables() {
        let opened = open(&folder.join(table));
        match opened {
            Ok(opened) => places.push(opened),
            Err(error) => {
                remove(&places);
                return Err(error);
            }
        }
    }
    let mut files = places.iter();
    let result = store.write_tables(|_| {
        let file = files.next().map(|(_, file)| file.try_clone());
        file.unwrap_or_else(|| Err(io::ErrorKind::NotFound.into()))
    });
    if let Err(error) = result {
        remove(&places);
        return Err(error).with_context(|| format!("{}: could not be written", name()));
    }
    places
        .iter()
        .try_for_each(|(place, file)| place.finish(file))
}

fn open(path: &Path) -> Result<(Place, File)> {
    let mut place = Place::new(Some(path))?;
    let file = place.open_file(REMOVE)?;
    let file = file.with_context(|| format!("--out {}: expected a file", path.display()))?;
    Ok((place, file))
}
