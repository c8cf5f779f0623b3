//! What a graph gives out.

use super::format::ReportName;
use super::graph_file::GraphFile;
use clap::{Args, ValueEnum};
use newsgraph_export::BaseIri;
use newsgraph_store::ConflictKind;
use std::path::{Path, PathBuf};

/// A form that a graph is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphFormatName {
    /// One page to read.
    Html,
    /// GraphML, which programs that draw graphs read.
    Graphml,
    /// A folder of tables for the bulk import of graph databases.
    Csv,
    /// One JSON object.
    Json,
    /// RDF as Turtle.
    Turtle,
    /// RDF as JSON-LD.
    Jsonld,
}

impl GraphFormatName {
    /// The format that the ending of a file says.
    pub(crate) fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Self::Html),
            "graphml" => Some(Self::Graphml),
            "json" => Some(Self::Json),
            "ttl" => Some(Self::Turtle),
            "jsonld" => Some(Self::Jsonld),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct GraphExportArguments {
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// The output's form [default: what the ending of --out says].
    #[arg(long, value_enum)]
    pub(crate) format: Option<GraphFormatName>,
    /// The file to write, or - for standard output; of csv a folder, which is made where there is none.
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// What the IRIs of RDF begin with.
    #[arg(long, value_name = "IRI", default_value = "urn:newsgraph:")]
    pub(crate) base_iri: BaseIri,
    /// The title of the page [default: the name of the graph's file].
    #[arg(long)]
    pub(crate) title: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct GraphContradictionsArguments {
    #[command(flatten)]
    pub(crate) graph: GraphFile,
    /// Only those of these kinds [default: all].
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) kind: Vec<ConflictName>,
    /// The output's form.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportName,
}

/// In which way two statements do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConflictName {
    /// They cannot both be so.
    Contradicted,
    /// One denies what the other says.
    Denied,
    /// Both may have been so, each at its time.
    Changed,
}

impl From<ConflictName> for ConflictKind {
    fn from(name: ConflictName) -> Self {
        match name {
            ConflictName::Contradicted => Self::Contradicted,
            ConflictName::Denied => Self::Denied,
            ConflictName::Changed => Self::Changed,
        }
    }
}
