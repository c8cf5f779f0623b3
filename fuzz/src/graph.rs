//! Articles in a graph, and a gazetteer that a user brings.

use crate::{choices, shipped, words};
use newsgraph::document::Document;
use newsgraph_identity::Gazetteer;
use newsgraph_store::{Added, ConflictWords, Question, Store};
use std::sync::{LazyLock, Mutex};
use std::{env, fs, process};

/// One file for all inputs of a run: each leaves it empty.
static STORE: LazyLock<Mutex<Store>> = LazyLock::new(|| {
    let path = env::temp_dir().join(format!("newsgraph-fuzz-{}.graph", process::id()));
    // Of a run that was killed.
    let _ = fs::remove_file(&path);
    Mutex::new(Store::open(path).expect("a new file"))
});

/// After a first byte that chooses who is merged with whom, what is before each NUL is an article, what is after the last
/// one the rows of a gazetteer.
pub fn check(data: &[u8]) {
    let ([choice], data) = choices(data);
    let mut parts: Vec<&[u8]> = data.split(|&byte| byte == 0).take(4).collect();
    let rows = parts.pop().unwrap_or_default();
    let store = &mut *STORE.lock().expect("a panic ends the run");
    let read = |(at, part): (usize, &&[u8])| {
        let mut document = Document::new(format!("{at}"), words::text(part)).expect("a short text");
        let pipeline = shipped::pipeline(127, false);
        pipeline
            .annotate(&mut document)
            .expect("no text is an error");
        document
    };
    let documents: Vec<Document> = parts.iter().enumerate().map(read).collect();
    for document in &documents {
        assert_eq!(store.add(document).expect("room"), Added::New);
        assert_same(store, document);
        assert_eq!(store.add(document).expect("room"), Added::Same);
    }
    store.settle().expect("a graph that can be settled");
    assert!(store.is_settled().expect("a whole file"));
    decide(store, choice);
    let table = format!(
        "id,names,kind,place,dates\n{}",
        String::from_utf8_lossy(rows)
    );
    if let Ok(gazetteer) = Gazetteer::read(table.as_bytes()) {
        store.link(&gazetteer).expect("a whole file");
    }
    store.ask(&Question::default()).expect("a whole file");
    store
        .conflicts(&ConflictWords::english())
        .expect("a whole file");
    for document in &documents {
        assert!(store.withdraw(document.id()).expect("a whole file"));
    }
    store.settle().expect("a graph that can be settled");
    assert_eq!(store.counts().expect("a whole file").documents, 0);
}

fn assert_same(store: &Store, document: &Document) {
    let found = store.document(document.id()).expect("a whole file");
    let found = found.expect("it was added");
    assert_eq!(found.text(), document.text());
    assert_eq!(found.tokens(), document.tokens());
    assert_eq!(found.sentences(), document.sentences());
    assert_eq!(found.mentions(), document.mentions());
    assert_eq!(found.entities(), document.entities());
    assert_eq!(found.quotes(), document.quotes());
    assert_eq!(found.relations(), document.relations());
    assert_eq!(found.triples(), document.triples());
}

/// Merges two entities and takes it back.
fn decide(store: &mut Store, choice: u8) {
    let found = store.entities_in("0").expect("a whole file");
    let Some(first) = found.first() else { return };
    let other = &found[usize::from(choice) % found.len()];
    if store.merge(first.id, other.id).is_ok() {
        store.settle().expect("a graph that can be settled");
        let decisions = store.decisions().expect("a whole file");
        for decision in decisions.iter().rev() {
            store.undo(decision.number).expect("it was decided");
        }
        store.settle().expect("a graph that can be settled");
    }
}
