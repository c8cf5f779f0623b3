use crate::facts::{Facts, kind_key, object_key, pair_key, subject_key, town_key};
use crate::model::Schema;
use crate::names::country_hash;
use crate::tables::Language;
use newsgraph_linear::Feature;
use std::collections::{BTreeSet, HashMap};

/// The number of a document that tells something.
pub(crate) type Source = u32;

/// What documents tell of names, each by its source, so that those can be left out that are to be guessed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    ids: Vec<String>,
    facts: HashMap<Feature, Vec<(Source, Fact)>>,
    towns: BTreeSet<(Feature, u16)>,
    kinds: Vec<String>,
}

/// What a source tells under a key.
#[derive(Clone, Debug)]
enum Fact {
    Label(String),
    Kind(u8),
}

/// A relation between two names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) subject: &'a str,
    pub(crate) label: &'a str,
    pub(crate) object: &'a str,
}

/// Kinds that count: as many as there are bits.
const KINDS: usize = 64;

impl Sources {
    /// The number of the document of this id.
    pub(crate) fn source(&mut self, id: &str) -> Source {
        number(&mut self.ids, id) as Source
    }

    pub(crate) fn add_fact(&mut self, id: &str, told: Told<'_>, language: &Language) {
        let source = self.source(id);
        let [subject, object] = [told.subject, told.object].map(|name| hash(name, language));
        for key in [
            pair_key(subject, object),
            subject_key(subject),
            object_key(object),
        ] {
            let fact = (source, Fact::Label(told.label.to_owned()));
            self.facts.entry(key).or_default().push(fact);
        }
    }

    pub(crate) fn add_kind(&mut self, id: &str, name: &str, kind: &str, language: &Language) {
        let source = self.source(id);
        let at = number(&mut self.kinds, kind);
        if at < KINDS {
            let facts = self.facts.entry(kind_key(hash(name, language)));
            facts.or_default().push((source, Fact::Kind(at as u8)));
        }
    }

    pub(crate) fn add_town(&mut self, name: &str, country: &str, language: &Language) {
        if let Some(country) = language.countries.country(country) {
            let key = town_key(language.lexicon.names.hash(name));
            self.towns.insert((key, country));
        }
    }

    /// The bits under a key, from sources that are not left out.
    pub(crate) fn bits(
        &self,
        schema: &Schema,
        key: Feature,
        left_out: &dyn Fn(Source) -> bool,
    ) -> u64 {
        let facts = self.facts.get(&key).into_iter().flatten();
        let known = facts.filter(|fact| !left_out(fact.0));
        known.fold(0, |bits, (_, fact)| match fact {
            Fact::Kind(kind) => bits | 1 << kind,
            Fact::Label(label) => schema.label(label).map_or(bits, |at| bits | 1 << at),
        })
    }

    /// All facts of sources that are not left out, with the towns.
    pub(crate) fn facts(&self, schema: &Schema, left_out: &dyn Fn(Source) -> bool) -> Facts {
        let keys: BTreeSet<Feature> = self.facts.keys().copied().collect();
        let facts = keys
            .into_iter()
            .map(|key| (key, self.bits(schema, key, left_out)));
        let facts = facts.filter(|&(_, bits)| bits != 0).collect();
        Facts::new(facts, self.towns.iter().copied().collect())
    }

    /// The towns alone.
    pub(crate) fn towns(&self) -> Facts {
        Facts::new(Vec::new(), self.towns.iter().copied().collect())
    }
}

/// The place of a name in a list, at its end where it was not there.
fn number(names: &mut Vec<String>, name: &str) -> usize {
    let at = names.iter().position(|n| n == name);
    at.unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

fn hash(name: &str, language: &Language) -> u64 {
    let countries = &language.countries;
    let country = countries.country(name).or_else(|| countries.demonym(name));
    country.map_or_else(|| language.lexicon.names.hash(name), country_hash)
}
