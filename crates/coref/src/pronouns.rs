//! What rules say of pronouns: what they refer to, and what they cannot.

use crate::candidate::Candidate;
use crate::discourse::Discourse;
use crate::entities::Antecedent;
use crate::kinds::{Animacy, Pronoun};
use newsgraph_document::{MentionKind, Quote, QuoteKind, Syntax, dep};

/// How many mentions away the antecedent of a relative or fronted pronoun may be.
const WINDOW: usize = 60;
/// How many mentions of an entity a quote is searched for.
const MEMBERS: usize = 8;

/// The entity of the noun that a relative clause belongs to.
pub(crate) fn relative(discourse: &Discourse<'_>, at: usize) -> Option<usize> {
    let (syntax, head) = (discourse.trees.syntax, discourse.candidates[at].head);
    let clause = std::iter::once(head)
        .chain(syntax.ancestors(head))
        .find(|&t| syntax.dep(t) == dep::ACL_RELCL)?;
    let noun = syntax.head(clause)?;
    (at.saturating_sub(WINDOW)..at)
        .rev()
        .find(|&i| discourse.candidates[i].head == noun && !discourse.candidates[i].is_joined)
        .and_then(|i| discourse.entities.of[i])
}

/// A name that is the subject after a fronted phrase or clause with this pronoun in it ("In his book, Tom
/// wrote"; "When she came, Ann saw it"), with its entity.
pub(crate) fn ahead(discourse: &Discourse<'_>, at: usize) -> Option<Antecedent> {
    let (syntax, this) = (discourse.trees.syntax, &discourse.candidates[at]);
    if !matches!(this.pronoun, Some(Pronoun::He | Pronoun::She)) {
        return None;
    }
    let is_subject = |t: &usize| matches!(syntax.dep(*t), dep::NSUBJ | dep::NSUBJ_PASS);
    let subject = syntax
        .ancestors(this.head)
        .filter(|&t| t > this.head)
        .find_map(|t| {
            let mut ahead = syntax.dependents(t).filter(|&s| s > this.head);
            ahead.find(is_subject)
        })?;
    if syntax.is_within(this.head, subject) {
        return None;
    }
    let other = (at..discourse.candidates.len().min(at + WINDOW)).find(|&i| {
        discourse.candidates[i].head == subject && discourse.candidates[i].given.is_some()
    })?;
    let entity = discourse.known(other)?;
    let antecedent = Antecedent {
        mention: other,
        entity,
    };
    may_refer(discourse, at, antecedent).then_some(antecedent)
}

/// Whether number, gender, kind and binding let a pronoun refer to an entity whose nearest mention is this
/// one. Outside a quote, it is never what only somebody's quote speaks of.
pub(crate) fn may_refer(discourse: &Discourse<'_>, at: usize, antecedent: Antecedent) -> bool {
    let Antecedent { mention, entity } = antecedent;
    let (this, candidate) = (&discourse.candidates[at], &discourse.candidates[mention]);
    let growing = &discourse.entities.all[entity];
    if !growing.outside && candidate.quote != this.quote {
        return false;
    }
    if is_barred_by_quote(discourse, at, entity) {
        return false;
    }
    let gender = match (this.gender, growing.gender) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let fits = match this.pronoun {
        Some(Pronoun::He | Pronoun::She) => growing.plural != Some(true) && growing.may_be_person(),
        Some(Pronoun::This) => {
            growing.animacy != Animacy::Person
                && growing.plural.is_none_or(|p| Some(p) == this.plural)
        }
        Some(Pronoun::It) => growing.plural != Some(true) && growing.animacy != Animacy::Person,
        Some(Pronoun::They) => {
            growing.plural != Some(false)
                || growing.animacy != Animacy::Person
                || candidate.kind != MentionKind::Proper
        }
        _ => true,
    };
    gender && fits && free(discourse, this, candidate, entity)
}

/// Whether the pronoun stands in direct speech of the entity or to it, or tells a quote that speaks of the
/// entity: who speaks calls neither himself nor whom he speaks to "he".
fn is_barred_by_quote(discourse: &Discourse<'_>, at: usize, entity: usize) -> bool {
    let this = &discourse.candidates[at];
    let direct = |q: &&Quote| q.kind == QuoteKind::Direct;
    let inside = this
        .quote
        .map(|quote| discourse.quote(quote))
        .filter(direct);
    let takes_part = inside.is_some_and(|q| {
        [q.speaker, q.addressee]
            .into_iter()
            .any(|who| discourse.participant(who) == Some(entity))
    });
    let told = discourse.told_by(at).filter(direct);
    let spoken_of = told.is_some_and(|q| {
        let members = discourse.entities.all[entity]
            .members
            .iter()
            .rev()
            .take(MEMBERS);
        let mut members = members.map(|&member| &discourse.candidates[member]);
        let me = |pronoun| matches!(pronoun, Some(Pronoun::I | Pronoun::We | Pronoun::You));
        members.any(|m| !me(m.pronoun) && q.contains(m.span))
    });
    takes_part || spoken_of
}

/// Binding: a plain pronoun is not its clause mate and does not stand inside its own antecedent.
fn free(discourse: &Discourse<'_>, this: &Candidate, candidate: &Candidate, entity: usize) -> bool {
    if candidate.sentence != this.sentence {
        return !this.reflexive && !is_clause_mate(discourse, this, entity);
    }
    if candidate.span.contains(this.span) {
        return false;
    }
    this.reflexive || !is_clause_mate(discourse, this, entity)
}

/// Whether a member of the entity is another argument of the verb that governs the pronoun.
fn is_clause_mate(discourse: &Discourse<'_>, this: &Candidate, entity: usize) -> bool {
    let syntax = discourse.trees.syntax;
    if !is_argument(syntax, this.head) {
        return false;
    }
    let Some(verb) = syntax.head(this.head) else {
        return false;
    };
    // Names that follow in the same clause count too ("he told Xi").
    let mut mates = syntax
        .dependents(verb)
        .filter(|&t| t != this.head && is_argument(syntax, t));
    mates.any(|t| {
        let from = discourse.candidates.partition_point(|c| c.head < t);
        (from..discourse.candidates.len())
            .take_while(|&i| discourse.candidates[i].head == t)
            .any(|i| discourse.known(i) == Some(entity))
    })
}

fn is_argument(syntax: &Syntax, token: usize) -> bool {
    matches!(
        syntax.dep(token),
        dep::NSUBJ | dep::NSUBJ_PASS | dep::OBJ | dep::IOBJ | dep::OBL | dep::OBL_AGENT
    )
}
