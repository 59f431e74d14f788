//! The time of day that stands behind a date.

use super::matcher::{Found, Matcher};
use super::named::Named;
use crate::language::Sense;

impl Matcher<'_> {
    /// A date with the part of the day and the hour behind it.
    pub(super) fn with_time(&self, from: usize, to: usize, named: Named) -> Found {
        let mut found = Found { from, to, named, part: false, hour: None };
        let has_part = |at| self.has(at, &Sense::DayPart);
        found.part = matches!(named, Named::Relative(_)) && (from..to).any(has_part);
        if matches!(named, Named::Year(_) | Named::Month(..) | Named::BareMonth(_)) {
            return found;
        }
        if let Some(length) = self.lexicon.phrase(self.lexemes, to, &Sense::DayPart) {
            (found.to, found.part) = (to + length, true);
        }
        let clock_at = self.after(self.skip(found.to, &[","]), &Sense::At);
        if let Some((end, hour)) = self.clock(clock_at) {
            (found.to, found.hour) = (end, Some(hour));
        }
        found
    }

    /// Whether two joined digits may be minutes.
    fn are_minutes(&self, at: usize) -> bool {
        self.lexemes.is_joined(at)
            && self.lexemes.digits(at, 2..=2).is_some_and(|minute| minute < 60)
    }

    /// A time of day: where it ends, and its hour. `10:30`, `3 p.m.`, `15h30`, `15.04 Uhr`.
    pub(crate) fn clock(&self, at: usize) -> Option<(usize, u32)> {
        let hour = self.lexemes.digits(at, 1..=2).filter(|hour| *hour < 24)?;
        let mark = if self.lexemes.is_joined(at + 1) { self.lexemes.folded(at + 1) } else { "" };
        let mut to = at + 1;
        let mut sure = false;
        if matches!(mark, ":" | "." | "h") && self.are_minutes(at + 2) {
            (to, sure) = (at + 3, mark != ".");
            if self.lexemes.folded(to) == ":" && self.are_minutes(to + 1) {
                to += 2;
            }
        }
        let Some(length) = self.lexicon.phrase(self.lexemes, to, &Sense::Clock) else {
            return sure.then_some((to, hour));
        };
        let word = self.lexemes.folded(to);
        let hour = match (word.starts_with('p'), word.starts_with('a'), hour) {
            (true, _, 1..=11) => hour + 12,
            (_, true, 12) => 0,
            (true, _, 13..) | (_, true, 13..) => return None,
            _ => hour,
        };
        Some((to + length, hour))
    }
}
