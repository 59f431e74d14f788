//! Moments as metadata writes them: all that the language tools read as a date alone, and seconds
//! since 1970.

use chrono::{DateTime, Datelike, NaiveDate};
use q7x2_sdk::Published;
use q7x2_sdk::text::date;
use q7x2_sdk::text::language::Language;

/// Before these years nobody published news and after them nobody has; `0001-01-01` is how some
/// programs write "none".
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2200;

/// Reads one moment; nothing where it reads in more than one way. Without an offset only the day is
/// known.
pub(super) fn parse(text: &str, language: &Language) -> Option<Published> {
    let text = text.trim();
    plausible(epoch(text).or_else(|| dotted(text)).or_else(|| date::parse(text, language))?)
}

/// `6.1.2026`: wherever dates have dots, the day goes first.
fn dotted(text: &str) -> Option<Published> {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").ok().map(Published::Day)
}

fn plausible(found: Published) -> Option<Published> {
    YEARS.contains(&found.local_day().year()).then_some(found)
}

/// A moment that starts a text, and what follows it: `2026-01-06 Key allies met`. ISO 8601 only.
pub(super) fn iso_prefix(text: &str) -> Option<(Published, &str)> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let day = Published::Day(NaiveDate::parse_from_str(first.get(..10)?, "%Y-%m-%d").ok()?);
    let found = if first.len() == 10 { day } else { Published::parse(first)? };
    Some((plausible(found)?, rest))
}

/// Seconds or milliseconds since 1970, which are UTC by definition: ten or thirteen digits, no
/// fewer.
fn epoch(text: &str) -> Option<Published> {
    let seconds = match text.len() {
        10 => text.parse().ok()?,
        13 => text.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    DateTime::from_timestamp(seconds, 0).map(|time| Published::Time(time.fixed_offset()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_moments() {
        let check = |text: &str, expected: &str| {
            let found = parse(text, Language::of(None))
                .map_or_else(|| "-".to_owned(), |found| found.to_string());
            assert_eq!(found, expected, "{text}");
        };
        check("2026-01-06", "2026-01-06");
        check(" 2026/1/6 ", "2026-01-06");
        check("20260106", "2026-01-06");
        check("06.01.2026", "2026-01-06");
        check("2026-01-06T15:04:05Z", "2026-01-06T15:04:05Z");
        check("2026-01-06T15:04:05.25+01:00", "2026-01-06T15:04:05.250+01:00");
        check("2026-01-06 15:04:05 +0100", "2026-01-06T15:04:05+01:00");
        check("2026-01-06T15:04+01", "2026-01-06T15:04:00+01:00");
        check("2026-01-06 15:04 UTC", "2026-01-06T15:04:00Z");
        check("2026-01-06T15:04:05", "2026-01-06");
        check("2026-01-06 15:04 EST", "2026-01-06T15:04:00-05:00");
        check("Tue, 06 Jan 2026 15:04:05 +0100", "2026-01-06T15:04:05+01:00");
        check("Tue, 06 Jan 2026 15:04:05 GMT", "2026-01-06T15:04:05Z");
        check("1767711845", "2026-01-06T15:04:05Z");
        check("1767711845000", "2026-01-06T15:04:05Z");
        check("13/01/2026", "2026-01-13");
        check("1/13/2026", "2026-01-13");
    }

    #[test]
    fn what_reads_in_two_ways_or_none_is_not_read() {
        for text in [
            "",
            "0",
            "06/01/2026",
            "2026-13-01",
            "2026-02-30",
            "0001-01-01T00:00:00Z",
            "9999-01-01",
            "2026-01-06 and more",
            "2026-01-06T15:00:00Z-07:00",
            "last Friday",
            "2026-1",
            "yesterday",
            "1-2-3-4",
            "é026-01-06",
            "-----",
            "9".repeat(99).as_str(),
        ] {
            assert_eq!(parse(text, Language::of(None)), None, "{text}");
        }
    }

    #[test]
    fn a_moment_may_start_a_text() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let found = iso_prefix(text).map(|(found, rest)| (found.to_string(), rest));
            assert_eq!(
                found.as_ref().map(|(found, rest)| (found.as_str(), *rest)),
                expected,
                "{text}"
            );
        };
        check("2026-01-06 Key allies", Some(("2026-01-06", "Key allies")));
        check("2026-01-06T10:00:00Z Key", Some(("2026-01-06T10:00:00Z", "Key")));
        check("2026-01-06", Some(("2026-01-06", "")));
        check("2026-01-060 Key", None);
        check("Key", None);
        check("ééééééé", None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text: String, date in "[0-9TZ:+ .,/−é-]{0,40}") {
            for text in [&text, &date] {
                let _ = (parse(text, Language::of(None)), iso_prefix(text));
            }
        }
    }
}
