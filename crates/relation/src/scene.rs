use crate::countries::Countries;
use crate::lexicon::{Lexicon, Title};
use crate::names::country_hash;
use crate::sorts;
use crate::words::{Word, lower_hash};
use newsgraph_document::{Entity, Mention, MentionKind};
use newsgraph_phrase::{Sort, Trees};
use std::collections::BTreeMap;
use std::ops::Range;

/// A mention of an argument, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) tokens: Range<usize>,
    pub(crate) head: usize,
    pub(crate) kind: MentionKind,
    pub(crate) argument: usize,
    pub(crate) sentence: usize,
    /// What stands before and after a name.
    pub(crate) titles: [Title; 2],
}

/// What relations hold between: an entity, or a country with the word for what is from there.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) sort: Sort,
    /// Its entities: names of the country first, then words for what is from there.
    pub(crate) entities: Vec<usize>,
    /// How many of the entities are words for what is from the country.
    pub(crate) demonyms: usize,
    pub(crate) country: Option<u16>,
    /// Positions of its mentions in [`Scene::places`].
    pub(crate) places: Vec<usize>,
    /// Hashes of its names, as facts know them; a country has one of its number.
    pub(crate) names: Vec<u64>,
}

/// A word for what is from a country, and the country, as entities.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Demonym {
    pub(crate) word: usize,
    pub(crate) country: usize,
}

/// A text with its arguments.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) trees: Trees<'a>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) words: Vec<Word>,
    /// Sorted by their first token; the longer first.
    pub(crate) places: Vec<Place>,
    pub(crate) arguments: Vec<Argument>,
    /// The argument of each entity; none for those without a mention in the text.
    pub(crate) of: Vec<Option<usize>>,
}

/// The mentions and entities of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cast<'a> {
    pub(crate) mentions: &'a [Mention],
    pub(crate) entities: &'a [Entity],
}

/// Different names of an argument that facts are looked up by.
const NAMES: usize = 4;

impl<'a> Scene<'a> {
    /// The scene of a text with trees. With `countries` a country and what is from there are one argument.
    pub(crate) fn new(
        trees: Trees<'a>,
        lexicon: &'a Lexicon,
        cast: Cast<'_>,
        countries: Option<&Countries>,
    ) -> Self {
        let Cast { mentions, entities } = cast;
        let word = |token| Word {
            lower: lower_hash(trees.word(token)),
            lemma: lower_hash(trees.syntax.lemma(token)),
        };
        let mut scene = Self {
            words: (0..trees.syntax.len()).map(word).collect(),
            trees,
            lexicon,
            places: Vec::new(),
            arguments: Vec::new(),
            of: vec![None; entities.len()],
        };
        let mut of_country: BTreeMap<u16, usize> = BTreeMap::new();
        for (id, entity) in entities.iter().enumerate() {
            let own = entity.mentions.iter();
            let own: Vec<&Mention> = own.filter_map(|m| mentions.get(m.index())).collect();
            scene.add(id, entity, &own, countries, &mut of_country);
        }
        scene
            .places
            .sort_by_key(|p| (p.tokens.start, std::cmp::Reverse(p.tokens.end), p.argument));
        for (at, place) in scene.places.iter().enumerate() {
            scene.arguments[place.argument].places.push(at);
        }
        scene
    }

    fn add(
        &mut self,
        id: usize,
        entity: &Entity,
        mentions: &[&Mention],
        countries: Option<&Countries>,
        of_country: &mut BTreeMap<u16, usize>,
    ) {
        let proper = mentions.iter().filter(|m| m.kind == MentionKind::Proper);
        let mut names: Vec<&str> = proper.map(|m| &self.trees.text.text[m.span]).collect();
        names.push(&entity.name);
        names.dedup();
        names.sort_unstable();
        names.dedup();
        names.truncate(NAMES);
        let mut sort = sorts::of(&entity.label);
        let can_be_country = matches!(sort, Sort::Place | Sort::Group | Sort::Other);
        let (mut country, mut is_demonym) = (None, false);
        if let Some(countries) = countries.filter(|_| can_be_country) {
            country = names.iter().find_map(|name| countries.country(name));
            if country.is_none() {
                country = names.iter().find_map(|name| countries.demonym(name));
                is_demonym = country.is_some();
            }
        }
        if country.is_some() {
            sort = Sort::Place;
        }
        let next = self.arguments.len();
        let argument = country.map_or(next, |c| *of_country.entry(c).or_insert(next));
        let before = self.places.len();
        for mention in mentions {
            let tokens = self.trees.text.tokens_in(mention.span);
            if tokens.is_empty() {
                continue;
            }
            let sentence = self.trees.text.sentence_of(tokens.start);
            let around = &self.trees.text.sentences[sentence].tokens;
            let titles = (self.lexicon).titles(&self.trees, &self.words, &tokens, around);
            self.places.push(Place {
                titles,
                sentence,
                head: self.trees.head(tokens.clone()),
                tokens,
                kind: mention.kind,
                argument,
            });
        }
        if argument == next {
            self.arguments.push(Argument {
                sort,
                entities: Vec::new(),
                demonyms: 0,
                country,
                places: Vec::new(),
                names: country.map_or_else(
                    || names.iter().map(|n| self.lexicon.names.hash(n)).collect(),
                    |country| vec![country_hash(country)],
                ),
            });
        }
        if self.places.len() == before {
            return;
        }
        self.of[id] = Some(argument);
        let own = &mut self.arguments[argument];
        if is_demonym {
            own.entities.push(id);
            own.demonyms += 1;
        } else {
            own.entities.insert(own.entities.len() - own.demonyms, id);
        }
    }

    /// Words for what is from a country with the country, where the text names both.
    pub(crate) fn demonyms(&self) -> Vec<Demonym> {
        let mut found = Vec::new();
        for argument in &self.arguments {
            let named = argument.entities.len() - argument.demonyms;
            let (countries, demonyms) = argument.entities.split_at(named);
            if let Some(&country) = countries.first() {
                found.extend(demonyms.iter().map(|&word| Demonym { word, country }));
            }
        }
        found
    }

    /// Tokens of a sentence.
    pub(crate) fn sentence(&self, place: &Place) -> Range<usize> {
        self.trees.text.sentences[place.sentence].tokens.clone()
    }
}
