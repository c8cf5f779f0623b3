use super::coref::given_mentions;
use super::{Evaluation, Systems, Task};
use crate::coref::{GivenDocument, MentionRange, read_given, spaced, words_in};
use crate::identity::{Concept, Linked, LinkedDocument, read_linked, score_identity};
use crate::{EvaluateError, Report};
use newsgraph_document::{
    Document, Entity, Layer, Maker, MentionId, MentionKind, Sentence, Span, Token,
};
use newsgraph_identity::{EntityRef, Profile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files of the corpus: texts with given entities, and the concepts of more documents with their links.
const TEXTS: &str = "docs.json";
const CONCEPTS: &str = "concepts.jsonl.gz";

/// Entities across documents: concepts as the corpus has them, or those of texts, given and found.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let is_text = asked
        .gold
        .extension()
        .is_some_and(|ending| ending == "json");
    let mut report = Report::default();
    if is_text {
        let linked = read_linked(asked.gold.with_file_name(CONCEPTS))?;
        let texts = read_given(&asked.gold)?;
        score_identity(&mut report, "given", &given(&texts, &linked)?);
        score_identity(&mut report, "found", &found(&texts, &linked, systems)?);
    } else {
        let linked = read_linked(&asked.gold)?;
        let texts = asked.gold.with_file_name(TEXTS);
        for (name, part) in parts(&linked, &texts)? {
            score_identity(&mut report, name, &concepts(&part));
        }
    }
    Ok(report)
}

/// The documents with a text, and of the others every second one for the choice of a method and for its measure.
fn parts<'l>(
    linked: &'l [LinkedDocument],
    texts: &Path,
) -> Result<Vec<(&'static str, Vec<&'l LinkedDocument>)>, EvaluateError> {
    let texts = if texts.exists() {
        read_given(texts)?
    } else {
        Vec::new()
    };
    let with_text: BTreeSet<&str> = texts.iter().map(|text| text.title.as_str()).collect();
    let (own, others): (Vec<_>, Vec<_>) = linked
        .iter()
        .partition(|document| with_text.contains(document.id.as_str()));
    let every_second = |from: usize| others.iter().skip(from).step_by(2).copied().collect();
    let parts = [
        ("choice", every_second(0)),
        ("measure", every_second(1)),
        ("with text", own),
        ("all", linked.iter().collect()),
    ];
    Ok(parts
        .into_iter()
        .filter(|(_, part): &(_, Vec<_>)| !part.is_empty())
        .collect())
}

fn entity_ref(document: &str, entity: usize) -> EntityRef {
    EntityRef {
        document: document.to_owned(),
        entity: entity as u32,
    }
}

fn concepts(documents: &[&LinkedDocument]) -> Vec<Linked> {
    let own = |document: &&LinkedDocument| -> Vec<Linked> {
        let concepts = document
            .concepts
            .iter()
            .enumerate()
            .filter(|(_, concept)| concept.is_entity());
        let linked = concepts.filter_map(|(at, concept)| {
            Some(Linked {
                entity: entity_ref(&document.id, at),
                profile: document.profile(at)?,
                link: concept.link.clone(),
            })
        });
        linked.collect()
    };
    documents.iter().flat_map(own).collect()
}

/// The links of a text's entities, in their order: concepts that have a name are as many. `None` for what is no entity.
fn links<'l>(
    text: &GivenDocument,
    by_id: &BTreeMap<&str, &'l LinkedDocument>,
) -> Option<Vec<Option<&'l Concept>>> {
    let concepts = by_id
        .get(text.title.as_str())?
        .concepts
        .iter()
        .filter(|concept| concept.text.is_some());
    let own: Vec<_> = concepts
        .map(|concept| concept.is_entity().then_some(concept))
        .collect();
    (own.len() == text.clusters.len()).then_some(own)
}

fn by_id(linked: &[LinkedDocument]) -> BTreeMap<&str, &LinkedDocument> {
    linked
        .iter()
        .map(|document| (document.id.as_str(), document))
        .collect()
}

/// The given entities of the texts, all mentions names.
fn given(texts: &[GivenDocument], linked: &[LinkedDocument]) -> Result<Vec<Linked>, EvaluateError> {
    let by_id = by_id(linked);
    let mut items = Vec::new();
    for text in texts {
        let Some(links) = links(text, &by_id) else {
            continue;
        };
        let document = given_document(text, &links)?;
        for (at, profile) in Profile::all(&document, None).into_iter().enumerate() {
            if let Some(concept) = links[at] {
                items.push(Linked {
                    entity: entity_ref(&text.title, at),
                    profile,
                    link: concept.link.clone(),
                });
            }
        }
    }
    Ok(items)
}

