use crate::lexicon::{Class, Lexicon};
use std::collections::HashMap;

/// The words of all sources by numbers. 0 is no word: it parts one source from the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    ids: HashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    stems: HashMap<Box<str>, u32>,
}

/// What is known of a word.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) form: Box<str>,
    pub(crate) stem: u32,
    pub(crate) class: Class,
    /// The last place where it stands, plus 1, and how often it does.
    pub(crate) last: u32,
    pub(crate) count: u32,
}

impl Vocabulary {
    /// The number of a word, which is added where it is new.
    pub(crate) fn add(&mut self, form: &str, lexicon: &Lexicon) -> u32 {
        if let Some(&id) = self.ids.get(form) {
            return id;
        }
        let stem = lexicon.stem(form);
        let next = self.stems.len() as u32;
        let stem = *self.stems.entry(stem).or_insert(next);
        self.entries.push(Entry {
            form: form.into(),
            stem,
            class: lexicon.class(form),
            last: 0,
            count: 0,
        });
        let id = self.entries.len() as u32;
        self.ids.insert(form.into(), id);
        id
    }

    /// The number of a word; 0 where no source has it.
    pub(crate) fn id(&self, form: &str) -> u32 {
        self.ids.get(form).copied().unwrap_or(0)
    }

    /// The number of a stem, where a source has it.
    pub(crate) fn stem_id(&self, stem: &str) -> Option<u32> {
        self.stems.get(stem).copied()
    }

    /// How many stems there are.
    pub(crate) fn stems(&self) -> usize {
        self.stems.len()
    }

    /// What is known of the word of a number; `None` of 0.
    pub(crate) fn entry(&self, id: u32) -> Option<&Entry> {
        self.entries.get((id as usize).checked_sub(1)?)
    }

    /// The same, to change it.
    pub(crate) fn entry_mut(&mut self, id: u32) -> Option<&mut Entry> {
        self.entries.get_mut((id as usize).checked_sub(1)?)
    }
}
