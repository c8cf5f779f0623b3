//! What the names of a text are said to be, and which of them a description takes up: by office, kind and nearness.

mod nearness;

use crate::candidate::Candidate;
use crate::discourse::Discourse;
use crate::kinds::{Animacy, Wording};
use crate::lexicon::Lexicon;
pub(crate) use nearness::TakenUp;
use nearness::{AGE, NEAR, likeliest, people_lately};
use newsgraph_document::{Label, MentionKind, Syntax, Upos, dep};
use newsgraph_lexicon::small_letters;
use newsgraph_phrase::{Sort, Trees};
use std::collections::HashMap;

/// How many words before a name may say what it is.
const BEFORE: usize = 8;
/// How many entities of one kind are looked at.
const MANY: usize = 24;

/// What is said of an entity: a noun, with the words that narrow it.
#[derive(Debug)]
struct Said {
    entity: usize,
    modifiers: Vec<String>,
}

impl Said {
    /// Whether a noun with these words before it may be the one that was said. Where not all are said, as in "the Philippine
    /// bureau", those that tell where somebody comes from may be left out.
    fn fits(&self, own: &[String], is_strict: bool, lexicon: &Lexicon) -> bool {
        let own_has = |word: &String| own.iter().any(|own| own.to_lowercase() == *word);
        let lessens = |word: &String| lexicon.words.lessening.contains(word) && !own_has(word);
        let has = |word: &String| self.modifiers.contains(&word.to_lowercase());
        let is_left_out = |word: &String| !is_strict && word.starts_with(char::is_uppercase);
        own.iter().all(|word| has(word) || is_left_out(word)) && !self.modifiers.iter().any(lessens)
    }
}

/// What the names of a text are said to be.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    by_noun: HashMap<String, Vec<Said>>,
    /// Organizations of which nothing is said, and places that are no country or state.
    unsaid: HashMap<String, Vec<Said>>,
}

impl Roles {
    /// Reads what stands around each name, and what each name's own words say.
    pub(crate) fn new(discourse: &Discourse<'_>, lexicon: &Lexicon) -> Self {
        let mut roles = Self::default();
        for at in 0..discourse.candidates.len() {
            let candidate = &discourse.candidates[at];
            if candidate.kind != MentionKind::Proper {
                continue;
            }
            let Some(entity) = discourse.known(at) else {
                continue;
            };
            for (noun, modifiers) in nouns_before(discourse, candidate) {
                roles.say(discourse, lexicon, noun, &modifiers, entity);
            }
            let syntax = discourse.trees.syntax;
            if let Some(noun) = predicate(syntax, candidate.head) {
                roles.say(discourse, lexicon, noun, &modifiers(syntax, noun), entity);
            }
        }
        for at in 0..discourse.candidates.len() {
            if let Some(entity) = apposition(discourse, lexicon, at) {
                let noun = discourse.candidates[at].head;
                let modifiers = modifiers(discourse.trees.syntax, noun);
                roles.say(discourse, lexicon, noun, &modifiers, entity);
            }
        }
        for entity in 0..discourse.entities.all.len() {
            roles.add_own_words(discourse, lexicon, entity);
        }
        roles
    }

    /// Notes that a noun of the text is said of an entity.
    fn say(
        &mut self,
        discourse: &Discourse<'_>,
        lexicon: &Lexicon,
        noun: usize,
        modifiers: &[String],
        entity: usize,
    ) {
        let lemma = discourse.trees.syntax.lemma(noun);
        let word = lemma.trim_end_matches('.').to_lowercase();
        let modifiers: Vec<String> = modifiers.iter().map(|word| word.to_lowercase()).collect();
        for said in lexicon.described.by_role(&word) {
            self.add(&said, entity, modifiers.clone());
        }
    }

    fn add(&mut self, noun: &str, entity: usize, modifiers: Vec<String>) {
        let said = self.by_noun.entry(noun.to_owned()).or_default();
        let is_new = said.len() < MANY
            && !said
                .iter()
                .any(|said| said.entity == entity && said.modifiers == modifiers);
        if is_new {
            said.push(Said { entity, modifiers });
        }
    }

