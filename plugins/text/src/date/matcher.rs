//! Where a text names a date: about twenty-five forms, all through the language's table.

use chrono::{Datelike, NaiveDate};

use super::named::Named;
use super::unit::{how_many, in_units, step, unit, weekday_in};
use crate::cut::{Lexemes, Made};
use crate::language::{Language, Lexicon, Sense};
use crate::work::steps;

/// One date among the lexemes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// First lexeme.
    pub(crate) from: usize,
    /// Lexeme after the last.
    pub(crate) to: usize,
    /// What is named.
    pub(crate) named: Named,
    /// Whether a part of the day is named with it.
    pub(crate) part: bool,
    /// The hour named with it.
    pub(crate) hour: Option<u32>,
}

/// The dates among the lexemes, in order.
pub(crate) fn scan(lexemes: &Lexemes<'_>, language: &Language) -> Vec<Found> {
    let matcher = Matcher { lexemes, language, lexicon: language.lexicon() };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < lexemes.len() {
        steps(1);
        let after_year = found
            .last()
            .is_some_and(|last| matches!(last.named, Named::Year(_)) && matcher.joins(last.to, at));
        match matcher.date(at, after_year) {
            Some((to, named)) => {
                let next = matcher.with_time(at, to, named);
                at = next.to;
                found.push(next);
            }
            None => at += 1,
        }
    }
    found
}

/// Years that four digits may mean.
const YEARS: std::ops::RangeInclusive<i32> = 1500..=2099;

/// Letters up to which a weekday's name is a short form, believed only beside a date.
const SHORT_WEEKDAY: usize = 5;

pub(crate) struct Matcher<'a> {
    pub(crate) lexemes: &'a Lexemes<'a>,
    pub(crate) language: &'a Language,
    pub(crate) lexicon: &'a Lexicon,
}

/// Where a date ends, and what it names.
type Match = Option<(usize, Named)>;

