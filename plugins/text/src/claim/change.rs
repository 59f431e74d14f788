//! Changes: what the ends and the amount of a change say of one another.

use super::quantity::{Kind, Quantity, Step};
use super::words::Words;

/// Words before a figure among which the verb of its change stands.
const VERB_REACH: usize = 8;

/// Gives a bare figure of a change the unit of the one beside it: "to 14 crowns from 12".
pub(super) fn share_units(quantities: &mut [Quantity]) {
    for at in 1..quantities.len() {
        let (before, after) = quantities.split_at_mut(at);
        let (Some(one), Some(other)) = (before.last_mut(), after.first_mut()) else { continue };
        let changes = one.step != Step::None && other.step != Step::None;
        if !changes || one.step == other.step {
            continue;
        }
        let named = |one: &Quantity| matches!(one.kind, Kind::Unit(_) | Kind::Count) && !one.bare;
        if one.bare && one.kind == Kind::Count && named(other) {
            (one.kind, one.counted, one.bare) = (other.kind.clone(), other.counted.clone(), false);
        } else if other.bare && other.kind == Kind::Count && named(one) {
            (other.kind, other.counted, other.bare) =
                (one.kind.clone(), one.counted.clone(), false);
        }
    }
}

/// What follows of two figures of one change: its amount of its ends, the other end of one end and
/// the amount. Of shares nothing follows: from 6 to 8 percent are two points, not two percent.
pub(super) fn implied(words: Words<'_>, quantities: &[Quantity]) -> Vec<Quantity> {
    let pairs = quantities.windows(2).filter_map(|pair| Some((pair.first()?, pair.get(1)?)));
    pairs.filter_map(|(one, other)| third(words, one, other)).collect()
}

fn third(words: Words<'_>, one: &Quantity, other: &Quantity) -> Option<Quantity> {
    let exact = |one: &Quantity| one.low.is_finite() && (one.high - one.low).abs() < f64::EPSILON;
    if one.kind != other.kind || one.kind == Kind::Share || !exact(one) || !exact(other) {
        return None;
    }
    let of = |step| [one, other].into_iter().find(|one| one.step == step).map(|one| one.low);
    let sign = if rises(words, one.range.start)? { 1.0 } else { -1.0 };
    let (step, value) = match (of(Step::From), of(Step::By), of(Step::To)) {
        (Some(from), None, Some(to)) => (Step::By, (to - from) * sign),
        (None, Some(by), Some(to)) => (Step::From, to - by * sign),
        (Some(from), Some(by), None) => (Step::To, from + by * sign),
        _ => return None,
    };
    let named = if one.bare { other } else { one };
    let third = Quantity { low: value, high: value, figure: value, step, ..named.clone() };
    (value > 0.0).then_some(third)
}

/// Whether the verb of change before a byte tells of a rise; nothing where there is none.
fn rises(words: Words<'_>, byte: usize) -> Option<bool> {
    let near = words.within(&(0..byte)).iter().rev().take(VERB_REACH);
    let pair = |word| words.language.opposite(word).filter(|(pair, _)| *pair == 0);
    near.into_iter().find_map(|token| pair(token.word)).map(|(_, falls)| !falls)
}
