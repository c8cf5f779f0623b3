use crate::candidate::{Candidate, Pronoun, Sort};
use crate::walk::Walk;
use newsgraph_document::{MentionKind, Participant, Quote, QuoteKind, Span, Syntax, dep};

/// How many mentions away the antecedent of a relative or fronted pronoun may be.
const WINDOW: usize = 60;
/// How many mentions of an entity a quote is searched for.
const MEMBERS: usize = 8;

/// The entity of a quote's speaker or addressee.
pub(crate) fn participant(walk: &Walk<'_>, who: Option<Participant>) -> Option<usize> {
    entity_at(walk, who?.span)
}

/// The entity whose mention best covers a span, among those whose head lies in it.
fn entity_at(walk: &Walk<'_>, span: Span) -> Option<usize> {
    let tokens = walk.text.tokens_in(span);
    let from = walk.candidates.partition_point(|c| c.head < tokens.start);
    let inside = walk.candidates[from..].iter().enumerate();
    inside
        .take_while(|(_, c)| c.head < tokens.end)
        .filter_map(|(at, c)| Some((known(walk, from + at)?, c, at)))
        .max_by_key(|(_, c, at)| (span.fit(c.span, walk.text.text), std::cmp::Reverse(*at)))
        .map(|(entity, ..)| entity)
}

/// The entity of a mention, also of a name that is still ahead.
fn known(walk: &Walk<'_>, at: usize) -> Option<usize> {
    let given = walk.candidates[at].given;
    walk.entities.of[at].or_else(|| walk.entities.of_given(given?))
}

/// The entity of the noun that a relative clause belongs to.
pub(crate) fn relative(walk: &Walk<'_>, at: usize) -> Option<usize> {
    let (syntax, head) = (walk.syntax, walk.candidates[at].head);
    let clause = std::iter::once(head)
        .chain(syntax.ancestors(head))
        .find(|&t| syntax.dep(t) == dep::ACL_RELCL)?;
    let noun = syntax.head(clause)?;
    (at.saturating_sub(WINDOW)..at)
        .rev()
        .find(|&i| walk.candidates[i].head == noun)
        .and_then(|i| walk.entities.of[i])
}

/// A name that is the subject after a fronted phrase or clause with this pronoun in it ("In his book, Tom
/// wrote"; "When she came, Ann saw it"), with its entity.
pub(crate) fn ahead(walk: &Walk<'_>, at: usize) -> Option<(usize, usize)> {
    let (syntax, this) = (walk.syntax, &walk.candidates[at]);
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
    let other = (at..walk.candidates.len().min(at + WINDOW))
        .find(|&i| walk.candidates[i].head == subject && walk.candidates[i].given.is_some())?;
    let entity = known(walk, other)?;
    may_refer(walk, at, other, entity).then_some((other, entity))
}

/// Whether number, gender, kind and binding let a pronoun refer to an entity whose nearest mention is this
/// one. Outside a quote, it is never what only somebody's quote speaks of.
pub(crate) fn may_refer(walk: &Walk<'_>, at: usize, other: usize, entity: usize) -> bool {
    let (this, candidate) = (&walk.candidates[at], &walk.candidates[other]);
    let growing = &walk.entities.all[entity];
    if !growing.outside && candidate.quote != this.quote {
        return false;
    }
    if is_barred_by_quote(walk, this, entity) {
        return false;
    }
    let gender = match (this.gender, growing.gender) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let fits = match this.pronoun {
        Some(Pronoun::He | Pronoun::She) => {
            growing.plural != Some(true)
                && (growing.sort != Sort::Thing || candidate.kind == MentionKind::Proper)
                && !growing.is_place()
        }
        Some(Pronoun::This) => {
            growing.sort != Sort::Person && growing.plural.is_none_or(|p| Some(p) == this.plural)
        }
        Some(Pronoun::It) => growing.plural != Some(true) && growing.sort != Sort::Person,
        Some(Pronoun::They) => {
            growing.plural != Some(false)
                || growing.sort != Sort::Person
                || candidate.kind != MentionKind::Proper
        }
        _ => true,
    };
    gender && fits && free(walk, this, candidate, entity)
}

/// Whether the pronoun stands in direct speech of the entity or to it, or tells a quote that speaks of the
/// entity: who speaks calls neither himself nor whom he speaks to "he".
fn is_barred_by_quote(walk: &Walk<'_>, this: &Candidate, entity: usize) -> bool {
    let direct = |q: &&Quote| q.kind == QuoteKind::Direct;
    let inside = this.quote.map(|quote| &walk.quotes[quote]).filter(direct);
    let takes_part = inside.is_some_and(|q| {
        [q.speaker, q.addressee]
            .into_iter()
            .any(|who| participant(walk, who) == Some(entity))
    });
    let told = walk.told_by(this).filter(direct);
    let spoken_of = told.is_some_and(|q| {
        let members = walk.entities.all[entity].members.iter().rev().take(MEMBERS);
        let mut members = members.map(|&member| &walk.candidates[member]);
        let me = |pronoun| matches!(pronoun, Some(Pronoun::I | Pronoun::We | Pronoun::You));
        members.any(|m| !me(m.pronoun) && q.contains(m.span))
    });
    takes_part || spoken_of
}

/// Binding: a plain pronoun is not its clause mate and does not stand inside its own antecedent.
fn free(walk: &Walk<'_>, this: &Candidate, candidate: &Candidate, entity: usize) -> bool {
    if candidate.sentence != this.sentence {
        return !this.reflexive && !is_clause_mate(walk, this, entity);
    }
    if candidate.span.contains(this.span) {
        return false;
    }
    this.reflexive || !is_clause_mate(walk, this, entity)
}

/// Whether a member of the entity is another argument of the verb that governs the pronoun.
fn is_clause_mate(walk: &Walk<'_>, this: &Candidate, entity: usize) -> bool {
    let syntax = walk.syntax;
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
        let from = walk.candidates.partition_point(|c| c.head < t);
        (from..walk.candidates.len())
            .take_while(|&i| walk.candidates[i].head == t)
            .any(|i| known(walk, i) == Some(entity))
    })
}

fn is_argument(syntax: &Syntax, token: usize) -> bool {
    matches!(
        syntax.dep(token),
        dep::NSUBJ | dep::NSUBJ_PASS | dep::OBJ | dep::IOBJ | dep::OBL | dep::OBL_AGENT
    )
}
