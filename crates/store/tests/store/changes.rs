//! What replacing and withdrawing leave, and what they do to entities across documents.

use crate::sample::graphs::{check, dump, number};
use crate::sample::{ARTICLES, Folder, Tested, annotated, document, documents, orders};
use newsgraph::document::Document;
use newsgraph::english;
use newsgraph_store::{Added, DecisionError, QueryError, Question, Store, StoreError};
use std::collections::BTreeSet;
use std::error::Error;

fn graph_of<'a>(
    folder: &Folder,
    documents: impl IntoIterator<Item = &'a Document>,
) -> Result<Store, Box<dyn Error>> {
    let _ = std::fs::remove_file(folder.graph());
    let mut store = Store::open(folder.graph())?;
    for document in documents {
        store.add(document)?;
    }
    store.settle()?;
    Ok(store)
}

#[test]
fn any_order_gives_the_same_graph() -> Tested {
    let documents = documents()?;
    let documents = &documents[..4];
    let folder = Folder::new("order")?;
    let expected = dump(&graph_of(&folder, documents)?)?;
    for order in orders(documents.len()) {
        let ordered = order.iter().map(|&at| &documents[at]);
        let found = dump(&graph_of(&folder, ordered)?)?;
        assert_eq!(found, expected, "{order:?}");
        check(&folder.graph())?;
    }
    Ok(())
}

#[test]
fn settling_after_each_is_settling_once() -> Tested {
    let documents = documents()?;
    let folder = Folder::new("each")?;
    let expected = dump(&graph_of(&folder, &documents)?)?;
    std::fs::remove_file(folder.graph())?;
    let mut store = Store::open(folder.graph())?;
    for document in &documents {
        store.add(document)?;
        store.settle()?;
    }
    assert_eq!(dump(&store)?, expected);
    Ok(())
}

#[test]
fn what_is_withdrawn_leaves_nothing() -> Tested {
    let documents = documents()?;
    let folder = Folder::new("withdrawn")?;
    for gone in 0..documents.len() {
        let rest = || {
            documents
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != gone)
                .map(|(_, d)| d)
        };
        let expected = dump(&graph_of(&folder, rest())?)?;
        let mut store = graph_of(&folder, &documents)?;
        assert!(store.withdraw(documents[gone].id())?);
        assert!(!store.withdraw(documents[gone].id())?);
        store.settle()?;
        assert_eq!(dump(&store)?, expected, "{}", documents[gone].id());
        check(&folder.graph())?;
        // It comes back as if it had never gone.
        assert_eq!(store.add(&documents[gone])?, Added::New);
        store.settle()?;
        let back = dump(&store)?;
        assert_eq!(back, dump(&graph_of(&folder, &documents)?)?);
    }
    Ok(())
}

#[test]
fn what_is_replaced_replaces_its_own_rows() -> Tested {
    let pipeline = english()?;
    let mut documents = documents()?;
    let folder = Folder::new("replaced")?;
    let mut store = graph_of(&folder, &documents)?;
    let rows = |store: &Store| number(store, "SELECT max(key) FROM quotes WHERE document <> 2");
    let (before, hartwick) = (rows(&store)?, only(&store, "lena hartwick")?);
    let (id, date, text) = ARTICLES[1];
    let text = text
        .replace("forty years", "fifty years")
        .replace("Ask the people", "Go and ask them");
    documents[1] = annotated(&pipeline, id, date, &text)?;
    assert_eq!(store.add(&documents[1])?, Added::Replaced);
    store.settle()?;
    assert_eq!(rows(&store)?, before, "rows of others are not written anew");
    assert_eq!(
        only(&store, "lena hartwick")?,
        hartwick,
        "numbers stay where members stay"
    );
    let found = dump(&store)?;
    assert_eq!(found, dump(&graph_of(&folder, &documents)?)?);
    check(&folder.graph())?;
    // Another date alone is another version.
    let mut store = graph_of(&folder, &documents)?;
    let later = documents[0].clone().with_date(Some("2031-03-04".parse()?));
    assert_eq!(store.add(&later)?, Added::Replaced);
    assert_eq!(
        store
            .documents()?
            .iter()
            .find(|(id, _)| id == "dam-1")
            .map(|(_, date)| *date),
        Some(later.date())
    );
    Ok(())
}

