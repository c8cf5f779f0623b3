use crate::decode::{self, Encoding, Stream};
use crate::error::{Fault, InputError};
use crate::format;
use crate::guess::{self, Kind};
use crate::html;
use crate::lines::Lines;
use crate::note::Note;
use crate::options::InputOptions;
use crate::piece::Piece;
use crate::row;
use crate::text;
use crate::values::Values;
use newsgraph_document::Document;
use std::error::Error;
use std::fmt;
use std::io::Read;
use std::path::Path;

/// The documents of one stream, in its order.
///
/// A row or element that fails is an error in its place, and those after it follow. A stream is held
/// one document at a time.
pub struct Documents<'a> {
    name: String,
    options: InputOptions,
    state: State<'a>,
    notes: Vec<Note>,
    reader: Option<RowReader>,
}

/// Reads a row of a form of its own; `None` where it has that of a row as others are.
pub type RowReader = fn(&str) -> Option<Result<Document, Box<dyn Error + Send + Sync>>>;

enum State<'a> {
    Closed(Box<dyn Read + Send + 'a>),
    Whole(Stream<'a>, Kind),
    Rows(Lines<Stream<'a>>),
    Values(Values<Stream<'a>>),
    Done,
}

impl fmt::Debug for Documents<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents")
            .field("name", &self.name)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl<'a> Documents<'a> {
    /// The documents of a stream. The name is the id of a document that has none, stands in errors,
    /// and its ending tells the kind. Nothing is read before the first call of `next`.
    pub fn new(
        name: impl Into<String>,
        stream: impl Read + Send + 'a,
        options: InputOptions,
    ) -> Self {
        Self {
            name: name.into(),
            options,
            state: State::Closed(Box::new(stream)),
            notes: Vec::new(),
            reader: None,
        }
    }

    /// Gives rows and elements of a form of their own, such as documents that are annotated already, to a reader that
    /// knows it. They may be of any length.
    #[must_use]
    pub fn with_reader(mut self, reader: RowReader) -> Self {
        self.reader = Some(reader);
        self
    }

    /// The most bytes that a row may have.
    fn max_row(&self) -> usize {
        match self.reader {
            Some(_) => usize::MAX,
            None => self.options.max_row(),
        }
    }

    /// What a reader should know of the stream, of what was read since the last call.
    pub fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    fn open(&mut self, stream: Box<dyn Read + Send + 'a>) -> Result<State<'a>, Fault> {
        let ending = Path::new(&self.name);
        let stream = decode::open(stream, decode::ends_as_gzip(ending))?;
        let head = stream.head();
        let by_ending = Kind::of_ending(ending);
        let said = self.options.kind.or(by_ending);
        let format = format::of(head.bytes, said).filter(|_| !stream.fails());
        if let Some(format) = format {
            return Err(Fault::OtherFormat(format));
        }
        let found = guess::kind(head);
        let kind = match (self.options.kind, by_ending) {
            (None, Some(Kind::JsonLines | Kind::Json)) if found.is_json() => found,
            (Some(kind), _) | (None, Some(kind)) => kind,
            (None, None) => found,
        };
        let xml = kind == Kind::Text && guess::is_xml(head.bytes);
        if self.options.kind.is_none() && found != Kind::Text && found != kind {
            self.note(|name| Note::LooksLike {
                name,
                read: kind,
                kind: found,
            });
        } else if said.is_none() && kind != Kind::Text {
            self.note(|name| Note::Guessed { name, kind });
        } else if self.options.kind.is_none() && xml {
            self.note(|name| Note::Xml { name });
        }
        Ok(match kind {
            Kind::Text | Kind::Html => State::Whole(stream, kind),
            Kind::JsonLines => State::Rows(Lines::new(stream, self.max_row())),
            Kind::Json => State::Values(Values::new(stream, self.max_row())),
        })
    }

    fn note(&mut self, note: impl FnOnce(String) -> Note) {
        self.notes.push(note(self.name.clone()));
    }

    /// Notes of a stream that is read to its end.
    fn end(&mut self, stream: &Stream<'_>) {
        if stream.left_out() {
            self.note(|name| Note::AfterGzip { name });
        }
    }

    fn whole(&mut self, mut stream: Stream<'_>, kind: Kind) -> Result<Document, Fault> {
        let bytes = text::read(&mut stream, self.options.max_document)?;
        let text = text::utf8(bytes, stream.encoding())?;
        self.end(&stream);
        if kind != Kind::Html {
            return Ok(Document::new(self.name.as_str(), text)?.with_date(self.options.date));
        }
        let page = html::page(&text);
        if page.cut {
            self.note(|name| Note::CutPage { name });
        } else if page.text.is_empty() && !text.trim_ascii().is_empty() {
            self.note(|name| Note::EmptyPage { name });
        }
        let date = page.date.or(self.options.date);
        Ok(Document::new(self.name.as_str(), page.text)?.with_date(date))
    }

    /// A row, where the text and its encoding are right.
    fn row(&self, place: &str, json: Vec<u8>, encoding: Encoding) -> Result<Document, Fault> {
        let json = text::utf8(json, encoding)?;
        match self.reader.and_then(|reader| reader(&json)) {
            Some(document) => document.map_err(Fault::Row),
            None => row::document(place, &json, self.options),
        }
    }

    fn next_row(&mut self, mut lines: Lines<Stream<'a>>) -> Option<Result<Document, InputError>> {
        loop {
            let line = lines.next_line();
            let place = format!("{}, line {}", self.name, lines.number());
            let document = match line {
                Ok(None) => {
                    self.end(lines.stream());
                    return None;
                }
                Ok(Some(Piece::Whole(line))) if line.trim_ascii().is_empty() => continue,
                Ok(Some(Piece::Whole(line))) => self.row(&place, line, lines.stream().encoding()),
                Ok(Some(Piece::TooLong)) => Err(Fault::TooLong(self.options.max_document)),
                Err(error) => return Some(Err(InputError::new(place, Fault::from(error)))),
            };
            self.state = State::Rows(lines);
            return Some(document.map_err(|fault| InputError::new(place, fault)));
        }
    }

    fn next_value(
        &mut self,
        mut values: Values<Stream<'a>>,
    ) -> Option<Result<Document, InputError>> {
        let value = values.next_value();
        let place = values.place(&self.name);
        let document = match value {
            Ok(None) => {
                self.end(values.stream());
                return None;
            }
            Ok(Some(Piece::Whole(json))) => self.row(&place, json, values.stream().encoding()),
            Ok(Some(Piece::TooLong)) => Err(Fault::TooLong(self.options.max_document)),
            Err(fault) => return Some(Err(InputError::new(place, fault))),
        };
        self.state = State::Values(values);
        Some(document.map_err(|fault| InputError::new(place, fault)))
    }
}

impl Iterator for Documents<'_> {
    type Item = Result<Document, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Closed(stream) => match self.open(stream) {
                    Ok(state) => self.state = state,
                    Err(fault) => return Some(Err(InputError::new(self.name.clone(), fault))),
                },
                State::Whole(stream, kind) => {
                    let document = self.whole(stream, kind);
                    return Some(
                        document.map_err(|fault| InputError::new(self.name.clone(), fault)),
                    );
                }
                State::Rows(lines) => return self.next_row(lines),
                State::Values(values) => return self.next_value(values),
                State::Done => return None,
            }
        }
    }
}
