//! The relations as a drawing: entities as boxes, what holds between them on the lines. `layout-rs` places the
//! boxes in layers, the labels as boxes of their own, so that none lies on another. The same relations give the
//! same drawing.

use super::escape::Attribute;
use super::reading::Who;
use super::relate::Pair;
use layout::adt::dag::NodeHandle;
use layout::core::base::Orientation;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::{Point, Position};
use layout::core::style::StyleAttr;
use layout::std_shapes::shapes::{Arrow, Element, ShapeKind};
use layout::topo::layout::VisualGraph;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The most entities and lines of a drawing.
const NODES: usize = 30;
const LINES: usize = 60;

/// The most characters of a name and of a label.
const NAME: usize = 26;
const LABEL: usize = 30;

/// Sizes in the units of the drawing.
const HEIGHT: f64 = 30.0;
const LABEL_HEIGHT: f64 = 16.0;
const NAME_LETTER: f64 = 7.4;
const LABEL_LETTER: f64 = 6.1;
const MARGIN: i64 = 8;

/// The drawing of the relations.
#[derive(Debug, PartialEq)]
pub(crate) struct Graph {
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) nodes: Vec<Node>,
    pub(crate) lines: Vec<Line>,
    /// How many entities with relations it leaves out.
    pub(crate) left_out: usize,
}

/// An entity.
#[derive(Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) entity: usize,
    pub(crate) kind: &'static str,
    /// Text in a drawing takes no elements of HTML, and so no marks that are elements.
    pub(crate) name: Attribute,
    pub(crate) full: Attribute,
    pub(crate) place: Rectangle,
}

/// What holds between two entities.
#[derive(Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) pair: usize,
    pub(crate) sentence: Option<usize>,
    pub(crate) label: Attribute,
    pub(crate) full: Attribute,
    /// Whether it does not hold now, or is not certain.
    pub(crate) is_open: bool,
    pub(crate) place: Rectangle,
    pub(crate) paths: Vec<String>,
}

/// A box, with the middle of its text.
#[derive(Debug, PartialEq)]
pub(crate) struct Rectangle {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

impl Rectangle {
    pub(crate) fn middle(&self) -> i64 {
        self.x + self.width / 2
    }

