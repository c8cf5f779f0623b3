use crate::candidate::{Candidate, Pronoun, Sort};
use crate::entities::Entities;
use crate::resolver::agrees;
use newsgraph_document::{
    MentionKind, Participant, Quote, QuoteKind, Span, Syntax, TokenizedText, dep,
};

/// How many candidates, and how many sentences, back a pronoun may refer.
const WINDOW: usize = 60;
const SENTENCES: usize = 4;

/// The entity of a quote's speaker or addressee, for "I" and "you" inside it.
pub(crate) fn participant(
    text: TokenizedText<'_>,
    this: &Candidate,
    candidates: &[Candidate],
    quotes: &[Quote],
    entities: &Entities,
    who: impl Fn(&Quote) -> Option<Participant>,
) -> Option<usize> {
    let span = who(&quotes[this.quote?])?.span;
    entity_at(text, span, candidates, entities)
}

/// The entity whose mention best covers a span, among those whose head lies in it.
fn entity_at(
    text: TokenizedText<'_>,
    span: Span,
    candidates: &[Candidate],
    entities: &Entities,
) -> Option<usize> {
    let tokens = text.tokens_in(span);
    let from = candidates.partition_point(|c| c.head < tokens.start);
    let inside = candidates[from..].iter().enumerate();
    let known = |at: usize, c: &Candidate| {
        entities.of[at].or_else(|| c.given.and_then(|g| entities.of_given(g)))
    };
    inside
        .take_while(|(_, c)| c.head < tokens.end)
        .filter_map(|(at, c)| Some((known(from + at, c)?, c, at)))
        .max_by_key(|(_, c, at)| (span.fit(c.span, text.text), std::cmp::Reverse(*at)))
        .map(|(entity, ..)| entity)
}

/// The noun that a relative clause belongs to.
pub(crate) fn relative(
    syntax: &Syntax,
    this: &Candidate,
    candidates: &[Candidate],
    at: usize,
    entities: &Entities,
) -> Option<usize> {
    let clause = std::iter::once(this.head)
        .chain(syntax.ancestors(this.head))
        .find(|&t| syntax.dep(t) == dep::ACL_RELCL)?;
    let noun = syntax.head(clause)?;
    let from = at.saturating_sub(WINDOW);
    (from..at)
        .rev()
        .find(|&i| candidates[i].head == noun)
        .and_then(|i| entities.of[i])
}

/// The best antecedent of he, she, it or they.
pub(crate) fn antecedent(
    text: TokenizedText<'_>,
    syntax: &Syntax,
    quotes: &[Quote],
    candidates: &[Candidate],
    at: usize,
    entities: &Entities,
) -> Option<usize> {
    let this = &candidates[at];
    let kind = this.pronoun?;
    let reach = if matches!(kind, Pronoun::It) {
        2
    } else {
        SENTENCES
    };
    let barred = barred_speakers(text, this, candidates, quotes, entities);
    let mut best: Option<(f32, usize)> = None;
    for other in (at.saturating_sub(WINDOW)..at).rev() {
        let candidate = &candidates[other];
        let Some(entity) = entities.of[other] else {
            continue;
        };
        if this.sentence - candidate.sentence.min(this.sentence) > reach {
            break;
        }
        if barred.contains(&Some(entity))
            || !fits(this, kind, candidate, entity, entities)
            || !free(syntax, this, candidate, entity, entities, candidates)
        {
            continue;
        }
        let score = score(syntax, this, kind, candidate, entity, entities);
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, entity));
        }
    }
    if let Some(ahead) = ahead(syntax, this, kind, candidates, at, entities) {
        // "In his book, Ann's rival wrote": the subject that follows a fronted phrase.
        if best.is_none_or(|(s, entity)| s < AHEAD && entity != ahead) {
            return Some(ahead);
        }
    }
    best.filter(|&(s, _)| s > -3.5).map(|(_, entity)| entity)
}

/// What an earlier candidate must score to be taken before the subject of the main clause that
/// follows a fronted phrase with a possessive.
const AHEAD: f32 = 2.6;

/// The subject that follows a possessive pronoun in a fronted phrase, named and of its gender.
fn ahead(
    syntax: &Syntax,
    this: &Candidate,
    kind: Pronoun,
    candidates: &[Candidate],
    at: usize,
    entities: &Entities,
) -> Option<usize> {
    if !matches!(kind, Pronoun::He | Pronoun::She) || syntax.dep(this.head) != dep::NMOD_POSS {
        return None;
    }
    let verb = syntax.ancestors(this.head).find(|&t| {
        t > this.head
            && syntax
                .dependent(t, dep::NSUBJ)
                .is_some_and(|s| s > this.head)
    })?;
    let subject = syntax.dependent(verb, dep::NSUBJ)?;
    if syntax.is_within(this.head, subject) {
        return None;
    }
    let near = candidates[at..].iter().take(WINDOW);
    let named = near
        .into_iter()
        .find(|c| c.head == subject && c.given.is_some())?;
    let entity = entities.of_given(named.given?)?;
    fits(this, kind, named, entity, entities).then_some(entity)
}

