//! Slots: one office, place, person or body where the other sentence has another.

use std::borrow::Cow;

use std::ops::Range;

use q7x2_text::cut::Token;
use q7x2_text::word::spelt;

use super::super::kind::{Difference, DifferenceKind};
use super::super::named::{is_place, run, tone_at};
use super::super::read::Read;
use super::super::role::{self, Roles};
use super::context::Context;
use super::figures;

/// Another office: the same title, narrowed otherwise, or another one of the same person.
pub(super) fn office(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let limited = |left: usize, right: usize| {
        let (own, theirs) = (&said.terms[left], &source.terms[right]);
        own.limits != theirs.limits && own.says_as(theirs) && !own.is_held_by(theirs)
    };
    let mut pairs =
        context.left.iter().flat_map(|left| context.right.iter().map(move |right| (*left, *right)));
    let Some((left, right)) = pairs.find(|(left, right)| limited(*left, *right)) else {
        return titled_otherwise(context);
    };
    let rest = |list: &[usize], limited: usize, reading: &Read<'_>, other: &Read<'_>| {
        let open = list.iter().filter(|at| **at != limited);
        open.filter(|at| !narrows(reading, **at, other)).count()
    };
    let close = rest(context.left, left, said, source) == 0
        && rest(context.right, right, source, said) == 0;
    let negated = |reading: &Read<'_>, at: usize| {
        tone_at(reading, reading.words(&reading.terms[at]).start).negated
    };
    (close && !context.shared.is_empty() && negated(said, left) == negated(source, right))
        .then(|| context.between(DifferenceKind::Office, left, right))
}

/// Whether a word narrows an office, or is the contrary of one that does so in the other sentence:
/// "permanent" beside "acting".
fn narrows(reading: &Read<'_>, at: usize, other: &Read<'_>) -> bool {
    let term = &reading.terms[at];
    let denied = |known: usize| {
        let limits = other.side.language.claims.limits.contains(&other.word(&other.terms[known]));
        let theirs = &other.terms[known].contraries;
        limits && term.contraries.iter().any(|(pair, second)| theirs.contains(&(*pair, !second)))
    };
    reading.side.language.claims.limits.contains(&reading.word(term))
        || (0..other.terms.len()).any(denied)
}

/// One person with another title: "health minister Ada Finn", "finance minister Ada Finn".
fn titled_otherwise(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let (&[left], &[right]) = (context.left, context.right) else { return None };
    let person = context.shared.iter().any(|at| is_person(said, *at));
    let before = narrowed_title(said, left).zip(narrowed_title(source, right));
    let same = before.is_some_and(|(own, other)| context.pairing.held[own].contains(&other));
    let named = said.terms[left].name || source.terms[right].name;
    let one_time = !context.is_of_two_days()
        && tone_at(said, said.words(&said.terms[left]).start)
            == tone_at(source, source.words(&source.terms[right]).start);
    (person && same && !named && one_time)
        .then(|| context.between(DifferenceKind::Office, left, right))
}

/// The title that a word stands right before: the minister of "health minister".
fn narrowed_title(reading: &Read<'_>, at: usize) -> Option<usize> {
    let last = *reading.terms[at].tokens.last()?;
    let title = reading.terms.get(at + 1)?;
    let token = reading.side.annotation.tokens.get(last + 1)?;
    let next = title.tokens.first() == Some(&(last + 1));
    (next && is_title(reading, token)).then_some(at + 1)
}

fn is_title(reading: &Read<'_>, token: &Token) -> bool {
    reading.side.language.is_title(token.word)
}

/// Whether a word belongs to the name of a person in full: first name and surname.
fn is_person(reading: &Read<'_>, at: usize) -> bool {
    let term = &reading.terms[at];
    let word = reading.words(term);
    let names = &reading.side.annotation.names;
    let Some(name) = names.iter().find(|name| name.range.contains(&word.start)) else {
        return false;
    };
    let words = reading.side.annotation.within(&name.range);
    let language = reading.side.language;
    let whole = spelt(&reading.side.text[name.range.clone()], language);
    term.name
        && words.len() >= 2
        && !language.places.contains(&whole)
        && !is_place(reading, &reading.terms[at])
}

/// One place, person or thing in a slot that another fills in the other sentence.
pub(super) fn slot(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    if context.is_of_two_days()
        || context.shared.len() < 2
        || !context.has_deed()
        || context.is_ranked_apart()
        || context.is_ranked_alone()
    {
        return None;
    }
    let (x, y) = (span(said, context.left)?, span(source, context.right)?);
    if tone_at(said, x.start) != tone_at(source, y.start) {
        return None;
    }
    let names = |reading: &Read<'_>, list: &[usize]| list.iter().all(|at| reading.terms[*at].name);
    let both_names = names(said, context.left) && names(source, context.right);
    let (first, second) = (&said.terms[context.left[0]], &source.terms[context.right[0]]);
    if is_place(said, first) && is_place(source, second) && both_names {
        let apart = figures::are_apart(context);
        return (!apart).then(|| context.difference(DifferenceKind::Place, x, y));
    }
    let both_named = ends_in_name(said, context.left) && ends_in_name(source, context.right);
    if both_named && context.shared.iter().any(|at| has_one_object(context, *at)) {
        return Some(context.difference(DifferenceKind::Patient, x, y));
    }
    let deed = context.shared.iter().any(|at| is_done_by_others(context, *at));
    deed.then(|| context.difference(DifferenceKind::Agent, x, y))
}

