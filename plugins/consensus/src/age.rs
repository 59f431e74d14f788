//! Age: what a report is worth of an event that went on after it.

use q7x2_sdk::{Event, Published};

/// What a report is worth for each day by which the newest is newer: things may have gone on.
const OLDER: f64 = 0.75;
/// Days after which nothing gets older.
const DAYS: i64 = 4;
/// What is taken for the age of a report without a date, where others have one.
const UNDATED: i64 = 1;

/// When the newest report was published.
pub(crate) fn newest(event: &Event) -> Option<Published> {
    let published = event.articles().iter().filter_map(|one| one.published);
    published.max_by_key(Published::timestamp)
}

/// What is left of a report's worth beside the newest, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "days of one event")]
pub(crate) fn left(published: Option<Published>, newest: Option<Published>) -> f64 {
    let days = match (published, newest) {
        (Some(one), Some(newest)) => {
            newest.local_day().signed_duration_since(one.local_day()).num_days().clamp(0, DAYS)
        }
        (None, Some(_)) => UNDATED,
        _ => 0,
    };
    libm::pow(OLDER, days as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_gets_older_by_days() {
        let day = Published::parse;
        assert!((left(day("2026-03-09"), day("2026-03-09")) - 1.0).abs() < 1e-9);
        assert!((left(day("2026-03-08"), day("2026-03-09")) - OLDER).abs() < 1e-9);
        assert!((left(None, day("2026-03-09")) - OLDER).abs() < 1e-9);
        assert!((left(None, None) - 1.0).abs() < 1e-9);
        let old = left(day("2025-03-09"), day("2026-03-09"));
        assert!((old - left(day("2026-03-01"), day("2026-03-09"))).abs() < 1e-9);
    }
}
