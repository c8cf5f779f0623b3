use super::Arguments;
use anyhow::{Context, Result};
use newsgraph_eval::conllu;
use newsgraph_syntax::{SyntaxTrainer, TreebankWord};
use std::path::Path;

/// Corpora with the licences that they state.
const CORPORA: [(&str, &str); 2] = [
    (
        "gum",
        "annotations CC BY 4.0; texts CC BY to CC BY-NC-SA by genre",
    ),
    ("ewt", "CC BY-SA 4.0"),
];
const TARGET: &str = "crates/models-en/syntax/news.safetensors";

pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let mut sentences = Vec::new();
    let mut corpora = serde_json::Map::new();
    for (corpus, licence) in CORPORA {
        if !arguments.uses(corpus) {
            continue;
        }
        corpora.insert(corpus.to_owned(), licence.into());
        let path = arguments.data.join(corpus).join("train.conllu");
        for document in conllu::read(&path)? {
            for sentence in &document.sentences {
                sentences.extend(training_sentence(sentence));
            }
        }
    }
    println!(
        "{} sentences of {}",
        sentences.len(),
        CORPORA.map(|c| c.0).join(" and ")
    );
    let progress = |line: &str| println!("{line}");
    let mut file = SyntaxTrainer::default().train(&sentences, progress);
    file.describe("name", "en-syntax-news".into());
    file.describe("version", "0.1.0".into());
    file.describe("corpora", corpora.into());
    file.describe(
        "command",
        "cargo xtask train syntax --data ../shared/data".into(),
    );
    let bytes = file.to_bytes()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::write(root.join(TARGET), &bytes)
        .with_context(|| format!("could not write {TARGET}"))?;
    println!("{TARGET}: {} bytes", bytes.len());
    Ok(())
}

/// The sentence, or `None` where it has words without a spelling or a universal part of speech.
fn training_sentence(sentence: &conllu::TreebankSentence) -> Option<Vec<TreebankWord>> {
    let word = |word: &conllu::Word| {
        (word.form != "_").then_some(())?;
        Some(TreebankWord {
            form: word.form.clone(),
            lemma: word.lemma.clone(),
            upos: word.upos.parse().ok()?,
            xpos: word.xpos.clone(),
            head: word.head,
            dep: word.dep.clone(),
        })
    };
    sentence.words.iter().map(word).collect()
}
