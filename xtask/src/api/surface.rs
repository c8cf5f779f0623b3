//! What of a crate others can name, without bodies and docs.

use super::load::{Module, is_test};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use syn::token::Brace;
use syn::{
    Attribute, Block, Fields, File, ImplItem, Item, ItemImpl, ItemMod, TraitItem, Type, UseTree,
    Visibility, parse_quote,
};

/// The public items of a crate, sorted, then what is implemented for them.
pub(super) fn of(root: &Module) -> Result<String> {
    let mut names = BTreeSet::new();
    let mut items = shown(root, root, &mut names)?;
    let mut written = Vec::new();
    impls(root, &names, &mut written);
    written.sort_by_cached_key(|item| text(std::slice::from_ref(item)));
    items.extend(written);
    Ok(text(&items))
}

fn text(items: &[Item]) -> String {
    prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: items.to_vec(),
    })
}

/// The public items of a module, those that it passes on in their place; their names are added to `names`.
fn shown(module: &Module, root: &Module, names: &mut BTreeSet<String>) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for item in &module.items {
        if let Item::Use(used) = item
            && is_public(&used.vis)
        {
            let mut paths = Vec::new();
            flatten(&used.tree, &mut Vec::new(), &mut paths);
            for path in paths {
                items.push(match target(&path, module, root) {
                    Some(item) => {
                        let item = named(item, names).context("an item has a name")?;
                        under(item, kept(&used.attrs))
                    }
                    None => passed_on(&path, &used.attrs)?,
                });
            }
        } else if visibility(item).is_some_and(is_public) {
            items.extend(named(item, names));
        }
    }
    for (declared, inner) in module.modules.values() {
        if is_public(&declared.vis) {
            let mut declared: ItemMod = declared.clone();
            declared.attrs = kept(&declared.attrs);
            declared.semi = None;
            declared.content = Some((Brace::default(), shown(inner, root, names)?));
            items.push(Item::Mod(declared));
        }
    }
    items.sort_by_cached_key(|item| (rank(item), text(std::slice::from_ref(item))));
    Ok(items)
}

/// The paths of an import.
fn flatten(tree: &UseTree, before: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    let mut end = |name: String| {
        let all = before.iter().cloned().chain([name]);
        paths.push(all.collect());
    };
    match tree {
        UseTree::Name(name) => end(name.ident.to_string()),
        UseTree::Rename(rename) => end(format!("{} as {}", rename.ident, rename.rename)),
        UseTree::Glob(_) => end("*".to_owned()),
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, paths);
            before.pop();
        }
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| flatten(tree, before, paths)),
    }
}

/// The item of the crate that a path names; `None` where it is of another crate.
fn target<'a>(path: &[String], module: &'a Module, root: &'a Module) -> Option<&'a Item> {
    let (name, before) = path.split_last()?;
    let mut at = match before.first()?.as_str() {
        "crate" => root,
        "self" => module,
        first => module
            .modules
            .get(first)
            .or_else(|| root.modules.get(first))
            .map(|(_, inner)| inner)?,
    };
    for part in &before[1..] {
        at = &at.modules.get(part)?.1;
    }
    let own = at
        .items
        .iter()
        .find(|item| name_of(item).is_some_and(|own| own == *name));
    own.or_else(|| {
        at.items.iter().find_map(|item| {
            let Item::Use(used) = item else { return None };
            let mut paths = Vec::new();
            flatten(&used.tree, &mut Vec::new(), &mut paths);
            let further = paths.into_iter().find(|path| path.last() == Some(name))?;
            target(&further, at, root)
        })
    })
}

/// An item of another crate, or a module of it, as it is passed on.
fn passed_on(path: &[String], attributes: &[Attribute]) -> Result<Item> {
    let line = format!("pub use {};", path.join("::"));
    let mut item: syn::ItemUse = syn::parse_str(&line).with_context(|| line.clone())?;
    item.attrs = kept(attributes);
    Ok(Item::Use(item))
}

/// The item without what is not seen from outside; its name is added.
fn named(item: &Item, names: &mut BTreeSet<String>) -> Option<Item> {
    names.insert(name_of(item)?);
    Some(stripped(item.clone()))
}

fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// The item with the attributes of the import that passes it on, such as a feature.
fn under(mut item: Item, mut attributes: Vec<Attribute>) -> Item {
    let own = match &mut item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        _ => return item,
    };
    attributes.append(own);
    *own = attributes;
    item
}

