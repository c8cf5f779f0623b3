//! Arguments of what reads a corpus.

use clap::{Args, ValueEnum};
use newsgraph_eval::columns::Form;
use newsgraph_eval::evaluate::NameModel;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct TagArguments {
    /// What to tag.
    #[arg(long, value_enum)]
    pub(crate) task: TagTask,
    /// The model to tag with: news, conll, or the file of one that `train` wrote.
    #[arg(long, default_value = "news")]
    pub(crate) model: ModelName,
    /// Phrases and patterns of one's own, for ner; they go before what the model finds.
    #[arg(long)]
    pub(crate) patterns: Option<PathBuf>,
    /// Without dates that are told against the day of the text ("last year"), which many corpora do not mark.
    #[arg(long)]
    pub(crate) absolute_dates: bool,
    /// The form of the file.
    #[arg(long, value_enum)]
    pub(crate) input: InputForm,
    /// The corpus.
    pub(crate) file: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TagTask {
    Ner,
    Syntax,
}

/// A model of names as the command line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ModelName(pub(crate) NameModel);

impl From<OsString> for ModelName {
    fn from(name: OsString) -> Self {
        Self(match name.to_str() {
            Some("news") => NameModel::News,
            Some("conll") => NameModel::Conll,
            _ => NameModel::File(name.into()),
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputForm {
    Conll,
    Conllu,
}

impl From<InputForm> for Form {
    fn from(form: InputForm) -> Self {
        match form {
            InputForm::Conll => Self::Conll,
            InputForm::Conllu => Self::Conllu,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct TriplesArguments {
    /// Sentences, one a line; `-` or none: standard input.
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    /// Words are separated by spaces already; keep them.
    #[arg(long)]
    pub(crate) tokenized: bool,
    /// Print subject and object only, no further arguments.
    #[arg(long)]
    pub(crate) binary: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RelationsArguments {
    /// The layout of the file, which the output has too.
    #[arg(long, value_enum, required_unless_present = "patterns")]
    pub(crate) input: Option<RelationInput>,
    /// The file of a model that `train` wrote [default: the one for the corpus].
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// Print the patterns of `annotate --relations english`, for a file of one's own to begin with.
    #[arg(long, exclusive = true)]
    pub(crate) patterns: bool,
    /// The corpus.
    #[arg(required_unless_present = "patterns")]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RelationInput {
    Conll04,
    Dwie,
    Knowledgenet,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArguments {
    /// What to measure.
    #[arg(value_enum)]
    pub(crate) task: EvaluateTask,
    /// The corpus: columns for ner, CoNLL-U for tokens and syntax, JSON Lines for quotes, relations and facts;
    /// for coref columns with brackets, .tsv as GAP has it or .json as DWIE has it; the columns of carb or
    /// the JSON of wire57 for triples.
    pub(crate) gold: PathBuf,
    /// Predictions for it [default: what newsgraph finds].
    pub(crate) pred: Option<PathBuf>,
    /// The model of names: news, conll, or the file of one that `train` wrote.
    #[arg(long, default_value = "news")]
    pub(crate) model: ModelName,
    /// The corpus that a model of names learned from, in columns: names that are not in it get a row of their own.
    #[arg(long)]
    pub(crate) train: Option<PathBuf>,
    /// Names in a text whose words are all written so.
    #[arg(long, value_enum)]
    pub(crate) case: Option<CaseName>,
    /// Names and values without dates that are told against the day of the text, as for `tag`.
    #[arg(long)]
    pub(crate) absolute_dates: bool,
    /// Only the documents of this genre, for tokens and syntax.
    #[arg(long)]
    pub(crate) genre: Option<String>,
    /// Syntax from the raw text, with the words and sentences that newsgraph finds, not the corpus's;
    /// for coref, mentions as they are, not widened to their noun phrases.
    #[arg(long)]
    pub(crate) raw: bool,
    /// Each error too, one a line before the table, for facts.
    #[arg(long)]
    pub(crate) errors: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvaluateTask {
    Ner,
    Tokens,
    Syntax,
    Quotes,
    Coref,
    Identity,
    Relations,
    Triples,
    Facts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CaseName {
    Lower,
    Upper,
}
