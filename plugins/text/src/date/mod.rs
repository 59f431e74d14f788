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
    /// Whether any word tells the tense; where none does, it is taken for the past.
    pub told: bool,
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
    let mention = |found: &matcher::Found| {
        let next = is_next(lexemes, found.from, language).then_some(true);
        let future = next.or_else(|| tenses.is_future(found.from));
        DateMention {
            range: lexemes.range(found.from, found.to),
            named: found.named,
            future: future.unwrap_or(false),
            told: future.is_some(),
            part: found.part,
            hour: found.hour,
        }
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

    /// Whether it counts from the day on which it was written: "yesterday", "two days ago".
    #[must_use]
    pub fn counts_from_report(&self) -> bool {
        matches!(self.named, Named::Relative(_))
    }

    /// The same where it is sure: a date of which no word tells whether it is past or to come names
    /// no day but where both are one.
    #[must_use]
    pub fn resolve_surely(&self, published: Option<Published>) -> Option<Resolved> {
        let resolved = self.resolve(published)?;
        let other = || Self { future: true, ..self.clone() }.resolve(published);
        (self.told || other().as_ref() == Some(&resolved)).then_some(resolved)
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
mod tests;
