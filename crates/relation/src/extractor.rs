use crate::candidates::Candidate;
use crate::claim::{Claims, polarity};
use crate::countries::Countries;
use crate::features::path;
use crate::lexicon::Lexicon;
use crate::model::{Model, TASK, TEMPLATES};
use crate::scene::Scene;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Entity, EntityId, Label, Layer, Mention, Quote, QuoteId,
    Relation, Span, Syntax, TokenizedText, Upos,
};
use newsgraph_linear::{ModelError, ModelFile};
use std::path::Path;

/// Finds typed relations between the entities of a text.
#[derive(Clone, Debug)]
pub struct RelationExtractor {
    model: Model,
    countries: Countries,
    lexicon: Lexicon,
    of_corpus: bool,
    name: String,
}

/// The ending of labels whose object is a word for what is from a country.
pub(crate) const ADJECTIVAL: &str = "-x";

/// The label between such a word and its country, and what the corpus calls it.
const DEMONYM: &str = "demonym_of";
pub(crate) const CORPUS_DEMONYM: &str = "gpe0";

impl RelationExtractor {
    /// The extractor of a model file's bytes.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no model of relations, or one for another version of this crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
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
            countries: Countries::default(),
            lexicon: Lexicon::default(),
            of_corpus: false,
            name: file.identity(),
        })
    }

    /// The same extractor, which gives what the corpus of its model would have: labels with the level of a
    /// place and the ending for nationalities (`based_in0`, `citizen_of-x`), a relation of its own for such a
    /// word, and relations from the odds on that are best for the corpus's F1.
    #[must_use]
    pub fn with_corpus_labels(mut self) -> Self {
        self.of_corpus = true;
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
        let schema = &self.model.schema;
        let countries = schema.countries(&self.countries);
        let scene = Scene::new(text, syntax, &self.lexicon, (mentions, entities), countries);
        let candidates = schema.candidates(&scene);
        let facts = &self.model.facts;
        let odds = self.model.odds(&scene, &candidates, &|key| facts.get(key));
        let claims = Claims::new(quotes);
        let mut relations = Vec::new();
        for (candidate, odds) in candidates.iter().zip(&odds) {
            let labels = odds.iter().enumerate().filter(|&(label, &odds)| {
                let threshold = self.model.thresholds[label];
                let odd = self.is_second_way(&scene, candidate, label);
                !odd && odds
                    >= if self.of_corpus {
                        threshold.balanced
                    } else {
                        threshold.careful
                    }
            });
            let mut evidence = None;
            for (label, &odds) in labels {
                let evidence =
                    evidence.get_or_insert_with(|| Evidence::new(&scene, candidate, &claims));
                let found = pairs(&scene, candidate, &self.model, label, self.of_corpus);
                for (subject, object, label) in found {
                    relations.push(evidence.relation(
                        &label,
                        [subject, object],
                        self.model.chance(odds),
                    ));
                }
            }
        }
        if schema.by_document {
            demonyms(&scene, &claims, self.of_corpus, &mut relations);
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
        symmetric && later && !self.of_corpus
    }
}

fn key(relation: &Relation) -> (EntityId, EntityId, &Label) {
    (relation.subject, relation.object, &relation.label)
}

/// The entities of a relation between arguments, with its label for each pair of them.
pub(crate) fn pairs(
    scene: &Scene<'_>,
    candidate: &Candidate,
    model: &Model,
    label: usize,
    of_corpus: bool,
) -> Vec<(usize, usize, String)> {
    let schema = &model.schema;
    let name = schema.labels[label].as_str();
    let [subject, object] = [candidate.subject, candidate.object].map(|a| &scene.arguments[a]);
    let Some(&first) = subject.entities.first() else {
        return Vec::new();
    };
    let named = object.entities.len() - object.demonyms;
    if !of_corpus || !schema.by_document {
        let label = if schema.by_document {
            public(name)
        } else {
            name
        };
        let object = object.entities.first();
        return object
            .map(|&o| (first, o, label.to_owned()))
            .into_iter()
            .collect();
    }
    let adjectival = schema.adjectival >> label & 1 == 1;
    let pair = |(at, &entity): (usize, &usize)| {
        if at < named {
            Some((first, entity, name.to_owned()))
        } else {
            adjectival.then(|| (first, entity, format!("{name}{ADJECTIVAL}")))
        }
    };
    object
        .entities
        .iter()
        .enumerate()
        .filter_map(pair)
        .collect()
}

/// The label without the level of a place.
pub(crate) fn public(label: &str) -> &str {
    label.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// Words for what is from a country go with the country where the text names it.
fn demonyms(
    scene: &Scene<'_>,
    claims: &Claims<'_>,
    of_corpus: bool,
    relations: &mut Vec<Relation>,
) {
    let label = if of_corpus { CORPUS_DEMONYM } else { DEMONYM };
    for (demonym, country) in scene.demonyms() {
        let Some(argument) = scene.of[demonym] else {
            continue;
        };
        let candidate = Candidate {
            subject: argument,
            object: argument,
            pairs: Vec::new(),
        };
        let evidence = Evidence::new(scene, &candidate, claims);
        relations.push(evidence.relation(label, [demonym, country], 1.0));
    }
}

/// Where a relation was read, and how it is said.
struct Evidence {
    spans: Vec<Span>,
    negated: bool,
    hedged: bool,
    quote: Option<QuoteId>,
}

impl Evidence {
    fn new(scene: &Scene<'_>, candidate: &Candidate, claims: &Claims<'_>) -> Self {
        let first = |argument: usize| scene.arguments[argument].places.first().copied();
        let nearest = candidate.pairs.first().copied();
        let places = nearest.map_or_else(
            || [first(candidate.subject), first(candidate.object)],
            |pair| pair.map(Some),
        );
        let places: Vec<_> = places
            .into_iter()
            .flatten()
            .map(|p| &scene.places[p])
            .collect();
        let mut spans: Vec<Span> = places
            .iter()
            .map(|p| scene.text.span_of(p.tokens.clone()))
            .collect();
        let trigger = match (nearest, places.as_slice()) {
            (Some(_), [a, b]) => {
                path(scene, a.head, b.head)
                    .map(|(_, top, _)| top)
                    .filter(|&top| {
                        let inside = a.tokens.contains(&top) || b.tokens.contains(&top);
                        !inside
                            && matches!(scene.syntax.upos(top), Upos::Noun | Upos::Verb | Upos::Adj)
                    })
            }
            _ => None,
        };
        spans.extend(trigger.map(|t| scene.text.tokens[t].span));
        spans.sort_unstable();
        spans.dedup();
        let (negated, hedged) =
            trigger.map_or((false, false), |t| polarity(scene.text, scene.syntax, t));
        let anchor = trigger.or(places.first().map(|p| p.head));
        let quote = nearest
            .and(anchor)
            .and_then(|t| claims.of(scene.text.tokens[t].span));
        Self {
            spans,
            negated,
            hedged,
            quote: quote.map(QuoteId::new),
        }
    }

    fn relation(&self, label: &str, [subject, object]: [usize; 2], score: f32) -> Relation {
        Relation {
            label: Label::new(label),
            subject: EntityId::new(subject),
            object: EntityId::new(object),
            evidence: self.spans.clone(),
            negated: self.negated,
            hedged: self.hedged,
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
