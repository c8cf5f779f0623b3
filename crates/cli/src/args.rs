use crate::format::{FormatArguments, FormatName};
use crate::size::Size;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use newsgraph::document::{Act, Date, OffsetUnit};
use newsgraph_eval::columns::Form;
use newsgraph_eval::evaluate::NameModel;
use newsgraph_export::Field;
use newsgraph_input::{InputOptions, Kind};
use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

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
    /// Print the JSON Schema of what `annotate --format jsonl` writes in each line.
    Schema,
}

#[derive(Debug, Args)]
pub(crate) struct AnnotateArguments {
    /// Texts (.txt), rows {"id", "text", "date"?} (.jsonl, .ndjson), JSON objects or an array of them
    /// (.json), pages (.html, .htm, .xhtml), each maybe with .gz; folders of such files; patterns in
    /// quotes. `-` or none: standard input.
    pub(crate) files: Vec<PathBuf>,
    /// What the files hold [default: what their endings say, else what they begin like].
    #[arg(long, value_enum)]
    pub(crate) input: Option<KindName>,
    /// The most bytes of a document, as 500k or 16M; a longer one is an error, and the rest goes on.
    #[arg(
        long,
        default_value = "16M",
        value_name = "SIZE",
        allow_negative_numbers = true
    )]
    pub(crate) max_document: Size,
    /// The output's form [default: what the ending of --out says; else text on a terminal, jsonl elsewhere].
    #[arg(long, value_enum)]
    pub(crate) format: Option<FormatName>,
    #[command(flatten)]
    pub(crate) format_options: FormatArguments,
    /// What the spans in JSON and CSV count.
    #[arg(long, value_enum, default_value = "byte")]
    pub(crate) offsets: UnitName,
    /// The date of the documents, as YYYY-MM-DD; a row's or a page's own date goes first.
    #[arg(long)]
    pub(crate) date: Option<Date>,
    /// Read 3/4/2019 as the third of April.
    #[arg(long)]
    pub(crate) day_first: bool,
    /// Threads to work on, at most four for each core [default: one for each core].
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// A file for the output in place of standard output; it is written as FILE.partial until it is whole.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Go on after the documents of a FILE.partial that a run has left that did not end (JSON Lines).
    #[arg(long)]
    pub(crate) resume: bool,
    /// The components to run, of tokenize, syntax, ner, quote, coref, relation, triples
    /// [default: all].
    #[arg(long, value_delimiter = ',')]
    pub(crate) components: Option<Vec<String>>,
    /// What the JSON holds beside id and date [default: all]. Only components that this needs are run, where
    /// --components names none.
    #[arg(long, value_delimiter = ',', value_parser = field())]
    pub(crate) layers: Option<Vec<Field>>,
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
}

impl AnnotateArguments {
    /// How the files are read.
    pub(crate) fn input_options(&self) -> InputOptions {
        let mut options = InputOptions::default();
        options.kind = self.input.map(Kind::from);
        options.date = self.date;
        options.max_document = self.max_document.0;
        options
    }
}

/// What a file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindName {
    Text,
    Jsonl,
    Json,
    Html,
}

impl From<KindName> for Kind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Text => Self::Text,
            KindName::Jsonl => Self::JsonLines,
            KindName::Json => Self::Json,
            KindName::Html => Self::Html,
        }
    }
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let expected = |_| "expected a whole number from 1".to_owned();
    text.parse().map_err(expected)
}

fn score(text: &str) -> Result<f32, String> {
    let score = text
        .parse()
        .ok()
        .filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "expected a number from 0 to 1, such as 0.5".to_owned())
}

/// The names of the JSON's fields.
fn field() -> impl TypedValueParser<Value = Field> {
    PossibleValuesParser::new(Field::ALL.map(Field::as_str)).try_map(|name| name.parse())
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
    #[arg(long, value_enum)]
    pub(crate) input: RelationInput,
    /// The file of a model that `train` wrote [default: the one for the corpus].
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// The corpus.
    pub(crate) file: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RelationInput {
    Conll04,
    Dwie,
    Knowledgenet,
}

#[derive(Debug, Args)]
pub(crate) struct TrainArguments {
    /// What to train.
    #[arg(value_enum)]
    pub(crate) task: TrainTask,
    /// What to learn from. Names: columns, a word first, its tag last, an empty line after a sentence.
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
pub(crate) enum UnitName {
    Byte,
    Char,
    Utf16,
}

impl From<UnitName> for OffsetUnit {
    fn from(name: UnitName) -> Self {
        match name {
            UnitName::Byte => Self::Byte,
            UnitName::Char => Self::Char,
            UnitName::Utf16 => Self::Utf16,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CaseName {
    Lower,
    Upper,
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
pub(crate) enum TrainTask {
    Ner,
    Relations,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvaluateTask {
    Ner,
    Tokens,
    Syntax,
    Quotes,
    Coref,
    Relations,
    Triples,
    Facts,
}
