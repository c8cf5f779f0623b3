use crate::component::Component;
use crate::error::LoadError;
use newsgraph_coref::CorefResolver;
use newsgraph_document::{Annotator, Layer};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::{ModelBytes, ModelError, ModelFile};
use newsgraph_ner::{EntityRecognizer, ValueRecognizer};
use newsgraph_neural::WordVectors;
use newsgraph_pipeline::{Pipeline, PipelineBuilder};
use newsgraph_quote::QuoteAttributor;
use newsgraph_relation::{RelationExtractor, StatedRelations, TripleExtractor};
use newsgraph_syntax::SyntaxParser;
use newsgraph_tokenize::Tokenizer;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A set of models that were trained one on the other, and the components that work with them.
///
/// It holds no weights: each call reads those that it needs.
///
/// ```
/// # #[cfg(feature = "models-en")] {
/// use newsgraph::{Models, document::Layer};
/// let builder = Models::embedded().builder_for(&[Layer::Quotes])?;
/// assert_eq!(builder.names().collect::<Vec<_>>(), ["tokenize", "syntax", "ner", "quote"]);
/// # }
/// # Ok::<(), newsgraph::LoadError>(())
/// ```
///
/// One model of it can be another, with the rest as they are:
///
/// ```no_run
/// # #[cfg(feature = "models-en")] {
/// use newsgraph::{Model, Models};
/// let models = Models::embedded().with_file(Model::Names, "my-names.safetensors");
/// let pipeline = models.builder()?.build()?;
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Models {
    place: Place,
    /// Models that stand in the place of those of the set.
    own: BTreeMap<Model, Own>,
    /// The vectors that the components share, read when the first asks for them.
    vectors: Arc<OnceLock<WordVectors>>,
    tokenizer: Tokenizer,
    /// The words of another language; the components have those of English without them.
    tables: Option<Tables>,
}

#[derive(Clone, Debug)]
enum Place {
    #[cfg(feature = "models-en")]
    Embedded,
    Folder(PathBuf),
}

/// A model of one's own.
#[derive(Clone, Debug)]
enum Own {
    File(PathBuf),
    Bytes(ModelBytes),
}

/// A file of a set of models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Model {
    /// Vectors of words, which other models read.
    Vectors,
    /// Parts of speech, lemmas and trees.
    Syntax,
    /// Names.
    Names,
    /// Quotes.
    Quotes,
    /// What pronouns and descriptions refer to.
    Coreference,
    /// Relations in news, with the labels of DWIE.
    Relations,
    /// Relations with the labels of `CoNLL04`.
    RelationsConll04,
    /// Relations with the labels of `KnowledgeNet`.
    RelationsKnowledgeNet,
    /// The confidence of triples.
    Triples,
}

impl Model {
    /// Every file, each after those whose output it was trained on.
    pub const ALL: [Self; 9] = [
        Self::Vectors,
        Self::Syntax,
        Self::Names,
        Self::Quotes,
        Self::Coreference,
        Self::Relations,
        Self::RelationsConll04,
        Self::RelationsKnowledgeNet,
        Self::Triples,
    ];

    /// Those that components of the pipeline or the labels of DWIE have, and their vectors: each is called by its task.
    pub const OF_TASKS: [Self; 7] = [
        Self::Names,
        Self::Relations,
        Self::Quotes,
        Self::Syntax,
        Self::Coreference,
        Self::Triples,
        Self::Vectors,
    ];

    /// Its name: that of the [`Component`] which reads it, `vectors`, or that of its corpus, such as `conll04`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vectors => "vectors",
            Self::Syntax => "syntax",
            Self::Names => "ner",
            Self::Quotes => "quote",
            Self::Coreference => "coref",
            Self::Relations => "relation",
            Self::RelationsConll04 => "conll04",
            Self::RelationsKnowledgeNet => "knowledgenet",
            Self::Triples => "triples",
        }
    }

    /// The file of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.name() == name)
    }

    /// Where it lies in the folder of the set.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Vectors => "vectors/news.safetensors",
            Self::Syntax => "syntax/news.safetensors",
            Self::Names => "ner/news.safetensors",
            Self::Quotes => "quote/news.safetensors",
            Self::Coreference => "coref/news.safetensors",
            Self::Relations => "relation/news.safetensors",
            Self::RelationsConll04 => "relation/conll04.safetensors",
            Self::RelationsKnowledgeNet => "relation/knowledgenet.safetensors",
            Self::Triples => "relation/triples.safetensors",
        }
    }

    #[cfg(feature = "models-en")]
    fn embedded(self) -> &'static [u8] {
        match self {
            Self::Vectors => newsgraph_models_en_vectors::NEWS,
            Self::Syntax => newsgraph_models_en_syntax::NEWS,
            Self::Names => newsgraph_models_en_ner::NEWS,
            Self::Quotes => newsgraph_models_en_quote::NEWS,
            Self::Coreference => newsgraph_models_en_coref::NEWS,
            Self::Relations => newsgraph_models_en_relation::NEWS,
            Self::RelationsConll04 => newsgraph_models_en_relation::CONLL04,
            Self::RelationsKnowledgeNet => newsgraph_models_en_relation::KNOWLEDGENET,
            Self::Triples => newsgraph_models_en_relation::TRIPLES,
        }
    }
}

