use super::{Arguments, Description, Reads, word_clusters};
use anyhow::Result;
use newsgraph::Model;
use newsgraph_eval::conllu;
use newsgraph_syntax::{SyntaxTrainer, TreebankWord};

/// Corpora with the licences that they state.
const CORPORA: [(&str, &str); 2] = [
    (
        "gum",
        "annotations CC BY 4.0; texts CC BY to CC BY-NC-SA by genre",
    ),
    ("ewt", "CC BY-SA 4.0"),
];

pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let (mut train, mut dev) = (Vec::new(), Vec::new());
    let mut corpora = serde_json::Map::new();
    for (corpus, licence) in CORPORA {
        if !arguments.uses(corpus) {
            continue;
        }
        corpora.insert(corpus.to_owned(), licence.into());
        train.extend(sentences(arguments, corpus, "train")?);
        dev.extend(sentences(arguments, corpus, "dev")?);
    }
    println!(
        "{} sentences of {}",
        train.len(),
        CORPORA.map(|c| c.0).join(" and ")
    );
    let mut trainer = SyntaxTrainer::default();
    trainer.set_vectors(&arguments.models()?.vectors()?);
    for (set, words) in word_clusters(arguments)?.iter().enumerate() {
        trainer.set_clusters(set, words.iter().map(|(word, path)| (&**word, &**path)));
    }
    let file = trainer.train(&train, &dev, |line| println!("{line}"));
    arguments.write(
        file,
        Description {
            model: Model::Syntax,
            name: "en-syntax-news",
            task: "syntax",
            corpora,
            reads: Reads::Words(&[Model::Vectors]),
        },
    )
}

/// The sentences of a part of a treebank.
fn sentences(arguments: &Arguments, corpus: &str, part: &str) -> Result<Vec<Vec<TreebankWord>>> {
    let path = arguments.data.join(corpus).join(format!("{part}.conllu"));
    let documents = conllu::read(&path)?;
    let used = documents
        .iter()
        .filter(|d| arguments.uses_document(corpus, &d.id));
    let sentences = used.flat_map(|d| &d.sentences);
    Ok(sentences
        .filter_map(conllu::TreebankSentence::to_learn)
        .collect())
}
