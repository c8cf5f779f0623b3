//! `cargo xtask trust --data FOLDER`: no article is dropped, whatever its text and whichever components read it.

mod mangle;

use anyhow::{Context, Result, ensure};
use newsgraph::document::{Document, Layer, OffsetUnit};
use newsgraph::{Models, Pipeline};
use newsgraph_export::{Format, Writer, from_json};
use newsgraph_linear::Random;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the articles are, and how many of them are read.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the corpora.
    #[arg(long)]
    data: PathBuf,
    /// How many articles are read, and as many mangled copies, spread over all of them; all articles and a thousand
    /// copies without it.
    #[arg(long)]
    articles: Option<usize>,
}

const CORPORA: [&str; 5] = [
    "polnear/dev.jsonl",
    "polnear/dev-extra-annotators.jsonl",
    "polnear/train.jsonl",
    "polnear/train-extra-annotators.jsonl",
    "facts/dev.jsonl",
];

const COPIES: usize = 1000;

/// Documents that are annotated at once.
const BATCH: usize = 128;

/// Reads every article, and mangled copies, with each set of components that fit together, writes them as JSON Lines
/// and reads these again.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let texts = texts(&arguments.data, arguments.articles)?;
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    println!("{} documents, {bytes} bytes", texts.len());
    let pipelines = pipelines(&crate::train::models()?)?;
    for pipeline in &pipelines {
        let names = pipeline.names().collect::<Vec<_>>().join(",");
        for (round, batch) in texts.chunks(BATCH).enumerate() {
            let unit = OffsetUnit::ALL[round % OffsetUnit::ALL.len()];
            check(pipeline, batch, unit).with_context(|| format!("--components {names}"))?;
        }
        println!("{names}: every id once and in order, the same after JSON");
    }
    println!("trust: {} sets of components drop none", pipelines.len());
    Ok(())
}

/// The pipelines of all subsets of the shipped components that fit together.
fn pipelines(models: &Models) -> Result<Vec<Pipeline>> {
    let all = models.components(&Layer::ALL)?;
    let subsets = 1..1_usize << all.len();
    let pipelines = subsets.filter_map(|subset| {
        let chosen = all
            .iter()
            .enumerate()
            .filter(|(at, _)| subset >> at & 1 == 1);
        let builder = chosen.fold(Pipeline::builder(), |builder, (_, component)| {
            builder.with(Arc::clone(component))
        });
        builder.build().ok()
    });
    Ok(pipelines.collect())
}

/// Annotates documents and asserts that all of them come out, each once, in order, the same after JSON.
fn check(pipeline: &Pipeline, texts: &[(String, String)], unit: OffsetUnit) -> Result<()> {
    let new = |(id, text): &(String, String)| Document::new(id, text.as_str());
    let mut documents = texts.iter().map(new).collect::<Result<Vec<_>, _>>()?;
    for (result, (id, _)) in pipeline.annotate_all(&mut documents).into_iter().zip(texts) {
        result.with_context(|| id.clone())?;
    }
    let mut writer = Writer::new(Vec::new(), Format::Jsonl, unit);
    for document in &documents {
        writer.write(document)?;
    }
    let rows = String::from_utf8(writer.finish()?)?;
    let rows: Vec<&str> = rows.lines().collect();
    ensure!(
        rows.len() == texts.len(),
        "{} rows of {} documents",
        rows.len(),
        texts.len()
    );
    for ((row, document), (id, text)) in rows.into_iter().zip(&documents).zip(texts) {
        let read = from_json(row).with_context(|| id.clone())?;
        ensure!(
            read.id() == id,
            "expected the row of {id}, found that of {}",
            read.id()
        );
        ensure!(read.text() == text, "{id}: another text");
        ensure!(&read == document, "{id}: another document after JSON");
    }
    Ok(())
}

/// Articles with ids of their own, then mangled copies of them.
fn texts(data: &Path, articles: Option<usize>) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for corpus in CORPORA {
        let path = data.join(corpus);
        let rows = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for (at, row) in rows.lines().enumerate() {
            let row: Value = serde_json::from_str(row)?;
            let text = row["text"]
                .as_str()
                .with_context(|| format!("{corpus}: a row without text"))?;
            texts.push((format!("{corpus} {at}"), text.to_owned()));
        }
    }
    let count = articles.unwrap_or(texts.len()).clamp(1, texts.len());
    let chosen: Vec<_> = (0..count)
        .map(|at| texts[at * texts.len() / count].clone())
        .collect();
    let mut random = Random::new(20);
    let copies = (0..articles.unwrap_or(COPIES)).map(|at| {
        let (id, text) = &chosen[random.below(chosen.len())];
        (
            format!("{id} mangled {at}"),
            mangle::mangled(text, &mut random),
        )
    });
    let copies: Vec<_> = copies.collect();
    Ok(chosen.into_iter().chain(copies).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_component_is_in_some_pipeline() {
        let models = crate::train::models().unwrap();
        let pipelines = pipelines(&models).unwrap();
        let longest = pipelines.iter().map(|pipeline| pipeline.names().count());
        assert_eq!(longest.max(), Some(7));
        let texts = [
            ("a".to_owned(), "Mara Quill said no.".to_owned()),
            ("b".to_owned(), String::new()),
        ];
        for pipeline in &pipelines {
            check(pipeline, &texts, OffsetUnit::Char).unwrap();
        }
    }
}
