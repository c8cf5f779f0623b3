use crate::encoded::encoded;
use crate::text::{Report, one_line};
use crate::visible;
use newsgraph_document::{Document, EntityId, Label, Quote, Relation, Status};
use std::collections::BTreeSet;
use std::fmt::{self, Write};

/// What stands before the first document.
pub(crate) const HEAD: &str = "digraph newsgraph {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", style=filled, fillcolor=white];\n  \
    edge [fontname=\"sans-serif\", fontsize=10];\n";

/// What stands behind the last document.
pub(crate) const FOOT: &str = "}\n";

/// The most chars of a label or a tip; what is longer makes a picture unreadable.
const LONGEST_LABEL: usize = 80;
const LONGEST_TIP: usize = 600;

/// The document as a graph in the DOT language of Graphviz: `dot -Tsvg` draws it.
///
/// Nodes are the entities that have a name or stand in a relation, shaped and coloured by type; edges are relations with
/// their label, and quotes from who speaks to whom they speak, with the first words. What is denied is red and says "not", what
/// is former, planned or not certain is dashed, and what a quote claims is grey and says whose claim it is. The tip of an edge
/// is the sentence that it was read from. Each document is a cluster with nodes of its own, named after its id.
pub fn to_dot(document: &Document) -> String {
    let mut out = HEAD.to_owned();
    out += &cluster(document);
    out += FOOT;
    out
}

/// A document between [`HEAD`] and [`FOOT`].
pub(crate) fn cluster(document: &Document) -> String {
    let graph = Graph {
        report: Report::new(document),
        document,
        id: encoded(document.id()),
    };
    let mut out = String::new();
    // Writing to a string does not fail.
    let written = graph.write(&mut out);
    debug_assert!(written.is_ok());
    out
}

struct Graph<'a> {
    report: Report<'a>,
    document: &'a Document,
    id: String,
}

impl Graph<'_> {
    fn write(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "  subgraph \"cluster_{}\" {{", self.id)?;
        let title = match self.document.date() {
            Some(date) => format!("{} ({date})", self.document.id()),
            None => self.document.id().to_owned(),
        };
        writeln!(out, "    label={};", quoted(&title, LONGEST_TIP))?;
        for entity in self.nodes() {
            self.node(out, entity)?;
        }
        for relation in self.document.relations().unwrap_or_default() {
            self.relation(out, relation)?;
        }
        for quote in self.document.quotes().unwrap_or_default() {
            self.quote(out, quote)?;
        }
        writeln!(out, "  }}")
    }

    /// Entities that have a name or stand at the end of an edge.
    fn nodes(&self) -> BTreeSet<EntityId> {
        let entities = self.document.entities().unwrap_or_default();
        let named = (0..entities.len()).map(EntityId::new);
        let named = named.filter(|&id| self.report.is_named(id));
        let relations = self.document.relations().unwrap_or_default().iter();
        let related = relations.flat_map(|relation| [relation.subject, relation.object]);
        let quotes = self.document.quotes().unwrap_or_default().iter();
        let told = quotes.filter_map(|quote| self.ends(quote)).flatten();
        named.chain(related).chain(told).collect()
    }

    /// Who speaks to whom, where both are entities.
    fn ends(&self, quote: &Quote) -> Option<[EntityId; 2]> {
        let speaker = self
            .document
            .entity_of_participant(quote.speaker.as_ref()?)?;
        let addressee = self
            .document
            .entity_of_participant(quote.addressee.as_ref()?)?;
        Some([speaker, addressee])
    }

    fn node(&self, out: &mut String, id: EntityId) -> fmt::Result {
        let entity = &self.document.entities().unwrap_or_default()[id.index()];
        let (shape, colour) = look(&entity.label);
        writeln!(
            out,
            "    {} [label={}, tooltip={}, shape={shape}, fillcolor=\"{colour}\"];",
            self.name(id),
            quoted(&entity.name, LONGEST_LABEL),
            quoted(entity.label.as_str(), LONGEST_LABEL),
        )
    }

    fn name(&self, id: EntityId) -> String {
        format!("\"{}#entity-{}\"", self.id, id.index())
    }

    fn relation(&self, out: &mut String, relation: &Relation) -> fmt::Result {
        let mut label = relation.label.as_str().replace('_', " ");
        let is_denied = relation.negated || relation.status == Status::Denied;
        if is_denied {
            label = format!("not {label}");
        } else if relation.status != Status::Now {
            label = format!("{label} ({})", relation.status.as_str());
        }
        let claimed = self.report.notes(false, false, relation.quote);
        label += &claimed;
        let colour = match (is_denied, relation.quote) {
            (true, _) => "#b00020",
            (false, Some(_)) => "#707070",
            (false, None) => "#202020",
        };
        let is_plain = relation.status == Status::Now && !relation.hedged;
        let style = if is_plain { "solid" } else { "dashed" };
        let tip = self
            .report
            .sentence(relation.evidence[0])
            .unwrap_or_default();
        writeln!(
            out,
            "    {} -> {} [label={}, tooltip={}, style={style}, color=\"{colour}\"];",
            self.name(relation.subject),
            self.name(relation.object),
            quoted(&label, LONGEST_LABEL),
            quoted(&tip, LONGEST_TIP),
        )
    }

    fn quote(&self, out: &mut String, quote: &Quote) -> fmt::Result {
        let Some([speaker, addressee]) = self.ends(quote) else {
            return Ok(());
        };
        let words = self.report.content(quote);
        writeln!(
            out,
            "    {} -> {} [label={}, tooltip={}, style=dotted, color=\"#1a5fb4\"];",
            self.name(speaker),
            self.name(addressee),
            quoted(&words, LONGEST_LABEL),
            quoted(&words, LONGEST_TIP),
        )
    }
}

/// The shape and colour of a type.
fn look(label: &Label) -> (&'static str, &'static str) {
    if *label == Label::PERSON {
        ("ellipse", "#fde9c9")
    } else if *label == Label::ORGANIZATION {
        ("box", "#d3e4fb")
    } else if *label == Label::LOCATION || *label == Label::FACILITY {
        ("hexagon", "#d8f0d3")
    } else if *label == Label::GROUP {
        ("octagon", "#e8dcf5")
    } else {
        ("note", "#eeeeee")
    }
}

/// The text on one line as a string of DOT, its first chars where it has more than so many.
fn quoted(text: &str, most: usize) -> String {
    let line = one_line(text);
    let line = match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    };
    let mut out = String::from("\"");
    for c in visible(&line).chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
