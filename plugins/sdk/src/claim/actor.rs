//! Actors: who a source says did a deed, and to what, by the nouns beside its verb. A statement
//! that has another actor is not borne out, though all its words stand in the source: "a man who
//! knew Voss killed her brother".

use super::pairing::Pairing;
use super::phrase::{Found, object, subject};
use super::read::Read;
use super::{done, role, verb};

/// Who does a deed, and to what.
#[derive(Debug)]
struct Deed {
    agent: Found,
    patient: Found,
}

/// Whether the source has the same actors for a deed of the statement, as far as both show any.
pub(super) fn are_alike(pairing: &Pairing<'_, '_>, verb: usize) -> bool {
    let (said, source) = (pairing.said, pairing.source);
    if !said.side.language.claims.subject_first || role::is_mutual(said, verb) {
        return true;
    }
    let own = deed(said, verb);
    let verbs = pairing.held[verb].iter().filter_map(|at| {
        let theirs = deed(source, *at);
        // "Saw a stranger kill her": a verb, whatever its form, since what follows is the same.
        let is_verb = role::is_verb(source, *at)
            || verb::is_past(source, *at)
            || done::is_present(source, *at)
            || both_show(pairing, &own, &theirs);
        is_verb.then_some((*at, theirs))
    });
    let mut verbs = verbs.peekable();
    let straight = |at: usize| !pairing.converse.contains(&(verb, at));
    verbs.peek().is_none()
        || verbs.any(|(at, theirs)| !straight(at) || is_alike(pairing, &own, &theirs))
}

/// Whether both do it to the same.
fn both_show(pairing: &Pairing<'_, '_>, own: &Deed, theirs: &Deed) -> bool {
    let shown = |found: &Found| matches!(found, Found::Noun(_));
    shown(&own.patient) && shown(&theirs.patient) && is_same(pairing, &own.patient, &theirs.patient)
}

fn is_alike(pairing: &Pairing<'_, '_>, own: &Deed, theirs: &Deed) -> bool {
    let agents = is_same(pairing, &own.agent, &theirs.agent);
    // "The bridge closed", "the council closed the bridge".
    let turned = || {
        matches!(own.patient, Found::Unknown)
            && matches!(theirs.patient, Found::Noun(_))
            && is_same(pairing, &own.agent, &theirs.patient)
    };
    (agents || turned()) && is_same(pairing, &own.patient, &theirs.patient)
}

fn is_same(pairing: &Pairing<'_, '_>, own: &Found, theirs: &Found) -> bool {
    let (own, theirs) = match (own, theirs) {
        (Found::Noun(own), Found::Noun(theirs)) => (own, theirs),
        (Found::Noun(_), Found::Other) => return false,
        _ => return true,
    };
    let holds = |at: usize| {
        let mut terms = own.terms.iter().chain(&own.beside);
        terms.any(|own| pairing.held[*own].contains(&at))
    };
    // A source that names none of it may call it otherwise.
    if own.terms.iter().all(|at| pairing.held[*at].is_empty()) {
        return true;
    }
    let source = pairing.source;
    let Some((&head, before)) = theirs.terms.split_last() else { return true };
    if holds(head) || theirs.beside.last().is_some_and(|beside| holds(*beside)) {
        return true;
    }
    let is_body =
        || source.side.language.claims.body_words.contains(&source.word(&source.terms[head]));
    // "Police officers" are police, and "the minister Tom Askew" is the minister.
    let held = before.iter().rposition(|at| holds(*at));
    held.is_some_and(|held| {
        let tokens = &source.side.annotation.tokens;
        let named = |at: &usize| {
            let first = source.terms[*at].tokens.first().and_then(|at| tokens.get(*at));
            first.is_some_and(|token| token.capital)
        };
        is_body() || theirs.terms[held + 1..].iter().all(named) && !named(&before[held])
    })
}

fn deed(reading: &Read<'_>, verb: usize) -> Deed {
    let tokens = &reading.terms[verb].tokens;
    let first = tokens.first().copied().unwrap_or_default();
    let last = tokens.last().copied().unwrap_or_default();
    let subject = subject(reading, first);
    if !role::is_passive(reading, verb) {
        return Deed { agent: subject, patient: object(reading, last + 1) };
    }
    let agent = role::by(reading, verb).map_or(Found::Unknown, |by| object(reading, by + 1));
    Deed { agent, patient: subject }
}