fn given_document(
    text: &GivenDocument,
    links: &[Option<&Concept>],
) -> Result<Document, EvaluateError> {
    let (written, words) = spaced(&text.words);
    let mut document = Document::new(text.title.clone(), written)?;
    let mentions = given_mentions(text, &words);
    let mut places: Vec<(Span, usize)> = Vec::new();
    for (at, cluster) in text.clusters.iter().enumerate() {
        places.extend(
            cluster
                .iter()
                .map(|&(start, end)| (words[start].cover(words[end - 1]), at)),
        );
    }
    // The mentions are in the order of their places.
    places.sort_by_key(|&(span, _)| span);
    let mut own: Vec<Vec<MentionId>> = vec![Vec::new(); text.clusters.len()];
    for (mention, &(_, entity)) in places.iter().enumerate() {
        own[entity].push(MentionId::new(mention));
    }
    let entities = own.into_iter().zip(links).map(|(own, link)| {
        let name = |id: &MentionId| document.text()[mentions[id.index()].span].to_owned();
        let fullest = own
            .iter()
            .map(name)
            .max_by_key(|name| (name.split(' ').count(), name.len()));
        Entity {
            label: link.map_or_else(|| mentions[own[0].index()].label.clone(), Concept::label),
            name: fullest.unwrap_or_default(),
            mentions: own,
        }
    });
    let entities: Vec<Entity> = entities.collect();
    let spans = words.iter().filter(|word| !word.is_empty());
    let tokens: Vec<Token> = spans.map(|&span| Token { span }).collect();
    let sentence = Sentence {
        span: tokens[0].span.cover(tokens[tokens.len() - 1].span),
        tokens: 0..tokens.len(),
        paragraph: 0,
    };
    document.set_tokens(tokens, Maker::default())?;
    document.set_sentences(vec![sentence], Maker::default())?;
    document.set_mentions(mentions, Maker::default())?;
    document.set_entities(entities, Maker::default())?;
    Ok(document)
}

/// The entities that are found in the texts; one has the link of the given entity that most of its names are of.
fn found(
    texts: &[GivenDocument],
    linked: &[LinkedDocument],
    systems: &dyn Systems,
) -> Result<Vec<Linked>, EvaluateError> {
    let by_id = by_id(linked);
    let system = systems.system(Task::Facts)?;
    let places: Vec<(String, Vec<_>)> = texts.iter().map(|text| spaced(&text.words)).collect();
    let mut documents = texts
        .iter()
        .zip(&places)
        .map(|(text, (written, _))| Document::new(text.title.clone(), written.clone()))
        .collect::<Result<Vec<_>, _>>()?;
    system.fill_all(&mut documents, Layer::Relations)?;
    let mut items = Vec::new();
    for ((text, document), (_, words)) in texts.iter().zip(&documents).zip(&places) {
        let Some(links) = links(text, &by_id) else {
            continue;
        };
        let mut at_range: BTreeMap<MentionRange, usize> = BTreeMap::new();
        for (entity, cluster) in text.clusters.iter().enumerate() {
            at_range.extend(cluster.iter().map(|&range| (range, entity)));
        }
        let mut taken = BTreeSet::new();
        let profiles = Profile::all(document, None);
        for (entity, profile) in document.view().entities().zip(profiles) {
            let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
            for mention in entity
                .mentions()
                .filter(|mention| mention.kind == MentionKind::Proper)
            {
                let range = words_in(words, mention.span);
                if let Some(&gold) = range.and_then(|range| at_range.get(&range)) {
                    *votes.entry(gold).or_default() += 1;
                }
            }
            let gold = votes
                .into_iter()
                .max_by_key(|&(gold, count)| (count, std::cmp::Reverse(gold)));
            let gold = gold
                .map(|(gold, _)| gold)
                .filter(|&gold| taken.insert(gold));
            let link = gold
                .and_then(|gold| links[gold])
                .and_then(|concept| concept.link.clone());
            items.push(Linked {
                entity: entity_ref(&text.title, entity.id().index()),
                profile,
                link,
            });
        }
    }
    Ok(items)
}
