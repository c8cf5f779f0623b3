use crate::Outcome;
use crate::args::{EvaluateArguments, EvaluateTask};
use crate::names;
use crate::relations::{predict, shipped};
use crate::tag::parse_treebank;
use crate::triples::Words;
use anyhow::{Result, anyhow, ensure};
use newsgraph::document::{Layer, OffsetUnit, Sentence, Token};
use newsgraph::tokenize::Tokenizer;
use newsgraph::{Document, Models};
use newsgraph_eval::relations::RelationCorpus;
use newsgraph_eval::triples::{self, GoldTriples};
use newsgraph_eval::{Report, conllu, quotes, treebank};
use std::io::Write;

pub(crate) fn run(arguments: &EvaluateArguments) -> Result<Outcome> {
    let report = match arguments.task {
        EvaluateTask::Ner => names::report(arguments)?,
        EvaluateTask::Tokens => tokens(arguments)?,
        EvaluateTask::Syntax => syntax(arguments)?,
        EvaluateTask::Quotes => quotes(arguments)?,
        EvaluateTask::Coref => crate::coref::evaluate(arguments)?,
        EvaluateTask::Relations => relations(arguments)?,
        EvaluateTask::Triples => triples(arguments)?,
    };
    let mut stdout = std::io::stdout().lock();
    write!(stdout, "{report}")?;
    stdout.flush()?;
    Ok(Outcome::Done)
}

/// The treebank, or its documents of the genre that was asked for.
fn treebank(arguments: &EvaluateArguments) -> Result<Vec<conllu::Document>> {
    let mut documents = conllu::read(&arguments.gold)?;
    if let Some(genre) = &arguments.genre {
        documents.retain(|document| document.genre() == genre);
        ensure!(
            !documents.is_empty(),
            "{} has no document of the genre {genre}",
            arguments.gold.display()
        );
    }
    Ok(documents)
}

/// Words and sentences of the treebank's text.
fn tokens(arguments: &EvaluateArguments) -> Result<Report> {
    let gold = treebank(arguments)?;
    let predicted = if let Some(pred) = &arguments.pred {
        conllu::read(pred)?
    } else {
        retokenized(&gold)
    };
    Ok(treebank::score_tokens(&gold, &predicted)?)
}

/// The documents' texts with the words and sentences that the tokenizer finds.
fn retokenized(documents: &[conllu::Document]) -> Vec<conllu::Document> {
    let tokenizer = Tokenizer::default();
    let document = |document| retokenized_document(document, &tokenizer);
    documents.iter().map(document).collect()
}

fn retokenized_document(document: &conllu::Document, tokenizer: &Tokenizer) -> conllu::Document {
    let text = document.rebuild().text;
    let found = tokenizer.tokenize(&text);
    let word = |token: &Token| conllu::Word {
        form: text[token.span].to_owned(),
        space_after: text[token.span.end()..].starts_with(char::is_whitespace),
        ..conllu::Word::default()
    };
    let sentence = |sentence: &Sentence| conllu::TreebankSentence {
        words: found.tokens[sentence.tokens.clone()]
            .iter()
            .map(word)
            .collect(),
        ..conllu::TreebankSentence::default()
    };
    conllu::Document {
        id: document.id.clone(),
        sentences: found.sentences.iter().map(sentence).collect(),
    }
}

fn syntax(arguments: &EvaluateArguments) -> Result<Report> {
    let gold = treebank(arguments)?;
    let predicted = if let Some(pred) = &arguments.pred {
        conllu::read(pred)?
    } else {
        let mut predicted = if arguments.raw {
            retokenized(&gold)
        } else {
            gold.clone()
        };
        parse_treebank(&mut predicted)?;
        predicted
    };
    Ok(treebank::score(&gold, &predicted)?)
}

fn quotes(arguments: &EvaluateArguments) -> Result<Report> {
    let gold = quotes::read(&arguments.gold)?;
    if let Some(pred) = &arguments.pred {
        return Ok(quotes::score(&gold, &quotes::read(pred)?));
    }
    let pipeline = Models::embedded().builder_for(&[Layer::Quotes])?.build()?;
    let date = |row: &quotes::Article| row.date.as_ref().and_then(|date| date.parse().ok());
    let mut documents = gold
        .iter()
        .map(|row| Ok(Document::new(row.id.clone(), row.text.clone())?.with_date(date(row))))
        .collect::<Result<Vec<Document>>>()?;
    let results = pipeline.annotate_all(&mut documents);
    results.into_iter().collect::<Result<(), _>>()?;
    let predicted = documents
        .iter()
        .map(|document| {
            let json = newsgraph_export::to_json(document, OffsetUnit::Char);
            quotes::article(&serde_json::from_str(&json)?).map_err(|expected| anyhow!(expected))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(quotes::score(&gold, &predicted))
}

/// Open triples of a corpus's sentences: `CaRB` with its own words, `WiRe57` from its text.
fn triples(arguments: &EvaluateArguments) -> Result<Report> {
    let gold = triples::read(&arguments.gold)?;
    let words = match &gold {
        GoldTriples::Carb(_) => Words::Given,
        GoldTriples::Wire57(_) => Words::Found,
    };
    let predicted = match &arguments.pred {
        Some(pred) => triples::read_predicted(pred)?,
        None => crate::triples::read(&gold.sentences(), words)?,
    };
    Ok(match &gold {
        GoldTriples::Carb(gold) => {
            let mut report = triples::score(gold, &predicted);
            if arguments.pred.is_none() && gold.iter().any(|triple| triple.claim.is_some()) {
                report.push("claims", triples::claims(gold, &predicted));
            }
            report
        }
        GoldTriples::Wire57(gold) => triples::score_wire57(gold, &predicted),
    })
}

/// Relations between the entities of a corpus.
fn relations(arguments: &EvaluateArguments) -> Result<Report> {
    let gold = RelationCorpus::read(&arguments.gold)?;
    let predicted = match &arguments.pred {
        Some(pred) => RelationCorpus::read(pred)?,
        None => predict(&gold, &shipped(&gold)?.with_corpus_labels())?,
    };
    Ok(gold.score(&predicted))
}
