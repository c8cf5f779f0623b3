use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct TrainArguments {
    /// What to train.
    #[arg(value_enum)]
    pub(crate) task: TrainTask,
    /// What to learn from. Names: columns, a word first, its tag last, an empty line after a sentence.
    /// Syntax: CoNLL-U. Quotes: JSON Lines with "text" and "quotes", as `evaluate quotes` reads them.
    /// Relations: the layout of `CoNLL04`, DWIE or `KnowledgeNet`.
    #[arg(long)]
    pub(crate) train: PathBuf,
    /// What to score the model on, in the same layout.
    #[arg(long)]
    pub(crate) dev: PathBuf,
    /// The file for the model.
    #[arg(long)]
    pub(crate) out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrainTask {
    Ner,
    Syntax,
    Quotes,
    Relations,
}
