//! Actors: who a source says did a deed, and to what, by the nouns beside its verb. A statement
//! that has another actor is not borne out, though all its words stand in the source: "a man who
//! knew Voss killed her brother".

use std::ops::Range;

use super::done;
use super::pairing::Pairing;
use super::read::Read;
use super::role;

/// Words before a verb among which its subject is looked for: nobody reads on for longer.
const REACH: usize = 40;

/// A noun with what stands before it, as terms in order; the last is what it is about.
#[derive(Debug)]
struct Noun {
    terms: Vec<usize>,
    /// What is set beside it between marks: "the barge, the Orla Grace,".
    beside: Vec<usize>,
}

impl Noun {
    fn of(terms: Vec<usize>) -> Self {
        Self { terms, beside: Vec::new() }
    }
}

/// What stands beside a verb where its actor is looked for.
#[derive(Debug)]
enum Found {
    /// This noun.
    Noun(Noun),
    /// Some noun, of another verb: "who knew Voss".
    Other,
    /// Nothing that can be read.
    Unknown,
}

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
        let is_verb = role::is_verb(source, *at) || both_show(pairing, &own, &theirs);
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

/// The noun before a verb, what leans on it by a preposition left out.
fn subject(reading: &Read<'_>, verb: usize) -> Found {
    let mut at = verb;
    let mut beside = Vec::new();
    while let Some(before) = at.checked_sub(1).filter(|before| verb - before <= REACH) {
        // ", who resigned" is of whom stands before it.
        let leads_back = at < verb && is_relative(reading, at);
        if is_parted(reading, before) && !leads_back {
            // ", a dentist from Orrin," stands between the two.
            let from = before.saturating_sub(REACH);
            let opens = (from..before).rev().find(|at| is_parted(reading, *at));
            let Some(opens) = opens else { return Found::Unknown };
            at = opens + 1;
            if let Found::Noun(noun) = object(reading, at) {
                beside = noun.terms;
            }
        }
        match noun_before(reading, at) {
            Step::Over(next) => at = next,
            Step::Is(Found::Noun(noun)) => return Found::Noun(Noun { beside, ..noun }),
            Step::Is(found) => return found,
        }
    }
    Found::Unknown
}

enum Step {
    /// Nothing of a noun: on from before this token.
    Over(usize),
    Is(Found),
}

/// What stands right before a token.
fn noun_before(reading: &Read<'_>, at: usize) -> Step {
    let before = at - 1;
    let language = reading.side.language;
    let word = reading.token(before);
    if is_dated(reading, before) {
        return Step::Over(before);
    }
    let opens = at < reading.side.annotation.tokens.len()
        && language.prepositions.contains(&reading.token(at));
    if opens && language.claims.leading_words.contains(&word) {
        return Step::Over(before);
    }
    if is_relative(reading, before) || language.that_words.contains(&word) {
        return Step::Over(before);
    }
    if language.claims.indefinite_words.contains(&word) {
        return Step::Is(Found::Other);
    }
    if language.pronouns.contains(&word) || language.claims.claim_openers.contains(&word) {
        return Step::Is(Found::Unknown);
    }
    let Some(term) = reading.term_at(before).filter(|term| is_noun(reading, *term)) else {
        let verb = reading.term_at(before).is_some_and(|term| is_verb(reading, term));
        return if verb { Step::Is(Found::Unknown) } else { Step::Over(before) };
    };
    let mut terms = vec![term];
    let mut first = before;
    let mut is_opened = false;
    while let Some(next) = first.checked_sub(1).filter(|next| !is_parted(reading, *next)) {
        match reading.term_at(next) {
            Some(term) if !is_opened && is_noun(reading, term) && !is_dated(reading, next) => {
                if terms.first() != Some(&term) {
                    terms.insert(0, term);
                }
            }
            None if opens_noun(reading, next) => is_opened = true,
            _ => break,
        }
        first = next;
    }
    // "For an aide who lied": the noun right before "who", whatever stands before that.
    if is_relative(reading, at) {
        return Step::Is(Found::Noun(Noun::of(terms)));
    }
    let governs = first.checked_sub(1).filter(|at| !is_parted(reading, *at));
    let Some(governs) = governs else { return Step::Is(Found::Noun(Noun::of(terms))) };
    let word = reading.token(governs);
    let opens =
        language.claims.claim_openers.contains(&word) || language.that_words.contains(&word);
    if language.prepositions.contains(&word) && !opens {
        // "A total of 14 villagers" are villagers.
        let measures = governs
            .checked_sub(1)
            .is_some_and(|at| language.claims.measure_words.contains(&reading.token(at)));
        return if measures { Step::Is(Found::Noun(Noun::of(terms))) } else { Step::Over(governs) };
    }
    let verb =
        reading.term_at(governs).filter(|term| is_verb(reading, *term) && !language.says(&word));
    Step::Is(match verb {
        Some(verb) if done::is_past(reading, verb) => Found::Other,
        Some(_) => Found::Unknown,
        None => Found::Noun(Noun::of(terms)),
    })
}

