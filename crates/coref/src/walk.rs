//! The walk through a text's mentions: which may refer to what, and what is chosen.

use crate::candidate::Candidate;
use crate::collect::collect;
use crate::discourse::Discourse;
use crate::entities::{Antecedent, Entities, Growing};
use crate::features::{Anaphor, features_of_none};
use crate::kinds::{Animacy, Pronoun, Role, Wording};
use crate::lexicon::Lexicon;
use crate::options::Options;
use crate::pair::features_of_pair;
use crate::reasons::JoinedBy;
use crate::roles::{self, Roles, TakenUp};
use crate::{joined, names, pronouns};
use newsgraph_document::{Mention, MentionKind, Participant, Quote};
use newsgraph_neural::WordVectors;
use newsgraph_phrase::Trees;
use std::collections::HashMap;

/// How many sentences back a pronoun may refer.
const SENTENCES: usize = 5;
/// How many sentences back a definite description may take up what has another noun.
const OTHER_NOUN: usize = 3;
/// How many earlier descriptions with its noun a description may take up.
const SAME_NOUN: usize = 4;
/// How many of the entities mentioned last a definite description may take up.
const LAST_MENTIONED: usize = 12;

/// A walk through a text's mentions in order, with the entities so far.
pub(crate) struct Walk<'a> {
    pub(crate) discourse: Discourse<'a>,
    /// What the names of the text are said to be.
    roles: Roles,
    lexicon: &'a Lexicon,
    /// Descriptions so far by the hash of their noun's lemma.
    by_noun: HashMap<u64, Vec<usize>>,
}

/// The entities of the names, joined by rules; `candidates` are the mentions of the text.
pub(crate) fn named_entities(
    text: &str,
    mentions: &[Mention],
    candidates: &[Candidate],
    lexicon: &Lexicon,
) -> Entities {
    let clusters = names::cluster(text, &names_of(text, mentions), lexicon);
    Entities::new(clusters, candidates, mentions.len())
}

/// The mentions that name something.
pub(crate) fn names_of<'m>(text: &str, mentions: &'m [Mention]) -> Vec<names::Name<'m>> {
    let fits = |m: &Mention| m.span.end() <= text.len() && m.span.fits(text);
    let names = (0..).zip(mentions);
    names
        .filter(|(_, m)| m.kind != MentionKind::Value && fits(m))
        .map(|(position, mention)| names::Name { position, mention })
        .collect()
}

