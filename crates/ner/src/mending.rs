//! What rules and word tables mend of the names that the model finds: what does not belong to a name, what was cut off
//! from it, and what it must be.

mod bodies;
mod brands;
mod capitals;
mod dates;
mod group;
mod hyphens;
mod kinds;
mod nicknames;
mod people;
mod places;
mod rows;
mod words;

pub(crate) use capitals::in_title_case;
pub(crate) use words::NameWords;
pub use words::english_name_tables;

use crate::groups::Groups;
use crate::overlap::{beside, join};
use group::Group;
use newsgraph_document::{Label, Mention, MentionKind, Span, TokenizedText};
use std::collections::HashSet;
use std::ops::Range;

/// A text and the words that the rules ask about.
pub(crate) struct Scene<'t> {
    text: TokenizedText<'t>,
    words: &'t NameWords,
    /// The groups that each token is in as it is written.
    groups: Vec<Groups>,
}

/// The names of a text, mended; in text order and disjoint, as they were.
pub(crate) fn mend(
    text: TokenizedText<'_>,
    words: &NameWords,
    mut names: Vec<Mention>,
) -> Vec<Mention> {
    let groups = (0..text.tokens.len()).map(|token| words.groups(text.word(token)));
    let scene = Scene {
        text,
        words,
        groups: groups.collect(),
    };
    for change in [rows::part, people::drop_additions, kinds::drop_terms] {
        change(&scene, &mut names);
    }
    for find in [
        kinds::known,
        places::parties,
        places::datelines,
        nicknames::find,
        dates::people,
        brands::find,
        bodies::find,
        bodies::stations,
    ] {
        let found = find(&scene, &names);
        if !found.is_empty() {
            names = beside(&found, names);
            names = join(found, names);
        }
    }
    for trim in [people::trim_titles, hyphens::trim] {
        trim(&scene, &mut names);
    }
    for change in [
        kinds::trim_articles,
        kinds::by_table,
        kinds::of_trades,
        places::of_offices,
        kinds::by_majority,
    ] {
        change(&scene, &mut names);
    }
    names
}

impl<'t> Scene<'t> {
    /// The word of a token; an empty one where there is no such token.
    fn word(&self, token: usize) -> &'t str {
        if token < self.text.tokens.len() {
            self.text.word(token)
        } else {
            ""
        }
    }

    /// The groups of a token; none where there is no such token.
    fn groups(&self, token: usize) -> Groups {
        self.groups.get(token).copied().unwrap_or_default()
    }

    /// Whether a token is a word of a group, as it is written.
    fn has(&self, group: Group, token: usize) -> bool {
        self.groups(token).contains(group)
    }

    /// The word before a token in its sentence; an empty one where it is the first.
    fn before(&self, token: usize) -> &'t str {
        let is_first = self.sentence(token).start == token;
        match token.checked_sub(1) {
            Some(before) if !is_first => self.word(before),
            _ => "",
        }
    }

    /// The tokens of the sentence that a token stands in.
    fn sentence(&self, token: usize) -> Range<usize> {
        let sentence = self.text.sentence_of(token);
        let sentence = self.text.sentences.get(sentence);
        sentence.map_or(token..token, |sentence| sentence.tokens.clone())
    }

    fn tokens(&self, mention: &Mention) -> Range<usize> {
        self.text.tokens_in(mention.span)
    }

    fn surface(&self, mention: &Mention) -> &'t str {
        &self.text.text[mention.span]
    }

    /// A name of these tokens, found by a rule.
    fn name(&self, tokens: Range<usize>, label: Label) -> Mention {
        found(self.text.span_of(tokens), label)
    }

    /// The words of people's names of more than one word.
    fn full_names(&self, names: &[Mention]) -> HashSet<&'t str> {
        let people = names.iter().filter(|name| name.label == Label::PERSON);
        let full = people
            .map(|name| self.tokens(name))
            .filter(|tokens| tokens.len() > 1);
        full.flatten().map(|token| self.word(token)).collect()
    }
}

/// A name that a rule finds.
fn found(span: Span, label: Label) -> Mention {
    Mention {
        span,
        label,
        kind: MentionKind::Proper,
        value: None,
        score: None,
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The name whose span holds a token's first byte, among names in text order.
fn name_at<'m>(scene: &Scene<'_>, names: &'m [Mention], token: usize) -> Option<&'m Mention> {
    let start = scene.text.tokens.get(token)?.span.start();
    let at = names.partition_point(|name| name.span.end() <= start);
    names.get(at).filter(|name| name.span.start() <= start)
}

#[cfg(test)]
mod tests;
