//! Every shipped model is whole, and was trained on the models before it as they are now.

use crate::train::{models, tokenizer_identity};
use anyhow::{Context, Result, ensure};
use newsgraph::{Model, ModelFile};
use std::collections::BTreeMap;

pub(super) fn check() -> Result<()> {
    let models = models()?;
    let mut now = BTreeMap::from([tokenizer_identity()?]);
    let mut files = Vec::new();
    for model in Model::ALL {
        let file = models.file(model).context("a shipped model")?;
        now.insert(file.name().to_owned(), file.crc32());
        files.push((model, file));
    }
    let stale = files.iter().flat_map(|(model, file)| {
        let reasons = stale(file, &now).into_iter();
        reasons.map(|reason| format!("\n{}: {reason}; {}", model.path(), mend(file)))
    });
    let stale: String = stale.collect();
    ensure!(stale.is_empty(), "stale models, the first first:{stale}");
    println!(
        "models: {} are whole, each trained on the others as they are",
        files.len()
    );
    Ok(())
}

/// How the models that it was trained on differ from those of the tree.
fn stale(file: &ModelFile, now: &BTreeMap<String, u32>) -> Vec<String> {
    if file.about("upstream").is_none() {
        return vec!["does not say what it was trained on".to_owned()];
    }
    let changed = |(name, crc): (&str, u32)| match now.get(name) {
        Some(&found) if found == crc => None,
        Some(found) => Some(format!(
            "was trained on {name} with crc {crc:08x}, which has {found:08x} now"
        )),
        None => Some(format!("was trained on {name}, which is no shipped model")),
    };
    file.upstream().into_iter().filter_map(changed).collect()
}

/// The command that trains it again.
fn mend(file: &ModelFile) -> String {
    let command = file.about("command").and_then(|c| c.as_str());
    format!("run `{}`", command.unwrap_or("cargo xtask train all"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_has_changed() {
        let now = BTreeMap::from([("en-names".to_owned(), 1)]);
        let mut file = ModelFile::new("quote", 1);
        assert_eq!(stale(&file, &now), ["does not say what it was trained on"]);
        file.set_upstream([("en-names", 1)]);
        assert!(stale(&file, &now).is_empty());
        file.set_upstream([("en-names", 2), ("en-trees", 3)]);
        assert_eq!(
            stale(&file, &now),
            [
                "was trained on en-names with crc 00000002, which has 00000001 now",
                "was trained on en-trees, which is no shipped model"
            ]
        );
    }
}
