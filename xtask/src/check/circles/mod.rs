//! No two modules of a crate read one another, alone or through others.
//!
//! A module reads another where an import or a path names what stands there. What a module only
//! passes on (`pub use`) is looked up where it is written. What a module reads of one that it stands
//! within is left out: the two are one piece.

mod graph;
mod scan;

use crate::workspace::root;
use anyhow::{Context, Result, ensure};
use graph::{Graph, circles};
use scan::{Source, Words};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Reads every crate below the root and fails where a circle is left.
pub(crate) fn check() -> Result<()> {
    let root = root().canonicalize()?;
    let mut folders = Vec::new();
    for folder in ["crates", "examples", "benches", "xtask"] {
        crates(&root.join(folder), &mut folders)?;
    }
    let mut found = Vec::new();
    let mut modules = 0;
    for folder in &folders {
        for entry in ["src/lib.rs", "src/main.rs"] {
            let entry = folder.join(entry);
            if !entry.is_file() {
                continue;
            }
            let tree = Tree::read(&entry)?;
            modules += tree.modules.len();
            for circle in circles(&tree.graph()) {
                let files = circle.iter().map(|module| tree.file(module, &root));
                found.push(files.collect::<Vec<_>>().join("\n  -> "));
            }
        }
    }
    ensure!(
        found.is_empty(),
        "{} circles of imports:\n{}",
        found.len(),
        found.join("\n")
    );
    println!("circles: none among the {modules} modules");
    Ok(())
}

/// The folders with a manifest, in order.
fn crates(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if folder.join("Cargo.toml").is_file() {
        found.push(folder.to_path_buf());
        return Ok(());
    }
    let mut inner = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            inner.push(path);
        }
    }
    inner.sort();
    inner.iter().try_for_each(|folder| crates(folder, found))
}

/// The modules of a crate by their path, as `crate::ner::value`.
struct Tree {
    modules: BTreeMap<String, (PathBuf, Source)>,
}

impl Tree {
    fn read(entry: &Path) -> Result<Self> {
        let mut tree = Self {
            modules: BTreeMap::new(),
        };
        let folder = entry.parent().context("a file lies in a folder")?;
        tree.add("crate", entry.to_path_buf(), folder)?;
        Ok(tree)
    }

    /// Adds a module and those that it declares, whose files lie in `folder`.
    fn add(&mut self, name: &str, file: PathBuf, folder: &Path) -> Result<()> {
        let text = fs::read_to_string(&file).with_context(|| format!("{}", file.display()))?;
        let source = Source::parse(&text).with_context(|| format!("{}", file.display()))?;
        for inner in &source.modules {
            let beside = folder.join(format!("{inner}.rs"));
            let within = folder.join(inner);
            let file = if beside.is_file() {
                beside
            } else {
                within.join("mod.rs")
            };
            self.add(&format!("{name}::{inner}"), file, &within)?;
        }
        self.modules.insert(name.to_owned(), (file, source));
        Ok(())
    }

    fn graph(&self) -> Graph {
        let mut graph = Graph::new();
        for (name, (_, source)) in &self.modules {
            let private = source.imports.values().filter(|(_, public)| !public);
            let named = private.map(|(words, _)| words).chain(&source.paths);
            let read = named.filter_map(|words| self.place(name, words));
            let within = |module: &String| format!("{name}::").starts_with(&format!("{module}::"));
            let others = read.filter(|module| !within(module));
            graph.insert(name.clone(), others.collect());
        }
        graph
    }

    /// The module where what `words` name is written; nothing for another crate's, and nothing for a
    /// module itself, which is read only where something of it is named.
    fn place(&self, from: &str, words: &Words) -> Option<String> {
        let mut rest = words.as_slice();
        let mut module = match rest.first()?.as_str() {
            "crate" => "crate".to_owned(),
            "self" => from.to_owned(),
            "super" => parent(from)?,
            first if self.modules.contains_key(&format!("{from}::{first}")) => {
                format!("{from}::{first}")
            }
            first => {
                let (behind, _) = self.modules.get(from)?.1.imports.get(first)?;
                if behind.first().is_some_and(|word| word == first) {
                    return None;
                }
                let whole: Words = behind.iter().chain(&rest[1..]).cloned().collect();
                return self.place(from, &whole);
            }
        };
        rest = &rest[1..];
        while let Some(next) = rest.first() {
            if next == "super" {
                module = parent(&module)?;
            } else if self.modules.contains_key(&format!("{module}::{next}")) {
                module = format!("{module}::{next}");
            } else if self.modules.get(&module)?.1.imports.contains_key(next) {
                return self.place(&module, &rest.to_vec());
            } else {
                return Some(module);
            }
            rest = &rest[1..];
        }
        None
    }

    fn file(&self, module: &str, root: &Path) -> String {
        let file = self.modules.get(module).map(|(file, _)| file.as_path());
        let file = file.unwrap_or(Path::new(module));
        file.strip_prefix(root)
            .unwrap_or(file)
            .display()
            .to_string()
    }
}

fn parent(module: &str) -> Option<String> {
    module
        .rsplit_once("::")
        .map(|(before, _)| before.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Source, Tree, circles};
    use std::path::PathBuf;

    fn tree(modules: &[(&str, &str)]) -> Tree {
        let module = |&(name, text): &(&str, &str)| {
            let source = Source::parse(text).unwrap();
            (name.to_owned(), (PathBuf::from(name), source))
        };
        Tree {
            modules: modules.iter().map(module).collect(),
        }
    }

    #[test]
    fn looks_through_what_is_passed_on() {
        let tree = tree(&[
            ("crate", "mod a; mod b; pub use a::A; use b::B;"),
            ("crate::a", "use crate::b; struct A(b::B);"),
            ("crate::b", "use crate::A; struct B;"),
        ]);
        let found: Vec<_> = circles(&tree.graph()).into_iter().collect();
        assert_eq!(found, [["crate::a", "crate::b", "crate::a"]]);
    }

    #[test]
    fn a_module_and_its_inner_one_are_one_piece() {
        let tree = tree(&[
            ("crate", "mod a; mod d;"),
            ("crate::a", "mod b; fn f() { b::g() } struct C;"),
            ("crate::a::b", "use crate::d::D; fn g(c: super::C) {}"),
            ("crate::d", "use crate::a; struct D(a::C);"),
        ]);
        let found: Vec<_> = circles(&tree.graph()).into_iter().collect();
        let through_both = ["crate::a", "crate::a::b", "crate::d", "crate::a"];
        assert_eq!(found, [through_both]);
    }
}
