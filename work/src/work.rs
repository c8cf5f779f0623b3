//! The whole work on a text, part by part.

use crate::steps;
use newsgraph::document::{AnnotateError, Layer, OffsetUnit};
use newsgraph::{Annotator, Document, Models, Pipeline};
use newsgraph_export::{from_json, to_conllu, to_html, to_json, to_text};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// The shipped components, with a look at the counters after each, and the exporters.
pub(crate) struct Work {
    pipeline: Pipeline,
    looks: Looks,
}

/// What one part of the work took.
pub(crate) struct Taken {
    pub(crate) part: String,
    /// How often each block of code ran.
    pub(crate) blocks: Vec<u64>,
    pub(crate) seconds: f64,
}

impl Taken {
    pub(crate) fn steps(&self) -> u64 {
        self.blocks.iter().sum()
    }
}

/// When a part was done, and the counters then.
type Look = (String, Vec<u64>, Instant);
type Looks = Arc<Mutex<Vec<Look>>>;

/// Looks at the counters when the component before it is done.
struct Probe {
    part: String,
    looks: Looks,
}

impl Annotator for Probe {
    fn name(&self) -> &str {
        "probe"
    }

    fn requires(&self) -> &[Layer] {
        &[]
    }

    fn provides(&self) -> &[Layer] {
        &[]
    }

    fn annotate(&self, _: &mut Document) -> Result<(), AnnotateError> {
        look(&self.looks, &self.part);
        Ok(())
    }
}

fn look(looks: &Looks, part: &str) {
    let mut looks = looks.lock().expect("one thread");
    looks.push((part.to_owned(), steps::now(), Instant::now()));
}

impl Work {
    pub(crate) fn new() -> Self {
        let looks = Looks::default();
        let components = Models::embedded()
            .components(&Layer::ALL)
            .expect("the shipped models load");
        let mut builder = Pipeline::builder();
        for component in components {
            let part = component.name().to_owned();
            let looks = Arc::clone(&looks);
            builder = builder.with(component).with(Probe { part, looks });
        }
        let pipeline = builder.build().expect("the shipped order is sound");
        Self { pipeline, looks }
    }

    /// What each part takes for a text.
    pub(crate) fn take(&self, text: &str) -> Vec<Taken> {
        let mut document = Document::new("hostile", text).expect("a text below 4 GiB");
        look(&self.looks, "");
        self.pipeline
            .annotate(&mut document)
            .expect("no text is an error");
        look(&self.looks, "moving spans");
        let json = to_json(&document, OffsetUnit::Char);
        look(&self.looks, "to_json");
        from_json(&json).expect("what was written can be read");
        look(&self.looks, "from_json");
        to_html(&document);
        look(&self.looks, "to_html");
        to_text(&document);
        look(&self.looks, "to_text");
        to_conllu(&document);
        look(&self.looks, "to_conllu");
        let looks = std::mem::take(&mut *self.looks.lock().expect("one thread"));
        let taken = |pair: &[Look]| Taken {
            part: pair[1].0.clone(),
            blocks: steps::between(&pair[0].1, &pair[1].1),
            seconds: (pair[1].2 - pair[0].2).as_secs_f64(),
        };
        looks.windows(2).map(taken).collect()
    }
}
