//! The model of sentence boundaries, from the text of treebanks.

use super::{Arguments, BOUNDARIES};
use crate::workspace::root;
use anyhow::{Context, Result};
use newsgraph_eval::{conllu, quotes};
use newsgraph_tokenize::BoundaryTrainer;

pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let mut trainer = BoundaryTrainer::default();
    // GUM has news; mail and talk count for less.
    for (corpus, weight) in [("gum", 1.0), ("ewt", 0.5)]
        .into_iter()
        .filter(|(corpus, _)| arguments.uses(corpus))
    {
        let path = arguments.data.join(corpus).join("train.conllu");
        let documents = conllu::read(&path)?;
        let used = documents
            .iter()
            .filter(|d| arguments.uses_document(corpus, &d.id));
        for document in used {
            let rebuilt = document.rebuild();
            trainer.add(
                &rebuilt.text,
                rebuilt.sentences.iter().map(|s| s.span.end()),
                weight,
            );
        }
    }
    if arguments.uses("polnear") {
        for article in quotes::read(arguments.data.join("polnear/train.jsonl"))?
            .iter()
            .take(300)
        {
            trainer.add_ruled(&article.text, 0.5);
        }
    }
    std::fs::write(root().join(BOUNDARIES), trainer.train())
        .with_context(|| format!("could not write {BOUNDARIES}"))
}
