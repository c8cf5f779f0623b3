//! Who made the layers of many documents.

use newsgraph_document::{Document, Layer, Maker};

/// The key of it in the metadata of a file.
pub(super) const MADE: &str = "newsgraph.made";

/// The components and models of the layers of documents, each once.
#[derive(Debug, Default)]
pub(super) struct Made(Vec<(Layer, Maker)>);

impl Made {
    pub(super) fn add(&mut self, document: &Document) {
        for layer in Layer::ALL {
            let Some(maker) = document.maker(layer) else {
                continue;
            };
            let mut known = self.0.iter();
            if !known.any(|(other, by)| *other == layer && by == maker) {
                self.0.push((layer, maker.clone()));
            }
        }
    }

    /// A line for each: the layer, the component and the model, which may be empty, with tabs between. Lower layers come
    /// first.
    pub(super) fn lines(&self) -> String {
        let line = |(layer, maker): &(Layer, Maker)| {
            let model = maker.model.as_deref().unwrap_or_default();
            (
                *layer,
                format!("{}\t{}\t{model}", layer.key(), maker.component),
            )
        };
        let mut lines: Vec<_> = self.0.iter().map(line).collect();
        lines.sort_unstable();
        let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
        lines.join("\n")
    }
}
