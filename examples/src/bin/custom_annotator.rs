//! A component of one's own in the pipeline: names from a list, in the place of the recogniser.

use anyhow::Result;
use newsgraph::document::{AnnotateError, Label, Layer, Mention, MentionKind, Span};
use newsgraph::{Annotator, Document, english_builder};

/// Marks every occurrence of some names as organizations.
struct NameList(Vec<&'static str>);

impl Annotator for NameList {
    fn name(&self) -> &'static str {
        "name-list"
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Sentences]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Mentions]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let text = document.text();
        let found = self.0.iter().flat_map(|name| text.match_indices(name));
        let mut mentions: Vec<Mention> = found
            .map(|(start, name)| Mention {
                span: Span::new(start, start + name.len()),
                label: Label::ORGANIZATION,
                kind: MentionKind::Proper,
                value: None,
                score: None,
            })
            .collect();
        mentions.sort_by_key(|m| m.span);
        Ok(document.set_mentions(mentions, self)?)
    }
}

fn main() -> Result<()> {
    let pipeline = english_builder()?
        .replace("ner", NameList(vec!["KCNA", "Rodong Sinmun"]))
        .build()?;
    let document = pipeline.process(&newsgraph_examples::read_text()?)?;
    for entity in document.view().entities() {
        let count = entity.mentions.len();
        println!("{} ({}), {count} mentions", entity.name, entity.label);
    }
    Ok(())
}
