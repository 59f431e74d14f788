//! Edition: what a person reads, mends and signs before it is published: Markdown with each sentence
//! beside its sources, doubts first. Her changes become `[[edits]]`.

mod edits;
mod mark;
mod read;
mod written;

use q7x2_sdk::Briefing;

use crate::signature::statements;

pub use edits::{Signed, with};
pub use mark::FILE;
pub use read::{Change, Edition, read};
pub use written::written;

/// The ids of the statements that a person signs.
#[must_use]
pub fn ids(briefing: &Briefing) -> Vec<String> {
    statements(briefing).map(|one| one.id.clone()).collect()
}
