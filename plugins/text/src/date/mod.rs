//! Dates: absolute and relative ones, and what day they mean.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::cut::Lexemes;
use super::language::{Language, Sense};

mod clock;
mod line;
pub(crate) mod matcher;
mod moment;
mod named;
mod tense;
mod unit;

pub use line::parse;
pub use moment::{Granularity, Published};
pub use named::Named;
use tense::Tenses;

/// A moment as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What is named.
    pub named: Named,
    /// Whether its clause is in the future tense; decides which Tuesday is meant.
    pub future: bool,
    /// Whether a part of the day is named with it ("Tuesday night").
    pub part: bool,
    /// The hour named with it, 0 to 23, by the clock of the place it happened in.
    pub hour: Option<u32>,
}

/// What a mention means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resolved {
    /// First day of the span.
    pub start: NaiveDate,
    /// How precise it is.
    pub granularity: Granularity,
    /// Last day of the span.
    pub end: NaiveDate,
    /// The hour, where the granularity is that.
    pub hour: Option<u32>,
}

impl Resolved {
    /// ISO 8601, cut to the granularity.
    #[must_use]
    pub fn iso(&self) -> String {
        match (self.granularity, self.hour) {
            (Granularity::Year, _) => self.start.format("%Y").to_string(),
            (Granularity::Month, _) => self.start.format("%Y-%m").to_string(),
            (Granularity::Hour, Some(hour)) => format!("{}T{hour:02}", self.start),
            (Granularity::Day | Granularity::Part | Granularity::Hour, _) => self.start.to_string(),
        }
    }

    fn day(day: NaiveDate) -> Self {
        Self { start: day, granularity: Granularity::Day, end: day, hour: None }
    }

    fn month(year: i32, month: u32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        let end = start.checked_add_months(Months::new(1))?.pred_opt()?;
        Some(Self { start, granularity: Granularity::Month, end, hour: None })
    }

    fn year(year: i32) -> Option<Self> {
        let start = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some(Self {
            start,
            granularity: Granularity::Year,
            end: NaiveDate::from_ymd_opt(year, 12, 31)?,
            hour: None,
        })
    }

    /// A span of days: as precise as the finest granularity that holds all of it, if one does.
    fn span(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        let granularity = match (start.year() == end.year(), start.month() == end.month()) {
            (true, true) => Granularity::Month,
            (true, false) => Granularity::Year,
            (false, _) => return None,
        };
        Some(Self { start, granularity, end, hour: None })
    }
}

/// The dates that a text names, in order. Digits that may be a date in two ways ("06/01/2026" in
/// English) name none.
#[must_use]
pub fn dates(text: &str, language: &Language) -> Vec<DateMention> {
    let lexemes = language.lexemes(text);
    mentions(&lexemes, &matcher::scan(&lexemes, language), language)
}

/// The dates found among lexemes, with their tense.
pub(crate) fn mentions(
    lexemes: &Lexemes<'_>,
    found: &[matcher::Found],
    language: &Language,
) -> Vec<DateMention> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut tenses = Tenses::of(lexemes, language);
    let mention = |found: &matcher::Found| DateMention {
        range: lexemes.range(found.from, found.to),
        named: found.named,
        future: is_next(lexemes, found.from, language) || tenses.is_future(found.from),
        part: found.part,
        hour: found.hour,
    };
    found.iter().map(mention).collect()
}

/// Whether a date is called the next one ("next March").
fn is_next(lexemes: &Lexemes<'_>, at: usize, language: &Language) -> bool {
    language.lexicon().phrase_before(lexemes, at, &Sense::Next).is_some()
}

/// Days after publication up to which a month and day without year and without a future tense are
/// taken for coming ones; further ahead they are last year's.
const AHEAD: i64 = 60;

impl DateMention {
    /// What it means for an article published then; nothing where that is needed and unknown.
    #[must_use]
    pub fn resolve(&self, published: Option<Published>) -> Option<Resolved> {
        let mut resolved = self.span(published.map(|moment| moment.local_day()))?;
        if resolved.granularity == Granularity::Day {
            resolved.hour = self.hour;
            resolved.granularity = match (self.hour, self.part) {
                (Some(_), _) => Granularity::Hour,
                (None, true) => Granularity::Part,
                (None, false) => Granularity::Day,
            };
        }
        Some(resolved)
    }

