use crate::error::TableError;
use crate::table::{Table, TableText};
use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// The word tables of one language for one task: plain texts by name.
///
/// Rows, comments and fields are those of [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    language: Cow<'static, str>,
    /// Sorted by name.
    texts: Vec<(Cow<'static, str>, TableText)>,
}

impl Tables {
    /// No table yet, of a language by its ISO 639 code.
    pub fn new(language: impl Into<Cow<'static, str>>) -> Self {
        Self {
            language: language.into(),
            texts: Vec::new(),
        }
    }

    /// The same tables with one more, or with another in the place of the one of that name.
    #[must_use]
    pub fn with(
        mut self,
        name: impl Into<Cow<'static, str>>,
        text: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.put(name.into(), TableText::new(text.into()));
        self
    }

    fn put(&mut self, name: Cow<'static, str>, text: TableText) {
        match self.texts.binary_search_by(|(other, _)| other.cmp(&name)) {
            Ok(at) => self.texts[at].1 = text,
            Err(at) => self.texts.insert(at, (name, text)),
        }
    }

    /// The tables that are embedded in a crate: names and texts.
    pub fn embedded(
        language: &'static str,
        texts: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        let start = Self::new(language);
        texts
            .into_iter()
            .fold(start, |tables, (name, text)| tables.with(name, text))
    }

    /// The same tables with those of another set; of two with one name the other set's stays.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (name, text) in other.texts {
            self.put(name, text);
        }
        self
    }

    /// Every `.txt` file of a folder as a table; the folder's name is the language.
    ///
    /// # Errors
    /// [`TableError::Io`] where the folder or a file cannot be read, or a file is not UTF-8.
    pub fn load(folder: impl AsRef<Path>) -> Result<Self, TableError> {
        let folder = folder.as_ref();
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| TableError::Io { path, source }
        };
        let language = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut tables = Self::new(language.into_owned());
        for entry in fs::read_dir(folder).map_err(failed(folder))? {
            let path = entry.map_err(failed(folder))?.path();
            if path.extension().is_some_and(|e| e == "txt") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                let text = fs::read_to_string(&path).map_err(failed(&path))?;
                tables = tables.with(name.into_owned(), text);
            }
        }
        Ok(tables)
    }

    /// The language that the tables were given for.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The names of the tables, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(name, _)| &**name)
    }

    /// A table by its name.
    ///
    /// # Errors
    /// [`TableError::Missing`].
    pub fn table(&self, name: &str) -> Result<Table<'_>, TableError> {
        let at = self
            .texts
            .binary_search_by(|(other, _)| (**other).cmp(name));
        let missing = |_| TableError::Missing {
            language: self.language.clone().into_owned(),
            table: name.to_owned(),
        };
        let (name, text) = &self.texts[at.map_err(missing)?];
        Ok(Table::new(name, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_table_takes_the_place() {
        let tables = Tables::embedded("en", [("b", "1"), ("a", "2")]).with("b", "3");
        assert_eq!(tables.names().collect::<Vec<_>>(), ["a", "b"]);
        let rows: Vec<_> = tables.table("b").unwrap().rows().collect();
        assert_eq!(rows, ["3"]);
        assert_eq!(tables.language(), "en");
        let both = tables.and(Tables::embedded("xx", [("c", "4"), ("a", "5")]));
        assert_eq!(both.names().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(both.table("a").unwrap().rows().next(), Some("5"));
    }

    #[test]
    fn a_folder_is_a_language() {
        let folder = std::env::temp_dir().join(format!("lexicon-{}", std::process::id()));
        let language = folder.join("xx");
        fs::create_dir_all(&language).unwrap();
        fs::write(language.join("words.txt"), "eins zwei\n").unwrap();
        fs::write(language.join("README.md"), "not a table").unwrap();
        let tables = Tables::load(&language).unwrap();
        assert_eq!(tables.language(), "xx");
        assert_eq!(tables.names().collect::<Vec<_>>(), ["words"]);
        fs::remove_dir_all(&folder).unwrap();
        assert!(matches!(
            Tables::load(&language),
            Err(TableError::Io { .. })
        ));
    }
}
