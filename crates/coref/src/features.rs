//! What a mention looks like, as numbers of features; each template has a number of its own.

use crate::candidate::{Candidate, Form, Pronoun, Role, Sort};
use crate::options::Options;
use crate::pronouns::{self, participant};
use crate::walk::Walk;
use newsgraph_document::{QuoteKind, Syntax, Upos, dep};
use newsgraph_linear::hash_bytes;

/// A mention that looks for what it refers to, with what is the same for every option.
pub(crate) struct Anaphor {
    pub(crate) at: usize,
    /// Its class, and that with its role: most features stand beside one of them.
    pub(crate) class: u64,
    pub(crate) fine: u64,
    /// The entities of the speaker and the addressee of the innermost quote that it stands in.
    pub(crate) speaker: Option<usize>,
    pub(crate) addressee: Option<usize>,
    /// How that quote is marked: no quote, indirect, mixed, direct.
    pub(crate) quoted: u64,
    /// The speaker of the quote before it, and whether it is itself the speaker of one.
    pub(crate) before: Option<usize>,
    pub(crate) tells: bool,
    /// Whether a subject stands before it in its sentence that it may refer to.
    pub(crate) rival: u64,
    pub(crate) modifiers: Vec<u64>,
    pub(crate) noun: u64,
    /// The subject that follows its fronted phrase, a name, with the entity.
    pub(crate) ahead: Option<(usize, usize)>,
    /// The number of mentions of the person that is mentioned most, of those that were mentioned lately.
    pub(crate) most: Option<usize>,
    /// The number of names that the whole text has for the person that it names most, of those.
    pub(crate) named: Option<usize>,
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
            before: participant(walk, walk.quote_before(this).and_then(|q| q.speaker)),
            tells: walk.told_by(this).is_some(),
            rival: u64::from(this.pronoun.is_some() && has_subject_before(walk, at)),
            quoted: quote.map_or(0, |q| match q.kind {
                QuoteKind::Indirect => 1,
                QuoteKind::Mixed => 2,
                QuoteKind::Direct => 3,
            }),
            modifiers: modifiers(walk.syntax, this),
            noun: walk.noun(at),
            ahead: pronouns::ahead(walk, at),
            named: walk
                .entities
                .recent()
                .map(|entity| &walk.entities.all[entity])
                .filter(|growing| growing.sort == Sort::Person)
                .map(|growing| growing.given.len())
                .max(),
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

fn has_subject_before(walk: &Walk<'_>, at: usize) -> bool {
    let sentence = walk.candidates[at].sentence;
    let last = |entity: usize| {
        walk.entities.all[entity]
            .members
            .last()
            .map(|&m| (m, entity))
    };
    let near = walk.entities.recent().filter_map(last);
    near.take_while(|&(m, _)| walk.candidates[m].sentence == sentence)
        .filter(|&(m, _)| {
            matches!(
                walk.candidates[m].role,
                Role::Subject | Role::PassiveSubject
            )
        })
        .any(|(m, entity)| pronouns::may_refer(walk, at, m, entity))
}

/// Counts in steps that grow: 0 to 4, then 5 and 6, 7 to 9, 10 to 19, more.
pub(crate) fn step(count: usize) -> u64 {
    match count {
        0..=4 => count as u64,
        5 | 6 => 5,
        7..=9 => 6,
        10..=19 => 7,
        _ => 8,
    }
}

pub(crate) fn form(form: Form) -> u64 {
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
pub(crate) fn modifiers(syntax: &Syntax, candidate: &Candidate) -> Vec<u64> {
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
    let mut found: Vec<u64> = all
        .map(|d| hash_bytes(syntax.lemma(d).as_bytes()))
        .collect();
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
            matches!(
                syntax.dep(d),
                dep::CSUBJ | dep::CCOMP | dep::XCOMP | dep::ADVCL | dep::ACL_RELCL
            )
        })
    });
    let part = governor.map_or(Upos::X, |g| syntax.upos(g)) as u64;
    let mut add = |template: u32, values: [u64; 3]| options.add(template, values);
    add(0, [class, 0, 0]);
    add(1, [fine, step(count), 0]);
    add(2, [class, anaphor.quoted, 0]);
    add(
        3,
        [
            class,
            this.plural.map_or(2, u64::from),
            step(anaphor.modifiers.len()),
        ],
    );
    add(4, [class, role(this), u64::from(clause)]);
    add(5, [class, part, u64::from(clause)]);
    add(6, [class, verb, role(this)]);
    add(
        7,
        [
            class,
            this.sort as u64,
            step(walk.text.tokens_in(this.span).len()),
        ],
    );
    add(8, [class, step(this.sentence), 0]);
    if this.pronoun.is_none() {
        add(9, [class, anaphor.noun, 0]);
        add(10, [class, u64::from(this.report.is_some()), step(count)]);
    }
}

pub(crate) fn role(candidate: &Candidate) -> u64 {
    candidate.role as u64
}
