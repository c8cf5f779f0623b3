//! The names of closed sets, as all formats write them.

use newsgraph_document::{Act, MentionKind, QuoteKind, Reference};

pub(crate) const fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    }
}

pub(crate) const fn act(act: Act) -> &'static str {
    match act {
        Act::Speech => "speech",
        Act::Thought => "thought",
        Act::Attitude => "attitude",
        Act::Other => "other",
    }
}

pub(crate) const fn how(how: Reference) -> &'static str {
    match how {
        Reference::Named => "named",
        Reference::Pronoun => "pronoun",
        Reference::Described => "described",
        Reference::Implicit => "implicit",
    }
}

pub(crate) const fn mention_kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Proper => "proper",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
        MentionKind::Value => "value",
    }
}
