use newsgraph_document::{AnnotateError, Annotator, Document, Layer};
use newsgraph_tokenize::annotate_plain;
use rayon::prelude::*;
use std::sync::Arc;

/// Components under test, in the order of a pipeline.
pub struct System {
    components: Vec<Arc<dyn Annotator>>,
}

impl std::fmt::Debug for System {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = self
            .components
            .iter()
            .map(newsgraph_document::Annotator::name);
        f.debug_list().entries(names).finish()
    }
}

impl System {
    /// A system of these components.
    pub fn new(components: Vec<Arc<dyn Annotator>>) -> Self {
        Self { components }
    }

    /// Sets a layer that a document lacks. Before it come the layers that its component reads, where
    /// the document lacks them too; what a corpus gives stays.
    ///
    /// # Errors
    /// [`AnnotateError`] of the component that failed, or that lacks a layer no component sets.
    pub fn fill(&self, document: &mut Document, layer: Layer) -> Result<(), AnnotateError> {
        let mut wanted = vec![false; self.components.len()];
        self.want(document, layer, &mut wanted);
        annotate_plain(document, |document| {
            let chosen = self.components.iter().zip(wanted);
            chosen
                .filter(|(_, wanted)| *wanted)
                .try_for_each(|(component, _)| component.annotate(document))
        })
    }

    /// As [`System::fill`] for every document, on all threads.
    ///
    /// # Errors
    /// [`AnnotateError`] of a document that failed.
    pub fn fill_all(&self, documents: &mut [Document], layer: Layer) -> Result<(), AnnotateError> {
        documents
            .par_iter_mut()
            .try_for_each(|document| self.fill(document, layer))
    }

    /// Marks the component that sets a missing layer, and those that it needs.
    fn want(&self, document: &Document, layer: Layer, wanted: &mut [bool]) {
        let mut provided = self
            .components
            .iter()
            .map(newsgraph_document::Annotator::provides);
        let place = provided.position(|layers| layers.contains(&layer));
        let Some(at) = place.filter(|&at| !document.has(layer) && !wanted[at]) else {
            return;
        };
        wanted[at] = true;
        for &layer in self.components[at].requires() {
            self.want(document, layer, wanted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_document::{Maker, Sentence, Span, Token};

    struct Words;

    impl Annotator for Words {
        fn name(&self) -> &'static str {
            "words"
        }

        fn requires(&self) -> &[Layer] {
            &[]
        }

        fn provides(&self) -> &[Layer] {
            &[Layer::Tokens]
        }

        fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
            let span = Span::new(0, document.text().len());
            Ok(document.set_tokens(vec![Token { span }], Maker::default())?)
        }
    }

    struct Sentences;

    impl Annotator for Sentences {
        fn name(&self) -> &'static str {
            "sentences"
        }

        fn requires(&self) -> &[Layer] {
            &[Layer::Tokens]
        }

        fn provides(&self) -> &[Layer] {
            &[Layer::Sentences]
        }

        fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
            let tokens = document.tokens()?;
            let span = tokens[0].span.cover(tokens[tokens.len() - 1].span);
            let sentence = Sentence {
                span,
                tokens: 0..tokens.len(),
                paragraph: 0,
            };
            Ok(document.set_sentences(vec![sentence], Maker::default())?)
        }
    }

    #[test]
    fn what_is_given_stays() -> Result<(), AnnotateError> {
        let system = System::new(vec![Arc::new(Words), Arc::new(Sentences)]);
        let mut document = Document::new("", "a b")?;
        system.fill(&mut document, Layer::Sentences)?;
        assert_eq!(document.tokens()?.len(), 1);

        let mut document = Document::new("", "a b")?;
        let token = |at| Token {
            span: Span::new(at, at + 1),
        };
        document.set_tokens(vec![token(0), token(2)], Maker::default())?;
        system.fill(&mut document, Layer::Sentences)?;
        assert_eq!(document.tokenized()?.sentences[0].tokens, 0..2);
        Ok(())
    }
}
