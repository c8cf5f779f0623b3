use super::{Arguments, Description, Reads, gunzip};
use anyhow::{Context, Result};
use newsgraph::Model;
use newsgraph::document::Layer;
use newsgraph_eval::System;
use newsgraph_eval::relations::{RelationCorpus, RelationExample};
use newsgraph_relation::RelationTrainer;
use serde_json::{Map, Value};

/// A model: its name, the folder of its corpus with the licence that it states, and the files to learn from.
struct Target {
    model: Model,
    name: &'static str,
    reads: Reads,
    corpus: &'static str,
    licence: &'static str,
    files: &'static [&'static str],
}

const TARGETS: [Target; 3] = [
    Target {
        model: Model::Relations,
        name: "news",
        // Its entities are given.
        reads: Reads::Texts(&[Model::Syntax]),
        corpus: "dwie",
        licence: "GPL-3.0 (repository); the articles belong to Deutsche Welle",
        files: &["docs.json"],
    },
    Target {
        model: Model::RelationsConll04,
        name: "conll04",
        // Its words and entities are given.
        reads: Reads::Words(&[Model::Syntax]),
        corpus: "conll04",
        licence: "MIT (repository); nothing is stated for the data",
        files: &["train.jsonl"],
    },
    Target {
        model: Model::RelationsKnowledgeNet,
        name: "knowledgenet",
        reads: Reads::Texts(&[
            Model::Syntax,
            Model::Names,
            Model::Quotes,
            Model::Coreference,
        ]),
        corpus: "knowledgenet",
        licence: "CC BY-SA 4.0",
        files: &["fold1.jsonl", "fold2.jsonl"],
    },
];

/// Facts of articles without their text, and towns with their countries.
const FACTS: &str = "dwie/concepts.jsonl.gz";
const TOWNS: &str = "resources/gazetteers/lists/world-cities.csv";

/// Kinds of concepts that say no more than the type of an entity.
const PLAIN_KINDS: [&str; 8] = [
    "type::entity",
    "type::footer",
    "type::money",
    "type::organization",
    "type::person",
    "type::role",
    "type::time",
    "type::value",
];

pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let system = System::new(arguments.models()?.components(&[Layer::Entities])?);
    for target in TARGETS
        .iter()
        .filter(|target| arguments.uses(target.corpus))
    {
        train_one(arguments, target, &system)?;
    }
    Ok(())
}

fn train_one(arguments: &Arguments, target: &Target, system: &System) -> Result<()> {
    let mut trainer = RelationTrainer::default();
    let mut parts = Vec::new();
    for file in target.files {
        let corpus = RelationCorpus::read(arguments.data.join(target.corpus).join(file))?;
        let examples = corpus.examples(system)?;
        for example in &examples {
            let (document, relations) = (example.document.clone(), example.relations.clone());
            trainer.add(document, relations, example.known.clone())?;
        }
        parts.push((corpus, examples));
    }
    let mut corpora = Map::from_iter([(target.corpus.to_owned(), target.licence.into())]);
    if target.name == "news" {
        trainer.by_document = true;
        name_labels(&mut trainer, &parts);
        add_facts(arguments, &mut trainer)?;
        add_towns(arguments, &mut trainer)?;
        corpora.insert("world-cities".to_owned(), "CC BY 4.0 (GeoNames)".into());
    }
    let learned = trainer.train(|step| println!("{}: {step}", target.name))?;
    let mut found = learned.cross_validated.as_slice();
    for (corpus, examples) in &parts {
        let own;
        (own, found) = found.split_at(examples.len());
        let predicted = corpus.with_relations(examples, own)?;
        println!(
            "{}, cross-validated\n{}",
            target.corpus,
            corpus.score(&predicted)
        );
    }
    arguments.write(
        learned.file,
        Description {
            model: target.model,
            name: &format!("en-relation-{}", target.name),
            task: "relation",
            corpora,
            reads: target.reads,
        },
    )
}

/// DWIE tells by a last digit how high a place lies, as in `in0` and `in2`: no matter of users.
fn name_labels(trainer: &mut RelationTrainer, parts: &[(RelationCorpus, Vec<RelationExample>)]) {
    for (corpus, examples) in parts {
        let ending = corpus.demonym_ending();
        for (.., label) in examples.iter().flat_map(|example| &example.relations) {
            let label = label.strip_suffix(ending).unwrap_or(label);
            let name = label.trim_end_matches(|c: char| c.is_ascii_digit());
            trainer.names.insert(label.to_owned(), name.to_owned());
        }
        ending.clone_into(&mut trainer.demonym_ending);
        corpus
            .demonym_label()
            .clone_into(&mut trainer.demonym_label);
    }
}

/// The relations and kinds of the concepts of each article, by its id.
fn add_facts(arguments: &Arguments, trainer: &mut RelationTrainer) -> Result<()> {
    for (number, line) in gunzip(arguments, FACTS)?.lines().enumerate() {
        add_article(trainer, line).with_context(|| format!("{FACTS}, line {}", number + 1))?;
    }
    Ok(())
}

fn add_article(trainer: &mut RelationTrainer, line: &str) -> Result<()> {
    let row: Value = serde_json::from_str(line)?;
    let list = |field: &str| row[field].as_array().context("a list is missing");
    let id = row["id"].as_str().context("the id is missing")?;
    let concepts = list("concepts")?;
    // What the article calls it, and the title of its page in Wikipedia.
    let names = |number: &Value| -> Vec<String> {
        let concept = concepts.iter().find(|c| c["concept"] == *number);
        let fields = ["text", "link"].map(|field| concept.and_then(|c| c[field].as_str()));
        let mut names: Vec<String> = fields
            .iter()
            .flatten()
            .map(|n| n.replace('_', " "))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    for relation in list("relations")? {
        let label = relation["p"].as_str().context("a relation without type")?;
        let objects = names(&relation["o"]);
        for subject in names(&relation["s"]) {
            for object in &objects {
                trainer.add_fact(id, &subject, label, object);
            }
        }
    }
    for concept in concepts {
        let tags = concept["tags"].as_array().into_iter().flatten();
        let kinds = tags
            .filter_map(Value::as_str)
            .filter(|tag| tag.starts_with("type::"));
        for kind in kinds.filter(|kind| !PLAIN_KINDS.contains(kind)) {
            for name in names(&concept["concept"]) {
                trainer.add_kind(id, &name, kind);
            }
        }
    }
    Ok(())
}

fn add_towns(arguments: &Arguments, trainer: &mut RelationTrainer) -> Result<()> {
    let path = arguments.data.join(TOWNS);
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("could not read {}", path.display()))?;
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        if let (Some(name), Some(country)) = (fields.next(), fields.next()) {
            trainer.add_town(name, country);
        }
    }
    Ok(())
}
