//! Actors: who a source says did a deed, and to what, by the nouns beside its verb. A statement
//! that has another actor is not borne out, though all its words stand in the source: "a man who
//! knew Voss killed her brother".

use std::ops::Range;

use q7x2_text::claim::Claim;

use super::pairing::Pairing;
use super::phrase::{Found, Noun, object, subject, taken_up, taken_up_by};
use super::read::Read;
use super::{antecedent, done, nominal, owner, role, verb};

/// Who does a deed, and to what.
#[derive(Debug)]
struct Deed {
    agent: Found,
    patient: Found,
    /// The verb's first token.
    verb: usize,
    is_passive: bool,
}

impl Deed {
    /// The same of verbs that two do to one another: "met", "married".
    fn turned(&self) -> Self {
        Self { agent: self.patient.clone(), patient: self.agent.clone(), ..*self }
    }
}

/// Whether the source has the same actors for a deed of the statement, as far as both show any.
pub(super) fn are_alike(pairing: &Pairing<'_, '_>, verb: usize) -> bool {
    let (said, source) = (pairing.said, pairing.source);
    if !said.side.language.claims.subject_first {
        return true;
    }
    let own = deed(said, verb);
    let verbs = pairing.held[verb].iter().filter_map(|at| {
        let theirs = deed(source, *at);
        // "Saw a stranger kill her": a verb, whatever its form, since what follows is the same.
        let is_verb = role::is_verb(source, *at) && !nominal::leans(source, *at)
            || verb::is_past(source, *at)
            || verb::is_bare_participle(source, *at)
            || done::is_present(source, *at)
            || both_show(pairing, &own, &theirs);
        is_verb.then_some((*at, theirs))
    });
    let mut verbs = verbs.peekable();
    let straight = |at: usize| !pairing.converse.contains(&(verb, at));
    if verbs.peek().is_none() {
        let whom = own.patient.noun().or_else(|| own.agent.noun());
        let mut nouns = pairing.held[verb].iter();
        return pairing.held[verb].is_empty() || nouns.any(|at| nominal::tells(pairing, *at, whom));
    }
    let is_mutual = role::is_mutual(said, verb) && own.patient.noun().is_some();
    verbs.any(|(at, theirs)| {
        !straight(at)
            || is_alike(pairing, &own, &theirs) && are_found(pairing, &own, &theirs)
            || is_mutual && is_alike(pairing, &own.turned(), &theirs)
    })
}

/// Whether who is said to be something may be whom the source says it of, and does not only own him:
/// "Assad's troops were in the hotel".
pub(super) fn may_be(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
    let (said, source) = (pairing.said, pairing.source);
    if !said.side.language.claims.subject_first {
        return true;
    }
    let Some(is) = be_word(said, &claim.range) else { return true };
    let own = subject(said, is);
    let Some(noun) = own.noun() else { return true };
    let Some(head) = noun.terms.last().filter(|head| !owner::is_owner(said, **head)) else {
        return true;
    };
    let holders = &pairing.held[*head];
    let is_free = || holders.iter().any(|at| !owner::is_owner(source, *at));
    let is_whom = |at: usize| match subject(source, at) {
        Found::Unknown => antecedent::stands_before(pairing, noun, at),
        // "The minister is Feld", "Feld is the minister": of which both are, both may be said.
        found => is_same(pairing, &own, &found) || is_told_of_too(pairing, &found),
    };
    holders.is_empty() || is_free() && is_said_at(pairing, claim, is).is_none_or(is_whom)
}

/// Whether the statement has a noun of the source too.
fn is_told_of_too(pairing: &Pairing<'_, '_>, found: &Found) -> bool {
    found.noun().and_then(|noun| noun.terms.last()).is_some_and(|head| pairing.used[*head])
}

/// The form of "be" by which the source says of somebody what a claim says behind its own.
fn is_said_at(pairing: &Pairing<'_, '_>, claim: &Claim, is: usize) -> Option<usize> {
    let (said, source) = (pairing.said, pairing.source);
    let behind = claim.terms.clone().filter(|at| said.terms[*at].tokens.first() > Some(&is));
    let mut told = behind.flat_map(|at| pairing.held[at].iter()).filter_map(|at| {
        let claim = source.claim_at(source.words(&source.terms[*at]).start);
        be_word(source, &source.claims.get(claim)?.range)
    });
    told.next()
}

