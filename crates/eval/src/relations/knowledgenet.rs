use super::{RelationExample, Triple, report};
use crate::error::filled_lines;
use crate::{CorpusError, Measure, Report, System};
use newsgraph_document::{
    AnnotateError, Document, DocumentError, Entity, Label, Layer, Maker, Mention, MentionId,
    MentionKind, Span,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A document of `KnowledgeNet` with the passages that are annotated.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[serde(expecting = "an object")]
pub struct KnowledgeDocument {
    /// Its passages.
    pub passages: Vec<Passage>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// A passage, annotated for some properties.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// Its id.
    pub passage_id: String,
    /// Where it begins in its document, in chars.
    pub passage_start: usize,
    /// Its text.
    pub passage_text: String,
    #[serde(default)]
    exhaustively_annotated_properties: Vec<Property>,
    /// What it states.
    #[serde(default)]
    pub facts: Vec<KnowledgeFact>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Property {
    property_name: String,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// A property of a subject with its value, each a range of the document's chars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KnowledgeFact {
    /// The property's id, which is its name here.
    pub property_id: String,
    /// The property's name.
    pub property_name: String,
    /// First char of the subject.
    pub subject_start: usize,
    /// One past its last.
    pub subject_end: usize,
    /// The subject's words.
    pub subject_text: String,
    /// First char of the object.
    pub object_start: usize,
    /// One past its last.
    pub object_end: usize,
    /// The object's words.
    pub object_text: String,
}

/// Reads JSON Lines of such documents.
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a line is not such an object.
pub(super) fn read(text: &str, path: &Path) -> Result<Vec<KnowledgeDocument>, CorpusError> {
    let document = |(number, line): (usize, &str)| {
        let expected = "an object with passages of passageText and facts";
        serde_json::from_str(line)
            .map_err(|source| CorpusError::row(path, number, expected, line, source))
    };
    filled_lines(text).map(document).collect()
}

impl Passage {
    /// The properties for which every fact is annotated.
    fn exhaustive(&self) -> BTreeSet<String> {
        let properties = self.exhaustively_annotated_properties.iter();
        properties.map(|p| p.property_name.clone()).collect()
    }

    /// Where the char of the passage's document begins in the passage, in bytes; its end where it has no such char.
    fn byte(&self, char: usize) -> usize {
        let at = char.saturating_sub(self.passage_start);
        let mut starts = self.passage_text.char_indices();
        starts
            .nth(at)
            .map_or(self.passage_text.len(), |(byte, _)| byte)
    }

    /// Subject and object of a fact as spans of the passage.
    fn spans(&self, fact: &KnowledgeFact) -> [Span; 2] {
        let span = |start, end| {
            let start = self.byte(start);
            Span::new(start, self.byte(end).max(start))
        };
        [
            span(fact.subject_start, fact.subject_end),
            span(fact.object_start, fact.object_end),
        ]
    }

    /// The fact of these spans of the passage.
    fn fact(&self, property: &str, subject: Span, object: Span) -> KnowledgeFact {
        let chars = |span: Span| {
            let before = self.passage_text[..span.start()].chars().count();
            let start = self.passage_start + before;
            (start, start + self.passage_text[span].chars().count())
        };
        let ((subject_start, subject_end), (object_start, object_end)) =
            (chars(subject), chars(object));
        KnowledgeFact {
            property_id: property.to_owned(),
            property_name: property.to_owned(),
            subject_start,
            subject_end,
            subject_text: self.passage_text[subject].to_owned(),
            object_start,
            object_end,
            object_text: self.passage_text[object].to_owned(),
        }
    }
}

/// Words that stand for somebody or something though nothing before them may tell whom.
const PRONOUNS: [&[&str]; 2] = [
    &[
        "he", "she", "him", "her", "his", "hers", "i", "me", "my", "who", "whom", "whose",
    ],
    &[
        "it", "its", "they", "them", "their", "we", "us", "our", "which", "where",
    ],
];

impl Passage {
    /// The passage with the names, dates, pronouns and entities that the system finds. Dates, and pronouns that
    /// stand for nothing else, are entities of their own.
    ///
    /// # Errors
    /// [`AnnotateError`] of a component, or where one left out trees or entities.
    pub(super) fn prepare(&self, system: &System) -> Result<RelationExample, AnnotateError> {
        let mut document = Document::new(self.passage_id.clone(), self.passage_text.clone())?;
        system.fill(&mut document, Layer::Entities)?;
        let text = document.tokenized()?;
        let mut pronouns = Vec::new();
        for token in text.tokens {
            let word = text.text[token.span].to_lowercase();
            let sort = PRONOUNS.iter().position(|words| words.contains(&&*word));
            let free = |m: &Mention| m.kind == MentionKind::Nominal || !m.span.overlaps(token.span);
            if let Some(sort) =
                sort.filter(|_| document.mentions().is_ok_and(|all| all.iter().all(free)))
            {
                pronouns.push(Mention {
                    span: token.span,
                    label: [Label::PERSON, Label::MISC][sort].clone(),
                    kind: MentionKind::Pronoun,
                    value: None,
                    score: None,
                });
            }
        }
        document.append_mentions(pronouns)?;
        let mut entities = document.entities()?.to_vec();
        for (at, mention) in document.mentions()?.iter().enumerate() {
            let id = MentionId::new(at);
            let date = mention.label == Label::DATE;
            if (date || mention.kind == MentionKind::Pronoun) && document.entity_of(id).is_none() {
                entities.push(Entity {
                    label: mention.label.clone(),
                    name: document.text()[mention.span].to_owned(),
                    mentions: vec![id],
                });
            }
        }
        document.set_entities(entities, Maker::default())?;
        Ok(RelationExample {
            relations: self.relations(&document)?,
            known: Some(self.exhaustive()),
            document,
        })
    }

    /// The facts of the passage as relations between the document's entities.
    ///
    /// # Errors
    /// [`DocumentError`] where the document has no entities.
    fn relations(&self, document: &Document) -> Result<BTreeSet<Triple>, DocumentError> {
        let mentions = document.mentions()?;
        let mut found = BTreeSet::new();
        for fact in &self.facts {
            let entities = self.spans(fact).map(|span| -> BTreeSet<usize> {
                let of = |at| document.entity_of(MentionId::new(at));
                let own = mentions.iter().enumerate();
                let own =
                    own.filter(|(_, m)| m.kind != MentionKind::Nominal && m.span.overlaps(span));
                own.filter_map(|(at, _)| Some(of(at)?.index())).collect()
            });
            for &subject in &entities[0] {
                let objects = entities[1].iter().filter(|&&object| object != subject);
                found.extend(objects.map(|&object| (subject, object, fact.property_name.clone())));
            }
        }
        Ok(found)
    }

    /// The facts that relations between the document's entities state, for all names, pronouns and dates of the two.
    ///
    /// # Errors
    /// [`DocumentError`] where the document has no entities.
    pub(super) fn facts_of(
        &self,
        document: &Document,
        relations: &[Triple],
    ) -> Result<Vec<KnowledgeFact>, DocumentError> {
        let (mentions, entities) = (document.mentions()?, document.entities()?);
        let spans = |entity: usize| {
            let own = entities[entity]
                .mentions
                .iter()
                .map(|m| &mentions[m.index()]);
            let own = own.filter(|m| m.kind != MentionKind::Nominal);
            own.map(|m| m.span).collect::<Vec<_>>()
        };
        let mut facts = Vec::new();
        for (subject, object, label) in relations {
            let objects = spans(*object);
            for subject in spans(*subject) {
                facts.extend(
                    objects
                        .iter()
                        .map(|&object| self.fact(label, subject, object)),
                );
            }
        }
        Ok(facts)
    }
}

impl KnowledgeFact {
    /// Whether both name the same property, and subjects and objects share a char.
    fn overlaps(&self, other: &Self) -> bool {
        self.property_name == other.property_name
            && self.subject_start < other.subject_end
            && other.subject_start < self.subject_end
            && self.object_start < other.object_end
            && other.object_start < self.object_end
    }
}

/// Scores facts by overlap as the corpus's authors do: a gold fact is found where a predicted fact of its passage
/// overlaps; a predicted fact that overlaps none of those found is wrong where its property is annotated
/// exhaustively. `relations` over all, and each property.
pub(super) fn score(gold: &[KnowledgeDocument], predicted: &[KnowledgeDocument]) -> Report {
    let by_id: BTreeMap<&str, &Passage> = predicted
        .iter()
        .flat_map(|d| &d.passages)
        .map(|p| (p.passage_id.as_str(), p))
        .collect();
    let mut types: BTreeMap<String, Measure> = BTreeMap::new();
    for passage in gold.iter().flat_map(|d| &d.passages) {
        let found = by_id.get(passage.passage_id.as_str());
        let found = found.map_or(&[][..], |p| &p.facts);
        let exhaustive = passage.exhaustive();
        let mut used: Vec<&KnowledgeFact> = Vec::new();
        for fact in &passage.facts {
            let before = used.len();
            used.extend(found.iter().filter(|f| f.overlaps(fact)));
            let measure = types.entry(fact.property_name.clone()).or_default();
            // Precision, too, counts a gold fact that was found once.
            let right = used.len() > before;
            measure.add_gold(f64::from(u8::from(right)));
            if right {
                measure.add_predicted(1.0);
            }
        }
        for fact in found
            .iter()
            .filter(|f| exhaustive.contains(&f.property_name))
        {
            if !used.iter().any(|u| u.overlaps(fact)) {
                types
                    .entry(fact.property_name.clone())
                    .or_default()
                    .add_predicted(0.0);
            }
        }
    }
    report(types)
}
