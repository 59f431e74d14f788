//! Around: the words beside a number, which say what it is of.

use std::ops::Range;

use q7x2_text::cut::{Stem, Token};

use crate::event::side::Side;

/// How far around a number its surroundings reach, in words; never beyond its clause.
pub(super) const SURROUNDINGS: usize = 5;

/// The content stems beside a range, in its clause.
pub(super) fn around(side: Side<'_>, range: &Range<usize>, reach: usize) -> Vec<Stem> {
    let clause =
        side.clauses().iter().find(|clause| clause.contains(&range.start)).unwrap_or(range);
    let tokens = &side.annotation.tokens;
    let first =
        tokens.partition_point(|token| token.range.end <= range.start).saturating_sub(reach);
    let last =
        (tokens.partition_point(|token| token.range.start < range.end) + reach).min(tokens.len());
    let inside = |token: &&Token| {
        clause.start <= token.range.start && token.range.end <= clause.end.max(range.end)
    };
    let content = tokens[first..last]
        .iter()
        .filter(inside)
        .filter(|token| !token.stop && !overlaps(&token.range, range));
    content.map(|token| token.stem).collect()
}

pub(super) fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
