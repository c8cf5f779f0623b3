//! Questions in plain forms.

use crate::answer::{self, Fact};
use crate::{Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use std::cmp::Reverse;

/// What is asked of a graph. What is left as it is asks nothing; all that is asked must hold of a fact.
///
/// Entities across documents are given by their numbers; where several are given, one of them will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// Who says it, alone or with others: of a relation who claims it.
    pub speaker: Vec<i64>,
    /// To whom it is said. No relation is an answer then.
    pub addressee: Vec<i64>,
    /// What it is about: a quote mentions it, a relation has it at one end.
    pub about: Vec<i64>,
    /// Words that all stand in the quote, or in the words that a relation was read from, in any order and case. Nothing
    /// answers where there is no word among them.
    pub words: Option<String>,
    /// Who has to do with it in any way: says or hears it, is mentioned in it, or is an end of it.
    pub entity: Vec<i64>,
    /// The label of a relation. No quote is an answer then.
    pub relation: Option<String>,
    /// The first day of its document, or the first of a month or year: `2021-01-15`, `2021-01`, `2021`. Documents
    /// without a date are no answer where a day is asked for.
    pub since: Option<String>,
    /// The last day, or the month or year that it ends with.
    pub until: Option<String>,
    /// How many answers are given [`None`: all].
    pub limit: Option<usize>,
}

/// Facts that answer a question, the newest first; those of one day by the ids of their documents and in text order.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Answers {
    /// How many there are.
    pub total: usize,
    /// The first of them.
    pub facts: Vec<Fact>,
}

/// Where a fact stands in the order of answers, and which one it is.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    date: Reverse<Option<String>>,
    document: String,
    start: i64,
    is_relation: bool,
    key: i64,
}

impl Store {
    /// The quotes and relations that answer a question.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn ask(&self, question: &Question) -> Result<Answers, StoreError> {
        let _snapshot = self.snapshot()?;
        let mut places = Vec::new();
        if question.relation.is_none() {
            self.find(&Sieve::of_quotes(question), false, &mut places)?;
        }
        if question.addressee.is_empty() {
            self.find(&Sieve::of_relations(question), true, &mut places)?;
        }
        places.sort_unstable();
        let most = question.limit.unwrap_or(places.len());
        let facts = places.iter().take(most).map(|place| {
            if place.is_relation {
                answer::relation(self.connection(), place.key)
            } else {
                answer::quote(self.connection(), place.key)
            }
        });
        Ok(Answers {
            total: places.len(),
            facts: facts.collect::<Result<_, _>>()?,
        })
    }

    fn find(
        &self,
        sieve: &Sieve,
        is_relation: bool,
        into: &mut Vec<Place>,
    ) -> Result<(), StoreError> {
        let table = if is_relation { "relations" } else { "quotes" };
        let conditions = sieve.conditions.join(" AND ");
        let sql = format!(
            "SELECT d.date, d.id, f.start, f.key FROM {table} AS f JOIN documents AS d ON d.key = f.document \
             WHERE {conditions}"
        );
        let mut rows = self.connection().prepare_cached(&sql)?;
        let place = |row: &Row<'_>| {
            Ok(Place {
                date: Reverse(row.get(0)?),
                document: row.get(1)?,
                start: row.get(2)?,
                is_relation,
                key: row.get(3)?,
            })
        };
        for row in rows.query_map(params_from_iter(&sieve.values), place)? {
            into.push(row?);
        }
        Ok(())
    }
}

/// Those who say a quote `f`, or hear it.
const TAKES_PART: &str = "EXISTS (SELECT 1 FROM participants AS p JOIN entities AS e \
    ON e.document = p.document AND e.entity = p.entity WHERE p.document = f.document AND p.quote = f.quote \
    AND p.part = {part} AND e.graph_entity IN ({ids}))";

