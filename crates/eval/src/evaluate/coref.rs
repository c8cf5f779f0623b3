use super::{Evaluation, Systems, Task, predicted, related};
use crate::coref::{
    Cluster, ColumnsDocument, GapExample, GivenDocument, read_columns, read_gap, read_gap_answers,
    read_given, score_columns, score_gap, score_given, spaced, words_in,
};
use crate::{EvaluateError, Report};
use newsgraph_document::{Document, Label, Layer, Maker, Mention, MentionId, MentionKind, Span};
use std::collections::BTreeMap;

/// Entities: against `OntoGUM` columns, GAP and DWIE.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let (gold, pred) = (&asked.gold, asked.pred.as_ref());
    let form = gold
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    Ok(match form {
        "tsv" => {
            let gold = read_gap(gold)?;
            let answers = match pred {
                Some(pred) => {
                    let found = read_gap_answers(pred)?;
                    related(pred, gold.iter().map(|e| &e.id), found.keys())?;
                    found
                }
                None => answers(&gold, systems)?,
            };
            score_gap(&gold, &answers)
        }
        "json" => {
            let gold = read_given(gold)?;
            let found = match pred {
                Some(pred) => predicted(pred, &gold, read_given(pred)?, |d| &d.title)?,
                None => given_entities(&gold, systems)?,
            };
            score_given(&gold, &found)
        }
        _ => {
            let gold = read_columns(gold)?;
            let found = match pred {
                Some(pred) => predicted(pred, &gold, read_columns(pred)?, |d| &d.name)?,
                None => entities(&gold, asked.raw, systems)?,
            };
            score_columns(&gold, &found)
        }
    })
}

fn annotated(
    texts: impl Iterator<Item = String>,
    systems: &dyn Systems,
) -> Result<Vec<Document>, EvaluateError> {
    let mut documents = texts
        .map(|text| Document::new("", text))
        .collect::<Result<Vec<_>, _>>()?;
    let system = systems.system(Task::Coref)?;
    system.fill_all(&mut documents, Layer::Entities)?;
    Ok(documents)
}

/// The entities of the words as a text, with our own tokens, sentences, trees and mentions. The corpus has
/// whole noun phrases as mentions, and no relative pronouns; `spans_as_they_are` leaves ours unchanged.
fn entities(
    gold: &[ColumnsDocument],
    spans_as_they_are: bool,
    systems: &dyn Systems,
) -> Result<Vec<ColumnsDocument>, EvaluateError> {
    let texts = gold.iter().map(|document| spaced(&document.words));
    let (texts, places): (Vec<String>, Vec<Vec<Span>>) = texts.unzip();
    let documents = annotated(texts.into_iter(), systems)?;
    let rows = gold.iter().zip(&documents).zip(&places);
    rows.map(|((gold, document), words)| {
        let (text, syntax, mentions) = (
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
        );
        let mut spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
        if !spans_as_they_are {
            spans = systems.noun_phrases(text, syntax, &spans);
        }
        let is_relative = |id: &MentionId| {
            let lower = text.text[mentions[id.index()].span].to_lowercase();
            matches!(lower.as_str(), "who" | "whom" | "whose" | "which")
        };
        let place = |id: &MentionId| {
            let counts = spans_as_they_are || !is_relative(id);
            counts.then(|| words_in(words, spans[id.index()]))?
        };
        let entities = document.entities()?.iter();
        let clusters: Vec<Cluster> = entities
            .map(|entity| entity.mentions.iter().filter_map(place).collect())
            .collect();
        Ok(ColumnsDocument {
            clusters,
            ..gold.clone()
        })
    })
    .collect()
}

/// Whether the entity of each example's pronoun has a mention at either name.
fn answers(
    gold: &[GapExample],
    systems: &dyn Systems,
) -> Result<BTreeMap<String, [bool; 2]>, EvaluateError> {
    let documents = annotated(gold.iter().map(|example| example.text.clone()), systems)?;
    let pairs = gold.iter().zip(&documents);
    pairs
        .map(|(example, document)| {
            let (text, syntax, mentions) = (
                document.tokenized()?,
                document.syntax()?,
                document.mentions()?,
            );
            let heads = |mention: &Mention, name: Span| {
                let head = syntax.head_of(text.tokens_in(mention.span));
                head.is_some_and(|head| text.tokens[head].span.overlaps(name))
            };
            let names = |mention: &Mention, name: Span| match mention.kind {
                MentionKind::Proper => mention.span.overlaps(name),
                MentionKind::Nominal => heads(mention, name),
                MentionKind::Pronoun | MentionKind::Value => false,
            };
            let entity = document.entities()?.iter().find(|entity| {
                let own = entity.mentions.iter().map(|id| &mentions[id.index()]);
                own.into_iter()
                    .any(|m| m.kind == MentionKind::Pronoun && m.span.overlaps(example.pronoun))
            });
            let refers = |name: Span| {
                let own = entity.into_iter().flat_map(|entity| &entity.mentions);
                own.into_iter().any(|id| names(&mentions[id.index()], name))
            };
            Ok((example.id.clone(), example.names.map(refers)))
        })
        .collect()
}

/// The entities of given mentions, each taken for a name of its type.
fn given_entities(
    gold: &[GivenDocument],
    systems: &dyn Systems,
) -> Result<Vec<GivenDocument>, EvaluateError> {
    let system = systems.system(Task::Coref)?;
    let found = |gold: &GivenDocument| -> Result<GivenDocument, EvaluateError> {
        let (text, words) = spaced(&gold.words);
        let mut document = Document::new("", text)?;
        system.fill(&mut document, Layer::Syntax)?;
        document.set_mentions(given_mentions(gold, &words), Maker::default())?;
        system.fill(&mut document, Layer::Entities)?;
        let mentions = document.mentions()?;
        let place = |id: &MentionId| words_in(&words, mentions[id.index()].span);
        let entities = document.entities()?.iter();
        let clusters = entities.map(|entity| entity.mentions.iter().filter_map(place).collect());
        Ok(GivenDocument {
            clusters: clusters.collect(),
            ..gold.clone()
        })
    };
    gold.iter().map(found).collect()
}

pub(super) fn given_mentions(gold: &GivenDocument, words: &[Span]) -> Vec<Mention> {
    let mention = |&(start, end): &(usize, usize), kind: &String| Mention {
        span: words[start].cover(words[end - 1]),
        label: match kind.trim_start_matches("type::") {
            "person" => Label::PERSON,
            "organization" => Label::ORGANIZATION,
            "location" => Label::LOCATION,
            "ethnicity" | "other" => Label::GROUP,
            _ => Label::MISC,
        },
        kind: MentionKind::Proper,
        value: None,
        score: None,
    };
    let entities = gold.clusters.iter().zip(&gold.types);
    let mut mentions: Vec<Mention> = entities
        .flat_map(|(cluster, kind)| cluster.iter().map(move |range| mention(range, kind)))
        .collect();
    mentions.sort_by_key(|mention| mention.span);
    mentions
}
