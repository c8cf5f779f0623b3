//! A graph as GraphML.

use super::OutError;
use super::rows::{Party, Related, Said};
use super::walk::{Node, Piece, nodes};
use crate::Store;
use newsgraph_document::{Quote, Relation};
use std::fmt::Write as _;
use std::io::Write;

/// What nodes and edges are told of: the name, whose it is, and its type.
const KEYS: [(&str, &str, &str); 22] = [
    ("name", "node", "string"),
    ("label", "node", "string"),
    ("names", "node", "string"),
    ("documents", "node", "long"),
    ("link", "node", "string"),
    ("type", "edge", "string"),
    ("relation", "edge", "string"),
    ("status", "edge", "string"),
    ("role", "edge", "string"),
    ("negated", "edge", "boolean"),
    ("hedged", "edge", "boolean"),
    ("claimed", "edge", "boolean"),
    ("claimant", "edge", "string"),
    ("kind", "edge", "string"),
    ("act", "edge", "string"),
    ("cue", "edge", "string"),
    ("words", "edge", "string"),
    ("document", "edge", "string"),
    ("date", "edge", "string"),
    ("start", "edge", "long"),
    ("end", "edge", "long"),
    ("score", "edge", "double"),
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

impl Store {
    /// Writes the graph as GraphML: entities as nodes; as edges the relations between them, and quotes, from those who
    /// say them to whom they are told and to whom they name (`type` is `relation`, `told` or `spoke_about`). Each edge
    /// has its document, the document's date, its place there in bytes, its words, and who claims it.
    ///
    /// Characters that XML has no place for are written as U+FFFD. One document is held at a time.
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read, or the writer fails.
    pub fn write_graphml(&self, mut out: impl Write) -> Result<(), OutError> {
        self.at_rest(|connection| {
            out.write_all(HEAD.as_bytes())?;
            for (name, of, kind) in KEYS {
                let id = key(name, of);
                writeln!(
                    out,
                    "<key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
                )?;
            }
            out.write_all(b"<graph edgedefault=\"directed\">\n")?;
            nodes(connection, |found| {
                Ok(out.write_all(node(&found).as_bytes())?)
            })?;
            let mut edges = 0;
            self.walk(|piece| {
                let mut element = Element::default();
                for (relation, related) in piece.related() {
                    element.relation(&piece, relation, &related, &mut edges);
                }
                for (quote, said) in piece.said() {
                    element.quote(&piece, quote, &said, &mut edges);
                }
                Ok(out.write_all(element.0.as_bytes())?)
            })?;
            out.write_all(b"</graph>\n</graphml>\n")?;
            Ok(out.flush()?)
        })
    }
}

fn key(name: &str, of: &str) -> String {
    format!("{}-{name}", &of[..1])
}

fn node(node: &Node) -> String {
    let mut element = Element::default();
    let _ = writeln!(element.0, "<node id=\"e{}\">", node.id);
    element.data("node", "name", &node.name);
    element.data("node", "label", node.label.as_str());
    element.data("node", "names", &node.names.join("; "));
    element.data("node", "documents", &node.documents.to_string());
    element.data("node", "link", node.link.as_deref().unwrap_or_default());
    element.0.push_str("</node>\n");
    element.0
}

/// Elements, as they are written. Writing to a string does not fail.
#[derive(Default)]
struct Element(String);

impl Element {
    fn open(&mut self, [from, to]: [i64; 2], edges: &mut u64) {
        let _ = writeln!(
            self.0,
            "<edge id=\"f{edges}\" source=\"e{from}\" target=\"e{to}\">"
        );
        *edges += 1;
    }

    /// A value, unless it is empty.
    fn data(&mut self, of: &str, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let _ = write!(self.0, "<data key=\"{}\">", key(name, of));
        escape(&mut self.0, value);
        self.0.push_str("</data>\n");
    }

    fn edge(&mut self, name: &str, value: &str) {
        self.data("edge", name, value);
    }

    fn place(&mut self, piece: &Piece, span: newsgraph_document::Span, score: Option<f32>) {
        let date = piece.document.date().map(|date| date.to_string());
        self.edge("document", piece.document.id());
        self.edge("date", &date.unwrap_or_default());
        self.edge("start", &span.start().to_string());
        self.edge("end", &span.end().to_string());
        self.edge("score", &score.map(|s| s.to_string()).unwrap_or_default());
        self.0.push_str("</edge>\n");
    }

    fn relation(&mut self, piece: &Piece, relation: &Relation, row: &Related, edges: &mut u64) {
        self.open([row.subject, row.object], edges);
        self.edge("type", "relation");
        self.edge("relation", relation.label.as_str());
        self.edge("status", relation.status.as_str());
        self.edge("role", row.role.as_deref().unwrap_or_default());
        self.edge("negated", truth(relation.negated));
        self.edge("hedged", truth(relation.hedged));
        self.edge("claimed", truth(relation.quote.is_some()));
        self.edge("claimant", row.claimant.name().unwrap_or_default());
        self.edge("words", &row.words);
        self.place(piece, row.span, relation.score);
    }

    fn quote(&mut self, piece: &Piece, quote: &Quote, said: &Said, edges: &mut u64) {
        let told = said.addressee.iter().filter_map(|who: &Party| who.node);
        let told = told.map(|node| ("told", node));
        let about = said.about.iter().map(|&node| ("spoke_about", node));
        let ends: Vec<_> = told.chain(about).collect();
        for speaker in said.speakers.iter().filter_map(|who| who.node) {
            for &(kind, end) in &ends {
                self.open([speaker, end], edges);
                self.edge("type", kind);
                self.edge("kind", quote.kind.as_str());
                self.edge("act", quote.act.as_str());
                self.edge("cue", said.cue.as_deref().unwrap_or_default());
                self.edge("words", &said.words);
                self.place(piece, said.span, quote.score);
            }
        }
    }
}

fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// Writes text for an element.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_has_no_place_for_is_written_as_a_mark() {
        let cases = [
            ("a & b", "a &amp; b"),
            ("]]><x>", "]]&gt;&lt;x&gt;"),
            (
                "\0\u{1}\u{B}\u{1F}\u{FFFF}",
                "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
            ),
            ("a\tb\nc\rd", "a\tb\nc&#13;d"),
            ("\u{202E}é\u{1F600}\u{85}", "\u{202E}é\u{1F600}\u{85}"),
        ];
        for (text, expected) in cases {
            let mut out = String::new();
            escape(&mut out, text);
            assert_eq!(out, expected, "{text:?}");
        }
    }
}
