use crate::args::{RelationInput, RelationsArguments};
use crate::{Outcome, standard};
use anyhow::{Context, Result};
use newsgraph::relation::{RelationExtractor, RelationPatterns};
use newsgraph_eval::evaluate::{Shipped, predict_relations};
use newsgraph_eval::relations::{RelationCorpus, RelationLayout};

pub(crate) fn run(arguments: &RelationsArguments) -> Result<Outcome> {
    let (Some(input), Some(file)) = (arguments.input, &arguments.file) else {
        standard::print(RelationPatterns::english_text())?;
        return Ok(Outcome::Done);
    };
    let (layout, name) = match input {
        RelationInput::Conll04 => (RelationLayout::Sentences, "conll04"),
        RelationInput::Dwie => (RelationLayout::Dwie, "dwie"),
        RelationInput::Knowledgenet => (RelationLayout::KnowledgeNet, "knowledgenet"),
    };
    let corpus =
        RelationCorpus::read_as(file, layout).with_context(|| format!("--input {name}"))?;
    let extractor = match &arguments.model {
        None => Shipped::embedded().extractor(&corpus)?,
        Some(path) => RelationExtractor::load(path).context(
            "--model takes the file of a model of relations, as `train relations` writes it",
        )?,
    };
    let system = Shipped::embedded().with_relations(extractor.with_corpus_labels())?;
    let found = predict_relations(&corpus, &system)?;
    standard::print(&found.to_json()?)?;
    Ok(Outcome::Done)
}