fn only(store: &Store, name: &str) -> Result<i64, Box<dyn Error>> {
    let found = store.entities_named(name)?;
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    Ok(found[0].id)
}

#[test]
fn decisions_are_kept() -> Tested {
    let pipeline = english()?;
    let documents = documents()?;
    let folder = Folder::new("decisions")?;
    let mut store = graph_of(&folder, &documents)?;
    let hartwick = only(&store, "Lena Hartwick")?;
    let places = store.documents_of(hartwick)?;
    assert_eq!(places, ["dam-1", "dam-2", "dam-3"]);
    let other = store.split(hartwick, &["dam-3"])?;
    assert_ne!(other, hartwick);
    assert_eq!(store.documents_of(other)?, ["dam-3"]);
    assert_eq!(store.documents_of(hartwick)?, ["dam-1", "dam-2"]);
    // It outlives the document's next version, and its withdrawal.
    let (id, date, text) = ARTICLES[2];
    let next = annotated(&pipeline, id, date, &format!("{text} It rained."))?;
    assert_eq!(store.add(&next)?, Added::Replaced);
    store.settle()?;
    assert_eq!(store.documents_of(other)?, ["dam-3"]);
    store.withdraw("dam-3")?;
    store.settle()?;
    assert_eq!(store.entity(other)?, None);
    store.add(&next)?;
    store.settle()?;
    assert_eq!(store.entities_named("Lena Hartwick")?.len(), 2);
    // A merge makes a split void.
    let two: Vec<i64> = store
        .entities_named("Lena Hartwick")?
        .iter()
        .map(|e| e.id)
        .collect();
    let merged = store.merge(two[0], two[1])?;
    assert_eq!(store.documents_of(merged)?, places);
    assert_eq!(only(&store, "Lena Hartwick")?, merged);
    // Those whose names have nothing in common are one as well.
    let (brell, falk) = (only(&store, "Tomas Brell")?, only(&store, "Ines Falk")?);
    let both = store.merge(brell, falk)?;
    assert_eq!(
        store.documents_of(both)?,
        ["dam-1", "dam-2", "dam-3", "other"]
    );
    store.withdraw("dam-1")?;
    store.settle()?;
    assert_eq!(store.documents_of(both)?, ["dam-2", "dam-3", "other"]);
    let falk = store.split(both, &["other"])?;
    assert_eq!(store.documents_of(falk)?, ["other"]);
    check(&folder.graph())?;
    assert!(store.merge(both, both).is_err());
    assert!(store.merge(both, 999).is_err());
    assert!(store.split(falk, &["other"]).is_err(), "nothing is left");
    assert!(store.split(both, &["none"]).is_err());
    Ok(())
}

#[test]
fn decisions_are_taken_back() -> Tested {
    let documents = documents()?;
    let folder = Folder::new("undo")?;
    let mut store = graph_of(&folder, &documents)?;
    let before = dump(&store)?;
    let number_of =
        |store: &Store| Ok::<_, StoreError>(store.decisions()?.last().map_or(0, |d| d.number));
    // Two of one article are parted again, which no split does.
    let (hartwick, brell) = (only(&store, "Lena Hartwick")?, only(&store, "Tomas Brell")?);
    store.merge(hartwick, brell)?;
    assert_eq!(only(&store, "Tomas Brell")?, only(&store, "Lena Hartwick")?);
    let merge = number_of(&store)?;
    store.undo(merge)?;
    assert_eq!(dump(&store)?, before);
    assert!(store.decisions()?.is_empty());
    // What a decision made void holds again: here a split, and then a merge.
    let (hartwick, brell) = (only(&store, "Lena Hartwick")?, only(&store, "Tomas Brell")?);
    let other = store.split(hartwick, &["dam-3"])?;
    let split = number_of(&store)?;
    assert!(split > merge, "numbers are not given twice");
    store.merge(hartwick, other)?;
    only(&store, "Lena Hartwick")?;
    store.undo(number_of(&store)?)?;
    assert_eq!(store.entities_named("Lena Hartwick")?.len(), 2);
    store.undo(split)?;
    assert_eq!(dump(&store)?, before);
    let falk = only(&store, "Ines Falk")?;
    let both = store.merge(brell, falk)?;
    let merge = number_of(&store)?;
    store.split(both, &["other"])?;
    let decided = store.decisions()?;
    assert!(
        decided[0]
            .one
            .iter()
            .any(|who| !who.holds && who.document == "other")
    );
    assert!(decided[1].apart && decided[1].others.iter().all(|who| who.holds));
    store.undo(number_of(&store)?)?;
    assert_eq!(only(&store, "Ines Falk")?, only(&store, "Tomas Brell")?);
    // It goes where its documents have gone, too.
    store.withdraw("other")?;
    store.undo(merge)?;
    store.add(&documents[4])?;
    store.settle()?;
    assert_eq!(dump(&store)?, before);
    assert!(matches!(
        store.undo(merge),
        Err(DecisionError::NoDecision(_))
    ));
    check(&folder.graph())
}

