use newsgraph_lexicon::{TableError, Tables, WordSet};
use newsgraph_linear::hash_bytes;

/// The form of names under which facts and countries are looked up.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    articles: WordSet,
}

impl Names {
    /// Reads the group `article` of the table `relation_words`.
    ///
    /// # Errors
    /// [`TableError`] where table or group is missing.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let articles = tables.table("relation_words")?.group("article")?;
        Ok(Self { articles })
    }

    /// The name in small letters, without full stops and a first article.
    pub(crate) fn key(&self, name: &str) -> String {
        let key = name.replace('.', "").to_lowercase();
        match key.split_once(' ') {
            Some((first, rest)) if self.articles.contains(first) => rest.to_owned(),
            _ => key,
        }
    }

    /// The hash by which facts know a name.
    pub(crate) fn hash(&self, name: &str) -> u64 {
        hash_bytes(self.key(name).as_bytes())
    }
}

/// The hash by which facts know a country.
pub(crate) fn country_hash(number: u16) -> u64 {
    hash_bytes(&number.to_le_bytes()) ^ 1
}