impl Matcher<'_> {
    fn date(&self, at: usize, after_year: bool) -> Match {
        if self.lexemes.is(at, Made::Digits) {
            let free = !self.is_joined_to_letters(at);
            return self
                .year_first(at)
                .or_else(|| self.digits_only(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.ago(at))
                .or_else(|| {
                    (free && (after_year || self.may_be_year(at))).then(|| self.year(at)).flatten()
                });
        }
        if !self.lexemes.is(at, Made::Word) || !self.lexicon.may_open_date(self.lexemes, at) {
            return None;
        }
        self.weekday(at)
            .or_else(|| self.month_first(at))
            .or_else(|| self.month(at))
            .or_else(|| self.relative_day(at))
            .or_else(|| self.ago(at))
            .or_else(|| self.beside_unit(at))
            .or_else(|| self.weekend(at))
    }

    pub(super) fn has(&self, at: usize, sense: &Sense) -> bool {
        self.lexicon.has(self.lexemes, at, sense)
    }

    pub(super) fn skip(&self, at: usize, marks: &[&str]) -> usize {
        at + usize::from(marks.contains(&self.lexemes.folded(at)))
    }

    pub(super) fn after(&self, at: usize, sense: &Sense) -> usize {
        at + self.lexicon.phrase(self.lexemes, at, sense).unwrap_or(0)
    }

    /// Whether only `and`, `to`, a comma or a dash stands between two years.
    fn joins(&self, from: usize, to: usize) -> bool {
        let between = from..to;
        (1..=2).contains(&between.len()) && between.into_iter().all(|at| self.is_joint(at))
    }

    /// Whether it joins two dates: `and`, `to`, a comma or a dash.
    fn is_joint(&self, at: usize) -> bool {
        self.has(at, &Sense::And)
            || self.has(at, &Sense::Range)
            || matches!(self.lexemes.folded(at), "," | "-" | "/")
    }

    /// Whether letters, or digits of a longer number, stand right beside digits.
    fn is_joined_to_letters(&self, at: usize) -> bool {
        let after = self.lexemes.is_joined(at + 1)
            && (self.lexemes.is(at + 1, Made::Word)
                || matches!(self.lexemes.folded(at + 1), "%" | "€" | "$" | "£")
                || (matches!(self.lexemes.folded(at + 1), "." | "," | ":")
                    && self.lexemes.is_joined(at + 2)
                    && self.lexemes.is(at + 2, Made::Digits)));
        let before = self.lexemes.is_joined(at)
            && (self.lexemes.is(at - 1, Made::Word)
                || matches!(
                    self.lexemes.before(at),
                    "$" | "€" | "£" | "#" | "+" | "." | "," | ":"
                ));
        before || after
    }

    fn year(&self, at: usize) -> Match {
        self.year_at(at).map(|year| (at + 1, Named::Year(year)))
    }

    fn year_at(&self, at: usize) -> Option<i32> {
        let year = i32::try_from(self.lexemes.digits(at, 4..=4)?).ok()?;
        (YEARS.contains(&year)).then_some(year)
    }

    /// Whether what stands around four digits makes them a year.
    fn may_be_year(&self, at: usize) -> bool {
        let before = |sense| self.lexicon.phrase_before(self.lexemes, at, sense).is_some();
        let prefixed = self.lexemes.before(at) == "-" && self.lexemes.is_joined(at);
        let after_word = prefixed
            && at >= 2
            && self.lexemes.is(at - 2, Made::Word)
            && !self.lexemes.is_capital(at - 2);
        let alone = self.lexemes.before(at) == "(" && self.lexemes.folded(at + 1) == ")";
        let possessed =
            self.lexemes.before(at) == "s" && at >= 2 && self.lexemes.before(at - 1) == "'";
        if after_word || alone || before(&Sense::YearCue) {
            return !self.is_unit(at + 1);
        }
        (possessed || before(&Sense::WeakYearCue))
            && !self.is_unit(at + 1)
            && !self.is_counted(at + 1)
    }

    fn is_unit(&self, at: usize) -> bool {
        let unit =
            |sense: &Sense| matches!(sense, Sense::Unit(_) | Sense::TimeUnit(_)).then_some(());
        self.lexicon.find(self.lexemes, at, unit).is_some()
    }

    /// Whether a word looks like something counted: a plural in lower case.
    fn is_counted(&self, at: usize) -> bool {
        let word = self.lexemes.folded(at);
        let plural =
            word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        self.lexemes.is(at, Made::Word)
            && !self.lexemes.is_capital(at)
            && (plural || self.has(at, &Sense::Plural))
    }

    /// `2026-01-06`, `2026/1/6`, with what ISO 8601 puts behind it.
    fn year_first(&self, at: usize) -> Match {
        let year = i32::try_from(self.lexemes.digits(at, 4..=4)?).ok()?;
        let mark = self.joined_mark(at + 1)?;
        let month = self.joined_digits(at + 2)?;
        (self.joined_mark(at + 3)? == mark).then_some(())?;
        let day = self.joined_digits(at + 4)?;
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        let mut to = at + 5;
        if self.lexemes.is_joined(to) && self.lexemes.folded(to) == "t" {
            while self.lexemes.is_joined(to) {
                steps(1);
                to += 1;
            }
        }
        Some((to, Named::Day(day)))
    }

    /// `25/12/2025`, `06.01.2026`; nothing where day and month could be told either way.
    fn digits_only(&self, at: usize) -> Match {
        let first = self.lexemes.digits(at, 1..=2)?;
        let mark = self.joined_mark(at + 1)?;
        let second = self.joined_digits(at + 2)?;
        (self.joined_mark(at + 3)? == mark && self.lexemes.is_joined(at + 4)).then_some(())?;
        let year = i32::try_from(self.lexemes.digits(at + 4, 4..=4)?).ok()?;
        let (day, month) = match (first, second) {
            (_, 1..=12) if first > 12 || first == second || self.language.day_first => {
                (first, second)
            }
            (1..=12, _) if second > 12 => (second, first),
            _ => return None,
        };
        NaiveDate::from_ymd_opt(year, month, day).map(|day| (at + 5, Named::Day(day)))
    }

    fn joined_mark(&self, at: usize) -> Option<&str> {
        let mark = self.lexemes.folded(at);
        (self.lexemes.is_joined(at) && matches!(mark, "-" | "/" | ".")).then_some(mark)
    }

    fn joined_digits(&self, at: usize) -> Option<u32> {
        self.lexemes.is_joined(at).then(|| self.lexemes.digits(at, 1..=2)).flatten()
    }

    /// The month that a word names, where its first letter is as this language writes months.
    fn month_at(&self, at: usize) -> Option<u32> {
        self.any_month_at(at).and_then(|(month, as_written)| as_written.then_some(month))
    }

    /// The month that a word names, and whether its first letter is as this language writes months.
    fn any_month_at(&self, at: usize) -> Option<(u32, bool)> {
        let month =
            |sense: &Sense| if let Sense::Month(month) = sense { Some(*month) } else { None };
        let (_, month) = self.lexicon.find(self.lexemes, at, month)?;
        let capital = self.lexemes.is_capital(at);
        Some((month, capital == self.language.capital_dates || (capital && at == 0)))
    }

    fn day_number(&self, at: usize) -> Option<u32> {
        let day = self.lexemes.digits(at, 1..=2)?;
        (1..=31).contains(&day).then_some(day)
    }

    /// The suffix of a rank right behind digits, as in `6th`, `1er` and `6.`.
    fn after_suffix(&self, at: usize) -> usize {
        if self.lexemes.is_joined(at) { self.after(at, &Sense::OrdinalSuffix) } else { at }
    }

    /// `January 6, 2026`, `Jan. 6`, `January 6-7, 2026`, `February 2022`.
    fn month_first(&self, at: usize) -> Match {
        let month = self.month_at(at)?;
        let mut to = self.skip(at + 1, &["."]);
        if let Some(day) = self.day_number(to) {
            to = self.after_suffix(to + 1);
            if self.lexemes.folded(to) == "-"
                && self.lexemes.is_joined(to)
                && self.day_number(to + 1).is_some()
            {
                to = self.after_suffix(to + 2);
            }
            if self.is_unit(to) || matches!(self.lexemes.folded(to), ":" | "%") {
                return None;
            }
            return self.with_year(to, month, day);
        }
        let to = self.after(self.skip(to, &[","]), &Sense::Of);
        self.year_at(to)
            .filter(|_| !self.is_joined_to_letters(to))
            .map(|year| (to + 1, Named::Month(year, month)))
    }

    /// `6 January 2026`, `6th of January`, `6. Januar 2026`, `6 de enero de 2026`; of `6-7 January`
    /// the six.
    fn day_first(&self, at: usize) -> Match {
        let day = self.day_number(at)?;
        if let Some(found) = self.day_and_month(at, day) {
            return Some(found);
        }
        let to = self.after_suffix(at + 1);
        let joint = |sense| self.lexicon.phrase(self.lexemes, to, sense);
        let joint = joint(&Sense::And).or_else(|| joint(&Sense::Range))?;
        let last = self.day_number(to + joint)?;
        let (_, named) = self.day_and_month(to + joint, last)?;
        let named = match named {
            Named::Day(other) => Named::Day(other.with_day(day)?),
            Named::MonthDay(month, _) => Named::MonthDay(month, day),
            _ => return None,
        };
        Some((at + 1, named))
    }

    fn day_and_month(&self, at: usize, day: u32) -> Match {
        let month_at = self.after(self.after_suffix(at + 1), &Sense::Of);
        let (month, as_written) = self.any_month_at(month_at)?;
        let found = self.with_year(self.skip(month_at + 1, &["."]), month, day)?;
        // "6 JANVIER" is a date whatever its case, "6 may" only with a year behind it.
        let sure =
            as_written || self.lexemes.is_capital(month_at) || matches!(found.1, Named::Day(_));
        sure.then_some(found)
    }

    /// A month and day with the year behind them, if there is one.
    fn with_year(&self, to: usize, month: u32, day: u32) -> Match {
        let year_at = self.after(self.skip(to, &[","]), &Sense::Of);
        match self.year_at(year_at).filter(|_| !self.is_joined_to_letters(year_at)) {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day)
                .map(|date| (year_at + 1, Named::Day(date))),
            // Any leap year shows whether the month has that day.
            None => {
                NaiveDate::from_ymd_opt(2024, month, day).map(|_| (to, Named::MonthDay(month, day)))
            }
        }
    }

    /// A month alone, after a word that makes it one.
    fn month(&self, at: usize) -> Match {
        let month = self.month_at(at)?;
        let cue = [Sense::MonthCue, Sense::Last, Sense::This, Sense::Next];
        let cued =
            cue.iter().any(|sense| self.lexicon.phrase_before(self.lexemes, at, sense).is_some());
        (cued && !self.lexemes.is(self.skip(at + 1, &["."]), Made::Digits))
            .then_some((at + 1, Named::BareMonth(month)))
    }

    /// A weekday; with a date behind it, that date.
    fn weekday(&self, at: usize) -> Match {
        let weekday =
            |sense: &Sense| if let Sense::Weekday(day) = sense { Some(*day) } else { None };
        let (length, weekday) = self.lexicon.find(self.lexemes, at, weekday)?;
        let capital = self.lexemes.is_capital(at);
        if capital != self.language.capital_dates && !(capital && at == 0) {
            return None;
        }
        let next = self.skip(self.skip(at + length, &["."]), &[",", "("]);
        let next = self.after(next, &Sense::WeakYearCue);
        let date = if self.lexemes.is(next, Made::Digits) {
            self.year_first(next)
                .or_else(|| self.digits_only(next))
                .or_else(|| self.day_first(next))
        } else {
            self.month_first(next)
        };
        if let Some((to, named @ (Named::Day(_) | Named::MonthDay(..)))) = date {
            return Some((to, named));
        }
        if self.lexemes.folded(at).len() < SHORT_WEEKDAY {
            return None;
        }
        let to = at + length;
        let step =
            if self.has(to, &Sense::Last) { -1 } else { i64::from(self.has(to, &Sense::Next)) };
        Some((if step == 0 { to } else { to + 1 }, weekday_in(step, weekday)))
    }

    /// `yesterday`, `this morning`.
    fn relative_day(&self, at: usize) -> Match {
        let days =
            |sense: &Sense| if let Sense::RelativeDay(days) = sense { Some(*days) } else { None };
        let (length, days) = self.lexicon.find(self.lexemes, at, days)?;
        // "Thirty years ago today"
        let ago = self.lexicon.phrase_before(self.lexemes, at, &Sense::AgoAfter).is_some();
        let small = at == 0 || !self.lexemes.is_capital(at);
        (small && !ago).then_some((at + length, Named::Relative(days)))
    }

    /// `three days ago`, `vor drei Tagen`.
    fn ago(&self, at: usize) -> Match {
        let before = self.lexicon.phrase(self.lexemes, at, &Sense::AgoBefore);
        let approximate =
            self.lexicon.phrase_before(self.lexemes, at, &Sense::Approximation).is_some();
        let (next, count) = self.count(at + before.unwrap_or(0))?;
        let (length, days) = self.lexicon.find(self.lexemes, next, unit)?;
        let to = next + length;
        let after = self.lexicon.phrase(self.lexemes, to, &Sense::AgoAfter);
        let named = in_units(days, -i64::from(count))?;
        ((before.is_some() || after.is_some()) && !approximate)
            .then_some((to + after.unwrap_or(0), named))
    }

    fn count(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(count) = self.lexemes.digits(at, 1..=4) {
            return Some((at + 1, count));
        }
        self.lexicon.find(self.lexemes, at, how_many).map(|(length, value)| (at + length, value))
    }

    /// `last week`, `this year`, `la semaine dernière`.
    fn beside_unit(&self, at: usize) -> Match {
        let step = |at| self.lexicon.find(self.lexemes, at, step);
        let unit = |at| self.lexicon.find(self.lexemes, at, unit);
        if let Some((length, step)) = step(at) {
            if let Some((to, Named::Weekday(weekday))) = self.weekday(at + length) {
                return Some((to, weekday_in(step, weekday)));
            }
            let after_article =
                self.lexicon.phrase_before(self.lexemes, at, &Sense::WeakYearCue).is_some();
            let (unit_length, days) = unit(at + length)?;
            // "cette année-là": that year, not this one
            let behind = self.skip(at + length + unit_length, &["-"]);
            let is_that = self.language.distance_words.contains(self.lexemes.folded(behind));
            return (!after_article && !is_that)
                .then_some((at + length + unit_length, in_units(days, step)?));
        }
        let (length, days) = unit(at)?;
        let (step_length, step) = step(at + length)?;
        Some((at + length + step_length, in_units(days, step).filter(|_| step != 0)?))
    }

    fn weekend(&self, at: usize) -> Match {
        let length = self.lexicon.phrase(self.lexemes, at, &Sense::Weekend)?;
        let before = |sense| self.lexicon.phrase_before(self.lexemes, at, sense).is_some();
        let known = before(&Sense::WeakYearCue)
            || before(&Sense::Last)
            || before(&Sense::This)
            || before(&Sense::Next);
        known.then_some((at + length, Named::Weekend(i64::from(before(&Sense::Next)))))
    }
}
