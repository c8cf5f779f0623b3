use crate::candidate::{self, Candidate, Form, Pronoun, Role, Sort};
use crate::entities::Entities;
use crate::features::{Anaphor, features_of_none};
use crate::lexicon::Lexicon;
use crate::options::Options;
use crate::pair::features_of_pair;
use crate::{names, pronouns};
use newsgraph_document::{Mention, MentionKind, Quote, Syntax, TokenizedText};
use newsgraph_linear::hash_bytes;
use std::collections::{BTreeMap, HashMap};

/// How many sentences back a pronoun may refer.
const SENTENCES: usize = 5;
/// How many earlier descriptions with its noun a description may take up.
const SAME_NOUN: usize = 4;
/// How many of the entities mentioned last a definite description may take up.
const LAST_MENTIONED: usize = 12;

fn speakers(quotes: &[Quote]) -> BTreeMap<usize, usize> {
    let speaker = |(at, quote): (usize, &Quote)| Some((quote.speaker?.span.start(), at));
    quotes.iter().enumerate().filter_map(speaker).collect()
}

/// A walk through a text's mentions in order, with the entities so far.
pub(crate) struct Walk<'a> {
    pub(crate) text: TokenizedText<'a>,
    pub(crate) syntax: &'a Syntax,
    pub(crate) quotes: &'a [Quote],
    pub(crate) candidates: Vec<Candidate>,
    pub(crate) entities: Entities,
    /// Quotes by the start of the words for their speaker.
    by_speaker: BTreeMap<usize, usize>,
    /// Descriptions so far by the hash of their noun's lemma.
    by_noun: HashMap<u64, Vec<usize>>,
}

impl<'a> Walk<'a> {
    /// A walk that stands before the first mention. Where the trees are not of this text, there are only
    /// the names.
    pub(crate) fn new(
        text: TokenizedText<'a>,
        syntax: &'a Syntax,
        mentions: &[Mention],
        quotes: &'a [Quote],
        lexicon: &Lexicon,
    ) -> Self {
        let fits = |m: &Mention| m.span.end() <= text.text.len() && m.span.fits(text.text);
        let names: Vec<(usize, &Mention)> = (0..)
            .zip(mentions)
            .filter(|(_, m)| m.kind != MentionKind::Value && fits(m))
            .collect();
        let clusters = names::cluster(text.text, &names, lexicon);
        let candidates = if syntax.len() == text.tokens.len() {
            candidate::collect(text, syntax, mentions, quotes, lexicon)
        } else {
            Vec::new()
        };
        let entities = Entities::new(clusters, &candidates, mentions.len());
        Self {
            text,
            syntax,
            quotes,
            candidates,
            entities,
            by_speaker: speakers(quotes),
            by_noun: HashMap::new(),
        }
    }

    /// Goes through all mentions; `choose` is asked for those that may refer to several entities, and gives the
    /// position of an option.
    pub(crate) fn run(&mut self, mut choose: impl FnMut(&Self, usize, &Options) -> usize) {
        let mut options = Options::default();
        for at in 0..self.candidates.len() {
            let this = &self.candidates[at];
            if this.given.is_some() {
                self.entities.see(at, this);
                continue;
            }
            let ruled = match this.pronoun {
                Some(Pronoun::I | Pronoun::We) => Some(self.speaks(this, |quote| quote.speaker)),
                Some(Pronoun::You) => Some(self.speaks(this, |quote| quote.addressee)),
                Some(Pronoun::Relative) => Some(pronouns::relative(self, at)),
                _ => None,
            };
            let found = ruled.unwrap_or_else(|| {
                options.clear();
                self.list(at, &mut options);
                if options.entities().len() < 2 {
                    return None;
                }
                options.entities()[choose(self, at, &options)]
            });
            self.place(at, found);
        }
    }

    /// The entity that I, we or you stand for.
    fn speaks(
        &self,
        this: &Candidate,
        who: impl Fn(&Quote) -> Option<newsgraph_document::Participant>,
    ) -> Option<usize> {
        let known = this
            .quote
            .and_then(|quote| pronouns::participant(self, who(&self.quotes[quote])));
        known.or_else(|| self.entities.voice(this))
    }

    fn place(&mut self, at: usize, found: Option<usize>) {
        let this = &self.candidates[at];
        match (found, this.pronoun) {
            (Some(entity), _) => self.entities.add(entity, at, this),
            (None, Some(Pronoun::I | Pronoun::We | Pronoun::You)) => {
                self.entities.open_voice(at, this);
            }
            (None, Some(Pronoun::Relative)) => {}
            (None, _) => self.entities.open(at, this),
        }
        if self.candidates[at].pronoun.is_none() {
            let noun = self.noun(at);
            self.by_noun.entry(noun).or_default().push(at);
        }
    }

