//! Documents go in and come out again, and leave nothing behind.

use crate::sample::{Folder, Tested, annotated, documents};
use newsgraph::document::{Document, Layer};
use newsgraph::english;
use newsgraph_store::{Added, Store};

/// What a graph keeps of two documents is the same.
fn same(found: &Document, expected: &Document) {
    assert_eq!(found.id(), expected.id());
    assert_eq!(found.text(), expected.text());
    assert_eq!(found.date(), expected.date());
    assert_eq!(found.tokens(), expected.tokens());
    assert_eq!(found.sentences(), expected.sentences());
    assert_eq!(found.mentions(), expected.mentions());
    assert_eq!(found.appended_mentions(), expected.appended_mentions());
    assert_eq!(found.quotes(), expected.quotes());
    assert_eq!(found.entities(), expected.entities());
    assert_eq!(found.relations(), expected.relations());
    assert_eq!(found.triples(), expected.triples());
    for layer in Layer::ALL {
        if ![Layer::Syntax, Layer::QuoteMarks].contains(&layer) {
            assert_eq!(found.maker(layer), expected.maker(layer));
        }
    }
}

#[test]
fn documents_come_back() -> Tested {
    let folder = Folder::new("back")?;
    let mut store = Store::open(folder.graph())?;
    let documents = documents()?;
    for document in &documents {
        assert_eq!(store.add(document)?, Added::New);
    }
    store.settle()?;
    assert!(store.is_settled()?);
    for document in &documents {
        assert_eq!(store.add(document)?, Added::Same);
        let found = store.document(document.id())?.ok_or("it is gone")?;
        same(&found, document);
        // What was read is the same as what is read.
        assert_eq!(store.add(document)?, Added::Same);
    }
    assert!(store.is_settled()?, "nothing was changed");
    assert_eq!(store.document("none")?, None);
    Ok(())
}

/// Those who speak together have words for all of them beside those for each.
#[test]
fn who_speak_together_come_back() -> Tested {
    let folder = Folder::new("together")?;
    let mut store = Store::open(folder.graph())?;
    let pipeline = english()?;
    for (at, text) in [
        "“We will not sell the dam,” Mayor Lena Hartwick and Tomas Brell said.",
        "Ines Falk, Tomas Brell and the mayor of Calverton told reporters that the dam is safe.",
    ]
    .into_iter()
    .enumerate()
    {
        let document = annotated(&pipeline, &at.to_string(), "", text)?;
        let [quote] = document.quotes()? else {
            return Err(format!("{text}: one quote expected").into());
        };
        assert!(quote.speakers.len() > 1, "{text}");
        assert_ne!(quote.speaker.as_ref(), quote.speakers.first(), "{text}");
        assert_eq!(store.add(&document)?, Added::New);
        let found = store.document(document.id())?.ok_or("it is gone")?;
        same(&found, &document);
        assert_eq!(store.add(&document)?, Added::Same);
    }
    Ok(())
}
