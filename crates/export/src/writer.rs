#[cfg(feature = "report")]
use crate::report::{self, Entry, Page};
use crate::text_report::{TextStyles, styled};
#[cfg(feature = "rdf")]
use crate::{BaseIri, Thing, rdf};
#[cfg(feature = "csv")]
use crate::{CsvOptions, csv};
use crate::{Field, dot, json, to_conllu, to_markdown};
use newsgraph_document::{Document, OffsetUnit};
use std::io::{self, Write};

/// The form of what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One JSON array of all documents.
    Json,
    /// One JSON object a line for each document.
    Jsonl,
    /// CoNLL-U blocks.
    Conllu,
    /// One report with all documents for a person to read, a page which needs nothing from the network; where there
    /// are several, with an index.
    #[cfg(feature = "report")]
    Html,
    /// A report for a person to read.
    Text,
    /// A report as Markdown.
    Markdown,
    /// One graph in the DOT language, with a cluster for each document.
    Dot,
    /// A table of all documents; see [`Writer::with_csv`].
    #[cfg(feature = "csv")]
    Csv,
    /// RDF as Turtle; see [`Writer::with_base_iri`].
    #[cfg(feature = "rdf")]
    Turtle,
    /// RDF as one JSON-LD object; see [`Writer::with_base_iri`].
    #[cfg(feature = "rdf")]
    JsonLd,
}

/// What was written could not be taken by the writer below.
#[derive(Debug)]
#[non_exhaustive]
pub struct ExportError {
    source: io::Error,
}

impl ExportError {
    /// The kind of the failure.
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("could not write the output")
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl From<io::Error> for ExportError {
    fn from(source: io::Error) -> Self {
        Self { source }
    }
}

/// How documents are written: the format, the unit of spans, and what else a format lets one choose.
#[derive(Clone, Debug)]
pub struct Formatter {
    format: Format,
    unit: OffsetUnit,
    fields: Vec<Field>,
    styles: TextStyles,
    #[cfg(feature = "csv")]
    csv: CsvOptions,
    #[cfg(feature = "rdf")]
    base: BaseIri,
}

/// A document as it is written, without what stands between it and others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatted(Inner);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Inner {
    Bytes(Vec<u8>),
    /// A part of a report, whose anchors hold its number there.
    #[cfg(feature = "report")]
    Page(Box<Page>),
}

impl Formatter {
    /// Formats a document. Many can be formatted at once, and given to [`Writer::write_formatted`] in order.
    pub fn format(&self, document: &Document) -> Formatted {
        #[cfg(feature = "report")]
        if self.format == Format::Html {
            return Formatted(Inner::Page(Box::new(report::page(document))));
        }
        let mut bytes = Vec::new();
        let written = self.write(&mut bytes, document);
        debug_assert!(written.is_ok(), "writing to a vector does not fail");
        Formatted(Inner::Bytes(bytes))
    }

    fn write(&self, mut out: impl Write, document: &Document) -> io::Result<()> {
        match self.format {
            Format::Json => json::write(out, document, self.unit, &self.fields),
            Format::Jsonl => {
                json::write(&mut out, document, self.unit, &self.fields)?;
                out.write_all(b"\n")
            }
            Format::Conllu => out.write_all(to_conllu(document).as_bytes()),
            #[cfg(feature = "report")]
            Format::Html => out.write_all(report::to_html(document).as_bytes()),
            Format::Text => out.write_all(styled(document, &self.styles).as_bytes()),
            Format::Markdown => out.write_all(to_markdown(document).as_bytes()),
            Format::Dot => out.write_all(dot::cluster(document).as_bytes()),
            #[cfg(feature = "csv")]
            Format::Csv => csv::write(out, document, self.csv),
            #[cfg(feature = "rdf")]
            Format::Turtle => rdf::turtle::write(out, document, &self.base),
            #[cfg(feature = "rdf")]
            Format::JsonLd => rdf::json_ld::write(out, document, &self.base),
        }
    }

    /// What stands before the first document, or before the end where there is none.
    fn head(&self) -> Vec<u8> {
        match self.format {
            Format::Json => b"[\n".to_vec(),
            Format::Dot => dot::HEAD.into(),
            #[cfg(feature = "csv")]
            Format::Csv => csv::head(self.csv),
            #[cfg(feature = "rdf")]
            Format::Turtle => rdf::turtle::head().into(),
            #[cfg(feature = "rdf")]
            Format::JsonLd => rdf::json_ld::head().into(),
            _ => Vec::new(),
        }
    }

    /// What stands between two documents.
    fn between(&self) -> &'static str {
        match self.format {
            Format::Json => ",\n",
            Format::Text => "\n",
            Format::Markdown => "\n---\n\n",
            #[cfg(feature = "rdf")]
            Format::JsonLd => ",\n",
            _ => "",
        }
    }

    /// What stands behind the last document.
    fn foot(&self) -> &'static str {
        match self.format {
            Format::Json => "\n]\n",
            Format::Dot => dot::FOOT,
            #[cfg(feature = "rdf")]
            Format::JsonLd => rdf::json_ld::FOOT,
            _ => "",
        }
    }
}

/// Writes documents one after another, so that a long run need not hold them.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    formatter: Formatter,
    written: usize,
    /// What the index of a report will tell of the documents so far.
    #[cfg(feature = "report")]
    entries: Vec<Entry>,
}

