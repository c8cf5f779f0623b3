use crate::tables::Tables;
use newsgraph_document::{
    Entity, EntityId, Label, Mention, MentionKind, Syntax, TokenizedText, Upos,
};
use std::collections::HashMap;
use std::ops::Range;

/// The sort of thing that an entity is, as rules ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Person,
    Organization,
    Place,
    Group,
    Work,
    Product,
    Event,
    Other,
}

impl Sort {
    fn of(label: &Label) -> Self {
        match label.as_str() {
            "Person" => Self::Person,
            "Organization" => Self::Organization,
            "Location" | "Facility" => Self::Place,
            "Group" => Self::Group,
            "Work" => Self::Work,
            "Product" => Self::Product,
            "Event" => Self::Event,
            _ => Self::Other,
        }
    }

    /// Its letter in the table of verbs.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Person => 'P',
            Self::Organization => 'O',
            Self::Place => 'L',
            Self::Group => 'G',
            Self::Work | Self::Product => 'W',
            Self::Event => 'E',
            Self::Other => '-',
        }
    }
}

/// A mention that belongs to an entity, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) tokens: Range<usize>,
    pub(crate) head: usize,
    pub(crate) kind: MentionKind,
    pub(crate) entity: usize,
}

/// Where the entities of a document stand, and what they are.
#[derive(Debug)]
pub(crate) struct Names {
    /// Sorted by their first token; the longer first.
    pub(crate) places: Vec<Place>,
    pub(crate) sorts: Vec<Sort>,
    /// For each token, the name that it is part of.
    at: Vec<Option<u32>>,
    /// For each entity, the first of its places.
    first: Vec<Option<usize>>,
    /// For each entity, the country that a demonym points to, where the text names it.
    country: Vec<Option<usize>>,
    /// Entities that are countries, or words for what is from one.
    pub(crate) is_country: Vec<bool>,
}

impl Names {
    pub(crate) fn new(
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        entities: &[Entity],
        tables: &Tables,
    ) -> Self {
        let mut places = Vec::new();
        for (id, entity) in entities.iter().enumerate() {
            for mention in entity
                .mentions
                .iter()
                .filter_map(|m| mentions.get(m.index()))
            {
                let tokens = text.tokens_in(mention.span);
                if let Some(head) = syntax.head_of(tokens.clone()) {
                    places.push(Place {
                        tokens,
                        head,
                        kind: mention.kind,
                        entity: id,
                    });
                }
            }
        }
        places.sort_by_key(|p| (p.tokens.start, std::cmp::Reverse(p.tokens.end)));
        let mut at = vec![None; text.tokens.len()];
        let mut mark = |wanted: MentionKind| {
            for (id, place) in places.iter().enumerate().filter(|(_, p)| p.kind == wanted) {
                if at[place.tokens.clone()].iter().all(Option::is_none) {
                    at[place.tokens.clone()].fill(Some(id as u32));
                }
            }
        };
        mark(MentionKind::Proper);
        mark(MentionKind::Pronoun);
        // "the North" names what it stands for; other descriptions do not.
        let short = |p: &Place| p.tokens.len() <= 2 && syntax.upos(p.head) == Upos::Propn;
        for (id, place) in places.iter().enumerate().filter(|(_, p)| short(p)) {
            if at[place.tokens.clone()].iter().all(Option::is_none) {
                at[place.tokens.clone()].fill(Some(id as u32));
            }
        }
        let mut first = vec![None; entities.len()];
        for (id, place) in places.iter().enumerate() {
            first[place.entity].get_or_insert(id);
        }
        let (country, is_country) = countries(entities, tables);
        let sorts = entities.iter().map(|e| Sort::of(&e.label)).collect();
        let mut names = Self {
            places,
            sorts,
            at,
            first,
            country,
            is_country,
        };
        names.correct(entities, tables);
        names
    }

    /// A demonym is a group and a country is a place, whatever the recogniser called it.
    fn correct(&mut self, entities: &[Entity], tables: &Tables) {
        for (id, entity) in entities.iter().enumerate() {
            if matches!(self.sorts[id], Sort::Other | Sort::Place)
                && tables.demonym(&entity.name).is_some()
            {
                self.sorts[id] = Sort::Group;
            }
            if self.sorts[id] == Sort::Other && self.is_country[id] {
                self.sorts[id] = Sort::Place;
            }
        }
    }

    /// The name or pronoun that a token is part of.
    pub(crate) fn at(&self, token: usize) -> Option<&Place> {
        self.at[token].map(|id| &self.places[id as usize])
    }

    /// The country where the entity is a demonym whose country the text names, else itself.
    pub(crate) fn land(&self, entity: usize) -> usize {
        self.country[entity].unwrap_or(entity)
    }

    /// The first place of an entity.
    pub(crate) fn first(&self, entity: usize) -> Option<&Place> {
        self.first[entity].map(|id| &self.places[id])
    }

    pub(crate) fn id(entity: usize) -> EntityId {
        EntityId::new(entity)
    }

    /// The country or region row link of demonyms, for the relation between the two.
    pub(crate) fn demonym_links(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.country
            .iter()
            .enumerate()
            .filter_map(|(from, to)| Some((from, (*to)?)))
    }
}

fn countries(entities: &[Entity], tables: &Tables) -> (Vec<Option<usize>>, Vec<bool>) {
    let rows: Vec<Option<usize>> = entities
        .iter()
        .map(|e| tables.country(&e.name).filter(|_| e.label != Label::PERSON))
        .collect();
    let mut of_row: HashMap<usize, usize> = HashMap::new();
    for (id, row) in rows.iter().enumerate() {
        if let Some(row) = row {
            of_row.entry(*row).or_insert(id);
        }
    }
    let demonym = |e: &Entity| tables.demonym(&e.name).filter(|_| e.label != Label::PERSON);
    let country = entities
        .iter()
        .map(|e| demonym(e).and_then(|row| of_row.get(&row).copied()));
    let known = entities
        .iter()
        .zip(&rows)
        .map(|(e, row)| row.is_some() || demonym(e).is_some());
    let known = known.collect();
    (country.collect(), known)
}
