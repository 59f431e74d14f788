//! Contradictions: what a sentence says otherwise than a statement, where both are about one thing.
//!
//! Precision first: the two share their words but for the slot that differs. In real prose most
//! pairs fall to silence; a difference that is none is worse than one that is not shown.

mod certainty;
mod context;
mod denial;
mod figures;
mod slots;

use context::Context;

use super::kind::Difference;
use super::pairing::Pairing;
use super::read::Read;

/// The gravest contradiction between a statement and a source.
pub(super) fn contradiction(pairing: &Pairing<'_, '_>) -> Option<Difference> {
    let (left, right) = (pairing.left_of_said(), pairing.left_of_source());
    let shared = pairing.shared();
    let context = Context { pairing, left: &left, right: &right, shared: &shared };
    let language = pairing.said.side.language;
    // Without the small words of claims nothing shows that two sentences are of one thing.
    if shared.is_empty() || language.claims.claim_openers.is_empty() {
        return None;
    }
    let found = if language.claims.subject_first { gravest(&context) } else { surest(&context) };
    // Of others, or of another time, the contrary may be true too.
    found.filter(|_| !context.is_of_another_time() && !context.is_of_others())
}

/// The gravest of all kinds.
fn gravest(context: &Context<'_, '_, '_>) -> Option<Difference> {
    denial::swapped(context)
        .or_else(|| denial::turned(context))
        .or_else(|| denial::opposite(context))
        .or_else(|| denial::denied(context))
        .or_else(|| denial::denied_instead(context))
        .or_else(|| slots::office(context))
        .or_else(|| denial::scope(context))
        .or_else(|| figures::some_of_all(context))
        .or_else(|| figures::number(context))
        .or_else(|| figures::date(context))
        .or_else(|| slots::slot(context))
}

/// What a language shows without the order of its words: a plain denial, a figure or a day, where one
/// of the two says nothing else than the other.
fn surest(context: &Context<'_, '_, '_>) -> Option<Difference> {
    if !context.is_close(0) {
        return None;
    }
    denial::denied_plainly(context)
        .or_else(|| figures::number(context))
        .or_else(|| figures::date(context))
}

/// What a statement calls certain that a source only supposes. Between reports that is no
/// difference: what was suspected is confirmed later.
#[must_use]
pub fn overstated(said: &Read<'_>, source: &Read<'_>) -> Option<Difference> {
    let pairing = Pairing::of(said, source);
    let (left, right) = (pairing.left_of_said(), pairing.left_of_source());
    let shared = pairing.shared();
    let context = Context { pairing: &pairing, left: &left, right: &right, shared: &shared };
    certainty::certainty(&context)
}

/// Whether two sentences tell of two things: both name days and none in common, or each ranks what
/// it tells of otherwise ("the first quake", "the second quake").
#[must_use]
pub fn tell_of_two(said: &Read<'_>, source: &Read<'_>) -> bool {
    let pairing = Pairing::of(said, source);
    let context = Context { pairing: &pairing, left: &[], right: &[], shared: &[] };
    context.is_of_two_days() || context.is_ranked_apart()
}