impl<W: Write> Writer<W> {
    /// A writer of this format; the unit is that of the spans in JSON and in tables.
    pub fn new(out: W, format: Format, unit: OffsetUnit) -> Self {
        let formatter = Formatter {
            format,
            unit,
            fields: Field::ALL.to_vec(),
            styles: TextStyles::default(),
            #[cfg(feature = "csv")]
            csv: CsvOptions {
                unit,
                ..CsvOptions::default()
            },
            #[cfg(feature = "rdf")]
            base: BaseIri::default(),
        };
        Self {
            out,
            formatter,
            written: 0,
            #[cfg(feature = "report")]
            entries: Vec::new(),
        }
    }

    /// The same writer with these fields in its JSON and no others; `schema`, `id`, `offsets`, `date` and
    /// `layers` always stand there. What is in a field is the same whatever others are left out, so that ids
    /// name the same items as in JSON with all of them. [`from_json`](crate::from_json) refuses to read a
    /// document without all. Other formats are not changed.
    #[must_use]
    pub fn with_fields(mut self, fields: &[Field]) -> Self {
        self.formatter.fields = fields.to_vec();
        self
    }

    /// The same writer with styles in its text, for a terminal. Other formats are not changed.
    #[must_use]
    pub fn with_styles(mut self, styles: TextStyles) -> Self {
        self.formatter.styles = styles;
        self
    }

    /// The same writer with these options of CSV, the unit of spans among them. Other formats are not changed.
    #[cfg(feature = "csv")]
    #[must_use]
    pub fn with_csv(mut self, options: CsvOptions) -> Self {
        self.formatter.csv = options;
        self
    }

    /// The same writer with this base of the IRIs of documents. Other formats than RDF are not changed.
    #[cfg(feature = "rdf")]
    #[must_use]
    pub fn with_base_iri(mut self, base: BaseIri) -> Self {
        self.formatter.base = base;
        self
    }

    /// The writer below. What is written to it by other ways stands between two documents.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// How the documents are written.
    pub fn formatter(&self) -> &Formatter {
        &self.formatter
    }

    /// Adds a document.
    ///
    /// # Errors
    /// [`ExportError`] where the writer below fails.
    pub fn write(&mut self, document: &Document) -> Result<(), ExportError> {
        #[cfg(feature = "report")]
        if self.formatter.format == Format::Html {
            return self.write_page(&report::page(document));
        }
        self.separate()?;
        Ok(self.formatter.write(&mut self.out, document)?)
    }

    /// Adds a document that this writer's [`Formatter`] has formatted.
    ///
    /// # Errors
    /// [`ExportError`] where the writer below fails.
    pub fn write_formatted(&mut self, document: &Formatted) -> Result<(), ExportError> {
        match &document.0 {
            Inner::Bytes(bytes) => {
                self.separate()?;
                Ok(self.out.write_all(bytes)?)
            }
            #[cfg(feature = "report")]
            Inner::Page(page) => self.write_page(page),
        }
    }

    /// Adds what is known of entities across documents to RDF, after the documents or between them: each with its
    /// names and, as `schema:sameAs`, the entities of documents that it is. Other formats have no place for it, and
    /// stay as they are.
    ///
    /// # Errors
    /// [`ExportError`] where the writer below fails.
    #[cfg(feature = "rdf")]
    pub fn write_things(&mut self, things: &[Thing]) -> Result<(), ExportError> {
        let write = match self.formatter.format {
            Format::Turtle => rdf::turtle::write_things,
            Format::JsonLd => rdf::json_ld::write_things,
            _ => return Ok(()),
        };
        if !things.is_empty() {
            self.separate()?;
            write(&mut self.out, things, &self.formatter.base)?;
        }
        Ok(())
    }

    /// Adds a document to a report. The index tells of it once it is written whole.
    #[cfg(feature = "report")]
    fn write_page(&mut self, page: &Page) -> Result<(), ExportError> {
        let number = self.written + 1;
        if self.written == 0 {
            self.out
                .write_all(report::head(&page.entry.title).as_bytes())?;
        }
        self.written = number;
        self.out.write_all(page.numbered(number).as_bytes())?;
        self.entries.push(page.entry.clone());
        Ok(())
    }

    /// Writes what stands before the next document.
    fn separate(&mut self) -> io::Result<()> {
        let first = self.written == 0;
        self.written += 1;
        if first {
            self.out.write_all(&self.formatter.head())
        } else {
            self.out.write_all(self.formatter.between().as_bytes())
        }
    }

    /// Ends the output, which is whole even when no document was written, and gives the writer
    /// below back.
    ///
    /// # Errors
    /// [`ExportError`] where the writer below fails.
    pub fn finish(mut self) -> Result<W, ExportError> {
        match (self.formatter.format, self.written) {
            #[cfg(feature = "report")]
            (Format::Html, _) => self.end_report()?,
            (Format::Json, 0) => self.out.write_all(b"[]\n")?,
            (_, written) => {
                if written == 0 {
                    self.out.write_all(&self.formatter.head())?;
                }
                self.out.write_all(self.formatter.foot().as_bytes())?;
            }
        }
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes the index, where there are several documents, and what a report ends with.
    #[cfg(feature = "report")]
    fn end_report(&mut self) -> io::Result<()> {
        if self.written == 0 {
            self.out.write_all(report::head("newsgraph").as_bytes())?;
        }
        if self.written > 1 {
            self.out
                .write_all(report::index(&self.entries).as_bytes())?;
        }
        self.out.write_all(report::foot().as_bytes())
    }
}
