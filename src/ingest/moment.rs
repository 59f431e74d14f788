//! Moments as metadata writes them: ISO 8601, RFC 2822, numbers with dots or slashes, words.

use chrono::{DateTime, NaiveDate};
use q7x2_sdk::Published;
use q7x2_sdk::text::date::{self, Named};
use q7x2_sdk::text::language::Language;

/// Before these years nobody published news and after them nobody has; `0001-01-01` is how some programs write "none".
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2200;

/// Reads one moment; nothing where it reads in more than one way. Without an offset only the day is known.
pub(super) fn parse(text: &str, language: Option<&str>) -> Option<Published> {
    let text = text.trim();
    if text.len() > 100 {
        return None;
    }
    let numeric = numeric(text).or_else(|| DateTime::parse_from_rfc2822(text).ok().map(Published::Time));
    let found = numeric.or_else(|| epoch(text)).or_else(|| worded(text, language))?;
    YEARS.contains(&chrono::Datelike::year(&found.local_day())).then_some(found)
}

/// A moment that starts a text, and what follows it: `2026-01-06 Key allies met`. ISO 8601 only.
pub(super) fn iso_prefix(text: &str) -> Option<(Published, &str)> {
    let day = text.get(..10).filter(|day| day.as_bytes()[4] == b'-')?;
    let date = Published::Day(NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?);
    let rest = text.get(10..)?;
    let end = rest.find(' ').unwrap_or(rest.len());
    match rest.get(..end) {
        Some("") => Some((date, rest)),
        Some(time) if time.starts_with('T') => {
            with_time(date.local_day(), time.get(1..)?).map(|found| (found, rest.get(end..).unwrap_or_default()))
        }
        _ => None,
    }
}

fn numeric(text: &str) -> Option<Published> {
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.')).count();
    let day = day(text.get(..digits)?)?;
    let rest = text.get(digits..)?;
    let time = rest.trim_start_matches(['T', 't', ' ', ',']);
    if time.is_empty() { Some(Published::Day(day)) } else { with_time(day, time) }
}

