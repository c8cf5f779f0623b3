//! Turtle and JSON-LD, read back by other readers than wrote them.
#![cfg(feature = "rdf")]

mod random;
mod sample;

use newsgraph_document::{Document, EntityId, OffsetUnit, Offsets};
use newsgraph_export::{BaseIri, Format, Thing, Writer, to_json_ld, to_turtle};
use oxjsonld::JsonLdParser;
use oxrdf::{Term, Triple};
use oxttl::TurtleParser;
use proptest::prelude::*;
use sample::{HOSTILE, sample};
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

type Outcome = Result<(), Box<dyn Error>>;

const NG: &str = "https://github.com/newsgraph/newsgraph/ns#";
const REL: &str = "https://github.com/newsgraph/newsgraph/relation#";
const SCHEMA: &str = "https://schema.org/";
const NIF: &str = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// Statements as lines that can be sorted.
type Statements = BTreeSet<String>;

fn turtle(text: &str) -> Result<Vec<Triple>, Box<dyn Error>> {
    let triples = TurtleParser::new().for_reader(text.as_bytes());
    Ok(triples.collect::<Result<_, _>>()?)
}

fn json_ld(text: &str) -> Result<Statements, Box<dyn Error>> {
    let quads = JsonLdParser::new().for_reader(text.as_bytes());
    let lines = quads.map(|quad| Ok(Triple::from(quad?).to_string()));
    lines.collect()
}

fn lines(triples: &[Triple]) -> Statements {
    triples.iter().map(ToString::to_string).collect()
}

/// What a graph holds.
struct Graph(Vec<Triple>);

impl Graph {
    /// Whatever stands behind the predicate, for each of what has it.
    fn objects(&self, predicate: &str) -> Vec<(String, String)> {
        let with = |t: &&Triple| t.predicate.as_str() == predicate;
        let value = |term: &Term| match term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => node.to_string(),
        };
        let pair = |t: &Triple| (bare(&t.subject.to_string()), value(&t.object));
        self.0.iter().filter(with).map(pair).collect()
    }

    fn of_class(&self, class: &str) -> Vec<String> {
        let all = self.objects(TYPE).into_iter();
        all.filter(|(_, c)| c == class)
            .map(|(subject, _)| subject)
            .collect()
    }
}

fn bare(iri: &str) -> String {
    iri.trim_matches(['<', '>']).to_owned()
}

#[test]
fn any_text_comes_back_from_both() -> Outcome {
    let base = BaseIri::default();
    for odd in HOSTILE {
        let document = sample(odd)?;
        let text = to_turtle(&document, &base);
        let triples = turtle(&text).map_err(|error| format!("{odd:?}: {error}\n{text}"))?;
        assert_eq!(
            json_ld(&to_json_ld(&document, &base))?,
            lines(&triples),
            "{odd:?}"
        );
        let graph = Graph(triples);
        let texts: Vec<String> = graph
            .objects(&format!("{NIF}isString"))
            .into_iter()
            .map(|o| o.1)
            .collect();
        assert_eq!(texts, [document.text()]);
        let ids = graph.objects(&format!("{SCHEMA}identifier"));
        assert_eq!(ids[0].1, odd);
        let names: Vec<_> = graph.objects(&format!("{SCHEMA}name"));
        assert_eq!(
            names
                .iter()
                .filter(|(s, n)| n == odd && s.contains("#entity-"))
                .count(),
            2
        );
        phrases_hold_their_words(&graph, &document)?;
    }
    Ok(())
}

/// NIF counts characters, and its words are those that stand there.
fn phrases_hold_their_words(graph: &Graph, document: &Document) -> Outcome {
    let find = |pairs: &[(String, String)], subject: &str| -> Option<usize> {
        pairs.iter().find(|(s, _)| s == subject)?.1.parse().ok()
    };
    let begin = graph.objects(&format!("{NIF}beginIndex"));
    let end = graph.objects(&format!("{NIF}endIndex"));
    let anchors = graph.objects(&format!("{NIF}anchorOf"));
    assert!(anchors.len() > 5);
    for (subject, words) in anchors {
        let start = find(&begin, &subject).ok_or("no beginIndex")?;
        let end = find(&end, &subject).ok_or("no endIndex")?;
        let found: String = document
            .text()
            .chars()
            .skip(start)
            .take(end - start)
            .collect();
        assert_eq!(found, words);
        assert!(subject.ends_with(&format!("#offset_{start}_{end}")));
    }
    Ok(())
}

