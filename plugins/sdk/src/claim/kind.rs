//! Kinds: in what a sentence contradicts a claim, or leaves it unproved.

use std::ops::Range;

use crate::conflict::{Conflict, ConflictKind};

/// In what two sentences contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// One denies what the other says.
    Polarity,
    /// Words of which one denies the other: "rose" and "fell".
    Opposite,
    /// Who did it.
    Agent,
    /// To whom it was done.
    Patient,
    /// Another way: "from Tarn to Lind", "from Lind to Tarn".
    Direction,
    /// Another office or rank of one person.
    Office,
    /// Another person in one office.
    Holder,
    /// Done or planned, certain or not.
    Certainty,
    /// The same thing counted or measured otherwise.
    Number,
    /// The result of a vote or match.
    Score,
    /// How old somebody is.
    Age,
    /// Another day.
    Date,
    /// Another time of day.
    Time,
    /// Another place.
    Place,
    /// One thing has lasted for another time.
    Duration,
    /// All, or only some; more, or less of it.
    Scope,
}

impl DifferenceKind {
    /// The word used in data and themes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Polarity => "polarity",
            Self::Opposite => "opposite",
            Self::Agent => "agent",
            Self::Patient => "patient",
            Self::Direction => "direction",
            Self::Office => "office",
            Self::Certainty => "certainty",
            Self::Number => "number",
            Self::Score => "score",
            Self::Age => "age",
            Self::Date => "date",
            Self::Time => "time",
            Self::Place => "place",
            Self::Scope => "scope",
            Self::Holder => "holder",
            Self::Duration => "duration",
        }
    }

    /// 3 where only one side can be right about who or whether, 2 about how much, when or where, 1
    /// about how certain.
    #[must_use]
    pub fn severity(self) -> u8 {
        match self {
            Self::Polarity
            | Self::Opposite
            | Self::Agent
            | Self::Patient
            | Self::Direction
            | Self::Office
            | Self::Holder => 3,
            Self::Number | Self::Score | Self::Age | Self::Date | Self::Time | Self::Place => 2,
            Self::Certainty | Self::Duration | Self::Scope => 1,
        }
    }
}

/// One contradiction, with the bytes of either text that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In what.
    pub kind: DifferenceKind,
    /// Bytes of the first text.
    pub left: Range<usize>,
    /// Bytes of the second text.
    pub right: Range<usize>,
    /// What the two differ about, in words of the first text.
    pub about: String,
}

/// What of a claim a sentence leaves unproved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LackKind {
    /// A word that it does not have in that sense.
    Word,
    /// How many, how much.
    Figure,
    /// The day.
    Day,
    /// How certain.
    Certainty,
    /// Of all, or of some.
    Scope,
    /// Whether at all.
    Denial,
    /// That it was done.
    Deed,
    /// Who did it, or to whom.
    Who,
    /// Whose it is.
    Owner,
    /// The place.
    Place,
    /// That the words of a name belong together.
    Name,
    /// Which way.
    Direction,
    /// The words between quotation marks.
    Quotation,
}

/// What a sentence leaves unproved, with the bytes of the statement that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What.
    pub kind: LackKind,
    /// Bytes of the statement.
    pub range: Range<usize>,
}

impl From<Conflict> for Difference {
    fn from(conflict: Conflict) -> Self {
        let Conflict { kind, left, right, about } = conflict;
        let kind = match kind {
            ConflictKind::Holder => DifferenceKind::Holder,
            ConflictKind::Polarity => DifferenceKind::Polarity,
            ConflictKind::Number => DifferenceKind::Number,
            ConflictKind::Duration => DifferenceKind::Duration,
            ConflictKind::Scope => DifferenceKind::Scope,
        };
        Self { kind, left, right, about }
    }
}
