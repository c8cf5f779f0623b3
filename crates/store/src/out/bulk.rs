//! A graph as tables for the bulk import of graph databases.

use super::OutError;
use super::rows::{Claimant, Related, Said};
use super::walk::{Node, Piece, nodes};
use crate::Store;
use csv::{Terminator, Writer, WriterBuilder};
use newsgraph_document::{EntityId, Quote, Relation};
use std::io::{self, Write};

/// The tables, with their columns: `:ID` and `:LABEL` of nodes, `:START_ID`, `:END_ID` and `:TYPE` of edges.
const TABLES: [(&str, &[&str]); 9] = [
    (
        "entities.csv",
        &[
            "entity:ID(Entity)",
            "name",
            "names",
            "documents:int",
            "link",
            ":LABEL",
        ],
    ),
    (
        "documents.csv",
        &["document:ID(Document)", "date", ":LABEL"],
    ),
    (
        "quotes.csv",
        &[
            "quote:ID(Quote)",
            "words",
            "kind",
            "act",
            "cue",
            "speaker",
            "date",
            "start:int",
            "end:int",
            "score:float",
            ":LABEL",
        ],
    ),
    (
        "relations.csv",
        &[
            ":START_ID(Entity)",
            "status",
            "role",
            "negated:boolean",
            "hedged:boolean",
            "claimed:boolean",
            "claimant",
            "document",
            "date",
            "words",
            "start:int",
            "end:int",
            "score:float",
            ":END_ID(Entity)",
            ":TYPE",
        ],
    ),
    (
        "said.csv",
        &[":START_ID(Entity)", ":END_ID(Quote)", ":TYPE"],
    ),
    (
        "told.csv",
        &[":START_ID(Quote)", ":END_ID(Entity)", ":TYPE"],
    ),
    (
        "about.csv",
        &[":START_ID(Quote)", ":END_ID(Entity)", ":TYPE"],
    ),
    (
        "quoted_in.csv",
        &[":START_ID(Quote)", ":END_ID(Document)", ":TYPE"],
    ),
    (
        "named_in.csv",
        &[
            ":START_ID(Entity)",
            "name",
            "mentions:int",
            ":END_ID(Document)",
            ":TYPE",
        ],
    ),
];

impl Store {
    /// The names of the files that [`Store::write_tables`] writes.
    pub fn tables() -> impl Iterator<Item = &'static str> {
        TABLES.iter().map(|(name, _)| *name)
    }

    /// Writes the graph as tables in CSV with the headers that graph databases import in bulk (`neo4j-admin database
    /// import` and others): entities, documents and quotes as nodes; relations, who says which quote, to whom, about
    /// whom, and where quotes and names stand, as edges. `open` gives the file of each name of [`Store::tables`].
    ///
    /// Fields are parted by commas and stand on one line. The type of an edge of a relation is its label in capitals.
    /// One document is held at a time.
    ///
    /// # Errors
    /// [`OutError`] where the graph cannot be read, or a file fails.
    pub fn write_tables<W: Write>(
        &self,
        mut open: impl FnMut(&str) -> io::Result<W>,
    ) -> Result<(), OutError> {
        let mut tables = Vec::with_capacity(TABLES.len());
        for (name, columns) in TABLES {
            let mut table = Table::new(open(name)?);
            table.row(columns)?;
            tables.push(table);
        }
        let Ok(mut tables) = <[Table<W>; TABLES.len()]>::try_from(tables) else {
            return Ok(());
        };
        self.at_rest(|connection| {
            let [entities, ..] = &mut tables;
            nodes(connection, |found| entities.row(&node(&found)))?;
            self.walk(|piece| rows(&mut tables, &piece))
        })?;
        tables.iter_mut().try_for_each(Table::flush)
    }
}

/// A table on its way to its file.
struct Table<W: Write>(Writer<W>);

