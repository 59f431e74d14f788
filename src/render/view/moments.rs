//! Moments: a timeline as a picture, its dates side by side as far apart as they are.

use chrono::{Datelike, NaiveDate};
use q7x2_sdk::{Granularity, Section};
use tera::Value;

use super::scope::Scope;
use crate::render::value::{list, object, text};

/// The picture's width, and the room on both sides for half a label, in its own units.
const WIDTH: f64 = 640.0;
/// Room on both sides for half a label.
const EDGE: f64 = 60.0;
/// Labels nearer to each other than this would run into one another.
const APART: f64 = 118.0;

/// `width` and `dots`, each `{ x, label }`, of the dates of a timeline, earliest first; none where
/// there are fewer than three, which a list says better.
pub(super) fn picture(scope: &Scope<'_>, section: &Section) -> Value {
    let dates = section.statements.iter().filter_map(|checked| {
        let entry = checked.statement.entry()?;
        let date = entry.date.as_deref()?;
        Some((first_day(date)?, scope.words.date(date, entry.granularity.or(by_length(date))).text))
    });
    let mut dates: Vec<(NaiveDate, String)> = dates.collect();
    dates.sort();
    dates.dedup_by(|(a, _), (b, _)| a == b);
    let (Some((first, _)), Some((last, _)), 3..) = (dates.first(), dates.last(), dates.len())
    else {
        return Value::none();
    };
    let (first, days) = (*first, (*last - *first).num_days().max(1));
    let mut labelled = f64::NEG_INFINITY;
    let end = dates.len() - 1;
    let dots = dates.iter().enumerate().map(|(at, (day, label))| {
        let share = (*day - first).num_days() as f64 / days as f64;
        let x = EDGE + share * (WIDTH - 2.0 * EDGE);
        // The last has its label, and what stands too near before it has none.
        let fits = x - labelled >= APART && (at == end || WIDTH - EDGE - x >= APART);
        let is_said = at == 0 || at == end && x - labelled >= APART || fits;
        if is_said {
            labelled = x;
        }
        object([
            ("x", Value::from(x.round() as i64)),
            ("label", text(if is_said { label } else { "" })),
        ])
    });
    object([("width", Value::from(WIDTH as i64)), ("dots", list(dots))])
}

/// The first day of a year, month or day in ISO form.
fn first_day(date: &str) -> Option<NaiveDate> {
    let mut parts = date.split('T').next()?.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let mut next = || parts.next().map_or(Some(1), |part| part.parse().ok());
    let (month, day) = (next()?, next()?);
    NaiveDate::from_ymd_opt(year, month, day).filter(|day| (1..10_000).contains(&day.year()))
}

fn by_length(date: &str) -> Option<Granularity> {
    Some(match date.len() {
        ..=4 => Granularity::Year,
        5..=7 => Granularity::Month,
        _ => Granularity::Day,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_where_it_begins() {
        let day = |text: &str| first_day(text).map(|day| day.to_string());
        assert_eq!(day("2026").as_deref(), Some("2026-01-01"));
        assert_eq!(day("2026-03").as_deref(), Some("2026-03-01"));
        assert_eq!(day("2026-03-14T23").as_deref(), Some("2026-03-14"));
        for odd in ["", "soon", "2026-13", "2026-02-30", "-1", "99999999999"] {
            assert_eq!(day(odd), None, "{odd}");
        }
    }
}
