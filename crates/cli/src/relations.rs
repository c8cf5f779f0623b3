use crate::args::{RelationInput, RelationsArguments};
use crate::{Outcome, standard};
use anyhow::{Context, Result, ensure};
use newsgraph::relation::RelationExtractor;
use newsgraph_eval::evaluate::{Shipped, predict_relations};
use newsgraph_eval::relations::RelationCorpus;

pub(crate) fn run(arguments: &RelationsArguments) -> Result<Outcome> {
    standard::check()?;
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
        None => Shipped::embedded().extractor(&corpus)?,
        Some(path) => RelationExtractor::load(path)
            .with_context(|| format!("{}: no model of relations", path.display()))?,
    };
    let system = Shipped::embedded().with_relations(extractor.with_corpus_labels())?;
    let found = predict_relations(&corpus, &system)?;
    standard::print(&found.to_json()?)?;
    Ok(Outcome::Done)
}
