use crate::{Pipeline, PipelineError};
use newsgraph_document::{Annotator, Layer};
use std::fmt;

/// Puts components in order and checks that each finds what it reads.
#[derive(Default)]
pub struct PipelineBuilder {
    components: Vec<Box<dyn Annotator>>,
    given: Vec<Layer>,
    /// The first fault of a call, told by [`PipelineBuilder::build`], so that calls can be chained.
    fault: Option<PipelineError>,
}

impl Pipeline {
    /// A builder with no component.
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::new()
    }
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

    /// Puts a component in the place of the one with this name. Where there is none,
    /// [`PipelineBuilder::build`] says so.
    #[must_use]
    pub fn replace(mut self, name: &str, component: impl Annotator + 'static) -> Self {
        if let Some(at) = self.place("replace", name) {
            self.components[at] = Box::new(component);
        }
        self
    }

    /// Puts a component right before the one with this name. Where there is none,
    /// [`PipelineBuilder::build`] says so.
    #[must_use]
    pub fn insert_before(mut self, name: &str, component: impl Annotator + 'static) -> Self {
        if let Some(at) = self.place("insert_before", name) {
            self.components.insert(at, Box::new(component));
        }
        self
    }

    /// Puts a component right after the one with this name. Where there is none,
    /// [`PipelineBuilder::build`] says so.
    #[must_use]
    pub fn insert_after(mut self, name: &str, component: impl Annotator + 'static) -> Self {
        if let Some(at) = self.place("insert_after", name) {
            self.components.insert(at + 1, Box::new(component));
        }
        self
    }

    /// Where the first component of a name stands; a fault of the call where there is none.
    fn place(&mut self, call: &'static str, name: &str) -> Option<usize> {
        let found = self.components.iter().position(|c| c.name() == name);
        if found.is_none() && self.fault.is_none() {
            self.fault = Some(PipelineError::UnknownComponent {
                call,
                name: name.to_owned(),
                known: self.names().map(str::to_owned).collect(),
            });
        }
        found
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
    /// or sets one whose renewal drops a layer that was set before, and where a call before named a
    /// component that was not there.
    pub fn build(self) -> Result<Pipeline, PipelineError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut present = self.given;
        for (position, component) in self.components.iter().enumerate() {
            let (before, after) = self.components.split_at(position);
            finds_what_it_reads(&**component, &present, after)?;
            drops_nothing(&**component, &present, before)?;
            present.extend(component.provides());
        }
        Ok(Pipeline::new(self.components))
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

impl fmt::Debug for PipelineBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PipelineBuilder")
            .field("components", &self.names().collect::<Vec<_>>())
            .field("given", &self.given)
            .field("fault", &self.fault)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_document::{AnnotateError, Document};

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

    /// A call of a builder with a component.
    type Call = fn(PipelineBuilder, Fake) -> PipelineBuilder;

    #[test]
    fn inserts_by_name() {
        let other = || fake("other", &[Layer::Tokens], &[]);
        let cases: [(Call, &[&str]); 4] = [
            (
                |b, c| b.insert_before("trees", c),
                &["words", "other", "trees", "names"],
            ),
            (
                |b, c| b.insert_after("trees", c),
                &["words", "trees", "other", "names"],
            ),
            (
                |b, c| b.insert_after("names", c),
                &["words", "trees", "names", "other"],
            ),
            (|b, c| b.replace("trees", c), &["words", "other", "names"]),
        ];
        for (call, expected) in cases {
            let builder = call(builder(&[WORDS, TREES, NAMES]), other());
            assert_eq!(builder.names().collect::<Vec<_>>(), expected);
            assert!(builder.build().is_ok(), "{expected:?}");
        }
        let first = builder(&[WORDS]).insert_before("words", fake("other", &[], &[]));
        assert_eq!(first.names().collect::<Vec<_>>(), ["other", "words"]);
    }

    #[test]
    fn refuses_a_name_that_it_does_not_have() {
        let other = || fake("other", &[], &[]);
        let sound = || builder(&[WORDS, TREES, NAMES]);
        let cases = [
            (
                sound().replace("tree", other()),
                "PipelineBuilder::replace: there is no component \"tree\"; did you mean \"trees\"? \
                 The builder has \"words\", \"trees\", \"names\"",
            ),
            (
                sound().insert_before("nmaes", other()),
                "PipelineBuilder::insert_before: there is no component \"nmaes\"; did you mean \"names\"? \
                 The builder has \"words\", \"trees\", \"names\"",
            ),
            (
                sound().insert_after("quotes", other()),
                "PipelineBuilder::insert_after: there is no component \"quotes\"; \
                 the builder has \"words\", \"trees\", \"names\"; call PipelineBuilder::with to add one at the end",
            ),
            (
                builder(&[]).replace("words", other()),
                "PipelineBuilder::replace: there is no component \"words\"; \
                 the builder has none; call PipelineBuilder::with to add one at the end",
            ),
            // The first fault is told.
            (
                sound()
                    .replace("Words", other())
                    .replace("nothing", other()),
                "PipelineBuilder::replace: there is no component \"Words\"; did you mean \"words\"? \
                 The builder has \"words\", \"trees\", \"names\"",
            ),
        ];
        for (builder, expected) in cases {
            let error = builder.build().unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert!(matches!(error, PipelineError::UnknownComponent { .. }));
        }
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