/// Whether a word takes up the noun before it: "who", "which".
fn is_relative(reading: &Read<'_>, token: usize) -> bool {
    let language = reading.side.language;
    let word = reading.token(token);
    language.claims.relative_words.contains(&word)
}

/// The noun that begins at a token.
fn object(reading: &Read<'_>, from: usize) -> Found {
    let mut terms: Vec<usize> = Vec::new();
    for at in from..reading.side.annotation.tokens.len() {
        if at > from && is_parted(reading, at - 1) || is_dated(reading, at) {
            break;
        }
        match reading.term_at(at) {
            Some(term) if is_noun(reading, term) => {
                if terms.last() != Some(&term) {
                    terms.push(term);
                }
            }
            _ if terms.is_empty() && opens_noun(reading, at) => {}
            _ => break,
        }
    }
    if terms.is_empty() { Found::Unknown } else { Found::Noun(Noun::of(terms)) }
}

/// Whether a word may stand inside a noun and tells nothing: "the", "her", "two".
fn opens_noun(reading: &Read<'_>, token: usize) -> bool {
    let language = reading.side.language;
    let word = reading.token(token);
    let counts = || {
        let range = reading.side.annotation.tokens.get(token).map(|token| token.range.clone());
        range.is_some_and(|range| {
            reading.quantities.iter().any(|one| one.range.contains(&range.start))
        })
    };
    language.articles.contains(&word)
        || language.one_words.contains(&word)
        || language.claims.possessive_words.contains(&word)
        || counts()
}

/// Whether a term is a noun or stands before one, by what it is not.
fn is_noun(reading: &Read<'_>, term: usize) -> bool {
    let own = &reading.terms[term];
    let language = reading.side.language;
    let word = reading.word(own);
    let adverb =
        || language.claims.adverb_endings.iter().any(|ending| word.ends_with(ending.as_str()));
    !own.small
        && !language.prepositions.contains(&word)
        && (own.name || !adverb())
        && !is_verb(reading, term)
        && !done::is_past(reading, term)
}

/// Whether a term is a verb: by its form, or behind "will" or "to".
fn is_verb(reading: &Read<'_>, term: usize) -> bool {
    let first = reading.terms[term].tokens.first().copied();
    let before = first.and_then(|first| first.checked_sub(1));
    let modal = before
        .is_some_and(|at| reading.side.language.claims.modal_words.contains(&reading.token(at)));
    role::is_verb(reading, term) || modal && !reading.terms[term].name
}

fn is_dated(reading: &Read<'_>, token: usize) -> bool {
    let Some(token) = reading.side.annotation.tokens.get(token) else { return false };
    reading.side.annotation.dates.iter().any(|date| date.range.contains(&token.range.start))
}

/// Whether a mark stands behind a token: what follows is another part of the sentence.
fn is_parted(reading: &Read<'_>, token: usize) -> bool {
    let tokens = &reading.side.annotation.tokens;
    let gap: Option<Range<usize>> = tokens
        .get(token)
        .zip(tokens.get(token + 1))
        .map(|(one, next)| one.range.end..next.range.start);
    let gap = gap.and_then(|gap| reading.side.text.get(gap)).unwrap_or_default();
    gap.contains([',', ';', ':', '(', ')', '–', '—', '"', '“', '”']) || gap.contains(" - ")
}