/// `2026-01-06`, `2026/1/6`, `20260106`, `6.1.2026`; with slashes day and month must be told apart by their size.
fn day(text: &str) -> Option<NaiveDate> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let mark = text.find(['-', '/', '.']).and_then(|at| text.get(at..=at))?;
    let parts: Vec<u32> = text.splitn(4, mark).map(str::parse).collect::<Result<_, _>>().ok()?;
    let year_first = text.find(mark) == Some(4);
    let (year, month, day) = match (parts.as_slice(), mark) {
        ([year, month, day], _) if year_first => (*year, *month, *day),
        ([day, month, year], "." | "-") => (*year, *month, *day),
        ([month, day, year], _) if *day > 12 || day == month => (*year, *month, *day),
        ([day, month, year], _) if *day > 12 => (*year, *month, *day),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// `15:04`, `15:04:05.123`, followed by an offset or not.
fn with_time(day: NaiveDate, time: &str) -> Option<Published> {
    let end = time
        .find(|character: char| !character.is_ascii_digit() && !matches!(character, ':' | '.'))
        .unwrap_or(time.len());
    let (clock, zone) = time.split_at_checked(end)?;
    let mut parts = clock.splitn(3, ':');
    let two = |part: Option<&str>| {
        part.filter(|part| (1..=2).contains(&part.len())).and_then(|part| part.parse::<u32>().ok())
    };
    let (hour, minute) = (two(parts.next())?, two(parts.next())?);
    let second = parts.next().unwrap_or("00");
    let Some(offset) = offset(zone.trim()) else {
        let plain = hour < 24 && minute < 60 && clock.len() >= 4 && known_zone(zone.trim());
        return plain.then_some(Published::Day(day));
    };
    Published::parse(&format!("{day}T{hour:02}:{minute:02}:{second:0>2}{offset}"))
}

/// An offset in RFC 3339's form; nothing where none is given.
fn offset(zone: &str) -> Option<String> {
    let sign = zone.chars().next().filter(|sign| matches!(sign, '+' | '-' | '−'));
    let Some(sign) = sign else {
        return matches!(zone, "Z" | "z" | "UTC" | "GMT" | "utc" | "gmt").then(|| "Z".to_owned());
    };
    let digits: String = zone.chars().skip(1).filter(|character| *character != ':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let sign = if sign == '+' { '+' } else { '-' };
    match digits.len() {
        2 => Some(format!("{sign}{digits}:00")),
        4 => Some(format!("{sign}{}:{}", digits.get(..2)?, digits.get(2..)?)),
        _ => None,
    }
}

/// Nothing, or letters such as `EST`, which name no one offset and so leave only the day.
fn known_zone(zone: &str) -> bool {
    zone.len() <= 12 && zone.chars().all(|character| character.is_ascii_alphabetic() || matches!(character, ' ' | '.'))
}

/// Seconds or milliseconds since 1970, which are UTC by definition: ten or thirteen digits, no fewer.
fn epoch(text: &str) -> Option<Published> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    DateTime::from_timestamp(seconds, 0).map(|time| Published::Time(time.fixed_offset()))
}

/// A text that is one full date in words and no more than a time beside it.
fn worded(text: &str, language: Option<&str>) -> Option<Published> {
    let codes = language.into_iter().chain(["en", "de", "fr", "es"]);
    codes.map(|code| whole_date(text, Language::of(Some(code)))).find(Option::is_some).flatten()
}

/// The one full date of a line that says nothing else: weekday, time and zone may stand beside it.
pub(super) fn whole_date(text: &str, language: &Language) -> Option<Published> {
    let mentions = date::dates(text, language);
    let mut days = mentions.iter().filter_map(|mention| match mention.named {
        Named::Day(day) => Some((day, mention.range.clone())),
        _ => None,
    });
    let (day, range) = days.next().filter(|_| days.next().is_none())?;
    let around = [text.get(..range.start)?, text.get(range.end..)?];
    let is_beside = |word: &str| {
        let bare = word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase();
        bare.chars().all(|character| character.is_ascii_digit() || character == ':')
            || matches!(
                bare.as_str(),
                "at" | "um" | "à" | "on" | "am" | "pm" | "a.m" | "p.m" | "uhr" | "h" | "the" | "le" | "el"
            )
            || language.weekdays.contains_key(&bare)
            || word.len() <= 5
                && word.chars().all(|character| character.is_ascii_uppercase() || character.is_ascii_punctuation())
            || bare
                .strip_suffix("am")
                .or_else(|| bare.strip_suffix("pm"))
                .is_some_and(|time| time.chars().all(|character| character.is_ascii_digit() || character == ':'))
    };
    around.iter().flat_map(|part| part.split_whitespace()).all(is_beside).then_some(Published::Day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_moments() {
        let check = |text: &str, expected: &str| {
            let found = parse(text, None).map_or_else(|| "-".to_owned(), |found| found.to_string());
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
        check("2026-01-06 15:04 EST", "2026-01-06");
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
            "2026-01-06T25:00Z",
            "2026-01-06 and more",
            "2026-1",
            "yesterday",
            "1-2-3-4",
            "é026-01-06",
            "-----",
            "9".repeat(99).as_str(),
        ] {
            assert_eq!(parse(text, None), None, "{text}");
        }
    }

    #[test]
    fn a_moment_may_start_a_text() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let found = iso_prefix(text).map(|(found, rest)| (found.to_string(), rest));
            assert_eq!(found.as_ref().map(|(found, rest)| (found.as_str(), *rest)), expected, "{text}");
        };
        check("2026-01-06 Key allies", Some(("2026-01-06", " Key allies")));
        check("2026-01-06T10:00:00Z Key", Some(("2026-01-06T10:00:00Z", " Key")));
        check("2026-01-06", Some(("2026-01-06", "")));
        check("2026-01-060 Key", None);
        check("2026-01-06, Key", None);
        check("Key", None);
        check("ééééééé", None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text: String, date in "[0-9TZ:+ .,/−é-]{0,40}") {
            for text in [&text, &date] {
                let _ = (parse(text, None), iso_prefix(text));
            }
        }
    }
}
