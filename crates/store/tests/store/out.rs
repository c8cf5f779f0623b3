//! What a graph gives out, read back by other readers than wrote it, whatever its texts hold.

use crate::sample::{Folder, Tested, annotated, documents};
use newsgraph::document::Document;
use newsgraph::english;
use newsgraph_store::{ConflictWords, Store};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::rc::Rc;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Ids and texts that no form may take for its own signs.
const ODD: [(&str, &str); 4] = [
    (
        "]]> <id a=\"1\"> & '\u{1}\u{FFFE}",
        "“The ]]> & <b>bold</b> plan,” said Lena Hartwick, “\u{0}\u{8}is \u{202E}off.” Lena Hartwick met Tomas Brell.",
    ),
    (
        "\";,\n=cmd#1",
        "Lena Hartwick, the mayor of Calverton, said \"one, two; three\"\tto Tomas Brell.",
    ),
    (
        "</script><script>throw 1</script>",
        "“</script><!-- --> {{ x }}”, Lena Hartwick said in Calverton. She told Tomas Brell that Norvik Power was wrong.",
    ),
    (
        "\u{2028}é🦀",
        "Lena Hartwick met Tomas Brell in Calverton on 3 March 2031.",
    ),
];

fn odd() -> Outcome<Vec<Document>> {
    let pipeline = english()?;
    let document = |(id, text): &(&str, &str)| annotated(&pipeline, id, "2031-03-05", text);
    ODD.iter().map(document).collect()
}

fn filled(folder: &Folder) -> Outcome<(Store, Vec<Document>)> {
    let mut store = Store::open(folder.graph())?;
    let all: Vec<Document> = documents()?.into_iter().chain(odd()?).collect();
    for document in &all {
        store.add(document)?;
    }
    store.settle()?;
    Ok((store, all))
}

fn quotes(all: &[Document]) -> usize {
    all.iter().map(|d| d.quotes().map_or(0, <[_]>::len)).sum()
}

fn relations(all: &[Document]) -> usize {
    all.iter()
        .map(|d| d.relations().map_or(0, <[_]>::len))
        .sum()
}

/// The name of an element, its attributes and its words.
type Element = (String, BTreeMap<String, String>, String);