    /// What the words of a name say of it: "Ostrand Harbour Bank" is a bank.
    fn add_own_words(&mut self, discourse: &Discourse<'_>, lexicon: &Lexicon, entity: usize) {
        let growing = &discourse.entities.all[entity];
        let (Some(label), Some(name)) = (growing.label(), growing.name()) else {
            return;
        };
        let sort = Sort::of(label);
        let nouns = match sort {
            Sort::Organization => lexicon.described.of_body(name),
            Sort::Place if *label == Label::LOCATION => lexicon.described.of_place(name),
            _ => return,
        };
        for noun in &nouns {
            self.add(noun, entity, Vec::new());
        }
        let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        let is_land = sort == Sort::Place && lexicon.words.not_city.contains(&last);
        if nouns.is_empty() && !is_land {
            let rest = match sort {
                Sort::Organization => &lexicon.described.any_body,
                _ => &lexicon.described.any_place,
            };
            for noun in rest {
                let said = self.unsaid.entry(noun.to_string()).or_default();
                if said.len() < MANY {
                    said.push(Said {
                        entity,
                        modifiers: Vec::new(),
                    });
                }
            }
        }
    }

    /// Which named entity a definite description takes up.
    pub(crate) fn taken_up(
        &self,
        discourse: &Discourse<'_>,
        lexicon: &Lexicon,
        at: usize,
    ) -> TakenUp {
        let this = &discourse.candidates[at];
        let syntax = discourse.trees.syntax;
        if !matches!(this.wording, Wording::Definite | Wording::Bare)
            || this.plural == Some(true)
            || is_narrowed(discourse.trees, this.head)
        {
            return TakenUp::Unknown;
        }
        let own = modifiers(syntax, this.head);
        let is_bare = this.wording == Wording::Bare;
        if is_bare && own.is_empty() && this.plural.is_some() {
            return TakenUp::Unknown;
        }
        let noun = small_letters(syntax.lemma(this.head));
        let is_person = this.animacy == Animacy::Person;
        if lexicon
            .words
            .age_ending
            .iter()
            .any(|ending| noun.ends_with(ending))
        {
            return likeliest(discourse, at, &people_lately(discourse), AGE);
        }
        let fits = |said: &Said, is_strict: bool| {
            let person = discourse.entities.all[said.entity].animacy == Animacy::Person;
            person == is_person && said.fits(&own, is_strict, lexicon)
        };
        let fitting = |said: &HashMap<String, Vec<Said>>, is_strict: bool| -> Vec<usize> {
            let said = said.get(&*noun).map_or(&[][..], Vec::as_slice);
            let fits = said.iter().filter(|said| fits(said, is_strict));
            let mut fitting: Vec<usize> = fits.map(|said| said.entity).collect();
            fitting.sort_unstable();
            fitting.dedup();
            fitting
        };
        let of = |said: &HashMap<String, Vec<Said>>| {
            let strict = fitting(said, true);
            let lenient = || Some(fitting(said, false)).filter(|all| all.len() == 1);
            if strict.is_empty() {
                lenient().unwrap_or(strict)
            } else {
                strict
            }
        };
        let (mut said, rest) = (of(&self.by_noun), of(&self.unsaid));
        // Of whom a thing's kind is told may be one of those of which nothing is.
        if !rest.is_empty() && !is_bare {
            said.extend(rest);
            return likeliest(discourse, at, &said, NEAR);
        }
        likeliest(discourse, at, &said, usize::MAX)
    }
}

