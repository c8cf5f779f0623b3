use super::draft::{Draft, Rule};
use super::stage::{Kind, Stage};
use newsgraph_document::MentionKind;
use std::ops::Range;

/// Words behind a name in which a party and a state are looked for.
const REACH: usize = 7;

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
        let letters: String = inside.chars().take_while(|c| c.is_alphabetic() || *c == '.').collect();
        let Some(&party) = self.words.party_letters.get(letters.as_str()) else {
            return;
        };
        let rest = &inside[letters.len()..];
        let joined = rest.trim_start().starts_with(['-', '–', '—', ',', ')', '‑', '/']);
        if !joined {
            return;
        }
        if let Some(entity) = self.actors.iter().position(|a| a.named && a.party == Some(party)) {
            self.push_to("member_of", place, entity, open + 1..open + 2, drafts);
        }
        let rest = rest.trim_start().trim_start_matches(['-', '–', '—', ',', '‑', '/']).trim_start();
        let state: &str = rest.split([')', ',', ']', ';']).next().unwrap_or(rest).trim();
        let whole = self.words.regions.keys().filter(|name| state.starts_with(&***name));
        let Some(state) = whole.max_by_key(|name| (name.len(), *name)) else {
            return;
        };
        let region = self.words.regions.get(state).copied();
        let entity = self.actors.iter().position(|a| a.named && a.region.is_some() && a.region == region);
        if let Some(entity) = entity.or_else(|| self.entity_named(state)) {
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
        drafts.push(Draft {
            label,
            subject: self.places[place].entity,
            object: entity,
            evidence: super::draft::cover([&self.places[place].tokens, &words]),
            role: None,
            status: newsgraph_document::Status::Now,
            polarity: newsgraph_phrase::Polarity::default(),
            rule: Rule::Bracket,
        });
    }
}
