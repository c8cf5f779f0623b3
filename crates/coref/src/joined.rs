//! People named in a row, as one: "Ida Crane and Jo Vell ... They".

use crate::candidate::Candidate;
use crate::discourse::Discourse;
use crate::kinds::Animacy;
use crate::lexicon::Words;
use newsgraph_document::{MentionKind, Span, Upos};
use newsgraph_phrase::Trees;

/// How many mentions back the people that "they" are may stand.
const WINDOW: usize = 40;

/// How many words may stand between two names of a row: "and naturalist Sir Leo Marsh".
const BETWEEN: usize = 4;

/// Each row of people's names, the last joined by "and", among names in text order.
pub(crate) fn people(trees: &Trees<'_>, names: &[Candidate], words: &Words) -> Vec<Candidate> {
    let is_person = |c: &&Candidate| c.kind == MentionKind::Proper && c.animacy == Animacy::Person;
    let people: Vec<&Candidate> = names.iter().filter(is_person).collect();
    let mut joined = Vec::new();
    for (at, pair) in people.windows(2).enumerate() {
        let [a, b] = [pair[0], pair[1]];
        if link(trees, a, b, words) != Some(Link::And) {
            continue;
        }
        let row = people[..=at].windows(2).rev();
        let before =
            row.take_while(|pair| link(trees, pair[0], pair[1], words) == Some(Link::Comma));
        let first = before.last().map_or(a, |pair| pair[0]);
        let span = Span::new(first.span.start(), b.span.end());
        let mut row = Candidate::new(trees.text, span, first.head, MentionKind::Nominal);
        row.is_joined = true;
        row.plural = Some(true);
        row.animacy = Animacy::Person;
        joined.push(row);
    }
    joined
}

/// What joins a name to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    And,
    Comma,
}

fn link(trees: &Trees<'_>, a: &Candidate, b: &Candidate, words: &Words) -> Option<Link> {
    let end = trees.text.tokens_in(a.span).end;
    if a.sentence != b.sentence || b.first <= end || b.first - end > BETWEEN {
        return None;
    }
    let is_part = |token| {
        matches!(
            trees.syntax.upos(token),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det
        )
    };
    let word = trees.word(end);
    let link = if words.conjunction.contains_any_case(word) {
        Link::And
    } else if words.comma.contains(word) {
        Link::Comma
    } else {
        return None;
    };
    (end + 1..b.first).all(is_part).then_some(link)
}

/// The people in a row that "they" at this place are: those of its sentence or the one before, where no other plural
/// stands between.
pub(crate) fn taken_up(discourse: &Discourse<'_>, at: usize) -> Option<usize> {
    let this = &discourse.candidates[at];
    let before = (at.saturating_sub(WINDOW)..at).rev();
    let near = before
        .map(|at| (at, &discourse.candidates[at]))
        .take_while(|(_, c)| this.sentence - c.sentence <= 1);
    let mut rivals = near.filter(|(at, c)| {
        c.quote == this.quote && c.plural == Some(true) && discourse.entities.of[*at].is_some()
    });
    let (last, candidate) =
        rivals.find(|(_, c)| c.is_joined || c.role.is_subject() || c.pronoun.is_some())?;
    let entity = discourse.entities.of[last]?;
    let is_joined =
        candidate.is_joined || discourse.entities.is_joined(entity, &discourse.candidates);
    is_joined.then_some(entity)
}
