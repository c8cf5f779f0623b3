//! What the elements of HTML are for a reader of text.

use html5gum::StartTag;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Elements that hold blocks and are closed by an end tag of their own.
const CONTAINERS: [&[u8]; 41] = [
    b"article",
    b"aside",
    b"audio",
    b"blockquote",
    b"button",
    b"canvas",
    b"center",
    b"datalist",
    b"details",
    b"dialog",
    b"div",
    b"dl",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"header",
    b"hgroup",
    b"label",
    b"legend",
    b"main",
    b"map",
    b"math",
    b"menu",
    b"nav",
    b"object",
    b"ol",
    b"pre",
    b"search",
    b"section",
    b"select",
    b"summary",
    b"svg",
    b"table",
    b"tbody",
    b"template",
    b"thead",
    b"tfoot",
    b"ul",
    b"video",
];

/// How many containers there are.
pub(super) const KINDS: usize = CONTAINERS.len();

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Holds blocks; its place among the containers.
    Container(usize),
    Paragraph,
    Heading(u8),
    Item,
    Row,
    Cell,
    Break,
    Rule,
    Link,
    Quoted,
    Time,
    Meta,
    /// Holds no markup but bytes up to its end tag.
    Raw,
    Inline,
}

/// The name of an element; one of the page's own that is named after what stands around articles is an `aside`.
pub(super) fn known(name: &[u8]) -> &[u8] {
    let own = std::str::from_utf8(name)
        .ok()
        .filter(|own| own.contains('-') && own.len() <= CLASSES);
    if own.is_some_and(is_around) {
        b"aside"
    } else {
        name
    }
}

pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"p" | b"address" | b"caption" | b"dd" | b"dt" => Role::Paragraph,
        b"h1" => Role::Heading(1),
        b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Heading(2),
        b"li" | b"option" | b"optgroup" => Role::Item,
        b"tr" => Role::Row,
        b"td" | b"th" => Role::Cell,
        b"br" => Role::Break,
        b"hr" | b"body" | b"head" | b"html" => Role::Rule,
        b"a" => Role::Link,
        b"q" => Role::Quoted,
        b"time" => Role::Time,
        b"meta" => Role::Meta,
        b"script" | b"style" | b"title" | b"textarea" | b"xmp" | b"noembed" | b"noframes"
        | b"noscript" | b"iframe" => Role::Raw,
        _ => CONTAINERS
            .iter()
            .position(|container| *container == name)
            .map_or(Role::Inline, Role::Container),
    }
}

/// Whether what the container holds is not read as a part of the page's text.
pub(super) fn is_hidden(name: &[u8]) -> bool {
    is_inline(name)
        || matches!(
            name,
            b"aside" | b"dialog" | b"footer" | b"menu" | b"nav" | b"search"
        )
}

/// Whether the container stands within a line and does not end it; what it holds is no part of it.
pub(super) fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"audio"
            | b"button"
            | b"canvas"
            | b"datalist"
            | b"label"
            | b"map"
            | b"math"
            | b"object"
            | b"select"
            | b"svg"
            | b"template"
            | b"video"
    )
}

/// Whether an element within a line says that what it holds is not shown.
pub(super) fn is_hidden_inline(tag: &StartTag<()>) -> bool {
    let void = matches!(
        tag.name.as_slice(),
        b"area"
            | b"base"
            | b"col"
            | b"embed"
            | b"img"
            | b"input"
            | b"link"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    );
    !void && says_hidden(tag)
}

/// The value of an attribute, empty where there is none.
pub(super) fn attribute<'a>(tag: &'a StartTag<()>, name: &[u8]) -> &'a str {
    let value = tag.attributes.get(name);
    value.map_or("", |value| std::str::from_utf8(value).unwrap_or_default())
}

/// Whether the attributes say that the element is not shown or stands beside the article.
pub(super) fn says_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, b"style");
    tag.attributes.contains_key(&b"hidden"[..])
        || attribute(tag, b"aria-hidden") == "true"
        || style
            .replace(|c: char| c.is_ascii_whitespace(), "")
            .to_ascii_lowercase()
            .contains("display:none")
        || matches!(
            attribute(tag, b"role"),
            "navigation"
                | "complementary"
                | "banner"
                | "contentinfo"
                | "search"
                | "dialog"
                | "alert"
        )
}

/// Names of classes: those of what stands around an article, and those of the article.
struct Names {
    around: BTreeSet<&'static str>,
    article: BTreeSet<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let table = include_str!("../../data/furniture.txt");
    let (around, article) = table.split_once("---").unwrap_or((table, ""));
    let lines = |part: &'static str| {
        part.lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect()
    };
    Names {
        around: lines(around),
        article: lines(article),
    }
});

/// The most of a list of classes that is looked at, in bytes.
const CLASSES: usize = 1 << 10;

/// Whether the classes or the id are those of what stands around an article.
pub(super) fn is_furniture(tag: &StartTag<()>) -> bool {
    [&b"class"[..], b"id"].into_iter().any(|name| {
        let value = attribute(tag, name);
        value.len() <= CLASSES && value.split_ascii_whitespace().any(is_around)
    })
}

fn is_around(class: &str) -> bool {
    let parts: Vec<String> = class
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|part| !part.is_empty())
        .flat_map(humps)
        .collect();
    let around = |part: Option<&String>| part.is_some_and(|p| NAMES.around.contains(p.as_str()));
    let article = |part: &String| NAMES.article.contains(part.as_str());
    (around(parts.first()) || around(parts.last())) && !parts.iter().any(article)
}

/// The words of a name like `siteSidebar`, in small letters.
fn humps(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut small = false;
    for letter in name.chars() {
        match words.last_mut() {
            Some(word) if !(small && letter.is_ascii_uppercase()) => {
                word.push(letter.to_ascii_lowercase());
            }
            _ => words.push(letter.to_ascii_lowercase().to_string()),
        }
        small = letter.is_ascii_lowercase();
    }
    words
}
