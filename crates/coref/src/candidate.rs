use crate::kinds::{Animacy, Gender, Pronoun, Role, Wording};
use newsgraph_document::{MentionKind, QuoteId, Span, TokenizedText};

/// A mention that coreference looks at.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    /// Its first token.
    pub(crate) first: usize,
    pub(crate) head: usize,
    pub(crate) sentence: usize,
    pub(crate) kind: MentionKind,
    /// The given mention that it is; `None` for what is found here.
    pub(crate) given: Option<usize>,
    /// Whether it is the names of several people in a row, as one: "Ida Crane and Jo Vell".
    pub(crate) is_joined: bool,
    pub(crate) pronoun: Option<Pronoun>,
    pub(crate) reflexive: bool,
    pub(crate) animacy: Animacy,
    pub(crate) plural: Option<bool>,
    pub(crate) gender: Option<Gender>,
    /// The innermost quote with quotation marks that it stands in.
    pub(crate) quote: Option<QuoteId>,
    /// The innermost quote of any kind that it stands in.
    pub(crate) report: Option<QuoteId>,
    pub(crate) role: Role,
    pub(crate) wording: Wording,
}

impl Candidate {
    /// A mention of which nothing more is known.
    pub(crate) fn new(text: TokenizedText<'_>, span: Span, head: usize, kind: MentionKind) -> Self {
        Self {
            span,
            first: text.tokens_in(span).start,
            head,
            sentence: text.sentence_of(head),
            kind,
            given: None,
            is_joined: false,
            pronoun: None,
            reflexive: false,
            animacy: Animacy::Unknown,
            plural: None,
            gender: None,
            quote: None,
            report: None,
            role: Role::Other,
            wording: Wording::Bare,
        }
    }
}
