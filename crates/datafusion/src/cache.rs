//! Texts that were read, so that every function of a query finds what the first one read.

use crate::components::{Components, Failed};
use crate::fact::Fact;
use newsgraph::document::Date;
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
    /// What failed on it is not run on it again.
    failed: Vec<Failed>,
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
    ) -> Result<Arc<Document>, Failed> {
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
    ) -> Result<Arc<Document>, Failed> {
        let fact = match &self.document {
            // What reads otherwise than it is written is read in one go: its spans are moved at the end.
            None if PlainText::new(text).is_some() => Fact::All,
            _ => fact,
        };
        let mut wanted = fact.components();
        let is_of = |failed: &&Failed| failed.component.is_none_or(|it| wanted.contains(&it));
        if let Some(failed) = self.failed.iter().find(is_of) {
            return Err(failed.clone());
        }
        wanted.retain(|component| !self.done.contains(component));
        let read = match self.document.take() {
            Some(document) => complete(document, components, &wanted),
            None => begin(components, text, date, fact),
        };
        match read {
            Ok(document) => {
                self.done.append(&mut wanted);
                Ok(Arc::clone(self.document.insert(document)))
            }
            Err(failed) => {
                self.done.clear();
                self.failed.push(failed.clone());
                Err(failed)
            }
        }
    }
}

/// Runs what was not run on a document yet.
fn complete(
    mut document: Arc<Document>,
    components: &Components,
    wanted: &[Component],
) -> Result<Arc<Document>, Failed> {
    if !wanted.is_empty() {
        components.run(Arc::make_mut(&mut document), wanted)?;
    }
    Ok(document)
}

fn begin(
    components: &Components,
    text: &str,
    date: Option<Date>,
    fact: Fact,
) -> Result<Arc<Document>, Failed> {
    let mut document = Document::new("", text)?.with_date(date);
    components.annotate(&mut document, &fact.components())?;
    Ok(Arc::new(document))
}

/// What a lock holds; a fault of another thread leaves it whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph::Annotator;
    use newsgraph::document::{AnnotateError, Layer};
    use newsgraph_arrow::Table;

    const TEXTS: [&str; 3] = [
        "“We will rebuild the bridge,” Mayor Lena Hartwick told reporters on Monday. She is the chair of Orrin Works.",
        "Tom Birch said that Orrin Works &amp; Sons would close. &ldquo;We are sorry,&rdquo; he added.",
        "",
    ];

    fn found(read: Result<Arc<Document>, Failed>) -> Result<Arc<Document>, String> {
        read.map_err(|failed| failed.reason)
    }

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
                    found(cache.read(&components, text, None, fact))?;
                }
                let found = found(cache.read(&components, text, None, Fact::All))?;
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
            let read = found(cache.read(&components, text, date, sentences))?;
            assert_eq!(read.date(), date);
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
        let sentences = Fact::Rows(Table::Sentences);
        let read = found(cache.read(&components, "Ann left.", None, sentences))?;
        assert_eq!(read.sentences()?.len(), 1);
        assert!(lock(&cache.kept).readings.is_empty());
        Ok(())
    }
    /// Panics on every text.
    struct Broken;

    impl Annotator for Broken {
        fn name(&self) -> &'static str {
            "broken"
        }

        fn requires(&self) -> &[Layer] {
            &[]
        }

        fn provides(&self) -> &[Layer] {
            &[Layer::Relations]
        }

        fn annotate(&self, _: &mut Document) -> Result<(), AnnotateError> {
            panic!("out of words")
        }
    }

    #[test]
    fn what_fails_is_the_same_for_functions_in_any_order() -> Result<(), Box<dyn std::error::Error>>
    {
        let mut components = Components::load(&newsgraph::Models::embedded())?;
        components.replace(Component::Relation, Arc::new(Broken));
        for text in TEXTS {
            let mut outcomes = Vec::new();
            let mut facts = Fact::ALL.to_vec();
            for _ in 0..facts.len() {
                facts.rotate_left(1);
                let cache = Cache::new(1 << 20);
                let read = |&fact: &Fact| {
                    let read = cache.read(&components, text, None, fact);
                    (
                        fact.name(),
                        read.map(|_| ()).map_err(|failed| failed.reason),
                    )
                };
                let mut outcome: Vec<_> = facts.iter().map(read).collect();
                outcome.sort();
                outcomes.push(outcome);
            }
            assert!(
                outcomes.iter().all(|outcome| *outcome == outcomes[0]),
                "{text}"
            );
            let failed = outcomes[0].iter().filter(|(_, read)| read.is_err()).count();
            let spelled = PlainText::new(text).is_some();
            assert_eq!(failed, if spelled { Fact::ALL.len() } else { 2 }, "{text}");
            let reason = "the component \"relation\" panicked: out of words";
            let reasons = outcomes[0]
                .iter()
                .filter_map(|(_, read)| read.as_ref().err());
            assert!(reasons.into_iter().all(|told| told == reason));
        }
        Ok(())
    }
}
