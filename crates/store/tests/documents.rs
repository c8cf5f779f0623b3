//! Documents go in and come out again, and leave nothing behind.

mod sample;

use newsgraph::document::{Document, Layer};
use newsgraph_store::{Added, Store};
use sample::{Folder, Tested, documents};

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
