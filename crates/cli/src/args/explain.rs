use super::format::{ReportName, UnitName};
use super::how::HowArguments;
use super::input::InputArguments;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// A text, a page or rows, or what annotate wrote of them as JSON; `-`: standard input.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) target: Target,
    /// The document of this id [default: the only one].
    #[arg(long)]
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The output's form.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportName,
    /// What spans count, in --span and in the output.
    #[arg(long, value_enum, default_value = "byte")]
    pub(crate) offsets: UnitName,
    #[command(flatten)]
    pub(crate) how: HowArguments,
}

/// What is explained. Numbers count from 0, as in the JSON.
#[derive(Clone, Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Target {
    /// The quote of this number, from 0, as in the JSON of annotate.
    #[arg(long, value_name = "N")]
    pub(crate) quote: Option<usize>,
    /// What stands from S to E: where they are, as in the JSON, or some words of the text.
    #[arg(long, value_name = "S,E|WORDS")]
    pub(crate) span: Option<String>,
    /// The relation of this number.
    #[arg(long, value_name = "N")]
    pub(crate) relation: Option<usize>,
    /// The triple of this number.
    #[arg(long, value_name = "N")]
    pub(crate) triple: Option<usize>,
    /// The entity of this number.
    #[arg(long, value_name = "N")]
    pub(crate) entity: Option<usize>,
    /// The mention of this number.
    #[arg(long, value_name = "N")]
    pub(crate) mention: Option<usize>,
}
