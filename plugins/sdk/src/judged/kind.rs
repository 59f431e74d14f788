//! Kinds: what is said of a sentence of a draft. Data, and nothing else.

use std::ops::Range;

use crate::Spot;
use crate::claim::{DifferenceKind, LackKind};

/// How the sources stand to a sentence of a draft, or to some of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They say all of it.
    BorneOut,
    /// They say some of it, or nearly it; which words lack proof is said.
    Part,
    /// One of them says otherwise.
    Contradicted,
    /// None of them says it.
    NotFound,
    /// It claims nothing: a greeting, a question, an opinion.
    NoClaim,
}

impl Verdict {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::BorneOut, Self::Part, Self::Contradicted, Self::NotFound, Self::NoClaim];

    /// The word used in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::BorneOut => "borne_out",
            Self::Part => "part",
            Self::Contradicted => "contradicted",
            Self::NotFound => "not_found",
            Self::NoClaim => "no_claim",
        }
    }
}

/// In what a source says otherwise, or what of a claim was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// How many, how much, how old, how long.
    Number,
    /// The same figure of something else: years and months, euros and dollars.
    Unit,
    /// Who holds an office, or which.
    Name,
    /// The day.
    Day,
    /// The time of day.
    Time,
    /// The place.
    Place,
    /// Who did it, or to whom.
    Who,
    /// Which way.
    Direction,
    /// Whether at all.
    YesNo,
    /// How certain.
    Certainty,
    /// Of all, or of some.
    Scope,
    /// The words between quotation marks.
    Quotation,
    /// How many have it independently.
    Origins,
    /// That it was done.
    Deed,
    /// Whose it is.
    Owner,
    /// That the words, which stand in several sentences, are said of one thing.
    Together,
    /// Nothing: the sentence is too long to be compared.
    Length,
}

impl Matter {
    /// The word used in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Unit => "unit",
            Self::Name => "name",
            Self::Day => "day",
            Self::Time => "time",
            Self::Place => "place",
            Self::Who => "who",
            Self::Direction => "direction",
            Self::YesNo => "yes/no",
            Self::Certainty => "certainty",
            Self::Scope => "scope",
            Self::Quotation => "quotation",
            Self::Origins => "origins",
            Self::Deed => "deed",
            Self::Owner => "whose",
            Self::Together => "together",
            Self::Length => "length",
        }
    }
}

impl From<DifferenceKind> for Matter {
    fn from(kind: DifferenceKind) -> Self {
        match kind {
            DifferenceKind::Polarity | DifferenceKind::Opposite => Self::YesNo,
            DifferenceKind::Agent | DifferenceKind::Patient => Self::Who,
            DifferenceKind::Direction => Self::Direction,
            DifferenceKind::Office | DifferenceKind::Holder => Self::Name,
            DifferenceKind::Certainty => Self::Certainty,
            DifferenceKind::Number
            | DifferenceKind::Score
            | DifferenceKind::Age
            | DifferenceKind::Duration => Self::Number,
            DifferenceKind::Date => Self::Day,
            DifferenceKind::Time => Self::Time,
            DifferenceKind::Place => Self::Place,
            DifferenceKind::Scope => Self::Scope,
        }
    }
}

impl Matter {
    /// What a source leaves unproved; nothing to tell where it only lacks the word.
    pub(super) fn lacking(kind: LackKind) -> Option<Self> {
        Some(match kind {
            LackKind::Word => return None,
            LackKind::Figure => Self::Number,
            LackKind::Day => Self::Day,
            LackKind::Certainty => Self::Certainty,
            LackKind::Scope => Self::Scope,
            LackKind::Denial => Self::YesNo,
            LackKind::Deed => Self::Deed,
            LackKind::Who => Self::Who,
            LackKind::Owner => Self::Owner,
            LackKind::Place => Self::Place,
            LackKind::Name => Self::Name,
            LackKind::Direction => Self::Direction,
            LackKind::Quotation => Self::Quotation,
        })
    }
}

/// A sentence of a source that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Where it stands.
    pub spot: Spot,
    /// The bytes of it that say otherwise; all of it where it bears out.
    pub range: Range<usize>,
}

/// What is said of some words of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// How the sources stand to them.
    pub verdict: Verdict,
    /// In what they say otherwise, or what is not proved, where it can be told.
    pub matter: Option<Matter>,
    /// The sentences of the sources that say so, in order.
    pub by: Vec<Witness>,
}

/// What is said of one sentence of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Its index in the draft.
    pub sentence: usize,
    /// How the sources stand to it.
    pub verdict: Verdict,
    /// The same claim by claim, in the order of the words.
    pub findings: Vec<Finding>,
    /// How many independent sources bear it out, or some of it.
    pub origins: usize,
}