    fn span(&self, published: Option<NaiveDate>) -> Option<Resolved> {
        match self.named {
            Named::Year(year) => Resolved::year(year),
            Named::Month(year, month) => Resolved::month(year, month),
            Named::Day(day) => Some(Resolved::day(day)),
            _ => self.relative(published?),
        }
    }

    fn relative(&self, published: NaiveDate) -> Option<Resolved> {
        match self.named {
            Named::BareMonth(month) => self.bare_month(month, published),
            Named::MonthDay(month, day) => self.month_day(month, day, published).map(Resolved::day),
            Named::Weekday(weekday) => {
                near_weekday(published, weekday, self.future).map(Resolved::day)
            }
            Named::LastWeekday(weekday) => {
                near_weekday(published.pred_opt()?, weekday, false).map(Resolved::day)
            }
            Named::NextWeekday(weekday) => {
                near_weekday(published.succ_opt()?, weekday, true).map(Resolved::day)
            }
            Named::Relative(days) => moved(published, days).map(Resolved::day),
            Named::Week(weeks) => week(published, weeks),
            Named::Weekend(weekends) => {
                let saturday = near_weekday(published, 6, false)?;
                let saturday = moved(saturday, if self.future { 7 } else { 7 * weekends })?;
                Resolved::span(saturday, saturday.succ_opt()?)
            }
            Named::RelativeMonth(months) => {
                let months = i32::try_from(months).ok()?;
                let count = Months::new(months.unsigned_abs());
                let moved = if months < 0 {
                    published.checked_sub_months(count)
                } else {
                    published.checked_add_months(count)
                };
                moved.and_then(|day| Resolved::month(day.year(), day.month()))
            }
            Named::RelativeYear(years) => {
                Resolved::year(published.year().checked_add(i32::try_from(years).ok()?)?)
            }
            Named::Year(_) | Named::Month(..) | Named::Day(_) => None,
        }
    }

    fn bare_month(&self, month: u32, published: NaiveDate) -> Option<Resolved> {
        let year = published.year();
        let year = match month.cmp(&published.month()) {
            std::cmp::Ordering::Less if self.future => year.checked_add(1)?,
            std::cmp::Ordering::Greater if !self.future => year.checked_sub(1)?,
            _ => year,
        };
        Resolved::month(year, month)
    }

    fn month_day(&self, month: u32, day: u32, published: NaiveDate) -> Option<NaiveDate> {
        let year = published.year();
        let of = |year: Option<i32>| NaiveDate::from_ymd_opt(year?, month, day);
        let years = [year.checked_sub(1), Some(year), year.checked_add(1)];
        if self.future {
            return years.into_iter().filter_map(of).find(|date| *date >= published);
        }
        let ahead = |date: &NaiveDate| date.signed_duration_since(published).num_days() <= AHEAD;
        years.into_iter().rev().filter_map(of).find(ahead)
    }
}

