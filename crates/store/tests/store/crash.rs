//! A writer that is killed, and readers beside one that writes.

use crate::sample::graphs::{check, dump};
use crate::sample::{ARTICLES, Folder, Tested};
use newsgraph::document::{Date, Document};
use newsgraph::english;
use newsgraph_store::Store;
use std::error::Error;
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// Where the child writes to.
const GRAPH: &str = "NEWSGRAPH_TEST_GRAPH";
/// How many articles it adds.
const COUNT: usize = 24;
/// How often it is killed.
const KILLED: u32 = 12;

/// Two versions of so many articles, of which those of the same text have names in common.
fn versions() -> Result<Vec<[Document; 2]>, Box<dyn Error>> {
    let pipeline = english()?;
    let article = |at: usize, more: &str| -> Result<Document, Box<dyn Error>> {
        let (_, date, text) = ARTICLES[at % 3];
        let date: Date = date.parse()?;
        let text = format!("{text} It was report {at}.{more}");
        let mut document = Document::new(format!("article-{at}"), text)?.with_date(Some(date));
        pipeline.annotate(&mut document)?;
        Ok(document)
    };
    let versions = |at| {
        Ok([
            article(at, "")?,
            article(at, " “It was late,” said Tomas Brell.")?,
        ])
    };
    (0..COUNT).map(versions).collect()
}

/// Adds all, then replaces some and withdraws others. What stands at the end does not depend on what stood before.
fn write(path: &Path) -> Tested {
    let versions = versions()?;
    let mut store = Store::open(path)?;
    for (at, [first, _]) in versions.iter().enumerate() {
        store.add(first)?;
        if at % 5 == 4 {
            store.settle()?;
        }
    }
    for [_, second] in versions.iter().step_by(3) {
        store.add(second)?;
    }
    for [first, _] in versions.iter().step_by(7) {
        store.withdraw(first.id())?;
        store.settle()?;
    }
    store.settle()?;
    Ok(())
}

/// What the child does; a test of its own does nothing.
#[test]
fn child() -> Tested {
    match std::env::var_os(GRAPH) {
        Some(path) => write(Path::new(&path)),
        None => Ok(()),
    }
}

fn start(path: &Path) -> std::io::Result<Child> {
    let mut child = Command::new(std::env::current_exe()?);
    child.args(["--exact", "crash::child"]).env(GRAPH, path);
    child.stdout(std::process::Stdio::null()).spawn()
}

/// Every document is one of its versions, whole.
fn is_whole(path: &Path, versions: &[[Document; 2]]) -> Tested {
    let store = Store::open_read_only(path)?;
    for (id, _) in store.documents()? {
        // Who writes beside this may have withdrawn it since.
        let Some(found) = store.document(&id)? else {
            continue;
        };
        let known = versions
            .iter()
            .flatten()
            .find(|version| version.text() == found.text());
        let known = known.ok_or_else(|| format!("{id}: another text"))?;
        assert_eq!(found.mentions(), known.mentions(), "{id}");
        assert_eq!(found.quotes(), known.quotes(), "{id}");
        assert_eq!(found.entities(), known.entities(), "{id}");
        assert_eq!(found.relations(), known.relations(), "{id}");
        assert_eq!(found.triples(), known.triples(), "{id}");
    }
    Ok(())
}

#[test]
fn a_killed_writer_leaves_whole_articles() -> Tested {
    let versions = versions()?;
    let (clean, folder) = (Folder::new("clean")?, Folder::new("killed")?);
    let began = Instant::now();
    assert!(start(&clean.graph())?.wait()?.success());
    let long = began.elapsed();
    let expected = dump(&Store::open_read_only(clean.graph())?)?;
    for turn in 1..=KILLED {
        let mut child = start(&folder.graph())?;
        thread::sleep(long * turn / (KILLED + 1));
        child.kill()?;
        child.wait()?;
        if folder.graph().exists() && Store::open_read_only(folder.graph()).is_ok() {
            check(&folder.graph())?;
            is_whole(&folder.graph(), &versions)?;
        }
    }
    assert!(start(&folder.graph())?.wait()?.success());
    check(&folder.graph())?;
    assert_eq!(dump(&Store::open_read_only(folder.graph())?)?, expected);
    Ok(())
}

#[test]
fn two_read_while_one_writes() -> Tested {
    let versions = versions()?;
    let folder = Folder::new("readers")?;
    let path = folder.graph();
    Store::open(&path)?;
    let mut child = start(&path)?;
    let reader = || -> Result<usize, String> {
        let until = Instant::now() + Duration::from_millis(1500);
        let mut times = 0;
        while Instant::now() < until {
            is_whole(&path, &versions).map_err(|error| error.to_string())?;
            times += 1;
        }
        Ok(times)
    };
    let read = thread::scope(|threads| {
        let readers = [threads.spawn(reader), threads.spawn(reader)];
        readers.map(|reader| reader.join().unwrap_or_else(|_| Err("it broke".to_owned())))
    });
    for times in read {
        assert!(times? > 0);
    }
    assert!(child.wait()?.success());
    check(&path)
}

#[test]
fn writers_wait_for_one_another() -> Tested {
    let folder = Folder::new("writers")?;
    let path = folder.graph();
    let mut children = [start(&path)?, start(&path)?, start(&path)?];
    for child in &mut children {
        assert!(child.wait()?.success());
    }
    assert!(start(&path)?.wait()?.success());
    let clean = Folder::new("alone")?;
    assert!(start(&clean.graph())?.wait()?.success());
    check(&path)?;
    let [found, expected] = [&path, &clean.graph()].map(Store::open_read_only);
    assert_eq!(dump(&found?)?, dump(&expected?)?);
    Ok(())
}
