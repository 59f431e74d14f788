//! Tone: how certain the claims around a word are said to be, and which way it goes.

use q7x2_text::claim::{Claim, Tone};

use super::pairing::Pairing;
use super::read::Read;

/// The tone of a claim and of the one it leans on.
pub(super) fn group_tone(reading: &Read<'_>, claim: &Claim) -> Tone {
    let head = claim.leans_on.and_then(|head| reading.claims.get(head)).unwrap_or(claim);
    let mut tone = head.tone;
    if !std::ptr::eq(head, claim) {
        tone.negated ^= claim.tone.negated;
        tone.hedged |= claim.tone.hedged;
        tone.conditional |= claim.tone.conditional;
        tone.planned |= claim.tone.planned;
    }
    tone
}

/// Whether a word stands behind one small word here and behind its opposite there.
pub(super) fn turned(pairing: &Pairing<'_, '_>) -> bool {
    pairing.held.iter().zip(&pairing.said.terms).any(|(held, term)| {
        let Some(own) = term.direction.filter(|_| !term.small && !held.is_empty()) else {
            return false;
        };
        let other = |at: &usize| pairing.source.terms[*at].direction;
        let opposite = |theirs: u64| is_opposite(pairing.said, own, theirs);
        held.iter().all(|at| other(at).is_some_and(opposite))
    })
}

fn is_opposite(reading: &Read<'_>, one: u64, other: u64) -> bool {
    let number = q7x2_text::cut::hash;
    reading.side.language.claims.opposite_directions.iter().any(|[a, b]| {
        let pair = (number(a), number(b));
        pair == (one, other) || pair == (other, one)
    })
}
