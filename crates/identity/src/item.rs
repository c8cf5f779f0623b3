//! Profiles as they are compared.

use crate::context::{Context, Numbers};
use crate::name::{Class, Name};
use crate::profile::{EntityRef, Profile};
use crate::words::Words;
use std::collections::BTreeMap;

/// The profile of an entity, with its names as [`Profile::read_names`] reads them.
pub(crate) type Named<'p> = (&'p EntityRef, &'p Profile, Vec<Name>);

/// A profile, read.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) class: Class,
    pub(crate) label: String,
    pub(crate) names: Vec<Name>,
    pub(crate) context: Context,
    /// Its document, by number.
    pub(crate) document: u32,
    /// Whether its main name is enough to tell whom it is.
    pub(crate) is_full: bool,
    /// Decisions that part it from others, with the side on which it is.
    pub(crate) apart: Vec<(usize, bool)>,
}

impl Item {
    /// The profiles of one component, which are sorted by their entities.
    pub(crate) fn read<'p>(profiles: Vec<Named<'p>>, words: &Words) -> (Vec<Self>, Numbers) {
        let mut numbers = Numbers::default();
        let mut documents: BTreeMap<&'p str, u32> = BTreeMap::new();
        let read = |(entity, profile, names): Named<'p>| {
            let owners = names.iter().filter_map(Name::owner).map(str::to_owned);
            let countries = owners.collect();
            let next = documents.len() as u32;
            Self {
                class: Class::of(&profile.label),
                is_full: names.first().is_some_and(|name| name.is_full(words)),
                names,
                context: Context::of(profile, countries, &mut numbers, words),
                label: profile.label.clone(),
                document: *documents.entry(&entity.document).or_insert(next),
                apart: Vec::new(),
            }
        };
        let items = profiles.into_iter().map(read).collect();
        (items, numbers)
    }
}
