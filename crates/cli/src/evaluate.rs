use crate::Outcome;
use crate::args::{EvaluateArguments, EvaluateTask};
use crate::names;
use crate::tag::{given, parse_treebank, parser};
use crate::triples::Words;
use anyhow::{Context, Result, anyhow, ensure};
use newsgraph::Document;
use newsgraph::document::{
    Annotator, Entity, Label, Maker, Mention, MentionId, MentionKind, OffsetUnit, Sentence, Span,
    Token,
};
use newsgraph::quote::QuoteAttributor;
use newsgraph::relation::RelationExtractor;
use newsgraph::tokenize::{Tokenizer, pair_quote_marks};
use newsgraph_eval::relations::RelationSentence;
use newsgraph_eval::triples::{self, GoldTriples};
use newsgraph_eval::{Report, conllu, quotes, relations, treebank};
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
    let pipeline = newsgraph::english_builder()?
        .keep(|name| matches!(name, "tokenize" | "syntax" | "ner" | "quote"))
        .build()?;
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

/// Relations between the given entities of each sentence.
fn relations(arguments: &EvaluateArguments) -> Result<Report> {
    let gold = relations::read(&arguments.gold)?;
    if let Some(pred) = &arguments.pred {
        return Ok(relations::score(&gold, &relations::read(pred)?));
    }
    let (parser, extractor) = (parser()?, RelationExtractor::default());
    let attributor = QuoteAttributor::from_bytes(newsgraph_models_en_quote::NEWS)?;
    let predicted = gold
        .iter()
        .map(|row| {
            let place = || format!("{}, id {}", arguments.gold.display(), row.id);
            predict(row, &parser, &attributor, &extractor).with_context(place)
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(relations::score(&gold, &predicted))
}

fn predict(
    row: &RelationSentence,
    parser: &impl Annotator,
    attributor: &QuoteAttributor,
    extractor: &RelationExtractor,
) -> Result<RelationSentence> {
    let mut predicted = RelationSentence {
        relations: Vec::new(),
        ..row.clone()
    };
    if row.tokens.is_empty() {
        return Ok(predicted);
    }
    let mut document = sentence(&row.tokens)?;
    parser.annotate(&mut document)?;
    let marks = pair_quote_marks(document.tokenized()?);
    document.set_quote_marks(marks, Maker::default())?;
    // Mentions stand in text order; the corpus's own order is kept beside them.
    let mut order: Vec<usize> = (0..row.entities.len()).collect();
    order.sort_by_key(|&entity| row.entities[entity].0);
    let text = document.tokenized()?;
    let mentions = order
        .iter()
        .map(|&entity| {
            let (start, end, label) = &row.entities[entity];
            let end = (*end).min(text.tokens.len());
            (*start < end)
                .then(|| mention(text.span_of(*start..end), label))
                .context("an entity lies outside its sentence")
        })
        .collect::<Result<Vec<Mention>>>()?;
    document.set_mentions(mentions, Maker::default())?;
    attributor.annotate(&mut document)?;
    let entities = (0..).zip(document.mentions()?).map(|(at, mention)| Entity {
        label: mention.label.clone(),
        name: document.text()[mention.span].to_owned(),
        mentions: vec![MentionId::new(at)],
    });
    let entities = entities.collect();
    document.set_entities(entities, Maker::default())?;
    extractor.annotate(&mut document)?;
    for relation in document.relations()?.iter().filter(|r| !r.negated) {
        let [subject, object] = [relation.subject, relation.object].map(|e| order[e.index()]);
        let kinds = [subject, object].map(|entity| row.entities[entity].2.as_str());
        if let Some(label) = conll04_label(relation.label.as_str(), kinds) {
            predicted
                .relations
                .push((subject, object, label.to_owned()));
        }
    }
    Ok(predicted)
}

/// The corpus's name for a relation between entities of these types; `None` where it has none.
fn conll04_label(label: &str, kinds: [&str; 2]) -> Option<&'static str> {
    Some(match (label, kinds) {
        ("Kill", _) => "Kill",
        ("Live_In", _) | ("citizen_of" | "based_in" | "player_of", ["Peop", "Loc"]) => "Live_In",
        ("Located_In", _) | ("based_in" | "part_of", ["Loc", "Loc"]) => "Located_In",
        ("OrgBased_In", _) | ("based_in" | "agency_of" | "part_of", ["Org", "Loc"]) => {
            "OrgBased_In"
        }
        ("Work_For", _) | (_, ["Peop", "Org"]) => "Work_For",
        _ => return None,
    })
}

fn sentence(words: &[String]) -> Result<Document> {
    let (mut text, mut tokens) = (String::new(), Vec::new());
    for word in words {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        tokens.push(Token {
            span: Span::new(start, text.len()),
        });
    }
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        tokens: 0..tokens.len(),
        paragraph: 0,
    };
    given(text, tokens, vec![sentence])
}

fn mention(span: Span, label: &str) -> Mention {
    Mention {
        span,
        label: match label {
            "Peop" => Label::PERSON,
            "Org" => Label::ORGANIZATION,
            "Loc" => Label::LOCATION,
            _ => Label::MISC,
        },
        kind: MentionKind::Proper,
        value: None,
        score: None,
    }
}
