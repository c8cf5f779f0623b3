//! What a pair of a mention and an entity looks like, as numbers of features.

use crate::candidate::{Candidate, Form, Pronoun, Role, Sort};
use crate::lexicon::Gender;
use crate::options::Options;
use crate::pronouns::{self, participant};
use crate::walk::Walk;
use newsgraph_document::{QuoteKind, Syntax, Upos, dep};
use newsgraph_linear::hash_bytes;

/// A mention that looks for what it refers to, with what is the same for every option.
pub(crate) struct Anaphor {
    pub(crate) at: usize,
    /// Its class, and that with its role: most features stand beside one of them.
    class: u64,
    fine: u64,
    /// The entities of the speaker and the addressee of the innermost quote that it stands in.
    speaker: Option<usize>,
    addressee: Option<usize>,
    /// How that quote is marked: no quote, indirect, mixed, direct.
    quoted: u64,
    modifiers: Vec<u64>,
    noun: u64,
    /// The subject that follows its fronted phrase, a name, with the entity.
    pub(crate) ahead: Option<(usize, usize)>,
    /// The number of mentions of the person that is mentioned most, of those that were mentioned lately.
    most: Option<usize>,
}

impl Anaphor {
    pub(crate) fn new(walk: &Walk<'_>, at: usize) -> Self {
        let this = &walk.candidates[at];
        let quote = this.report.map(|quote| &walk.quotes[quote]);
        let class = match this.form {
            Form::Pronoun(Pronoun::He | Pronoun::She) => 0,
            Form::Pronoun(Pronoun::It) => 1,
            Form::Pronoun(Pronoun::This) => 9,
            Form::Pronoun(_) => 2,
            Form::Definite => 3,
            Form::Demonstrative => 4,
            Form::Possessed => 5,
            Form::Indefinite => 6,
            Form::ProperNoun => 7,
            _ => 8,
        };
        let part = match this.role {
            _ if this.reflexive => 0,
            Role::Subject | Role::PassiveSubject => 1,
            Role::Possessor => 2,
            Role::Object => 3,
            _ => 4,
        };
        Self {
            at,
            class,
            fine: class * 8 + part,
            speaker: participant(walk, quote.and_then(|q| q.speaker)),
            addressee: participant(walk, quote.and_then(|q| q.addressee)),
            quoted: quote.map_or(0, |q| match q.kind {
                QuoteKind::Indirect => 1,
                QuoteKind::Mixed => 2,
                QuoteKind::Direct => 3,
            }),
            modifiers: modifiers(walk.syntax, this),
            noun: walk.noun(at),
            ahead: pronouns::ahead(walk, at),
            most: walk
                .entities
                .recent()
                .map(|entity| &walk.entities.all[entity])
                .filter(|growing| growing.sort == Sort::Person)
                .map(|growing| growing.members.len())
                .max(),
        }
    }
}

/// Counts in steps that grow: 0 to 4, then 5 and 6, 7 to 9, 10 to 19, more.
fn step(count: usize) -> u64 {
    match count {
        0..=4 => count as u64,
        5 | 6 => 5,
        7..=9 => 6,
        10..=19 => 7,
        _ => 8,
    }
}

fn form(form: Form) -> u64 {
    match form {
        Form::Person => 0,
        Form::Organization => 1,
        Form::Location => 2,
        Form::Group => 3,
        Form::OtherName => 4,
        Form::ProperNoun => 5,
        Form::Definite => 6,
        Form::Demonstrative => 7,
        Form::Possessed => 8,
        Form::Indefinite => 9,
        Form::Bare => 10,
        Form::Pronoun(pronoun) => 11 + pronoun as u64,
    }
}

/// The lemmas of the words that narrow a noun: "the *nuclear* *test*", "the fall *of Rome*".
fn modifiers(syntax: &Syntax, candidate: &Candidate) -> Vec<u64> {
    if candidate.pronoun.is_some() {
        return Vec::new();
    }
    let narrow = |d: &usize| {
        matches!(
            syntax.dep(*d),
            dep::AMOD
                | dep::COMPOUND
                | dep::NMOD
                | dep::NUMMOD
                | dep::NMOD_POSS
                | dep::ACL_RELCL
                | dep::ACL
                | dep::FLAT
        )
    };
    let all = syntax.dependents(candidate.head).filter(narrow);
    let mut found: Vec<u64> = all.map(|d| hash_bytes(syntax.lemma(d).as_bytes())).collect();
    found.sort_unstable();
    found
}

