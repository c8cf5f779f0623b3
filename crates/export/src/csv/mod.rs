//! Tables as CSV.

mod rows;
mod table;

pub use table::{Table, TableError};

use newsgraph_document::{Document, OffsetUnit};
use rows::Rows;
use std::borrow::Cow;
use std::io::{self, Write};

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CsvOptions {
    /// Which table.
    pub table: Table,
    /// What `start`, `end` and `spans` count.
    pub unit: OffsetUnit,
    /// Whether a program for spreadsheets opens the file by itself. It begins with a mark that says UTF-8, and an
    /// apostrophe stands before a cell that begins with `=`, `+`, `-`, `@`, a tab or a return, which such programs run as
    /// a formula. Other readers see both, so without it the cells hold what the text holds.
    pub for_spreadsheets: bool,
}

/// A table of the document as CSV (RFC 4180: commas, quotes where they are needed, lines that end in CR LF), with the names
/// of the columns in the first row.
///
/// Rows are in the order of the document's lists. A cell of something that is absent is empty; several values in a cell
/// are parted by `; `, several spans by spaces. Numbers of items count from 0 in each document, as in its JSON.
pub fn to_csv(document: &Document, options: CsvOptions) -> String {
    let mut out = head(options);
    // Writing to a vector does not fail, and all that is written is UTF-8.
    let written = write(&mut out, document, options);
    debug_assert!(written.is_ok());
    String::from_utf8(out).unwrap_or_default()
}

/// What stands before the rows of all documents.
pub(crate) fn head(options: CsvOptions) -> Vec<u8> {
    let mut out = Vec::new();
    if options.for_spreadsheets {
        out.extend_from_slice("\u{FEFF}".as_bytes());
    }
    let columns = options.table.columns().iter().copied().map(Cow::Borrowed);
    let written = Cells::new(&mut out, false).row(columns.collect());
    debug_assert!(written.is_ok());
    out
}

/// Writes the rows of a document.
pub(crate) fn write(out: impl Write, document: &Document, options: CsvOptions) -> io::Result<()> {
    let rows = Rows::new(document, options.unit);
    let mut cells = Cells::new(out, options.for_spreadsheets);
    match options.table {
        Table::Quotes => rows.quotes(&mut cells)?,
        Table::Entities => rows.entities(&mut cells)?,
        Table::Relations => rows.relations(&mut cells)?,
        Table::Mentions => rows.mentions(&mut cells)?,
        Table::Triples => rows.triples(&mut cells)?,
        Table::Values => rows.values(&mut cells)?,
    }
    cells.writer.flush()
}

/// Writes cells.
struct Cells<W: Write> {
    writer: csv::Writer<W>,
    for_spreadsheets: bool,
}

impl<W: Write> Cells<W> {
    fn new(out: W, for_spreadsheets: bool) -> Self {
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        Self {
            writer,
            for_spreadsheets,
        }
    }

    fn row(&mut self, cells: Vec<Cow<'_, str>>) -> io::Result<()> {
        for cell in cells {
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            if runs && self.for_spreadsheets {
                self.writer.write_field(format!("'{cell}"))?;
            } else {
                self.writer.write_field(&*cell)?;
            }
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }
}
