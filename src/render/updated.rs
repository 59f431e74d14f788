//! When an event last changed, as feeds, maps and linked data tell it.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use q7x2_sdk::{Briefing, Published};

/// When an event last changed: its newest article's time, or the later day on which a source was
/// found changed. A day alone counts from its start in UTC, since Atom knows no days.
pub(super) fn of(briefing: &Briefing, built: DateTime<Utc>) -> String {
    let corrected = briefing.sources.iter().flat_map(|source| &source.corrected).max();
    match (briefing.published, corrected) {
        (Some(published), Some(day)) if published.local_day() < *day => start(*day),
        (Some(Published::Time(time)), _) => time.to_rfc3339_opts(SecondsFormat::Secs, true),
        (Some(Published::Day(day)), _) => start(day),
        (None, Some(day)) => start(*day),
        (None, None) => rfc3339(built),
    }
}

fn start(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}

/// A time as RFC 3339 has it, in whole seconds.
pub(super) fn rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
