use crate::candidate::Candidate;
use crate::entities::Entities;
use crate::kinds::Wording;
use crate::modifiers::modifiers;
use crate::senses::Senses;
use newsgraph_document::{Participant, Quote, QuoteId, Span};
use newsgraph_linear::hash_bytes;
use newsgraph_neural::WordVectors;
use newsgraph_phrase::Trees;
use std::cell::OnceCell;

/// How many quotes back the one before a mention is looked for.
const QUOTES: usize = 4;

/// A text with its mentions and quotes, and the entities up to a place in it.
pub(crate) struct Discourse<'a> {
    pub(crate) trees: &'a Trees<'a>,
    pub(crate) quotes: &'a [Quote],
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) entities: Entities,
    /// The candidate that speaks each quote.
    speakers: Vec<Option<usize>>,
    /// The last quote that each candidate speaks.
    told: Vec<Option<QuoteId>>,
    /// The hash of each candidate's noun.
    nouns: Vec<u64>,
    /// What narrows the noun of each candidate that was asked about.
    modifiers: Vec<OnceCell<Vec<u64>>>,
    senses: Senses,
}

impl<'a> Discourse<'a> {
    /// What stands before the first mention. Candidates are in the order of their heads, quotes in that of their
    /// contents.
    pub(crate) fn new(
        trees: &'a Trees<'a>,
        quotes: &'a [Quote],
        candidates: Vec<Candidate>,
        entities: Entities,
        vectors: &WordVectors,
    ) -> Self {
        let nouns = candidates.iter().map(|c| noun(trees, c)).collect();
        let speaker = |quote: &Quote| candidate_of(trees, &candidates, quote.speaker?.head);
        let speakers: Vec<Option<usize>> = quotes.iter().map(speaker).collect();
        let mut told = vec![None; candidates.len()];
        for (quote, &speaker) in speakers.iter().enumerate() {
            if let Some(speaker) = speaker {
                told[speaker] = Some(QuoteId::new(quote));
            }
        }
        Self {
            trees,
            quotes,
            nouns,
            modifiers: vec![OnceCell::new(); candidates.len()],
            senses: Senses::new(vectors, candidates.len()),
            candidates,
            entities,
            speakers,
            told,
        }
    }

    /// How alike the words of two mentions are, in steps from 1 to 9; 0 where a word of one of them is unknown.
    pub(crate) fn likeness(&self, a: usize, b: usize) -> u64 {
        let sense = |at| self.senses.of(at, self.trees, &self.candidates[at]);
        let (Some(a), Some(b)) = (sense(a), sense(b)) else {
            return 0;
        };
        let cosine = 10.0 * a.likeness(&b);
        let steps = (1u8..=8).filter(|&step| cosine >= f32::from(step));
        1 + steps.count() as u64
    }

    pub(crate) fn quote(&self, id: QuoteId) -> &'a Quote {
        &self.quotes[id.index()]
    }

    /// The quote whose speaker a mention is, the last of several.
    pub(crate) fn told_by(&self, at: usize) -> Option<&'a Quote> {
        self.told[at].map(|quote| self.quote(quote))
    }

    /// The last quote that begins before a mention and is not told by it.
    pub(crate) fn quote_before(&self, at: usize) -> Option<&'a Quote> {
        let start = self.candidates[at].span.start();
        let end = self
            .quotes
            .partition_point(|q| q.content[0].start() < start);
        let mut near = (end.saturating_sub(QUOTES)..end).rev();
        let other = near.find(|&quote| self.speakers[quote] != Some(at))?;
        Some(&self.quotes[other])
    }

    /// The entity of a quote's speaker or addressee: that of the mention with its head.
    pub(crate) fn participant(&self, who: Option<Participant>) -> Option<usize> {
        self.known(candidate_of(self.trees, &self.candidates, who?.head)?)
    }

    /// The entity of a mention, also of a name that is still ahead.
    pub(crate) fn known(&self, at: usize) -> Option<usize> {
        let given = self.candidates[at].given;
        self.entities.of[at].or_else(|| self.entities.of_given(given?))
    }

    /// The last mention of an entity so far, or its first name where that is still ahead.
    pub(crate) fn shown(&self, entity: usize) -> Option<Span> {
        let last = self.entities.last_mention(entity).map(|last| last.mention);
        let ahead = || (0..self.candidates.len()).find(|&at| self.known(at) == Some(entity));
        let at = last.or_else(ahead)?;
        Some(self.candidates[at].span)
    }

    /// The hash of a mention's noun.
    pub(crate) fn noun(&self, at: usize) -> u64 {
        self.nouns[at]
    }

    /// Hashes of the words that narrow a mention's noun, sorted; none for a pronoun.
    pub(crate) fn modifiers(&self, at: usize) -> &[u64] {
        let modifiers = || modifiers(self.trees.syntax, &self.candidates[at]);
        self.modifiers[at].get_or_init(modifiers)
    }
}

