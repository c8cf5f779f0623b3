use crate::countries::{Countries, key};
use crate::lexicon::{Lexicon, Title};
use newsgraph_document::{Entity, Label, Mention, MentionKind, Syntax, TokenizedText};
use newsgraph_linear::hash_bytes;
use std::collections::BTreeMap;
use std::ops::Range;

/// The sort of thing that an argument is, as features and type constraints tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Person,
    Organization,
    Place,
    Group,
    Event,
    Date,
    Other,
}

impl Sort {
    pub(crate) const COUNT: usize = 7;

    fn of(label: &Label) -> Self {
        match label.as_str() {
            "Person" => Self::Person,
            "Organization" => Self::Organization,
            "Location" | "Facility" => Self::Place,
            "Group" => Self::Group,
            "Event" => Self::Event,
            "Date" => Self::Date,
            _ => Self::Other,
        }
    }
}

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

/// A token's hashes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) lower: u64,
    pub(crate) lemma: u64,
}

/// A text with its arguments.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) text: TokenizedText<'a>,
    pub(crate) syntax: &'a Syntax,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) words: Vec<Word>,
    /// Sorted by their first token; the longer first.
    pub(crate) places: Vec<Place>,
    pub(crate) arguments: Vec<Argument>,
    /// The argument of each entity; none for those without a mention in the text.
    pub(crate) of: Vec<Option<usize>>,
}

/// Different names of an argument that facts are looked up by.
const NAMES: usize = 4;

/// The hash by which facts know a name.
pub(crate) fn name_hash(name: &str) -> u64 {
    hash_bytes(key(name).as_bytes())
}

/// The hash by which facts know a country.
pub(crate) fn country_hash(number: u16) -> u64 {
    hash_bytes(&number.to_le_bytes()) ^ 1
}

impl<'a> Scene<'a> {
    /// The scene of a text whose trees are `syntax`. With `countries` a country and what is from there
    /// are one argument.
    pub(crate) fn new(
        text: TokenizedText<'a>,
        syntax: &'a Syntax,
        lexicon: &'a Lexicon,
        (mentions, entities): (&[Mention], &[Entity]),
        countries: Option<&Countries>,
    ) -> Self {
        let word = |token| Word {
            lower: lower_hash(text.word(token)),
            lemma: lower_hash(syntax.lemma(token)),
        };
        let mut scene = Self {
            text,
            syntax,
            lexicon,
            words: (0..text.tokens.len()).map(word).collect(),
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
        let mut names: Vec<&str> = proper.map(|m| &self.text.text[m.span]).collect();
        names.push(&entity.name);
        names.dedup();
        names.sort_unstable();
        names.dedup();
        names.truncate(NAMES);
        let mut sort = Sort::of(&entity.label);
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
            let tokens = self.text.tokens_in(mention.span);
            if let Some(head) = self.syntax.head_of(tokens.clone()) {
                let sentence = self.text.sentence_of(tokens.start);
                let around = &self.text.sentences[sentence].tokens;
                let (text, words) = (self.text, &self.words);
                self.places.push(Place {
                    titles: self
                        .lexicon
                        .titles(text, self.syntax, words, &tokens, around),
                    sentence,
                    tokens,
                    head,
                    kind: mention.kind,
                    argument,
                });
            }
        }
        if argument == next {
            self.arguments.push(Argument {
                sort,
                entities: Vec::new(),
                demonyms: 0,
                country,
                places: Vec::new(),
                names: match country {
                    Some(country) => vec![country_hash(country)],
                    None => names.iter().map(|name| name_hash(name)).collect(),
                },
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

    /// Words for what is from a country with the country, where the text names both, as entities.
    pub(crate) fn demonyms(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for argument in &self.arguments {
            let named = argument.entities.len() - argument.demonyms;
            let (countries, demonyms) = argument.entities.split_at(named);
            if let Some(&country) = countries.first() {
                found.extend(demonyms.iter().map(|&demonym| (demonym, country)));
            }
        }
        found
    }

    /// Tokens of a sentence.
    pub(crate) fn sentence(&self, place: &Place) -> Range<usize> {
        self.text.sentences[place.sentence].tokens.clone()
    }
}

/// The hash of a word in small letters.
pub(crate) fn lower_hash(word: &str) -> u64 {
    if word
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
    {
        hash_bytes(word.as_bytes())
    } else {
        hash_bytes(word.to_lowercase().as_bytes())
    }
}

/// A hash of a sequence, one value after the other.
pub(crate) fn join(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(17) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