#[test]
fn names_are_found_as_they_are_typed() -> Tested {
    let pipeline = english()?;
    let folder = Folder::new("typed")?;
    let text = "Senator Maeve O’Brien met José Álvarez and Peter Hale in Calverton. “It is late,” O’Brien said. \
                Hale did not answer. Channel 7 News was there.";
    let store = graph_of(&folder, [&annotated(&pipeline, "a", "2031-03-02", text)?])?;
    let cases = [
        ("Maeve O'Brien", "Maeve O’Brien"),
        ("maeve obrien", "Maeve O’Brien"),
        ("Senator O’Brien", "Maeve O’Brien"),
        ("O'Brien's", "Maeve O’Brien"),
        ("Jose Alvarez", "José Álvarez"),
        ("ALVAREZ", "José Álvarez"),
        ("Mr. Hale", "Peter Hale"),
        ("Hale’s", "Peter Hale"),
        ("the Calverton", "Calverton"),
    ];
    for (typed, expected) in cases {
        let found = store.entities_named(typed)?;
        let found: Vec<&str> = found.iter().map(|entity| &*entity.name).collect();
        assert!(
            matches!(found[..], [name] if name.ends_with(expected)),
            "{typed}: {found:?}"
        );
    }
    for nobody in ["", " ", "’s", "Bri", "ale", "-"] {
        assert_eq!(store.entities_named(nobody)?, [], "{nobody:?}");
    }
    assert_eq!(store.entities_called("7")?, []);
    assert_eq!(store.entities_with("7")?.len(), 1);
    Ok(())
}

#[test]
fn questions_are_answered() -> Tested {
    let folder = Folder::new("questions")?;
    let store = graph_of(&folder, &documents()?)?;
    let (hartwick, brell) = (only(&store, "LENA  hartwick")?, only(&store, "Brell")?);
    let norvik = store
        .entities_named("Norvik Power")?
        .iter()
        .map(|entity| entity.id)
        .collect();
    let ask = |question: Question| -> Result<Vec<String>, Box<dyn Error>> {
        let answers = store.ask(&question)?;
        Ok(answers
            .facts
            .iter()
            .map(|fact| fact.source().words.clone())
            .collect())
    };
    let has = |facts: &[String], words: &str| facts.iter().any(|fact| fact.contains(words));
    let said = ask(Question {
        speaker: vec![brell],
        ..Question::default()
    })?;
    assert!(has(&said, "\"The dam is sound,\""), "{said:?}");
    assert!(has(&said, "no report was hidden"), "{said:?}");
    let before = ask(Question {
        speaker: vec![brell],
        until: Some("2031-03".into()),
        ..Question::default()
    })?;
    assert!(!has(&before, "no report was hidden"), "{before:?}");
    let since = ask(Question {
        speaker: vec![brell],
        since: Some("2031-04".into()),
        ..Question::default()
    })?;
    let all: BTreeSet<&String> = said.iter().collect();
    assert_eq!(all, since.iter().chain(&before).collect());
    let about = ask(Question {
        speaker: vec![hartwick],
        about: vec![brell],
        ..Question::default()
    })?;
    assert!(
        about
            .iter()
            .any(|words| words.contains("Brell had told her")),
        "{about:?}"
    );
    let words = ask(Question {
        words: Some("downstream PEOPLE".into()),
        ..Question::default()
    })?;
    assert_eq!(words, ["“Ask the people downstream,”"]);
    let relation = Question {
        relation: Some("accuses".into()),
        entity: norvik,
        ..Question::default()
    };
    assert_eq!(store.ask(&relation)?.total, 1);
    // Full text takes signs as they are.
    for words in [
        "\"",
        "sound OR",
        "a*",
        "NEAR(",
        "-",
        "(",
        "words:x",
        "\u{0}",
        "a\u{0}b",
        "",
        "。",
        "'; DROP TABLE quotes",
        "^a",
    ] {
        ask(Question {
            words: Some(words.into()),
            ..Question::default()
        })?;
    }
    let newest = store.ask(&Question {
        limit: Some(1),
        ..Question::default()
    })?;
    assert!(newest.total > 5 && newest.facts.len() == 1);
    assert_eq!(newest.facts[0].source().document, "other");
    Ok(())
}

