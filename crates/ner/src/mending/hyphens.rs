//! Names within words with a hyphen: "Republican-led", "pro-Israeli".

use super::group::Group;
use super::{Scene, is_capital};
use newsgraph_document::{Label, Mention, Span};
use newsgraph_lexicon::WordSet;

const HYPHENS: [char; 3] = ['-', '‐', '–'];

/// Cuts from names of groups, places and organizations what a hyphen joins to them, and leaves out what then names no one.
pub(super) fn trim(scene: &Scene<'_>, names: &mut Vec<Mention>) {
    names.retain_mut(|name| {
        if ![Label::GROUP, Label::LOCATION, Label::ORGANIZATION].contains(&name.label) {
            return true;
        }
        let surface = scene.surface(name);
        let cut = cut(scene, surface);
        if ends(&scene.words.no_prefixed, &surface[cut.clone()]) && cut.start > 0 {
            return false;
        }
        let start = name.span.start();
        name.span = Span::new(start + cut.start, start + cut.end);
        true
    });
}

/// The part of a name without what hyphens join to it.
fn cut(scene: &Scene<'_>, surface: &str) -> std::ops::Range<usize> {
    let words = scene.words;
    let mut end = surface.len();
    if let Some(at) = surface.rfind(HYPHENS) {
        let after = surface[at..].trim_start_matches(HYPHENS);
        let is_small = after.chars().all(char::is_lowercase);
        let is_joined = words.has(Group::Suffix, after) || ends(&words.suffix_endings, after);
        if at > 0 && is_small && is_joined {
            end = at;
        }
    }
    let mut start = 0;
    if let Some(at) = surface[..end].find(HYPHENS) {
        let after = surface[at..end].trim_start_matches(HYPHENS);
        if words.has_any_case(Group::Prefix, &surface[..at]) && is_capital(after) {
            start = end - after.len();
        }
    }
    start..end
}

/// Whether a word ends as one of the endings.
fn ends(endings: &WordSet, word: &str) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}
