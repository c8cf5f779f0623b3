use crate::candidates::Candidate;
use crate::model::{Model, Schema, TASK, TEMPLATES};
use crate::path::Path as Way;
use crate::scene::{Cast, Scene};
use crate::tables::Language;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Entity, EntityId, Label, Layer, Mention, Quote, QuoteId,
    Relation, Span, Status, Syntax, TokenizedText, Upos,
};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::{ModelBytes, ModelError, ModelFile};
use newsgraph_phrase::{Polarity, QuoteIndex, Trees};
use std::path::Path;

/// Finds typed relations between the entities of a text.
#[derive(Clone, Debug)]
pub struct RelationExtractor {
    model: Model,
    language: Language,
    labels: Labels,
    name: String,
}

/// Whose labels relations have, and how sure one must be of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Labels {
    /// The names for users.
    Public,
    /// Those of the model's corpus.
    Corpus,
}

/// The label between a word for what is from a country and the country.
const DEMONYM: &str = "demonym_of";

impl RelationExtractor {
    /// The extractor of a model file's bytes.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no model of relations, or one for another version of this crate.
    pub fn from_bytes(bytes: impl Into<ModelBytes>) -> Result<Self, ModelError> {
        Self::new(&ModelFile::from_bytes(bytes, TASK, TEMPLATES)?)
    }

    /// The extractor of a model file.
    ///
    /// # Errors
    /// As [`RelationExtractor::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, ModelError> {
        Self::new(&ModelFile::load(path, TASK, TEMPLATES)?)
    }

    fn new(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            model: Model::read(file)?,
            language: Language::english(),
            labels: Labels::Public,
            name: file.identity(),
        })
    }

    /// The same extractor with the words of another language, or other words: the tables of relations and `grammar`, as
    /// [`english_tables`](crate::english_tables) has them. A model knows countries and classes of words by their places
    /// in the tables that it was trained with.
    ///
    /// # Errors
    /// [`TableError`] where a table or one of its groups is missing, or a row has another form.
    pub fn with_tables(mut self, tables: &Tables) -> Result<Self, TableError> {
        self.language = Language::from_tables(tables)?;
        Ok(self)
    }

    /// The same extractor, which gives what the corpus of its model would have: its labels, in place of their names
    /// for users, relations of their own for words for what is from a country, both ways of those that hold
    /// both ways, and all from the odds on that are best for the corpus's F1.
    #[must_use]
    pub fn with_corpus_labels(mut self) -> Self {
        self.labels = Labels::Corpus;
        self
    }

    /// Relations in the order of the words that they were read from, each once for the same entities.
    /// Scores are log-odds turned into probabilities. Empty where the trees are not of this text.
    pub fn extract(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        entities: &[Entity],
        quotes: &[Quote],
    ) -> Vec<Relation> {
        if syntax.len() != text.tokens.len() {
            return Vec::new();
        }
        let (schema, language) = (&self.model.schema, &self.language);
        let scene = Scene::new(
            Trees::new(text, syntax, &language.grammar),
            &language.lexicon,
            Cast { mentions, entities },
            schema.countries(&language.countries),
        );
        let candidates = schema.candidates(&scene);
        let facts = &self.model.facts;
        let get = |key| facts.get(key);
        let odds = (self.model).odds(&scene, &candidates, &language.rules, &get);
        let claims = QuoteIndex::new(quotes, |_| true);
        let mut relations = Vec::new();
        for (candidate, odds) in candidates.iter().zip(&odds) {
            let labels = odds.iter().enumerate().filter(|&(label, &odds)| {
                let threshold = self.model.thresholds[label];
                let odd = self.is_second_way(&scene, candidate, label);
                let least = match self.labels {
                    Labels::Public => threshold.careful,
                    Labels::Corpus => threshold.balanced,
                };
                !odd && odds >= least
            });
            let mut evidence = None;
            for (label, &odds) in labels {
                let evidence =
                    evidence.get_or_insert_with(|| Evidence::new(&scene, candidate, &claims));
                let chance = self.model.chance(odds);
                let found = pairs(&scene, candidate, schema, label, self.labels);
                relations.extend(found.iter().map(|pair| evidence.relation(pair, chance)));
            }
        }
        if schema.by_document {
            let label = match self.labels {
                Labels::Public => DEMONYM,
                Labels::Corpus => &schema.demonyms.of_country,
            };
            demonyms(&scene, &claims, label, &mut relations);
        }
        relations.sort_by(|a, b| key(a).cmp(&key(b)));
        relations
            .dedup_by(|b, a| (&a.label, a.subject, a.object) == (&b.label, b.subject, b.object));
        relations.sort_by(|a, b| a.evidence.cmp(&b.evidence).then(key(a).cmp(&key(b))));
        relations
    }
}

impl RelationExtractor {
    /// Whether a relation that holds both ways is given the other way round, from whom the text names first.
    fn is_second_way(&self, scene: &Scene<'_>, candidate: &Candidate, label: usize) -> bool {
        let first = |argument: usize| scene.arguments[argument].places.first();
        let symmetric = self.model.schema.symmetric >> label & 1 == 1;
        let later = first(candidate.subject) > first(candidate.object);
        symmetric && later && self.labels == Labels::Public
    }
}

