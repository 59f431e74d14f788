//! Age: what a report is worth of an event that went on after it.

use chrono::NaiveDate;
use q7x2_sdk::event::when::happens;
use q7x2_sdk::{Event, Published, Spot};

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
        (Some(one), Some(newest)) => return left_by_day(one.local_day(), newest.local_day()),
        (None, Some(_)) => UNDATED,
        _ => 0,
    };
    libm::pow(OLDER, days as f64)
}

/// The same of two days.
#[expect(clippy::cast_precision_loss, reason = "days of one event")]
pub(crate) fn left_by_day(day: NaiveDate, newest: NaiveDate) -> f64 {
    let days = newest.signed_duration_since(day).num_days().clamp(0, DAYS);
    libm::pow(OLDER, days as f64)
}

/// Whether a sentence tells of a day behind its report: "the council votes tomorrow".
pub(crate) fn is_coming(spot: Spot, event: &Event) -> bool {
    let published = event.articles()[spot.article].published;
    published.is_some_and(|published| {
        happens::day(event, spot).is_some_and(|day| published.local_day() < day.start)
    })
}

/// Whether a sentence tells as coming what was to be on a day that the newest report is later than:
/// "the council votes on Tuesday" beside a report of Thursday.
pub(crate) fn has_come(spot: Spot, newest: Option<Published>, event: &Event) -> bool {
    let published = event.articles()[spot.article].published;
    let Some((told, newest)) = published.zip(newest) else { return false };
    let (told, newest) = (told.local_day(), newest.local_day());
    told < newest
        && happens::day(event, spot).is_some_and(|day| told < day.start && day.end < newest)
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Article;

    use super::*;

    #[test]
    fn what_was_to_come_has_come() {
        let check = |sentence: &str, published: &str, newest: &str, expected: bool| {
            let article = Article {
                published: Published::parse(published),
                ..q7x2_sdk::example::article("a", &[sentence])
            };
            let event = Event::new("e".to_owned(), String::new(), vec![article]);
            let spot = Spot { article: 0, sentence: 0 };
            assert_eq!(
                has_come(spot, Published::parse(newest), &event),
                expected,
                "{sentence} {published} {newest}"
            );
        };
        // A Monday and the days after it.
        let votes = "The council of Tarn will vote on the bridge on Tuesday.";
        check(votes, "2026-03-09", "2026-03-12", true);
        check(votes, "2026-03-09", "2026-03-10", false);
        check(votes, "2026-03-09", "2026-03-09", false);
        let voted = "The council of Tarn voted on the bridge on Friday.";
        check(voted, "2026-03-09", "2026-03-12", false);
        check("The council of Tarn will vote on the bridge.", "2026-03-09", "2026-03-12", false);
    }

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
