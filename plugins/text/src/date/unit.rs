//! Units: what words say of days, weeks and years, and how many they count.

use super::named::Named;
use crate::language::Sense;

/// How many of something a word counts: "three", "a".
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and below a hundred"
)]
pub(super) fn how_many(sense: &Sense) -> Option<u32> {
    match sense {
        Sense::Number(value) if (1.0..100.0).contains(value) && libm::floor(*value) == *value => {
            Some(*value as u32)
        }
        Sense::One => Some(1),
        _ => None,
    }
}

/// The weekday before publication, next to it or after it.
pub(super) fn weekday_in(step: i64, weekday: u32) -> Named {
    match step {
        -1 => Named::LastWeekday(weekday),
        1 => Named::NextWeekday(weekday),
        _ => Named::Weekday(weekday),
    }
}

pub(super) fn in_units(days: u32, count: i64) -> Option<Named> {
    match days {
        1 if count != 0 => Some(Named::Relative(count)),
        7 => Some(Named::Week(count)),
        30 => Some(Named::RelativeMonth(count)),
        365 => Some(Named::RelativeYear(count)),
        _ => None,
    }
}

/// Units away from the present one: `last`, `this`, `next`.
pub(super) fn step(sense: &Sense) -> Option<i64> {
    match sense {
        Sense::Last => Some(-1),
        Sense::This => Some(0),
        Sense::Next => Some(1),
        _ => None,
    }
}

/// The days of a unit of time.
pub(super) fn unit(sense: &Sense) -> Option<u32> {
    if let Sense::TimeUnit(days) = sense { Some(*days) } else { None }
}
