//! Articles on an invented story, and folders for graphs.

pub(crate) mod graphs;

use newsgraph::document::{Date, Document};
use newsgraph::{Pipeline, english};
use std::error::Error;
use std::path::PathBuf;

pub(crate) type Tested = Result<(), Box<dyn Error>>;

/// Id, date and text.
pub(crate) const ARTICLES: [(&str, &str, &str); 6] = [
    (
        "dam-1",
        "2031-03-02",
        "Mayor Lena Hartwick said on Tuesday that the Orvane Dam would be repaired by June. \
         \"We will not lose another summer,\" Hartwick told reporters in Calverton. \"We slept badly,\" a resident said. \
         Tomas Brell, chief engineer of Norvik Power, said the repair would cost $12 million.",
    ),
    (
        "dam-2",
        "2031-03-09",
        "Norvik Power denied that the Orvane Dam was unsafe. \"The dam is sound,\" said Tomas Brell. \
         \"It has been sound for forty years.\" Lena Hartwick, the mayor of Calverton, did not believe him.\n\n\
         “Ask the people downstream,” she said.",
    ),
    (
        "dam-3",
        "2031-04-01",
        "Lena Hartwick accused Norvik Power of hiding a report. According to Brell, who has led the works since 2029, \
         no report was hidden. Hartwick said Brell had told her: \"The report is lost.\"",
    ),
    ("empty", "2031-04-02", ""),
    (
        "other",
        "2031-04-03",
        "Kestrel Foods bought Amber Mills for 3.5 million euros, Ines Falk said. \u{0}\u{202e}</script>",
    ),
    (
        "calm",
        "2031-05-20",
        "Nobody was named. The river rose by two feet on 19 May. It fell again.",
    ),
];

pub(crate) fn document(pipeline: &Pipeline, at: usize) -> Result<Document, Box<dyn Error>> {
    let (id, date, text) = ARTICLES[at];
    annotated(pipeline, id, date, text)
}

pub(crate) fn annotated(
    pipeline: &Pipeline,
    id: &str,
    date: &str,
    text: &str,
) -> Result<Document, Box<dyn Error>> {
    let date: Option<Date> = (!date.is_empty()).then(|| date.parse()).transpose()?;
    let mut document = Document::new(id, text)?.with_date(date);
    pipeline.annotate(&mut document)?;
    Ok(document)
}

pub(crate) fn documents() -> Result<Vec<Document>, Box<dyn Error>> {
    let pipeline = english()?;
    (0..ARTICLES.len())
        .map(|at| document(&pipeline, at))
        .collect()
}

/// All orders of so many.
pub(crate) fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    let with = |order: &Vec<usize>, at: usize| {
        let mut order = order.clone();
        order.insert(at, count - 1);
        order
    };
    shorter
        .iter()
        .flat_map(|order| (0..count).map(move |at| with(order, at)))
        .collect()
}

/// A folder that goes with its test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> std::io::Result<Self> {
        let name = format!("newsgraph-store-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        // Left by a run that was killed, of a process of the same number.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn graph(&self) -> PathBuf {
        self.0.join("news.graph")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
