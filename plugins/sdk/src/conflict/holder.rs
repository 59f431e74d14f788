//! Holders: an office that two sentences give to two people.

use std::ops::Range;

use crate::event::Event;
use crate::event::holder::Held;
use crate::event::side::Side;

/// The first office that the two sides give to two people.
pub(super) fn differ(
    a: Side<'_>,
    b: Side<'_>,
    event: &Event,
) -> Option<(Range<usize>, Range<usize>, String)> {
    let (left, right) = (a.held(event), b.held(event));
    for x in left.iter() {
        for y in right.iter().filter(|y| y.office == x.office && y.entity != x.entity) {
            let other_has = |list: &[Held], entity| {
                list.iter().any(|held| held.office == x.office && held.entity == entity)
            };
            if !other_has(left, y.entity) && !other_has(right, x.entity) {
                return Some((x.range.clone(), y.range.clone(), x.word.clone()));
            }
        }
    }
    None
}

/// Whether a text gives somebody an office.
pub(super) fn has_any(side: Side<'_>, event: &Event) -> bool {
    !side.held(event).is_empty()
}
