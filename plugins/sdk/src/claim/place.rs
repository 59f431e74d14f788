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

/// Whether each name of a claim is one name in the source, and not put together of two.
pub(super) fn is_named_alike(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
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
    names.into_iter().all(|name| {
        let words = |at: &usize| name.range.contains(&said.words(&said.terms[*at]).start);
        let known: Vec<Vec<usize>> =
            claim.terms.clone().filter(words).filter_map(known_in).collect();
        let first = known.first().cloned().unwrap_or_default();
        known.is_empty() || first.iter().any(|name| known.iter().all(|one| one.contains(name)))
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

/// Whether what a claim tells of a place, the source tells of that one and of no other: "is located
/// in Dallas", where New Jersey is named elsewhere.
pub(super) fn is_placed_alike(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
    let (said, source) = (pairing.said, pairing.source);
    let places = |reading: &Read<'_>, terms: Range<usize>| -> Vec<usize> {
        let is_place =
            |at: &usize| reading.terms[*at].name && named::is_place(reading, &reading.terms[*at]);
        terms.filter(is_place).collect()
    };
    let own = places(said, claim.terms.clone());
    let is_there = |at: &usize| {
        pairing.held[*at].is_empty()
            || pairing.held[*at].iter().any(|at| !is_elsewhere(pairing.source, *at))
    };
    if !own.iter().all(is_there) {
        return false;
    }
    let deeds = claim.terms.clone().filter(|at| acts(said, *at));
    own.is_empty()
        || deeds.into_iter().all(|deed| {
            pairing.held[deed].is_empty()
                || pairing.held[deed].iter().any(|holder| {
                    let at = source.claim_at(source.words(&source.terms[*holder]).start);
                    let theirs = source.claims.get(at).map(|claim| claim.terms.clone());
                    let theirs = places(source, theirs.unwrap_or_default());
                    let holds =
                        |own: &usize| pairing.held[*own].iter().any(|at| theirs.contains(at));
                    theirs.is_empty() || own.iter().any(holds)
                })
        })
}
