//! Each task alone on English text, by one call, gives what its layer needs on any text.

use newsgraph::document::Layer;
use newsgraph::{ModelError, Pipeline};

type English = fn() -> Result<Pipeline, ModelError>;

const TASKS: [(Layer, English); 5] = [
    (Layer::Syntax, newsgraph_syntax::english),
    (Layer::Mentions, newsgraph_ner::english),
    (Layer::Quotes, newsgraph_quote::english),
    (Layer::Entities, newsgraph_coref::english),
    (Layer::Triples, newsgraph_relation::english),
];

#[test]
fn a_text_is_read_by_one_call() -> Result<(), Box<dyn std::error::Error>> {
    fn check<T: Send + Sync>(_: &T) {}
    for (layer, english) in TASKS {
        let pipeline = english()?;
        check(&pipeline);
        for text in [
            "",
            "\u{202e}<b>\0",
            "“Rents rose,” Ilse Brandt told the Harbour Post. She blamed Ulm Bank.",
        ] {
            let document = pipeline.process(text)?;
            assert!(
                document.has(layer) && document.text() == text,
                "{layer}: {text:?}"
            );
            assert_eq!(pipeline.process(text)?, document);
        }
    }
    Ok(())
}
