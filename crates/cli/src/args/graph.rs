//! A graph of many articles.

use super::format::{AnswerName, ReportName, RowsName};
use super::graph_file::GraphFile;
use super::graph_out::{GraphContradictionsArguments, GraphExportArguments};
use super::how::HowArguments;
use super::input::InputArguments;
use super::threads;
use clap::{Args, Subcommand};
use newsgraph::document::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct GraphArguments {
    #[command(subcommand)]
    pub(crate) command: GraphCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GraphCommand {
    /// Annotate articles and add what they state. One that is there already is passed over where it is the same, and
    /// replaced where it has changed.
    Add(GraphAddArguments),
    /// As add, for articles that are there already; one that is not is an error.
    Replace(GraphAddArguments),
    /// Take articles away, with all that they state.
    Withdraw(GraphWithdrawArguments),
    /// Tell what a graph holds, or what it knows of one entity.
    Info(GraphInfoArguments),
    /// Write a graph in another form.
    Export(GraphExportArguments),
    /// List what does not agree: what one says and another denies, other numbers, and what has changed.
    Contradictions(GraphContradictionsArguments),
    /// Find quotes and relations, the newest first.
    Ask(GraphAskArguments),
    /// Ask in SQL; the graph is not changed.
    Sql(GraphSqlArguments),
    /// Say that two entities are one. It stays so, whatever articles say.
    Merge(GraphMergeArguments),
    /// Say that an entity is another one in some articles. It stays so, whatever articles say.
    Split(GraphSplitArguments),
    /// List what was merged and split, each with its number.
    Decisions(GraphDecisionsArguments),
    /// Take a merge or split back, as if it had never been made.
    Undo(GraphUndoArguments),
}

#[derive(Debug, Args)]
pub(crate) struct GraphAddArguments {
    /// Texts, rows or pages as annotate reads them, or what annotate wrote of them as JSON; folders of such files;
    /// patterns in quotes. `-` or none: standard input.
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// Threads to work on, at most four for each core [default: one for each core].
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// A table with commas of persons, bodies and places (id, names, kind, place, dates), whose ids entities get. It is
    /// asked of all entities of the graph, in place of the one before.
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Option<PathBuf>,
    /// Give countries and capitals the ids of the list inside: FR, FR:Paris. A gazetteer of one's own goes first.
    #[arg(long)]
    pub(crate) countries: bool,
    #[command(flatten)]
    pub(crate) how: HowArguments,
}

#[derive(Debug, Args)]
pub(crate) struct GraphWithdrawArguments {
    /// The ids of the articles: of a text the path as it was given.
    #[arg(required = true)]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
}

#[derive(Debug, Args)]
pub(crate) struct GraphInfoArguments {
    /// An entity: a name, or its number [default: none, but how much the graph holds].
    pub(crate) entity: Option<String>,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// The output's form.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportName,
}

#[derive(Debug, Args)]
pub(crate) struct GraphAskArguments {
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// Who says it, alone or with others; of relations who claims them. An entity is a name in any form that some article
    /// uses, or its number.
    #[arg(long, value_name = "ENTITY")]
    pub(crate) speaker: Option<String>,
    /// To whom it is said.
    #[arg(long, value_name = "ENTITY")]
    pub(crate) addressee: Option<String>,
    /// What it is about: an entity that is mentioned in a quote or is one end of a relation. Where none has this name,
    /// words that stand there.
    #[arg(long, value_name = "ENTITY|WORDS")]
    pub(crate) about: Option<String>,
    /// Who has to do with it in any way.
    #[arg(long)]
    pub(crate) entity: Option<String>,
    /// The label of relations, such as `head_of`.
    #[arg(long, value_name = "LABEL")]
    pub(crate) relation: Option<String>,
    /// The first day of the articles: a day, a month as 2021-01, or a year.
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub(crate) since: Option<String>,
    /// The last day of the articles.
    #[arg(long, value_name = "DATE", value_parser = time)]
    pub(crate) until: Option<String>,
    /// How many are given; 0: all.
    #[arg(
        long,
        value_name = "N",
        default_value_t = 20,
        allow_negative_numbers = true
    )]
    pub(crate) limit: usize,
    /// The output's form. In all but text names are those of the graph, and spans are bytes.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: AnswerName,
}

#[derive(Debug, Args)]
pub(crate) struct GraphSqlArguments {
    /// The query, such as "SELECT speaker, words FROM said". The tables are described in the book.
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// The output's form: columns with tabs between them, CSV, or a JSON object for each row.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: RowsName,
}

#[derive(Debug, Args)]
pub(crate) struct GraphMergeArguments {
    /// An entity: a name, or its number, which ask and info tell.
    pub(crate) first: String,
    /// The entity that is the same.
    pub(crate) second: String,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// Make two of different labels one too, such as a person and a place.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct GraphSplitArguments {
    /// An entity: a name, or its number, which ask and info tell.
    pub(crate) entity: String,
    /// The ids of the articles in which it is another one.
    #[arg(required = true)]
    pub(crate) documents: Vec<String>,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
}

#[derive(Debug, Args)]
pub(crate) struct GraphDecisionsArguments {
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// The output's form.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportName,
}

#[derive(Debug, Args)]
pub(crate) struct GraphUndoArguments {
    /// The number of the merge or split, which decisions tells.
    #[arg(value_name = "DECISION")]
    pub(crate) number: i64,
    #[command(flatten)]
    pub(crate) graph: GraphFile,
}

/// A day, a month or a year.
fn time(text: &str) -> Result<String, String> {
    let first = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    match first.parse::<Date>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("expected a day as YYYY-MM-DD, a month as YYYY-MM, or a year".to_owned()),
    }
}
