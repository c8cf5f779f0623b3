//! Relations that do not agree: one that some deny, and others of which one can hold at a time.

use super::twins::speaker;
use super::words::{Alone, ConflictWords};
use super::{About, ConflictKind, Found, Stated};
use crate::OutError;
use crate::texts::Texts;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};

/// A relation as a document states it.
#[derive(Clone)]
struct Stating {
    subject: i64,
    object: i64,
    /// The subject and the object as the document has them.
    ends: [i64; 2],
    /// The names of both ends.
    names: [String; 2],
    holds: Holds,
    role: Option<[i64; 2]>,
    stated: Stated,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Now,
    Former,
    Denied,
    /// Not yet, or not for certain.
    Open,
}

/// All pairs of relations that do not agree.
pub(super) fn find(connection: &Connection, words: &ConflictWords) -> Result<Vec<Found>, OutError> {
    let mut labels = connection.prepare("SELECT DISTINCT label FROM relations ORDER BY label")?;
    let labels = labels.query_map([], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for label in labels.collect::<Result<Vec<_>, _>>()? {
        let mut all = read(connection, &label)?;
        if words.mutual.contains(&label) {
            all.iter_mut().for_each(Stating::turn);
        }
        let from = found.len();
        judge(&label, &all, &mut found);
        if let Some(&alone) = words.relations.get(&label) {
            if words.mutual.contains(&label) {
                let turned = all.clone().into_iter().map(Stating::turned);
                all.extend(turned.collect::<Vec<_>>());
            }
            let mut changes = Vec::new();
            let succeeded = judge_alone(connection, words, (&label, alone), all, &mut changes)?;
            // That one has gone is told with who has come.
            let own = found.split_off(from);
            found.extend(
                own.into_iter()
                    .filter(|one| !is_succession(one, &succeeded)),
            );
            found.extend(changes);
        }
    }
    Ok(found)
}

fn read(connection: &Connection, label: &str) -> Result<Vec<Stating>, OutError> {
    let mut rows = connection.prepare_cached(
        "SELECT s.graph_entity AS subject, o.graph_entity AS object, sg.name AS subject_name, og.name AS object_name,
            r.status, r.negated, r.hedged, r.role_start, r.role_end,
            r.document, d.id, d.date, r.start, r.\"end\", r.quote, r.claimant
         FROM relations AS r JOIN documents AS d ON d.key = r.document
         JOIN entities AS s ON s.document = r.document AND s.entity = r.subject
         JOIN entities AS o ON o.document = r.document AND o.entity = r.object
         JOIN graph_entities AS sg ON sg.id = s.graph_entity
         JOIN graph_entities AS og ON og.id = o.graph_entity
         WHERE r.label = ? ORDER BY d.date, d.id, r.relation",
    )?;
    let rows = rows.query_map([label], stating)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn stating(row: &Row<'_>) -> rusqlite::Result<Stating> {
    let status: String = row.get("status")?;
    let holds = match (&*status, row.get("negated")?, row.get("hedged")?) {
        (_, _, true) => Holds::Open,
        ("denied", _, _) | (_, true, _) => Holds::Denied,
        ("now", ..) => Holds::Now,
        ("former", ..) => Holds::Former,
        _ => Holds::Open,
    };
    let role: (Option<i64>, Option<i64>) = (row.get("role_start")?, row.get("role_end")?);
    let ends = [row.get("subject")?, row.get("object")?];
    Ok(Stating {
        subject: ends[0],
        object: ends[1],
        ends,
        names: [row.get("subject_name")?, row.get("object_name")?],
        holds,
        role: role.0.zip(role.1).map(<[i64; 2]>::from),
        stated: Stated {
            document: row.get("document")?,
            id: row.get("id")?,
            date: row.get("date")?,
            start: row.get("start")?,
            end: row.get("end")?,
            quote: row.get("quote")?,
            claimant: row.get("claimant")?,
            words: None,
        },
    })
}

impl Stating {
    fn about(&self, label: &str) -> About {
        let [subject, object] = self.ends.map(Some);
        About::Relation(label.to_owned(), subject, object)
    }

    /// The relation with its ends the other way round.
    fn turned(mut self) -> Self {
        std::mem::swap(&mut self.subject, &mut self.object);
        self.names.reverse();
        self
    }

    /// Puts the ends of a relation that holds both ways in the order of their ids.
    fn turn(&mut self) {
        if self.subject > self.object {
            *self = self.clone().turned();
        }
    }
}

/// What is denied by one and said by another, and what is over, of each two ends.
fn judge(label: &str, all: &[Stating], found: &mut Vec<Found>) {
    let mut by_ends: BTreeMap<(i64, i64), Vec<&Stating>> = BTreeMap::new();
    for stating in all {
        by_ends
            .entry((stating.subject, stating.object))
            .or_default()
            .push(stating);
    }
    for all in by_ends.into_values() {
        denied(&all, label, found);
        over(&all, label, found);
    }
}

/// Each denial, once for each document, with the statement nearest before it, else after it.
fn denied(all: &[&Stating], label: &str, found: &mut Vec<Found>) {
    let mut told = BTreeSet::new();
    let mut said: Option<&Stating> = None;
    let mut waiting: Vec<&Stating> = Vec::new();
    let mut tell = |one: &Stating, other: &Stating| {
        if !same_voice(&one.stated, &other.stated) {
            found.push(Found {
                kind: ConflictKind::Denied,
                about: one.about(label),
                sides: [one.stated.clone(), other.stated.clone()],
            });
        }
    };
    for stating in all {
        match (stating.holds, said) {
            (Holds::Now, _) => {
                waiting.drain(..).for_each(|denial| tell(denial, stating));
                said = Some(stating);
            }
            (Holds::Denied, _) if !told.insert(stating.stated.document) => {}
            (Holds::Denied, Some(said)) => tell(said, stating),
            (Holds::Denied, None) => waiting.push(stating),
            _ => {}
        }
    }
}

/// Whether two statements are the same one's in the same document.
fn same_voice(one: &Stated, other: &Stated) -> bool {
    one.document == other.document
        && (one.quote.is_some(), one.claimant) == (other.quote.is_some(), other.claimant)
}

/// Where what held is over, or the other way round.
fn over(all: &[&Stating], label: &str, found: &mut Vec<Found>) {
    let timed = all
        .iter()
        .filter(|s| matches!(s.holds, Holds::Now | Holds::Former));
    let mut before: Option<&Stating> = None;
    for stating in timed {
        if let Some(last) = before.filter(|last| last.holds != stating.holds)
            && let Some([from, to]) = last.stated.days(&stating.stated)
            && from < to
        {
            found.push(Found {
                kind: ConflictKind::Changed,
                about: last.about(label),
                sides: [last.stated.clone(), stating.stated.clone()],
            });
        }
        before = Some(stating);
    }
}

/// Where another has the place of one that is alone; gives the ends of those whose place another has now.
fn judge_alone(
    connection: &Connection,
    words: &ConflictWords,
    (label, alone): (&str, Alone),
    all: Vec<Stating>,
    found: &mut Vec<Found>,
) -> Result<BTreeSet<[i64; 2]>, OutError> {
    let mut succeeded = BTreeSet::new();
    let mut texts = Texts::new(connection);
    let mut by_place: BTreeMap<(i64, String), Vec<Stating>> = BTreeMap::new();
    for stating in all.into_iter().filter(|s| s.holds == Holds::Now) {
        let role = match (alone.role, stating.role) {
            (false, _) => String::new(),
            (true, Some([start, end])) => {
                words.role(texts.of(stating.stated.document)?.words(start, end))
            }
            (true, None) => continue,
        };
        let fixed = if alone.subject {
            stating.object
        } else {
            stating.subject
        };
        by_place.entry((fixed, role)).or_default().push(stating);
    }
    for ((fixed, _), all) in by_place {
        let ends = if alone.subject {
            [None, Some(fixed)]
        } else {
            [Some(fixed), None]
        };
        let about = About::Relation(label.to_owned(), ends[0], ends[1]);
        let from = found.len();
        let pairs = others(connection, &all, alone, &about, found)?;
        let changed = found[from..].iter().zip(pairs);
        let changed = changed.filter(|(found, _)| found.kind == ConflictKind::Changed);
        succeeded.extend(changed.map(|(_, ends)| ends));
    }
    Ok(succeeded)
}

/// Whether a change is the end of a relation that another has taken the place of.
fn is_succession(one: &Found, succeeded: &BTreeSet<[i64; 2]>) -> bool {
    match one.about {
        About::Relation(_, Some(subject), Some(object)) => {
            one.kind == ConflictKind::Changed && succeeded.contains(&[subject, object])
        }
        _ => false,
    }
}

/// Adds those that cannot hold beside one another, and gives the ends of the first of each two.
fn others(
    connection: &Connection,
    all: &[Stating],
    alone: Alone,
    about: &About,
    found: &mut Vec<Found>,
) -> Result<Vec<[i64; 2]>, OutError> {
    let mut firsts = Vec::new();
    let end = |s: &Stating| if alone.subject { s.subject } else { s.object };
    let mut told = BTreeSet::new();
    for pair in all.windows(2) {
        let [one, other] = pair else { continue };
        let ends = [end(one), end(other)];
        let same = one.stated.document == other.stated.document;
        if ends[0] == ends[1] || same || !told.insert(ends) || may_be_one(one, other, alone) {
            continue;
        }
        let kind = match one.stated.days(&other.stated) {
            _ if alone.fixed => ConflictKind::Contradicted,
            Some([from, to]) if from < to => ConflictKind::Changed,
            Some(_) => ConflictKind::Contradicted,
            None if two_speak(connection, [one, other])? => ConflictKind::Contradicted,
            None => continue,
        };
        // Of two places that one text names together, one may lie in the other.
        if alone.fixed && stand_together(connection, ends)? {
            continue;
        }
        firsts.push(one.ends);
        found.push(Found {
            kind,
            about: about.clone(),
            sides: [one.stated.clone(), other.stated.clone()],
        });
    }
    Ok(firsts)
}

/// Whether two are told to be the speakers of these: without days, what two articles tell may have been so one after the
/// other.
fn two_speak(connection: &Connection, sides: [&Stating; 2]) -> Result<bool, OutError> {
    let [one, other] = sides.map(|side| speaker(connection, &side.stated));
    Ok(matches!((one?, other?), (Some(a), Some(b)) if a != b))
}

/// Whether the names of two have a word in common, so that they may be one that was not known to be.
fn may_be_one(one: &Stating, other: &Stating, alone: Alone) -> bool {
    let words = |s: &Stating| -> BTreeSet<String> {
        let name = &s.names[usize::from(!alone.subject)];
        name.split_whitespace().map(str::to_lowercase).collect()
    };
    !words(one).is_disjoint(&words(other))
}

/// Whether some document names both.
fn stand_together(connection: &Connection, ends: [i64; 2]) -> Result<bool, OutError> {
    let mut row = connection.prepare_cached(
        "SELECT 1 FROM entities AS a JOIN entities AS b ON b.document = a.document
         WHERE a.graph_entity = ? AND b.graph_entity = ? LIMIT 1",
    )?;
    Ok(row.exists(ends)?)
}
