use crate::Outcome;
use crate::annotate::own_patterns;
use crate::args::{InputForm, ModelName, TagArguments, TagTask};
use anyhow::{Context, Result, bail};
use newsgraph::document::{
    Annotator, Label, Maker, Mention, MentionKind, Sentence, Span, Syntax, Token, TokenizedText,
};
use newsgraph::ner::EntityRecognizer;
use newsgraph::syntax::SyntaxParser;
use newsgraph::{Document, Models};
use newsgraph_eval::conllu;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

pub(crate) fn run(arguments: &TagArguments) -> Result<Outcome> {
    let out = match (arguments.task, arguments.input) {
        (TagTask::Ner, input) => {
            let corpus = Corpus::read(&arguments.file, input)?;
            let recognizer = recognizer(&arguments.model)?;
            let dates = Dates::of(arguments.absolute_dates);
            let tags = match arguments.patterns.as_deref() {
                None => corpus.name_tags(&recognizer, None, dates)?,
                Some(path) => {
                    let patterns = own_patterns(path)?;
                    let parser = patterns.reads_lemmas().then(parser).transpose()?;
                    let recognizer = recognizer.with_patterns(patterns);
                    corpus.name_tags(&recognizer, parser.as_ref(), dates)?
                }
            };
            corpus.with_column(&tags)
        }
        (TagTask::Syntax, _) if arguments.model != ModelName::News => {
            return Err(crate::Usage("--task syntax has the model news only".to_owned()).into());
        }
        (TagTask::Syntax, _) if arguments.patterns.is_some() => {
            return Err(crate::Usage("--patterns goes with --task ner".to_owned()).into());
        }
        (TagTask::Syntax, InputForm::Conllu) => {
            let mut documents = conllu::read(&arguments.file)?;
            parse_treebank(&mut documents)?;
            treebank_lines(&documents)
        }
        (TagTask::Syntax, InputForm::Conll) => parse_columns(&arguments.file)?,
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(out.as_bytes())?;
    stdout.flush()?;
    Ok(Outcome::Done)
}

/// Which dates are given.
#[derive(Clone, Copy)]
pub(crate) enum Dates {
    All,
    Absolute,
}

impl Dates {
    pub(crate) fn of(absolute: bool) -> Self {
        if absolute { Self::Absolute } else { Self::All }
    }

    /// A date that has no value in a text without a day of its own is told against that day.
    fn include(self, mention: &Mention) -> bool {
        let is_relative = mention.kind == MentionKind::Value
            && mention.label == Label::DATE
            && mention.value.is_none();
        matches!(self, Self::All) || !is_relative
    }
}

/// A file of columns: its lines, and which of them are words.
pub(crate) struct Corpus {
    lines: Vec<String>,
    /// Sentences of each document, each word with the position of its line.
    documents: Vec<Vec<Vec<(usize, String)>>>,
}

impl Corpus {
    pub(crate) fn read(path: &Path, input: InputForm) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{}: could not be read as UTF-8 text", path.display()))?;
        let mut corpus = Self {
            lines: text.lines().map(str::to_owned).collect(),
            documents: Vec::new(),
        };
        let (mut new_document, mut new_sentence) = (true, true);
        for (at, line) in corpus.lines.iter().enumerate() {
            let Some(word) = word(line, input) else {
                new_document |= line.starts_with("-DOCSTART-") || line.starts_with("# newdoc");
                new_sentence |= line.trim().is_empty() || new_document;
                continue;
            };
            if new_document {
                corpus.documents.push(Vec::new());
            }
            let Some(document) = corpus.documents.last_mut() else {
                bail!(
                    "{}, line {}: a word before a document",
                    path.display(),
                    at + 1
                );
            };
            if new_document || new_sentence {
                document.push(Vec::new());
            }
            if let Some(sentence) = document.last_mut() {
                sentence.push((at, word.to_owned()));
            }
            (new_document, new_sentence) = (false, false);
        }
        Ok(corpus)
    }

    /// Puts other words in place of the corpus's; the lines stay.
    pub(crate) fn map_words(&mut self, word: impl Fn(&str) -> String) {
        for (_, own) in self.documents.iter_mut().flatten().flatten() {
            *own = word(own);
        }
    }

    /// BIO tags of names and values, by line.
    fn name_tags(
        &self,
        recognizer: &EntityRecognizer,
        parser: Option<&SyntaxParser>,
        dates: Dates,
    ) -> Result<Vec<Option<String>>> {
        let mut tags = vec![None; self.lines.len()];
        for sentences in &self.documents {
            let mut document = tokenized(sentences)?;
            if let Some(parser) = parser {
                parser.annotate(&mut document)?;
            }
            recognizer.annotate(&mut document)?;
            let words = sentences.iter().flatten().map(|&(line, _)| line);
            for (line, tag) in words.zip(bio(&document, dates)?) {
                tags[line] = Some(tag);
            }
        }
        Ok(tags)
    }

    /// The tags of each sentence, in order.
    pub(crate) fn sentence_tags(
        &self,
        model: &ModelName,
        dates: Dates,
    ) -> Result<Vec<Vec<String>>> {
        let tags = self.name_tags(&recognizer(model)?, None, dates)?;
        let sentences = self.documents.iter().flatten();
        let of_words = |words: &Vec<(usize, String)>| {
            let tags = words.iter().map(|&(line, _)| tags[line].clone());
            tags.map(Option::unwrap_or_default).collect()
        };
        Ok(sentences.map(of_words).collect())
    }

    /// The lines with the tag after the last column; lines that are no words stay as they are.
    fn with_column(&self, tags: &[Option<String>]) -> String {
        let mut out = String::new();
        for (line, tag) in self.lines.iter().zip(tags) {
            out.push_str(line);
            if let Some(tag) = tag {
                out.push(if line.contains('\t') { '\t' } else { ' ' });
                out.push_str(tag);
            }
            out.push('\n');
        }
        out
    }
}