/// What is mentioned in a quote `f`.
const MENTIONED: &str = "EXISTS (SELECT 1 FROM json_each(f.content) AS s JOIN mentions AS m \
    ON m.start >= s.value ->> 0 AND m.\"end\" <= s.value ->> 1 JOIN entities AS e \
    ON e.document = m.document AND e.entity = m.entity WHERE m.document = f.document AND e.graph_entity IN ({ids}))";

/// The entity of a column of a relation `f`.
const IS_END: &str = "EXISTS (SELECT 1 FROM entities AS e WHERE e.document = f.document AND e.entity = f.{end} \
    AND e.graph_entity IN ({ids}))";

/// Documents that an entity stands in, which spares looking at others.
const STANDS_IN: &str =
    "f.document IN (SELECT document FROM entities WHERE graph_entity IN ({ids}))";

/// Conditions on a fact, with their values in order.
struct Sieve {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Sieve {
    fn of_quotes(question: &Question) -> Self {
        let mut sieve = Self::of_both(question, "quote_words");
        let said = TAKES_PART.replace("{part}", "'speaker'");
        let heard = TAKES_PART.replace("{part}", "'addressee'");
        sieve.entities(&question.speaker, &[&said]);
        sieve.entities(&question.addressee, &[&heard]);
        sieve.entities(&question.about, &[MENTIONED]);
        sieve.entities(&question.entity, &[&said, &heard, MENTIONED]);
        sieve
    }

    fn of_relations(question: &Question) -> Self {
        let mut sieve = Self::of_both(question, "relation_words");
        let [subject, object, claimant] =
            ["subject", "object", "claimant"].map(|end| IS_END.replace("{end}", end));
        sieve.entities(&question.speaker, &[&claimant]);
        sieve.entities(&question.about, &[&subject, &object]);
        sieve.entities(&question.entity, &[&subject, &object, &claimant]);
        if let Some(label) = &question.relation {
            sieve.holds("f.label = ?", label);
        }
        sieve
    }

    fn of_both(question: &Question, words: &str) -> Self {
        let mut sieve = Self {
            conditions: vec!["1".to_owned()],
            values: Vec::new(),
        };
        if let Some(since) = &question.since {
            sieve.holds("d.date >= ?", since);
        }
        if let Some(until) = &question.until {
            sieve.holds("substr(d.date, 1, length(?1)) <= ?1", until);
        }
        if let Some(asked) = &question.words {
            let words_of = matching(asked);
            let condition = format!("f.key IN (SELECT rowid FROM {words} WHERE {words} MATCH ?)");
            match &*words_of {
                "" => sieve.conditions.push("0".to_owned()),
                words => sieve.holds(&condition, words),
            }
        }
        sieve
    }

    /// Adds a condition with one value; its place may stand in it as `?1`.
    fn holds(&mut self, condition: &str, value: &str) {
        self.values.push(Value::Text(value.to_owned()));
        let place = format!("?{}", self.values.len());
        let condition = condition.replace("?1", "?").replace('?', &place);
        self.conditions.push(condition);
    }

    /// Adds that one of the conditions must hold of one of the entities.
    fn entities(&mut self, ids: &[i64], any: &[&str]) {
        if ids.is_empty() {
            return;
        }
        let list: Vec<String> = ids.iter().map(i64::to_string).collect();
        let list = list.join(", ");
        let any: Vec<String> = any
            .iter()
            .map(|condition| condition.replace("{ids}", &list))
            .collect();
        self.conditions.push(STANDS_IN.replace("{ids}", &list));
        self.conditions.push(format!("({})", any.join(" OR ")));
    }
}

/// Words as full text wants them: each as it is, whatever signs it holds.
fn matching(words: &str) -> String {
    // What is asked for ends at a NUL.
    let words = words.split(|c: char| c.is_whitespace() || c == '\0');
    let words = words.filter(|word| !word.is_empty());
    let quoted = words.map(|word| format!("\"{}\"", word.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(" ")
}
