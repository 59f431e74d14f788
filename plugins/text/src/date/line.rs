//! A date that stands alone, as in a byline, a feed or a field: `parse`.

use chrono::{FixedOffset, NaiveDate, NaiveTime, TimeZone};

use super::matcher::{self, Found};
use super::moment::Published;
use super::named::Named;
use crate::cut::{Lexemes, Made};
use crate::language::{self, Language, Sense};

/// Longest text that is read as a date alone, in bytes: the longest real ones ("Last updated:
/// Wednesday, 24 September 2025 at 10:00:00 GMT+01:00") are half of it.
const LONGEST: usize = 160;

/// The date that a text is: any of the forms known in its language or another tabled one, alone or
/// with weekday, time of day and words such as "Updated:". With a time and an offset from UTC it is
/// a moment; without an offset it is the day alone, for no offset is ever invented.
#[must_use]
pub fn parse(text: &str, language: &Language) -> Option<Published> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let others = language::all().iter().filter(|other| other.code != language.code);
    Published::parse(text).or_else(|| read(text, language, true)).or_else(|| {
        // Digits that only a language's habit tells apart are read in the text's own language
        // alone.
        others.into_iter().find_map(|other| read(text, other, false))
    })
}

fn read(text: &str, language: &Language, own: bool) -> Option<Published> {
    let lexemes = language.lexemes(text);
    let found = matcher::scan(&lexemes, language);
    let mut line = Line {
        lexemes: &lexemes,
        language,
        time: None,
        offset: None,
        year: None,
        contradicts: false,
    };
    let days: Vec<&Found> =
        found.iter().filter(|found| !matches!(found.named, Named::Weekday(_))).collect();
    let (day, rest) = match days.as_slice() {
        [] => (line.compact()?, vec![(0, 1)]),
        [found] => (line.day(found)?, vec![(found.from, found.to)]),
        [found, again] if again.named == found.named => {
            (line.day(found)?, vec![(found.from, found.to), (again.from, again.to)])
        }
        _ => return None,
    };
    let day = match day {
        Dated::Day(day) => day,
        Dated::Yearless(month, number) => {
            line.rest(&rest)?;
            NaiveDate::from_ymd_opt(line.year?, month, number)?
        }
    };
    if !own && !line.has_words(&rest) {
        line.lexemes.digits(rest.first()?.0, 4..=8)?;
    }
    line.rest(&rest)?;
    let time = line.time.zip(line.offset.and_then(|minutes| FixedOffset::east_opt(minutes * 60)));
    let moment =
        time.and_then(|(time, offset)| offset.from_local_datetime(&day.and_time(time)).single());
    Some(moment.map_or(Published::Day(day), Published::Time))
}

/// First lexeme of a date, and the lexeme after its last.
type Span = (usize, usize);

enum Dated {
    Day(NaiveDate),
    Yearless(u32, u32),
}

struct Line<'a> {
    lexemes: &'a Lexemes<'a>,
    language: &'a Language,
    time: Option<NaiveTime>,
    /// Minutes east of UTC.
    offset: Option<i32>,
    year: Option<i32>,
    /// It names two offsets: `Z-07:00`.
    contradicts: bool,
}

