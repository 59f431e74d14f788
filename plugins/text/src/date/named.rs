//! Named: a moment as the words of a text name it.

use chrono::NaiveDate;

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A year.
    Year(i32),
    /// A month of a year.
    Month(i32, u32),
    /// A month whose year is to be found.
    BareMonth(u32),
    /// A full date.
    Day(NaiveDate),
    /// Month and day, the year to be found.
    MonthDay(u32, u32),
    /// A weekday, 1 is Monday.
    Weekday(u32),
    /// The weekday before the day of publication ("last Tuesday").
    LastWeekday(u32),
    /// The weekday after the day of publication ("next Tuesday").
    NextWeekday(u32),
    /// Days from publication ("yesterday" is -1).
    Relative(i64),
    /// Weeks from the week of publication ("last week" is -1).
    Week(i64),
    /// Weekends from the last one: 0 is the latest at publication, 1 the next.
    Weekend(i64),
    /// Months from the month of publication.
    RelativeMonth(i64),
    /// Years from the year of publication.
    RelativeYear(i64),
}

/// The weekday before publication, next to it or after it.
pub(super) fn weekday_in(step: i64, weekday: u32) -> Named {
    match step {
        -1 => Named::LastWeekday(weekday),
        1 => Named::NextWeekday(weekday),
        _ => Named::Weekday(weekday),
    }
}

/// So many units of time from publication, by the days that a unit has.
pub(super) fn in_units(days: u32, count: i64) -> Option<Named> {
    match days {
        1 if count != 0 => Some(Named::Relative(count)),
        7 => Some(Named::Week(count)),
        30 => Some(Named::RelativeMonth(count)),
        365 => Some(Named::RelativeYear(count)),
        _ => None,
    }
}
