//! Actors: who a source says did a deed, and to what, by the nouns beside its verb. A statement
//! that has another actor is not borne out, though all its words stand in the source: "a man who
//! knew Voss killed her brother".

use std::ops::Range;

use q7x2_text::claim::Claim;
use q7x2_text::word::spelt;

use super::pairing::Pairing;
use super::phrase::{Found, object, subject};
use super::read::Read;
use super::verb::AUXILIARIES;
use super::{done, nominal, owner, role, verb};

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
    let Found::Noun(noun) = subject(said, is) else { return true };
    let Some(head) = noun.terms.last() else { return true };
    let holders = &pairing.held[*head];
    if holders.is_empty() || owner::is_owner(said, *head) {
        return true;
    }
    // What he is said to be, as the source says it of somebody.
    let behind = claim.terms.clone().filter(|at| said.terms[*at].tokens.first() > Some(&is));
    let mut told = behind.flat_map(|at| pairing.held[at].iter()).filter_map(|at| {
        let claim = source.claim_at(source.words(&source.terms[*at]).start);
        be_word(source, &source.claims.get(claim)?.range)
    });
    let Some(at) = told.next() else {
        return holders.iter().any(|at| !owner::is_owner(source, *at));
    };
    let found =
        Deed { agent: subject(source, at), patient: Found::Unknown, verb: at, is_passive: false };
    let own =
        Deed { agent: Found::Noun(noun), patient: Found::Unknown, verb: is, is_passive: false };
    holders.iter().any(|at| !owner::is_owner(source, *at)) && is_told_before(pairing, &own, &found)
}

/// The first form of "be" among some bytes.
fn be_word(reading: &Read<'_>, range: &Range<usize>) -> Option<usize> {
    let tokens = &reading.side.annotation.tokens;
    let from = tokens.partition_point(|token| token.range.start < range.start);
    let to = tokens.partition_point(|token| token.range.start < range.end);
    let words = &reading.side.language.claims.be_words;
    (from..to).find(|at| words.contains(&reading.token(*at)))
}

/// Whether who does a deed, or whom it is done to, may be whom the source leaves to a pronoun or to
/// words before: it stands before the verb, owns nothing there, and is nobody else.
fn are_found(pairing: &Pairing<'_, '_>, own: &Deed, theirs: &Deed) -> bool {
    is_done_behind(pairing, own, theirs) && is_told_before(pairing, own, theirs)
}

/// Whether whom a deed is said to be done to stands behind a verb whose object cannot be read.
fn is_done_behind(pairing: &Pairing<'_, '_>, own: &Deed, theirs: &Deed) -> bool {
    let source = pairing.source;
    let head = own.patient.noun().and_then(|noun| noun.terms.last());
    let (Some(head), Found::Unknown, false) = (head, &theirs.patient, theirs.is_passive) else {
        return true;
    };
    let first = |at: &usize| source.terms[*at].tokens.first().copied().unwrap_or_default();
    let holders = &pairing.held[*head];
    // "Left two men injured", "the bridge remains closed": of whom it is said stands before it.
    let links = &source.side.language.claims.linking_words;
    let before = (0..source.terms.len()).rev().filter(|at| first(at) < theirs.verb);
    let subject = before.into_iter().find(|at| !links.contains(&source.word(&source.terms[*at])));
    holders.is_empty()
        || subject.is_some_and(|subject| holders.contains(&subject))
        || holders.iter().any(|at| first(at) > theirs.verb)
}

fn is_told_before(pairing: &Pairing<'_, '_>, own: &Deed, theirs: &Deed) -> bool {
    let (own, found) = if theirs.is_passive {
        (own.patient.noun(), &theirs.patient)
    } else {
        (own.agent.noun(), &theirs.agent)
    };
    let (Some(noun), Found::Unknown) = (own, found) else { return true };
    let source = pairing.source;
    let language = source.side.language;
    let Some(head) = noun.terms.last() else { return true };
    let holders = &pairing.held[*head];
    if holders.is_empty() || language.says(&source.token(theirs.verb)) {
        return true;
    }
    let first = |at: &usize| source.terms[*at].tokens.first().copied().unwrap_or_default();
    let stands = |at: &&usize| first(at) < theirs.verb && !owner::is_owner(source, **at);
    let is_named = pairing.said.terms[*head].name;
    holders.iter().any(|at| stands(&at))
        && (!has_pronoun(source, theirs.verb)
            || named_before(source, theirs.verb) <= usize::from(is_named))
}

/// Whether a pronoun stands right before a verb, auxiliaries between them.
fn has_pronoun(reading: &Read<'_>, verb: usize) -> bool {
    let language = reading.side.language;
    let before = (verb.saturating_sub(AUXILIARIES + 1)..verb).rev();
    let is_auxiliary = |at: &usize| {
        let word = reading.token(*at);
        language.says(&word)
            || language.claims.be_words.contains(&word)
            || language.claims.have_words.contains(&word)
            || language.claims.adverb_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    };
    let mut words = before.skip_while(is_auxiliary);
    words.next().is_some_and(|at| language.pronouns.contains(&reading.token(at)))
}

/// How many are named before a token, places left out.
fn named_before(reading: &Read<'_>, token: usize) -> usize {
    let side = reading.side;
    let end = side.annotation.tokens.get(token).map_or(usize::MAX, |token| token.range.start);
    let names = side.annotation.names.iter().filter(|name| name.range.start < end);
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        let text = &side.text[name.range.clone()];
        let is_place = side.language.places.contains(&spelt(text, side.language));
        let is_known = found.iter().any(|known| known.contains(text) || text.contains(known));
        if !is_place && !is_known {
            found.push(text);
        }
    }
    found.len()
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
    if own
        .terms
        .last()
        .is_some_and(|own| theirs.joined.iter().any(|joined| pairing.held[*own].contains(joined)))
    {
        return true;
    }
    if holds(head) || theirs.beside.last().is_some_and(|beside| holds(*beside)) {
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
    let subject = subject(reading, first);
    // "Was criticised for closing": what ends in "-ing" is none.
    let word = reading.word(&reading.terms[verb]);
    let mut endings = reading.side.language.claims.claim_endings.iter();
    if endings.any(|ending| word.ends_with(ending.as_str())) || !role::is_passive(reading, verb) {
        let patient = object(reading, last + 1);
        return Deed { agent: subject, patient, verb: first, is_passive: false };
    }
    let agent = role::by(reading, verb).map_or(Found::Unknown, |by| object(reading, by + 1));
    Deed { agent, patient: subject, verb: first, is_passive: true }
}
