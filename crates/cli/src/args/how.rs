//! In what way components work.

use crate::own_model::OwnModel;
use clap::{Args, ValueEnum};
use newsgraph::document::Act;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct HowArguments {
    /// Read 3/4/2019 as the third of April.
    #[arg(long)]
    pub(crate) day_first: bool,
    /// The acts whose quotes are given: what is said, thought, favoured, or done.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "speech,thought"
    )]
    pub(crate) acts: Vec<ActName>,
    /// The least score of a quote, from 0 to 1 [default: that of the attributor, 0.4].
    #[arg(long, value_parser = score, allow_negative_numbers = true)]
    pub(crate) min_score: Option<f32>,
    /// The labels of relations: news gives what sentences state, dwie what a model of DWIE's articles finds.
    #[arg(long, value_enum, default_value = "news")]
    pub(crate) labels: LabelsName,
    /// Phrases and patterns of one's own, one a line; they go before what the model finds.
    #[arg(long)]
    pub(crate) patterns: Option<PathBuf>,
    /// Relations of one's own, a pattern or an example a line, beside those that are found anyway; `english`: those that
    /// `newsgraph relations --patterns` prints. Can be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) relations: Vec<PathBuf>,
    /// A model of one's own in the place of the one inside: ner, relation, quote, syntax, coref, triples or vectors, and
    /// its file. Can be given once for each.
    #[arg(long, value_name = "TASK=FILE")]
    pub(crate) model: Vec<OwnModel>,
    /// A folder of models in the place of those inside, each where `cargo xtask train` writes it, as
    /// FOLDER/ner/news.safetensors.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) models: Option<PathBuf>,
}

impl HowArguments {
    /// The files of relations of one's own.
    pub(crate) fn relation_files(&self) -> impl Iterator<Item = &PathBuf> {
        self.relations.iter().filter(|path| !is_shipped(path))
    }
}

/// Whether a name of relations stands for those that are shipped.
pub(crate) fn is_shipped(relations: &Path) -> bool {
    relations == Path::new("english")
}

fn score(text: &str) -> Result<f32, String> {
    let score = text
        .parse()
        .ok()
        .filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "expected a number from 0 to 1, such as 0.5".to_owned())
}

/// What kinds of act a quote may report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ActName {
    Speech,
    Thought,
    Attitude,
    Other,
    All,
}

impl ActName {
    /// The acts of a list of names.
    pub(crate) fn acts(names: &[Self]) -> Vec<Act> {
        let asked = |act: &Act| {
            let own = match act {
                Act::Speech => Self::Speech,
                Act::Thought => Self::Thought,
                Act::Attitude => Self::Attitude,
                Act::Other => Self::Other,
            };
            names.contains(&own) || names.contains(&Self::All)
        };
        Act::ALL.into_iter().filter(asked).collect()
    }
}

/// Whose labels relations have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LabelsName {
    News,
    Dwie,
}