/// The bytes of some terms between which nothing else stands but titles: "Health Minister Ada Finn".
fn span(reading: &Read<'_>, terms: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*terms.first()?, *terms.last()?);
    let all: Vec<usize> = (first..=last).collect();
    let title = |at: &usize| {
        let token = reading.terms[*at].tokens.first();
        let token = token.and_then(|at| reading.side.annotation.tokens.get(*at));
        token.is_some_and(|token| is_title(reading, token))
    };
    let whole = all.iter().all(|at| terms.contains(at) || title(at));
    run(reading, &all).filter(|_| whole)
}

/// Whether some words name somebody or something: "the director Ada Finn".
fn ends_in_name(reading: &Read<'_>, terms: &[usize]) -> bool {
    terms.last().is_some_and(|at| reading.terms[*at].name)
}

/// Whether a shared deed has one object at a time, and what differs is its object.
fn has_one_object(context: &Context<'_, '_, '_>, at: usize) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let unique = &said.side.language.claims.unique_deeds;
    let Some(&other) = context.pairing.held[at].first() else { return false };
    let (own, theirs) = (role::roles(said, at), role::roles(source, other));
    unique.contains(&said.word(&said.terms[at]))
        && are_objects(said, at, context.left, &own)
        && are_objects(source, other, context.right, &theirs)
}

/// Whether some terms are to whom a deed is done, or whom its passive names: "was identified as".
fn are_objects(reading: &Read<'_>, verb: usize, terms: &[usize], roles: &Roles) -> bool {
    let named = roles.agents.is_empty() && role::is_passive(reading, verb);
    terms.iter().all(|at| roles.patients.contains(at) || named && *at > verb)
}

/// Whether a shared deed is done by another person or body to the same.
fn is_done_by_others(context: &Context<'_, '_, '_>, at: usize) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let Some(&other) = context.pairing.held[at].first() else { return false };
    let common = said.terms[at].tokens.len() == 1
        && said.side.language.claims.common_deeds.contains(&said.word(&said.terms[at]));
    if common || said.terms[at].name || !role::is_verb(said, at) || !role::is_verb(source, other) {
        return false;
    }
    let (own, theirs) = (role::roles(said, at), role::roles(source, other));
    let held = |at: &usize| !context.pairing.held[*at].is_empty();
    let used = |at: &usize| context.pairing.used[*at];
    is_agent(said, &own.agents, context.left, held)
        && is_agent(source, &theirs.agents, context.right, used)
        && own.patients.iter().any(|at| context.shared.contains(at))
        && theirs.patients.iter().any(|at| context.pairing.used[*at])
}

/// Whether some words are who does it, by themselves or with a title or an owner that the other
/// sentence has too; not where several do it, of whom the other may name some.
fn is_agent(
    reading: &Read<'_>,
    agents: &[usize],
    open: &[usize],
    shared: impl Fn(&usize) -> bool,
) -> bool {
    let own = |at: &usize| open.contains(at);
    let beside = |at: &usize| shared(at) && says_whose(reading, *at);
    let whole = open.iter().all(|at| agents.contains(at)) && !agents.is_empty();
    let alone = agents.iter().all(own);
    let led = alone || agents.iter().all(|at| own(at) || beside(at)) && !is_list(reading, agents);
    whole && led && !is_last_of_list(reading, agents)
}

/// Whether a word only says whose or in what office somebody is: "minister", "the museum's", "to the
/// museum".
fn says_whose(reading: &Read<'_>, at: usize) -> bool {
    let side = reading.side;
    let governed =
        word_before(reading, at).is_some_and(|word| side.language.prepositions.contains(&word));
    let own = reading.terms[at].tokens.first().and_then(|at| side.annotation.tokens.get(*at));
    let behind = &side.text[reading.words(&reading.terms[at]).end..];
    governed
        || reading.word(&reading.terms[at]).ends_with("'s")
        || ["'s", "’s"].iter().any(|ending| behind.starts_with(ending))
        || own.is_some_and(|token| is_title(reading, token))
}

/// Whether "and" stands before the first of some terms: "Tarn and Lind signed".
fn is_last_of_list(reading: &Read<'_>, terms: &[usize]) -> bool {
    let before = terms.first().and_then(|at| word_before(reading, *at));
    before.is_some_and(|word| reading.side.language.and_words.contains(&word))
}

/// The word before a term, over articles.
fn word_before<'a>(reading: &Read<'a>, at: usize) -> Option<Cow<'a, str>> {
    let side = reading.side;
    let first = *reading.terms[at].tokens.first()?;
    let words = side.annotation.tokens.get(..first)?.iter().rev();
    let mut words = words.map(|token| spelt(&side.text[token.range.clone()], side.language));
    words.find(|word| !side.language.articles.contains(word))
}

/// Whether some terms are a list: a comma or "and" stands between them.
fn is_list(reading: &Read<'_>, terms: &[usize]) -> bool {
    let Some(range) = terms.first().zip(terms.last()).map(|(first, last)| {
        reading.words(&reading.terms[*first]).start..reading.words(&reading.terms[*last]).start
    }) else {
        return false;
    };
    let side = reading.side;
    let joins = |token: &Token| {
        let word = spelt(&side.text[token.range.clone()], side.language);
        side.language.and_words.contains(&word)
    };
    side.text[range.clone()].contains(',') || side.annotation.within(&range).iter().any(joins)
}
