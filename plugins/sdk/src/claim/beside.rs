//! Beside: which figure of a source tells of what a figure of a statement does, by the words around
//! both: "bought for $12 million, and now worth $575 million".

use std::ops::Range;

use q7x2_text::claim::Quantity;

use super::pairing::Pairing;
use super::read::Read;

/// Telling words on either side of a figure that say what it is of.
const NEAR: usize = 4;

/// Whether no figure of the source tells of more of the same things than one of those that bear out
/// a figure of the statement.
pub(super) fn is_of_the_same(pairing: &Pairing<'_, '_>, own: &Quantity) -> bool {
    let source = pairing.source;
    let nearness = |other: &Quantity| shared(pairing, own, other);
    let (held, others): (Vec<&Quantity>, Vec<&Quantity>) = source
        .quantities
        .iter()
        .filter(|other| own.is_of_kind(other))
        .partition(|other| own.is_held_by(other));
    let nearest = held.into_iter().map(nearness).max();
    nearest.is_none_or(|nearest| others.into_iter().all(|other| nearness(other) <= nearest))
}

/// Whether a figure of the source leaves one of the statement open, whatever it is of: then a third
/// one says nothing otherwise.
pub(super) fn has_another(pairing: &Pairing<'_, '_>, own: &Quantity) -> bool {
    let fits = |other: &Quantity| {
        let bare = Quantity { counted: Vec::new(), ..other.clone() };
        own.is_of_kind(&bare)
            && !own.excludes(other)
            && other.low <= own.high
            && own.low <= other.high
    };
    pairing.source.quantities.iter().any(fits)
}

/// How many words stand beside both figures.
fn shared(pairing: &Pairing<'_, '_>, own: &Quantity, other: &Quantity) -> usize {
    let theirs = beside(pairing.source, &other.range);
    let is_held = |at: &usize| pairing.held[*at].iter().any(|at| theirs.contains(at));
    beside(pairing.said, &own.range).iter().filter(|at| is_held(at)).count()
}

/// The telling terms beside some bytes, up to the next figure on either side.
fn beside(reading: &Read<'_>, range: &Range<usize>) -> Vec<usize> {
    let figures = || reading.quantities.iter().map(|one| &one.range);
    let from = figures().map(|one| one.end).filter(|end| *end <= range.start).max();
    let to = figures().map(|one| one.start).filter(|start| *start >= range.end).min();
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(usize::MAX));
    let start = |at: &usize| reading.words(&reading.terms[*at]).start;
    let tells = |at: &usize| !reading.terms[*at].small && !reading.terms[*at].light;
    let middle = reading.terms.partition_point(|term| reading.words(term).start < range.start);
    let before = (0..middle).rev().take_while(|at| start(at) >= from).filter(tells).take(NEAR);
    let behind = (middle..reading.terms.len()).take_while(|at| start(at) < to).filter(tells);
    before.chain(behind.take(NEAR)).collect()
}
