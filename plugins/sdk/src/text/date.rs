//! Dates: absolute and relative ones, and what day they mean.

use std::ops::Range;

use chrono::NaiveDate;

use super::language::Language;
use crate::{Granularity, Published};

/// A moment as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What is named.
    pub named: Named,
    /// Whether its clause is in the future tense; decides which Tuesday is meant.
    pub future: bool,
}

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A year.
    Year(i32),
    /// A month of a year.
    Month(i32, u32),
    /// A month whose year is to be found.
    BareMonth(u32),
    /// A full date.
    Day(NaiveDate),
    /// Month and day, the year to be found.
    MonthDay(u32, u32),
    /// A weekday, 1 is Monday.
    Weekday(u32),
    /// Days from publication ("yesterday" is -1).
    Relative(i64),
}

/// What a mention means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resolved {
    /// First day of the span.
    pub start: NaiveDate,
    /// How precise it is.
    pub granularity: Granularity,
}

impl Resolved {
    /// ISO 8601, cut to the granularity.
    #[must_use]
    pub fn iso(&self) -> String {
        match self.granularity {
            Granularity::Year => self.start.format("%Y").to_string(),
            Granularity::Month => self.start.format("%Y-%m").to_string(),
            Granularity::Day | Granularity::Part | Granularity::Hour => self.start.to_string(),
        }
    }
}

/// The dates that a text names, in order.
#[must_use]
pub fn dates(_text: &str, _language: &Language) -> Vec<DateMention> {
    Vec::new()
}

impl DateMention {
    /// What it means for an article published then; nothing where that is needed and unknown.
    #[must_use]
    pub fn resolve(&self, _published: Option<Published>) -> Option<Resolved> {
        None
    }
}
