//! How articles are annotated, in a word that changes where what is found may change.

use crate::args::{ActName, HowArguments, LabelsName, is_shipped};
use anyhow::{Context, Result};
use newsgraph::document::{Act, Layer};
use newsgraph::{Document, Pipeline};
use std::fs;
use std::path::Path;

/// The version, and a number made of the options, of the contents of files, and of the models. It is the same in each build, and
/// wherever files lie.
pub(crate) fn recipe(how: &HowArguments, pipeline: &Pipeline) -> Result<String> {
    let mut values = options(how)?;
    let mut document = Document::new("", "")?;
    pipeline.annotate(&mut document)?;
    for layer in Layer::ALL {
        if let Some(maker) = document.maker(layer) {
            let model = maker.model.as_deref().unwrap_or("-");
            values.push(format!("{} {} {model}", layer.key(), maker.component));
        }
    }
    Ok(format!(
        "newsgraph {} {:08x}",
        env!("CARGO_PKG_VERSION"),
        crc32fast::hash(values.join("\n").as_bytes())
    ))
}

/// The options that change what is found, a value each, and a number for the contents of each file.
fn options(how: &HowArguments) -> Result<Vec<String>> {
    let HowArguments {
        day_first,
        acts,
        min_score,
        labels,
        patterns,
        relations,
        model,
        // What these find in is told by the names of their models.
        models: _,
    } = how;
    let acts: Vec<&str> = ActName::acts(acts).into_iter().map(Act::as_str).collect();
    let labels = match labels {
        LabelsName::News => "news",
        LabelsName::Dwie => "dwie",
    };
    let mut values = vec![
        format!("day first {day_first}"),
        format!("acts {}", acts.join(" ")),
        format!(
            "min score {}",
            min_score.map_or_else(String::new, |score| score.to_string())
        ),
        format!("labels {labels}"),
    ];
    if let Some(file) = patterns {
        values.push(format!("patterns {:08x}", number(file)?));
    }
    for file in relations {
        values.push(if is_shipped(file) {
            format!("relations {}", file.display())
        } else {
            format!("relations {:08x}", number(file)?)
        });
    }
    for own in model {
        let number = number(&own.file)?;
        values.push(format!("model {} {number:08x}", own.model.name()));
    }
    Ok(values)
}

fn number(file: &Path) -> Result<u32> {
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    Ok(crc32fast::hash(&bytes))
}
