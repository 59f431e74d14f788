//! Refusal: why something did not pass.

use std::fmt;

use crate::claim::DifferenceKind;

/// Why something did not pass. What is quoted is the statement's or its anchor's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It cites no sentence of the event.
    CitesNothing,
    /// The sentence that it cites first does not exist.
    NoAnchor,
    /// None of its citations stays.
    Unsupported,
    /// The sentence is a heading, or one of the two is a list or table.
    TooLong,
    /// It has more clauses than a statement has.
    TooManyClauses,
    /// The sentence bears out nothing of it.
    Unsaid,
    /// The sentence says otherwise, and in what.
    Otherwise(DifferenceKind),
    /// Its words are not the anchor's in their order.
    OtherWords,
    /// The anchor stands inside a quotation.
    InsideQuotation,
    /// It holds half of a quotation.
    HalfQuotation,
    /// It leaves out words of a quotation.
    CutQuotation,
    /// Its quotation marks are not the anchor's.
    OtherMarks,
    /// It leaves out who says so, and only one origin says it without.
    LeavesOutAttribution(String),
    /// It leaves out a word that limits or turns what it says.
    LeavesOut(String),
    /// It leaves out who says so, and nobody says it without.
    LeavesOutSpeaker,
    /// Words of it that stand in no cited sentence.
    Missing(Part, String),
    /// A date that is in the cited sentences the date of something else.
    DateOfAnother(String),
    /// Two names that have changed places.
    ChangedPlaces(String, String),
    /// The cited sentences bear out some of its claims at most.
    UncarriedClause,
    /// One of its sentences says nothing by itself, and stands in no cited sentence.
    SaysNothing(String),
    /// It negates another part of what the cited sentences say.
    NegatesAnother,
    /// A word is added that limits or turns what it says.
    Adds(Limit),
    /// Such a word of the cited sentences is missing.
    Drops(Limit),
    /// Without what is left out it tells another deed: "nearly", "ordered to".
    ChangesDeed,
    /// A quotation does not stand verbatim in the sentence that it cites first.
    NotVerbatim,
    /// The speaker of a quotation stands in no cited sentence.
    NoSpeaker,
    /// The date of an entry follows from no cited sentence.
    NoDate,
    /// The sentence does not hold the name that it is cited for.
    NoName,
    /// The sentence holds neither the quotation that it is cited for nor its speaker.
    NoQuotation,
}

/// What of a statement stands in no cited sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A number that was read.
    Number,
    /// A date.
    Date,
    /// A name.
    Name,
    /// A quotation.
    Quotation,
    /// A word or figure.
    Word,
}

/// What limits a clause or turns it round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// "Not".
    Negation,
    /// "Perhaps".
    Hedge,
    /// "If".
    Condition,
}

impl Part {
    /// What stands before the words themselves.
    fn article(self) -> &'static str {
        match self {
            Self::Number => "the number ",
            Self::Date => "the date ",
            Self::Name => "the name ",
            Self::Quotation => "the quotation ",
            Self::Word => "",
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Negation => "a negation",
            Self::Hedge => "a hedge",
            Self::Condition => "a condition",
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Otherwise(kind) => write!(formatter, "says otherwise ({})", kind.word()),
            Self::LeavesOutAttribution(run) => {
                write!(formatter, "leaves out the attribution \"{run}\"")
            }
            Self::LeavesOut(word) => write!(formatter, "leaves out \"{word}\""),
            Self::Missing(part, words) => {
                write!(formatter, "{}\"{words}\" stands in no cited sentence", part.article())
            }
            Self::DateOfAnother(date) => {
                write!(formatter, "\"{date}\" is in the cited sentences the date of something else")
            }
            Self::ChangedPlaces(a, b) => {
                write!(formatter, "\"{a}\" and \"{b}\" have changed places")
            }
            Self::SaysNothing(sentence) => {
                write!(formatter, "\"{sentence}\" says nothing by itself")
            }
            Self::Adds(limit) => write!(formatter, "adds {limit}"),
            Self::Drops(limit) => write!(formatter, "drops {limit}"),
            bare => formatter.write_str(bare.sentence()),
        }
    }
}

impl Refusal {
    /// What is said of one that names no words.
    fn sentence(&self) -> &'static str {
        match self {
            Self::CitesNothing => "cites no sentence that exists",
            Self::NoAnchor => "no anchor",
            Self::Unsupported => "no citation supports it",
            Self::TooLong => "too long to be compared",
            Self::TooManyClauses => "too many clauses to compare",
            Self::Unsaid => "does not say it",
            Self::OtherWords => "not the anchor's words in order",
            Self::InsideQuotation => "stands inside a quotation",
            Self::HalfQuotation => "holds half of a quotation",
            Self::CutQuotation => "cuts inside a quotation",
            Self::OtherMarks => "its quotation marks are not those of the anchor",
            Self::LeavesOutSpeaker => "leaves out who says so",
            Self::UncarriedClause => "a claim of it is borne out by no cited sentence",
            Self::NegatesAnother => "negates another part of it",
            Self::ChangesDeed => "tells another deed without what it leaves out",
            Self::NotVerbatim => "does not stand verbatim in the sentence it cites first",
            Self::NoSpeaker => "its speaker stands in no cited sentence",
            Self::NoDate => "its date follows from no cited sentence",
            Self::NoName => "does not hold the name",
            Self::NoQuotation => "holds neither the quotation nor its speaker",
            _ => "",
        }
    }
}