#[test]
fn facts_stand_as_they_are_meant() -> Outcome {
    let graph = Graph(turtle(&to_turtle(&sample("Bo")?, &BaseIri::default()))?);
    let item = |name: &str| format!("urn:newsgraph:Bo#{name}");
    assert_eq!(
        graph.of_class(&format!("{SCHEMA}Person")),
        [item("entity-0")]
    );
    assert_eq!(
        graph.of_class(&format!("{SCHEMA}Quotation")),
        [item("quote-0"), item("quote-1")]
    );
    let spoken = graph.objects(&format!("{SCHEMA}spokenByCharacter"));
    assert_eq!(spoken[0], (item("quote-0"), item("entity-0")));
    assert_eq!(spoken.len(), 3);
    let about = graph.objects(&format!("{SCHEMA}about"));
    assert!(
        about.contains(&(item("quote-0"), item("entity-2"))),
        "{about:?}"
    );
    let within = graph.objects(&format!("{NG}within"));
    assert_eq!(within, [(item("quote-1"), item("quote-0"))]);
    // A plain edge is only what the writer states as so: one of four relations.
    assert_eq!(
        graph.objects(&format!("{REL}meets")),
        [(item("entity-0"), item("entity-1"))]
    );
    assert_eq!(graph.objects(&format!("{REL}head_of")), []);
    assert_eq!(graph.of_class(&format!("{NG}Relation")).len(), 4);
    let status = graph.objects(&format!("{NG}status"));
    assert_eq!(status[2], (item("relation-2"), "former".to_owned()));
    let claimed = graph.objects(&format!("{NG}claimedIn"));
    assert!(
        claimed.contains(&(item("relation-3"), item("quote-1"))),
        "{claimed:?}"
    );
    let agents = graph.of_class("http://www.w3.org/ns/prov#SoftwareAgent");
    assert!(agents.contains(&item("component-quote")), "{agents:?}");
    Ok(())
}

#[test]
fn the_base_is_the_users() -> Outcome {
    let base = BaseIri::new("https://example.org/news/")?;
    let text = to_turtle(&sample("a/b c")?, &base);
    assert!(
        text.contains("@prefix : <https://example.org/news/a%2Fb%20c#> ."),
        "{text}"
    );
    assert!(text.contains("\n:entity-0 a schema:Person"), "{text}");
    for wrong in [
        "",
        "news/",
        "https://example.org/#",
        "https://exa mple.org/",
        "x",
    ] {
        let error = BaseIri::new(wrong).expect_err(wrong).to_string();
        assert!(error.starts_with("expected an absolute IRI"), "{error}");
    }
    Ok(())
}

/// All samples in one file.
fn file(format: Format) -> Result<String, Box<dyn Error>> {
    let mut writer = Writer::new(Vec::new(), format, OffsetUnit::Byte);
    for odd in HOSTILE {
        writer.write(&sample(odd)?)?;
    }
    Ok(String::from_utf8(writer.finish()?)?)
}

#[test]
fn a_file_of_many_documents_holds_the_statements_of_each() -> Outcome {
    let mut expected = Statements::new();
    for odd in HOSTILE {
        expected.extend(lines(&turtle(&to_turtle(
            &sample(odd)?,
            &BaseIri::default(),
        ))?));
    }
    let text = file(Format::Turtle)?;
    assert_eq!(lines(&turtle(&text)?), expected);
    assert_eq!(text.matches("@prefix schema:").count(), 1);
    let text = file(Format::JsonLd)?;
    assert_eq!(json_ld(&text)?, expected);
    let json: serde_json::Value = serde_json::from_str(&text)?;
    assert!(json["@context"]["schema"].is_string());
    for format in [Format::Turtle, Format::JsonLd] {
        let empty = Writer::new(Vec::new(), format, OffsetUnit::Byte).finish()?;
        let empty = String::from_utf8(empty)?;
        let found = if format == Format::Turtle {
            lines(&turtle(&empty)?)
        } else {
            json_ld(&empty)?
        };
        assert!(found.is_empty());
    }
    Ok(())
}

const RDFLIB: &str = "import sys, rdflib\n\
    a, b = (rdflib.Graph().parse(path, format=form) for path, form in ((sys.argv[1], 'turtle'), (sys.argv[2], 'json-ld')))\n\
    print(len(a), len(set(a) ^ set(b)))";

