//! Texts that were read, so that every function of a query finds what the first one read.

use crate::components::Components;
use crate::fact::Fact;
use newsgraph::document::{AnnotateError, Date};
use newsgraph::tokenize::PlainText;
use newsgraph::{Component, Document};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A text and its day: what a reading depends on.
type Key = (Arc<str>, Option<Date>);

/// The texts that were read last, up to so many bytes.
pub(crate) struct Cache {
    most: usize,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    readings: HashMap<Key, Arc<Mutex<Reading>>>,
    /// The oldest first.
    order: VecDeque<Key>,
    bytes: usize,
}

/// A text as far as it was read.
#[derive(Default)]
struct Reading {
    document: Option<Arc<Document>>,
    done: Vec<Component>,
}

impl Cache {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most,
            kept: Mutex::default(),
        }
    }

    /// The document of a text, with what a function shows. It reads on where another function has stopped.
    pub(crate) fn read(
        &self,
        components: &Components,
        text: &str,
        date: Option<Date>,
        fact: Fact,
    ) -> Result<Arc<Document>, AnnotateError> {
        let reading = self.reading(text, date);
        let mut reading = lock(&reading);
        reading.read_on(components, text, date, fact)
    }

    /// The reading of a text, a new one where it is not kept; the oldest are dropped.
    fn reading(&self, text: &str, date: Option<Date>) -> Arc<Mutex<Reading>> {
        let key = (Arc::from(text), date);
        let mut kept = lock(&self.kept);
        if let Some(reading) = kept.readings.get(&key) {
            return Arc::clone(reading);
        }
        kept.bytes += text.len();
        kept.order.push_back((Arc::clone(&key.0), date));
        let reading = Arc::default();
        kept.readings.insert(key, Arc::clone(&reading));
        while kept.bytes > self.most
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.bytes -= oldest.0.len();
            kept.readings.remove(&oldest);
        }
        reading
    }
}

impl Reading {
    fn read_on(
        &mut self,
        components: &Components,
        text: &str,
        date: Option<Date>,
        fact: Fact,
    ) -> Result<Arc<Document>, AnnotateError> {
        if let Some(document) = &mut self.document {
            let mut wanted = fact.components();
            wanted.retain(|component| !self.done.contains(component));
            if !wanted.is_empty() {
                components.run(Arc::make_mut(document), &wanted)?;
                self.done.append(&mut wanted);
            }
            return Ok(Arc::clone(document));
        }
        // What reads otherwise than it is written is read in one go: its spans are moved at the end.
        let fact = match PlainText::new(text) {
            Some(_) => Fact::All,
            None => fact,
        };
        let mut document = Document::new("", text)?.with_date(date);
        components.annotate(&mut document, fact)?;
        self.done = fact.components();
        Ok(Arc::clone(self.document.insert(Arc::new(document))))
    }
}

/// What a lock holds; a fault of another thread leaves it whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_arrow::Table;

    const TEXTS: [&str; 3] = [
        "“We will rebuild the bridge,” Mayor Lena Hartwick told reporters on Monday. She is the chair of Orrin Works.",
        "Tom Birch said that Orrin Works &amp; Sons would close. &ldquo;We are sorry,&rdquo; he added.",
        "",
    ];

    #[test]
    fn functions_in_any_order_find_what_one_pass_finds() -> Result<(), Box<dyn std::error::Error>> {
        let components = Components::load(&newsgraph::Models::embedded())?;
        let pipeline = newsgraph::english()?;
        let mut facts = Fact::ALL.to_vec();
        for _ in 0..facts.len() {
            facts.rotate_left(1);
            let cache = Cache::new(1 << 20);
            for text in TEXTS {
                for &fact in &facts {
                    cache.read(&components, text, None, fact)?;
                }
                let found = cache.read(&components, text, None, Fact::All)?;
                assert_eq!(*found, pipeline.process(text)?, "{facts:?}");
                let reading = cache.reading(text, None);
                assert_eq!(lock(&reading).done.len(), Component::ALL.len(), "each once");
            }
        }
        Ok(())
    }

    #[test]
    fn the_oldest_are_dropped_and_days_are_told_apart() -> Result<(), Box<dyn std::error::Error>> {
        let components = Components::load(&newsgraph::Models::embedded())?;
        let cache = Cache::new(8);
        let sentences = Fact::Rows(Table::Sentences);
        let day = Some("2024-03-04".parse()?);
        for (text, date) in [("One.", None), ("One.", day), ("Two.", None)] {
            assert_eq!(cache.read(&components, text, date, sentences)?.date(), date);
        }
        let kept = lock(&cache.kept);
        let texts = kept.order.iter().map(|(text, date)| (&**text, *date));
        assert!(texts.eq([("One.", day), ("Two.", None)]));
        assert_eq!((kept.bytes, kept.readings.len()), (8, 2));
        Ok(())
    }

    #[test]
    fn what_is_larger_than_all_that_is_kept_is_read() -> Result<(), Box<dyn std::error::Error>> {
        let components = Components::load(&newsgraph::Models::embedded())?;
        let cache = Cache::new(2);
        let found = cache.read(&components, "Ann left.", None, Fact::Rows(Table::Sentences))?;
        assert_eq!(found.sentences()?.len(), 1);
        assert!(lock(&cache.kept).readings.is_empty());
        Ok(())
    }
}