/// Inside quotation marks, he and she are neither the speaker nor the one spoken to.
fn barred_speakers(
    text: TokenizedText<'_>,
    this: &Candidate,
    candidates: &[Candidate],
    quotes: &[Quote],
    entities: &Entities,
) -> [Option<usize>; 2] {
    let Some(quote) = this.quote.map(|q| &quotes[q]) else {
        return [None; 2];
    };
    if quote.kind != QuoteKind::Direct {
        return [None; 2];
    }
    [quote.speaker, quote.addressee]
        .map(|p| p.and_then(|p| entity_at(text, p.span, candidates, entities)))
}

/// Number, gender and kind agree, and the entity is not only spoken of in somebody's quote.
fn fits(
    this: &Candidate,
    kind: Pronoun,
    candidate: &Candidate,
    entity: usize,
    entities: &Entities,
) -> bool {
    let growing = &entities.all[entity];
    if !growing.outside && candidate.quote != this.quote {
        return false;
    }
    let number = match kind {
        Pronoun::They => {
            growing.plural != Some(false)
                || growing.sort == Sort::Thing && candidate.kind == MentionKind::Proper
        }
        _ => growing.plural != Some(true),
    };
    let gender = match (this.gender, growing.gender) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let sort = match kind {
        Pronoun::He | Pronoun::She => {
            growing.sort == Sort::Person
                || (growing.sort == Sort::Unknown && candidate.kind == MentionKind::Proper)
        }
        Pronoun::It => growing.sort != Sort::Person,
        _ => agrees(growing.sort, this.sort),
    };
    number && gender && sort
}

/// Binding: a plain pronoun is not its clause mate and does not stand inside its own antecedent.
fn free(
    syntax: &Syntax,
    this: &Candidate,
    candidate: &Candidate,
    entity: usize,
    entities: &Entities,
    candidates: &[Candidate],
) -> bool {
    if candidate.sentence != this.sentence {
        return !this.reflexive && !clause_mate_of(syntax, this, entity, entities, candidates);
    }
    if candidate.span.contains(this.span) {
        return false;
    }
    let possessive = syntax.dep(this.head) == dep::NMOD_POSS;
    if possessive {
        return true;
    }
    this.reflexive || !clause_mate_of(syntax, this, entity, entities, candidates)
}

/// Whether a member of the entity is another argument of the verb that governs the pronoun.
fn clause_mate_of(
    syntax: &Syntax,
    this: &Candidate,
    entity: usize,
    entities: &Entities,
    candidates: &[Candidate],
) -> bool {
    if syntax.dep(this.head) == dep::NMOD_POSS || this.reflexive {
        return false;
    }
    let Some(verb) = syntax.head(this.head) else {
        return false;
    };
    let argument = |t: usize| {
        matches!(
            syntax.dep(t),
            dep::NSUBJ | dep::NSUBJ_PASS | dep::OBJ | dep::IOBJ | dep::OBL | dep::OBL_AGENT
        )
    };
    if !argument(this.head) {
        return false;
    }
    // Names that follow in the same clause count too ("he told Xi").
    syntax
        .dependents(verb)
        .filter(|&t| t != this.head && argument(t))
        .any(|t| {
            let at = candidates.partition_point(|c| c.head < t);
            candidates[at..]
                .iter()
                .enumerate()
                .take_while(|(_, c)| c.head == t)
                .any(|(i, c)| {
                    let known =
                        entities.of[at + i].or_else(|| c.given.and_then(|g| entities.of_given(g)));
                    known == Some(entity)
                })
        })
}

fn score(
    syntax: &Syntax,
    this: &Candidate,
    kind: Pronoun,
    candidate: &Candidate,
    entity: usize,
    entities: &Entities,
) -> f32 {
    let growing = &entities.all[entity];
    let apart = (this.sentence - candidate.sentence) as f32;
    let role = match syntax.dep(candidate.head) {
        dep::NSUBJ | dep::NSUBJ_PASS | dep::NSUBJ_OUTER => 1.2,
        dep::OBJ | dep::IOBJ => 0.4,
        dep::NMOD_POSS => 0.3,
        dep::OBL | dep::OBL_AGENT => 0.1,
        dep::COMPOUND | dep::AMOD => -1.2,
        dep::NMOD => -0.3,
        _ => 0.0,
    };
    let subject = matches!(syntax.dep(this.head), dep::NSUBJ | dep::NSUBJ_PASS);
    let parallel = if subject && role > 1.0 { 0.3 } else { 0.0 };
    let known = match kind {
        Pronoun::He | Pronoun::She if growing.gender.is_some() => 0.6,
        Pronoun::He | Pronoun::She if growing.sort == Sort::Unknown => -1.0,
        _ => 0.0,
    };
    let often = (growing.members.len() as f32).ln_1p() * 0.4;
    let named = match (candidate.kind, kind) {
        (MentionKind::Pronoun, _) => 0.5,
        (MentionKind::Proper, Pronoun::He | Pronoun::She) => 0.8,
        (MentionKind::Proper, Pronoun::They) => -0.6,
        _ => 0.0,
    };
    let same_pronoun = if candidate.pronoun == Some(kind) {
        0.8
    } else {
        0.0
    };
    let tokens = (this.head.abs_diff(candidate.head)) as f32 * 0.015;
    let quoted = if candidate.quote == this.quote {
        0.0
    } else {
        -0.4
    };
    role + parallel + known + often + named + same_pronoun + quoted - apart - tokens
}
