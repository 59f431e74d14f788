//! Judged: what an event's articles say of each sentence of a draft. The gate from the other side.
//!
//! The draft is one more article of the event, so that its names and pronouns are read as theirs
//! are. Each of its sentences is laid beside the others' most telling ones by the gate's own
//! [`Claim`](crate::support::citation::Claim): nothing here says by itself what is the same. What is
//! near and cannot be proved is a part, with the words that lack proof.

mod bench;
mod claimless;
mod cover;
mod hearing;
mod kind;
mod meant;
mod outlets;
mod quoted;
mod room;
mod weigh;

pub use bench::{Bench, with_draft};
pub use kind::{Finding, Judged, Matter, Verdict, Witness};
