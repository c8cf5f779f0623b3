//! Tables of words that a user brings.

use crate::document::assert_sound;
use crate::{choices, shipped};
use newsgraph::document::{Annotator, Document};
use newsgraph::ner::{ValueRecognizer, english_name_tables};
use newsgraph::tokenize::Tokenizer;
use newsgraph::{Models, Tables, english_tables};
use std::sync::{Arc, LazyLock};

/// The English tables of all tasks, and their names.
static TABLES: LazyLock<(Tables, Vec<String>)> = LazyLock::new(|| {
    let tables = english_tables().and(english_name_tables());
    let names = tables.names().map(str::to_owned).collect();
    (tables, names)
});

/// The first byte chooses a table, the second whether the rest stands in its place, before or after its rows.
pub fn check(data: &[u8]) {
    let ([table, way], rest) = choices(data);
    let (tables, names) = &*TABLES;
    let name = &names[usize::from(table) % names.len()];
    let own: Vec<&str> = tables.table(name).expect("it is there").rows().collect();
    let (own, new) = (own.join("\n"), String::from_utf8_lossy(rest));
    let text = match way % 3 {
        0 => format!("{own}\n{new}"),
        1 => format!("{new}\n{own}"),
        _ => new.into_owned(),
    };
    let tables = tables.clone().with(name.clone(), text);
    let mut document = Document::new("", shipped::SENTENCES).expect("a short text");
    for component in components(&tables) {
        component
            .annotate(&mut document)
            .expect("no text is an error");
    }
    assert_sound(&document);
}

/// The components with these tables; the shipped one where they are refused.
fn components(tables: &Tables) -> Vec<Arc<dyn Annotator>> {
    let with = |tables: &Tables| Models::with_tables(shipped::MODELS.clone(), tables.clone());
    let own = with(tables);
    let name = |at: usize| Arc::clone(&shipped::COMPONENTS[at]);
    let recognizer = || {
        let values = ValueRecognizer::from_tables(tables).ok()?;
        let recognizer = shipped::MODELS.recognizer().ok()?.with_values(values);
        recognizer.with_name_tables(tables).ok()
    };
    vec![
        or(name(0), Tokenizer::from_tables(tables, None).ok()),
        name(1),
        or(name(2), recognizer()),
        or(name(3), own.attributor().ok()),
        or(name(4), own.resolver().ok()),
        or(name(5), own.stated_relations().ok()),
        or(name(6), own.triples().ok()),
    ]
}

fn or(shipped: Arc<dyn Annotator>, own: Option<impl Annotator + 'static>) -> Arc<dyn Annotator> {
    own.map_or(shipped, |own| Arc::new(own))
}