    pub(crate) fn base(&self) -> i64 {
        self.y + self.height / 2 + 4
    }
}

/// The relations from one entity to another, before they are placed.
struct Arc {
    pair: usize,
    sentence: Option<usize>,
    ends: [usize; 2],
    labels: Vec<String>,
    is_open: bool,
}

/// Draws the relations of the best connected entities; `None` where there are none.
pub(crate) fn graph(pairs: &[Pair], kind: impl Fn(usize) -> &'static str) -> Option<Graph> {
    let arcs: Vec<Arc> = pairs.iter().flat_map(arcs).collect();
    let (chosen, all) = best_connected(&arcs);
    let arcs: Vec<Arc> = arcs
        .into_iter()
        .filter(|arc| arc.ends.iter().all(|end| chosen.contains(end)))
        .take(LINES)
        .collect();
    let names = names(pairs);
    let used: BTreeSet<usize> = arcs.iter().flat_map(|arc| arc.ends).collect();
    let left_out = all - used.len();
    (!arcs.is_empty()).then(|| place(&arcs, &used, &names, kind, left_out))
}

fn names(pairs: &[Pair]) -> BTreeMap<usize, &str> {
    let ends = pairs.iter().flat_map(|pair| &pair.ends);
    ends.filter_map(|who| Some((who.card?, who.name.as_str())))
        .collect()
}

/// The relations of a pair, those of each direction as one.
fn arcs(pair: &Pair) -> Vec<Arc> {
    let mut arcs: Vec<Arc> = Vec::new();
    let card = |who: &Who| who.card;
    for row in &pair.rows {
        let (Some(subject), Some(object)) = (card(&row.subject), card(&row.object)) else {
            continue;
        };
        if subject == object {
            continue;
        }
        let ends = [subject, object];
        let at = arcs
            .iter()
            .position(|arc| arc.ends == ends)
            .unwrap_or_else(|| {
                arcs.push(Arc {
                    pair: pair.id,
                    sentence: pair.sources.first().map(|source| source.sentence),
                    ends,
                    labels: Vec::new(),
                    is_open: true,
                });
                arcs.len() - 1
            });
        let note = row.notes.first().map(|note| format!("{note}: "));
        let label = note.unwrap_or_default() + &row.label;
        arcs[at].is_open &= !row.notes.is_empty();
        if arcs[at].labels.len() < 8 && !arcs[at].labels.contains(&label) {
            arcs[at].labels.push(label);
        }
    }
    arcs
}

/// The entities with most lines, the first named of equals, and how many have lines at all.
fn best_connected(arcs: &[Arc]) -> (BTreeSet<usize>, usize) {
    let mut degrees: BTreeMap<usize, usize> = BTreeMap::new();
    for end in arcs.iter().flat_map(|arc| arc.ends) {
        *degrees.entry(end).or_default() += 1;
    }
    let mut order: Vec<_> = degrees.into_iter().collect();
    order.sort_by_key(|&(entity, degree)| (Reverse(degree), entity));
    let all = order.len();
    let best = order.into_iter().take(NODES);
    (best.map(|(entity, _)| entity).collect(), all)
}

fn place(
    arcs: &[Arc],
    used: &BTreeSet<usize>,
    names: &BTreeMap<usize, &str>,
    kind: impl Fn(usize) -> &'static str,
    left_out: usize,
) -> Graph {
    let name = |entity: usize| names.get(&entity).copied().unwrap_or_default();
    let mut drawing = VisualGraph::new(Orientation::LeftToRight);
    let mut add = |words: &str, letter: f64, margin: f64, height: f64, halo: Point| {
        drawing.add_node(element(width(words, letter) + margin, height, halo))
    };
    let boxes: BTreeMap<usize, NodeHandle> = used
        .iter()
        .map(|&entity| {
            let name = shortened(name(entity), NAME);
            (
                entity,
                add(&name, NAME_LETTER, 22.0, HEIGHT, Point::new(16.0, 9.0)),
            )
        })
        .collect();
    let labels: Vec<NodeHandle> = arcs
        .iter()
        .map(|arc| {
            add(
                &arc.label(),
                LABEL_LETTER,
                10.0,
                LABEL_HEIGHT,
                Point::new(12.0, 7.0),
            )
        })
        .collect();
    for (arc, &label) in arcs.iter().zip(&labels) {
        drawing.add_edge(Arrow::simple(""), boxes[&arc.ends[0]], label);
        drawing.add_edge(Arrow::simple(""), label, boxes[&arc.ends[1]]);
    }
    let mut pen = Pen::default();
    drawing.do_it(false, false, false, &mut pen);
    let rectangle = |at: NodeHandle| rectangle(drawing.pos(at).bbox(false));
    let node = |(&entity, &at): (&usize, &NodeHandle)| Node {
        entity,
        kind: kind(entity),
        name: Attribute::new(&shortened(name(entity), NAME)),
        full: Attribute::new(name(entity)),
        place: rectangle(at),
    };
    let nodes: Vec<Node> = boxes.iter().map(node).collect();
    let lines = arcs.iter().zip(&labels).zip(pen.paths.chunks(2));
    let lines: Vec<Line> = lines
        .map(|((arc, &at), paths)| arc.line(name, rectangle(at), paths))
        .collect();
    let places = || {
        nodes
            .iter()
            .map(|n| &n.place)
            .chain(lines.iter().map(|l| &l.place))
    };
    Graph {
        width: places().map(|p| p.x + p.width).max().unwrap_or(0) + MARGIN,
        height: places().map(|p| p.y + p.height).max().unwrap_or(0) + MARGIN,
        left_out,
        nodes,
        lines,
    }
}

impl Arc {
    fn label(&self) -> String {
        shortened(&self.labels.join(", "), LABEL)
    }

    fn line<'n>(
        &self,
        name: impl Fn(usize) -> &'n str,
        place: Rectangle,
        paths: &[String],
    ) -> Line {
        let [from, to] = self.ends.map(name);
        Line {
            pair: self.pair,
            sentence: self.sentence,
            label: Attribute::new(&self.label()),
            full: Attribute::new(&format!("{from}: {}: {to}", self.labels.join(", "))),
            is_open: self.is_open,
            place,
            paths: paths.to_vec(),
        }
    }
}

fn element(width: f64, height: f64, halo: Point) -> Element {
    let mut element = Element::create(
        ShapeKind::new_box(""),
        StyleAttr::simple(),
        Orientation::LeftToRight,
        Point::zero(),
    );
    let size = Point::new(width, height);
    element.pos = Position::new(Point::zero(), size, Point::zero(), halo);
    element
}

fn rectangle((from, to): (Point, Point)) -> Rectangle {
    Rectangle {
        x: from.x.round() as i64,
        y: from.y.round() as i64,
        width: (to.x - from.x).round() as i64,
        height: (to.y - from.y).round() as i64,
    }
}

