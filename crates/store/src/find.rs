use crate::names::forms;
use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, Row};

/// An entity across documents.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GraphEntity {
    /// Its number in the graph, which stays while its members stay.
    pub id: i64,
    /// The name to show for it.
    pub name: String,
    /// The label that most documents give it.
    pub label: String,
    /// Whether some document names it, and does not only describe it or point at it.
    pub named: bool,
    /// In how many documents it stands.
    pub documents: u64,
    /// Its id in a gazetteer.
    pub link: Option<String>,
}

impl GraphEntity {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            label: row.get("label")?,
            named: row.get("named")?,
            documents: row.get("documents")?,
            link: row.get("link")?,
        })
    }
}

impl Store {
    /// The entity across documents of this number; `None` where there is none.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn entity(&self, id: i64) -> Result<Option<GraphEntity>, StoreError> {
        let mut row = self
            .connection()
            .prepare_cached("SELECT * FROM graph_entities WHERE id = ?")?;
        Ok(row.query_row([id], GraphEntity::of).optional()?)
    }

    /// The entities across documents that some text calls by this name, whatever its case, accents and marks; where there
    /// are none, those that some text calls so without the ending of possession, the title or the article. Those of
    /// most documents come first, then by their numbers.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn entities_called(&self, name: &str) -> Result<Vec<GraphEntity>, StoreError> {
        self.first_called("n.folded = ?", name)
    }

    /// The entities across documents that have this name as a part of theirs, in whole words, compared and in the order as
    /// [`Store::entities_called`] has them; these are among them.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn entities_with(&self, part: &str) -> Result<Vec<GraphEntity>, StoreError> {
        self.first_called("instr(' ' || n.folded || ' ', ' ' || ? || ' ')", part)
    }

    /// The entities across documents that some text calls by this name, else those that have it as a part of theirs.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn entities_named(&self, name: &str) -> Result<Vec<GraphEntity>, StoreError> {
        let called = self.entities_called(name)?;
        if called.is_empty() {
            return self.entities_with(name);
        }
        Ok(called)
    }

    fn first_called(&self, condition: &str, name: &str) -> Result<Vec<GraphEntity>, StoreError> {
        for form in forms(name) {
            let found = self.called(condition, &form)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// The entities across documents that have this id of a gazetteer, those of most documents first, then by their numbers.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn entities_linked(&self, link: &str) -> Result<Vec<GraphEntity>, StoreError> {
        let sql = "SELECT * FROM graph_entities WHERE link = ? ORDER BY documents DESC, id";
        let mut rows = self.connection().prepare_cached(sql)?;
        let rows = rows.query_map([link], GraphEntity::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn called(&self, condition: &str, name: &str) -> Result<Vec<GraphEntity>, StoreError> {
        let sql = format!(
            "SELECT * FROM graph_entities WHERE id IN (SELECT e.graph_entity FROM names AS n \
             JOIN entities AS e ON e.key = n.entity WHERE {condition}) ORDER BY documents DESC, id"
        );
        let mut rows = self.connection().prepare_cached(&sql)?;
        let rows = rows.query_map([name], GraphEntity::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The names that texts use for an entity across documents, in lower case, each with the number of documents that
    /// use it, most first, then by their letters.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn names_of(&self, id: i64) -> Result<Vec<(String, u64)>, StoreError> {
        let sql = "SELECT n.name, count(DISTINCT e.document) FROM entities AS e JOIN names AS n ON n.entity = e.key \
                   WHERE e.graph_entity = ? GROUP BY n.name ORDER BY 2 DESC, 1";
        let mut rows = self.connection().prepare_cached(sql)?;
        let rows = rows.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The ids of the documents that an entity across documents stands in, in their order.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn documents_of(&self, id: i64) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT d.id FROM entities AS e JOIN documents AS d ON d.key = e.document \
                   WHERE e.graph_entity = ? ORDER BY d.id";
        let mut rows = self.connection().prepare_cached(sql)?;
        let rows = rows.query_map([id], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entities across documents that stand in a document, in the order of its entities.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn entities_in(&self, document: &str) -> Result<Vec<GraphEntity>, StoreError> {
        let sql = "SELECT g.* FROM documents AS d JOIN entities AS e ON e.document = d.key \
                   JOIN graph_entities AS g ON g.id = e.graph_entity WHERE d.id = ? ORDER BY e.entity";
        let mut rows = self.connection().prepare_cached(sql)?;
        let rows = rows.query_map([document], GraphEntity::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The labels of all relations, in order.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn relation_labels(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT label FROM relations ORDER BY label";
        let mut rows = self.connection().prepare_cached(sql)?;
        let rows = rows.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