fn moved(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

/// The weekday on or before a day, or on or after it.
fn near_weekday(day: NaiveDate, weekday: u32, after: bool) -> Option<NaiveDate> {
    let wanted = Weekday::try_from(u8::try_from(weekday.checked_sub(1)?).ok()?).ok()?;
    let back = i64::from(day.weekday().days_since(wanted));
    moved(day, if after { (7 - back) % 7 } else { -back })
}

fn week(published: NaiveDate, weeks: i64) -> Option<Resolved> {
    let monday = moved(near_weekday(published, 1, false)?, weeks.checked_mul(7)?)?;
    Resolved::span(monday, moved(monday, 6)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every mention with what it means for an article of Tuesday, 6 January 2026.
    fn check_in(language: &str, text: &str, expected: &[&str]) {
        let published = Published::parse("2026-01-06");
        let found: Vec<String> = dates(text, Language::of(Some(language)))
            .iter()
            .map(|mention| {
                let meant = mention.resolve(published);
                let iso = meant.as_ref().map_or("?".to_owned(), Resolved::iso);
                let part = meant.is_some_and(|meant| meant.granularity == Granularity::Part);
                format!("{}={iso}{}", &text[mention.range.clone()], if part { "~" } else { "" })
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    fn check(text: &str, expected: &[&str]) {
        check_in("en", text, expected);
    }

    #[test]
    fn absolute_dates() {
        check("convened on January 6, 2026, for talks", &["January 6, 2026=2026-01-06"]);
        check("at the Elysee Palace in Paris, Jan. 6, 2026.", &["Jan. 6, 2026=2026-01-06"]);
        check("on Jan. 6 in Paris", &["Jan. 6=2026-01-06"]);
        check("began on 24 February 2022", &["24 February 2022=2022-02-24"]);
        check("began on the 24th of February 2022", &["24th of February 2022=2022-02-24"]);
        check("on 6 Jan the leaders", &["6 Jan=2026-01-06"]);
        check("Russia's February 2022 invasion", &["February 2022=2022-02"]);
        check("in March 2022 and Feb. 2023", &["March 2022=2022-03", "Feb. 2023=2023-02"]);
        check("on 2026-01-06 at noon", &["2026-01-06=2026-01-06"]);
        check("on 2026/01/06", &["2026/01/06=2026-01-06"]);
        check("on 25/12/2025 and 12/25/2025", &["25/12/2025=2025-12-25", "12/25/2025=2025-12-25"]);
        check("on 06/01/2026", &[]);
        check("Tuesday, January 6, 2026", &["Tuesday, January 6, 2026=2026-01-06"]);
        check("on Tuesday (6 January)", &["Tuesday (6 January=2026-01-06"]);
        check("January 6-7, 2026", &["January 6-7, 2026=2026-01-06"]);
        check("6-7 January 2026", &["6=2026-01-06", "7 January 2026=2026-01-07"]);
        check("on February 31, 2026", &[]);
    }

    #[test]
    fn years_are_not_amounts() {
        check("since 2022, including a package in 2024.", &["2022=2022", "2024=2024"]);
        check("Crimea’s 2014 annexation and the 2022 Normandy Format", &["2014=2014", "2022=2022"]);
        check("adapting to post-2024 shifts", &["2024=2024"]);
        check("killed 2022 people and 1,999 more", &[]);
        check("the 2000 soldiers and about 2020 tonnes", &[]);
        check("for 2000 years", &[]);
        check("between 2014 and 2022", &["2014=2014", "2022=2022"]);
        check("the 2014-2022 conflict", &["2014=2014", "2022=2022"]);
        check("(2019)", &["2019=2019"]);
        check("the 1990s", &[]);
        check("in 2022% of", &[]);
    }

    #[test]
    fn relative_dates() {
        check("met in Paris on Tuesday in a renewed effort", &["Tuesday=2026-01-06"]);
        check(
            "met on Monday and left on Wednesday",
            &["Monday=2026-01-05", "Wednesday=2025-12-31"],
        );
        check(
            "yesterday, today and tomorrow",
            &["yesterday=2026-01-05", "today=2026-01-06", "tomorrow=2026-01-07"],
        );
        check("late on Monday night", &["Monday night=2026-01-05~"]);
        check("tonight and this morning", &["tonight=2026-01-06~", "this morning=2026-01-06~"]);
        check("three days ago", &["three days ago=2026-01-03"]);
        check("10 days ago", &["10 days ago=2025-12-27"]);
        check("a month ago and two years ago", &["a month ago=2025-12", "two years ago=2024"]);
        check("launched last year by France", &["last year=2025"]);
        check(
            "last month, this week, last week",
            &["last month=2025-12", "this week=2026-01", "last week=?"],
        );
        check("over the last year", &[]);
        check("held over the weekend in Kyiv", &["weekend=2026-01"]);
        check(
            "last Tuesday and next Tuesday",
            &["last Tuesday=2025-12-30", "next Tuesday=2026-01-13"],
        );
        check("will meet on Thursday", &["Thursday=2026-01-08"]);
        check("said on Monday he will go on Friday", &["Monday=2026-01-05", "Friday=2026-01-09"]);
        check("will be held in March", &["March=2026-03"]);
        check(
            "who was shot as a mob stormed the Capitol on Dec. 6 will not be charged",
            &["Dec. 6=2025-12-06"],
        );
        check(
            "In a speech on Wednesday that outlined his plan to combat it",
            &["Wednesday=2025-12-31"],
        );
        check("will be opened on Thursday", &["Thursday=2026-01-08"]);
        check("issued a warning to would-be migrants on Monday", &["Monday=2026-01-05"]);
        check("The talks, expected to begin on Friday, follow", &["Friday=2026-01-09"]);
        check("more than two years ago", &[]);
        check("last March and next March", &["March=2025-03", "March=2026-03"]);
        check("in December and since March", &["December=2025-12", "March=2025-03"]);
        check("on Tuesday at 3 p.m. in Paris", &["Tuesday at 3 p.m.=2026-01-06T15"]);
        check("at 10:30 GMT on Monday", &["Monday=2026-01-05"]);
    }

    #[test]
    fn other_languages() {
        check_in("de", "am 6. Januar 2026 in Paris", &["6. Januar 2026=2026-01-06"]);
        check_in("de", "am Dienstag, dem 6. Januar,", &["Dienstag, dem 6. Januar=2026-01-06"]);
        check_in("de", "seit Februar 2022 und im März", &["Februar 2022=2022-02", "März=2025-03"]);
        check_in(
            "de",
            "vor drei Tagen, letzte Woche, gestern",
            &["vor drei Tagen=2026-01-03", "letzte Woche=?", "gestern=2026-01-05"],
        );
        check_in("de", "am 06.01.2026 um 15.04 Uhr", &["06.01.2026 um 15.04 Uhr=2026-01-06T15"]);
        check_in("fr", "le 6 janvier 2026 à Paris", &["6 janvier 2026=2026-01-06"]);
        check_in(
            "fr",
            "mardi 6 janvier et mardi dernier",
            &["mardi 6 janvier=2026-01-06", "mardi dernier=2025-12-30"],
        );
        check_in(
            "fr",
            "il y a trois jours, la semaine dernière",
            &["il y a trois jours=2026-01-03", "semaine dernière=?"],
        );
        check_in("fr", "Le pont restera fermé dimanche", &["dimanche=2026-01-11"]);
        check_in("fr", "Il attend un retour dimanche", &["dimanche=2026-01-11"]);
        check_in("fr", "La caméra de Vera filmait dimanche", &["dimanche=2026-01-04"]);
        check_in("es", "El muelle seguirá cerrado el domingo", &["domingo=2026-01-11"]);
        check_in("es", "Está cerrado el domingo", &["domingo=2026-01-04"]);
        check_in("fr", "depuis février 2022, hier", &["février 2022=2022-02", "hier=2026-01-05"]);
        check_in("es", "el 6 de enero de 2026 en París", &["6 de enero de 2026=2026-01-06"]);
        check_in(
            "es",
            "el martes, hace tres días, en 2022",
            &["martes=2026-01-06", "hace tres días=2026-01-03", "2022=2022"],
        );
        check_in("fi", "2026-01-06 ja 6. tammikuuta", &["2026-01-06=2026-01-06"]);
    }

    #[test]
    fn words_that_only_look_like_dates() {
        for text in [
            "leaders may 6 times",
            "Theresa May said",
            "criticised by May",
            "march on the city",
            "The Sun reported",
            "USA Today reported",
            "an F-16 and 20 mondays",
            "He sat down",
            "in the second round",
            "march 6 miles",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_day_without_publication_date_is_unknown() {
        let mentions = dates("on Tuesday, in 2022", Language::of(Some("en")));
        let meant: Vec<_> =
            mentions.iter().map(|mention| mention.resolve(None).map(|meant| meant.iso())).collect();
        assert_eq!(meant, [None, Some("2022".to_owned())]);
    }

    #[test]
    fn hostile_numbers_do_not_overflow() {
        let published = Published::parse("2026-01-06");
        for text in [
            "99999999999999999999 years ago",
            "9999 years ago",
            "January 99999999999, 2026",
            "9999 weeks ago",
        ] {
            for mention in dates(text, Language::of(Some("en"))) {
                let _ = mention.resolve(published).map(|meant| meant.iso());
            }
        }
        let early = NaiveDate::MIN;
        for named in [
            Named::Weekday(7),
            Named::LastWeekday(9),
            Named::Week(i64::MAX),
            Named::RelativeMonth(i64::MIN),
        ] {
            let mention =
                DateMention { range: 0..0, named, future: false, part: false, hour: None };
            let _ = mention.resolve(Some(Published::Day(early)));
        }
    }
}