/// Features of the option that the anaphor refers to nothing before it; `count` is how many other options
/// there are.
pub(crate) fn features_of_none(
    walk: &Walk<'_>,
    anaphor: &Anaphor,
    count: usize,
    options: &mut Options,
) {
    let (syntax, this) = (walk.syntax, &walk.candidates[anaphor.at]);
    let (class, fine) = (anaphor.class, anaphor.fine);
    let governor = syntax.head(this.head);
    let verb = governor.map_or(0, |g| hash_bytes(syntax.lemma(g).as_bytes()));
    let clause = governor.is_some_and(|g| {
        let after = |d: &usize| *d > this.head;
        syntax.dependents(g).filter(after).any(|d| {
            matches!(syntax.dep(d), dep::CSUBJ | dep::CCOMP | dep::XCOMP | dep::ADVCL | dep::ACL_RELCL)
        })
    });
    let part = governor.map_or(Upos::X, |g| syntax.upos(g)) as u64;
    let mut add = |template: u32, values: [u64; 3]| options.add(template, values);
    add(0, [class, 0, 0]);
    add(1, [fine, step(count), 0]);
    add(2, [class, anaphor.quoted, 0]);
    add(3, [class, this.plural.map_or(2, u64::from), step(anaphor.modifiers.len())]);
    add(4, [class, role(this), u64::from(clause)]);
    add(5, [class, part, u64::from(clause)]);
    add(6, [class, verb, role(this)]);
    add(7, [class, this.sort as u64, step(walk.text.tokens_in(this.span).len())]);
    add(8, [class, step(this.sentence), 0]);
    if this.pronoun.is_none() {
        add(9, [class, anaphor.noun, 0]);
        add(10, [class, u64::from(this.report.is_some()), step(count)]);
    }
}

fn role(candidate: &Candidate) -> u64 {
    candidate.role as u64
}

