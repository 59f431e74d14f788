//! Kinds: what two sentences may differ about.

use std::ops::Range;

/// What two sentences differ about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// Another person in the same office.
    Holder,
    /// Exactly one side negates.
    Polarity,
    /// The same unit, another value.
    Number,
    /// One thing has lasted for another time.
    Duration,
    /// The same number of less or more.
    Scope,
}

impl ConflictKind {
    /// The word used in data and themes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Polarity => "polarity",
            Self::Number => "number",
            Self::Duration => "duration",
            Self::Scope => "scope",
        }
    }
}

/// One conflict, with the bytes of either text that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub kind: ConflictKind,
    /// Bytes of the first text.
    pub left: Range<usize>,
    /// Bytes of the second text.
    pub right: Range<usize>,
    /// What the two differ about, in words of the first text.
    pub about: String,
}
