//! Bearing: what parts of a source show of parts of a statement: its days, its tone, its quotations,
//! its figures; and what a word of a statement tells at all.

use std::borrow::Cow;
use std::ops::Range;

use q7x2_text::claim::{Claim, Quantity};
use q7x2_text::cut::Token;
use q7x2_text::date::{DateMention, Resolved};
use q7x2_text::quotation;

use super::beside;
use super::pairing::Pairing;
use super::phrase::governed;
use super::read::Read;
use super::role;
use super::tone::group_tone;
use crate::event::side::Side;

/// Words that two sentences quote alike, at least, where they bear each other out by that.
const QUOTED: usize = 4;

/// Whether both quote somebody, and the source not in the statement's words. Of a title all of it is
/// the words.
pub(super) fn quotes_otherwise(pairing: &Pairing<'_, '_>) -> bool {
    let (said, source) = (pairing.said.side, pairing.source.side);
    let theirs = quoted(source);
    let is_held = |own: &Quoted| {
        let titles = |other: &Quoted| own.is_title && other.is_title;
        theirs.iter().any(|other| {
            other.words == own.words || !titles(other) && other.words.contains(own.words.as_str())
        })
    };
    !theirs.is_empty() && !quoted(said).iter().all(is_held)
}

/// What a text quotes.
struct Quoted {
    /// The words, without marks.
    words: String,
    /// Whether each word that tells something has a capital: "Moon River and Me".
    is_title: bool,
}

/// What a text quotes, without marks: reports of one speech set their commas otherwise.
fn quoted(side: Side<'_>) -> Vec<Quoted> {
    let words = |text: &str| {
        let words = text.split(|mark: char| !mark.is_alphanumeric());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let read = |inner: &Range<usize>| Quoted {
        words: format!(" {} ", words(&quotation::normalise(&side.text[inner.clone()]))),
        is_title: side.annotation.within(inner).iter().all(|token| token.capital || token.stop),
    };
    side.annotation.quotations.iter().map(|one| read(&one.inner)).collect()
}

/// Whether both quote the same words, and so many that they are of one speech.
pub(super) fn quotes_alike(pairing: &Pairing<'_, '_>) -> bool {
    let theirs = quoted(pairing.source.side);
    let long = |own: &Quoted| own.words.split_whitespace().count() >= QUOTED;
    let held = |own: &Quoted| theirs.iter().any(|other| other.words == own.words);
    quoted(pairing.said.side).iter().filter(|own| long(own)).any(held)
}

/// Whether the source names the day, or one within the time that the statement names, and, where it
/// names several, names it of one of some deeds: "will launch in May and land in June".
pub(super) fn is_dated(pairing: &Pairing<'_, '_>, date: &DateMention, deeds: &[usize]) -> bool {
    let (said, source) = (pairing.said.side, pairing.source.side);
    let own = date.resolve(said.published);
    source.annotation.dates.iter().any(|other| {
        let theirs = other.resolve(source.published);
        let inside =
            |own: &Resolved, theirs: &Resolved| own.start <= theirs.start && theirs.end <= own.end;
        let days = match (&own, &theirs) {
            (Some(own), Some(theirs)) => date.named == other.named || inside(own, theirs),
            _ => date.named == other.named,
        };
        let part = |side: Side<'_>, date: &DateMention| {
            let words = side.text[date.range.clone()].split_whitespace();
            words.last().map(str::to_lowercase).unwrap_or_default()
        };
        let bound = |reading: &Read<'_>, date: &DateMention| is_bound(reading, date);
        let days = days && bound(pairing.said, date) == bound(pairing.source, other);
        let parts = !date.part || other.part && part(said, date) == part(source, other);
        days && parts
            && (date.hour.is_none() || date.hour == other.hour)
            && is_of_one(pairing, other, deeds)
    })
}

/// Whether a day of a source, where it names several, is that of one of some deeds. A day before all
/// deeds is that of any.
fn is_of_one(pairing: &Pairing<'_, '_>, date: &DateMention, deeds: &[usize]) -> bool {
    let source = pairing.source;
    let holders: Vec<usize> = deeds.iter().flat_map(|at| &pairing.held[*at]).copied().collect();
    if source.side.annotation.dates.len() < 2 || holders.is_empty() {
        return true;
    }
    let own = deed_of_day(source, date, &holders);
    let behind = deed_right_behind(source, date);
    own.is_none() || [own, behind].into_iter().flatten().any(|at| holders.contains(&at))
}

/// What stands right behind a day, no mark between them: "who on Monday died", not "was born in
/// 1940, died on Monday".
fn deed_right_behind(source: &Read<'_>, date: &DateMention) -> Option<usize> {
    let tokens = &source.side.annotation.tokens;
    let behind = tokens.partition_point(|token| token.range.start < date.range.end);
    let gap = source.side.text.get(date.range.end..tokens.get(behind)?.range.start)?;
    gap.chars().all(char::is_whitespace).then(|| source.term_at(behind)).flatten()
}

