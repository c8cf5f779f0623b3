//! Organizations whose name has a possessive in it, as `McDonald's`.

use super::Scene;
use super::words::Phrase;
use newsgraph_document::Mention;
use std::collections::BTreeMap;

/// The organizations of the table of brands. One that begins as somebody's name of the text does is none.
pub(super) fn find(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let full = scene.full_names(names);
    let is_free = |token| !full.contains(scene.word(token));
    let found = phrases(scene, &scene.words.brands, str::to_lowercase);
    found
        .into_iter()
        .filter(|name| is_free(scene.tokens(name).start))
        .collect()
}

/// The longest phrases that stand in the text; `fold` gives the form of a word that the table has.
pub(super) fn phrases(
    scene: &Scene<'_>,
    table: &BTreeMap<Box<str>, Vec<Phrase>>,
    fold: fn(&str) -> String,
) -> Vec<Mention> {
    let fold = |token| fold(&scene.word(token).replace('’', "'"));
    let mut found = Vec::new();
    for sentence in scene.text.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let phrases = table.get(fold(token).as_str()).into_iter().flatten();
            let fits = |phrase: &&Phrase| {
                let end = token + phrase.words.len();
                let mut pairs = (token..end).zip(&phrase.words);
                end <= sentence.tokens.end && pairs.all(|(at, word)| fold(at) == **word)
            };
            match phrases.filter(fits).max_by_key(|phrase| phrase.words.len()) {
                Some(phrase) => {
                    let end = token + phrase.words.len();
                    found.push(scene.name(token..end, phrase.label.clone()));
                    token = end;
                }
                None => token += 1,
            }
        }
    }
    found
}
