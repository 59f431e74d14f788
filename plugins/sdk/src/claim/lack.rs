//! Lacks: what a source leaves unproved of a claim, in the order in which a reader would ask: the
//! words, the figures, the day, how certain, whether it was done, by whom, whose, where.

use std::ops::Range;

use q7x2_text::claim::{Claim, Tone};
use q7x2_text::word::spelt;

use super::bearing::{acts, is_dated, is_denied_alike, nearest, quotes_otherwise, unheld};
use super::kind::{Lack, LackKind};
use super::pairing::Pairing;
use super::tone::{group_tone, turned};
use super::{deed, done, owner, place, role};

/// The first thing of a claim that the source leaves unproved; none where it bears out all of it.
pub(super) fn of_claim(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<Lack> {
    let of_term = |kind| move |at: usize| Lack { kind, range: pairing.said.bytes(at) };
    word(pairing, claim)
        .map(of_term(LackKind::Word))
        .or_else(|| figure(pairing, claim))
        .or_else(|| day(pairing, claim))
        .or_else(|| tone(pairing, claim))
        .or_else(|| deed::untold(pairing, claim))
        .or_else(|| owner::other(pairing, claim).map(of_term(LackKind::Owner)))
        .or_else(|| place::misplaced(pairing, claim).map(of_term(LackKind::Place)))
        .or_else(|| {
            let name = place::mixed_name(pairing, claim)?;
            Some(Lack { kind: LackKind::Name, range: name.range.clone() })
        })
}

/// What the source leaves unproved of a statement as a whole, whatever its claims.
pub(super) fn of_all(pairing: &Pairing<'_, '_>) -> Option<Lack> {
    let all = || 0..pairing.said.side.text.len();
    if done::is_unreal(pairing.said, pairing.source) {
        return Some(Lack { kind: LackKind::Deed, range: all() });
    }
    if let Some((verb, _)) = role::swapped(pairing) {
        return Some(Lack { kind: LackKind::Who, range: pairing.said.bytes(verb) });
    }
    if turned(pairing) {
        return Some(Lack { kind: LackKind::Direction, range: all() });
    }
    quotes_otherwise(pairing).then(|| Lack { kind: LackKind::Quotation, range: all() })
}

/// The first word of a claim that the source does not have.
pub(super) fn word(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<usize> {
    claim.terms.clone().find(|at| !pairing.holds(*at))
}

fn figure(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<Lack> {
    let figure = unheld(pairing, claim.range.clone()).next()?;
    Some(Lack { kind: LackKind::Figure, range: figure.range.clone() })
}

fn day(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<Lack> {
    let mut dates = pairing.said.side.annotation.dates.iter();
    let open = |range: &Range<usize>| claim.range.contains(&range.start);
    let deeds: Vec<usize> = claim.terms.clone().filter(|at| acts(pairing.said, *at)).collect();
    let date = dates.find(|date| open(&date.range) && !is_dated(pairing, date, &deeds))?;
    Some(Lack { kind: LackKind::Day, range: date.range.clone() })
}

/// In what way a claim is said otherwise than the source says it: as certain, of all, or denied where
/// it is not there.
fn tone(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<Lack> {
    let other = nearest(pairing, claim)?;
    let (own, theirs) = (group_tone(pairing.said, claim), group_tone(pairing.source, other));
    let of_deed = |kind| Lack { kind, range: deed_of(pairing, claim) };
    if (Tone { negated: false, ..own }) != (Tone { negated: false, ..theirs }) {
        return Some(of_deed(LackKind::Certainty));
    }
    if is_narrowed(pairing, other) {
        return Some(of_deed(LackKind::Scope));
    }
    let denied = claim.terms.clone().find(|at| !is_denied_alike(pairing, *at))?;
    Some(Lack { kind: LackKind::Denial, range: pairing.said.bytes(denied) })
}

/// The bytes of what a claim says is done, or of all of it.
fn deed_of(pairing: &Pairing<'_, '_>, claim: &Claim) -> Range<usize> {
    let deed = claim.terms.clone().find(|at| acts(pairing.said, *at));
    deed.map_or(claim.range.clone(), |at| pairing.said.bytes(at))
}

/// Whether the source narrows a claim by a word that the statement leaves out: "only in the north".
fn is_narrowed(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
    let source = pairing.source;
    claim.terms.clone().any(|at| {
        let words = source.words(&source.terms[at]);
        let word = spelt(&source.side.text[words], source.side.language);
        !pairing.used[at] && source.side.language.claims.narrowing_words.contains(&word)
    })
}
