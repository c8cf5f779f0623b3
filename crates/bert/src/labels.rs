use crate::BertError;
use newsgraph_document::Label;
use std::str::FromStr;

/// What the types of a checkpoint's labels are called in a document, or that they are left out.
///
/// The default has the types of CoNLL-2003, `OntoNotes` and WNUT-17 in newsgraph's words; a type that a
/// table does not name keeps its own. A table of one's own is a text with a type a line, `=` and its
/// new name, which nothing behind `=` leaves out; `#` begins a comment, and case makes no difference.
///
/// ```
/// use newsgraph_bert::LabelTable;
///
/// let table: LabelTable = "
///     PER  = Person
///     MISC =          # left out
/// ".parse()?;
/// # Ok::<(), newsgraph_bert::BertError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelTable {
    rows: Vec<(String, Option<Label>)>,
}

impl Default for LabelTable {
    fn default() -> Self {
        shipped(include_str!("../data/labels.txt"))
    }
}

impl LabelTable {
    /// The table of relations: what checkpoints have for "none" is left out, all else keeps its name.
    pub fn relations() -> Self {
        shipped(include_str!("../data/relations.txt"))
    }

    /// What a type stands for; `None` where it is left out.
    pub fn get(&self, kind: &str) -> Option<Label> {
        let row = self
            .rows
            .iter()
            .find(|(from, _)| from.eq_ignore_ascii_case(kind));
        match row {
            Some((_, label)) => label.clone(),
            None => Some(Label::new(kind)),
        }
    }

    /// Every type that the table names must be one of these.
    pub(crate) fn check(&self, known: &[String]) -> Result<(), BertError> {
        let is_known = |kind: &str| known.iter().any(|k| k.eq_ignore_ascii_case(kind));
        match self.rows.iter().find(|(kind, _)| !is_known(kind)) {
            Some((kind, _)) => Err(BertError::UnknownLabel {
                label: kind.clone(),
                known: known.to_vec(),
            }),
            None => Ok(()),
        }
    }
}

fn shipped(text: &str) -> LabelTable {
    let table = text.parse();
    table.unwrap_or_else(|error| unreachable!("the shipped tables are sound: {error}"))
}

impl FromStr for LabelTable {
    type Err = BertError;

    /// Reads a table.
    ///
    /// # Errors
    /// [`BertError::Table`] where a line has no `=`, nothing before it, or a type that stands above.
    fn from_str(text: &str) -> Result<Self, BertError> {
        let mut rows: Vec<(String, Option<Label>)> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let row = line.split_once('#').map_or(line, |(row, _)| row).trim();
            if row.is_empty() {
                continue;
            }
            let (from, to) = row.split_once('=').unwrap_or_default();
            let (from, to) = (from.trim(), to.trim());
            let twice = rows
                .iter()
                .any(|(other, _)| other.eq_ignore_ascii_case(from));
            if from.is_empty() || twice {
                return Err(BertError::Table {
                    line: number + 1,
                    found: line.to_owned(),
                });
            }
            rows.push((from.to_owned(), (!to.is_empty()).then(|| Label::new(to))));
        }
        Ok(Self { rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables() {
        let table = LabelTable::default();
        assert_eq!(table.get("PER"), Some(Label::PERSON));
        assert_eq!(table.get("gpe"), Some(Label::LOCATION));
        assert_eq!(table.get("Disease"), Some(Label::new("Disease")));
        assert_eq!(LabelTable::relations().get("no_relation"), None);
        assert_eq!(
            LabelTable::relations().get("Work_For"),
            Some(Label::new("Work_For"))
        );
    }

    #[test]
    fn a_table_of_ones_own() {
        let table: LabelTable = "PER = Person\nMISC = # none\n"
            .parse()
            .expect("a sound table");
        assert_eq!(table.get("misc"), None);
        assert!(table.check(&["PER".into(), "MISC".into()]).is_ok());
        let error = table.check(&["PER".into(), "LOC".into()]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the table of labels names \"MISC\"; the checkpoint gives PER, LOC"
        );
        for (bad, line) in [("PER Person", 1), ("\n= Person", 2), ("A = B\na = C", 2)] {
            let error = bad.parse::<LabelTable>().unwrap_err();
            assert!(
                matches!(error, BertError::Table { line: at, .. } if at == line),
                "{bad}"
            );
        }
    }
}
