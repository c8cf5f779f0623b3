use super::{Evaluation, Systems, related};
use crate::relations::RelationCorpus;
use crate::{EvaluateError, Report, System};
use newsgraph_document::{EntityId, Layer};
use std::path::Path;

/// Relations between the entities of a corpus.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let gold = RelationCorpus::read(&asked.gold)?;
    let predicted = match &asked.pred {
        Some(pred) => read_predictions(&gold, pred)?,
        None => predict(&gold, &systems.relations(&gold)?)?,
    };
    Ok(gold.score(&predicted))
}

fn read_predictions(gold: &RelationCorpus, pred: &Path) -> Result<RelationCorpus, EvaluateError> {
    let found = RelationCorpus::read(pred)?;
    if std::mem::discriminant(gold) != std::mem::discriminant(&found) {
        return Err(EvaluateError::Layout { path: pred.into() });
    }
    related(pred, gold.ids(), found.ids())?;
    Ok(found)
}

/// The corpus with the relations that a system finds in the place of its own.
///
/// # Errors
/// [`EvaluateError`] where a component fails or an entity does not fit its text.
pub fn predict(corpus: &RelationCorpus, system: &System) -> Result<RelationCorpus, EvaluateError> {
    let mut examples = corpus.examples(system)?;
    let mut found = Vec::with_capacity(examples.len());
    for example in &mut examples {
        system.fill(&mut example.document, Layer::Relations)?;
        let relations = example.document.relations()?.iter().map(|relation| {
            let [subject, object] = [relation.subject, relation.object].map(EntityId::index);
            (subject, object, relation.label.to_string())
        });
        found.push(relations.collect());
    }
    Ok(corpus.with_relations(&examples, &found)?)
}
