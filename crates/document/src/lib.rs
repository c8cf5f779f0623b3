#![doc = include_str!("../README.md")]

mod annotator;
mod check;
mod date;
mod document;
mod error;
mod facts;
mod id;
mod index;
mod label;
mod layer;
mod layers;
mod made;
mod offsets;
mod span;
mod spans;
mod syntax;
mod table;
mod token;
mod view;

pub use annotator::{AnnotateError, Annotator};
pub use date::{Date, DateError};
pub use document::Document;
pub use error::DocumentError;
pub use facts::{
    Act, Entity, Mention, MentionKind, Participant, Quote, QuoteKind, Reference, Relation, Status,
    Triple,
};
pub use id::{EntityId, MentionId, QuoteId};
pub use label::Label;
pub use layer::Layer;
pub use made::Maker;
pub use offsets::{OffsetUnit, Offsets};
pub use span::Span;
pub use syntax::{Syntax, SyntaxError, Upos, UposError, WordSyntax, dep};
pub use token::{QuoteMark, QuoteMarkKind, Repair, Sentence, Token, TokenizedText};
pub use view::{
    EntityView, MentionView, ParticipantView, QuoteView, RelationView, SentenceView, TokenView,
    TripleView, View,
};
