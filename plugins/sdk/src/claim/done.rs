//! Done: whether a source tells a deed of a statement as done. What somebody was ordered or charged
//! to do, tried, forgot or nearly did, asks about or tells in a story bears out no deed.
//!
//! Verbs that govern another are told apart by whether they imply it ("managed to", "convicted
//! of"), after Karttunen, *Implicative verbs* (Language 47, 1971).

use super::pairing::Pairing;
use super::phrase::{Found, subject};
use super::read::Read;
use super::role;
use super::verb::{AUXILIARIES, begins_noun, has_present_form, is_infinitive_form, is_past};

/// Words before a governed verb among which the one that governs it stands.
const GOVERNED_REACH: usize = 6;

/// Whether a source tells nothing as having happened: it asks, or tells what happens in a story.
pub(super) fn is_unreal(said: &Read<'_>, source: &Read<'_>) -> bool {
    let asks = |reading: &Read<'_>| {
        let text = reading.side.text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ' ']);
        text.ends_with('?')
    };
    asks(source) && !asks(said) || tells_story(source) && !tells_story(said)
}

fn tells_story(reading: &Read<'_>) -> bool {
    let words = &reading.side.language.claims.story_words;
    let count = reading.side.annotation.tokens.len();
    (0..count).any(|at| {
        let one = reading.token(at);
        words.contains(&one)
            || at + 1 < count && words.contains(&format!("{one} {}", reading.token(at + 1)))
    })
}

/// Whether the source tells a deed of the statement as done.
pub(super) fn is_done(pairing: &Pairing<'_, '_>, verb: usize) -> bool {
    let source = pairing.source;
    // "Nearly" is "close", but not where something was closed.
    let is_adverb = |at: &usize| {
        source.side.language.claims.nearly_words.contains(&source.word(&source.terms[*at]))
    };
    let mut holders = pairing.held[verb].iter().filter(|at| !is_adverb(at)).peekable();
    holders.peek().is_none() || holders.any(|holder| !is_governed(source, *holder))
}

/// Whether a term is a verb that tells what was done or is, governed by no other.
pub(super) fn tells_done(reading: &Read<'_>, term: usize) -> bool {
    let is_told = is_past(reading, term) || is_present(reading, term);
    is_told && !raises(reading, term) && !is_governed(reading, term)
}

/// Whether what a verb tells is the deed behind it: "is expected to sign", not "lied to parliament"
/// or "sentenced to death".
fn raises(reading: &Read<'_>, term: usize) -> bool {
    let language = reading.side.language;
    if language.claims.implying_verbs.contains(&reading.word(&reading.terms[term])) {
        return false;
    }
    let Some(last) = reading.terms[term].tokens.last() else { return false };
    let behind = reading.token(last + 2);
    language.claims.infinitive_words.contains(&reading.token(last + 1))
        && role::is_passive(reading, term)
        && !(behind.is_empty() || begins_noun(reading, last + 2))
}

/// Whether a term is a verb in the present that has a subject and an object: "bans the sale".
pub(super) fn is_present(reading: &Read<'_>, term: usize) -> bool {
    let first = reading.terms[term].tokens.first().copied().unwrap_or_default();
    has_present_form(reading, term) && matches!(subject(reading, first), Found::Noun(_))
}

/// Whether another verb governs a term and does not imply it, or it was only nearly done.
fn is_governed(reading: &Read<'_>, term: usize) -> bool {
    governor(reading, term).is_some()
}

/// The word by which another verb governs a term that it does not imply: "to", "of"; or "nearly".
pub(super) fn governor(reading: &Read<'_>, term: usize) -> Option<usize> {
    let claims = &reading.side.language.claims;
    let first = reading.terms[term].tokens.first().copied()?;
    let is_auxiliary = |at: usize| {
        let word = reading.token(at);
        claims.be_words.contains(&word)
            || claims.have_words.contains(&word)
            || claims.is_adverb(&word)
    };
    let mut at = first;
    let mut is_infinitive = is_infinitive_form(reading, first);
    while at > 0 && first - at < AUXILIARIES && is_auxiliary(at - 1) {
        at -= 1;
        is_infinitive |= is_infinitive_form(reading, at);
        if claims.nearly_words.contains(&reading.token(at)) {
            return Some(at);
        }
    }
    let before = at.checked_sub(1)?;
    let opens = reading.token(before);
    if claims.nearly_words.contains(&opens) {
        return Some(before);
    }
    // An infinitive by its form tells nothing done, whatever stands before it: "voulait fermer".
    if is_infinitive {
        return (!is_implied(reading, before)).then_some(before);
    }
    let ends = |at: usize| {
        let word = reading.token(at);
        claims.claim_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    };
    // "Considered closing", not "the council closing it".
    let considers = || reading.term_at(before).is_some_and(|verb| is_past(reading, verb));
    let governs = claims.infinitive_words.contains(&opens) && !ends(at)
        || ends(at) && (claims.governing_words.contains(&opens) || considers());
    (governs && !is_implied(reading, before)).then_some(before)
}

/// Whether what governs says that the deed was done: the words right before it ("managed to",
/// "guilty of"), else the verb next before ("sentenced to ten years for", "forced the council to").
fn is_implied(reading: &Read<'_>, before: usize) -> bool {
    let claims = &reading.side.language.claims;
    let right_before = before.saturating_sub(1);
    let is_verb = |at: &usize| reading.term_at(*at).is_some_and(|verb| is_past(reading, verb));
    let verb = (before.saturating_sub(GOVERNED_REACH)..before).rev().find(is_verb);
    (right_before..=before).any(|at| claims.implying_words.contains(&reading.token(at)))
        || verb.is_some_and(|at| claims.implying_verbs.contains(&reading.token(at)))
}
