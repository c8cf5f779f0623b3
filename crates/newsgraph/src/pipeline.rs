use crate::PipelineError;
use newsgraph_document::{AnnotateError, Annotator, Document, DocumentError, Layer};
use newsgraph_tokenize::annotate_plain;
use std::fmt;

/// Components in the order in which they read and write a document.
///
/// A pipeline keeps nothing of a document: share one between threads, by reference or in an `Arc`.
pub struct Pipeline {
    components: Vec<Box<dyn Annotator>>,
}

/// Puts components in order and checks that each finds what it reads.
#[derive(Default)]
pub struct PipelineBuilder {
    components: Vec<Box<dyn Annotator>>,
    given: Vec<Layer>,
}

impl PipelineBuilder {
    /// A builder with no component.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a component after those that are there.
    #[must_use]
    pub fn with(mut self, component: impl Annotator + 'static) -> Self {
        self.components.push(Box::new(component));
        self
    }

    /// Puts a component in the place of the one with this name; where there is none, adds it at
    /// the end.
    #[must_use]
    pub fn replace(mut self, name: &str, component: impl Annotator + 'static) -> Self {
        match self.components.iter_mut().find(|c| c.name() == name) {
            Some(place) => *place = Box::new(component),
            None => self.components.push(Box::new(component)),
        }
        self
    }

    /// Keeps the components whose name passes.
    #[must_use]
    pub fn keep(mut self, mut passes: impl FnMut(&str) -> bool) -> Self {
        self.components.retain(|c| passes(c.name()));
        self
    }

    /// Says that documents will come with this layer set, for a pipeline that starts from the
    /// tokens of a corpus.
    #[must_use]
    pub fn given(mut self, layer: Layer) -> Self {
        self.given.push(layer);
        self
    }

    /// Puts each component after those that set a layer which it reads, appends to or makes a layer
    /// from. Otherwise they stay in the order in which they were added, so that one that is sound
    /// already is not changed.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let mut left = std::mem::take(&mut self.components);
        while !left.is_empty() {
            let is_free = |at: &usize| {
                let mut others = left.iter().enumerate().filter(|(other, _)| other != at);
                !others.any(|(_, other)| must_follow(&*left[*at], &**other))
            };
            // Where components wait for one another, the first of them goes first, and building says
            // what it misses.
            let next = (0..left.len()).find(is_free).unwrap_or(0);
            self.components.push(left.remove(next));
        }
        self
    }

    /// Names of the components, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(|c| c.name())
    }

    /// The name of the first component that sets this layer.
    pub fn setter(&self, layer: Layer) -> Option<&str> {
        setter(&self.components, layer)
    }

    /// The pipeline.
    ///
    /// # Errors
    /// [`PipelineError`] where a component reads a layer or appends to one that is not set before it,
    /// or sets one whose renewal drops a layer that was set before.
    pub fn build(self) -> Result<Pipeline, PipelineError> {
        let mut present = self.given;
        for (position, component) in self.components.iter().enumerate() {
            let (before, after) = self.components.split_at(position);
            finds_what_it_reads(&**component, &present, after)?;
            drops_nothing(&**component, &present, before)?;
            present.extend(component.provides());
        }
        Ok(Pipeline {
            components: self.components,
        })
    }
}

/// The layers that must be there before a component runs.
fn needed(component: &dyn Annotator) -> impl Iterator<Item = Layer> {
    let needed = component.requires().iter().chain(component.extends());
    needed.copied()
}

/// Whether a component reads, appends to or makes a layer from one that the other sets.
fn must_follow(component: &dyn Annotator, other: &dyn Annotator) -> bool {
    let (sets, own) = (other.provides(), component.provides());
    let reads = needed(component).any(|layer| sets.contains(&layer));
    reads
        || own.iter().any(|layer| {
            sets.iter()
                .any(|&set| layer.depends_on(set) && !own.contains(&set))
        })
}

fn setter(components: &[Box<dyn Annotator>], layer: Layer) -> Option<&str> {
    let mut setters = components.iter().filter(|c| c.provides().contains(&layer));
    setters.next().map(|c| c.name())
}

