use crate::args::{InputForm, TagArguments, TagTask};
use crate::components::own_patterns;
use crate::messages::say;
use crate::{Outcome, input, standard};
use anyhow::Result;
use newsgraph::Models;
use newsgraph::document::{Annotator, Syntax, TokenizedText};
use newsgraph_eval::columns::{Columns, Dates, Form};
use newsgraph_eval::conllu;
use newsgraph_eval::evaluate::{NameModel, parse_treebank};
use std::fmt::Write as _;
use std::path::Path;

pub(crate) fn run(arguments: &TagArguments) -> Result<Outcome> {
    if arguments.input == InputForm::Conll
        && arguments.file.as_os_str() != "-"
        && let Ok(text) = input::text(&arguments.file)
        && is_prose(&text)
    {
        let name = arguments.file.display();
        say(&format!(
            "newsgraph: {name} looks like prose; expected a word on each line, with as many columns on each; annotate reads texts"
        ));
    }
    let out = match (arguments.task, arguments.input) {
        (TagTask::Ner, input) => {
            let columns = Columns::read(&arguments.file, input.into())?;
            columns.with_column(&name_tags(arguments, &columns)?)
        }
        (TagTask::Syntax, _) if arguments.model.0 != NameModel::News => {
            return Err(crate::Usage(
                "--task syntax has the model news only; leave out --model".to_owned(),
            )
            .into());
        }
        (TagTask::Syntax, _) if arguments.patterns.is_some() => {
            return Err(
                crate::Usage("--patterns goes with --task ner; leave it out".to_owned()).into(),
            );
        }
        (TagTask::Syntax, InputForm::Conllu) => {
            let mut documents = conllu::read_words(&arguments.file)?;
            let parser = Models::embedded().parser()?;
            parse_treebank(&mut documents, |text| parser.parse(text));
            treebank_lines(&documents)
        }
        (TagTask::Syntax, InputForm::Conll) => parse_columns(&arguments.file)?,
    };
    standard::print(&out)?;
    Ok(Outcome::Done)
}

/// Lines that are looked at to tell prose from columns.
const LINES: usize = 1000;

/// Whether lines are sentences rather than words with their columns: they have more words or fewer, or end as
/// sentences do.
fn is_prose(text: &str) -> bool {
    let lines = text.lines().map(|line| line.split_whitespace());
    let lines = lines.filter(|words| words.clone().next().is_some_and(|first| !is_beside(first)));
    let mut columns: Option<usize> = None;
    lines.take(LINES).any(|words| {
        let (count, last) = (words.clone().count(), words.last().unwrap_or_default());
        let ends = last.len() > 1 && last.ends_with(['.', '!', '?', '”', '"']);
        let differs = columns.replace(count).is_some_and(|before| before != count);
        count > 1 && ends || differs
    })
}

/// Whether the line that begins so is no word's.
fn is_beside(first: &str) -> bool {
    first.starts_with("-DOCSTART-") || first == "#"
}

/// The tags of names and values, with phrases and patterns of one's own where there are some.
fn name_tags(arguments: &TagArguments, columns: &Columns) -> Result<Vec<Option<String>>> {
    let mut recognizer = arguments.model.0.recognizer(&Models::embedded())?;
    let mut parser = None;
    if let Some(path) = arguments.patterns.as_deref() {
        let patterns = own_patterns(path)?;
        parser = patterns
            .reads_lemmas()
            .then(|| Models::embedded().parser())
            .transpose()?;
        recognizer = recognizer.with_patterns(patterns);
    }
    let tags = columns.tags(Dates::of(arguments.absolute_dates), |document| {
        if let Some(parser) = &parser {
            parser.annotate(document)?;
        }
        recognizer.annotate(document)
    });
    Ok(tags?)
}

/// The treebank's lines with the columns of its words; features and enhanced dependencies, which
/// newsgraph does not predict, are `_`.
fn treebank_lines(documents: &[conllu::Document]) -> String {
    let mut out = String::new();
    for sentence in documents.iter().flat_map(|d| &d.sentences) {
        let mut words = sentence.words.iter().peekable();
        for (at, line) in sentence.lines.iter().enumerate() {
            let Some(word) = words.next_if(|word| word.line == at) else {
                out.push_str(line);
                out.push('\n');
                continue;
            };
            let columns: Vec<&str> = line.split('\t').collect();
            let (form, misc) = (columns.get(1), columns.get(9));
            let head = word.head.map_or(0, |head| head + 1).to_string();
            let lemma = if word.lemma.is_empty() {
                "_"
            } else {
                &word.lemma
            };
            let row = [
                columns[0],
                form.unwrap_or(&"_"),
                lemma,
                &word.upos,
                &word.xpos,
                "_",
                &head,
                &word.dep,
                "_",
                misc.unwrap_or(&"_"),
            ];
            out.push_str(&row.join("\t"));
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// CoNLL-U of the words of a file of columns.
fn parse_columns(path: &Path) -> Result<String> {
    let parser = Models::embedded().parser()?;
    let mut out = String::new();
    for document in Columns::read(path, Form::Conll)?.documents()? {
        let text = document.tokenized()?;
        write_rows(&mut out, text, &parser.parse(text))?;
    }
    Ok(out)
}

fn write_rows(
    out: &mut String,
    text: TokenizedText<'_>,
    syntax: &Syntax,
) -> Result<(), std::fmt::Error> {
    for sentence in text.sentences {
        for (number, token) in (1..).zip(sentence.tokens.clone()) {
            let (word, lemma) = (text.word(token), syntax.lemma(token));
            let (upos, xpos, dep) = (syntax.upos(token), syntax.xpos(token), syntax.dep(token));
            let head = syntax
                .head(token)
                .map_or(0, |head| head - sentence.tokens.start + 1);
            writeln!(
                out,
                "{number}\t{word}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{dep}\t_\t_"
            )?;
        }
        out.push('\n');
    }
    Ok(())
}
