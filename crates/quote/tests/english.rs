//! The task alone on English text, by one call, gives what its layer needs on any text.

use newsgraph_quote::document::Layer;
use newsgraph_quote::{Pipeline, english};

#[test]
fn a_text_is_read_by_one_call() -> Result<(), Box<dyn std::error::Error>> {
    fn check<T: Send + Sync>(_: &T) {}
    let pipeline: Pipeline = english()?;
    check(&pipeline);
    for text in [
        "",
        "\u{202e}<b>\0",
        "“Rents rose,” Ilse Brandt told the Harbour Post. She blamed Ulm Bank.",
    ] {
        let document = pipeline.process(text)?;
        assert!(document.has(Layer::Quotes) && document.text() == text);
        assert_eq!(pipeline.process(text)?, document);
    }
    Ok(())
}
