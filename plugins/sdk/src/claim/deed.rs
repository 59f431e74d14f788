//! Deeds: whether a source tells those of a statement as the statement does, done, and of the same.

use q7x2_text::claim::Claim;

use super::kind::{Lack, LackKind};
use super::pairing::Pairing;
use super::read::Read;
use super::{actor, done, role, verb};

/// Whether a source tells the deeds of a statement as the statement does, whose words it all has.
#[must_use]
pub fn tells_deeds(said: &Read<'_>, source: &Read<'_>) -> bool {
    let pairing = role::paired(said, source);
    !done::is_unreal(said, source)
        && said.claims.iter().all(|claim| untold(&pairing, claim).is_none())
}

/// What the source leaves open of the deeds of a claim: that one was done, or by whom and to what.
pub(super) fn untold(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<Lack> {
    let said = pairing.said;
    let mut deeds = claim.terms.clone().filter(|at| done::tells_done(said, *at)).peekable();
    if deeds.peek().is_none() {
        return unlike(pairing, claim);
    }
    deeds.find_map(|at| {
        let kind = open(pairing, at)?;
        Some(Lack { kind, range: said.bytes(at) })
    })
}

/// Of a claim without a deed who it is, where the source says it of somebody else.
fn unlike(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<Lack> {
    if actor::may_be(pairing, claim) {
        return None;
    }
    let said = pairing.said;
    let is = actor::be_word(said, &claim.range);
    let token = is.and_then(|is| said.side.annotation.tokens.get(is));
    let range = token.map_or(claim.range.clone(), |token| token.range.clone());
    Some(Lack { kind: LackKind::Who, range })
}

/// What the source leaves open of one deed.
fn open(pairing: &Pairing<'_, '_>, at: usize) -> Option<LackKind> {
    if !done::is_done(pairing, at) {
        return Some(LackKind::Deed);
    }
    (!actor::are_alike(pairing, at)).then_some(LackKind::Who)
}

fn is_told(pairing: &Pairing<'_, '_>, at: usize) -> bool {
    !done::tells_done(pairing.said, at) || open(pairing, at).is_none()
}

/// Whether a run of a statement's terms tells its deeds as the source does, and none without the
/// word that governs it: "killing her brother" of "acquitted of killing her brother".
pub(super) fn is_run_told(pairing: &Pairing<'_, '_>, run: &[usize]) -> bool {
    let said = pairing.said;
    let Some(&first) = run.first() else { return true };
    let has_governor = |verb: usize, governor: usize| {
        let is_before = |at: &usize| said.terms[*at].tokens.last() < Some(&governor);
        let mut before = (0..verb).rev().filter(is_before);
        let last = before.clone().next();
        let governs = before.find(|at| verb::is_past(said, *at)).or(last);
        governs.is_some_and(|at| at >= first)
    };
    let is_governed_too = |verb: usize| {
        pairing.held[verb].iter().any(|at| done::governor(pairing.source, *at).is_some())
    };
    run.iter().all(|at| match done::governor(said, *at) {
        Some(governor) => is_governed_too(*at) || has_governor(*at, governor),
        None => is_told(pairing, *at),
    })
}
