//! Organizations whose name has a possessive in it, as `McDonald's`.

use super::Scene;
use super::words::Phrase;
use newsgraph_document::Mention;
use newsgraph_lexicon::WordMap;
use std::borrow::Cow;

/// The organizations of the table of brands. One that begins as somebody's name of the text does is none.
pub(super) fn find(scene: &Scene<'_>, names: &[Mention]) -> Vec<Mention> {
    let full = scene.full_names(names);
    let is_free = |token| !full.contains(scene.word(token));
    let found = phrases(scene, &scene.words.brands, Case::Any);
    found
        .into_iter()
        .filter(|name| is_free(scene.tokens(name).start))
        .collect()
}

/// How the words of a table of phrases are written: in small letters for words in any case, or as they stand in texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Any,
    AsWritten,
}

/// The longest phrases that stand in the text.
pub(super) fn phrases(scene: &Scene<'_>, table: &WordMap<Vec<Phrase>>, case: Case) -> Vec<Mention> {
    let mut found = Vec::new();
    for sentence in scene.text.sentences {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let first = straight(scene.word(token));
            let phrases = match case {
                Case::Any => table.get_any_case(&first),
                Case::AsWritten => table.get(&first),
            };
            let fits = |phrase: &&Phrase| {
                let end = token + phrase.words.len();
                let mut pairs = (token..end).zip(&phrase.words).skip(1);
                end <= sentence.tokens.end
                    && pairs.all(|(at, word)| is_same(&straight(scene.word(at)), word, case))
            };
            let phrases = phrases.into_iter().flatten();
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

fn is_same(word: &str, row: &str, case: Case) -> bool {
    match case {
        Case::Any => word.chars().flat_map(char::to_lowercase).eq(row.chars()),
        Case::AsWritten => word == row,
    }
}

/// A word with straight apostrophes.
fn straight(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || !word.contains('’') {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace('’', "'"))
}