    /// The quote whose speaker a mention is.
    pub(crate) fn told_by(&self, candidate: &Candidate) -> Option<&'a Quote> {
        let quote = self.by_speaker.get(&candidate.span.start())?;
        Some(&self.quotes[*quote])
    }

    /// The last quote that begins before a mention and is not told by it.
    pub(crate) fn quote_before(&self, candidate: &Candidate) -> Option<&'a Quote> {
        let start = candidate.span.start();
        let end = self
            .quotes
            .partition_point(|q| q.content[0].start() < start);
        let other = |q: &&Quote| q.speaker.is_none_or(|s| s.span.start() != start);
        let mut near = self.quotes[end.saturating_sub(4)..end].iter().rev();
        near.find(other)
    }

    /// The hash of a mention's noun.
    pub(crate) fn noun(&self, at: usize) -> u64 {
        let head = self.candidates[at].head;
        if self.candidates[at].form == Form::ProperNoun {
            return hash_bytes(self.text.word(head).as_bytes());
        }
        hash_bytes(self.syntax.lemma(head).as_bytes())
    }

    /// What a pronoun or description may refer to.
    fn list(&self, at: usize, options: &mut Options) {
        let this = &self.candidates[at];
        let anaphor = Anaphor::new(self, at);
        if this.pronoun.is_some() {
            self.list_for_pronoun(&anaphor, options);
        } else {
            self.list_for_description(&anaphor, options);
        }
    }

    fn list_for_pronoun(&self, anaphor: &Anaphor, options: &mut Options) {
        let this = &self.candidates[anaphor.at];
        let mut rank = 0;
        for entity in self.entities.recent() {
            let Some(&other) = self.entities.all[entity].members.last() else {
                continue;
            };
            if this
                .sentence
                .saturating_sub(self.candidates[other].sentence)
                > SENTENCES
            {
                break;
            }
            if pronouns::may_refer(self, anaphor.at, other, entity) {
                options.begin(Some(entity));
                features_of_pair(self, anaphor, (other, entity), rank, options);
                rank += 1;
            }
        }
        if let Some((other, entity)) = anaphor.ahead
            && !options.has(entity)
        {
            options.begin(Some(entity));
            features_of_pair(self, anaphor, (other, entity), rank, options);
        }
        options.begin(None);
        features_of_none(self, anaphor, rank, options);
    }

    fn list_for_description(&self, anaphor: &Anaphor, options: &mut Options) {
        let this = &self.candidates[anaphor.at];
        let same = self.by_noun.get(&self.noun(anaphor.at));
        let mut rank = 0;
        let mut add = |other: usize, entity: usize, options: &mut Options| {
            let apart = !self.candidates[other].span.overlaps(this.span);
            if apart && !options.has(entity) {
                options.begin(Some(entity));
                features_of_pair(self, anaphor, (other, entity), rank, options);
                rank += 1;
            }
        };
        for &other in same.into_iter().flatten().rev().take(SAME_NOUN) {
            if let Some(entity) = self.entities.of[other] {
                add(other, entity, options);
            }
        }
        let definite = matches!(this.form, Form::Definite | Form::Demonstrative);
        if definite || this.role == Role::Apposition {
            for entity in self.entities.recent().take(LAST_MENTIONED) {
                let growing = &self.entities.all[entity];
                let Some(&other) = growing.members.last() else {
                    continue;
                };
                let near = this.sentence - self.candidates[other].sentence.min(this.sentence) <= 3;
                let number = match (growing.plural, this.plural) {
                    (Some(a), Some(b)) => a == b,
                    _ => true,
                };
                let sort = growing.sort == this.sort
                    || growing.sort == Sort::Unknown
                    || this.sort == Sort::Unknown;
                if near && number && sort {
                    add(other, entity, options);
                }
            }
        }
        options.begin(None);
        features_of_none(self, anaphor, rank, options);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_document::{Sentence, Span, Token, Upos, WordSyntax};

    /// However long the text, a mention looks at a bounded number of entities before it.
    #[test]
    fn choices_do_not_grow_with_the_text() {
        let most = |sentences: usize| {
            let words = ["the", "dog", "saw", "it"];
            let text = vec![words.join(" "); sentences].join(" ");
            let (mut tokens, mut at) = (Vec::new(), 0);
            for word in text.split(' ') {
                let span = Span::new(at, at + word.len());
                tokens.push(Token { span });
                at += word.len() + 1;
            }
            let sentence = |number: usize| Sentence {
                span: tokens[4 * number].span.cover(tokens[4 * number + 3].span),
                tokens: 4 * number..4 * number + 4,
                paragraph: 0,
            };
            let sentences: Vec<Sentence> = (0..sentences).map(sentence).collect();
            let view = TokenizedText {
                text: &text,
                tokens: &tokens,
                sentences: &sentences,
            };
            let word = |token: usize| {
                let first = token - token % 4;
                let (upos, head, dep) = [
                    (Upos::Det, Some(first + 1), "det"),
                    (Upos::Noun, Some(first + 2), "nsubj"),
                    (Upos::Verb, None, "root"),
                    (Upos::Pron, Some(first + 2), "obj"),
                ][token % 4];
                let (xpos, lemma) = ("X", words[token % 4]);
                WordSyntax {
                    upos,
                    xpos,
                    lemma,
                    head,
                    dep,
                }
            };
            let syntax = Syntax::new(view, (0..tokens.len()).map(word)).unwrap();
            let lexicon = Lexicon::default();
            let mut walk = Walk::new(view, &syntax, &[], &[], &lexicon);
            let (mut choices, mut most) = (0, 0);
            // Always to nothing before it, so that there are as many entities as can be.
            walk.run(|_, _, options| {
                choices += 1;
                most = most.max(options.entities().len());
                options.entities().len() - 1
            });
            assert!(choices > sentences.len());
            most
        };
        assert!(most(10) > 4);
        assert_eq!(most(100), most(1000));
    }
}
