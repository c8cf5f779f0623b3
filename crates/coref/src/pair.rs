//! What a mention and an entity before it have to do with each other, as numbers of features.

use crate::candidate::Candidate;
use crate::discourse::Discourse;
use crate::entities::{Antecedent, Growing};
use crate::features::{Anaphor, HE_OR_SHE, role, step, wording};
use crate::kinds::Gender;
use crate::options::Options;
use newsgraph_document::{Syntax, Upos, dep};
use newsgraph_linear::hash_bytes;

/// A mention and an entity that it may refer to.
struct Pair<'p> {
    discourse: &'p Discourse<'p>,
    anaphor: &'p Anaphor,
    this: &'p Candidate,
    /// The mention that speaks for the entity.
    other: usize,
    candidate: &'p Candidate,
    entity: usize,
    growing: &'p Growing,
    /// Sentences between the two, in steps, and those up to 2.
    sentences: u64,
    near: u64,
    place: u64,
    wording: u64,
    count: u64,
}

/// Features of the option that the anaphor refers to an entity by its mention that speaks for it; `rank` is how
/// many options stand nearer.
pub(crate) fn features_of_pair(
    discourse: &Discourse<'_>,
    anaphor: &Anaphor,
    antecedent: Antecedent,
    rank: usize,
    options: &mut Options,
) {
    let Antecedent { mention, entity } = antecedent;
    let (this, candidate) = (
        &discourse.candidates[anaphor.at],
        &discourse.candidates[mention],
    );
    let growing = &discourse.entities.all[entity];
    let sentences = step(this.sentence.abs_diff(candidate.sentence));
    let pair = Pair {
        discourse,
        anaphor,
        this,
        other: mention,
        candidate,
        entity,
        growing,
        sentences,
        near: sentences.min(2),
        place: structure(discourse.trees.syntax, this, candidate),
        wording: wording(candidate.wording),
        count: step(growing.members.len()),
    };
    pair.add_place(rank, options);
    pair.add_kind(options);
    pair.add_distance(options);
    pair.add_history(options);
    if this.pronoun.is_some() {
        pair.add_surroundings(options);
        pair.add_agreement(options);
        pair.add_parallels(options);
    } else {
        pair.add_description(options);
    }
}