/// Elements in order.
fn elements(xml: &[u8]) -> Outcome<Vec<Element>> {
    let text = std::str::from_utf8(xml)?;
    // XML has no place for these, whatever a reader lets pass.
    let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    assert!(text.chars().all(is_char));
    let mut reader = Reader::from_str(text);
    let mut open: Vec<usize> = Vec::new();
    let mut all: Vec<Element> = Vec::new();
    loop {
        let event = reader.read_event()?;
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                let mut attributes = BTreeMap::new();
                for attribute in start.attributes() {
                    let attribute = attribute?;
                    let key = attribute.key.as_ref().to_string();
                    attributes.insert(key, attribute.value.to_string());
                }
                let name = start.name().as_ref().to_string();
                if matches!(event, Event::Start(_)) {
                    open.push(all.len());
                }
                all.push((name, attributes, String::new()));
            }
            Event::Text(words) => {
                if let Some(&at) = open.last() {
                    all[at].2 += &*words;
                }
            }
            Event::GeneralRef(sign) => {
                let sign = sign.to_string();
                if let Some(&at) = open.last() {
                    all[at].2.extend(["&", &sign, ";"]);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    Ok(all)
}

#[test]
fn graphml_is_read_back() -> Tested {
    let folder = Folder::new("graphml")?;
    let (store, all) = filled(&folder)?;
    let mut out = Vec::new();
    store.write_graphml(&mut out)?;
    let elements = elements(&out)?;
    let of = |name: &'static str| elements.iter().filter(move |element| element.0 == name);
    let nodes: BTreeSet<&str> = of("node").map(|node| &*node.1["id"]).collect();
    assert_eq!(nodes.len(), of("node").count());
    let keys: BTreeSet<&str> = of("key").map(|key| &*key.1["id"]).collect();
    for edge in of("edge") {
        assert!(nodes.contains(&*edge.1["source"]) && nodes.contains(&*edge.1["target"]));
    }
    for data in of("data") {
        assert!(keys.contains(&*data.1["key"]) && !data.2.trim().is_empty());
    }
    let words = |key: &str| -> Vec<&str> {
        let data = of("data").filter(|data| data.1["key"] == key);
        data.map(|data| &*data.2).collect()
    };
    assert!(words("n-name").contains(&"Lena Hartwick"));
    let types = words("e-type");
    let count = types.iter().filter(|&&kind| kind == "relation").count();
    assert_eq!(count, relations(&all));
    assert!(types.contains(&"told") && types.contains(&"spoke_about"));
    assert!(
        words("e-document")
            .iter()
            .any(|id| id.starts_with("]]&gt; &lt;id a="))
    );
    Ok(())
}

/// A file that is kept.
#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn tables_are_read_back_and_their_ends_are_there() -> Tested {
    let folder = Folder::new("tables")?;
    let (store, all) = filled(&folder)?;
    let mut files: BTreeMap<String, Kept> = BTreeMap::new();
    store.write_tables(|name| Ok(files.entry(name.to_owned()).or_default().clone()))?;
    assert_eq!(
        files.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        Store::tables().collect()
    );
    let mut tables: BTreeMap<&str, (Vec<String>, Vec<Vec<String>>)> = BTreeMap::new();
    for (name, file) in &files {
        let bytes = file.0.borrow();
        let mut reader = csv::Reader::from_reader(&**bytes);
        let head: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
        let rows = reader
            .records()
            .map(|row| Ok(row?.iter().map(str::to_owned).collect()));
        tables.insert(name, (head, rows.collect::<Result<_, csv::Error>>()?));
    }
    // The ids of each space, and whether each end is one of them.
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (head, rows) in tables.values() {
        let Some(at) = head.iter().position(|name| name.contains(":ID(")) else {
            continue;
        };
        let space = head[at].split_once(":ID").ok_or("no space")?.1.to_owned();
        let own: BTreeSet<String> = rows.iter().map(|row| row[at].clone()).collect();
        assert_eq!(own.len(), rows.len(), "{space}");
        ids.insert(space, own);
    }
    for (name, (head, rows)) in &tables {
        for (at, column) in head.iter().enumerate() {
            let end = column
                .strip_prefix(":START_ID")
                .or(column.strip_prefix(":END_ID"));
            let Some(space) = end else { continue };
            assert!(
                rows.iter().all(|row| ids[space].contains(&row[at])),
                "{name}: {column}"
            );
        }
    }
    let count = |name: &str| tables[name].1.len();
    assert_eq!(count("documents.csv"), all.len());
    assert_eq!(count("quotes.csv"), quotes(&all));
    assert_eq!(count("relations.csv"), relations(&all));
    assert!(count("said.csv") > 3 && count("told.csv") > 0 && count("about.csv") > 0);
    Ok(())
}

#[test]
fn json_is_read_back() -> Tested {
    let folder = Folder::new("json")?;
    let (store, all) = filled(&folder)?;
    let mut out = Vec::new();
    store.write_json(&mut out)?;
    let graph: Value = serde_json::from_slice(&out)?;
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let ids: BTreeSet<i64> = list(&graph, "entities")
        .iter()
        .filter_map(|e| e["id"].as_i64())
        .collect();
    let found = list(&graph, "documents");
    assert_eq!(found.len(), all.len());
    let quotes_found: usize = found.iter().map(|d| list(d, "quotes").len()).sum();
    assert_eq!(quotes_found, quotes(&all));
    for relation in found.iter().flat_map(|d| list(d, "relations")) {
        for end in ["subject", "object"] {
            assert!(
                ids.contains(&relation[end].as_i64().ok_or("no end")?),
                "{relation}"
            );
        }
    }
    let odd = found
        .iter()
        .find(|d| d["id"] == ODD[0].0)
        .ok_or("the odd one is gone")?;
    let span = &odd["quotes"][0]["span"];
    let [start, end] = [0, 1].map(|at| span[at].as_u64().unwrap_or_default() as usize);
    assert!(
        ODD[0].1[start..end].contains("]]> & <b>bold</b> plan"),
        "{span}"
    );
    Ok(())
}

#[test]
fn rdf_ties_the_entities_of_documents_together() -> Tested {
    let folder = Folder::new("rdf")?;
    let (store, _) = filled(&folder)?;
    let base = "https://example.org/".parse()?;
    let mut turtle = Vec::new();
    store.write_turtle(&mut turtle, &base)?;
    let turtle = String::from_utf8(turtle)?;
    for end in [
        "<https://example.org/dam-1#entity-",
        "<https://example.org/dam-3#entity-",
    ] {
        let things = turtle.rsplit_once("@prefix : ").ok_or("no prefix")?.1;
        assert!(things.contains(end), "{end}");
    }
    let mut json = Vec::new();
    store.write_json_ld(&mut json, &base)?;
    let json: Value = serde_json::from_slice(&json)?;
    let nodes = json["@graph"].as_array().ok_or("no graph")?;
    let lena = nodes.iter().find(|node| {
        node["schema:name"] == "Lena Hartwick"
            && node["@id"]
                .as_str()
                .is_some_and(|id| id.contains("#graph-entity-"))
    });
    let same = lena
        .and_then(|node| node["schema:sameAs"].as_array())
        .ok_or("nobody is the same")?;
    assert!(same.len() > 3, "{same:?}");
    for member in same {
        assert!(
            nodes.iter().any(|node| node["@id"] == member["@id"]),
            "{member}"
        );
    }
    Ok(())
}

#[test]
fn a_page_has_the_facts_and_no_markup_of_texts() -> Tested {
    let folder = Folder::new("page")?;
    let (store, all) = filled(&folder)?;
    let words = ConflictWords::english();
    let page = store.page("A <b> graph", &words)?;
    assert_eq!(page.counts.documents, all.len());
    assert_eq!(page.counts.quotes, quotes(&all));
    assert_eq!(page.counts.relations, relations(&all));
    let lena = page
        .entities
        .iter()
        .find(|e| e.name == "Lena Hartwick")
        .ok_or("nobody")?;
    assert!(lena.documents.len() > 4 && lena.quotes > 3);
    assert!(
        lena.names.iter().any(|name| name == "Hartwick"),
        "{:?}",
        lena.names
    );
    let voice = page
        .voices
        .iter()
        .find(|v| v.who.as_ref().is_some_and(|w| w.entity == Some(lena.id)));
    let voice = voice.ok_or("no voice")?;
    assert_eq!(voice.total, lena.quotes);
    assert!(voice.quotes.is_sorted_by_key(|quote| quote.place.date));
    for quote in page.voices.iter().flat_map(|voice| &voice.quotes) {
        let document = all
            .iter()
            .find(|d| d.id() == quote.place.document)
            .ok_or("no document")?;
        let words = &document.text()[quote.place.span];
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let first = quote.content.split(" ... ").next().unwrap_or_default();
        assert!(
            bare(words).starts_with(&bare(first)),
            "{words:?}, {first:?}"
        );
    }
    // Those whose speaker is nobody of the graph have a voice of their own, so that none is lost.
    let shown: std::collections::BTreeSet<_> = (page.voices.iter())
        .flat_map(|voice| &voice.quotes)
        .map(|quote| {
            (
                &quote.place.document,
                quote.place.span.start(),
                quote.place.span.end(),
            )
        })
        .collect();
    assert_eq!(shown.len(), page.counts.quotes);
    let nobody = page.voices.iter().filter(|voice| voice.who.is_none());
    assert_eq!(nobody.count(), 1);
    let html = store.to_html("A <b> graph", &words)?;
    assert!(!html.contains("quotes are shown"));
    assert_eq!(html.matches("<script").count(), 1);
    assert_eq!(html.matches("</script").count(), 1);
    assert!(!html.contains("<!-- -->") && !html.contains("<b>bold") && !html.contains('\u{202E}'));
    Ok(())
}

#[test]
fn a_graph_of_nothing_is_whole_in_each_form_and_the_same_each_time() -> Tested {
    let folder = Folder::new("nothing")?;
    let store = Store::open(folder.graph())?;
    let words = ConflictWords::english();
    let base = "urn:x:".parse()?;
    for _ in 0..2 {
        let [mut graphml, mut json, mut json_ld] = [const { Vec::new() }; 3];
        store.write_graphml(&mut graphml)?;
        assert!(
            elements(&graphml)?
                .iter()
                .all(|element| element.0 != "node")
        );
        store.write_json(&mut json)?;
        assert_eq!(
            serde_json::from_slice::<Value>(&json)?["documents"],
            Value::Array(Vec::new())
        );
        store.write_json_ld(&mut json_ld, &base)?;
        serde_json::from_slice::<Value>(&json_ld)?;
        assert!(store.conflicts(&words)?.is_empty());
        assert!(
            store
                .to_html("", &words)?
                .contains("The graph holds no document.")
        );
    }
    let folder = Folder::new("same")?;
    let (store, _) = filled(&folder)?;
    let again = Store::open_read_only(folder.graph())?;
    let forms = |store: &Store| -> Outcome<[Vec<u8>; 2]> {
        let [mut graphml, mut json] = [const { Vec::new() }; 2];
        store.write_graphml(&mut graphml)?;
        store.write_json(&mut json)?;
        Ok([graphml, json])
    };
    assert!(forms(&store)? == forms(&again)?);
    assert_eq!(store.to_html("x", &words)?, again.to_html("x", &words)?);
    Ok(())
}