fn key(relation: &Relation) -> (EntityId, EntityId, &Label) {
    (relation.subject, relation.object, &relation.label)
}

/// A label between entities, by their positions.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) subject: usize,
    pub(crate) object: usize,
    pub(crate) label: String,
}

/// The entities of a relation between arguments, with its label for each pair of them.
pub(crate) fn pairs(
    scene: &Scene<'_>,
    candidate: &Candidate,
    schema: &Schema,
    label: usize,
    labels: Labels,
) -> Vec<Pair> {
    let [subject, object] = [candidate.subject, candidate.object].map(|a| &scene.arguments[a]);
    let Some(&first) = subject.entities.first() else {
        return Vec::new();
    };
    let pair = |object: usize, label: String| Pair {
        subject: first,
        object,
        label,
    };
    let (name, own) = (&schema.names[label], &schema.labels[label]);
    let entities = object.entities.iter();
    match labels {
        Labels::Public => entities.take(1).map(|&o| pair(o, name.clone())).collect(),
        Labels::Corpus if !schema.by_document => {
            entities.take(1).map(|&o| pair(o, own.clone())).collect()
        }
        Labels::Corpus => {
            let named = object.entities.len() - object.demonyms;
            let adjectival = schema.adjectival >> label & 1 == 1;
            let pair = |(at, &entity): (usize, &usize)| {
                if at < named {
                    Some(pair(entity, own.clone()))
                } else {
                    adjectival.then(|| pair(entity, format!("{own}{}", schema.demonyms.ending)))
                }
            };
            entities.enumerate().filter_map(pair).collect()
        }
    }
}

/// Words for what is from a country go with the country where the text names it. No label for it gives nothing.
fn demonyms(scene: &Scene<'_>, claims: &QuoteIndex, label: &str, relations: &mut Vec<Relation>) {
    let found = scene.demonyms().into_iter().filter(|_| !label.is_empty());
    for demonym in found {
        let Some(argument) = scene.of[demonym.word] else {
            continue;
        };
        let candidate = Candidate {
            subject: argument,
            object: argument,
            pairs: Vec::new(),
        };
        let evidence = Evidence::new(scene, &candidate, claims);
        let pair = Pair {
            subject: demonym.word,
            object: demonym.country,
            label: label.to_owned(),
        };
        relations.push(evidence.relation(&pair, 1.0));
    }
}

/// Where a relation was read, and how it is said.
struct Evidence {
    spans: Vec<Span>,
    polarity: Polarity,
    quote: Option<QuoteId>,
}

impl Evidence {
    fn new(scene: &Scene<'_>, candidate: &Candidate, claims: &QuoteIndex) -> Self {
        let first = |argument: usize| scene.arguments[argument].places.first().copied();
        let nearest = candidate.pairs.first().copied();
        let places = nearest.map_or_else(
            || [first(candidate.subject), first(candidate.object)],
            |pair| [Some(pair.subject), Some(pair.object)],
        );
        let places: Vec<_> = places
            .into_iter()
            .flatten()
            .map(|p| &scene.places[p])
            .collect();
        let mut spans: Vec<Span> = places
            .iter()
            .map(|p| scene.trees.text.span_of(p.tokens.clone()))
            .collect();
        let trigger = match (nearest, places.as_slice()) {
            (Some(_), [a, b]) => Way::new(scene.trees.syntax, a.head, b.head)
                .map(|way| way.top)
                .filter(|&top| {
                    let inside = a.tokens.contains(&top) || b.tokens.contains(&top);
                    !inside
                        && matches!(
                            scene.trees.syntax.upos(top),
                            Upos::Noun | Upos::Verb | Upos::Adj
                        )
                }),
            _ => None,
        };
        spans.extend(trigger.map(|t| scene.trees.text.tokens[t].span));
        spans.sort_unstable();
        spans.dedup();
        let polarity = trigger.map(|t| scene.trees.polarity(t)).unwrap_or_default();
        let anchor = trigger.or(places.first().map(|p| p.head));
        let quote = nearest
            .and(anchor)
            .and_then(|t| claims.innermost(scene.trees.text.tokens[t].span));
        Self {
            spans,
            polarity,
            quote,
        }
    }

    fn relation(&self, pair: &Pair, score: f32) -> Relation {
        Relation {
            label: Label::new(&pair.label),
            subject: EntityId::new(pair.subject),
            object: EntityId::new(pair.object),
            evidence: self.spans.clone(),
            status: Status::Now,
            role: None,
            negated: self.polarity.negated,
            hedged: self.polarity.hedged,
            quote: self.quote,
            score: Some(score),
        }
    }
}

impl Annotator for RelationExtractor {
    fn name(&self) -> &'static str {
        "relation"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Quotes, Layer::Entities]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Relations]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let found = self.extract(
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
            document.entities()?,
            document.quotes()?,
        );
        document.set_relations(found, self)?;
        Ok(())
    }
}
