use super::format::UnitName;
use super::how::HowArguments;
use super::input::InputArguments;
use super::threads;
use clap::{Args, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// The text whose quotes are checked, or rows of texts; `-`: standard input.
    pub(crate) text: PathBuf,
    #[command(flatten)]
    pub(crate) sources: SourceArguments,
    /// The output's form: text, a line of JSON for each text, or a page.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: VerifyFormatName,
    /// What spans count in the JSON.
    #[arg(long, value_enum, default_value = "byte")]
    pub(crate) offsets: UnitName,
    /// Threads to read sources on, at most four for each core [default: one for each core].
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) how: HowArguments,
}

/// What is taken for said.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct SourceArguments {
    /// The sources: files as annotate reads them, folders, patterns, or what annotate wrote.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) source: Vec<PathBuf>,
    /// A graph whose articles are sources, as `graph add` made it.
    #[arg(long, value_name = "FILE")]
    pub(crate) db: Option<PathBuf>,
}

/// The forms of verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyFormatName {
    Text,
    Json,
    Html,
}