impl Pair<'_> {
    /// Where the two stand.
    fn add_place(&self, rank: usize, options: &mut Options) {
        let (this, candidate) = (self.this, self.candidate);
        let (class, fine, near) = (self.anaphor.class, self.anaphor.fine, self.near);
        let quotes = if this.quote == candidate.quote {
            0
        } else {
            1 + u64::from(this.quote.is_some()) + 2 * u64::from(candidate.quote.is_some())
        };
        let ahead = u64::from(self.other > self.anaphor.at);
        options.add(20, [class, self.sentences, quotes, ahead]);
        options.add(21, [class, step(rank), near, 0]);
        options.add(22, [fine, role(candidate), near, 0]);
        options.add(23, [class, self.wording, near, 0]);
        options.add(24, [class, self.place, near, 0]);
        options.add(25, [fine, self.place, 0, 0]);
    }

    /// How far they are apart in words and paragraphs.
    fn add_distance(&self, options: &mut Options) {
        let (this, candidate, class) = (self.this, self.candidate, self.anaphor.class);
        let ahead = u64::from(self.other > self.anaphor.at);
        let tokens = step(this.head.abs_diff(candidate.head) / 4);
        options.add(28, [class, tokens, ahead, 0]);
        let paragraph = |c: &Candidate| self.discourse.trees.text.sentences[c.sentence].paragraph;
        let same = u64::from(paragraph(this) == paragraph(candidate));
        options.add(29, [class, same, self.near, 0]);
    }

    /// What the entity is.
    fn add_kind(&self, options: &mut Options) {
        let (class, growing) = (self.anaphor.class, self.growing);
        let named = u64::from(growing.last_name.is_some());
        options.add(26, [class, self.count, named, 0]);
        let plural = growing.plural.map_or(2, u64::from);
        options.add(27, [class, growing.animacy as u64, plural, self.wording]);
    }

    /// When and how the entity was mentioned.
    fn add_history(&self, options: &mut Options) {
        let (class, growing, near) = (self.anaphor.class, self.growing, self.near);
        let sentence = |at: usize| self.discourse.candidates[at].sentence;
        let since =
            |at: Option<usize>| at.map_or(9, |at| step(self.this.sentence.abs_diff(sentence(at))));
        options.add(30, [class, since(growing.last_subject), near, 0]);
        options.add(31, [class, since(growing.last_name), near, 0]);
        let first = growing.members.first().map_or(0, |&m| sentence(m));
        options.add(32, [class, step(first), self.count, 0]);
        if self.anaphor.quoted > 0 {
            let spoke = u64::from(self.anaphor.speaker == Some(self.entity))
                + 2 * u64::from(self.anaphor.addressee == Some(self.entity));
            options.add(33, [class, spoke, self.anaphor.quoted, 0]);
        }
    }

    /// What stands around the two, for pronouns.
    fn add_surroundings(&self, options: &mut Options) {
        let (anaphor, candidate, growing) = (self.anaphor, self.candidate, self.growing);
        let (class, near) = (anaphor.class, self.near);
        let ahead = anaphor
            .ahead
            .map_or(0, |ahead| 1 + u64::from(ahead.entity == self.entity));
        options.add(50, [anaphor.fine, ahead, near, 0]);
        let went_on = u64::from(anaphor.before == Some(self.entity));
        let tells = u64::from(anaphor.tells) + 2 * anaphor.rival;
        options.add(56, [class, tells, went_on, near]);
        options.add(57, [class, anaphor.rival, near, role(candidate)]);
        options.add(
            52,
            [class, surroundings(self.discourse, candidate), near, 0],
        );
        options.add(53, [class, preposition(self.discourse, candidate), 0, 0]);
        if class == HE_OR_SHE {
            let syntax = self.discourse.trees.syntax;
            let governor = syntax.head(candidate.head);
            let lemma = governor.map_or(0, |g| hash_bytes(syntax.lemma(g).as_bytes()));
            options.add(58, [class, lemma, role(candidate), near]);
        }
        let named = step(growing.given.len());
        let most_named = anaphor
            .most
            .is_some_and(|[_, most]| growing.given.len() >= most);
        options.add(60, [class, named, near, u64::from(most_named)]);
        let members = growing.members.len();
        let most = anaphor.most.is_some_and(|[most, _]| members >= most);
        options.add(54, [class, u64::from(most), near, 0]);
    }

    /// Whether name, gender and kind of the entity go with a pronoun.
    fn add_agreement(&self, options: &mut Options) {
        let (class, growing) = (self.anaphor.class, self.growing);
        let (animacy, gender) = (growing.animacy as u64, self.this.gender);
        options.add(51, [class, self.wording, u64::from(growing.shape), animacy]);
        let told = growing.gender.map_or(2, |g| u64::from(Some(g) == gender));
        let feminine = gender == Some(Gender::Feminine);
        let called = if feminine {
            -growing.called
        } else {
            growing.called
        };
        let times = called.clamp(-2, 2).unsigned_abs().into();
        options.add(55, [class, times, u64::from(called > 0), 0]);
        let wanted = match gender {
            Some(Gender::Feminine) => u64::from(growing.femininity),
            Some(Gender::Masculine) => 4 - u64::from(growing.femininity),
            None => 5,
        };
        options.add(34, [class, told, wanted, animacy]);
    }

    /// What a pronoun and the mention before it have in common.
    fn add_parallels(&self, options: &mut Options) {
        let (this, candidate, discourse) = (self.this, self.candidate, self.discourse);
        let (class, near) = (self.anaphor.class, self.near);
        let twice = u64::from(candidate.pronoun == this.pronoun);
        options.add(35, [class, twice, near, role(candidate)]);
        let reflexive = u64::from(this.reflexive);
        options.add(36, [reflexive, self.place, role(candidate), near]);
        let head = |c: &Candidate| discourse.trees.syntax.head(c.head);
        let verb = |c: &Candidate| head(c).map(|h| discourse.trees.syntax.lemma(h));
        let parallel =
            u64::from(this.role == candidate.role) + 2 * u64::from(verb(this) == verb(candidate));
        options.add(37, [class, parallel, near, 0]);
        if candidate.pronoun.is_none() && candidate.given.is_none() {
            options.add(38, [class, discourse.noun(self.other), 0, 0]);
        }
    }

    /// What the words of a description and of the mention before it have in common.
    fn add_description(&self, options: &mut Options) {
        let (this, candidate, anaphor) = (self.this, self.candidate, self.anaphor);
        let (class, discourse) = (anaphor.class, self.discourse);
        let noun = discourse.noun(self.other);
        let [own, theirs] = [anaphor.at, self.other].map(|at| discourse.modifiers(at));
        let subset = |a: &[u64], b: &[u64]| u64::from(a.iter().all(|w| b.contains(w)));
        let narrowed = subset(own, theirs) + 2 * subset(theirs, own);
        let alike =
            u64::from(noun == anaphor.noun) + 2 * u64::from(candidate.plural == this.plural);
        options.add(39, [class, alike, narrowed, self.wording]);
        options.add(40, [class, alike, narrowed, self.sentences]);
        options.add(41, [class, alike, narrowed, self.count]);
        let [few, many] = [own.len(), theirs.len()].map(|n| n.min(2) as u64);
        options.add(42, [class, alike, few, many]);
        let animacies = [this.animacy as u64, self.growing.animacy as u64];
        options.add(43, [class, alike, animacies[0], animacies[1]]);
        options.add(44, [class, alike, self.place, role(this)]);
        let same =
            discourse.trees.text.text[this.span] == discourse.trees.text.text[candidate.span];
        options.add(45, [class, alike, u64::from(same), self.wording]);
        let likeness = discourse.likeness(anaphor.at, self.other);
        options.add(61, [class, likeness, alike, self.wording]);
        options.add(
            62,
            [class, likeness, self.near, self.growing.animacy as u64],
        );
        if noun == anaphor.noun {
            options.add(48, [anaphor.noun, 0, 0, 0]);
        } else {
            options.add(46, [anaphor.noun, self.wording, 0, 0]);
            options.add(47, [anaphor.noun, noun, 0, 0]);
        }
    }
}

