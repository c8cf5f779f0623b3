use super::{
    DwieDocument, KnowledgeDocument, RelationExample, RelationSentence, Triple, dwie, knowledgenet,
    sentences,
};
use crate::{CorpusError, Report, System};
use newsgraph_document::AnnotateError;
use std::path::Path;

/// A corpus of relations in one of three layouts.
#[derive(Clone, Debug)]
pub enum RelationCorpus {
    /// JSON Lines of sentences with entities, as `CoNLL04`.
    Sentences(Vec<RelationSentence>),
    /// A JSON list of documents in the layout of `DocRED`, as DWIE.
    Dwie(Vec<DwieDocument>),
    /// JSON Lines of documents with passages, as `KnowledgeNet`.
    KnowledgeNet(Vec<KnowledgeDocument>),
}

/// How a corpus of relations is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationLayout {
    /// JSON Lines of sentences with entities, as `CoNLL04`.
    Sentences,
    /// A JSON list of documents in the layout of `DocRED`, as DWIE.
    Dwie,
    /// JSON Lines of documents with passages, as `KnowledgeNet`.
    KnowledgeNet,
}

impl RelationLayout {
    /// The layout that the first chars of a text tell.
    fn of(text: &str) -> Self {
        let first = text.trim_start().lines().next().unwrap_or_default();
        if first.starts_with('[') {
            Self::Dwie
        } else if first.contains("\"passages\"") {
            Self::KnowledgeNet
        } else {
            Self::Sentences
        }
    }
}

impl RelationCorpus {
    /// Reads a file, whose first chars tell its layout.
    ///
    /// # Errors
    /// [`CorpusError`] where the file cannot be read, has none of the layouts, or is empty.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, CorpusError> {
        let path = path.as_ref();
        let text = CorpusError::read(path)?;
        Self::parse(&text, path, RelationLayout::of(&text))
    }

    /// Reads a file of this layout.
    ///
    /// # Errors
    /// [`CorpusError`] where the file cannot be read, has another layout, or is empty.
    pub fn read_as(path: impl AsRef<Path>, layout: RelationLayout) -> Result<Self, CorpusError> {
        let path = path.as_ref();
        Self::parse(&CorpusError::read(path)?, path, layout)
    }

    fn parse(text: &str, path: &Path, layout: RelationLayout) -> Result<Self, CorpusError> {
        let documents = "documents of a corpus of relations";
        if text.trim().is_empty() {
            let (path, expected) = (path.into(), documents);
            return Err(CorpusError::Empty { path, expected });
        }
        Ok(match layout {
            RelationLayout::Sentences => {
                let expected = "sentences with entities, one JSON object a line";
                let rows = sentences::read(text, path)?;
                Self::Sentences(CorpusError::filled(path, rows, expected)?)
            }
            RelationLayout::Dwie => {
                let found = dwie::read(text, path)?;
                Self::Dwie(CorpusError::filled(path, found, documents)?)
            }
            RelationLayout::KnowledgeNet => {
                let found = knowledgenet::read(text, path)?;
                Self::KnowledgeNet(CorpusError::filled(path, found, documents)?)
            }
        })
    }

    /// The ids of its sentences, documents or passages.
    pub(crate) fn ids(&self) -> Vec<&str> {
        match self {
            Self::Sentences(rows) => rows.iter().map(|row| row.id.as_str()).collect(),
            Self::Dwie(documents) => documents.iter().map(DwieDocument::id).collect(),
            Self::KnowledgeNet(documents) => {
                let passages = documents.iter().flat_map(|d| &d.passages);
                passages.map(|p| p.passage_id.as_str()).collect()
            }
        }
    }

    /// The ending of labels whose object is a word for what is from a country; empty where there is none.
    pub fn demonym_ending(&self) -> &'static str {
        match self {
            Self::Dwie(_) => dwie::DEMONYM_ENDING,
            Self::Sentences(_) | Self::KnowledgeNet(_) => "",
        }
    }

    /// The label between such a word and its country; empty where there is none.
    pub fn demonym_label(&self) -> &'static str {
        match self {
            Self::Dwie(_) => dwie::DEMONYM_LABEL,
            Self::Sentences(_) | Self::KnowledgeNet(_) => "",
        }
    }

    /// Its texts in order, each passage for itself: with trees, and with the names and entities that the
    /// corpus gives or, where it gives none, those that the system finds.
    ///
    /// # Errors
    /// [`AnnotateError`] where a component fails or an entity does not fit its text.
    pub fn examples(&self, system: &System) -> Result<Vec<RelationExample>, AnnotateError> {
        match self {
            Self::Sentences(rows) => rows.iter().map(|row| row.text().prepare(system)).collect(),
            Self::Dwie(documents) => documents.iter().map(|d| d.text().prepare(system)).collect(),
            Self::KnowledgeNet(documents) => {
                let passages = documents.iter().flat_map(|d| &d.passages);
                passages.map(|passage| passage.prepare(system)).collect()
            }
        }
    }

    /// The corpus with these relations in the place of its own, in the order of its examples.
    ///
    /// # Errors
    /// [`AnnotateError`] where a document has no entities.
    pub fn with_relations(
        &self,
        examples: &[RelationExample],
        relations: &[Vec<Triple>],
    ) -> Result<Self, AnnotateError> {
        Ok(match self {
            Self::Sentences(rows) => {
                let rows = rows.iter().zip(relations);
                let row = |(row, relations): (&RelationSentence, &Vec<Triple>)| RelationSentence {
                    relations: relations.clone(),
                    ..row.clone()
                };
                Self::Sentences(rows.map(row).collect())
            }
            Self::Dwie(documents) => {
                let documents = documents.iter().zip(relations);
                Self::Dwie(
                    documents
                        .map(|(d, found)| d.with_relations(found))
                        .collect(),
                )
            }
            Self::KnowledgeNet(documents) => {
                let mut documents = documents.clone();
                let passages = documents.iter_mut().flat_map(|d| &mut d.passages);
                for ((passage, example), found) in passages.zip(examples).zip(relations) {
                    passage.facts = passage.facts_of(&example.document, found)?;
                }
                Self::KnowledgeNet(documents)
            }
        })
    }

    /// Scores predictions for this corpus, found by their ids: `relations` over all types, and each type. What
    /// is missing counts as without relations, and so does a corpus of another layout.
    pub fn score(&self, predicted: &Self) -> Report {
        match (self, predicted) {
            (Self::Sentences(gold), Self::Sentences(found)) => sentences::score(gold, found),
            (Self::Sentences(gold), _) => sentences::score(gold, &[]),
            (Self::Dwie(gold), Self::Dwie(found)) => dwie::score(gold, found),
            (Self::Dwie(gold), _) => dwie::score(gold, &[]),
            (Self::KnowledgeNet(gold), Self::KnowledgeNet(found)) => {
                knowledgenet::score(gold, found)
            }
            (Self::KnowledgeNet(gold), _) => knowledgenet::score(gold, &[]),
        }
    }

    /// The corpus in its own layout, with a line feed at the end.
    ///
    /// # Errors
    /// [`serde_json::Error`] never, for what was read from a file.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = match self {
            Self::Sentences(rows) => lines(rows)?,
            Self::Dwie(documents) => serde_json::to_string(documents)?,
            Self::KnowledgeNet(documents) => lines(documents)?,
        };
        text.push('\n');
        Ok(text)
    }
}

fn lines<T: serde::Serialize>(rows: &[T]) -> Result<String, serde_json::Error> {
    let rows = rows.iter().map(serde_json::to_string);
    Ok(rows.collect::<Result<Vec<_>, _>>()?.join("\n"))
}
