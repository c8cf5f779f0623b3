use crate::Outcome;
use crate::args::{RelationInput, RelationsArguments};
use anyhow::{Context, Result, ensure};
use newsgraph::document::{Annotator, Layer};
use newsgraph::relation::RelationExtractor;
use newsgraph::{Model, Models};
use newsgraph_eval::relations::{Annotators, RelationCorpus, RelationExample};
use std::io::Write;

pub(crate) fn run(arguments: &RelationsArguments) -> Result<Outcome> {
    let corpus = RelationCorpus::read(&arguments.file)?;
    let fits = match arguments.input {
        RelationInput::Conll04 => matches!(corpus, RelationCorpus::Sentences(_)),
        RelationInput::Dwie => matches!(corpus, RelationCorpus::Dwie(_)),
        RelationInput::Knowledgenet => matches!(corpus, RelationCorpus::KnowledgeNet(_)),
    };
    ensure!(
        fits,
        "{}: expected the layout of {:?}, found another; see --input",
        arguments.file.display(),
        arguments.input
    );
    let extractor = match &arguments.model {
        None => shipped(&corpus)?,
        Some(path) => RelationExtractor::load(path)
            .with_context(|| format!("{}: no model of relations", path.display()))?,
    };
    let found = predict(&corpus, &extractor.with_corpus_labels())?;
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(found.to_json()?.as_bytes())?;
    stdout.flush()?;
    Ok(Outcome::Done)
}

/// The shipped model for the layout.
pub(crate) fn shipped(corpus: &RelationCorpus) -> Result<RelationExtractor> {
    let model = match corpus {
        RelationCorpus::Sentences(_) => Model::RelationsConll04,
        RelationCorpus::Dwie(_) => Model::Relations,
        RelationCorpus::KnowledgeNet(_) => Model::RelationsKnowledgeNet,
    };
    Models::embedded()
        .relations_of(model)
        .context("the shipped model of relations does not load")
}

/// The texts of a corpus with trees and entities.
pub(crate) fn examples(corpus: &RelationCorpus) -> Result<Vec<RelationExample>> {
    let components = Models::embedded().components(&[Layer::Entities])?;
    let with = Annotators::new(&components).context("entities need words and trees")?;
    Ok(corpus.examples(with)?)
}

/// The corpus with the relations that the extractor finds in the place of its own.
pub(crate) fn predict(
    corpus: &RelationCorpus,
    extractor: &RelationExtractor,
) -> Result<RelationCorpus> {
    let mut examples = examples(corpus)?;
    let mut found = Vec::with_capacity(examples.len());
    for example in &mut examples {
        extractor.annotate(&mut example.document)?;
        let relations = example.document.relations()?.iter().map(|relation| {
            let [subject, object] =
                [relation.subject, relation.object].map(newsgraph::document::EntityId::index);
            (subject, object, relation.label.to_string())
        });
        found.push(relations.collect());
    }
    Ok(corpus.with_relations(&examples, &found)?)
}
