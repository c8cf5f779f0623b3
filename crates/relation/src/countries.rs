use crate::names::Names;
use newsgraph_lexicon::{TableError, Tables, WordSet};
use std::collections::HashMap;

/// Countries and regions by their names, and by the words for what is from there.
#[derive(Clone, Debug)]
pub(crate) struct Countries {
    keys: Names,
    names: HashMap<String, u16>,
    demonyms: HashMap<String, u16>,
    plural_endings: WordSet,
}

impl Countries {
    /// Reads the tables `demonyms`, where a country's number is that of its row, and `relation_words`.
    ///
    /// # Errors
    /// [`TableError`] where one of them, or a group, is missing.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let keys = Names::from_tables(tables)?;
        let (mut names, mut demonyms) = (HashMap::new(), HashMap::new());
        for (id, row) in (0..).zip(tables.table("demonyms")?.rows()) {
            let (countries, people) = row.split_once(';').unwrap_or((row, ""));
            let key = |word: &str| Some((keys.key(word), id)).filter(|(key, _)| !key.is_empty());
            names.extend(countries.split('|').filter_map(key));
            demonyms.extend(people.split(',').filter_map(key));
        }
        let plural_endings = tables.table("relation_words")?.group("plural_ending")?;
        Ok(Self {
            keys,
            names,
            demonyms,
            plural_endings,
        })
    }

    /// The number of the country or region that has this name.
    pub(crate) fn country(&self, name: &str) -> Option<u16> {
        self.names.get(&self.keys.key(name)).copied()
    }

    /// The number of the country or region that this adjective or people is from.
    pub(crate) fn demonym(&self, word: &str) -> Option<u16> {
        let key = self.keys.key(word);
        let endings = self.plural_endings.iter();
        let mut singular = endings.filter_map(|ending| key.strip_suffix(ending));
        let found = self.demonyms.get(&key);
        found
            .or_else(|| singular.find_map(|word| self.demonyms.get(word)))
            .copied()
    }
}
