use crate::labels::{Role, put};
use crate::lexicon::NAME_WORDS;
use crate::paragraph::{paragraphs, turn};
use crate::reading::Reading;
use std::ops::Range;

/// Turns that make a transcript of a text.
const LEAST_TURNS: usize = 2;

/// How often a turn of a transcript is a quote of that speaker: 21 of the 25 in the train and dev parts of PolNeAR.
pub(crate) const SCORE: f32 = 0.84;

/// The turns of a transcript: paragraphs that begin with a name in capitals and a colon ("WALLACE: ...").
#[derive(Debug, Default)]
pub(crate) struct Turns {
    /// Name, colon and what is said, as ranges that adjoin.
    turns: Vec<[Range<usize>; 3]>,
}

impl Turns {
    /// The turns of a text; none where there is one alone, which may be a heading. A place that begins
    /// one alone is where a report comes from.
    pub(crate) fn new(reading: &Reading<'_>) -> Self {
        let text = reading.text;
        let mut turns = Vec::new();
        for paragraph in paragraphs(text) {
            let start = text.sentences[paragraph.start].tokens.start;
            let end = text.sentences[paragraph.end - 1].tokens.end;
            if let Some(turn) = turn(text, start..end).filter(|turn| turn.is_shouted)
                && turn.name.len() <= NAME_WORDS
                && turn.colon + 1 < end
            {
                turns.push([turn.name, turn.colon..turn.colon + 1, turn.colon + 1..end]);
            }
        }
        let name = |turn: &[Range<usize>; 3]| text.span_of(turn[0].clone());
        let is_place = |turn: &[Range<usize>; 3]| {
            let own = &text.text[name(turn)];
            let same = turns.iter().filter(|other| &text.text[name(other)] == own);
            turn[0].clone().all(|token| reading.is_place(token)) && same.take(2).count() < 2
        };
        let places: Vec<bool> = turns.iter().map(is_place).collect();
        let mut places = places.into_iter();
        turns.retain(|_| !places.next().unwrap_or_default());
        // A letter alone begins turns where another one does: "Q:" and "A:".
        let is_letter = |turn: &[Range<usize>; 3]| text.word(turn[0].start).chars().count() == 1;
        let mut letters: Vec<&str> = turns
            .iter()
            .filter(|turn| is_letter(turn))
            .map(|turn| text.word(turn[0].start))
            .collect();
        letters.sort_unstable();
        letters.dedup();
        if letters.len() < 2 {
            turns.retain(|turn| !is_letter(turn));
        }
        if turns.len() < LEAST_TURNS {
            turns.clear();
        }
        Self { turns }
    }

    /// Puts the parts of turns in the place of other runs in their paragraphs.
    pub(crate) fn label(&self, runs: &mut Vec<(Role, Range<usize>)>) {
        let part = |[name, colon, content]: &[Range<usize>; 3]| {
            [
                (Role::Source, name.clone()),
                (Role::Cue, colon.clone()),
                (Role::Content, content.clone()),
            ]
        };
        put(runs, self.turns.iter().map(part).collect());
    }

    /// Whether the cue is the colon of a turn.
    pub(crate) fn has_cue(&self, cue: &Range<usize>) -> bool {
        self.turns
            .binary_search_by_key(&cue.start, |[_, colon, _]| colon.start)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_document::Label;
    use newsgraph_sketch::Sketch;

    /// Each row: how each paragraph of two begins, and how many turns there are.
    #[test]
    fn names_in_capitals_begin_turns() {
        for (first, second, turns) in [
            ("LEE", "REYES", 2),
            ("LEE", "Reyes", 0),
            ("KYIV", "REYES", 0),
            ("KYIV", "KYIV", 2),
        ] {
            let paragraph =
                |name: &str| format!("{name} PROPN 3 vocative\n: PUNCT 1 punct\nGo VERB 0 root VB");
            let sketch = Sketch::new(&format!("{}\n¶\n{}", paragraph(first), paragraph(second)));
            let names = [("KYIV", Label::LOCATION)];
            let found = sketched::read(&sketch, &names, |reading| Turns::new(reading).turns.len());
            assert_eq!(found, turns, "{}", sketch.text());
        }
    }
}
