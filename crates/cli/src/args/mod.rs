//! The command line.

mod annotate;
mod corpus;
mod diff;
mod explain;
mod format;
mod graph;
mod graph_file;
mod graph_out;
mod how;
mod input;
mod shell;
mod train;
mod verify;

pub(crate) use annotate::AnnotateArguments;
pub(crate) use corpus::{
    CaseName, EvaluateArguments, EvaluateTask, InputForm, RelationInput, RelationsArguments,
    TagArguments, TagTask, TriplesArguments,
};
pub(crate) use diff::{DiffArguments, FactsName};
pub(crate) use explain::{ExplainArguments, Target};
pub(crate) use format::{AnswerName, Form, FormatName, ReportName, RowsName, UnitName};
pub(crate) use graph::{
    GraphAddArguments, GraphArguments, GraphAskArguments, GraphCommand, GraphDecisionsArguments,
    GraphInfoArguments, GraphMergeArguments, GraphSplitArguments, GraphSqlArguments,
    GraphUndoArguments, GraphWithdrawArguments,
};
pub(crate) use graph_file::GraphFile;
pub(crate) use graph_out::{GraphContradictionsArguments, GraphExportArguments, GraphFormatName};
pub(crate) use how::{ActName, HowArguments, LabelsName, is_shipped};
pub(crate) use shell::{CompletionsArguments, ManArguments};
pub(crate) use train::{TrainArguments, TrainTask};
pub(crate) use verify::{VerifyArguments, VerifyFormatName};

use clap::{Parser, Subcommand};
use std::num::NonZeroUsize;

/// The version, and what binds those who use the models inside.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\n\n\
     Code: MIT or Apache-2.0. The models inside have licences of their own, after their corpora:\n\
     names CC BY-NC-SA 4.0, relations GPL-3.0, syntax, quotes and coreference CC BY-SA 4.0, vectors PDDL 1.0."
);

/// Reads news: who is named, who said what to whom, and how they relate.
#[derive(Debug, Parser)]
#[command(name = "newsgraph", version, long_version = VERSION, about)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Annotate texts.
    Annotate(AnnotateArguments),
    /// Tell why a fact of a document is as it is.
    Explain(ExplainArguments),
    /// Tell the facts that two versions of documents do not share.
    Diff(DiffArguments),
    /// Keep what many articles state as one graph, in one file, and ask it.
    Graph(GraphArguments),
    /// Check the quotes of a text against its sources: were they said, in these words, by this speaker?
    ///
    /// Exits with 1 where one is not found, altered so that it says another thing, or somebody else's.
    Verify(VerifyArguments),
    /// Tag the tokens of a corpus, as they are.
    Tag(TagArguments),
    /// Print the open triples of sentences, one a line.
    Triples(TriplesArguments),
    /// Find the relations between the entities of a corpus, in its own layout.
    Relations(RelationsArguments),
    /// Train a model on a corpus of one's own.
    Train(TrainArguments),
    /// Print precision, recall and F1 against a corpus.
    Evaluate(EvaluateArguments),
    /// Print the JSON Schema of what `annotate --format jsonl` writes in each line.
    Schema,
    /// Print what makes a shell complete the command's words.
    Completions(CompletionsArguments),
    /// Print the manual, or write its pages.
    Man(ManArguments),
}

/// A number of threads.
fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let expected = |_| "expected a whole number from 1".to_owned();
    text.parse().map_err(expected)
}
