#![doc = include_str!("../README.md")]

mod add;
mod answer;
mod ask;
mod column;
mod component;
mod conflict;
mod counts;
mod decide;
mod decision;
mod error;
mod facts;
mod find;
#[cfg(feature = "gazetteer")]
mod link;
mod names;
mod out;
mod places;
mod read;
mod settle;
mod spans;
mod sql;
mod store;
mod texts;
mod undo;
mod write;

pub use add::{Added, Batch};
pub use answer::{Fact, RelatedFact, SaidFact, Source, Who};
pub use ask::{Answers, Question};
pub use conflict::{Conflict, ConflictKind, ConflictWords, Side, english_tables};
pub use counts::Counts;
pub use decide::DecisionError;
pub use error::{OpenError, StoreError};
pub use find::GraphEntity;
pub use newsgraph_document as document;
pub use newsgraph_identity as identity;
pub use out::{Claimant, OutError, Place};
pub use sql::{Cell, QueryError};
pub use store::Store;
pub use undo::{Decided, DecidedMember};
