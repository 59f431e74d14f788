//! Words of which one denies the other: "rose" and "fell".

use std::ops::Range;

use super::super::cue::CueKind;
use super::super::word::Token;
use super::{Conflict, ConflictKind, Side};

/// Opposites of one pair, each side with only one of them; a side that holds both tells of two things, and one that
/// negates is compared by its negation.
pub(super) fn opposites(a: Side<'_>, b: Side<'_>) -> Vec<Conflict> {
    let negates = |side: Side<'_>| side.annotation.cues.iter().any(|cue| cue.kind == CueKind::Negation);
    let (one, other) = (sides(a), sides(b));
    if one.is_empty() || other.is_empty() || negates(a) || negates(b) {
        return Vec::new();
    }
    let alone = |list: &[Opposite], found: &Opposite| {
        !list.iter().any(|held| held.pair == found.pair && held.second != found.second)
    };
    let mut found: Vec<Conflict> = Vec::new();
    for left in one.iter().filter(|left| alone(&one, left)) {
        let against =
            |right: &&Opposite| right.pair == left.pair && right.second != left.second && alone(&other, right);
        if let Some(right) = other.iter().find(against) {
            let about = a.text[left.range.clone()].to_owned();
            found.push(Conflict {
                kind: ConflictKind::Polarity,
                left: left.range.clone(),
                right: right.range.clone(),
                about,
            });
        }
    }
    found.truncate(1);
    found
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