/// The name that a description is an apposition of, or that is one of it: "Rui Pinto, the minister", "the minister,
/// Rui Pinto", "the firm Velmar".
pub(crate) fn apposition(discourse: &Discourse<'_>, lexicon: &Lexicon, at: usize) -> Option<usize> {
    let (syntax, this) = (discourse.trees.syntax, &discourse.candidates[at]);
    if this.kind != MentionKind::Nominal || this.is_joined || this.plural == Some(true) {
        return None;
    }
    let is_noun = syntax.upos(this.head) == Upos::Noun
        || lexicon
            .noun(&small_letters(syntax.lemma(this.head)))
            .is_some();
    if !is_noun {
        return None;
    }
    let governor = syntax
        .head(this.head)
        .filter(|_| syntax.dep(this.head) == dep::APPOS);
    let below = || {
        let mut below = syntax.dependents(this.head);
        below.find(|&token| syntax.dep(token) == dep::APPOS)
    };
    // "The firm Velmar left", where the tree gives the verb two subjects.
    let beside = || {
        let next = this.head + 1;
        let alike = next < syntax.len()
            && syntax.upos(next) == Upos::Propn
            && syntax.head(next) == syntax.head(this.head)
            && syntax.dep(next) == syntax.dep(this.head);
        alike.then_some(next)
    };
    let name = named(discourse, governor.or_else(below).or_else(beside)?)?;
    let entity = discourse.known(name)?;
    let growing = &discourse.entities.all[entity];
    let is_body = growing
        .label()
        .map(Sort::of)
        .is_some_and(|sort| matches!(sort, Sort::Organization | Sort::Place));
    if is_body && !lexicon.is_body(&syntax.lemma(this.head).to_lowercase()) {
        return None;
    }
    // "a call the White House released" is no apposition.
    let first = discourse.candidates[name].first;
    let is_behind_article = first > this.head
        && first
            .checked_sub(1)
            .is_some_and(|token| syntax.dep(token) == dep::DET)
        && first
            .checked_sub(2)
            .is_some_and(|token| !discourse.trees.is_sign(token));
    if is_behind_article {
        return None;
    }
    let is_person = growing.animacy == Animacy::Person;
    let fits = match this.animacy {
        Animacy::Person => is_person,
        Animacy::Thing => !is_person,
        Animacy::Unknown => true,
    };
    (fits && growing.plural != Some(true)).then_some(entity)
}

/// The name with this head.
fn named(discourse: &Discourse<'_>, head: usize) -> Option<usize> {
    let from = discourse.candidates.partition_point(|c| c.head < head);
    let same = discourse.candidates[from..]
        .iter()
        .take_while(|c| c.head == head);
    same.enumerate()
        .find(|(_, c)| c.kind == MentionKind::Proper)
        .map(|(at, _)| from + at)
}

/// The nouns that stand right before a name and say what it is, each with the words before it, in small letters:
/// "South Dakota governor Ida Crane".
fn nouns_before(discourse: &Discourse<'_>, candidate: &Candidate) -> Vec<(usize, Vec<String>)> {
    let (syntax, text) = (discourse.trees.syntax, discourse.trees.text);
    let first = text
        .sentences
        .get(candidate.sentence)
        .map_or(0, |s| s.tokens.start);
    let from = candidate.first.saturating_sub(BEFORE).max(first);
    let is_noun = |token| matches!(syntax.upos(token), Upos::Noun | Upos::Propn);
    let is_part = |&token: &usize| {
        (is_noun(token) || syntax.upos(token) == Upos::Adj) && !discourse.trees.is_sign(token)
            || text.word(token) == "."
    };
    let words = (from..candidate.first).rev().take_while(is_part);
    let start = words.last().unwrap_or(candidate.first);
    let lower = |token| syntax.lemma(token).to_lowercase();
    (start..candidate.first)
        .filter(|&token| is_noun(token))
        .map(|token| (token, (start..token).map(lower).collect()))
        .collect()
}

/// The noun that is said of a name: "Ida Crane is the mayor".
fn predicate(syntax: &Syntax, head: usize) -> Option<usize> {
    let noun = syntax
        .head(head)
        .filter(|_| syntax.dep(head) == dep::NSUBJ)?;
    let is_noun = syntax.upos(noun) == Upos::Noun && syntax.dependent(noun, dep::COP).is_some();
    is_noun.then_some(noun)
}

/// The words that narrow a noun before it.
fn modifiers(syntax: &Syntax, noun: usize) -> Vec<String> {
    let narrows =
        |&token: &usize| token < noun && matches!(syntax.dep(token), dep::AMOD | dep::COMPOUND);
    let words = syntax.dependents(noun).filter(narrows);
    words
        .map(|token| syntax.lemma(token).to_lowercase())
        .collect()
}

/// Whether what follows a noun says which one it is.
fn is_narrowed(trees: &Trees<'_>, noun: usize) -> bool {
    let syntax = trees.syntax;
    let is_set_off = noun + 1 < trees.text.tokens.len() && trees.is_sign(noun + 1);
    let mut behind = syntax.dependents(noun).filter(|&token| token > noun);
    behind.any(|token| match syntax.dep(token) {
        dep::NMOD | dep::ACL => true,
        dep::ACL_RELCL => !is_set_off,
        _ => false,
    })
}

#[cfg(test)]
mod tests;