#[test]
fn sql_reads_and_nothing_else() -> Tested {
    let folder = Folder::new("sql")?;
    let pipeline = english()?;
    graph_of(&folder, [&document(&pipeline, 0)?])?;
    let store = Store::open_read_only(folder.graph())?;
    let other = folder.graph().with_extension("other");
    let cases = [
        String::new(),
        "DELETE FROM quotes".to_owned(),
        "INSERT INTO unsettled VALUES (1) RETURNING entity".to_owned(),
        format!("VACUUM INTO '{}'", other.display()),
        format!("ATTACH '{}' AS other", other.display()),
        "PRAGMA query_only = OFF".to_owned(),
        "BEGIN".to_owned(),
        "SELECT 1; DELETE FROM quotes".to_owned(),
        "SELECT none FROM said".to_owned(),
        "PRAGMA journal_mode = DELETE".to_owned(),
        "SELECT load_extension('x')".to_owned(),
    ];
    for query in cases {
        let mut rows = 0;
        let run = store.query(&query, |_, _| {
            rows += 1;
            Ok::<(), QueryError>(())
        });
        assert!(
            run.is_err() || rows == 0 || query.contains("journal_mode"),
            "{query}: {run:?}"
        );
        assert!(!other.exists(), "{query}");
    }
    assert_eq!(number(&store, "SELECT count(*) FROM documents")?, 1);
    assert!(number(&store, "SELECT count(*) FROM quotes")? > 0);
    check(&folder.graph())
}

#[cfg(feature = "gazetteer")]
#[test]
fn entities_get_ids_of_a_gazetteer() -> Tested {
    use newsgraph_store::identity::Gazetteer;

    let folder = Folder::new("link")?;
    let documents = documents()?;
    let mut store = graph_of(&folder, &documents)?;
    let table = "id,names,kind,place,dates\nq7,Lena Hartwick,Person,,\nq8,Nobody Known,Person,,\n";
    let gazetteer = Gazetteer::read(table.as_bytes())?;
    assert_eq!(store.link(&gazetteer)?, 1);
    let linked = store.entities_linked("q7")?;
    assert_eq!(
        linked
            .iter()
            .map(|entity| &*entity.name)
            .collect::<Vec<_>>(),
        ["Lena Hartwick"]
    );
    assert!(store.entities_linked("q8")?.is_empty());
    // The id goes with its entity, and goes where the list has it no more.
    let later = documents[0].clone().with_date(Some("2031-03-04".parse()?));
    store.add(&later)?;
    store.settle()?;
    assert_eq!(store.entities_linked("q7")?.len(), 1);
    // It stays with what holds all that had it, and goes where that is parted.
    let (hartwick, brell) = (only(&store, "Lena Hartwick")?, only(&store, "Tomas Brell")?);
    let both = store.merge(hartwick, brell)?;
    assert_eq!(store.entities_linked("q7")?[0].id, both);
    let merge = store.decisions()?[0].number;
    store.undo(merge)?;
    assert!(store.entities_linked("q7")?.is_empty());
    assert_eq!(store.link(&gazetteer)?, 1);
    let hartwick = store.entities_linked("q7")?[0].id;
    store.split(hartwick, &["dam-3"])?;
    assert!(store.entities_linked("q7")?.is_empty());
    // Two ids are none.
    let table = "id,names,kind,place,dates\nq1,Ines Falk,,,\nq2,Tomas Brell,,,\n";
    assert_eq!(store.link(&Gazetteer::read(table.as_bytes())?)?, 2);
    let (falk, brell) = (only(&store, "Ines Falk")?, only(&store, "Tomas Brell")?);
    let both = store.merge(falk, brell)?;
    assert_eq!(store.entity(both)?.and_then(|entity| entity.link), None);
    assert_eq!(store.link(&Gazetteer::default())?, 0);
    assert!(store.entities_linked("q7")?.is_empty());
    Ok(())
}
