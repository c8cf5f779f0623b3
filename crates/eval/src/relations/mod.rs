//! Relations between given entities: `CoNLL04`, DWIE and `KnowledgeNet`, each in its own layout, and their scores.

mod corpus;
mod dwie;
mod knowledgenet;
mod prepare;
mod sentences;

pub use corpus::{RelationCorpus, RelationLayout};
pub use dwie::DwieDocument;
pub use knowledgenet::{KnowledgeDocument, KnowledgeFact, Passage};
pub use prepare::RelationExample;
pub use sentences::RelationSentence;

use crate::{Measure, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Subject and object by their positions among a text's entities, and the relation's type.
pub type Triple = (usize, usize, String);

/// Adds up what was found of some facts, each with its type.
fn count<F: Ord>(
    types: &mut BTreeMap<String, Measure>,
    gold: &BTreeSet<(F, &str)>,
    found: &BTreeSet<(F, &str)>,
) {
    let truth = |is: bool| f64::from(u8::from(is));
    for fact in gold {
        let measure = types.entry(fact.1.to_owned()).or_default();
        measure.add_gold(truth(found.contains(fact)));
    }
    for fact in found {
        let measure = types.entry(fact.1.to_owned()).or_default();
        measure.add_predicted(truth(gold.contains(fact)));
    }
}

/// A row `relations` over all types, then one for each.
fn report(types: BTreeMap<String, Measure>) -> Report {
    let mut all = Measure::default();
    for measure in types.values() {
        all.add(*measure);
    }
    let mut report = Report::default();
    report.push("relations", all);
    report.push_types(types);
    report
}
