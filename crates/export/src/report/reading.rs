//! A document as the report asks it: which entities have a card, where things stand, what is linked to what.

use crate::text::{Report, one_line};
use askama::Template;
use newsgraph_document::{
    Document, Entity, EntityId, Label, Mention, Participant, Reference, Relation, Sentence, Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most characters of a speaker's words that stand beside its name.
const SHORT: usize = 40;

/// How many colours tell entities apart.
const HUES: usize = 12;

pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) report: Report<'a>,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) mentions: &'a [Mention],
    pub(crate) entities: &'a [Entity],
    pub(crate) relations: &'a [Relation],
    /// The pairs of entities that relations hold between, each once, in the order of the relations.
    pub(crate) pairs: Vec<[EntityId; 2]>,
    /// For each relation the position of its pair.
    pub(crate) pair_of: Vec<usize>,
    cards: Vec<bool>,
}

/// One who is named in the report, with a link where there is a card.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "link.html")]
pub(crate) struct Who {
    pub(crate) name: String,
    pub(crate) card: Option<usize>,
}

/// A sentence that something was read from.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "source.html")]
pub(crate) struct Source {
    pub(crate) sentence: usize,
    pub(crate) text: String,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let relations = document.relations().unwrap_or_default();
        let (pairs, pair_of) = pairs(relations);
        let mut reading = Self {
            document,
            report: Report::new(document),
            sentences: document.sentences().unwrap_or_default(),
            mentions: document.mentions().unwrap_or_default(),
            entities: document.entities().unwrap_or_default(),
            relations,
            pairs,
            pair_of,
            cards: Vec::new(),
        };
        reading.cards = reading.find_cards();
        reading
    }

    /// Cards are for what is named, speaks, relates or is meant more than once.
    fn find_cards(&self) -> Vec<bool> {
        let mut used = BTreeSet::new();
        for quote in self.document.quotes().unwrap_or_default() {
            let who = quote.speakers.iter().chain(&quote.speaker);
            used.extend(
                who.chain(&quote.addressee)
                    .filter_map(|p| self.entity_of(p)),
            );
        }
        let ends = self.relations.iter().flat_map(|r| [r.subject, r.object]);
        used.extend(ends);
        let entities = self.entities.iter().enumerate();
        entities
            .map(|(at, entity)| {
                let id = EntityId::new(at);
                self.report.is_named(id) || used.contains(&id) || entity.mentions.len() > 1
            })
            .collect()
    }

    pub(crate) fn has_card(&self, entity: usize) -> bool {
        self.cards.get(entity).is_some_and(|&has| has)
    }

    /// Whether an entity is a people, a faith or the like.
    pub(crate) fn is_group(&self, entity: EntityId) -> bool {
        let entity = self.entities.get(entity.index());
        entity.is_some_and(|entity| entity.label == Label::GROUP)
    }

    pub(crate) fn entity_of(&self, who: &Participant) -> Option<EntityId> {
        self.document.entity_of_participant(who)
    }

    pub(crate) fn words(&self, span: Span) -> String {
        one_line(&self.document.text()[span])
    }

    pub(crate) fn entity(&self, entity: EntityId) -> Who {
        let at = entity.index();
        Who {
            name: self.report.entity_name(at),
            card: self.has_card(at).then_some(at),
        }
    }

    /// The entity that a participant is, or its words.
    pub(crate) fn participant(&self, who: &Participant) -> Who {
        match self.entity_of(who) {
            Some(entity) => self.entity(entity),
            None => Who {
                name: self.words(who.span),
                card: None,
            },
        }
    }

    /// How a participant was found, with its words where they are not the name that is shown.
    pub(crate) fn how(&self, who: &Participant, name: &str) -> String {
        let words = self.words(who.span);
        match who.how {
            Reference::Named if words == name || words.chars().count() > SHORT => {
                "by name".to_owned()
            }
            Reference::Named => format!("by name, “{words}”"),
            Reference::Pronoun => format!("by pronoun, “{words}”"),
            Reference::Described if words == name => "by description".to_owned(),
            Reference::Described => format!("by description, “{words}”"),
            Reference::Implicit => "implied by what stands around it".to_owned(),
        }
    }

    /// The sentence in which a span begins.
    pub(crate) fn sentence_at(&self, span: Span) -> Option<usize> {
        let sentence = self.document.view().sentence_at(span.start())?;
        (sentence.span.start() < span.end()).then(|| sentence.index())
    }

    fn source(&self, span: Span) -> Option<Source> {
        let sentence = self.sentence_at(span)?;
        Some(Source {
            sentence,
            text: excerpt(self.document.text(), self.sentences[sentence].span, span),
        })
    }

    /// The sentences of spans, each once, in text order.
    pub(crate) fn sources(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Source> {
        let mut by_sentence = BTreeMap::new();
        for span in spans {
            if let Some(at) = self.sentence_at(span) {
                by_sentence.entry(at).or_insert(span);
            }
        }
        let sources = by_sentence.into_values();
        sources.filter_map(|span| self.source(span)).collect()
    }
}