fn visibility(item: &Item) -> Option<&Visibility> {
    match item {
        Item::Const(item) => Some(&item.vis),
        Item::Enum(item) => Some(&item.vis),
        Item::Fn(item) => Some(&item.vis),
        Item::Static(item) => Some(&item.vis),
        Item::Struct(item) => Some(&item.vis),
        Item::Trait(item) => Some(&item.vis),
        Item::Type(item) => Some(&item.vis),
        _ => None,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn rank(item: &Item) -> u8 {
    match item {
        Item::Use(_) => 0,
        Item::Mod(_) => 2,
        _ => 1,
    }
}

/// Attributes that users see: what is derived, features, and what must be so.
fn kept(attributes: &[Attribute]) -> Vec<Attribute> {
    const SEEN: [&str; 5] = ["cfg", "cfg_attr", "derive", "must_use", "non_exhaustive"];
    let is_seen = |attribute: &&Attribute| SEEN.iter().any(|name| attribute.path().is_ident(name));
    attributes.iter().filter(is_seen).cloned().collect()
}

fn empty() -> Block {
    parse_quote!({})
}

fn stripped(mut item: Item) -> Item {
    match &mut item {
        Item::Const(item) => {
            item.attrs = kept(&item.attrs);
            *item.expr = parse_quote!(_);
        }
        Item::Static(item) => {
            item.attrs = kept(&item.attrs);
            *item.expr = parse_quote!(_);
        }
        Item::Fn(item) => {
            item.attrs = kept(&item.attrs);
            *item.block = empty();
        }
        Item::Struct(item) => {
            item.attrs = kept(&item.attrs);
            strip_fields(&mut item.fields);
        }
        Item::Enum(item) => {
            item.attrs = kept(&item.attrs);
            for variant in &mut item.variants {
                variant.attrs = kept(&variant.attrs);
                for field in &mut variant.fields {
                    field.attrs = kept(&field.attrs);
                }
            }
        }
        Item::Trait(item) => {
            item.attrs = kept(&item.attrs);
            for inner in &mut item.items {
                if let TraitItem::Fn(function) = inner {
                    function.attrs = kept(&function.attrs);
                    function.default = function.default.as_ref().map(|_| empty());
                }
            }
        }
        Item::Type(item) => item.attrs = kept(&item.attrs),
        _ => {}
    }
    item
}

/// Leaves public fields; all others are one, since that there are some is seen.
fn strip_fields(fields: &mut Fields) {
    for field in fields.iter_mut() {
        field.attrs = kept(&field.attrs);
    }
    match fields {
        Fields::Named(named) => {
            let all = std::mem::take(&mut named.named);
            let count = all.len();
            named
                .named
                .extend(all.into_iter().filter(|field| is_public(&field.vis)));
            if named.named.len() < count {
                named.named.push(parse_quote!(_private: ()));
            }
        }
        Fields::Unnamed(unnamed) => {
            for field in unnamed
                .unnamed
                .iter_mut()
                .filter(|field| !is_public(&field.vis))
            {
                field.ty = parse_quote!(_);
            }
        }
        Fields::Unit => {}
    }
}

/// What is implemented for the named types, wherever it is written.
fn impls(module: &Module, names: &BTreeSet<String>, found: &mut Vec<Item>) {
    for item in &module.items {
        let Item::Impl(item) = item else { continue };
        if !is_test(&item.attrs) && is_of(&item.self_ty, names) {
            found.extend(stripped_impl(item.clone()).map(Item::Impl));
        }
    }
    for (_, inner) in module.modules.values() {
        impls(inner, names, found);
    }
}

fn is_of(own: &Type, names: &BTreeSet<String>) -> bool {
    let Type::Path(path) = own else { return false };
    let last = path.path.segments.last();
    last.is_some_and(|last| names.contains(&last.ident.to_string()))
}

/// The block without bodies; `None` where others see nothing of it.
fn stripped_impl(mut item: ItemImpl) -> Option<ItemImpl> {
    item.attrs = kept(&item.attrs);
    let is_trait = item.trait_.is_some();
    if is_trait {
        item.items
            .retain(|inner| matches!(inner, ImplItem::Type(_)));
        return Some(item);
    }
    item.items.retain(|inner| match inner {
        ImplItem::Fn(function) => is_public(&function.vis),
        ImplItem::Const(constant) => is_public(&constant.vis),
        _ => false,
    });
    for inner in &mut item.items {
        match inner {
            ImplItem::Fn(function) => {
                function.attrs = kept(&function.attrs);
                function.block = empty();
            }
            ImplItem::Const(constant) => {
                constant.attrs = kept(&constant.attrs);
                constant.expr = parse_quote!(_);
            }
            _ => {}
        }
    }
    (!item.items.is_empty()).then_some(item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn listing(inner: &str, root: &str) -> String {
        let items = |text: &str| syn::parse_file(text).unwrap().items;
        let module = Module {
            items: items(inner),
            modules: BTreeMap::new(),
        };
        let modules = BTreeMap::from([(
            "inner".to_owned(),
            (
                parse_quote!(
                    mod inner;
                ),
                module,
            ),
        )]);
        of(&Module {
            items: items(root),
            modules,
        })
        .unwrap()
    }

    #[test]
    fn what_others_can_name_is_shown() {
        let inner = "/// Docs.
            #[derive(Debug)] pub struct Seen { pub open: u8, closed: u8 }
            pub struct Hidden;
            impl Seen { pub fn ask(&self) -> u8 { self.closed } fn own(&self) {} pub const MOST: u8 = 3; }
            impl Hidden { pub fn no(&self) {} }
            impl Clone for Seen { fn clone(&self) -> Self { loop {} } }
            pub fn make() -> Seen { loop {} }";
        let found = listing(
            inner,
            "mod inner; pub use inner::Seen; #[cfg(feature = \"a\")] pub use inner::make; pub use other as renamed; fn own() {}",
        );
        let expected = "pub use other as renamed;
#[cfg(feature = \"a\")]
pub fn make() -> Seen {}
#[derive(Debug)]
pub struct Seen {
    pub open: u8,
    _private: (),
}
impl Clone for Seen {}
impl Seen {
    pub fn ask(&self) -> u8 {}
    pub const MOST: u8 = _;
}
";
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_for_tests_is_not() {
        let found = listing(
            "",
            "#[cfg(test)] impl Seen { pub fn no() {} } pub struct Seen; #[cfg(feature = \"a\")] pub fn b() {}",
        );
        assert_eq!(
            found,
            "#[cfg(feature = \"a\")]\npub fn b() {}\npub struct Seen;\n"
        );
    }
}
