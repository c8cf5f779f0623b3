//! The facts of a document, as words.

use crate::args::FactsName;
use crate::messages::one_line;
use newsgraph::Document;
use newsgraph::document::{EntityId, MentionKind, Participant, Quote, QuoteId};
use std::collections::BTreeMap;

/// Words of a fact, and whether they are the name of an entity, which another version may call otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) is_name: bool,
}

/// A fact: what makes it the same one in two versions, and what may change of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) title: Vec<Piece>,
    pub(super) attributes: Vec<(&'static str, Piece)>,
}

/// The facts of a document by their kinds, each in the document's order.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) id: String,
    pub(super) kinds: BTreeMap<FactsName, Vec<Fact>>,
    /// The names of each named entity, the fullest first.
    pub(super) names: Vec<Vec<String>>,
}

impl Facts {
    /// Those of these kinds.
    pub(super) fn of(document: &Document, kinds: &[FactsName]) -> Self {
        let reader = Reader::new(document);
        let facts = |kind| match kind {
            FactsName::Entities => reader.entities(),
            FactsName::Quotes => reader.quotes(),
            FactsName::Relations => reader.relations(),
            FactsName::Triples => reader.triples(),
            FactsName::Values => reader.values(),
        };
        Self {
            id: document.id().to_owned(),
            kinds: kinds.iter().map(|&kind| (kind, facts(kind))).collect(),
            names: reader.names.into_values().collect(),
        }
    }
}

impl Piece {
    fn words(text: impl AsRef<str>) -> Self {
        Self {
            text: one_line(text.as_ref()),
            is_name: false,
        }
    }

    fn name(text: impl AsRef<str>) -> Self {
        Self {
            is_name: true,
            ..Self::words(text)
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    /// The names of each named entity, the fullest first, the others in text order.
    names: BTreeMap<usize, Vec<String>>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        let mentions = document.mentions().unwrap_or_default();
        let mut names = BTreeMap::new();
        for (at, entity) in document.entities().unwrap_or_default().iter().enumerate() {
            let own = entity.mentions.iter().map(|id| &mentions[id.index()]);
            let mut own = own.filter(|m| m.kind == MentionKind::Proper).peekable();
            if own.peek().is_none() {
                continue;
            }
            let mut all = vec![one_line(&entity.name)];
            for mention in own {
                let name = one_line(&document.text()[mention.span]);
                if !all.contains(&name) && all.len() < MOST_NAMES {
                    all.push(name);
                }
            }
            names.insert(at, all);
        }
        Self { document, names }
    }

    fn entities(&self) -> Vec<Fact> {
        let entities = self.document.entities().unwrap_or_default();
        let fact = |(&at, names): (&usize, &Vec<String>)| Fact {
            title: vec![Piece::name(&names[0])],
            attributes: vec![
                ("label", Piece::words(entities[at].label.as_str())),
                ("also", Piece::words(names[1..].join(", "))),
            ],
        };
        self.names.iter().map(fact).collect()
    }

    fn quotes(&self) -> Vec<Fact> {
        let quotes = self.document.quotes().unwrap_or_default().iter();
        quotes.map(|quote| self.quote(quote)).collect()
    }

    fn quote(&self, quote: &Quote) -> Fact {
        let text = self.document.text();
        let content = quote.content.iter().map(|&span| unmarked(&text[span]));
        Fact {
            title: vec![Piece::words(content.collect::<Vec<_>>().join(" "))],
            attributes: vec![
                ("speaker", self.speaker(quote)),
                (
                    "addressee",
                    quote
                        .addressee
                        .as_ref()
                        .map_or_else(|| Piece::words(""), |who| self.who(who)),
                ),
                ("cue", Piece::words(quote.cue.map_or("", |cue| &text[cue]))),
                ("kind", Piece::words(quote.kind.as_str())),
                ("act", Piece::words(quote.act.as_str())),
            ],
        }
    }

    /// Those who say a quote together.
    fn speaker(&self, quote: &Quote) -> Piece {
        let mut each: Vec<Piece> = quote.each_speaker().map(|who| self.who(who)).collect();
        if each.len() == 1 {
            return each.remove(0);
        }
        let texts: Vec<String> = each.into_iter().map(|piece| piece.text).collect();
        Piece::words(texts.join(" and "))
    }

    fn who(&self, who: &Participant) -> Piece {
        let entity = self.document.entity_of_participant(who);
        match entity.and_then(|id| self.names.get(&id.index())) {
            Some(names) => Piece::name(&names[0]),
            None => Piece::words(&self.document.text()[who.span]),
        }
    }

    /// Whose statement something is.
    fn says(&self, quote: Option<QuoteId>) -> Piece {
        let quotes = self.document.quotes().unwrap_or_default();
        match quote.and_then(|id| quotes.get(id.index())) {
            Some(quote) => self.speaker(quote),
            None => Piece::words("the writer"),
        }
    }

    fn relations(&self) -> Vec<Fact> {
        let (document, text) = (self.document, self.document.text());
        let entities = document.entities().unwrap_or_default();
        let name = |id: EntityId| match self.names.get(&id.index()) {
            Some(names) => Piece::name(&names[0]),
            None => Piece::words(&entities[id.index()].name),
        };
        let relations = document.relations().unwrap_or_default().iter();
        let fact = |relation: &newsgraph::document::Relation| Fact {
            title: vec![
                name(relation.subject),
                Piece::words(relation.label.as_str()),
                name(relation.object),
            ],
            attributes: vec![
                ("status", Piece::words(relation.status.as_str())),
                ("role", Piece::words(relation.role.map_or("", |r| &text[r]))),
                ("negated", flag(relation.negated)),
                ("hedged", flag(relation.hedged)),
                ("says", self.says(relation.quote)),
            ],
        };
        relations.map(fact).collect()
    }

    fn triples(&self) -> Vec<Fact> {
        let text = self.document.text();
        let triples = self.document.triples().unwrap_or_default().iter();
        let fact = |triple: &newsgraph::document::Triple| {
            let arguments = triple
                .arguments
                .iter()
                .map(|&span| Piece::words(&text[span]));
            let mut title = vec![
                Piece::words(&text[triple.subject]),
                Piece::words(triple.predicate_text(text)),
                Piece::words(&text[triple.object]),
            ];
            title.extend(arguments);
            Fact {
                title,
                attributes: vec![
                    ("negated", flag(triple.negated)),
                    ("hedged", flag(triple.hedged)),
                    ("says", self.says(triple.quote)),
                ],
            }
        };
        triples.map(fact).collect()
    }

    fn values(&self) -> Vec<Fact> {
        let mentions = self.document.mentions().unwrap_or_default().iter();
        let values = mentions.filter(|mention| mention.kind == MentionKind::Value);
        let fact = |mention: &newsgraph::document::Mention| Fact {
            title: vec![
                Piece::words(&self.document.text()[mention.span]),
                Piece::words(mention.label.as_str()),
            ],
            attributes: vec![(
                "value",
                Piece::words(mention.value.as_deref().unwrap_or("")),
            )],
        };
        values.map(fact).collect()
    }
}

/// The most names of an entity that are compared.
const MOST_NAMES: usize = 12;

fn flag(is: bool) -> Piece {
    Piece::words(if is { "yes" } else { "no" })
}

/// The words without the quotation marks around them, which are set in many ways.
fn unmarked(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "\"'“”‘’«»„,".contains(c))
}
