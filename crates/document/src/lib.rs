#![doc = include_str!("../README.md")]

mod annotator;
mod date;
mod document;
mod facts;
mod id;
mod label;
mod layer;
mod offsets;
mod span;
mod syntax;
mod token;

pub use annotator::{AnnotateError, Annotator};
pub use date::{Date, DateError};
pub use document::{Document, DocumentError, Maker};
pub use facts::{
    Entity, ImpliedVerb, Mention, MentionKind, Participant, Quote, QuoteKind, Reference, Relation,
    Triple,
};
pub use id::{EntityId, MentionId, QuoteId};
pub use label::Label;
pub use layer::Layer;
pub use offsets::{OffsetUnit, Offsets};
pub use span::Span;
pub use syntax::{Syntax, SyntaxError, Upos, UposError, WordSyntax, dep};
pub use token::{QuoteMark, QuoteMarkKind, Repair, Sentence, Token, TokenizedText};