/// The deed that a day is told of: the last one before it, or the first one behind it where it opens
/// a claim of its own ("and on Monday the ferry sank"); none where it opens the sentence.
fn deed_of_day(source: &Read<'_>, date: &DateMention, deeds: &[usize]) -> Option<usize> {
    let participles = &source.side.language.claims.participles;
    let is_deed = |at: &usize| {
        deeds.contains(at)
            || acts(source, *at)
            || participles.contains(&source.word(&source.terms[*at]))
    };
    let is_before = |at: &usize| source.words(&source.terms[*at]).start < date.range.start;
    let last = (0..source.terms.len()).rev().filter(is_before).find(is_deed)?;
    let own = source.claims.get(source.claim_at(date.range.start));
    let Some(own) = own.filter(|own| own.leans_on.is_none()) else { return Some(last) };
    // "And land in June": such a claim begins with its deed, whatever its form.
    let first = own.terms.clone().next().filter(|at| is_before(at) && !source.terms[*at].name);
    let inside = own.terms.contains(&last).then_some(last).or(first);
    inside.or_else(|| own.terms.clone().find(is_deed)).or(Some(last))
}

/// The word that makes a day the end of a time, or each of its name: "until Friday", "every Friday".
fn is_bound(reading: &Read<'_>, date: &DateMention) -> Option<String> {
    let tokens = &reading.side.annotation.tokens;
    let at = tokens.partition_point(|token| token.range.start < date.range.start);
    let inside = reading.token(at);
    // "Before 1974, when the bridge opened" tells when it opened.
    let behind = tokens.partition_point(|token| token.range.start < date.range.end);
    if reading.side.language.claims.claim_openers.contains(&reading.token(behind)) {
        return None;
    }
    let bound = &reading.side.language.claims.bound_words;
    let before = at.checked_sub(1).map(|at| reading.token(at)).unwrap_or_default();
    [inside, before].into_iter().find(|word| bound.contains(word)).map(Cow::into_owned)
}

/// Whether a source only alleges, plans or makes hang on something what a claim tells outright.
pub(super) fn is_told_outright(pairing: &Pairing<'_, '_>, claim: &Claim) -> bool {
    let Some(other) = nearest(pairing, claim) else { return false };
    let (own, theirs) = (group_tone(pairing.said, claim), group_tone(pairing.source, other));
    theirs.hedged && !own.hedged
        || theirs.conditional && !own.conditional
        || theirs.planned && !own.planned
}

/// Whether a word is denied, or set apart, only where the source does so.
pub(super) fn is_denied_alike(pairing: &Pairing<'_, '_>, at: usize) -> bool {
    let own = (pairing.negated_in_said(at), is_set_apart(pairing.said, at));
    let theirs = |at: usize| (pairing.negated_in_source(at), is_set_apart(pairing.source, at));
    pairing.held[at].is_empty() || pairing.held[at].iter().any(|holder| theirs(*holder) == own)
}

/// Whether a sentence speaks of others than a noun: "stars other than the sun".
fn is_set_apart(reading: &Read<'_>, at: usize) -> bool {
    let Some((_, Some(opens))) = governed(reading, at) else { return false };
    reading.ends_with(&reading.side.language.claims.set_apart_words, opens)
}

/// The source's claim that holds most of a claim's words.
pub(super) fn nearest<'p>(pairing: &Pairing<'p, '_>, claim: &Claim) -> Option<&'p Claim> {
    let source = pairing.source;
    let held = |other: &Claim| {
        claim
            .terms
            .clone()
            .filter(|at| pairing.held[*at].iter().any(|at| other.terms.contains(at)))
            .count()
    };
    let best = source.claims.iter().rev().max_by_key(|other| held(other))?;
    (held(best) > 0).then_some(best)
}

/// The quantities in some bytes of a statement that no quantity of a source bears out, of the same
/// thing.
pub(super) fn unheld<'p>(
    pairing: &'p Pairing<'p, '_>,
    bytes: Range<usize>,
) -> impl Iterator<Item = &'p Quantity> {
    let (said, source) = (pairing.said, pairing.source);
    let told = || source.quantities.iter().chain(&source.implied);
    let held = move |one: &Quantity| told().any(|other| one.is_held_by(other));
    let quantities = said.quantities.iter().filter(move |one| bytes.contains(&one.range.start));
    quantities.filter(move |one| !held(one) || !beside::is_of_the_same(pairing, one))
}

/// Whether a term says something of somebody and does not only name an office or what narrows it.
pub(super) fn describes(said: &Read<'_>, at: usize) -> bool {
    let term = &said.terms[at];
    let language = said.side.language;
    let token = term.tokens.first().and_then(|at| said.side.annotation.tokens.get(*at));
    let names = |token: &Token| token.capital || language.is_title(token.word);
    !term.name
        && !term.small
        && !term.light
        && !token.is_some_and(names)
        && !language.claims.limits.contains(&said.word(term))
}

/// Whether a term says what is done: a run of a statement without a deed ("the chief executive, Ivo
/// Brandt") claims nothing that a sentence could bear out.
pub(super) fn acts(said: &Read<'_>, term: usize) -> bool {
    let token = said.terms[term].tokens.first().and_then(|at| said.side.annotation.tokens.get(*at));
    let title = token.is_some_and(|token| said.side.language.is_title(token.word));
    !said.terms[term].light && !title && role::is_verb(said, term)
}

/// Whether a term of a statement tells something by itself.
pub(super) fn tells(said: &Read<'_>, term: usize) -> bool {
    !said.terms[term].small && !said.terms[term].light
}
