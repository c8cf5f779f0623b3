//! Whose words of a source are, and whether it tells that they were said.

use crate::align::Alignment;
use crate::sources::Said;
use crate::speaker::{Likeness, Voice};
use crate::stance::Stance;
use crate::verifier::Verifier;

/// How often a quote that stands in others is asked for the next one around it.
const NESTED: usize = 8;

impl Verifier {
    /// Who says the words of a reading, as the source tells, and whether it is the one that the text names.
    pub(crate) fn speaker(
        &self,
        reading: &Alignment,
        voice: Option<&Voice>,
    ) -> (Option<&Voice>, Option<Likeness>) {
        let places = reading.steps.iter().filter(|step| step.quote.is_some());
        let places: Vec<u32> = places.filter_map(|step| step.place).collect();
        self.speaker_of(&places, voice)
    }

    pub(crate) fn speaker_of(
        &self,
        places: &[u32],
        voice: Option<&Voice>,
    ) -> (Option<&Voice>, Option<Likeness>) {
        let mut first = None;
        for said in self.said_around(places) {
            let likeness = self.likeness(said, voice);
            if likeness == Some(Likeness::Same) {
                return (said.voice.as_ref(), likeness);
            }
            first = first.or(Some((said.voice.as_ref(), likeness)));
        }
        first.unwrap_or_default()
    }

    fn likeness(&self, said: &Said, voice: Option<&Voice>) -> Option<Likeness> {
        let both = voice.zip(said.voice.as_ref());
        both.map(|(a, b)| a.likeness(b, &self.lexicon))
    }

    /// The quote that has most of the words; of several the innermost, then those that it is part of.
    fn said_around(&self, places: &[u32]) -> impl Iterator<Item = &Said> {
        let source = places.first().and_then(|&place| self.sources.source(place));
        let mut some = places.iter().step_by((places.len() / 8).max(1));
        let innermost = source.and_then(|s| some.find_map(|&place| s.quote_at(place)));
        let said = move |at: u32| source?.quotes.get(at as usize);
        let first = innermost.and_then(said);
        std::iter::successors(first, move |quote| quote.parent.and_then(said)).take(NESTED)
    }

    /// Whether the source tells that the words were said: the first quote around them, up to that of the same speaker, of
    /// which it is not told so.
    pub(crate) fn stance_of(&self, places: &[u32], voice: Option<&Voice>) -> Option<Stance> {
        let around: Vec<&Said> = self.said_around(places).collect();
        let is_own = |said: &&Said| self.likeness(said, voice) == Some(Likeness::Same);
        let last = around.iter().position(is_own).unwrap_or(0);
        let up_to = around.get(..=last)?;
        let mut stances = up_to.iter().map(|said| said.stance);
        Some(stances.find(|s| *s != Stance::Said).unwrap_or_default())
    }
}
