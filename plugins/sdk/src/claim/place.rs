//! Places and names: whether a source tells of the place of a statement as it does, and has its names
//! as they are.

use std::ops::Range;

use q7x2_text::claim::Claim;
use q7x2_text::name::Name;

use super::bearing::acts;
use super::named;
use super::pairing::Pairing;
use super::phrase::governed;
use super::read::Read;

/// A name of a claim that is no one name in the source, but put together of two.
pub(super) fn mixed_name<'p>(pairing: &Pairing<'p, '_>, claim: &Claim) -> Option<&'p Name> {
    let (said, source) = (pairing.said, pairing.source);
    let inside = |name: &&Name| claim.range.contains(&name.range.start);
    let names = said.side.annotation.names.iter().filter(inside);
    let of_source = &source.side.annotation.names;
    // The names in which the source has a word, if it has it in names only.
    let known_in = |at: usize| -> Option<Vec<usize>> {
        let name = |holder: &usize| {
            let start = source.words(&source.terms[*holder]).start;
            of_source.iter().position(|name| name.range.contains(&start))
        };
        let found: Option<Vec<usize>> = pairing.held[at].iter().map(name).collect();
        found.filter(|found| !found.is_empty())
    };
    names.into_iter().find(|name| {
        let words = |at: &usize| name.range.contains(&said.words(&said.terms[*at]).start);
        let known: Vec<Vec<usize>> =
            claim.terms.clone().filter(words).filter_map(known_in).collect();
        let first = known.first().cloned().unwrap_or_default();
        let is_in_all = |name: &usize| known.iter().all(|one| one.contains(name));
        !known.is_empty() && !first.iter().any(is_in_all)
    })
}

/// Whether a place is not where something is: "a firm from Orrin", "near Orrin".
fn is_elsewhere(source: &Read<'_>, place: usize) -> bool {
    let Some((_, Some(opens))) = governed(source, place) else { return false };
    let (language, word) = (source.side.language, source.token(opens));
    language.prepositions.contains(&word)
        && !language.in_words.contains(&word)
        && !language.of_words.contains(&word)
}

/// A place of a claim of which the source does not tell what the claim tells, but of another: "is
/// located in Dallas", where New Jersey is named elsewhere.
pub(super) fn misplaced(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<usize> {
    let own = places(pairing.said, claim.terms.clone());
    let is_there = |at: &usize| {
        pairing.held[*at].is_empty()
            || pairing.held[*at].iter().any(|at| !is_elsewhere(pairing.source, *at))
    };
    if let Some(place) = own.iter().find(|at| !is_there(at)) {
        return Some(*place);
    }
    let first = own.first().copied()?;
    let mut deeds = claim.terms.clone().filter(|at| acts(pairing.said, *at));
    deeds.any(|deed| !is_done_there(pairing, deed, &own)).then_some(first)
}

/// Whether the source tells a deed of one of some places, or of none.
fn is_done_there(pairing: &Pairing<'_, '_>, deed: usize, own: &[usize]) -> bool {
    let source = pairing.source;
    let is_of_one = |holder: &usize| {
        let at = source.claim_at(source.words(&source.terms[*holder]).start);
        let theirs = source.claims.get(at).map(|claim| claim.terms.clone());
        let theirs = places(source, theirs.unwrap_or_default());
        let holds = |own: &usize| pairing.held[*own].iter().any(|at| theirs.contains(at));
        theirs.is_empty() || own.iter().any(holds)
    };
    pairing.held[deed].is_empty() || pairing.held[deed].iter().any(is_of_one)
}

/// Those of some words that name a place.
fn places(reading: &Read<'_>, terms: Range<usize>) -> Vec<usize> {
    let is_place =
        |at: &usize| reading.terms[*at].name && named::is_place(reading, &reading.terms[*at]);
    terms.filter(is_place).collect()
}
