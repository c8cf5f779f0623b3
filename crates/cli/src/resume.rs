//! The rows that stand in the partial file of a run that did not end.

use crate::Usage;
use anyhow::{Context, Result, bail};
use newsgraph::Document;
use serde::Deserialize;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};

/// Rows that stand already, in the order of their documents. All but the last are passed over by their ids; the
/// document of the last is annotated again, and gives the same row where input and options are those of before.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    ids: VecDeque<String>,
    last: Vec<u8>,
    /// Where the last whole row ends.
    end: u64,
}

#[derive(Deserialize)]
struct Row {
    id: String,
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
            let Ok(row) = serde_json::from_slice::<Row>(&line) else {
                let number = standing.ids.len() + 1;
                bail!(Usage(format!(
                    "{name}, line {number}: expected a row as annotate writes it; remove the file to begin anew"
                )));
            };
            standing.end += line.len() as u64;
            standing.ids.push_back(row.id);
            standing.last = line;
        }
    }

    /// How many rows there are that no document has been found for.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Where the last whole row ends.
    pub(crate) fn end(&self) -> u64 {
        self.end
    }

    /// Whether the row of this document stands and it need not be annotated.
    pub(crate) fn passes(&mut self, document: &Document) -> bool {
        let passes = self.len() > 1 && self.ids.front().is_some_and(|id| id == document.id());
        if passes {
            self.ids.pop_front();
        }
        passes
    }

    /// Whether this is the row of the last of those documents; an error where it is another.
    pub(crate) fn meet(&mut self, document: &Document, row: &[u8]) -> Result<()> {
        match self.ids.front() {
            Some(id) if id == document.id() && self.last == row => {
                self.ids.clear();
                Ok(())
            }
            Some(id) if id == document.id() => {
                bail!(unlike(&format!("the row of {id:?} is another now")))
            }
            Some(_) => {
                let id = document.id();
                bail!(unlike(&format!("the documents are others from {id:?} on")))
            }
            None => Ok(()),
        }
    }

    /// An error where the input has ended before all rows have found their documents.
    pub(crate) fn end_of_input(&self) -> Result<()> {
        match self.ids.front() {
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
        let passed =
            ["a", "failed", "a", "b", "c"].map(|id| document(id).map(|d| standing.passes(&d)));
        let passed: Vec<bool> = passed.into_iter().collect::<Result<_, _>>()?;
        assert_eq!(passed, [true, false, true, false, false]);
        assert!(standing.end_of_input().is_err());
        assert!(standing.meet(&document("c")?, b"{\"id\":\"b\"}\n").is_err());
        assert!(
            standing
                .meet(&document("b")?, b"{\"id\":\"b\" }\n")
                .is_err()
        );
        standing.meet(&document("b")?, b"{\"id\":\"b\"}\n")?;
        standing.end_of_input()?;
        Ok(())
    }
}
