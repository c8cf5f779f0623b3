//! Profiles as they are compared.

use crate::context::{Context, Numbers};
use crate::name::{Class, Name};
use crate::profile::{EntityRef, Profile};
use crate::words::Words;
use std::collections::BTreeMap;

/// A profile, read.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) class: Class,
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
    pub(crate) fn read<'p>(profiles: &[(&'p EntityRef, &Profile)], words: &Words) -> (Vec<Self>, Numbers) {
        let mut numbers = Numbers::default();
        let mut documents: BTreeMap<&'p str, u32> = BTreeMap::new();
        let read = |&(entity, profile): &(&'p EntityRef, &Profile)| {
            let names = profile.read_names(words);
            let next = documents.len() as u32;
            Self {
                class: Class::of(&profile.label),
                is_full: names.first().is_some_and(|name| name.is_full(words)),
                names,
                context: Context::of(profile, &mut numbers),
                document: *documents.entry(&entity.document).or_insert(next),
                apart: Vec::new(),
            }
        };
        let items = profiles.iter().map(read).collect();
        (items, numbers)
    }
}
