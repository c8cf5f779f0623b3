use super::draft::{Draft, Rule};
use super::stage::{Kind, Stage};
use newsgraph_document::MentionKind;
use std::ops::Range;

/// Words behind a name in which a party and a state are looked for.
const REACH: usize = 7;

/// Characters of the longest name of a state.
const LONGEST: usize = 24;

impl Stage<'_> {
    /// "Ann Lee (D-Ohio)", "Ann Lee, R-Wis.": the party and the state of a politician.
    pub(super) fn bracket(&self, place: usize, sentence: &Range<usize>, drafts: &mut Vec<Draft>) {
        let own = &self.places[place];
        let open = own.tokens.end;
        if own.kind != MentionKind::Proper
            || self.kind(place) != Kind::Person
            || open + 1 >= sentence.end
            || !matches!(self.word(open), "(" | "," | "[")
        {
            return;
        }
        let text = self.trees.text;
        let last = sentence.end.min(open + 1 + REACH);
        // Letters and state may be one token or several: read what stands there.
        let inside = &text.text[text.span_of(open + 1..last)];
        let letters: String = inside
            .chars()
            .take_while(|c| c.is_alphabetic() || *c == '.')
            .collect();
        let Some(&party) = self.words.party_letters.get(letters.as_str()) else {
            return;
        };
        let rest = &inside[letters.len()..];
        let joined = rest
            .trim_start()
            .starts_with(['-', '–', '—', ',', ')', '‑', '/']);
        if !joined {
            return;
        }
        if let Some(&entity) = self.parties.get(&party) {
            self.push_to("member_of", place, entity, open + 1..open + 2, drafts);
        }
        let rest = rest
            .trim_start()
            .trim_start_matches(['-', '–', '—', ',', '‑', '/'])
            .trim_start();
        let state: &str = rest
            .split([')', ',', ']', ';'])
            .next()
            .unwrap_or(rest)
            .trim();
        // The longest name of a state that stands there: "N.Y.", "West Virginia".
        let ends = state
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(LONGEST);
        let names: Vec<&str> = ends.map(|end| &state[..end]).collect();
        let known = |name: &&str| {
            self.words
                .regions
                .get(*name)
                .map(|&region| (region, name.len()))
        };
        let Some((region, length)) = names.iter().rev().find_map(known) else {
            return;
        };
        let entity = self.regions.get(&region).copied();
        if let Some(entity) = entity.or_else(|| self.entity_named(&state[..length])) {
            self.push_to("legislator_of", place, entity, open + 1..last, drafts);
        }
    }

    fn push_to(
        &self,
        label: &'static str,
        place: usize,
        entity: usize,
        words: Range<usize>,
        drafts: &mut Vec<Draft>,
    ) {
        let words = super::draft::cover([&self.places[place].tokens, &words]);
        let subject = self.places[place].entity;
        drafts.push(Draft::plain(label, (subject, entity), words, Rule::Bracket));
    }
}