/// The most bytes of a sentence that a fact shows whole; of longer ones it shows so many before and after what it is of.
const WHOLE: usize = 500;
const BEFORE: usize = 160;
const AFTER: usize = 240;

/// A sentence on one line, or what stands around a span in a long one.
fn excerpt(text: &str, sentence: Span, span: Span) -> String {
    if sentence.end() - sentence.start() <= WHOLE {
        return one_line(&text[sentence]);
    }
    let boundary = |from: usize| (from..=text.len()).find(|&at| text.is_char_boundary(at));
    let start = boundary(span.start().saturating_sub(BEFORE)).unwrap_or(0);
    let start = start.max(sentence.start()).min(span.start());
    let end = boundary(span.start() + AFTER).unwrap_or(text.len());
    let end = end.min(sentence.end());
    let cut = |is: bool| if is { "… " } else { "" };
    let words = one_line(&text[start..end]);
    let (before, after) = (cut(start > sentence.start()), cut(end < sentence.end()));
    format!(
        "{before}{words}{}{}",
        if after.is_empty() { "" } else { " " },
        after.trim()
    )
}

fn pairs(relations: &[Relation]) -> (Vec<[EntityId; 2]>, Vec<usize>) {
    let mut pairs = Vec::new();
    let mut known: BTreeMap<[EntityId; 2], usize> = BTreeMap::new();
    let pair_of = relations.iter().map(|relation| {
        let mut ends = [relation.subject, relation.object];
        ends.sort_unstable();
        *known.entry(ends).or_insert_with(|| {
            pairs.push([relation.subject, relation.object]);
            pairs.len() - 1
        })
    });
    let pair_of = pair_of.collect();
    (pairs, pair_of)
}

/// The name of the style of a label's mentions: the labels of newsgraph's own models, and those of common corpora.
pub(crate) fn kind(label: &Label) -> &'static str {
    match label.as_str() {
        "Person" | "PER" | "Peop" => "person",
        "Organization" | "ORG" | "Org" => "org",
        "Location" | "LOC" | "Loc" | "Facility" => "place",
        "Group" => "group",
        _ if label.is_value() => "value",
        _ => "other",
    }
}

/// The number of the colour of an entity.
pub(crate) fn hue(at: usize) -> usize {
    at % HUES
}

/// One or two letters for a name: of its first and last capitalised words, else of its first word.
pub(crate) fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let is_name = |c: &char| !c.is_lowercase();
    let mut letters = name.split_whitespace().filter_map(first).filter(is_name);
    match (letters.next(), letters.next_back()) {
        (Some(first), Some(last)) => [first, last].iter().collect(),
        (Some(first), None) => first.to_string(),
        (None, _) => {
            let any = name.chars().find(|c| c.is_alphanumeric());
            any.map_or_else(|| "?".to_owned(), |c| c.to_uppercase().collect())
        }
    }
}

/// A label as words: `head_of_state` is "head of state".
pub(crate) fn label_words(label: &Label) -> String {
    one_line(&label.as_str().replace('_', " "))
}

/// How sure a score is, in words, with two digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sure {
    pub(crate) words: &'static str,
    pub(crate) score: String,
}

impl Sure {
    pub(crate) fn new(score: Option<f32>) -> Option<Self> {
        let score = score?;
        let words = match score {
            0.8.. => "high",
            0.6.. => "fair",
            _ => "low",
        };
        let score = format!("{score:.2}");
        Some(Self { words, score })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_names_in_a_name() {
        let cases = [
            ("Ann Lee", "AL"),
            ("Ann Maria van der Lee", "AL"),
            ("the White House", "WH"),
            ("KCNA", "K"),
            ("officials", "O"),
            ("“Magic” Jones", "MJ"),
            ("50 Cent", "5C"),
            ("李明", "李"),
            ("élan", "É"),
            ("…", "?"),
            ("", "?"),
        ];
        for (name, expected) in cases {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn scores_are_put_in_words() {
        let words = |score| Sure::new(Some(score)).map(|sure| (sure.words, sure.score));
        assert_eq!(words(0.8), Some(("high", "0.80".to_owned())));
        assert_eq!(words(0.61), Some(("fair", "0.61".to_owned())));
        assert_eq!(words(f32::NAN).map(|w| w.0), Some("low"));
        assert_eq!(Sure::new(None), None);
    }
}
