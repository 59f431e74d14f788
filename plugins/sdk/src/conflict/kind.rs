//! Kinds: what two sentences may differ about.

use std::ops::Range;

/// What two sentences differ about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// Another person in the same office.
    Holder,
    /// The same unit, another value.
    Number,
    /// Exactly one side negates.
    Polarity,
    /// Another day for the same thing.
    Date,
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
            Self::Number => "number",
            Self::Polarity => "polarity",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Scope => "scope",
        }
    }

    /// 3 where only one side can be right about who or whether, 2 about how much or when, 1 about
    /// how far.
    #[must_use]
    pub fn severity(self) -> u8 {
        match self {
            Self::Holder | Self::Polarity => 3,
            Self::Number | Self::Date => 2,
            Self::Duration | Self::Scope => 1,
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
