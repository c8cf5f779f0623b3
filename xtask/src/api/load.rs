//! The modules of a crate as they are written.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use syn::{Attribute, Item, ItemMod};

/// A module: its items, and the modules in it by name, with their own declarations.
pub(super) struct Module {
    pub(super) items: Vec<Item>,
    pub(super) modules: BTreeMap<String, (ItemMod, Module)>,
}

/// The module of a file whose own modules lie in a folder.
pub(super) fn module(file: &Path, folder: &Path) -> Result<Module> {
    let could_not = || format!("could not read {}", file.display());
    let text = fs::read_to_string(file).with_context(could_not)?;
    of(
        syn::parse_file(&text).with_context(could_not)?.items,
        folder,
    )
}

fn of(all: Vec<Item>, folder: &Path) -> Result<Module> {
    let (mut items, mut modules) = (Vec::new(), BTreeMap::new());
    for item in all {
        let Item::Mod(mut declared) = item else {
            items.push(item);
            continue;
        };
        if is_test(&declared.attrs) {
            continue;
        }
        let name = declared.ident.to_string();
        let inner = folder.join(&name);
        let read = if let Some((_, items)) = declared.content.take() {
            of(items, &inner)?
        } else {
            let beside = folder.join(format!("{name}.rs"));
            let file = if beside.exists() {
                beside
            } else {
                inner.join("mod.rs")
            };
            module(&file, &inner)?
        };
        modules.insert(name, (declared, read));
    }
    Ok(Module { items, modules })
}

/// Whether it is there for tests alone.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let mut found = attribute.path().is_ident("test");
        if attribute.path().is_ident("cfg") {
            // `any` and `all` have no ends of their own; what cannot be read is not for tests alone.
            let _ = attribute.parse_nested_meta(|meta| {
                found |= meta.path.is_ident("test") || meta.path.is_ident("doctest");
                Ok(())
            });
        }
        found
    })
}
