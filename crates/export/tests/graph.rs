//! Graphs in the DOT language, read back by two readers.

mod random;
mod sample;

use layout::gv::DotParser;
use layout::gv::parser::ast::{AttributeList, Graph, Stmt};
use newsgraph_document::OffsetUnit;
use newsgraph_export::{Format, Writer, to_dot, visible};
use proptest::prelude::*;
use sample::{HOSTILE, sample};
use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};

type Outcome = Result<(), Box<dyn Error>>;

/// What a graph holds: ids with labels, and edges with labels.
#[derive(Debug, Default)]
struct Held {
    nodes: Vec<(String, String)>,
    edges: Vec<([String; 2], String)>,
}

impl Held {
    fn read(dot: &str) -> Result<Self, String> {
        let mut held = Self::default();
        held.add(&DotParser::new(dot).process()?);
        Ok(held)
    }

    fn add(&mut self, graph: &Graph) {
        for statement in &graph.list.list {
            match statement {
                Stmt::Edge(edge) => {
                    let to = edge.to.iter().map(|(to, _)| to.name.clone());
                    let ends = [edge.from.name.clone(), to.collect::<String>()];
                    self.edges.push((ends, label(&edge.list)));
                }
                Stmt::Node(node) => self.nodes.push((node.id.name.clone(), label(&node.list))),
                Stmt::SubGraph(graph) => self.add(graph),
                Stmt::Attribute(_) => {}
            }
        }
    }
}

fn label(list: &AttributeList) -> String {
    let label = list.iter().find(|(name, _)| name == "label");
    label.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// How a label shows a text that is no longer than labels are.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    visible(&line).into_owned()
}

#[test]
fn any_text_comes_back() -> Outcome {
    for odd in HOSTILE {
        let dot = to_dot(&sample(odd)?);
        let held = Held::read(&dot).map_err(|error| format!("{odd:?}: {error}\n{dot}"))?;
        let names: Vec<&str> = held.nodes.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(names, [&*shown(odd), &*shown(odd), "Ulm"], "{dot}");
        let ids: Vec<&str> = held.nodes.iter().map(|(id, _)| id.as_str()).collect();
        let edges: Vec<([usize; 2], &str)> = held
            .edges
            .iter()
            .map(|(ends, label)| {
                let ends = ends
                    .each_ref()
                    .map(|end| ids.iter().position(|id| id == end));
                (ends.map(|end| end.unwrap_or(99)), label.as_str())
            })
            .collect();
        let told: Vec<[usize; 2]> = edges.iter().map(|&(ends, _)| ends).collect();
        assert_eq!(
            told,
            [[0, 1], [0, 2], [0, 2], [0, 2], [0, 1], [0, 1]],
            "{dot}"
        );
        assert_eq!(edges[0].1, "meets");
        assert!(edges[1].1.starts_with("not"), "{edges:?}");
        assert_eq!(edges[2].1, "head of (former)");
        assert!(edges[3].1.starts_with("head of [says "), "{edges:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_document_is_a_graph(text in random::text(), choices in random::choices()) {
        let document = random::document(&text, &choices);
        let held = Held::read(&to_dot(&document)).map_err(TestCaseError::fail)?;
        let relations = document.relations().map_or(0, <[_]>::len);
        prop_assert!(held.edges.len() >= relations);
        let ids: Vec<&String> = held.nodes.iter().map(|(id, _)| id).collect();
        for (ends, _) in &held.edges {
            prop_assert!(ends.iter().all(|end| ids.contains(&end)), "{:?}", held);
        }
    }
}

#[test]
fn many_documents_are_one_graph_that_graphviz_draws() -> Outcome {
    let mut writer = Writer::new(Vec::new(), Format::Dot, OffsetUnit::Byte);
    for odd in HOSTILE {
        writer.write(&sample(odd)?)?;
    }
    let dot = String::from_utf8(writer.finish()?)?;
    let held = Held::read(&dot)?;
    assert_eq!(
        (held.nodes.len(), held.edges.len()),
        (HOSTILE.len() * 3, HOSTILE.len() * 6)
    );
    let run = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = run else {
        eprintln!("skipped: graphviz is not there");
        return Ok(());
    };
    let mut stdin = child.stdin.take().ok_or("no input")?;
    let written = std::thread::spawn(move || stdin.write_all(dot.as_bytes()));
    let output = child.wait_with_output()?;
    written.join().map_err(|_| "writing failed")??;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !told.contains("syntax"),
        "{told}"
    );
    let svg = String::from_utf8(output.stdout)?;
    assert_eq!(svg.matches("class=\"node\"").count(), HOSTILE.len() * 3);
    assert_eq!(svg.matches("class=\"edge\"").count(), HOSTILE.len() * 6);
    Ok(())
}

#[test]
fn no_documents_are_a_graph_too() -> Outcome {
    let empty = Writer::new(Vec::new(), Format::Dot, OffsetUnit::Byte).finish()?;
    assert!(Held::read(&String::from_utf8(empty)?)?.nodes.is_empty());
    Ok(())
}
