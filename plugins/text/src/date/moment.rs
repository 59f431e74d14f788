//! Moments: a date as precisely as a source gives it, and no more.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// A moment as a source gave it: RFC 3339 with the source's own offset, or a day alone.
///
/// Never shifted to UTC and never filled from a clock. Serialised as the text a source would write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Published {
    /// With a time of day and the offset that the source gave.
    Time(DateTime<FixedOffset>),
    /// A day alone; sorts at its start.
    Day(NaiveDate),
}

impl Published {
    /// Reads `2026-01-06` or RFC 3339, of the years 1 to 9999 also in UTC; nothing else. Years of
    /// more digits cannot be written in the form of either.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self::Day);
        let read = day.or_else(|| DateTime::parse_from_rfc3339(text).ok().map(Self::Time))?;
        let (first, second) = match read {
            Self::Time(time) => (time.year(), time.naive_utc().year()),
            Self::Day(day) => (day.year(), day.year()),
        };
        [first, second].iter().all(|year| (1..=9999).contains(year)).then_some(read)
    }

    /// The calendar day in the source's own offset: what "today" meant to its author.
    #[must_use]
    pub fn local_day(&self) -> NaiveDate {
        match self {
            Self::Time(time) => time.date_naive(),
            Self::Day(day) => *day,
        }
    }

    /// Seconds since 1970 in UTC; a day counts from its start in UTC. For sorting only.
    #[must_use]
    pub fn timestamp(&self) -> i64 {
        match self {
            Self::Time(time) => time.timestamp(),
            Self::Day(day) => day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp(),
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => {
                formatter.write_str(&time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
            }
            Self::Day(day) => write!(formatter, "{day}"),
        }
    }
}

impl Serialize for Published {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Published {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is neither a day nor RFC 3339"))
        })
    }
}

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Granularity {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
    /// A part of a day: night, morning, afternoon, evening.
    Part,
    /// An hour.
    Hour,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_it_was_read() {
        for text in [
            "2026-01-06",
            "2026-01-06T15:04:05+01:00",
            "2026-01-06T15:04:05Z",
            "2021-10-18T16:15:00-07:00",
        ] {
            assert_eq!(
                Published::parse(text).map(|moment| moment.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in ["", "2026-13-01", "6 Jan 2026", "2026-01-06 15:04", "0"] {
            assert_eq!(Published::parse(text), None, "{text}");
        }
        let beyond = [
            "+10000-01-01",
            "-0001-01-01",
            "0000-01-01",
            "9999-12-31T23:00:00-02:00",
            "0001-01-01T00:00:00+01:00",
        ];
        for text in beyond {
            assert_eq!(Published::parse(text), None, "{text}");
        }
        assert!(["0001-01-01", "9999-12-31"].iter().all(|text| Published::parse(text).is_some()));
    }

    #[test]
    fn a_day_is_the_authors_own() {
        let late = Published::parse("2026-01-06T23:30:00-08:00");
        assert_eq!(
            late.map(|moment| moment.local_day().to_string()).as_deref(),
            Some("2026-01-06")
        );
    }
}
