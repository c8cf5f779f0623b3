//! The command line.

mod annotate;
mod corpus;
mod format;
mod train;

pub(crate) use annotate::{ActName, AnnotateArguments, LabelsName};
pub(crate) use corpus::{
    CaseName, EvaluateArguments, EvaluateTask, InputForm, RelationInput, RelationsArguments,
    TagArguments, TagTask, TriplesArguments,
};
pub(crate) use format::FormatName;
pub(crate) use train::{TrainArguments, TrainTask};

use clap::{Parser, Subcommand};

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
}
