//! The model of coreference, from whole documents and single pronouns.

use super::{Arguments, write_model};
use crate::workspace::root;
use anyhow::Result;
use newsgraph_coref::{CorefTrainer, NamedOrNot, PronounCase};
use newsgraph_document::{Annotator, Document, Span};
use newsgraph_eval::coref::{read_columns, read_gap, spaced};
use newsgraph_ner::EntityRecognizer;
use newsgraph_quote::QuoteAttributor;
use newsgraph_syntax::SyntaxParser;
use newsgraph_tokenize::Tokenizer;

const TARGET: &str = "crates/models-en/coref/news.safetensors";

const ONTOGUM: (&str, &str) = (
    "gum",
    "annotations CC BY 4.0; texts CC BY to CC BY-NC-SA by genre",
);
const GAP: (&str, &str) = ("gap", "Apache 2.0; texts from Wikipedia, CC BY-SA");

/// Learns from what the shipped models read in the texts, not from gold trees and names.
pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let before = Before::load()?;
    let mut trainer = CorefTrainer::new();
    let mut corpora = serde_json::Map::new();
    if arguments.uses(ONTOGUM.0) {
        corpora.insert(ONTOGUM.0.to_owned(), ONTOGUM.1.into());
        for known in read_columns(arguments.data.join("gum/ontogum-train.conll"))? {
            let (text, words) = spaced(&known.words);
            let document = before.read(text)?;
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
            let document = before.read(known.text)?;
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
    let mut file = trainer.train(|step| println!("coref: {step}"));
    file.describe("name", "en-coref-news".into());
    file.describe("version", env!("CARGO_PKG_VERSION").into());
    file.describe("corpora", corpora.into());
    let reads = [before.parser.model(), before.recognizer.model()];
    file.describe(
        "reads",
        reads.map(Option::unwrap_or_default).to_vec().into(),
    );
    file.describe(
        "command",
        "cargo xtask train coref --data ../shared/data".into(),
    );
    write_model(TARGET, &file)
}

/// The components whose output coreference reads, with the models as they lie in the tree.
struct Before {
    tokenizer: Tokenizer,
    parser: SyntaxParser,
    recognizer: EntityRecognizer,
    attributor: QuoteAttributor,
}

impl Before {
    fn load() -> Result<Self> {
        let models = root().join("crates/models-en");
        Ok(Self {
            tokenizer: Tokenizer::default(),
            parser: SyntaxParser::load(models.join("syntax/news.safetensors"))?,
            recognizer: EntityRecognizer::load(models.join("ner/news.safetensors"))?,
            attributor: QuoteAttributor::load(models.join("quote/news.safetensors"))?,
        })
    }

    fn read(&self, text: String) -> Result<Document> {
        let mut document = Document::new("", text)?;
        self.tokenizer.annotate(&mut document)?;
        self.parser.annotate(&mut document)?;
        self.recognizer.annotate(&mut document)?;
        self.attributor.annotate(&mut document)?;
        Ok(document)
    }
}
