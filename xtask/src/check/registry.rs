//! What the registry and docs.rs show of each package: its licences, what it is for, and words to find it by.

use crate::package::Package;
use crate::workspace::root;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// The licences of the code, which lie in every package.
pub(super) const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Most keywords, and most chars of one, that the registry takes.
const KEYWORDS: usize = 5;
const KEYWORD: usize = 20;

pub(super) fn check<'a>(packages: impl Iterator<Item = &'a Package>) -> Result<()> {
    let mut seen: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    let mut count = 0;
    for package in packages {
        about(&package.name, &package.manifest)?;
        if let Some(other) = seen.insert(words(&package.manifest["keywords"]), &package.name) {
            anyhow::bail!("{} and {other} have the same keywords", package.name);
        }
        for licence in LICENCES {
            let own = fs::read(package.folder.join(licence));
            ensure!(
                own.ok() == Some(fs::read(root().join(licence))?),
                "{}: expected a link to the workspace's {licence}",
                package.name
            );
        }
        let readme = fs::read_to_string(package.folder.join("README.md"))?;
        says_what_it_is(&package.name, &readme)?;
        count += 1;
    }
    println!("registry: {count} packages tell what they are");
    Ok(())
}

/// The fields of a manifest.
fn about(name: &str, manifest: &Value) -> Result<()> {
    for field in ["description", "homepage", "repository"] {
        ensure!(
            manifest[field].is_string(),
            "{name}: the manifest has no {field}"
        );
    }
    let documentation = format!("https://docs.rs/{name}");
    ensure!(
        manifest["documentation"] == documentation.as_str(),
        "{name}: expected documentation = {documentation:?}"
    );
    ensure!(
        !words(&manifest["categories"]).is_empty(),
        "{name}: the manifest has no category"
    );
    let keywords = words(&manifest["keywords"]);
    let is_sound = |word: &String| {
        word.len() <= KEYWORD
            && word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_+".contains(c))
    };
    ensure!(
        (1..=KEYWORDS).contains(&keywords.len()) && keywords.iter().all(is_sound),
        "{name}: expected 1 to {KEYWORDS} keywords of at most {KEYWORD} chars, found {keywords:?}"
    );
    let docs = &manifest["metadata"]["docs"]["rs"];
    ensure!(
        docs["all-features"] == true || docs["features"].is_array(),
        "{name}: docs.rs is not told which features to show; add [package.metadata.docs.rs] all-features = true"
    );
    Ok(())
}

fn words(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A README begins with the package's name and a paragraph of prose.
fn says_what_it_is(name: &str, readme: &str) -> Result<()> {
    let mut lines = readme.lines();
    ensure!(
        lines.next() == Some(&format!("# {name}")),
        "{name}: the README does not begin with its name"
    );
    let first = lines.find(|line| !line.is_empty());
    let first = first.with_context(|| format!("{name}: the README is empty"))?;
    ensure!(
        first.starts_with(char::is_alphabetic)
            || (first.starts_with('`') && !first.starts_with("```")),
        "{name}: the README does not say first what the crate is for: {first}"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sound() -> Value {
        json!({
            "description": "d", "homepage": "h", "repository": "r", "documentation": "https://docs.rs/a",
            "categories": ["science"], "keywords": ["nlp"], "metadata": {"docs": {"rs": {"all-features": true}}},
        })
    }

    #[test]
    fn each_field_is_missed() {
        about("a", &sound()).unwrap();
        for (field, value) in [
            ("description", Value::Null),
            ("homepage", Value::Null),
            ("documentation", json!("https://docs.rs/b")),
            ("categories", json!([])),
            ("keywords", json!([])),
            ("keywords", json!(["a", "b", "c", "d", "e", "f"])),
            ("keywords", json!(["longer-than-twenty-chars"])),
            ("keywords", json!(["two words"])),
            ("metadata", Value::Null),
        ] {
            let mut manifest = sound();
            manifest[field] = value;
            assert!(about("a", &manifest).is_err(), "{field}");
        }
    }

    #[test]
    fn readmes_begin_with_what_they_are_for() {
        assert!(says_what_it_is("a", "# a\n\nReads news.\n").is_ok());
        for readme in [
            "",
            "# b\n\nReads news.\n",
            "# a\n",
            "# a\n\n[![badge](x)](y)\n",
            "# a\n\n```rust\n",
        ] {
            assert!(says_what_it_is("a", readme).is_err(), "{readme}");
        }
    }
}
