use newsgraph_document::Layer;

/// A component of the shipped pipeline, as it is known before it is loaded.
///
/// ```
/// use newsgraph::{Component, document::Layer};
/// let names = Component::for_layers(&[Layer::Quotes]).into_iter().map(Component::name);
/// assert_eq!(names.collect::<Vec<_>>(), ["tokenize", "syntax", "ner", "quote"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Component {
    /// Words, sentences and quotation marks.
    Tokenize,
    /// Parts of speech, lemmas and trees.
    Syntax,
    /// Names and values.
    Ner,
    /// Quotes.
    Quote,
    /// What pronouns and descriptions refer to.
    Coref,
    /// Relations.
    Relation,
    /// Triples.
    Triples,
}

impl Component {
    /// All of them, in the order of the pipeline.
    pub const ALL: [Self; 7] = [
        Self::Tokenize,
        Self::Syntax,
        Self::Ner,
        Self::Quote,
        Self::Coref,
        Self::Relation,
        Self::Triples,
    ];

    /// Its name, as [`Annotator::name`](newsgraph_document::Annotator::name) tells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tokenize => "tokenize",
            Self::Syntax => "syntax",
            Self::Ner => "ner",
            Self::Quote => "quote",
            Self::Coref => "coref",
            Self::Relation => "relation",
            Self::Triples => "triples",
        }
    }

    /// The component of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }

    /// The layers that it sets.
    pub const fn provides(self) -> &'static [Layer] {
        match self {
            Self::Tokenize => &[Layer::Tokens, Layer::Sentences, Layer::QuoteMarks],
            Self::Syntax => &[Layer::Syntax],
            Self::Ner => &[Layer::Mentions],
            Self::Quote => &[Layer::Quotes],
            Self::Coref => &[Layer::Entities],
            Self::Relation => &[Layer::Relations],
            Self::Triples => &[Layer::Triples],
        }
    }

    /// The component that sets a layer.
    pub fn setter(layer: Layer) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|c| c.provides().contains(&layer))
    }

    /// The layers that it reads.
    pub const fn requires(self) -> &'static [Layer] {
        match self {
            Self::Tokenize => &[],
            Self::Syntax | Self::Ner => &[Layer::Tokens, Layer::Sentences],
            Self::Quote => &[Layer::QuoteMarks, Layer::Syntax, Layer::Mentions],
            Self::Coref => &[Layer::Syntax, Layer::Mentions, Layer::Quotes],
            Self::Relation => &[Layer::Syntax, Layer::Quotes, Layer::Entities],
            Self::Triples => &[Layer::Syntax, Layer::Quotes],
        }
    }

    /// The layers that it appends to.
    pub const fn extends(self) -> &'static [Layer] {
        match self {
            Self::Coref => &[Layer::Mentions],
            _ => &[],
        }
    }

    /// The components that set or append to one of these layers, and those that they need, in the order of the pipeline,
    /// so that the layers are what they are with all components.
    pub fn for_layers(layers: &[Layer]) -> Vec<Self> {
        let mut wanted = layers.to_vec();
        let mut kept = Vec::new();
        for component in Self::ALL.into_iter().rev() {
            let mut gives = component.provides().iter().chain(component.extends());
            if gives.any(|layer| wanted.contains(layer)) {
                wanted.extend(component.requires());
                wanted.extend(component.extends());
                kept.push(component);
            }
        }
        kept.reverse();
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_layers_need() {
        use Layer::{Entities, Mentions, Sentences, Syntax, Triples};
        let cases: [(&[Layer], &[&str]); 6] = [
            (&[], &[]),
            (&[Sentences], &["tokenize"]),
            (&[Syntax], &["tokenize", "syntax"]),
            // What is appended belongs to the layer.
            (
                &[Mentions],
                &["tokenize", "syntax", "ner", "quote", "coref"],
            ),
            (
                &[Entities],
                &["tokenize", "syntax", "ner", "quote", "coref"],
            ),
            // What is appended after the last that reads it does not.
            (
                &[Triples],
                &["tokenize", "syntax", "ner", "quote", "triples"],
            ),
        ];
        for (layers, expected) in cases {
            let names = Component::for_layers(layers)
                .into_iter()
                .map(Component::name);
            assert_eq!(names.collect::<Vec<_>>(), expected);
        }
        assert_eq!(Component::for_layers(&Layer::ALL), Component::ALL);
    }

    #[test]
    fn each_has_its_name() {
        for component in Component::ALL {
            assert_eq!(Component::named(component.name()), Some(component));
        }
        assert_eq!(Component::named("magic"), None);
        assert_eq!(
            Component::setter(Layer::Sentences),
            Some(Component::Tokenize)
        );
    }
}
