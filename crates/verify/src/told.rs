//! What is told in other words than those of its source.

use crate::contrast::contrasts;
use crate::find::is_same;
use crate::judge::Query;
use crate::lexicon::Class;
use crate::paraphrase::Stretch;
use crate::reason;
use crate::speaker::{Likeness, Voice};
use crate::verdict::VerdictKind;
use crate::verifier::{Outcome, Verifier};

impl Verifier {
    /// What is to be told of a quote that a stretch of a source says in other words.
    pub(crate) fn paraphrased(
        &self,
        query: Query<'_>,
        stretch: &Stretch,
        voice: Option<&Voice>,
    ) -> Outcome {
        let places = self.matter_of(query, stretch);
        let (speaker, likeness) = self.speaker_of(&places, voice);
        let source = self.found_at(&places, speaker);
        let by = reason::by(voice, speaker, likeness);
        let changes = contrasts(query, stretch, &self.sources, &self.lexicon);
        let (kind, harmful, reason) = match (reason::worst(&changes), likeness) {
            (Some(change), _) => (VerdictKind::Altered, true, reason::of_told(change) + &by),
            (None, Some(Likeness::Other)) => {
                let reason = by.trim_start_matches("; ").to_owned();
                (VerdictKind::Misattributed, true, reason)
            }
            _ => {
                let said = source.as_ref().map(|found| reason::shown(&found.text));
                let said = said.unwrap_or_default();
                let reason = format!("the source says it in other words: \"{said}\"");
                (VerdictKind::Paraphrase, false, reason + &by)
            }
        };
        Outcome {
            kind,
            harmful,
            source,
            also: Vec::new(),
            changes,
            score: stretch.score,
            reason,
            stance: self.stance_of(&places, voice),
        }
    }

    /// The places of a stretch that say it: those of the one quote that has all words that both share, else all.
    fn matter_of(&self, query: Query<'_>, stretch: &Stretch) -> Vec<u32> {
        let all: Vec<u32> = stretch.places.clone().collect();
        let Some(source) = all.first().and_then(|&place| self.sources.source(place)) else {
            return all;
        };
        let tells = |place: u32| match self.sources.class(place) {
            Some(Class::Denial) => true,
            Some(Class::Small) | None => false,
            Some(_) => query
                .asked
                .iter()
                .any(|asked| is_same(asked, place, &self.sources)),
        };
        let mut shared = all.iter().copied().filter(|&place| tells(place));
        let Some(first) = shared.next() else {
            return all;
        };
        let mut common: Vec<u32> = source.quotes_at(first).collect();
        for place in shared {
            common.retain(|quote| source.quotes_at(place).any(|other| other == *quote));
        }
        let Some(quote) = common.first() else {
            return all;
        };
        let is_within = |place: &u32| source.quotes_at(*place).any(|other| other == *quote);
        all.iter().copied().filter(is_within).collect()
    }
}
