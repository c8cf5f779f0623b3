//! What a mention looks like, as numbers of features; each template has a number of its own.

use crate::candidate::Candidate;
use crate::discourse::Discourse;
use crate::entities::Antecedent;
use crate::kinds::{Animacy, Pronoun, Role, Wording};
use crate::options::Options;
use crate::pronouns;
use newsgraph_document::{QuoteKind, Upos, dep};
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
    pub(crate) noun: u64,
    /// The subject that follows its fronted phrase, a name, with the entity.
    pub(crate) ahead: Option<Antecedent>,
    /// For a pronoun, of the people who were mentioned lately: the most mentions that one of them has up to here, and the
    /// most names that one has in the whole text.
    pub(crate) most: Option<[usize; 2]>,
}

/// The class of the pronouns that tell a gender.
pub(crate) const HE_OR_SHE: u64 = 0;

impl Anaphor {
    pub(crate) fn new(discourse: &Discourse<'_>, at: usize) -> Self {
        let this = &discourse.candidates[at];
        let quote = this.report.map(|quote| discourse.quote(quote));
        let class = match this.wording {
            Wording::Pronoun(Pronoun::He | Pronoun::She) => HE_OR_SHE,
            Wording::Pronoun(Pronoun::It) => 1,
            Wording::Pronoun(Pronoun::This) => 9,
            Wording::Pronoun(_) => 2,
            Wording::Definite => 3,
            Wording::Demonstrative => 4,
            Wording::Possessed => 5,
            Wording::Indefinite => 6,
            Wording::ProperNoun => 7,
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
            speaker: discourse.participant(quote.and_then(|q| q.speaker)),
            addressee: discourse.participant(quote.and_then(|q| q.addressee)),
            before: discourse.participant(discourse.quote_before(at).and_then(|q| q.speaker)),
            tells: discourse.told_by(at).is_some(),
            rival: u64::from(this.pronoun.is_some() && has_subject_before(discourse, at)),
            quoted: quote.map_or(0, |q| match q.kind {
                QuoteKind::Indirect => 1,
                QuoteKind::Mixed => 2,
                QuoteKind::Direct => 3,
            }),
            noun: discourse.noun(at),
            ahead: pronouns::ahead(discourse, at),
            most: this.pronoun.and_then(|_| most(discourse)),
        }
    }
}

/// The most mentions, and the most names, that one of the people mentioned lately has.
fn most(discourse: &Discourse<'_>) -> Option<[usize; 2]> {
    let lately = discourse.entities.recent();
    let growing = lately.map(|entity| &discourse.entities.all[entity]);
    let people = growing.filter(|growing| growing.animacy == Animacy::Person);
    let counts = people.map(|growing| [growing.members.len(), growing.given.len()]);
    counts.reduce(|a, b| [a[0].max(b[0]), a[1].max(b[1])])
}

fn has_subject_before(discourse: &Discourse<'_>, at: usize) -> bool {
    let (candidates, entities) = (&discourse.candidates, &discourse.entities);
    let sentence = candidates[at].sentence;
    entities
        .recent()
        .filter_map(|entity| entities.last_mention(entity))
        .take_while(|last| candidates[last.mention].sentence == sentence)
        .filter(|last| candidates[last.mention].role.is_subject())
        .any(|last| pronouns::may_refer(discourse, at, last))
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

pub(crate) fn wording(wording: Wording) -> u64 {
    match wording {
        Wording::Person => 0,
        Wording::Organization => 1,
        Wording::Location => 2,
        Wording::Group => 3,
        Wording::OtherName => 4,
        Wording::ProperNoun => 5,
        Wording::Definite => 6,
        Wording::Demonstrative => 7,
        Wording::Possessed => 8,
        Wording::Indefinite => 9,
        Wording::Bare => 10,
        Wording::Pronoun(pronoun) => 11 + pronoun as u64,
    }
}

/// Features of the option that the anaphor refers to nothing before it; `count` is how many other options
/// there are.
pub(crate) fn features_of_none(
    discourse: &Discourse<'_>,
    anaphor: &Anaphor,
    count: usize,
    options: &mut Options,
) {
    let (syntax, this) = (discourse.trees.syntax, &discourse.candidates[anaphor.at]);
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
            step(discourse.modifiers(anaphor.at).len()),
        ],
    );
    add(4, [class, role(this), u64::from(clause)]);
    add(5, [class, part, u64::from(clause)]);
    add(6, [class, verb, role(this)]);
    add(
        7,
        [
            class,
            this.animacy as u64,
            step(discourse.trees.text.tokens_in(this.span).len()),
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
