//! CSV files as documents, a row each.

use crate::columns::parse;
use crate::unread::{Unread, with_causes};
use csv::{Reader, ReaderBuilder, StringRecord};
use datafusion::common::{DataFusionError, Result, exec_datafusion_err};
use flate2::read::MultiGzDecoder;
use newsgraph::Document;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

type Rows = Reader<Bounded>;

/// What a row may hold beside its text, in bytes.
const BESIDE: usize = 1 << 16;

/// Which columns hold what.
#[derive(Clone, Copy)]
struct Places {
    id: usize,
    text: usize,
    date: Option<usize>,
}

/// A stream that ends with an error where a row does not: one without a quotation mark at its end goes on to the end of the
/// file.
struct Bounded {
    inner: Box<dyn Read>,
    /// How many bytes the row may have yet.
    left: usize,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(
                "the row has no end within the most bytes that a text may have; a quotation mark may be missing",
            ));
        }
        let read = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(read);
        Ok(read)
    }
}

/// Refuses a file that has no texts.
pub(super) fn check(path: &Path) -> Result<()> {
    open(Path::new(""), path, BESIDE).map(|_| ())
}

/// The documents of a file. A row that is wrong is an error in its place, and those after it follow, but where it is so
/// much longer than the most that a text may be that its end is missing.
pub(super) fn documents(
    folder: &Path,
    path: &Path,
    max_document: usize,
) -> Result<impl Iterator<Item = std::result::Result<Document, Unread>> + use<>> {
    let most = max_document.saturating_add(BESIDE);
    let (mut rows, places) = open(folder, path, most)?;
    let name = path.display().to_string();
    let mut row = StringRecord::new();
    let mut is_over = false;
    Ok(std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let line = rows.position().line();
        rows.get_mut().left = most;
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

fn open(folder: &Path, path: &Path, most: usize) -> Result<(Rows, Places)> {
    let named = |error: &dyn std::error::Error| {
        exec_datafusion_err!("{}: {}", path.display(), with_causes(error))
    };
    let file = File::open(folder.join(path)).map_err(|error| named(&error))?;
    let is_gz = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("gz"));
    let inner: Box<dyn Read> = if is_gz {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut rows = ReaderBuilder::new().from_reader(Bounded { inner, left: most });
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
