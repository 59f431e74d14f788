//! Days, months and years of one thing that differ.

use std::ops::Range;

use super::around::{SURROUNDINGS, around};
use super::kind::{Conflict, ConflictKind};
use crate::event::side::Side;
use q7x2_text::date::Granularity;
use q7x2_text::date::{Named, Resolved};
use q7x2_text::word::spelt;

/// Another day for the same thing, or another month or year where neither side knows the day: one
/// date on either side, in clauses that share a content word beside it.
pub(super) fn dates(a: Side<'_>, b: Side<'_>) -> Option<Conflict> {
    // What goes on ("still without power") is true on more days than one.
    let lasts = |side: Side<'_>| {
        side.annotation.tokens.iter().any(|token| {
            side.language
                .still_words
                .contains(&spelt(&side.text[token.range.clone()], side.language))
        })
    };
    let ((x, left), (y, right)) = only_day(a)
        .zip(only_day(b))
        .or_else(|| only_month_or_year(a).zip(only_month_or_year(b)))?;
    // A month of a year is no other time than the year.
    if x.start == y.start || x.granularity != y.granularity || lasts(a) || lasts(b) {
        return None;
    }
    let near = |side, range: &Range<usize>| around(side, range, SURROUNDINGS);
    let shared = near(a, &left).iter().any(|stem| near(b, &right).contains(stem));
    let about = a.text[left.clone()].to_owned();
    shared.then_some(Conflict { kind: ConflictKind::Date, left, right, about })
}

fn only_day(side: Side<'_>) -> Option<(Resolved, Range<usize>)> {
    let mut days = side.annotation.dates.iter().filter_map(|mention| {
        let resolved = mention.resolve(side.published)?;
        let day = Resolved { granularity: Granularity::Day, ..resolved };
        (resolved.granularity >= Granularity::Day).then(|| (day, mention.range.clone()))
    });
    let first = days.next()?;
    days.next().is_none().then_some(first)
}

/// The month or year of a sentence that names no other date.
fn only_month_or_year(side: Side<'_>) -> Option<(Resolved, Range<usize>)> {
    let [mention] = side.annotation.dates.as_slice() else { return None };
    let is_named = matches!(mention.named, Named::Year(_) | Named::Month(..));
    is_named
        .then(|| mention.resolve(side.published))?
        .map(|resolved| (resolved, mention.range.clone()))
}
