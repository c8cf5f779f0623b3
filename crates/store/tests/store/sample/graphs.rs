//! What graphs hold, for those tests that compare them.

use super::Tested;
use newsgraph_store::{Cell, QueryError, Store};
use std::error::Error;
use std::path::Path;

/// All that a graph holds, without the numbers that tell in which order it came.
pub(crate) fn dump(store: &Store) -> Result<Vec<String>, Box<dyn Error>> {
    const QUERIES: [&str; 9] = [
        "SELECT id, date, text, recipe, hex(tokens) FROM documents ORDER BY id",
        "SELECT d.id, l.layer, m.component, m.model FROM layers AS l JOIN makers AS m ON m.key = l.maker \
         JOIN documents AS d ON d.key = l.document ORDER BY 1, 2",
        "SELECT d.id, s.sentence, s.paragraph, s.start, s.\"end\", s.tokens FROM sentences AS s \
         JOIN documents AS d ON d.key = s.document ORDER BY 1, 2",
        "SELECT d.id, e.entity, e.name, e.label, e.nth, e.named, e.profile, g.name, g.label, g.documents, \
         (SELECT group_concat(od.id || ' ' || o.entity, ';' ORDER BY od.id, o.entity) FROM entities AS o \
         JOIN documents AS od ON od.key = o.document WHERE o.graph_entity = e.graph_entity) \
         FROM entities AS e JOIN documents AS d ON d.key = e.document \
         LEFT JOIN graph_entities AS g ON g.id = e.graph_entity ORDER BY 1, 2",
        "SELECT d.id, e.entity, k.key FROM identity_keys AS k JOIN entities AS e ON e.key = k.entity \
         JOIN documents AS d ON d.key = e.document ORDER BY 1, 2, 3",
        "SELECT d.id, e.entity, n.name FROM names AS n JOIN entities AS e ON e.key = n.entity \
         JOIN documents AS d ON d.key = e.document ORDER BY 1, 2, 3",
        "SELECT document, mention, words, start, label, kind, value, entity FROM mentioned ORDER BY 1, 2",
        "SELECT document, quote, position, words, content, cue, speaker, addressee, claimant, score FROM said \
         ORDER BY 1, 2, 3",
        "SELECT document, relation, label, subject, object, words, status, claimant FROM related ORDER BY 1, 2",
    ];
    let mut rows = Vec::new();
    for query in QUERIES {
        store.query(query, |_, cells| {
            rows.push(format!("{cells:?}"));
            Ok::<(), QueryError>(())
        })?;
    }
    Ok(rows)
}

pub(crate) fn number(store: &Store, query: &str) -> Result<i64, QueryError> {
    let mut number = -1;
    store.query(query, |_, cells| {
        if let [Cell::Integer(found)] = cells {
            number = *found;
        }
        Ok::<(), QueryError>(())
    })?;
    Ok(number)
}

/// What must hold of every graph.
pub(crate) fn check(path: &Path) -> Tested {
    let store = Store::open_read_only(path)?;
    let mut faults = Vec::new();
    for query in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
        store.query(query, |_, cells| {
            faults.push(format!("{cells:?}"));
            Ok::<(), QueryError>(())
        })?;
    }
    assert_eq!(faults, ["[Text(\"ok\")]"]);
    for (words, table) in [("quote_words", "quotes"), ("relation_words", "relations")] {
        let count = |of: &str| number(&store, &format!("SELECT count(*) FROM {of}"));
        assert_eq!(
            count(&format!("{words}_docsize"))?,
            count(table)?,
            "{words}"
        );
    }
    let lost = "SELECT count(*) FROM graph_entities WHERE id NOT IN (SELECT graph_entity FROM entities \
                WHERE graph_entity IS NOT NULL)";
    assert_eq!(number(&store, lost)?, 0);
    Ok(())
}
