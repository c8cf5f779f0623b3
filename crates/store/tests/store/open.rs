//! Files that are no graph, or that cannot be written to, are refused with a word.

use crate::sample::graphs::check;
use crate::sample::{Folder, Tested, documents};
use newsgraph_store::{OpenError, Store, StoreError};
use rusqlite::Connection;
use std::fs;

#[test]
fn what_is_no_graph_is_refused() -> Tested {
    let folder = Folder::new("refused")?;
    let path = folder.graph();
    assert!(matches!(
        Store::open_read_only(&path),
        Err(OpenError::Missing(_))
    ));
    assert!(!path.exists());
    let others: [(&str, Vec<u8>); 4] = [
        ("a text", b"Ann Lee left. ".repeat(300)),
        ("a short text", b"x".to_vec()),
        ("a head alone", b"SQLite format 3\0".to_vec()),
        (
            "noise",
            (0..9000_u32)
                .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
                .collect(),
        ),
    ];
    for (what, bytes) in others {
        fs::write(&path, &bytes)?;
        for opened in [
            Store::open_read_only(&path).map(drop),
            Store::open(&path).map(drop),
        ] {
            let Err(error) = opened else {
                return Err(format!("{what} was opened").into());
            };
            let message = error.to_string();
            assert!(message.contains("expected a graph"), "{what}: {message}");
            assert!(message.contains("news.graph"), "{what}: {message}");
        }
        assert_eq!(fs::read(&path)?, bytes, "{what} was changed");
        fs::remove_file(&path)?;
    }
    Ok(())
}

#[test]
fn places_where_no_file_can_be_say_so() -> Tested {
    let folder = Folder::new("places")?;
    let path = folder.graph();
    let nowhere = path.join("none").join("news.graph");
    for opened in [
        Store::open(&nowhere),
        Store::open(nowhere.with_file_name("")),
    ] {
        assert!(
            matches!(
                opened,
                Err(OpenError::Store {
                    source: StoreError::Place(_),
                    ..
                })
            ),
            "{opened:?}"
        );
    }
    fs::create_dir(&path)?;
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        assert!(matches!(opened, Err(OpenError::Folder(_))), "{opened:?}");
    }
    Ok(())
}

#[test]
fn other_databases_are_refused() -> Tested {
    let folder = Folder::new("others")?;
    let path = folder.graph();
    Connection::open(&path)?.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")?;
    assert!(matches!(Store::open(&path), Err(OpenError::Foreign(_))));
    assert!(matches!(
        Store::open_read_only(&path),
        Err(OpenError::Foreign(_))
    ));
    fs::remove_file(&path)?;
    drop(Store::open(&path)?);
    for version in [0, 2, 99] {
        Connection::open(&path)?.pragma_update(None, "user_version", version)?;
        for opened in [Store::open(&path), Store::open_read_only(&path)] {
            match opened {
                Err(OpenError::Version {
                    expected: 1, found, ..
                }) => assert_eq!(found, version),
                other => return Err(format!("{version}: {other:?}").into()),
            }
        }
    }
    Ok(())
}

#[test]
fn damage_is_an_error() -> Tested {
    let folder = Folder::new("damage")?;
    let path = folder.graph();
    let documents = documents()?;
    let mut store = Store::open(&path)?;
    for document in &documents {
        store.add(document)?;
    }
    store.settle()?;
    drop(store);
    let whole = fs::read(&path)?;
    // A graph whose first page is damaged is one still: no other name is asked for.
    for (from, to) in [(100, 4096), (16, 24), (100, 108)] {
        let mut bytes = whole.clone();
        bytes[from..to].fill(0xA5);
        fs::write(&path, &bytes)?;
        for opened in [Store::open(&path), Store::open_read_only(&path)] {
            assert!(
                matches!(
                    opened,
                    Err(OpenError::Store {
                        source: StoreError::Damaged(_),
                        ..
                    })
                ),
                "{from}: {opened:?}"
            );
        }
    }
    for at in (4096..whole.len()).step_by(whole.len() / 24) {
        let mut bytes = whole.clone();
        bytes[at..]
            .iter_mut()
            .take(600)
            .for_each(|byte| *byte ^= 0xA5);
        fs::write(&path, &bytes)?;
        // It is an error or what stood there, and no fault of the program.
        let Ok(mut store) = Store::open(&path) else {
            continue;
        };
        for document in &documents {
            let _ = store.document(document.id());
            let _ = store.withdraw(document.id());
            let _ = store.add(document);
        }
        let _ = store.settle();
        let _ = store.ask(&newsgraph_store::Question::default());
        drop(store);
        fs::remove_file(&path)?;
        let _ = fs::remove_file(path.with_extension("graph-wal"));
        let _ = fs::remove_file(path.with_extension("graph-shm"));
    }
    for len in [100, 4096, whole.len() / 2, whole.len() - 4096] {
        fs::write(&path, &whole[..len])?;
        let Ok(store) = Store::open_read_only(&path) else {
            continue;
        };
        let found = documents
            .iter()
            .map(|document| store.document(document.id()));
        let found: Result<Vec<_>, _> = found.collect();
        assert!(found.is_err(), "{len} of {} bytes", whole.len());
    }
    Ok(())
}

#[test]
fn rows_that_do_not_fit_are_an_error() -> Tested {
    let folder = Folder::new("rows")?;
    let path = folder.graph();
    let documents = documents()?;
    let cases = [
        "UPDATE mentions SET start = 9999, \"end\" = 10000",
        "UPDATE mentions SET start = -1",
        "UPDATE quotes SET content = '[[5,1]]'",
        "UPDATE quotes SET content = 'x'",
        "UPDATE quotes SET kind = 'loud'",
        "UPDATE documents SET date = 'soon'",
        "UPDATE documents SET tokens = x'FFFFFFFFFFFFFF'",
        "UPDATE sentences SET tokens = 4294967295",
        "UPDATE relations SET status = ''",
        "UPDATE participants SET head_end = 0",
        "UPDATE mentions SET entity = NULL",
    ];
    for case in cases {
        let mut store = Store::open(&path)?;
        for document in &documents {
            store.add(document)?;
        }
        store.settle()?;
        let changed = Connection::open(&path)?.execute(case, [])?;
        assert!(changed > 0, "{case}");
        let read: Result<Vec<_>, StoreError> =
            documents.iter().map(|d| store.document(d.id())).collect();
        assert!(read.is_err(), "{case}");
        // To add them anew mends it.
        for document in &documents {
            store.add(document)?;
        }
        store.settle()?;
        for document in &documents {
            assert_eq!(
                store
                    .document(document.id())?
                    .as_ref()
                    .map(newsgraph::Document::text),
                Some(document.text()),
                "{case}"
            );
        }
        drop(store);
        check(&path)?;
        fs::remove_file(&path)?;
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read() -> Tested {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("still")?;
    let inner = folder.graph();
    fs::create_dir(&inner)?;
    let path = inner.join("a b%?#é.graph");
    let mut store = Store::open(&path)?;
    let documents = documents()?;
    store.add(&documents[0])?;
    store.settle()?;
    drop(store);
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o555))?;
    if fs::write(inner.join("probe"), "").is_ok() {
        println!("skipped: this user may write to every folder");
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o755))?;
        return Ok(());
    }
    let read = Store::open_read_only(&path)?;
    assert!(read.has("dam-1")?);
    let mut store = Store::open(&path)?;
    let refused = store.add(&documents[1]);
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755))?;
    assert!(
        matches!(
            refused,
            Err(StoreError::ReadOnly(_) | StoreError::Database(_))
        ),
        "{refused:?}"
    );
    Ok(())
}
