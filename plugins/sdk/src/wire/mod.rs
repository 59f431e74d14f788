//! The wire: what host and program say to each other as JSON, one object a line.
//!
//! These types are the protocol and nothing else. They stand apart from the nouns, so that a noun
//! can be renamed without breaking a plugin that somebody wrote in Python; each says how it is made
//! of a noun, or makes one. Unknown fields are passed over on both sides; what is renamed or
//! removed is a new number of [`PROTOCOL`](crate::contract::PROTOCOL).
//!
//! `plugins/sdk/schema/protocol-1.json` is made of them, and `plugins/sdk/tests/wire` holds an
//! example of every message; tests keep both true.

mod answer;
mod article;
mod event;
mod message;
mod naming;
mod request;
#[cfg(test)]
mod schema;
mod statement;

pub use answer::{Answer, Diagnostic, Merged, Points, Sectioned, Severity};
pub use article::{Article, Sentence, SentenceKind, Trust};
pub use event::{Event, Fact};
pub use message::{
    Call, Fault, Host, Initialize, Initialized, Kind, Number, Refused, Response, code, method,
};
pub use naming::Naming;
pub(crate) use request::nouns as summaries;
pub use request::{Briefing, Merge, Section, Summaries, Summarise};
pub use statement::{Citation, Evidence, Granularity, LeftOut, Point, Statement, Variant};
