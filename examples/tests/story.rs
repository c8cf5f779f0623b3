//! The main facts of the story, as a reader would take them from its ten pages together.

use newsgraph::english;
use newsgraph_input::{Documents, InputOptions};
use newsgraph_store::{ConflictWords, Store};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A graph of all pages, in a file that goes with its test.
struct Graph {
    store: Store,
    file: PathBuf,
}

impl Graph {
    fn of_story(name: &str) -> Result<Self, Box<dyn Error>> {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.db"));
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", file.display()));
        }
        let mut store = Store::open(&file)?;
        let pipeline = english()?;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/story");
        let mut pages: Vec<PathBuf> = Vec::new();
        for page in fs::read_dir(folder)? {
            pages.push(page?.path());
        }
        pages.sort();
        assert_eq!(pages.len(), 10);
        for page in pages {
            let name = page.file_name().unwrap_or_default().to_string_lossy();
            let options = InputOptions::default();
            for document in Documents::new(&*name, File::open(&page)?, options) {
                let mut document = document?;
                pipeline.annotate(&mut document)?;
                store.add(&document)?;
            }
        }
        store.settle()?;
        Ok(Self { store, file })
    }
}

impl Drop for Graph {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
    }
}

#[test]
fn who_is_who_across_the_pages() -> Result<(), Box<dyn Error>> {
    let graph = Graph::of_story("who")?;
    let page = graph.store.page("story", &ConflictWords::english())?;
    assert!(
        page.documents
            .iter()
            .all(|document| document.date.is_some())
    );
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in &page.entities {
        let documents = found.entry(&entity.name).or_default();
        *documents = entity.documents.len().max(*documents);
    }
    for (name, least) in [
        ("Brannock Industries", 9),
        ("Daniel Okoye", 9),
        ("Margaret Ellison", 5),
        ("Peter Ellison", 2),
        ("Ruth Calloway", 5),
        ("Thomas Reade", 5),
        ("Victor Hale", 5),
        ("Tessaly Group", 4),
        ("United Foundry Workers", 4),
        ("Kelsford", 5),
    ] {
        let documents = found.get(name).copied().unwrap_or_default();
        assert!(documents >= least, "{name}: {documents} in {found:?}");
    }
    // The acronym and the surname are names of theirs.
    for (name, other) in [("United Foundry Workers", "UFW"), ("Daniel Okoye", "Okoye")] {
        let entity = page.entities.iter().find(|entity| entity.name == name);
        let names = entity.map(|entity| &entity.names).ok_or(name)?;
        assert!(
            names.iter().any(|known| known == other),
            "{name}: {names:?}"
        );
    }
    let first = page.voices.first().and_then(|voice| voice.who.as_ref());
    assert_eq!(first.map(|who| &*who.name), Some("Daniel Okoye"));
    Ok(())
}

#[test]
fn how_they_relate() -> Result<(), Box<dyn Error>> {
    let graph = Graph::of_story("how")?;
    let page = graph.store.page("story", &ConflictWords::english())?;
    let found: Vec<String> = page
        .relations
        .iter()
        .map(|r| {
            format!(
                "{} {} {} {}",
                r.subject.name,
                r.label,
                r.object.name,
                r.status.as_str()
            )
        })
        .collect();
    for expected in [
        "Margaret Ellison head_of Brannock Industries now",
        "Margaret Ellison head_of Brannock Industries former",
        "Thomas Reade head_of Brannock Industries now",
        "Anna Whitlock head_of Brannock Industries now",
        "Daniel Okoye head_of United Foundry Workers now",
        "Ruth Calloway mayor_of Kelsford now",
        "Ruth Calloway member_of Civic Alliance now",
        "Tessaly Group acquired Brannock Industries now",
        "Victor Hale head_of Tessaly Group now",
        "Ruth Calloway meets Victor Hale now",
    ] {
        assert!(
            found.iter().any(|f| f == expected),
            "no {expected} in {found:#?}"
        );
    }
    Ok(())
}

#[test]
fn what_does_not_agree() -> Result<(), Box<dyn Error>> {
    let graph = Graph::of_story("conflicts")?;
    let conflicts = graph.store.conflicts(&ConflictWords::english())?;
    let found: Vec<String> = conflicts
        .iter()
        .map(|conflict| {
            let by = conflict
                .sides
                .iter()
                .map(|side| side.claimant.name().unwrap_or("-"));
            let by: Vec<&str> = by.collect();
            format!(
                "{}: {} ({})",
                conflict.kind.as_str(),
                conflict.about,
                by.join(", ")
            )
        })
        .collect();
    for expected in [
        "contradicted: the closure would cost $42 million (Margaret Ellison, Helena Strand)",
        "contradicted: The grant was $5 million (Ruth Calloway, Tessaly Group)",
        "denied: 520 people would lose their jobs (Thomas Reade, -)",
        "denied: Victor Hale - meets - Margaret Ellison (Margaret Ellison, Victor Hale)",
        "changed: Brannock Industries will cut 300 jobs (Brannock Industries, a letter to staff seen by The Market Ledger)",
    ] {
        assert!(
            found.iter().any(|f| f == expected),
            "no {expected} in {found:#?}"
        );
    }
    // Two heads took office, and nobody contradicts that.
    let heads = found
        .iter()
        .filter(|f| f.starts_with("changed: head of - Brannock Industries"));
    assert_eq!(heads.count(), 2, "{found:#?}");
    let kinds = |kind: &str| found.iter().filter(|f| f.starts_with(kind)).count();
    assert_eq!(
        (kinds("contradicted"), kinds("denied")),
        (2, 2),
        "{found:#?}"
    );
    Ok(())
}