/// Chooses among several options, and is told how each mention was placed.
pub(crate) trait Decide {
    /// The position of an option, for the mention at this place.
    fn choose(&mut self, discourse: &Discourse<'_>, at: usize, options: &Options) -> usize;

    /// Takes what placed the mention at this place, before it is.
    fn note(&mut self, _: &Discourse<'_>, _at: usize, _: JoinedBy) {}
}

impl<F: FnMut(&Discourse<'_>, usize, &Options) -> usize> Decide for F {
    fn choose(&mut self, discourse: &Discourse<'_>, at: usize, options: &Options) -> usize {
        self(discourse, at, options)
    }
}

impl<'a> Walk<'a> {
    /// A walk that stands before the first mention.
    pub(crate) fn new(
        trees: &'a Trees<'a>,
        mentions: &[Mention],
        quotes: &'a [Quote],
        lexicon: &'a Lexicon,
        vectors: &WordVectors,
    ) -> Self {
        let candidates = collect(trees, mentions, quotes, lexicon);
        let entities = named_entities(trees.text.text, mentions, &candidates, lexicon);
        let discourse = Discourse::new(trees, quotes, candidates, entities, vectors);
        Self {
            roles: Roles::new(&discourse, lexicon),
            lexicon,
            discourse,
            by_noun: HashMap::new(),
        }
    }

    /// Goes through all mentions; `choose` is asked for those that may refer to several entities, and gives the
    /// position of an option.
    pub(crate) fn run(&mut self, choose: impl FnMut(&Discourse<'_>, usize, &Options) -> usize) {
        self.run_by(&mut { choose });
    }

    /// As [`Self::run`], and tells what placed each mention.
    pub(crate) fn run_by(&mut self, decide: &mut impl Decide) {
        let mut options = Options::default();
        for at in 0..self.discourse.candidates.len() {
            let discourse = &mut self.discourse;
            let this = &discourse.candidates[at];
            if this.given.is_some() {
                discourse.entities.see(at, this);
                continue;
            }
            let ruled = match this.pronoun {
                Some(Pronoun::I | Pronoun::We) => {
                    Some(self.speaks(at, JoinedBy::Speaker, |quote| quote.speaker))
                }
                Some(Pronoun::You) => {
                    Some(self.speaks(at, JoinedBy::Addressee, |quote| quote.addressee))
                }
                Some(Pronoun::Relative) => {
                    Some((pronouns::relative(discourse, at), JoinedBy::Relative))
                }
                Some(Pronoun::They) => {
                    joined::taken_up(discourse, at).map(|row| (Some(row), JoinedBy::Row))
                }
                Some(_) => None,
                None if this.is_joined => Some((None, JoinedBy::First)),
                None => self.described(at),
            };
            let (found, by) = ruled.unwrap_or_else(|| {
                options.clear();
                self.list(at, &mut options);
                if options.entities().len() < 2 {
                    return (None, JoinedBy::First);
                }
                let chosen = decide.choose(&self.discourse, at, &options);
                (options.entities()[chosen], JoinedBy::Ranker)
            });
            decide.note(&self.discourse, at, by);
            self.place(at, found);
        }
    }

    /// The named entity that a description takes up, where a rule tells.
    fn described(&self, at: usize) -> Option<(Option<usize>, JoinedBy)> {
        if let Some(entity) = roles::apposition(&self.discourse, self.lexicon, at) {
            return Some((Some(entity), JoinedBy::Apposition));
        }
        match self.roles.taken_up(&self.discourse, self.lexicon, at) {
            TakenUp::One(entity) => Some((Some(entity), JoinedBy::Role)),
            TakenUp::Several => Some((None, JoinedBy::Several)),
            TakenUp::Unknown => None,
        }
    }

    /// The entity that I, we or you stand for: who takes part in the quote so, else whom it was before.
    fn speaks(
        &self,
        at: usize,
        part: JoinedBy,
        who: impl Fn(&Quote) -> Option<Participant>,
    ) -> (Option<usize>, JoinedBy) {
        let (discourse, this) = (&self.discourse, &self.discourse.candidates[at]);
        let known = this
            .quote
            .and_then(|quote| discourse.participant(who(discourse.quote(quote))));
        match known {
            Some(entity) => (Some(entity), part),
            None => (discourse.entities.voice(this), JoinedBy::Voice),
        }
    }

    fn place(&mut self, at: usize, found: Option<usize>) {
        let discourse = &mut self.discourse;
        let this = &discourse.candidates[at];
        match (found, this.pronoun) {
            (Some(entity), _) => discourse.entities.add(entity, at, this),
            (None, Some(Pronoun::I | Pronoun::We | Pronoun::You)) => {
                discourse.entities.open_voice(at, this);
            }
            (None, Some(Pronoun::Relative)) => {}
            (None, _) => discourse.entities.open(at, this),
        }
        let this = &discourse.candidates[at];
        if this.pronoun.is_none() && !this.is_joined {
            let noun = discourse.noun(at);
            self.by_noun.entry(noun).or_default().push(at);
        }
    }

    /// What a pronoun or description may refer to.
    fn list(&self, at: usize, options: &mut Options) {
        let discourse = &self.discourse;
        let anaphor = Anaphor::new(discourse, at);
        let found = if discourse.candidates[at].pronoun.is_some() {
            self.list_for_pronoun(&anaphor, options)
        } else {
            self.list_for_description(&anaphor, options)
        };
        options.begin(None);
        features_of_none(discourse, &anaphor, found, options);
    }

    /// The entities that a pronoun may refer to; returns how many stand before it.
    fn list_for_pronoun(&self, anaphor: &Anaphor, options: &mut Options) -> usize {
        let discourse = &self.discourse;
        let sentence = |at: usize| discourse.candidates[at].sentence;
        let own = sentence(anaphor.at);
        let mut rank = 0;
        for entity in discourse.entities.recent() {
            let Some(last) = discourse.entities.last_mention(entity) else {
                continue;
            };
            if own.saturating_sub(sentence(last.mention)) > SENTENCES {
                break;
            }
            if pronouns::may_refer(discourse, anaphor.at, last) {
                options.begin(Some(entity));
                features_of_pair(discourse, anaphor, last, rank, options);
                rank += 1;
            }
        }
        if let Some(ahead) = anaphor.ahead
            && !options.has(ahead.entity)
        {
            options.begin(Some(ahead.entity));
            features_of_pair(discourse, anaphor, ahead, rank, options);
        }
        rank
    }

    /// The entities that a description may refer to; returns how many there are.
    fn list_for_description(&self, anaphor: &Anaphor, options: &mut Options) -> usize {
        let discourse = &self.discourse;
        let this = &discourse.candidates[anaphor.at];
        let same = self.by_noun.get(&discourse.noun(anaphor.at));
        let same = same.into_iter().flatten().rev().take(SAME_NOUN);
        let mut found: Vec<Antecedent> = same
            .filter_map(|&mention| {
                let entity = discourse.entities.of[mention]?;
                Some(Antecedent { mention, entity })
            })
            .collect();
        let definite = matches!(this.wording, Wording::Definite | Wording::Demonstrative);
        if definite || this.role == Role::Apposition {
            let lately = discourse.entities.recent().take(LAST_MENTIONED);
            let last = lately.filter_map(|entity| discourse.entities.last_mention(entity));
            found.extend(last.filter(|&last| self.may_describe(this, last)));
        }
        let mut rank = 0;
        for antecedent in found {
            let other = &discourse.candidates[antecedent.mention];
            if !other.span.overlaps(this.span) && !options.has(antecedent.entity) {
                options.begin(Some(antecedent.entity));
                features_of_pair(discourse, anaphor, antecedent, rank, options);
                rank += 1;
            }
        }
        rank
    }

    /// Whether a named entity is a place of this kind, where a noun tells one.
    fn may_be_place(&self, growing: &Growing, noun: &str) -> bool {
        let described = &self.lexicon.described;
        let name = growing.name().unwrap_or_default();
        let nouns = described.of_place(name);
        !described.is_place(noun)
            || nouns.iter().any(|own| **own == *noun)
            || nouns.is_empty() && described.any_place.iter().any(|any| **any == *noun)
    }

    /// Whether a description may take up an entity that was mentioned lately, whatever it was called.
    fn may_describe(&self, this: &Candidate, last: Antecedent) -> bool {
        let growing = &self.discourse.entities.all[last.entity];
        let other = &self.discourse.candidates[last.mention];
        let number = match (growing.plural, this.plural) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let animacy = growing.animacy == this.animacy
            || growing.animacy == Animacy::Unknown
            || this.animacy == Animacy::Unknown;
        let is_near = this.sentence.saturating_sub(other.sentence) <= OTHER_NOUN;
        if !is_near || !number || !animacy {
            return false;
        }
        if growing.label().is_none() {
            return true;
        }
        let noun = self.discourse.trees.syntax.lemma(this.head);
        let may_name_kind = this.wording == Wording::ProperNoun
            || growing.animacy == Animacy::Unknown
            || self.lexicon.noun(noun).is_some();
        may_name_kind && self.may_be_place(growing, noun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_sketch::Sketch;

    /// However long the text, a mention looks at a bounded number of entities before it.
    #[test]
    fn choices_do_not_grow_with_the_text() {
        let lexicon = Lexicon::english();
        let most = |sentences: usize| {
            let sentence = "the DET 2 det\ndog NOUN 3 nsubj\nsaw VERB 0 root\nit PRON 3 obj";
            let sketch = Sketch::new(&vec![sentence; sentences].join("\n\n"));
            let syntax = sketch.syntax();
            let trees = Trees::new(sketch.view(), &syntax, &lexicon.grammar);
            let mut walk = Walk::new(&trees, &[], &[], &lexicon, &WordVectors::default());
            let (mut choices, mut most) = (0, 0);
            // Always to nothing before it, so that there are as many entities as can be.
            walk.run(|_, _, options| {
                choices += 1;
                most = most.max(options.entities().len());
                options.entities().len() - 1
            });
            assert!(choices > sentences);
            most
        };
        assert!(most(10) > 4);
        assert_eq!(most(100), most(1000));
    }
}