impl<W: Write> Table<W> {
    fn new(out: W) -> Self {
        let terminator = Terminator::Any(b'\n');
        Self(WriterBuilder::new().terminator(terminator).from_writer(out))
    }

    fn row<C: AsRef<[u8]>>(&mut self, cells: &[C]) -> Result<(), OutError> {
        self.0.write_record(cells).map_err(io::Error::from)?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), OutError> {
        Ok(self.0.flush()?)
    }
}

fn node(node: &Node) -> [String; 6] {
    [
        node.id.to_string(),
        flat(&node.name),
        flat(&node.names.join("; ")),
        node.documents.to_string(),
        flat(node.link.as_deref().unwrap_or_default()),
        // Several labels would stand with this sign between.
        flat(&node.label.as_str().replace(';', " ")),
    ]
}

/// A document's rows.
fn rows<W: Write>(tables: &mut [Table<W>; 9], piece: &Piece) -> Result<(), OutError> {
    let [
        _,
        documents,
        quotes,
        relations,
        said,
        told,
        about,
        quoted_in,
        named,
    ] = tables;
    let id = piece.document.id();
    documents.row::<&str>(&[id, &day(piece), "Document"])?;
    for (relation, related) in piece.related() {
        relations.row(&relation_row(piece, relation, &related))?;
    }
    for (quote, row) in piece.said() {
        let own = format!("{id}#{}", row.number);
        quotes.row(&quote_row(piece, &own, quote, &row))?;
        for node in row.speakers.iter().filter_map(|who| who.node) {
            said.row::<&str>(&[&node.to_string(), &own, "SAID"])?;
        }
        if let Some(node) = row.addressee.as_ref().and_then(|who| who.node) {
            told.row::<&str>(&[&own, &node.to_string(), "TOLD"])?;
        }
        for node in &row.about {
            about.row::<&str>(&[&own, &node.to_string(), "ABOUT"])?;
        }
        quoted_in.row::<&str>(&[&own, id, "QUOTED_IN"])?;
    }
    let entities = piece.document.entities().unwrap_or_default();
    for (at, entity) in entities.iter().enumerate() {
        if let Some(node) = piece.node(EntityId::new(at)) {
            let mentions = entity.mentions.len().to_string();
            named.row::<&str>(&[
                &node.to_string(),
                &flat(&entity.name),
                &mentions,
                id,
                "NAMED_IN",
            ])?;
        }
    }
    Ok(())
}

fn day(piece: &Piece) -> String {
    let date = piece.document.date().map(|date| date.to_string());
    date.unwrap_or_default()
}

fn score(score: Option<f32>) -> String {
    score.map(|score| score.to_string()).unwrap_or_default()
}

fn relation_row(piece: &Piece, relation: &Relation, row: &Related) -> [String; 15] {
    [
        row.subject.to_string(),
        relation.status.as_str().to_owned(),
        row.role.clone().unwrap_or_default(),
        relation.negated.to_string(),
        relation.hedged.to_string(),
        (row.claimant != Claimant::Writer).to_string(),
        row.claimant.name().unwrap_or_default().to_owned(),
        piece.document.id().to_owned(),
        day(piece),
        row.words.clone(),
        row.span.start().to_string(),
        row.span.end().to_string(),
        score(relation.score),
        row.object.to_string(),
        flat(relation.label.as_str()).to_uppercase(),
    ]
}

fn quote_row(piece: &Piece, own: &str, quote: &Quote, row: &Said) -> [String; 11] {
    let names: Vec<&str> = row.speakers.iter().map(|who| &*who.name).collect();
    [
        own.to_owned(),
        row.words.clone(),
        quote.kind.as_str().to_owned(),
        quote.act.as_str().to_owned(),
        row.cue.clone().unwrap_or_default(),
        names.join("; "),
        day(piece),
        row.span.start().to_string(),
        row.span.end().to_string(),
        score(quote.score),
        "Quote".to_owned(),
    ]
}

/// A cell on one line.
fn flat(text: &str) -> String {
    super::rows::line(text)
}