/// Whether a mention is coordinated, and whether it opens a bracket.
fn surroundings(discourse: &Discourse<'_>, candidate: &Candidate) -> u64 {
    let (syntax, head) = (discourse.trees.syntax, candidate.head);
    let joined = syntax.dep(head) == dep::CONJ
        || syntax.dependents(head).any(|d| syntax.dep(d) == dep::CONJ);
    let before = candidate.first.checked_sub(1);
    let bracket = before.is_some_and(|token| matches!(discourse.trees.text.word(token), "(" | "["));
    u64::from(joined) + 2 * u64::from(bracket)
}

/// The word before a mention that says how it hangs together with the rest: "by", "of", "as".
fn preposition(discourse: &Discourse<'_>, candidate: &Candidate) -> u64 {
    let case = discourse.trees.syntax.dependent(candidate.head, dep::CASE);
    case.map_or(0, |case| {
        hash_bytes(discourse.trees.syntax.lemma(case).as_bytes())
    })
}

/// Where in the tree an earlier mention stands, seen from a later one: in another sentence its depth, in the
/// same one the way between the two.
fn structure(syntax: &Syntax, this: &Candidate, other: &Candidate) -> u64 {
    let Some(verb) = syntax.head(other.head) else {
        return 0;
    };
    let subject = other.role.is_subject();
    if this.sentence != other.sentence {
        let root = syntax.head(verb).is_none();
        return 1 + u64::from(subject) + 2 * u64::from(root);
    }
    if other.span.contains(this.span) {
        return 5;
    }
    let mut clauses = 0;
    for above in syntax.ancestors(this.head).take(12) {
        if above == verb {
            return 6 + 2 * u64::min(clauses, 3) + u64::from(subject);
        }
        if Some(above) == syntax.head(verb) {
            return 14 + 2 * u64::min(clauses, 3) + u64::from(subject);
        }
        clauses += u64::from(matches!(syntax.upos(above), Upos::Verb | Upos::Aux));
    }
    22 + u64::from(subject)
}