impl Line<'_> {
    fn day(&self, found: &Found) -> Option<Dated> {
        match found.named {
            Named::Day(day) => Some(Dated::Day(day)),
            Named::MonthDay(month, day) => Some(Dated::Yearless(month, day)),
            _ => None,
        }
    }

    /// `20260106`, the basic form of ISO 8601.
    fn compact(&self) -> Option<Dated> {
        let digits = self.lexemes.digits(0, 8..=8)?;
        let year =
            i32::try_from(digits / 10_000).ok().filter(|year| (1900..2100).contains(year))?;
        NaiveDate::from_ymd_opt(year, digits / 100 % 100, digits % 100).map(Dated::Day)
    }

    fn has_words(&self, dates: &[Span]) -> bool {
        dates.iter().flat_map(|(from, to)| *from..*to).any(|at| self.lexemes.is(at, Made::Word))
    }

    /// Reads what stands beside the date; nothing where a word is neither time, zone, weekday nor
    /// filler.
    fn rest(&mut self, dates: &[Span]) -> Option<()> {
        (self.time, self.offset, self.year, self.contradicts) = (None, None, None, false);
        let mut at = 0;
        for (from, to) in dates {
            self.times_inside(*from, *to);
        }
        while at < self.lexemes.len() {
            at = match dates.iter().find(|(from, to)| (*from..*to).contains(&at)) {
                Some((_, to)) => *to,
                None => self.beside(at)?,
            };
        }
        (!self.contradicts).then_some(())
    }

    /// The time of day that the date's own form holds: `2026-01-06T10:00:00Z`, `6 January 2026 at
    /// 10:00`.
    fn times_inside(&mut self, from: usize, to: usize) {
        let mut at = from + 1;
        while at < to {
            let follows = self.lexemes.before(at) == "t" || !self.lexemes.is_joined(at);
            at = follows
                .then(|| self.clock(at))
                .flatten()
                .or_else(|| self.zone(at))
                .unwrap_or(at + 1);
        }
    }

    /// Reads one thing beside the date and gives the index behind it.
    fn beside(&mut self, at: usize) -> Option<usize> {
        if let Some(to) = self.clock(at).or_else(|| self.zone(at)) {
            return Some(to);
        }
        if self.lexemes.is(at, Made::Mark)
            || (self.lexemes.folded(at) == "t" && self.lexemes.is_joined(at))
        {
            return Some(at + 1);
        }
        if let Some(year) = self.lexemes.digits(at, 4..=4).and_then(|year| i32::try_from(year).ok())
        {
            return ((1900..2100).contains(&year) && self.year.replace(year).is_none())
                .then_some(at + 1);
        }
        let filler = |sense: &Sense| {
            matches!(sense, Sense::DateFiller | Sense::Weekday(_) | Sense::Clock).then_some(())
        };
        self.language.lexicon().find(self.lexemes, at, filler).map(|(length, ())| at + length)
    }

    /// A time of day with its minutes, or with `a.m.` or `p.m.`.
    fn clock(&mut self, at: usize) -> Option<usize> {
        if let Some(to) = self.compact_clock(at) {
            return Some(to);
        }
        let scanner = matcher::Matcher {
            lexemes: self.lexemes,
            language: self.language,
            lexicon: self.language.lexicon(),
        };
        let (to, hour) = scanner.clock(at)?;
        let part = |at| self.lexemes.digits(at, 2..=2).filter(|part| *part < 60);
        let minutes = part(at + 2).filter(|_| self.lexemes.is_joined(at + 2)).unwrap_or(0);
        let has_seconds = self.lexemes.folded(at + 3) == ":" && self.lexemes.is_joined(at + 3);
        let seconds = if has_seconds { part(at + 4).unwrap_or(0) } else { 0 };
        self.time = Some(NaiveTime::from_hms_opt(hour, minutes, seconds)?);
        // Fractions of a second are read over.
        let fraction = has_seconds
            && matches!(self.lexemes.folded(at + 5), "." | ",")
            && self.lexemes.is_joined(at + 6);
        let to =
            if fraction && self.lexemes.is(at + 6, Made::Digits) { to.max(at + 7) } else { to };
        // A clock word that is a zone ("10:00 GMT") is read as one.
        let zone_at =
            to.checked_sub(1).filter(|zone| named_zone(self.lexemes.folded(*zone)).is_some());
        Some(zone_at.and_then(|zone| self.zone(zone)).unwrap_or(to))
    }

    /// `T100000` or `T1000` behind a compact date.
    fn compact_clock(&mut self, at: usize) -> Option<usize> {
        (self.lexemes.before(at) == "t").then_some(())?;
        let written = self
            .lexemes
            .digits(at, 6..=6)
            .or_else(|| self.lexemes.digits(at, 4..=4).map(|time| time * 100))?;
        self.time =
            Some(NaiveTime::from_hms_opt(written / 10_000, written / 100 % 100, written % 100)?);
        Some(at + 1)
    }

    /// `Z`, `GMT`, `+0100`, `-05:00`, `GMT+1`, `UTC+01:00`; read only behind a time.
    fn zone(&mut self, at: usize) -> Option<usize> {
        self.time?;
        if let Some(minutes) = named_zone(self.lexemes.folded(at)) {
            self.offset = Some(minutes);
            let signed = sign(self.lexemes.folded(at + 1))
                .filter(|_| self.lexemes.is_joined(at + 1) && minutes == 0);
            self.contradicts |= signed.is_some() && self.lexemes.folded(at) == "z";
            return signed.and_then(|sign| self.offset_digits(at + 2, sign)).or(Some(at + 1));
        }
        let sign = sign(self.lexemes.folded(at))?;
        self.offset_digits(at + 1, sign)
    }

    fn offset_digits(&mut self, at: usize, sign: i32) -> Option<usize> {
        self.lexemes.is_joined(at).then_some(())?;
        let (minutes, to) = if let Some(both) = self.lexemes.digits(at, 4..=4) {
            (both / 100 * 60 + both % 100, at + 1)
        } else {
            let hours = self.lexemes.digits(at, 1..=2)?;
            let has_minutes = self.lexemes.folded(at + 1) == ":" && self.lexemes.is_joined(at + 2);
            let minutes = self.lexemes.digits(at + 2, 2..=2).filter(|_| has_minutes);
            (hours * 60 + minutes.unwrap_or(0), if minutes.is_some() { at + 3 } else { at + 1 })
        };
        // Offsets reach from -12:00 to +14:00.
        self.offset =
            Some(sign * i32::try_from(minutes).ok().filter(|minutes| *minutes <= 14 * 60)?);
        Some(to)
    }
}