fn finds_what_it_reads(
    component: &dyn Annotator,
    present: &[Layer],
    after: &[Box<dyn Annotator>],
) -> Result<(), PipelineError> {
    let provides = component.provides();
    if let Some(&layer) = component.extends().iter().find(|l| provides.contains(l)) {
        return Err(PipelineError::SetsAndExtends {
            component: component.name().to_owned(),
            layer,
        });
    }
    match needed(component).find(|layer| !present.contains(layer)) {
        None => Ok(()),
        Some(layer) => Err(PipelineError::MissingLayer {
            component: component.name().to_owned(),
            layer,
            later: setter(&after[1..], layer).map(str::to_owned),
        }),
    }
}

fn drops_nothing(
    component: &dyn Annotator,
    present: &[Layer],
    before: &[Box<dyn Annotator>],
) -> Result<(), PipelineError> {
    let own = component.provides();
    for &layer in own {
        let lost = |p: &&Layer| p.depends_on(layer) && !own.contains(p);
        if let Some(&dropped) = present.iter().find(lost) {
            return Err(PipelineError::DropsLayer {
                component: component.name().to_owned(),
                layer,
                dropped,
                setter: setter(before, dropped).map(str::to_owned),
            });
        }
    }
    Ok(())
}

impl Pipeline {
    /// A builder with no component.
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::new()
    }

    /// Runs every component on the document, in order. A document without tokens is read as its reader
    /// sees it (see [`PlainText`](newsgraph_tokenize::PlainText)): the components get the plain text, and
    /// the spans that they set are moved to where they stand in the document's own.
    ///
    /// # Errors
    /// [`AnnotateError`] of the component that failed; layers set before it stay, where the text is plain.
    /// No text makes the shipped components fail.
    pub fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        annotate_plain(document, |document| {
            let mut components = self.components.iter();
            components.try_for_each(|component| component.annotate(document))
        })
    }

    /// Reads one text: a document with an empty id, annotated.
    ///
    /// # Errors
    /// [`AnnotateError`] as [`Pipeline::annotate`], and where the text is longer than 4 GiB.
    pub fn process(&self, text: &str) -> Result<Document, AnnotateError> {
        let mut document =
            Document::new("", text).map_err(|e: DocumentError| AnnotateError::from(e))?;
        self.annotate(&mut document)?;
        Ok(document)
    }

    /// Annotates every document, on all threads of the current `rayon` pool; results stand in the
    /// order of the documents and are the same for any number of threads.
    #[cfg(feature = "rayon")]
    pub fn annotate_all(&self, documents: &mut [Document]) -> Vec<Result<(), AnnotateError>> {
        use rayon::prelude::*;
        documents
            .par_iter_mut()
            .map(|document| self.annotate(document))
            .collect()
    }

    /// Annotates every document; results stand in the order of the documents.
    #[cfg(not(feature = "rayon"))]
    pub fn annotate_all(&self, documents: &mut [Document]) -> Vec<Result<(), AnnotateError>> {
        documents
            .iter_mut()
            .map(|document| self.annotate(document))
            .collect()
    }

    /// Names of the components, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(|c| c.name())
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