fn recognizer(model: &ModelName) -> Result<EntityRecognizer> {
    let scheme = match model {
        ModelName::News => "news",
        ModelName::Conll => "conll",
        ModelName::File(path) => {
            let expected = || "--model takes news, conll or the file of a model of names";
            return EntityRecognizer::load(path).with_context(expected);
        }
    };
    Models::embedded()
        .recognizer_in_scheme(scheme)
        .context("the shipped model of names does not load")
}

/// The word of a line; `None` for empty lines, comments, range lines, empty nodes.
fn word(line: &str, input: InputForm) -> Option<&str> {
    match input {
        InputForm::Conll => {
            let separator = if line.contains('\t') { '\t' } else { ' ' };
            let word = line.split(separator).next()?.trim();
            (!word.is_empty() && !word.starts_with("-DOCSTART-")).then_some(word)
        }
        InputForm::Conllu => {
            let (id, rest) = line.split_once('\t')?;
            let number = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
            number.then(|| rest.split('\t').next()).flatten()
        }
    }
}

/// The words with a space between, with the corpus's own tokens and sentences.
fn tokenized(sentences: &[Vec<(usize, String)>]) -> Result<Document> {
    let (mut text, mut tokens, mut spans) = (String::new(), Vec::new(), Vec::new());
    for sentence in sentences {
        let first = tokens.len();
        for (_, word) in sentence {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            tokens.push(Token {
                span: Span::new(start, text.len()),
            });
        }
        spans.push(first..tokens.len());
    }
    let sentences = spans
        .into_iter()
        .map(|tokens_of| Sentence {
            span: tokens[tokens_of.start]
                .span
                .cover(tokens[tokens_of.end - 1].span),
            tokens: tokens_of,
            paragraph: 0,
        })
        .collect();
    given(text, tokens, sentences)
}

/// A document with the tokens and sentences of a corpus.
pub(crate) fn given(
    text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
) -> Result<Document> {
    let by = || Maker {
        component: "corpus".to_owned(),
        model: None,
    };
    let mut document = Document::new("", text)?;
    document.set_tokens(tokens, by())?;
    document.set_sentences(sentences, by())?;
    Ok(document)
}

fn bio(document: &Document, dates: Dates) -> Result<Vec<String>> {
    let text = document.tokenized()?;
    let mut tags = vec!["O".to_owned(); text.tokens.len()];
    let mentions = document.mentions()?.iter();
    let is_named = |m: &&Mention| matches!(m.kind, MentionKind::Proper | MentionKind::Value);
    for mention in mentions.filter(|m| is_named(m) && dates.include(m)) {
        let tokens = text.tokens_in(mention.span);
        for token in tokens.clone() {
            let prefix = if token == tokens.start { "B" } else { "I" };
            tags[token] = format!("{prefix}-{}", mention.label);
        }
    }
    Ok(tags)
}

pub(crate) fn parser() -> Result<SyntaxParser> {
    Models::embedded()
        .parser()
        .context("the shipped model of syntax does not load")
}

/// Puts newsgraph's tags, lemmas and trees in the place of the treebank's.
pub(crate) fn parse_treebank(documents: &mut [conllu::Document]) -> Result<()> {
    let parser = parser()?;
    for document in documents {
        let rebuilt = document.rebuild();
        let syntax = parser.parse(rebuilt.view());
        let mut token = 0;
        for sentence in &mut document.sentences {
            let first = token;
            for word in &mut sentence.words {
                syntax.lemma(token).clone_into(&mut word.lemma);
                word.upos = syntax.upos(token).to_string();
                syntax.xpos(token).clone_into(&mut word.xpos);
                word.head = syntax.head(token).map(|head| head - first);
                syntax.dep(token).clone_into(&mut word.dep);
                token += 1;
            }
        }
    }
    Ok(())
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
    let corpus = Corpus::read(path, InputForm::Conll)?;
    let parser = parser()?;
    let mut out = String::new();
    for sentences in &corpus.documents {
        let document = tokenized(sentences)?;
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
