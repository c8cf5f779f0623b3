//! The shipped components, read once.

use newsgraph::document::{Act, Annotator, Document, Layer};
use newsgraph::{Models, Pipeline};
use std::sync::{Arc, LazyLock, OnceLock};

/// The shipped models, whose vectors are read once.
pub static MODELS: LazyLock<Models> = LazyLock::new(Models::embedded);

/// The shipped components in the order of the pipeline.
pub static COMPONENTS: LazyLock<Vec<Arc<dyn Annotator>>> =
    LazyLock::new(|| MODELS.components(&Layer::ALL).expect("the shipped models"));

/// The same that keep whatever they find, however unsure, and take the relations of DWIE.
static EAGER: LazyLock<Vec<Arc<dyn Annotator>>> = LazyLock::new(|| {
    let quotes = MODELS.attributor().expect("quotes").with_acts(&Act::ALL);
    let triples = MODELS.triples().expect("triples").with_alternatives();
    vec![
        Arc::new(MODELS.tokenizer()),
        Arc::new(MODELS.parser().expect("syntax")),
        Arc::new(MODELS.recognizer().expect("names").with_threshold(0.0)),
        Arc::new(quotes.with_threshold(0.0)),
        Arc::new(MODELS.resolver().expect("entities")),
        Arc::new(MODELS.relations().expect("relations")),
        Arc::new(triples.with_least_score(0.0)),
    ]
});

/// One of the 128 subsets of the components that fit together, or all where these do not.
pub fn pipeline(subset: u8, eager: bool) -> &'static Pipeline {
    static PIPELINES: [[OnceLock<Pipeline>; 128]; 2] =
        [const { [const { OnceLock::new() }; 128] }; 2];
    let subset = usize::from(subset % 128);
    PIPELINES[usize::from(eager)][subset].get_or_init(|| {
        let components = if eager { &*EAGER } else { &*COMPONENTS };
        let chosen = |all: bool| {
            let chosen = components.iter().enumerate();
            chosen
                .filter(|(at, _)| all || subset >> at & 1 == 1)
                .fold(Pipeline::builder(), |builder, (_, c)| {
                    builder.with(Arc::clone(c))
                })
                .build()
        };
        let chosen = chosen(false).or_else(|_| chosen(true));
        chosen.expect("all components fit together")
    })
}

/// Sentences of our own that every part of the pipeline finds something in.
pub static SENTENCES: &str = "“We will not sell the harbour,” Mara Quill, the mayor of Dunmore, told Kite News on \
                              Monday. She met Tom Ash, who heads Brightwater Inc., and said he paid $5 million.";

/// Those sentences with every layer.
pub static READ: LazyLock<Document> = LazyLock::new(|| {
    let read = pipeline(127, false).process(SENTENCES);
    read.expect("the shipped components read every text")
});
