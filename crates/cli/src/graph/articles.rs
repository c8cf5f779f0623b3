//! Articles as they come, without those that stand in a graph already.

use crate::input::{Documents, hash};
use crate::messages::set_position;
use anyhow::Result;
use newsgraph::Document;
use newsgraph_store::Store;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Bytes of texts that wait to the end, where another of their id may come.
const WAITING: usize = 64 << 20;

/// The articles of a run. Of several with one id the last one is to stand, and one that stands already is passed over
/// with those before it; so that the same run twice changes nothing.
pub(super) struct Articles<'a> {
    documents: Documents<'a>,
    /// The one that was read first.
    first: Option<Document>,
    /// The graph as others see it, while the run writes to it.
    standing: Store,
    /// Ids that the run writes, as hashes: for these the graph tells nothing.
    given: HashSet<u64>,
    /// Other versions of what stands there, until it is known that no other comes, in their order.
    waiting: BTreeMap<usize, Document>,
    /// The place of each of these by the hash of its id.
    places: HashMap<u64, usize>,
    /// How many have waited, and the bytes of those that do.
    waited: usize,
    bytes: usize,
    /// Those that stand there as they are.
    pub(super) passed: usize,
}

impl<'a> Articles<'a> {
    pub(super) fn new(documents: Documents<'a>, first: Option<Document>, standing: Store) -> Self {
        Self {
            documents,
            first,
            standing,
            given: HashSet::new(),
            waiting: BTreeMap::new(),
            places: HashMap::new(),
            waited: 0,
            bytes: 0,
            passed: 0,
        }
    }

    /// The next one that is to be added; an article that could not be read is an error in its place.
    pub(super) fn next(&mut self, recipe: &str) -> Result<Option<Result<Document>>> {
        loop {
            if self.bytes > WAITING
                && let Some(document) = self.first_waiting()
            {
                return Ok(Some(Ok(document)));
            }
            let document = match self.first.take().map(Ok).or_else(|| self.documents.next()) {
                Some(Ok(document)) => document,
                Some(Err(error)) => return Ok(Some(Err(error))),
                None => return Ok(self.first_waiting().map(Ok)),
            };
            set_position(self.documents.bytes());
            let id = hash(document.id());
            if self.given.contains(&id) {
                return Ok(Some(Ok(document)));
            }
            if let Some(place) = self.places.remove(&id) {
                self.take(place);
            }
            if self.standing.holds(&document, recipe)? {
                self.passed += 1;
            } else if self.standing.has(document.id())? {
                self.places.insert(id, self.waited);
                self.bytes += document.text().len();
                self.waiting.insert(self.waited, document);
                self.waited += 1;
            } else {
                self.given.insert(id);
                return Ok(Some(Ok(document)));
            }
        }
    }

    /// The one that has waited longest, for which no other is waited any more.
    fn first_waiting(&mut self) -> Option<Document> {
        let (&place, _) = self.waiting.first_key_value()?;
        let document = self.take(place)?;
        let id = hash(document.id());
        self.places.remove(&id);
        self.given.insert(id);
        Some(document)
    }

    fn take(&mut self, place: usize) -> Option<Document> {
        let document = self.waiting.remove(&place)?;
        self.bytes -= document.text().len();
        Some(document)
    }

    /// Whether the graph had an article of this id before the run.
    pub(super) fn is_there(&self, id: &str) -> Result<bool> {
        Ok(self.standing.has(id)?)
    }

    pub(super) fn take_notes(&mut self) -> Vec<String> {
        self.documents.take_notes()
    }

    pub(super) fn repeated_ids(&self) -> Option<String> {
        self.documents.repeated_ids()
    }
}
