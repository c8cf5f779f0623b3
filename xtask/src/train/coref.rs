//! The model of coreference, from whole documents and single pronouns.

use super::{Arguments, Description, Reads};
use anyhow::Result;
use newsgraph::Model;
use newsgraph::document::{Layer, Span};
use newsgraph_coref::{CorefTrainer, NamedOrNot, PronounCase};
use newsgraph_eval::coref::{read_columns, read_gap, spaced};

const ONTOGUM: (&str, &str) = (
    "gum",
    "annotations CC BY 4.0; texts CC BY to CC BY-NC-SA by genre",
);
const GAP: (&str, &str) = ("gap", "Apache 2.0; texts from Wikipedia, CC BY-SA");

/// Learns from what the models in the tree read in the texts, not from gold trees and names.
pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let models = arguments.models()?;
    let before = models.builder_for(&[Layer::Quotes])?.build()?;
    let mut trainer = CorefTrainer::new();
    trainer.set_vectors(&models.vectors()?);
    let mut corpora = serde_json::Map::new();
    if arguments.uses(ONTOGUM.0) {
        corpora.insert(ONTOGUM.0.to_owned(), ONTOGUM.1.into());
        let documents = read_columns(arguments.data.join("gum/ontogum-train.conll"))?;
        let used = documents
            .iter()
            .filter(|d| arguments.uses_document(ONTOGUM.0, &d.name));
        for known in used {
            let (text, words) = spaced(&known.words);
            let document = before.process(&text)?;
            let span = |&(start, end): &(usize, usize)| words[start].cover(words[end - 1]);
            let entity = |cluster: &Vec<_>| cluster.iter().map(span).collect();
            let entities: Vec<Vec<Span>> = known.clusters.iter().map(entity).collect();
            trainer.add(
                document.tokenized()?,
                document.syntax()?,
                document.mentions()?,
                document.quotes()?,
                entities,
            );
        }
    }
    if arguments.uses(GAP.0) {
        corpora.insert(GAP.0.to_owned(), GAP.1.into());
        for known in read_gap(arguments.data.join("gap/gap-development.tsv"))? {
            let document = before.process(&known.text)?;
            let names = known.names.into_iter().zip(known.refers);
            let names = names.map(|(span, refers)| NamedOrNot { span, refers });
            let case = PronounCase {
                pronoun: known.pronoun,
                names: names.collect(),
            };
            trainer.add_pronoun(
                document.tokenized()?,
                document.syntax()?,
                document.mentions()?,
                document.quotes()?,
                case,
            );
        }
    }
    let file = trainer.train(|step| println!("coref: {step}"));
    arguments.write(
        file,
        Description {
            model: Model::Coreference,
            name: "en-coref-news",
            task: "coref",
            corpora,
            reads: Reads::Texts(&[Model::Vectors, Model::Syntax, Model::Names, Model::Quotes]),
        },
    )
}