/// Features of the option that the anaphor refers to an entity; `other` is its mention that speaks for it,
/// and `rank` how many options stand nearer.
pub(crate) fn features_of_pair(
    walk: &Walk<'_>,
    anaphor: &Anaphor,
    other: usize,
    entity: usize,
    rank: usize,
    options: &mut Options,
) {
    let (this, candidate) = (&walk.candidates[anaphor.at], &walk.candidates[other]);
    let growing = &walk.entities.all[entity];
    let (class, fine) = (anaphor.class, anaphor.fine);
    let sentences = step(this.sentence.abs_diff(candidate.sentence));
    let near = sentences.min(2);
    let paragraph = |c: &Candidate| walk.text.sentences[c.sentence].paragraph;
    let quotes = if this.quote == candidate.quote {
        0
    } else {
        1 + u64::from(this.quote.is_some()) + 2 * u64::from(candidate.quote.is_some())
    };
    let mut add = |template: u32, values: [u64; 4]| options.add(template, values);
    let place = structure(walk.syntax, this, candidate);
    let form = form(candidate.form);
    let count = step(growing.members.len());
    let cataphor = u64::from(other > anaphor.at);
    add(20, [class, sentences, quotes, cataphor]);
    add(21, [class, step(rank), near, 0]);
    add(22, [fine, role(candidate), near, 0]);
    add(23, [class, form, near, 0]);
    add(24, [class, place, near, 0]);
    add(25, [fine, place, 0, 0]);
    add(26, [class, count, u64::from(growing.last_name.is_some()), 0]);
    add(27, [class, growing.sort as u64, growing.plural.map_or(2, u64::from), form]);
    add(28, [class, step(this.head.abs_diff(candidate.head) / 4), cataphor, 0]);
    let same = u64::from(paragraph(this) == paragraph(candidate));
    add(29, [class, same, near, 0]);
    let since = |at: Option<usize>| {
        at.map_or(9, |at| step(this.sentence.abs_diff(walk.candidates[at].sentence)))
    };
    add(30, [class, since(growing.last_subject), near, 0]);
    add(31, [class, since(growing.last_name), near, 0]);
    let first = growing.members.first().map_or(0, |&m| walk.candidates[m].sentence);
    add(32, [class, step(first), count, 0]);
    let spoke = u64::from(anaphor.speaker == Some(entity)) + 2 * u64::from(anaphor.addressee == Some(entity));
    if anaphor.quoted > 0 {
        add(33, [class, spoke, anaphor.quoted, 0]);
    }
    if this.pronoun.is_some() {
        let ahead = anaphor.ahead.map_or(0, |(_, e)| 1 + u64::from(e == entity));
        add(50, [fine, ahead, near, 0]);
        add(52, [class, surroundings(walk, candidate), near, 0]);
        add(53, [class, preposition(walk, candidate), 0, 0]);
        let most = anaphor.most.is_some_and(|most| growing.members.len() >= most);
        add(54, [class, u64::from(most), near, 0]);
        add(51, [class, form, u64::from(growing.shape), growing.sort as u64]);
        let told = growing.gender.map_or(2, |g| u64::from(Some(g) == this.gender));
        let called = match this.gender {
            Some(Gender::Feminine) => -growing.called,
            _ => growing.called,
        };
        add(55, [class, called.clamp(-2, 2).unsigned_abs().into(), u64::from(called > 0), 0]);
        let wanted = match this.gender {
            Some(Gender::Feminine) => u64::from(growing.femininity),
            Some(Gender::Masculine) => 4 - u64::from(growing.femininity),
            None => 5,
        };
        add(34, [class, told, wanted, growing.sort as u64]);
        let twice = u64::from(candidate.pronoun == this.pronoun);
        add(35, [class, twice, near, role(candidate)]);
        add(36, [u64::from(this.reflexive), place, role(candidate), near]);
        let head = |c: &Candidate| walk.syntax.head(c.head);
        let verb = |c: &Candidate| head(c).map(|h| walk.syntax.lemma(h));
        let parallel = u64::from(this.role == candidate.role) + 2 * u64::from(verb(this) == verb(candidate));
        add(37, [class, parallel, near, 0]);
        if candidate.pronoun.is_none() && candidate.given.is_none() {
            add(38, [class, walk.noun(other), 0, 0]);
        }
        return;
    }
    let noun = walk.noun(other);
    let theirs = modifiers(walk.syntax, candidate);
    let subset = |a: &[u64], b: &[u64]| a.iter().all(|w| b.contains(w));
    let narrowed = u64::from(subset(&anaphor.modifiers, &theirs)) + 2 * u64::from(subset(&theirs, &anaphor.modifiers));
    let alike = u64::from(noun == anaphor.noun) + 2 * u64::from(candidate.plural == this.plural);
    add(39, [class, alike, narrowed, form]);
    add(40, [class, alike, narrowed, sentences]);
    add(41, [class, alike, narrowed, count]);
    add(42, [class, alike, anaphor.modifiers.len().min(2) as u64, theirs.len().min(2) as u64]);
    add(43, [class, alike, this.sort as u64, growing.sort as u64]);
    add(44, [class, alike, place, role(this)]);
    add(45, [class, alike, u64::from(walk.text.text[this.span] == walk.text.text[candidate.span]), form]);
    if noun != anaphor.noun {
        add(46, [anaphor.noun, form, 0, 0]);
        add(47, [anaphor.noun, noun, 0, 0]);
    } else {
        add(48, [anaphor.noun, 0, 0, 0]);
    }
}

/// Whether a mention is coordinated, and whether it opens a bracket.
fn surroundings(walk: &Walk<'_>, candidate: &Candidate) -> u64 {
    let (syntax, head) = (walk.syntax, candidate.head);
    let joined = syntax.dep(head) == dep::CONJ
        || syntax.dependents(head).any(|d| syntax.dep(d) == dep::CONJ);
    let first = walk.text.tokens_in(candidate.span).start;
    let bracket = first > 0 && matches!(walk.text.word(first - 1), "(" | "[");
    u64::from(joined) + 2 * u64::from(bracket)
}

/// The word before a mention that says how it hangs together with the rest: "by", "of", "as".
fn preposition(walk: &Walk<'_>, candidate: &Candidate) -> u64 {
    let case = walk.syntax.dependent(candidate.head, dep::CASE);
    case.map_or(0, |case| hash_bytes(walk.syntax.lemma(case).as_bytes()))
}

/// Where in the tree an earlier mention stands, seen from a later one: in another sentence its depth, in the
/// same one the way between the two.
fn structure(syntax: &Syntax, this: &Candidate, other: &Candidate) -> u64 {
    let Some(verb) = syntax.head(other.head) else {
        return 0;
    };
    let subject = matches!(other.role, Role::Subject | Role::PassiveSubject);
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
