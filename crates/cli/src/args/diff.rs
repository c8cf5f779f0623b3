use super::format::ReportName;
use super::how::HowArguments;
use super::input::InputArguments;
use clap::{Args, ValueEnum};
use newsgraph::document::Layer;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The former version: what annotate wrote as JSON, or texts, which are annotated.
    pub(crate) old: PathBuf,
    /// The later version.
    pub(crate) new: PathBuf,
    /// The kinds of facts that are compared.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "entities,quotes,relations"
    )]
    pub(crate) layers: Vec<FactsName>,
    /// The output's form: text, or a line of JSON for each document that differs.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportName,
    /// Exit with 1 where a fact differs, as `git diff` does; without it 1 says that some input failed.
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) how: HowArguments,
}

/// The kinds of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum FactsName {
    Entities,
    Quotes,
    Relations,
    Triples,
    /// Dates, times, amounts with what they stand for.
    Values,
}

impl FactsName {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Quotes => "quotes",
            Self::Relations => "relations",
            Self::Triples => "triples",
            Self::Values => "values",
        }
    }

    /// The layers that they are read from. Names of entities stand in all.
    pub(crate) fn layers(self) -> Vec<Layer> {
        let own = match self {
            Self::Entities | Self::Values => None,
            Self::Quotes => Some(Layer::Quotes),
            Self::Relations => Some(Layer::Relations),
            Self::Triples => Some(Layer::Triples),
        };
        [Layer::Mentions, Layer::Entities]
            .into_iter()
            .chain(own)
            .collect()
    }
}