/// Minutes east of UTC of an abbreviation that means one offset only: those of RFC 2822 and of
/// central and eastern Europe.
/// `BST`, `IST` and their like mean several.
fn named_zone(name: &str) -> Option<i32> {
    let hours = match name {
        "z" | "gmt" | "utc" | "ut" | "wet" => 0,
        "est" | "cdt" => -5,
        "edt" => -4,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        "cet" | "mez" | "west" => 1,
        "cest" | "mesz" | "eet" => 2,
        "eest" | "msk" => 3,
        "jst" | "kst" => 9,
        _ => return None,
    };
    Some(hours * 60)
}

/// Which way a zone's offset goes.
fn sign(mark: &str) -> Option<i32> {
    match mark {
        "+" => Some(1),
        "-" => Some(-1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_in(language: &str, text: &str, expected: Option<&str>) {
        let found = parse(text, Language::of(Some(language))).map(|moment| moment.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    fn check(text: &str, expected: &str) {
        check_in("en", text, Some(expected));
    }

    #[test]
    fn moments() {
        check("Tue, 06 Jan 2026 10:00:00 GMT", "2026-01-06T10:00:00Z");
        check("Tue, 6 Jan 2026 10:00:00 +0100", "2026-01-06T10:00:00+01:00");
        check("2026-01-06T10:00:00Z", "2026-01-06T10:00:00Z");
        check("2026-01-06T10:00:00.123-05:00", "2026-01-06T10:00:00.123-05:00");
        check("2026-01-06 10:00:00 +0100", "2026-01-06T10:00:00+01:00");
        check("2026-01-06T10:00+01:00", "2026-01-06T10:00:00+01:00");
        check("2026-01-06T10:00:00+0100", "2026-01-06T10:00:00+01:00");
        check("20260106T100000Z", "2026-01-06T10:00:00Z");
        check("January 6, 2026 at 3:04 pm EST", "2026-01-06T15:04:00-05:00");
        check("Updated: 6 January 2026, 10:30 GMT+1", "2026-01-06T10:30:00+01:00");
        check("Tue Jan 06 10:00:00 +0000 2026", "2026-01-06T10:00:00Z");
        check("10:00 UTC, January 6, 2026", "2026-01-06T10:00:00Z");
    }

    #[test]
    fn days() {
        for text in [
            "2026-01-06",
            " 2026-01-06 ",
            "January 6, 2026",
            "Jan. 6, 2026",
            "Jan 6 2026",
            "6 January 2026",
            "6 Jan 2026",
            "06 Jan, 2026",
            "Tuesday, January 6, 2026",
            "Tue 6 Jan 2026",
            "6th January 2026",
            "January 6th, 2026",
            "2026/01/06",
            "20260106",
            "Updated: January 6, 2026",
            "Published on 6 January 2026",
            "2026-01-06 10:00",
            "January 6, 2026 at 3:04 pm",
            "January 6, 2026 | 10:00",
            "2026-01-06T10:00:00",
            "January 6, 2026 10:00 BST",
            "6 janvier 2026",
            "6. Januar 2026",
            "6 de enero de 2026",
            "mardi 6 janvier 2026",
            "Dienstag, 6. Januar 2026",
            "martes, 6 de enero de 2026",
            "le 6 janvier 2026 à 10h04",
            "6. Januar 2026, 10:04 Uhr",
            "6 JANVIER 2026",
            "6 january 2026",
        ] {
            check(text, "2026-01-06");
        }
        check_in("de", "06.01.2026", Some("2026-01-06"));
        check_in("fr", "06/01/2026", Some("2026-01-06"));
        check("25/12/2025", "2025-12-25");
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "06/01/2026",
            "6.1.2026",
            "Tuesday",
            "January 2026",
            "2026",
            "3 hours ago",
            "yesterday",
            "10:00",
            "6 January 2026 and 7 January 2026",
            "meeting on January 6, 2026",
            "February 30, 2026",
            "99999999",
            "January 6, 2026 by David Okafor",
            "Jan 6",
            "\u{0}",
            "--",
            "2026-13-01",
        ] {
            check_in("en", text, None);
        }
        check_in("en", &"6 January 2026 ".repeat(40), None);
    }

    #[test]
    fn an_untabled_language_reads_all_tables() {
        check_in("fi", "6 janvier 2026", Some("2026-01-06"));
        check_in("", "06/01/2026", None);
    }
}