/// Every method that makes a component has an error, which names the file, where its model is missing, damaged or of
/// another version, or which names the table, where that is missing or has a row of another form.
#[expect(
    clippy::missing_errors_doc,
    reason = "the errors are the same for all, and said above"
)]
impl Models {
    /// The models for English news that are inside the crate.
    #[cfg(feature = "models-en")]
    pub fn embedded() -> Self {
        Self::of(Place::Embedded)
    }

    /// The models of a folder, each at its [`Model::path`].
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self::of(Place::Folder(path.into()))
    }

    fn of(place: Place) -> Self {
        Self {
            place,
            own: BTreeMap::new(),
            vectors: Arc::default(),
            tokenizer: Tokenizer::default(),
            tables: None,
        }
    }

    /// The same set with the model of this file in the place of its own. The file is read when a component asks for it.
    ///
    /// The pipeline's relations are read by rules; a model of relations is what [`Models::relations`] reads.
    #[must_use]
    pub fn with_file(self, model: Model, path: impl Into<PathBuf>) -> Self {
        self.with(model, Own::File(path.into()))
    }

    /// The same set with these bytes in the place of one of its models.
    #[must_use]
    pub fn with_bytes(self, model: Model, bytes: impl Into<ModelBytes>) -> Self {
        self.with(model, Own::Bytes(bytes.into()))
    }

    fn with(mut self, model: Model, own: Own) -> Self {
        if model == Model::Vectors {
            self.vectors = Arc::default();
        }
        self.own.insert(model, own);
        self
    }

    /// The same set with a tokenizer of one's own.
    #[must_use]
    pub fn with_tokenizer(mut self, tokenizer: Tokenizer) -> Self {
        self.tokenizer = tokenizer;
        self
    }

    /// The same set with the words of another language, or with some of [`english_tables`](crate::english_tables)
    /// changed. The tokenizer is left as it is; see [`Models::with_tokenizer`].
    #[must_use]
    pub fn with_tables(mut self, tables: Tables) -> Self {
        self.tables = Some(tables);
        self
    }

    /// A component with the words of the set, where it has its own.
    fn worded<T>(
        &self,
        component: T,
        with: impl FnOnce(T, &Tables) -> Result<T, TableError>,
    ) -> Result<T, LoadError> {
        match &self.tables {
            None => Ok(component),
            Some(tables) => Ok(with(component, tables)?),
        }
    }

    /// The bytes of a model.
    pub fn bytes(&self, model: Model) -> Result<ModelBytes, ModelError> {
        match (self.own.get(&model), &self.place) {
            (Some(Own::Bytes(bytes)), _) => Ok(bytes.clone()),
            (Some(Own::File(path)), _) => read_file(path),
            #[cfg(feature = "models-en")]
            (None, Place::Embedded) => Ok(ModelBytes::of_binary(model.embedded())),
            (None, Place::Folder(folder)) => read_file(&folder.join(model.path())),
        }
    }

    /// Where a model lies; its place in a folder where it lies in none.
    fn path(&self, model: Model) -> PathBuf {
        match (self.own.get(&model), &self.place) {
            (Some(Own::File(path)), _) => path.clone(),
            (None, Place::Folder(folder)) => folder.join(model.path()),
            _ => PathBuf::from(model.path()),
        }
    }

    /// A model as it is kept, with its name, its checksum and the models before it.
    pub fn file(&self, model: Model) -> Result<ModelFile, ModelError> {
        self.read(model, ModelFile::of_any_task)
    }

    fn read<T>(
        &self,
        model: Model,
        read: impl FnOnce(ModelBytes) -> Result<T, ModelError>,
    ) -> Result<T, ModelError> {
        read(self.bytes(model)?).map_err(|error| error.of_file(self.path(model)))
    }

    /// What finds words, sentences and quotation marks.
    pub fn tokenizer(&self) -> Tokenizer {
        self.tokenizer.clone()
    }

    /// The vectors of words that components share.
    pub fn vectors(&self) -> Result<WordVectors, LoadError> {
        if let Some(vectors) = self.vectors.get() {
            return Ok(vectors.clone());
        }
        let vectors = self.read(Model::Vectors, WordVectors::from_bytes)?;
        Ok(self.vectors.get_or_init(|| vectors).clone())
    }

    /// What builds trees.
    pub fn parser(&self) -> Result<SyntaxParser, LoadError> {
        let vectors = self.vectors()?;
        let read = |bytes| SyntaxParser::from_bytes(bytes, &vectors);
        Ok(self.read(Model::Syntax, read)?)
    }

    /// What finds names and values.
    pub fn recognizer(&self) -> Result<EntityRecognizer, LoadError> {
        let vectors = self.vectors()?;
        let read = |bytes| EntityRecognizer::from_bytes(bytes, &vectors);
        self.worded(self.read(Model::Names, read)?, with_values)
    }

    /// What finds names and values, with the labels of a scheme of the model, such as `conll`.
    pub fn recognizer_in_scheme(&self, scheme: &str) -> Result<EntityRecognizer, LoadError> {
        let vectors = self.vectors()?;
        let read = |bytes| EntityRecognizer::from_bytes_in_scheme(bytes, scheme, &vectors);
        self.worded(self.read(Model::Names, read)?, with_values)
    }

    /// What finds quotes and their speakers.
    pub fn attributor(&self) -> Result<QuoteAttributor, LoadError> {
        let vectors = self.vectors()?;
        let read = |bytes| QuoteAttributor::from_bytes(bytes, &vectors);
        self.worded(
            self.read(Model::Quotes, read)?,
            QuoteAttributor::with_tables,
        )
    }

    /// What finds entities.
    pub fn resolver(&self) -> Result<CorefResolver, LoadError> {
        let vectors = self.vectors()?;
        let read = |bytes| CorefResolver::from_bytes(bytes, &vectors);
        self.worded(
            self.read(Model::Coreference, read)?,
            CorefResolver::with_tables,
        )
    }

    /// What finds the relations that a text states, which the pipeline gives. It has no model.
    pub fn stated_relations(&self) -> Result<StatedRelations, LoadError> {
        match &self.tables {
            None => Ok(StatedRelations::english()),
            Some(tables) => Ok(StatedRelations::from_tables(tables)?),
        }
    }

    /// What finds relations as the model of news learned them from DWIE: with what is known of the names, and over
    /// sentences.
    pub fn relations(&self) -> Result<RelationExtractor, LoadError> {
        self.relations_of(Model::Relations)
    }

    /// What finds relations, by one of the models of relations.
    pub fn relations_of(&self, model: Model) -> Result<RelationExtractor, LoadError> {
        let relations = self.read(model, RelationExtractor::from_bytes)?;
        self.worded(relations, RelationExtractor::with_tables)
    }

    /// What finds triples.
    pub fn triples(&self) -> Result<TripleExtractor, LoadError> {
        let triples = self.read(Model::Triples, TripleExtractor::from_bytes)?;
        self.worded(triples, TripleExtractor::with_tables)
    }

    /// A component of the pipeline.
    pub fn component(&self, component: Component) -> Result<Arc<dyn Annotator>, LoadError> {
        Ok(match component {
            Component::Tokenize => Arc::new(self.tokenizer()),
            Component::Syntax => Arc::new(self.parser()?),
            Component::Ner => Arc::new(self.recognizer()?),
            Component::Quote => Arc::new(self.attributor()?),
            Component::Coref => Arc::new(self.resolver()?),
            Component::Relation => Arc::new(self.stated_relations()?),
            Component::Triples => Arc::new(self.triples()?),
        })
    }

    /// The components that these layers need, as [`Component::for_layers`] chooses them; no other is read.
    pub fn components(&self, layers: &[Layer]) -> Result<Vec<Arc<dyn Annotator>>, LoadError> {
        let chosen = Component::for_layers(layers).into_iter();
        chosen.map(|component| self.component(component)).collect()
    }

    /// A pipeline of the components that these layers need.
    pub fn builder_for(&self, layers: &[Layer]) -> Result<PipelineBuilder, LoadError> {
        let components = self.components(layers)?.into_iter();
        Ok(components.fold(Pipeline::builder(), PipelineBuilder::with))
    }

    /// A pipeline of all components: `tokenize`, `syntax`, `ner`, `quote`, `coref`, `relation`, `triples`.
    pub fn builder(&self) -> Result<PipelineBuilder, LoadError> {
        self.builder_for(&Layer::ALL)
    }
}

fn read_file(path: &Path) -> Result<ModelBytes, ModelError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(bytes.into()),
        Err(source) => Err(ModelError::Io {
            path: path.to_path_buf(),
            source,
        }),
    }
}

fn with_values(
    recognizer: EntityRecognizer,
    tables: &Tables,
) -> Result<EntityRecognizer, TableError> {
    Ok(recognizer.with_values(ValueRecognizer::from_tables(tables)?))
}
