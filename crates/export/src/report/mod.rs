//! The report for a person to read: a page that needs nothing from the network. What it shows is a plain structure,
//! made here from a document; how it looks is a matter of the templates, the style and the script.

mod calendar;
mod entry;
mod escape;
mod graph;
mod page;
mod reading;
mod relate;
mod said;
mod story;
mod values;
mod who;

use askama::Template;
use escape::Attribute;
use newsgraph_document::{Document, Layer};
use reading::Reading;
use values::Values;

pub(crate) use entry::{Entry, index};
pub use page::{
    GraphPage, PageAbout, PageClaimant, PageConflict, PageConflictKind, PageCounts, PageDate,
    PageDocument, PageEntity, PagePlace, PageQuote, PageRelation, PageSide, PageVoice, PageWho,
    to_graph_html,
};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// What stands before the anchors of a document until its number is known. No text can hold it, since its own `<` is
/// escaped.
const PLACE: &str = "<^>";

#[derive(Template)]
#[template(path = "head.html")]
struct Head<'a> {
    /// An element that takes no marks as elements of their own.
    title: Attribute,
    style: &'a str,
}

#[derive(Template)]
#[template(path = "foot.html")]
struct Foot {
    script: &'static str,
}

/// All that the report tells of a document.
#[derive(Template)]
#[template(path = "article.html")]
pub(crate) struct Article<'a> {
    pub(crate) title: String,
    id: String,
    has_headline: bool,
    /// The day of the document in words, or nothing.
    pub(crate) date: String,
    /// How the text begins, where it has no headline.
    pub(crate) lead: String,
    blocks: Vec<story::Block<'a>>,
    voices: Vec<said::Voice>,
    acts: Vec<said::ActCount>,
    pub(crate) quotes: usize,
    pub(crate) sections: Vec<who::Section>,
    pub(crate) named: usize,
    graph: Option<graph::Graph>,
    pairs: Vec<relate::Pair>,
    pub(crate) relations: usize,
    statements: Vec<relate::Statement>,
    timeline: Vec<values::When>,
    amounts: Vec<values::Amounts>,
    amount_count: usize,
    makers: Vec<Made>,
}

/// Who made a layer.
struct Made {
    layer: &'static str,
    by: String,
}

/// The part of a document in a report, and what the index tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    html: String,
    pub(crate) entry: Entry,
}

/// The document as a report that needs nothing from the network: the text with names, cues and quotes marked, and
/// beside it who said what, who is who, how they relate, when, and how much, each with its places in the text. It can
/// be read without the script that it holds, which makes what belongs together light up.
pub fn to_html(document: &Document) -> String {
    let page = page(document);
    [head(&page.entry.title), page.numbered(1), foot()].concat()
}

/// The part of a document, before its number in the report is known.
pub(crate) fn page(document: &Document) -> Page {
    let article = Article::new(document);
    Page {
        html: rendered(&article),
        entry: Entry::new(&article),
    }
}

impl Page {
    /// The part as that of a document with this number, from 1.
    pub(crate) fn numbered(&self, number: usize) -> String {
        self.html.replace(PLACE, &format!("d{number}-"))
    }
}

/// What a report begins with.
pub(crate) fn head(title: &str) -> String {
    head_with(title, STYLE)
}

fn head_with(title: &str, style: &str) -> String {
    rendered(&Head {
        title: Attribute::new(title),
        style,
    })
}

/// What a report ends with.
pub(crate) fn foot() -> String {
    foot_with(SCRIPT)
}

fn foot_with(script: &'static str) -> String {
    rendered(&Foot { script })
}

fn rendered(template: &impl Template) -> String {
    let written = template.render();
    debug_assert!(written.is_ok(), "writing to a string does not fail");
    written.unwrap_or_default() + "\n"
}

impl<'a> Article<'a> {
    fn new(document: &'a Document) -> Self {
        let reading = Reading::new(document);
        let values = Values::new(document);
        let headline = story::headline(&reading);
        let voices = said::voices(&reading);
        let sections = who::cards(&reading, &voices);
        let pairs = relate::pairs(&reading);
        let kind = |entity: usize| reading::kind(&reading.entities[entity].label);
        let id = crate::text::one_line(document.id());
        let amounts = values.amounts(&reading);
        Self {
            title: match headline {
                Some(headline) => crate::text::one_line(headline),
                None if id.is_empty() => "Article".to_owned(),
                None => id.clone(),
            },
            id,
            has_headline: headline.is_some(),
            lead: headline.map_or_else(|| story::lead(&reading), |_| String::new()),
            date: document.date().map(calendar::day).unwrap_or_default(),
            blocks: story::blocks(&reading, &values),
            acts: said::acts(&voices),
            quotes: voices.iter().flat_map(|voice| &voice.quotes).count(),
            voices,
            named: sections
                .iter()
                .filter(|s| !s.is_unnamed)
                .map(|s| s.cards.len())
                .sum(),
            sections,
            graph: graph::graph(&pairs, kind),
            relations: pairs.iter().map(|pair| pair.rows.len()).sum(),
            pairs,
            statements: relate::statements(&reading),
            timeline: values.timeline(&reading),
            amount_count: amounts.iter().map(|sort| sort.rows.len()).sum(),
            amounts,
            makers: makers(document),
        }
    }
}

/// The layers that are there, with component and model.
fn makers(document: &Document) -> Vec<Made> {
    let made = |layer: &Layer| {
        let maker = document.maker(*layer)?;
        let by = match &maker.model {
            Some(model) => format!("{}, {model}", maker.component),
            None => maker.component.clone(),
        };
        (!by.is_empty()).then_some(Made {
            layer: layer.key(),
            by,
        })
    };
    Layer::ALL.iter().filter_map(made).collect()
}
