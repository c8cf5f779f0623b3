use anyhow::{Context, Result, anyhow, bail};
use newsgraph::Document;
use newsgraph::document::Date;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

/// The documents of the files, one after another; a file or row that fails is an error in its
/// place, and those after it follow.
pub(crate) struct Documents<'a> {
    files: std::slice::Iter<'a, PathBuf>,
    date: Option<Date>,
    rows: Option<Rows>,
    /// Bytes read from files so far.
    pub(crate) bytes: u64,
}

struct Rows {
    name: String,
    line: usize,
    reader: Box<dyn BufRead>,
}

enum Opened {
    Text(String, Vec<u8>),
    Rows(Rows),
}

impl<'a> Documents<'a> {
    pub(crate) fn new(files: &'a [PathBuf], date: Option<Date>) -> Self {
        Self {
            files: files.iter(),
            date,
            rows: None,
            bytes: 0,
        }
    }

    fn text(&mut self, name: &str, bytes: Vec<u8>) -> Result<Document> {
        self.bytes += bytes.len() as u64;
        let text = text(bytes).with_context(|| name.to_owned())?;
        let document = Document::new(name, text).with_context(|| name.to_owned())?;
        Ok(document.with_date(self.date))
    }

    fn next_row(&mut self) -> Option<Result<Document>> {
        loop {
            let rows = self.rows.as_mut()?;
            rows.line += 1;
            let place = format!("{}, line {}", rows.name, rows.line);
            let mut line = Vec::new();
            match rows.reader.read_until(b'\n', &mut line) {
                Ok(0) => {
                    self.rows = None;
                    return None;
                }
                Ok(read) => self.bytes += read as u64,
                Err(error) => {
                    self.rows = None;
                    return Some(Err(error).context(place));
                }
            }
            if rows.line == 1 && line.starts_with("\u{FEFF}".as_bytes()) {
                line.drain(..3);
            }
            if !line.trim_ascii().is_empty() {
                return Some(row(&place, line, self.date).context(place));
            }
        }
    }
}

impl Iterator for Documents<'_> {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        loop {
            if let Some(document) = self.next_row() {
                return Some(document);
            }
            match open(self.files.next()?) {
                Ok(Opened::Text(name, bytes)) => return Some(self.text(&name, bytes)),
                Ok(Opened::Rows(rows)) => self.rows = Some(rows),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn open(path: &Path) -> Result<Opened> {
    let name = path.display().to_string();
    if path.as_os_str() == "-" {
        return standard_input();
    }
    let could_not = || format!("{name}: could not be read");
    let mut file = File::open(path).with_context(could_not)?;
    let rows = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("jsonl"));
    if rows {
        let reader = Box::new(BufReader::new(file));
        return Ok(Opened::Rows(Rows {
            name,
            line: 0,
            reader,
        }));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).with_context(could_not)?;
    Ok(Opened::Text(name, bytes))
}

/// Rows where the first line is a JSON object, else one text.
fn standard_input() -> Result<Opened> {
    let could_not = || "standard input could not be read";
    let name = "-".to_owned();
    let mut input = BufReader::new(std::io::stdin());
    let mut first = Vec::new();
    input
        .read_until(b'\n', &mut first)
        .with_context(could_not)?;
    let object = serde_json::from_slice::<Value>(first.trim_ascii()).is_ok_and(|v| v.is_object());
    if object {
        let reader = Box::new(BufReader::new(Cursor::new(first).chain(input)));
        return Ok(Opened::Rows(Rows {
            name,
            line: 0,
            reader,
        }));
    }
    input.read_to_end(&mut first).with_context(could_not)?;
    Ok(Opened::Text(name, first))
}

fn row(place: &str, line: Vec<u8>, date: Option<Date>) -> Result<Document> {
    let line = utf8(line)?;
    let value: Value = serde_json::from_str(&line)
        .context("expected a JSON object {\"id\", \"text\", \"date\"?} on one line")?;
    let Value::Object(mut fields) = value else {
        bail!("expected a JSON object {{\"id\", \"text\", \"date\"?}}, found {line:.40?}");
    };
    let Some(Value::String(text)) = fields.remove("text") else {
        bail!("expected a field \"text\" with a string; add it to the row");
    };
    let id = match fields.remove("id") {
        None | Some(Value::Null) => place.to_owned(),
        Some(Value::String(id)) => id,
        Some(id @ Value::Number(_)) => id.to_string(),
        Some(other) => bail!("expected a string as \"id\", found {other}"),
    };
    let date = match fields.remove("date") {
        None | Some(Value::Null) => date,
        Some(Value::String(own)) => Some(own.parse().context("the row's \"date\"")?),
        Some(other) => bail!("expected a string YYYY-MM-DD as \"date\", found {other}"),
    };
    Ok(Document::new(id, text)?.with_date(date))
}

/// The text of a file: UTF-8, or UTF-16 that its byte order mark tells.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xFF, 0xFE]) => u16::from_le_bytes,
        Some([0xFE, 0xFF]) => u16::from_be_bytes,
        _ => return utf8(bytes),
    };
    let (pairs, rest) = bytes[2..].as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().copied().map(unit).collect::<Vec<u16>>());
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => bail!("not UTF-16 text, though it begins with its mark; save it as UTF-8"),
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..at];
        let line = before.split(|&b| b == b'\n').count();
        anyhow!(
            "not UTF-8 text (line {line}, byte {at}); convert it first, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
        )
    })
}