/// About how wide words are: narrow letters, capitals and letters of other scripts are told apart.
fn width(words: &str, letter: f64) -> f64 {
    let of = |c: char| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | '\'' => 0.62,
        'm' | 'w' | 'M' | 'W' => 1.4,
        c if c.is_uppercase() => 1.18,
        c if u32::from(c) >= 0x1100 => 2.0,
        _ => 1.0,
    };
    words.chars().map(of).sum::<f64>() * letter
}

/// The words, cut where they are more than so many characters.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().nth(most).is_none() {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Takes the lines of a drawing as paths of SVG.
#[derive(Default)]
struct Pen {
    paths: Vec<String>,
}

impl RenderBackend for Pen {
    fn draw_rect(
        &mut self,
        _: Point,
        _: Point,
        _: &StyleAttr,
        _: Option<String>,
        _: Option<ClipHandle>,
    ) {
    }

    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_text(&mut self, _: Point, _: &str, _: &StyleAttr) {}

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _: bool,
        head: (bool, bool),
        _: &StyleAttr,
        _: Option<String>,
        _: &str,
    ) {
        self.paths.push(path_of(path, head.0));
    }

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

/// A line through points that each come with a point that bends it; one that was laid the other way round is turned,
/// so that it ends where it leads.
fn path_of(path: &[(Point, Point)], is_turned: bool) -> String {
    let [first, second, rest @ ..] = path else {
        return String::new();
    };
    let mut points = vec![first.0, first.1, second.0, second.1];
    let mut bend = second.0;
    let mut at = second.1;
    for &(control, end) in rest {
        let mirrored = Point::new(2.0 * at.x - bend.x, 2.0 * at.y - bend.y);
        points.extend([mirrored, control, end]);
        (bend, at) = (control, end);
    }
    if is_turned {
        points.reverse();
    }
    let mut out = String::new();
    for (at, point) in points.iter().enumerate() {
        let command = match at {
            0 => "M",
            1 => "C",
            _ => " ",
        };
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "{command}{} {}",
            point.x.round() as i64,
            point.y.round() as i64
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::relate::Row;
    use super::*;
    use proptest::prelude::*;

    fn who(card: usize) -> Who {
        Who {
            name: format!("Name {card}"),
            card: Some(card),
        }
    }

    fn pair(id: usize, from: usize, to: usize) -> Pair {
        Pair {
            id,
            ends: [who(from), who(to)],
            rows: vec![Row {
                subject: who(from),
                label: "head of".to_owned(),
                object: who(to),
                role: None,
                notes: Vec::new(),
                claimed_by: None,
                quote: None,
                sure: None,
            }],
            sources: Vec::new(),
        }
    }

    fn overlap(one: &Rectangle, other: &Rectangle) -> bool {
        one.x < other.x + other.width
            && other.x < one.x + one.width
            && one.y < other.y + other.height
            && other.y < one.y + one.height
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn no_box_lies_on_another_and_a_drawing_is_the_same_each_time(
            ends in prop::collection::vec((0usize..45, 0usize..45), 0..120)
        ) {
            let pairs: Vec<Pair> = ends.iter().enumerate().map(|(id, &(a, b))| pair(id, a, b)).collect();
            let draw = || graph(&pairs, |_| "person");
            let drawn = draw();
            prop_assert_eq!(&drawn, &draw());
            if let Some(graph) = drawn {
                prop_assert!(graph.nodes.len() <= NODES && graph.lines.len() <= LINES);
                let places: Vec<&Rectangle> =
                    graph.nodes.iter().map(|n| &n.place).chain(graph.lines.iter().map(|l| &l.place)).collect();
                for (at, one) in places.iter().enumerate() {
                    prop_assert!(one.x >= 0 && one.y >= 0 && one.x + one.width <= graph.width);
                    prop_assert!(places[at + 1..].iter().all(|other| !overlap(one, other)));
                }
                prop_assert!(graph.lines.iter().all(|line| line.paths.len() == 2));
            }
        }
    }

    #[test]
    fn the_best_connected_are_drawn() {
        let pairs: Vec<Pair> = (1..50).map(|to| pair(to, 0, to)).collect();
        let graph = graph(&pairs, |_| "org").expect("a graph");
        assert_eq!((graph.nodes.len(), graph.left_out), (NODES, 20));
        assert_eq!(graph.nodes[0].full, Attribute::new("Name 0"));
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(shortened("Ann Lee", 7), "Ann Lee");
        assert_eq!(shortened("Ann Lees", 7), "Ann Le…");
        assert_eq!(shortened("ééééé", 3), "éé…");
    }
}
