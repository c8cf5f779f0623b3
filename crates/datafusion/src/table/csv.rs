//! CSV files as documents, a row each.

use crate::columns::parse;
use crate::unread::{Unread, with_causes};
use csv::{Reader, ReaderBuilder, StringRecord};
use datafusion::common::{DataFusionError, Result, exec_datafusion_err};
use flate2::read::MultiGzDecoder;
use newsgraph::Document;
use std::fs::File;
use std::io::Read;
use std::path::Path;

type Rows = Reader<Box<dyn Read + Send>>;

/// Which columns hold what.
#[derive(Clone, Copy)]
struct Places {
    id: usize,
    text: usize,
    date: Option<usize>,
}

/// Refuses a file that has no texts.
pub(super) fn check(path: &Path) -> Result<()> {
    open(path).map(|_| ())
}

/// The documents of a file. A row that is wrong is an error in its place, and those after it follow.
pub(super) fn documents(
    path: &Path,
) -> Result<impl Iterator<Item = std::result::Result<Document, Unread>> + use<>> {
    let (mut rows, places) = open(path)?;
    let name = path.display().to_string();
    let mut row = StringRecord::new();
    let mut is_over = false;
    Ok(std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let line = rows.position().line();
        let read = rows.read_record(&mut row);
        // What cannot be read has no next row.
        is_over = matches!(&read, Ok(false)) || matches!(&read, Err(error) if error.is_io_error());
        let place = |line| format!("{name}, line {line}");
        match read {
            Ok(false) => None,
            Ok(true) => {
                let line = row.position().map_or(line, csv::Position::line);
                Some(document(&row, places, &place(line)))
            }
            Err(error) => {
                let line = error.position().map_or(line, csv::Position::line);
                Some(Err(unread(place(line), &error)))
            }
        }
    }))
}

fn unread(text: String, error: &csv::Error) -> Unread {
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("expected {expected_len} cells, as there are columns, found {len}"),
        csv::ErrorKind::Utf8 { .. } => "not UTF-8 text; convert the file first".to_owned(),
        _ => with_causes(error),
    };
    Unread { text, reason }
}

fn open(path: &Path) -> Result<(Rows, Places)> {
    let named = |error: &dyn std::error::Error| {
        exec_datafusion_err!("{}: {}", path.display(), with_causes(error))
    };
    let file = File::open(path).map_err(|error| named(&error))?;
    let is_gz = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("gz"));
    let stream: Box<dyn Read + Send> = if is_gz {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut rows = ReaderBuilder::new().from_reader(stream);
    let head = rows.headers().map_err(|error| named(&error))?;
    let place = |names: &[&str]| head.iter().position(|name| names.contains(&name));
    let (Some(id), Some(text)) = (place(&["id", "document"]), place(&["text"])) else {
        return Err(no_texts(path, head.iter()));
    };
    let date = place(&["date"]);
    Ok((rows, Places { id, text, date }))
}

/// The error of a file without the columns that texts have.
pub(super) fn no_texts<'a>(path: &Path, found: impl Iterator<Item = &'a str>) -> DataFusionError {
    let (path, found): (_, Vec<_>) = (path.display(), found.collect());
    exec_datafusion_err!(
        "{path}: expected the columns \"id\" or \"document\", \"text\", and \"date\" where there is one, found {found:?}; \
         the functions of a column, as in SELECT unnest(quotes(body)) FROM '{path}', take any"
    )
}

/// The document of a row; one without an id has its place as one.
fn document(
    row: &StringRecord,
    places: Places,
    place: &str,
) -> std::result::Result<Document, Unread> {
    let cell = |at| row.get(at).unwrap_or_default();
    let unread = |reason| Unread {
        text: place.to_owned(),
        reason,
    };
    let id = Some(cell(places.id)).filter(|id| !id.is_empty());
    let date = parse(places.date.map_or("", cell)).map_err(unread)?;
    let document = Document::new(id.unwrap_or(place), cell(places.text));
    let document = document.map_err(|error| unread(with_causes(&error)))?;
    Ok(document.with_date(date))
}
