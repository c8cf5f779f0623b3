//! Statements as JSON-LD.

use super::base::BaseIri;
use super::facts;
use super::graph::Graph;
use super::things::{self, Thing};
use super::vocabulary::{PREFIXES, iri, short};
use newsgraph_document::Document;
use oxrdf::{NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// What stands behind the nodes of all documents.
pub(crate) const FOOT: &str = "\n]}\n";

/// What stands before the nodes of all documents: the context, which the words of the nodes are read by.
pub(crate) fn head() -> String {
    let prefix = |(name, iri): (&str, &str)| (name.to_owned(), Value::from(iri));
    let context: Map<String, Value> = PREFIXES.into_iter().map(prefix).collect();
    format!("{{\"@context\":{},\n\"@graph\":[\n", Value::from(context))
}

/// Writes the nodes of a document, one a line, with commas between.
pub(crate) fn write(out: impl Write, document: &Document, base: &BaseIri) -> io::Result<()> {
    write_told(out, |graph| facts::tell(document, base, graph))
}

/// Writes the nodes of entities across documents.
pub(crate) fn write_things(out: impl Write, things: &[Thing], base: &BaseIri) -> io::Result<()> {
    write_told(out, |graph| things::tell(things, base, graph))
}

fn write_told(mut out: impl Write, tell: impl FnOnce(&mut Graph<'_>)) -> io::Result<()> {
    let mut group: Vec<Triple> = Vec::new();
    let mut take = |triple: &Triple| {
        let is_new = group
            .first()
            .is_some_and(|first| first.subject != triple.subject);
        if is_new {
            writeln!(out, "{},", node(&group))?;
            group.clear();
        }
        group.push(triple.clone());
        Ok(())
    };
    let mut graph = Graph::new(&mut take);
    tell(&mut graph);
    graph.finish()?;
    write!(out, "{}", node(&group))
}

/// Statements of one subject as an object.
fn node(statements: &[Triple]) -> Value {
    let mut node = Map::new();
    if let Some(NamedOrBlankNode::NamedNode(subject)) = statements.first().map(|s| &s.subject) {
        node.insert("@id".to_owned(), subject.as_str().into());
    }
    for statement in statements {
        let (key, value) = entry(statement);
        match node.get_mut(&key) {
            None => drop(node.insert(key, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    Value::from(node)
}

/// A statement as a key and a value.
fn entry(statement: &Triple) -> (String, Value) {
    let predicate = statement.predicate.as_str();
    let name = short(predicate).unwrap_or_else(|| predicate.to_owned());
    match &statement.object {
        Term::NamedNode(class) if predicate == iri("rdf:type") => {
            let class = class.as_str();
            let class = short(class).unwrap_or_else(|| class.to_owned());
            ("@type".to_owned(), class.into())
        }
        Term::NamedNode(object) => (name, json!({"@id": object.as_str()})),
        Term::Literal(literal) => {
            let datatype = literal.datatype().as_str();
            let value = match short(datatype).as_deref() {
                Some("xsd:string") => literal.value().into(),
                Some("xsd:boolean") => Value::from(literal.value() == "true"),
                Some(datatype) => json!({"@type": datatype, "@value": literal.value()}),
                None => json!({"@type": datatype, "@value": literal.value()}),
            };
            (name, value)
        }
        Term::BlankNode(object) => (name, json!({"@id": object.to_string()})),
    }
}