/// The hash of a mention's noun.
fn noun(trees: &Trees<'_>, candidate: &Candidate) -> u64 {
    let word = match candidate.wording {
        Wording::ProperNoun => trees.word(candidate.head),
        _ => trees.syntax.lemma(candidate.head),
    };
    hash_bytes(word.as_bytes())
}

/// The candidate with this word for its head.
fn candidate_of(trees: &Trees<'_>, candidates: &[Candidate], span: Span) -> Option<usize> {
    let tokens = trees.text.tokens_in(span);
    let head = (!tokens.is_empty()).then(|| trees.head(tokens))?;
    let at = candidates.partition_point(|c| c.head < head);
    candidates.get(at).filter(|c| c.head == head).map(|_| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::collect;
    use crate::lexicon::Lexicon;
    use newsgraph_document::{Act, Label, QuoteKind, Reference};
    use newsgraph_sketch::Sketch;

    /// Words for a speaker that begin before the mention, or end after it, still are the mention's.
    #[test]
    fn a_speaker_is_found_by_its_head() {
        let sketch = Sketch::new(
            "
            “ PUNCT 2 punct
            Go VERB 5 ccomp
            ” PUNCT 2 punct
            , PUNCT 2 punct
            said/say VERB 0 root
            coach NOUN 7 compound
            Ruth PROPN 5 nsubj
            Lee PROPN 7 flat
            of ADP 10 case
            Ulm PROPN 7 nmod",
        );
        let (syntax, lexicon) = (sketch.syntax(), Lexicon::english());
        let trees = Trees::new(sketch.view(), &syntax, &lexicon.grammar);
        let names = sketch.names(&[("Ruth Lee", Label::PERSON), ("Ulm", Label::LOCATION)]);
        for (words, speaker) in [
            (5..8, Some("Ruth Lee")),
            (5..10, Some("Ruth Lee")),
            (9..10, Some("Ulm")),
            (4..5, None),
        ] {
            let quotes = [Quote {
                kind: QuoteKind::Direct,
                act: Act::Speech,
                content: vec![sketch.view().span_of(0..3)],
                cue: None,
                speaker: Some(Participant::new(
                    sketch.view().span_of(words),
                    Reference::Named,
                )),
                speakers: Vec::new(),
                addressee: None,
                parent: None,
                score: None,
            }];
            let candidates = collect(&trees, &names, &quotes, &lexicon);
            let entities = Entities::new(Vec::new(), &candidates, names.len());
            let discourse = Discourse::new(
                &trees,
                &quotes,
                candidates,
                entities,
                &WordVectors::default(),
            );
            let mut all = 0..discourse.candidates.len();
            let told = all.find(|&at| discourse.told_by(at).is_some());
            let text = told.map(|at| &sketch.text()[discourse.candidates[at].span]);
            assert_eq!(text, speaker);
            let last = discourse.candidates.len() - 1;
            let is_last = told == Some(last);
            assert_eq!(discourse.quote_before(last).is_none(), is_last);
        }
    }
}
