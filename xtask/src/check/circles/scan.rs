//! What one module's file declares, imports and names, read from its tokens.

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::iter::Peekable;

/// The words of a path, as `crate`, `span`, `Span`.
pub(super) type Words = Vec<String>;

/// One module's file; what stands behind `#[cfg(test)]` is left out.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Modules in files of their own.
    pub(super) modules: Vec<String>,
    /// The path behind each imported name, and whether the import is public.
    pub(super) imports: BTreeMap<String, (Words, bool)>,
    /// Every path of two words or more outside the imports.
    pub(super) paths: Vec<Words>,
}

impl Source {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let tokens: TokenStream = text.parse().map_err(|e| anyhow!("not Rust: {e}"))?;
        let mut source = Self::default();
        source.read(tokens, 0);
        Ok(source)
    }

    /// Reads tokens that stand in `depth` modules written into the file.
    fn read(&mut self, tokens: TokenStream, depth: usize) {
        let mut tokens = tokens.into_iter().peekable();
        let mut public = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(p) if p.as_char() == '#' => {
                    if let Some(TokenTree::Group(attribute)) = tokens.peek()
                        && attribute.stream().to_string().replace(' ', "") == "cfg(test)"
                    {
                        tokens.next();
                        skip_item(&mut tokens);
                    }
                }
                TokenTree::Group(group) => {
                    // The group of `pub(crate)` does not end what `pub` says.
                    if !(public && group.delimiter() == Delimiter::Parenthesis) {
                        public = false;
                    }
                    self.read(group.stream(), depth);
                }
                TokenTree::Ident(word) if word == "pub" => public = true,
                TokenTree::Ident(word) if word == "use" => {
                    let mut tree = Vec::new();
                    tokens
                        .by_ref()
                        .take_while(|t| !is_punct(t, ';'))
                        .for_each(|t| tree.push(t));
                    self.import(&[], tree, public, depth);
                    public = false;
                }
                TokenTree::Ident(word) if word == "mod" => {
                    self.module(&mut tokens, depth);
                    public = false;
                }
                TokenTree::Ident(word) => {
                    public = false;
                    let path = path(word.to_string(), &mut tokens);
                    if path.len() > 1 {
                        self.paths.extend(from_file(path, depth));
                    }
                }
                _ => public = false,
            }
        }
    }

    fn module(&mut self, tokens: &mut Peekable<impl Iterator<Item = TokenTree>>, depth: usize) {
        let Some(TokenTree::Ident(name)) = tokens.next() else {
            return;
        };
        if let Some(TokenTree::Group(_)) = tokens.peek() {
            if let Some(TokenTree::Group(body)) = tokens.next() {
                self.read(body.stream(), depth + 1);
            }
        } else if depth == 0 {
            self.modules.push(name.to_string());
        }
    }

    /// Adds the names of one tree of imports behind `before`.
    fn import(&mut self, before: &[String], tree: Vec<TokenTree>, public: bool, depth: usize) {
        let mut words = before.to_vec();
        let mut tokens = tree.into_iter().peekable();
        let mut name = None;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => {
                    name = tokens.next().map(|alias| alias.to_string());
                }
                TokenTree::Ident(word) => words.push(word.to_string()),
                TokenTree::Group(group) => {
                    let mut part = Vec::new();
                    for token in group.stream() {
                        if is_punct(&token, ',') {
                            self.import(&words, std::mem::take(&mut part), public, depth);
                        } else {
                            part.push(token);
                        }
                    }
                    if !part.is_empty() {
                        self.import(&words, part, public, depth);
                    }
                    return;
                }
                _ => {}
            }
        }
        if words.last().is_some_and(|word| word == "self") && words.len() > 1 {
            words.pop();
        }
        let name = name.or_else(|| words.last().cloned());
        if let (Some(name), Some(words)) = (name, from_file(words, depth)) {
            self.imports.insert(name, (words, public));
        }
    }
}

/// A path that begins with `word`; the tokens are read to its end.
fn path(word: String, tokens: &mut Peekable<impl Iterator<Item = TokenTree>>) -> Words {
    let mut words = vec![word];
    while tokens.peek().is_some_and(|t| is_punct(t, ':')) {
        tokens.next();
        if !tokens.peek().is_some_and(|t| is_punct(t, ':')) {
            break;
        }
        tokens.next();
        match tokens.peek() {
            Some(TokenTree::Ident(next)) => words.push(next.to_string()),
            _ => break,
        }
        tokens.next();
    }
    words
}

/// The path as the file says it: each module written into the file takes one `super`. Nothing where the
/// path does not leave such a module.
fn from_file(mut words: Words, depth: usize) -> Option<Words> {
    if words.first().is_some_and(|word| word == "super") && depth > 0 {
        let supers = words.iter().take_while(|word| *word == "super").count();
        words.drain(..depth.min(supers));
        if supers < depth || words.is_empty() {
            return None;
        }
    }
    Some(words)
}

/// Leaves out the item behind an attribute, further attributes included.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            token if is_punct(&token, ';') => return,
            _ => {}
        }
    }
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == c)
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn reads_modules_imports_and_paths_without_tests() {
        let source = Source::parse(
            "mod a; pub(crate) use a::{B, c::{self, D as E}};\n\
             fn f(x: &super::G) -> bool { vec![crate::h::i(x)].len() > 0 }\n\
             mod inner { use super::super::Up; fn g() { super::a::j() } }\n\
             #[cfg(test)] mod tests { use crate::never::K; }",
        )
        .unwrap();
        assert_eq!(source.modules, ["a"]);
        let imports: Vec<String> = source
            .imports
            .iter()
            .map(|(name, (words, public))| format!("{name} {} {public}", words.join("::")))
            .collect();
        assert_eq!(
            imports,
            [
                "B a::B true",
                "E a::c::D true",
                "Up super::Up false",
                "c a::c true"
            ]
        );
        let paths: Vec<String> = source.paths.iter().map(|words| words.join("::")).collect();
        assert_eq!(paths, ["super::G", "crate::h::i", "a::j"]);
    }
}