/// The first form of "be" among some bytes.
pub(super) fn be_word(reading: &Read<'_>, range: &Range<usize>) -> Option<usize> {
    let tokens = &reading.side.annotation.tokens;
    let from = tokens.partition_point(|token| token.range.start < range.start);
    let to = tokens.partition_point(|token| token.range.start < range.end);
    let words = &reading.side.language.claims.be_words;
    (from..to).find(|at| words.contains(&reading.token(*at)))
}

/// Whether who does a deed, and whom it is done to, stand where the source leaves either to a pronoun
/// or to words that cannot be read.
fn are_found(pairing: &Pairing<'_, '_>, own: &Deed, theirs: &Deed) -> bool {
    let open = |own: &Found, theirs: &Found| -> Option<Noun> {
        own.noun().filter(|_| matches!(theirs, Found::Unknown)).cloned()
    };
    let behind = open(&own.patient, &theirs.patient).filter(|_| !theirs.is_passive);
    let before = if theirs.is_passive {
        open(&own.patient, &theirs.patient)
    } else {
        open(&own.agent, &theirs.agent)
    };
    behind.is_none_or(|noun| antecedent::stands_behind(pairing, &noun, theirs.verb))
        && before.is_none_or(|noun| antecedent::stands_before(pairing, &noun, theirs.verb))
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
    let all = |at: &usize| {
        let mut heads = theirs.joined.iter().chain([&head]);
        pairing.held[*at].is_empty() || heads.any(|head| pairing.held[*at].contains(head))
    };
    if !theirs.joined.is_empty() && !own.joined.iter().all(all) {
        return false;
    }
    let is_joined = |own: &usize| theirs.joined.iter().any(|at| pairing.held[*own].contains(at));
    if own.terms.last().is_some_and(is_joined)
        || holds(head)
        || theirs.beside.last().is_some_and(|beside| holds(*beside))
    {
        return true;
    }
    let is_body =
        || source.side.language.claims.body_words.contains(&source.word(&source.terms[head]));
    // "Police officers" are police, and "the minister Tom Askew" is the minister.
    let held = before.iter().rposition(|at| holds(*at));
    held.filter(|held| !owner::is_owner(source, before[*held])).is_some_and(|held| {
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
    // "An Egyptian-brokered truce".
    if reading.side.text[..reading.words(&reading.terms[verb]).start].ends_with('-') {
        let (agent, patient) = (word_before(reading, first), object(reading, last + 1));
        return Deed { agent, patient, verb: first, is_passive: false };
    }
    let by = role::by(reading, verb);
    let has_be = role::is_passive(reading, verb);
    // "The bridge, designed by Brandt" is a passive without "was", and so is "Holm, born in Tarn".
    let is_reduced = !has_be && (by == Some(last + 1) || verb::is_bare_participle(reading, verb));
    let subject = if is_reduced { taken_up_by(reading, first) } else { subject(reading, first) };
    // "Was criticised for closing": what ends in "-ing" is none.
    let word = reading.word(&reading.terms[verb]);
    let mut endings = reading.side.language.claims.claim_endings.iter();
    if endings.any(|ending| word.ends_with(ending.as_str())) || !has_be && !is_reduced {
        let patient = match (object(reading, last + 1), &subject) {
            (Found::Unknown, Found::Noun(noun)) => taken_up(reading, noun),
            (found, _) => found,
        };
        return Deed { agent: subject, patient, verb: first, is_passive: false };
    }
    let agent = by.map_or(Found::Unknown, |by| object(reading, by + 1));
    Deed { agent, patient: subject, verb: first, is_passive: true }
}

/// The one word before a token, as a noun.
fn word_before(reading: &Read<'_>, token: usize) -> Found {
    let term = token.checked_sub(1).and_then(|before| reading.term_at(before));
    term.map_or(Found::Unknown, |term| Found::Noun(Noun { terms: vec![term], ..Noun::default() }))
}