impl fmt::Debug for PipelineBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PipelineBuilder")
            .field("components", &self.names().collect::<Vec<_>>())
            .field("given", &self.given)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    struct Fake {
        name: &'static str,
        requires: &'static [Layer],
        provides: &'static [Layer],
        extends: &'static [Layer],
    }

    impl Annotator for Fake {
        fn name(&self) -> &str {
            self.name
        }

        fn requires(&self) -> &[Layer] {
            self.requires
        }

        fn provides(&self) -> &[Layer] {
            self.provides
        }

        fn extends(&self) -> &[Layer] {
            self.extends
        }

        fn annotate(&self, _: &mut Document) -> Result<(), AnnotateError> {
            Ok(())
        }
    }

    const fn fake(
        name: &'static str,
        requires: &'static [Layer],
        provides: &'static [Layer],
    ) -> Fake {
        Fake {
            name,
            requires,
            provides,
            extends: &[],
        }
    }

    const WORDS: Fake = fake("words", &[], &[Layer::Tokens, Layer::Sentences]);
    const TREES: Fake = fake("trees", &[Layer::Sentences], &[Layer::Syntax]);
    const NAMES: Fake = fake("names", &[Layer::Sentences], &[Layer::Mentions]);
    const LEMMA_NAMES: Fake = fake(
        "names",
        &[Layer::Sentences, Layer::Syntax],
        &[Layer::Mentions],
    );
    const ENTITIES: Fake = Fake {
        extends: &[Layer::Mentions],
        ..fake("entities", &[], &[Layer::Entities])
    };

    fn builder(components: &[Fake]) -> PipelineBuilder {
        let start = Pipeline::builder();
        components
            .iter()
            .fold(start, |b, &component| b.with(component))
    }

    fn message(components: &[Fake]) -> String {
        builder(components).build().unwrap_err().to_string()
    }

    #[test]
    fn refuses_a_component_without_its_layer() {
        assert_eq!(
            message(&[NAMES, WORDS]),
            "component \"names\" reads the sentences layer, which no component before it sets; \
             add \"words\" before it, or call PipelineBuilder::sorted before build"
        );
        assert_eq!(
            message(&[WORDS, LEMMA_NAMES]),
            "component \"names\" reads the syntax layer, which no component before it sets; add one that does by \
             PipelineBuilder::with, or call PipelineBuilder::given(Layer::Syntax) where documents come with it"
        );
        assert!(builder(&[NAMES]).given(Layer::Sentences).build().is_ok());
    }

    #[test]
    fn refuses_to_append_to_an_absent_layer() {
        let error = builder(&[WORDS, ENTITIES, NAMES]).build().unwrap_err();
        let expected = PipelineError::MissingLayer {
            component: "entities".into(),
            layer: Layer::Mentions,
            later: Some("names".into()),
        };
        assert_eq!(error, expected);
        assert!(builder(&[WORDS, NAMES, ENTITIES]).build().is_ok());
        let both = Fake {
            extends: &[Layer::Mentions],
            ..NAMES
        };
        assert_eq!(
            message(&[WORDS, both]),
            "component \"names\" both sets the mentions layer and appends to it; \
             name the layer in Annotator::provides or in Annotator::extends"
        );
    }

    #[test]
    fn refuses_a_component_that_would_drop_a_layer() {
        let error = builder(&[WORDS, NAMES, WORDS]).build().unwrap_err();
        let expected = PipelineError::DropsLayer {
            component: "words".into(),
            layer: Layer::Tokens,
            dropped: Layer::Mentions,
            setter: Some("names".into()),
        };
        assert_eq!(error, expected);
        assert_eq!(
            message(&[WORDS, NAMES, ENTITIES, NAMES]),
            "component \"names\" sets the mentions layer and so drops the entities layer, set before it by \"entities\"; \
             add \"names\" before that, or call PipelineBuilder::sorted before build"
        );
    }

    #[test]
    fn sorts_by_what_is_read() {
        let rewriter = fake(
            "rewriter",
            &[Layer::Tokens],
            &[Layer::Tokens, Layer::Sentences],
        );
        let cases: [(&[Fake], &[&str]); 6] = [
            (&[rewriter, NAMES, WORDS], &["words", "rewriter", "names"]),
            (&[WORDS, TREES, NAMES], &["words", "trees", "names"]),
            (&[WORDS, NAMES, TREES], &["words", "names", "trees"]),
            (&[WORDS, LEMMA_NAMES, TREES], &["words", "trees", "names"]),
            (
                &[ENTITIES, NAMES, TREES, WORDS],
                &["words", "names", "trees", "entities"],
            ),
            (&[WORDS, NAMES, NAMES], &["words", "names", "names"]),
        ];
        for (components, expected) in cases {
            let sorted = builder(components).sorted();
            assert_eq!(sorted.names().collect::<Vec<_>>(), expected);
            assert!(sorted.build().is_ok(), "{expected:?}");
        }
    }

    #[test]
    fn components_that_wait_for_one_another_are_refused() {
        let a = fake("a", &[Layer::Mentions], &[Layer::Syntax]);
        let b = fake("b", &[Layer::Syntax], &[Layer::Mentions]);
        let error = builder(&[WORDS, a, b]).sorted().build().unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("component \"a\" reads the mentions layer")
        );
    }

    #[test]
    fn replaces_by_name() {
        let other = fake("other", &[Layer::Tokens], &[Layer::Mentions]);
        let builder = builder(&[WORDS, NAMES]).replace("names", other);
        assert_eq!(builder.setter(Layer::Mentions), Some("other"));
        assert_eq!(builder.setter(Layer::Syntax), None);
        assert_eq!(
            builder.build().unwrap().names().collect::<Vec<_>>(),
            ["words", "other"]
        );
    }
}
