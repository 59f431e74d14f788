//! Owners: whose something is, by "X's Y" and "Y of X". What X's troops did X has not done, and X's
//! house is not Z's.

use q7x2_text::claim::Claim;

use super::pairing::Pairing;
use super::phrase::{governed, leaning};
use super::read::Read;

/// A thing of a claim that is in the source another one's, as far as both say whose.
pub(super) fn other(pairing: &Pairing<'_, '_>, claim: &Claim) -> Option<usize> {
    claim.terms.clone().find(|at| !is_alike(pairing, *at))
}

fn is_alike(pairing: &Pairing<'_, '_>, at: usize) -> bool {
    let own = owner(pairing.said, at);
    let known = |own: &usize| !pairing.held[*own].is_empty();
    if pairing.held[at].is_empty() || !own.iter().any(known) {
        return true;
    }
    pairing.held[at].iter().any(|holder| {
        let theirs = owner(pairing.source, *holder);
        let holds = |own: &usize| pairing.held[*own].iter().any(|at| theirs.contains(at));
        theirs.is_empty() || own.iter().any(holds)
    })
}

/// The words that say whose a thing is; none where the sentence does not say.
fn owner(reading: &Read<'_>, term: usize) -> Vec<usize> {
    let Some((noun, _)) = governed(reading, term) else { return Vec::new() };
    let mut before: Vec<usize> = noun.terms.into_iter().filter(|at| *at != term).collect();
    if let Some(owns) = before.iter().rposition(|at| is_possessive(reading, *at)) {
        before.truncate(owns + 1);
        return before;
    }
    let of = &reading.side.language.of_words;
    let found = leaning(reading, term).filter(|(word, _)| of.contains(word));
    found.map(|(_, noun)| noun.terms).unwrap_or_default()
}

/// Whether a term only says whose something is: "Assad's troops", "the troops of Assad".
pub(super) fn is_owner(reading: &Read<'_>, term: usize) -> bool {
    if is_possessive(reading, term) {
        return true;
    }
    let Some((_, Some(of))) = governed(reading, term) else { return false };
    let language = reading.side.language;
    let is_noun = |at: usize| {
        let counts = language.claims.measure_words.contains(&reading.token(at));
        !counts && reading.term_at(at).is_some_and(|term| governed(reading, term).is_some())
    };
    language.of_words.contains(&reading.token(of)) && of.checked_sub(1).is_some_and(is_noun)
}

/// Whether a word, or the name that it belongs to, says whose the next is: "Assad's", "the rebels'".
fn is_possessive(reading: &Read<'_>, term: usize) -> bool {
    let side = reading.side;
    let last = reading.terms[term].tokens.last();
    let Some(token) = last.and_then(|at| side.annotation.tokens.get(*at)) else { return false };
    let name = side.annotation.names.iter().find(|name| name.range.contains(&token.range.start));
    let end = name.map_or(token.range.end, |name| name.range.end.max(token.range.end));
    let word = &side.text[token.range.start..end];
    let mut behind = side.text[end..].chars();
    let is_mark = matches!(behind.next(), Some('\'' | '’'));
    let next = behind.next();
    word.ends_with("'s")
        || word.ends_with("’s")
        || is_mark && (next == Some('s') || next == Some(' ') && word.ends_with('s'))
}
