//! The rows that stand in the partial file of a run that did not end.

use crate::Usage;
use crate::input::hash;
use anyhow::{Context, Result, bail};
use newsgraph::Document;
use newsgraph::document::Date;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};

/// Rows that stand already, in the order of their documents. All but the last are passed over by their ids, dates and
/// texts; the document of the last is annotated again, and gives the same row where input and options are those of
/// before.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    rows: VecDeque<Stood>,
    last: Vec<u8>,
    /// Where the last whole row ends.
    end: u64,
}

/// What is known of a row that stands.
#[derive(Debug)]
struct Stood {
    id: String,
    date: Option<Date>,
    /// A hash of the text, where the row has it.
    text: Option<u64>,
}

#[derive(Deserialize)]
struct Row<'a> {
    id: String,
    date: Option<Date>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
}

impl Standing {
    /// Reads JSON Lines; a last row without its end is left out.
    pub(crate) fn read(from: impl Read, name: &str) -> Result<Self> {
        let mut reader = BufReader::new(from);
        let mut standing = Self::default();
        loop {
            let mut line = Vec::new();
            reader
                .read_until(b'\n', &mut line)
                .with_context(|| format!("{name}: could not be read"))?;
            if line.last() != Some(&b'\n') {
                return Ok(standing);
            }
            let Ok(row) = serde_json::from_slice::<Row<'_>>(&line) else {
                let number = standing.rows.len() + 1;
                bail!(Usage(format!(
                    "{name}, line {number}: expected a row as annotate writes it; remove the file to begin anew"
                )));
            };
            standing.end += line.len() as u64;
            standing.rows.push_back(Stood {
                id: row.id,
                date: row.date,
                text: row.text.map(|text| hash(&text)),
            });
            standing.last = line;
        }
    }

    /// How many rows there are that no document has been found for.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Where the last whole row ends.
    pub(crate) fn end(&self) -> u64 {
        self.end
    }

    /// Whether the row of this document stands and it need not be annotated; an error where it is that of another
    /// text or date.
    pub(crate) fn passes(&mut self, document: &Document) -> Result<bool> {
        let first = self.rows.front().filter(|_| self.rows.len() > 1);
        let Some(row) = first.filter(|row| row.id == document.id()) else {
            return Ok(false);
        };
        if row.text.is_some_and(|text| text != hash(document.text())) {
            bail!(unlike(&format!("the text of {:?} is another now", row.id)));
        }
        if row.date != document.date() {
            bail!(unlike(&format!("the date of {:?} is another now", row.id)));
        }
        self.rows.pop_front();
        Ok(true)
    }

    /// Whether this is the row of the last of those documents; an error where it is another.
    pub(crate) fn meet(&mut self, id: &str, row: &[u8]) -> Result<()> {
        match self.rows.front().map(|row| &row.id) {
            Some(own) if own == id && self.last == row => {
                self.rows.clear();
                Ok(())
            }
            Some(own) if own == id => {
                bail!(unlike(&format!("the row of {id:?} is another now")))
            }
            Some(_) => {
                bail!(unlike(&format!("the documents are others from {id:?} on")))
            }
            None => Ok(()),
        }
    }

    /// An error where the input has ended before all rows have found their documents.
    pub(crate) fn end_of_input(&self) -> Result<()> {
        match self.rows.front().map(|row| &row.id) {
            Some(id) => bail!(unlike(&format!("the input has no {id:?} any more"))),
            None => Ok(()),
        }
    }
}

fn unlike(what: &str) -> Usage {
    Usage(format!(
        "--resume: {what}; give the input and the options of the run that did not end, or leave --resume out and remove its partial file"
    ))
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use newsgraph::Document;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_row_that_is_cut_is_left_out() -> Outcome {
        let whole = "{\"id\":\"a\",\"x\":[1]}\n{\"id\":\"b\"}\n";
        for cut in ["", "{", "{\"id\":\"c\"}", "\0\0\0"] {
            let standing = Standing::read(format!("{whole}{cut}").as_bytes(), "x")?;
            assert_eq!((standing.len(), standing.end()), (2, whole.len() as u64));
        }
        let odd = Standing::read(&b"{\"id\":\"a\"}\nmine\n"[..], "x");
        assert!(odd.is_err_and(|error| error.to_string().contains("x, line 2: expected a row")));
        Ok(())
    }

    #[test]
    fn documents_are_passed_over_but_for_the_last() -> Outcome {
        let rows = "{\"id\":\"a\"}\n{\"id\":\"a\"}\n{\"id\":\"b\"}\n";
        let mut standing = Standing::read(rows.as_bytes(), "x")?;
        let document = |id: &str| Document::new(id, "");
        for (id, passes) in [
            ("a", true),
            ("failed", false),
            ("a", true),
            ("b", false),
            ("c", false),
        ] {
            assert_eq!(standing.passes(&document(id)?)?, passes, "{id}");
        }
        assert!(standing.end_of_input().is_err());
        assert!(standing.meet("c", b"{\"id\":\"b\"}\n").is_err());
        assert!(standing.meet("b", b"{\"id\":\"b\" }\n").is_err());
        standing.meet("b", b"{\"id\":\"b\"}\n")?;
        standing.end_of_input()?;
        Ok(())
    }

    #[test]
    fn a_row_is_that_of_its_text_and_date() -> Outcome {
        let text = "Ann \"Lee\"\nleft.";
        let date = "2026-03-09".parse().ok();
        let with_text = r#"{"id":"a","date":"2026-03-09","text":"Ann \"Lee\"\nleft."}"#;
        let without = r#"{"id":"a","date":"2026-03-09"}"#;
        let undated = r#"{"id":"a","date":null}"#;
        let cases = [
            (with_text, text, date, Ok(true)),
            (with_text, "Ann Lee left.", date, Err("the text of \"a\"")),
            (with_text, text, None, Err("the date of \"a\"")),
            (without, "Bob left.", date, Ok(true)),
            (without, text, None, Err("the date of \"a\"")),
            (undated, text, date, Err("the date of \"a\"")),
            (undated, text, None, Ok(true)),
        ];
        for (row, text, date, expected) in cases {
            let rows = format!("{row}\n{{\"id\":\"b\"}}\n");
            let mut standing = Standing::read(rows.as_bytes(), "x")?;
            let found = standing.passes(&Document::new("a", text)?.with_date(date));
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected),
                (Err(error), Err(expected)) => assert!(error.to_string().contains(expected)),
                (found, _) => return Err(format!("{row}: {found:?}").into()),
            }
            let whole = if expected.is_ok() { 1 } else { 2 };
            assert_eq!(standing.len(), whole);
        }
        Ok(())
    }
}