/// Python's rdflib reads the same statements from both, where it is there (`pip install rdflib`).
#[test]
fn rdflib_reads_both() -> Outcome {
    let has_it = Command::new("python3")
        .args(["-c", "import rdflib"])
        .output();
    if !has_it.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: python3 with rdflib is not there; pip install rdflib");
        return Ok(());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [ttl, jsonld] = ["all.ttl", "all.jsonld"].map(|name| folder.join(name));
    fs::write(&ttl, file(Format::Turtle)?)?;
    fs::write(&jsonld, file(Format::JsonLd)?)?;
    let output = Command::new("python3")
        .args(["-c", RDFLIB])
        .args([&ttl, &jsonld])
        .output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let statements = lines(&turtle(&file(Format::Turtle)?)?).len();
    assert_eq!(
        String::from_utf8(output.stdout)?.trim(),
        format!("{statements} 0")
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_document_is_the_same_graph_in_both(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        let base = BaseIri::default();
        let read = || -> Result<_, Box<dyn Error>> {
            let graph = turtle(&to_turtle(&document, &base))?;
            Ok((json_ld(&to_json_ld(&document, &base))?, graph))
        };
        let (other, triples) = read().map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&other, &lines(&triples));
        let graph = Graph(triples);
        for (class, count) in [
            ("Mention", document.mentions().map_or(0, <[_]>::len)),
            ("Relation", document.relations().map_or(0, <[_]>::len)),
            ("OpenTriple", document.triples().map_or(0, <[_]>::len)),
        ] {
            prop_assert_eq!(graph.of_class(&format!("{NG}{class}")).len(), count, "{}", class);
        }
        let quotes = graph.of_class(&format!("{SCHEMA}Quotation")).len();
        prop_assert_eq!(quotes, document.quotes().map_or(0, <[_]>::len));
        let chars = Offsets::new(document.text(), OffsetUnit::Char).from_byte(document.text().len());
        let context = graph.of_class(&format!("{NIF}Context"));
        let whole = format!("#offset_0_{chars}");
        prop_assert!(context[0].ends_with(&whole));
    }
}

#[test]
fn entities_across_documents_come_back_from_both() -> Outcome {
    for odd in HOSTILE {
        let document = sample(odd)?;
        let thing = |id, members| Thing {
            id,
            label: "Person".into(),
            name: format!("Ann Lee{odd}"),
            names: vec![format!("Lee{odd}")],
            link: Some(format!("Q1{odd}")),
            members,
        };
        let member = |id: &str| (id.to_owned(), EntityId::new(0));
        let things = [
            thing(-1, vec![member(document.id()), member(odd)]),
            thing(7, Vec::new()),
        ];
        let mut read = Vec::new();
        for format in [Format::Turtle, Format::JsonLd] {
            let mut writer = Writer::new(Vec::new(), format, OffsetUnit::Byte);
            writer.write_things(&[])?;
            writer.write(&document)?;
            writer.write_things(&things)?;
            let text = String::from_utf8(writer.finish()?)?;
            read.push(match format {
                Format::Turtle => lines(&turtle(&text).map_err(|e| format!("{odd:?}: {e}"))?),
                _ => json_ld(&text).map_err(|e| format!("{odd:?}: {e}"))?,
            });
        }
        assert_eq!(read[0], read[1], "{odd:?}");
        let same = format!("<{SCHEMA}sameAs>");
        let ends: BTreeSet<&str> = read[0]
            .iter()
            .filter(|line| line.contains(&same))
            .filter_map(|line| line.rsplit_once(' ').map(|(_, object)| object))
            .collect();
        // One of the two is an entity that the document itself describes.
        let known = ends.iter().filter(|end| {
            read[0]
                .iter()
                .any(|line| line.starts_with(&format!("{end} <{TYPE}>")))
        });
        assert!(known.count() >= 1, "{odd:?}: {ends:?}");
        assert!(read[0].iter().any(|line| line.contains("#graph-entity-7>")));
    }
    // Other formats have no place for it.
    let mut writer = Writer::new(Vec::new(), Format::Jsonl, OffsetUnit::Byte);
    writer.write_things(&[])?;
    assert!(writer.finish()?.is_empty());
    Ok(())
}
