//! Words of which one denies the other: "rose" and "fell".

use std::ops::Range;

use super::kind::{Conflict, ConflictKind};
use crate::event::side::Side;
use q7x2_text::cue::CueKind;
use q7x2_text::word::Token;

/// Opposites of one pair, each side with only one of them; a side that holds both tells of two
/// things, and one that negates is compared by its negation.
pub(super) fn opposites(a: Side<'_>, b: Side<'_>) -> Option<Conflict> {
    let negates =
        |side: Side<'_>| side.annotation.cues.iter().any(|cue| cue.kind == CueKind::Negation);
    if negates(a) || negates(b) {
        return None;
    }
    let (one, other) = (sides(a), sides(b));
    let denies =
        |left: &Opposite, right: &Opposite| left.pair == right.pair && left.second != right.second;
    let alone = |list: &[Opposite], found: &Opposite| !list.iter().any(|held| denies(held, found));
    one.iter().filter(|left| alone(&one, left)).find_map(|left| {
        let right = other.iter().find(|right| denies(left, right) && alone(&other, right))?;
        let (left, right) = (left.range.clone(), right.range.clone());
        let about = a.text[left.clone()].to_owned();
        Some(Conflict { kind: ConflictKind::Polarity, left, right, about })
    })
}

/// A word that has an opposite.
struct Opposite {
    pair: usize,
    second: bool,
    range: Range<usize>,
}

fn sides(side: Side<'_>) -> Vec<Opposite> {
    let read = |token: &Token| {
        let (pair, second) = side.language.opposite(token.word)?;
        Some(Opposite { pair, second, range: token.range.clone() })
    };
    side.annotation.unquoted().filter_map(read).collect()
}
