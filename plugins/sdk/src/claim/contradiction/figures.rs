//! Figures: the same counted, measured, scored or dated otherwise.

use std::ops::Range;

use q7x2_text::claim::{Kind, Quantity};
use q7x2_text::cut::Token;
use q7x2_text::number::Measure;
use q7x2_text::word::spelt;

use super::super::beside;
use super::super::kind::{Difference, DifferenceKind};
use super::super::named::{
    is_place, kind_of, lasts, named_alike, only_day, overlap, thing, tone_at,
};
use super::super::read::Read;
use super::super::verb::is_past;
use super::context::Context;

/// The same thing counted, measured or scored otherwise.
pub(super) fn number(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    if !context.is_close(1) || context.is_of_two_days() {
        return None;
    }
    let (own, theirs) = (open(said, source), open(source, said));
    // "At 10 turnout stood at 11 percent, at 18 at 48": another time, another figure.
    let of_day = |list: &[Quantity]| {
        list.iter().any(|one| one.kind == Kind::Clock)
            && list.iter().any(|one| one.kind != Kind::Clock)
    };
    // "Two metres in a day", "three metres in two days": in another time.
    let of_span = |list: &[Quantity]| {
        let span = |one: &Quantity| one.kind == Kind::Measure(Measure::Time);
        list.iter().any(span) && !list.iter().all(span)
    };
    if of_day(&own) && of_day(&theirs) || of_span(&own) || of_span(&theirs) {
        return None;
    }
    let pairs = own.iter().flat_map(|x| theirs.iter().map(move |y| (x, y)));
    let differs = |(x, y): &(&Quantity, &Quantity)| {
        is_otherwise(context, x, y) && counts_one_thing(context, x, y)
    };
    let found = pairs.into_iter().find(differs).or_else(|| in_order(context, &own, &theirs))?;
    let (x, y) = found;
    Some(Difference {
        about: thing(said, x),
        ..context.difference(kind_of(x), x.range.clone(), y.range.clone())
    })
}

/// Whether each has a figure that the other lacks: 3,000 in one town and 3,300 in another are two
/// things.
pub(super) fn are_apart(context: &Context<'_, '_, '_>) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    !open(said, source).is_empty() && !open(source, said).is_empty()
}

/// The quantities of a sentence that have none of the same value in another one.
fn open(reading: &Read<'_>, other: &Read<'_>) -> Vec<Quantity> {
    let held = |one: &Quantity, known: &Quantity| {
        let bare = known.counted.is_empty() && known.kind == Kind::Count;
        one.is_held_by(known)
            || known.is_held_by(one)
            || (known.figure - one.figure).abs() < f64::EPSILON && bare && !one.excludes(known)
    };
    let told = || other.quantities.iter().chain(&other.implied);
    let open = |one: &&Quantity| !told().any(|known| held(one, known));
    reading.quantities.iter().filter(open).cloned().collect()
}

/// Whether two figures cannot both be true, and neither is denied alone, of further things, or of a
/// part of them where the other is of all.
fn is_otherwise(context: &Context<'_, '_, '_>, x: &Quantity, y: &Quantity) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let negated = |reading: &Read<'_>, one: &Quantity| tone_at(reading, one.range.start).negated;
    x.excludes(y)
        && !beside::has_another(context.pairing, x)
        && negated(said, x) == negated(source, y)
        && !is_further(said, x)
        && !is_further(source, y)
        && is_part(said, x) == is_part(source, y)
}

/// Whether a figure is of others than those told of before: "another 22 boats".
fn is_further(reading: &Read<'_>, one: &Quantity) -> bool {
    let language = reading.side.language;
    let word = |token: &Token| spelt(&reading.side.text[token.range.clone()], language);
    let tokens = &reading.side.annotation.tokens;
    let last = tokens.iter().rev().find(|token| token.range.end <= one.range.start);
    let next = tokens.iter().find(|token| token.range.start >= one.range.end);
    let near = last.into_iter().chain(next).chain(reading.side.annotation.within(&one.range));
    near.into_iter().any(|token| language.claims.further_words.contains(&word(token)))
}

/// Whether a figure is a part of things that are known: "two of the boats".
fn is_part(reading: &Read<'_>, one: &Quantity) -> bool {
    one.kind == Kind::Count && whole_behind(reading, one).is_some()
}

/// The byte behind "of the" right behind a figure.
fn whole_behind(reading: &Read<'_>, one: &Quantity) -> Option<usize> {
    let language = reading.side.language;
    let word = |token: &Token| spelt(&reading.side.text[token.range.clone()], language);
    let tokens = &reading.side.annotation.tokens;
    let mut behind = tokens.iter().skip_while(|token| token.range.start < one.range.end);
    behind.next().filter(|token| language.of_words.contains(&word(token)))?;
    let next = behind.find(|token| !language.articles.contains(&word(token)))?;
    Some(next.range.start)
}

/// Figures that differ at one place of two sentences that share every word: "three of the eight
/// boats sank", "five of the eight boats sank".
fn in_order<'q>(
    context: &Context<'_, '_, '_>,
    own: &'q [Quantity],
    theirs: &'q [Quantity],
) -> Option<(&'q Quantity, &'q Quantity)> {
    let all = context.left.is_empty() && context.right.is_empty() && own.len() == theirs.len();
    let mut pairs = own.iter().zip(theirs).filter(|_| all && context.shared.len() >= 2);
    let ranks = |one: &Quantity| matches!(one.kind, Kind::Rank(_));
    pairs.find(|(x, y)| !ranks(x) && x.step == y.step && is_otherwise(context, x, y))
}

/// Whether two quantities are of one thing: a unit that each sentence has once, or the same
/// counted noun; nothing beside either tells them apart.
fn counts_one_thing(context: &Context<'_, '_, '_>, x: &Quantity, y: &Quantity) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let once = |reading: &Read<'_>, one: &Quantity| {
        reading.quantities.iter().filter(|other| other.is_of_kind(one)).count() == 1
    };
    let people = |one: &Quantity| one.counted.is_empty() && !one.bare;
    let named = x.kind != Kind::Count
        || (!x.counted.is_empty() && !y.counted.is_empty())
        || people(x) && people(y)
        || context.left.is_empty() && context.right.is_empty();
    let apart = is_beside(said, context.left, x) && is_beside(source, context.right, y);
    // On one day it is one thing, though only one of them names the place.
    let placed = !context.is_of_one_day()
        && (is_placed(said, context.left, x) || is_placed(source, context.right, y));
    once(said, x) && once(source, y) && named && !is_rank(context, x) && !apart && !placed
}

/// Whether a quantity is of one place that the other sentence does not name: "300 people in Lind".
fn is_placed(reading: &Read<'_>, terms: &[usize], one: &Quantity) -> bool {
    let places: Vec<usize> =
        terms.iter().copied().filter(|at| is_place(reading, &reading.terms[*at])).collect();
    is_beside(reading, &places, one)
}

/// Whether a quantity only ranks something; a place on a scale measures it.
fn is_rank(context: &Context<'_, '_, '_>, one: &Quantity) -> bool {
    let Kind::Rank(name) = &one.kind else { return false };
    !context.pairing.said.side.language.claims.scale_words.contains(name)
}

/// Whether one of some terms stands in the claim of a quantity.
fn is_beside(reading: &Read<'_>, terms: &[usize], one: &Quantity) -> bool {
    let claim = reading.claims.get(reading.claim_at(one.range.start));
    claim.is_some_and(|claim| terms.iter().any(|at| claim.terms.contains(at)))
}

/// All of a number of things here, fewer of as many there: "all three boats sank", "two of the three
/// boats sank".
pub(super) fn some_of_all(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    if context.is_of_two_days() || context.shared.len() < 2 || !context.has_deed() {
        return None;
    }
    let holds_said = |at: usize, there: usize| context.pairing.held[at].contains(&there);
    let holds_source = |at: usize, there: usize| context.pairing.held[there].contains(&at);
    let (left, right) = all_and_part(said, source, holds_said)
        .or_else(|| all_and_part(source, said, holds_source).map(|(all, part)| (part, all)))?;
    let about = thing(said, &left);
    Some(Difference { about, ..context.difference(DifferenceKind::Scope, left.range, right.range) })
}

/// A figure of one sentence that is of all, and one of the other that is of a part of as many, where
/// the claim of the first is told in that of the second.
fn all_and_part(
    whole: &Read<'_>,
    partly: &Read<'_>,
    holds: impl Fn(usize, usize) -> bool,
) -> Option<(Quantity, Quantity)> {
    let language = whole.side.language;
    let word = |token: &Token| spelt(&whole.side.text[token.range.clone()], language);
    let is_all = |one: &&Quantity| {
        let before = whole.side.annotation.tokens.iter().rev();
        let mut before = before.skip_while(|token| token.range.end > one.range.start);
        let last = before.find(|token| {
            let word = word(token);
            !language.articles.contains(&word) && !language.of_words.contains(&word)
        });
        one.kind == Kind::Count
            && last.is_some_and(|token| language.claims.universal_words.contains(&word(token)))
    };
    let is_of = |all: &Quantity, part: &Quantity| {
        let start = whole_behind(partly, part);
        let of = partly.quantities.iter().find(|one| Some(one.range.start) == start);
        part.kind == Kind::Count
            && part.high < all.low
            && of.is_some_and(|of| (of.low - all.low).abs() < f64::EPSILON)
    };
    let told = |all: &Quantity, part: &Quantity| {
        let claim = whole.claims.get(whole.claim_at(all.range.start));
        let other = partly.claims.get(partly.claim_at(part.range.start));
        let (Some(claim), Some(other)) = (claim, other) else { return false };
        let tells = |at: &usize| !whole.terms[*at].small && !whole.terms[*at].light;
        claim.tone == other.tone
            && claim
                .terms
                .clone()
                .filter(tells)
                .all(|at| other.terms.clone().any(|there| holds(at, there)))
    };
    let alls = whole.quantities.iter().filter(is_all);
    let pairs = alls.flat_map(|all| partly.quantities.iter().map(move |part| (all, part)));
    let found = pairs.into_iter().find(|(all, part)| is_of(all, part) && told(all, part));
    found.map(|(all, part)| (all.clone(), part.clone()))
}

/// The same on another day.
pub(super) fn date(context: &Context<'_, '_, '_>) -> Option<Difference> {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let (x, y) = (only_day(said)?, only_day(source)?);
    let apart =
        x.0.granularity == y.0.granularity && !overlap(&x.0, &y.0) && !named_alike(said, source);
    let counts = |reading: &Read<'_>| !reading.quantities.is_empty() || lasts(reading);
    let same = |one: &Quantity| source.quantities.iter().any(|other| one.is_held_by(other));
    let figures = counts(said) && counts(source) && !said.quantities.iter().all(same);
    let open = context.left.len().min(context.right.len());
    (apart
        && open == 0
        && dates_one_deed(context, &x.1, &y.1)
        && !is_counted_from_nowhere(said, source)
        && context.shared.len() >= 2
        && context.has_deed()
        && !lasts(said)
        && !lasts(source)
        && !figures)
        .then(|| context.difference(DifferenceKind::Date, x.1, y.1))
}

/// Whether one of two dates is counted from a day of which nothing is known but that the other lies
/// behind it: "five years ago" of a text without a date, "in 2009".
fn is_counted_from_nowhere(said: &Read<'_>, source: &Read<'_>) -> bool {
    let is_whole = |reading: &Read<'_>| {
        let dates = reading.side.annotation.dates.iter();
        dates.into_iter().all(|date| date.resolve(None).is_some())
    };
    let is_ahead = |whole: &Read<'_>, other: &Read<'_>| {
        let today = other.side.published.map(|published| published.local_day());
        only_day(whole).zip(today).is_some_and(|((day, _), today)| day.start > today)
    };
    match (is_whole(said), is_whole(source)) {
        (true, false) => is_ahead(said, source),
        (false, true) => is_ahead(source, said),
        _ => false,
    }
}

/// Whether two dates stand beside one verb, as far as verbs stand beside them: "divorced in 1975",
/// "a dancer whom he married in 1961".
fn dates_one_deed(
    context: &Context<'_, '_, '_>,
    own: &Range<usize>,
    theirs: &Range<usize>,
) -> bool {
    let (said, source) = (context.pairing.said, context.pairing.source);
    let verbs = verb_beside(said, own).zip(verb_beside(source, theirs));
    verbs.is_none_or(|(verb, other)| context.pairing.held[verb].contains(&other))
}

/// The verb that stands next before some bytes in their claim, else next behind them.
fn verb_beside(reading: &Read<'_>, range: &Range<usize>) -> Option<usize> {
    let claim = reading.claims.get(reading.claim_at(range.start))?;
    let is_before = |at: &usize| reading.words(&reading.terms[*at]).start < range.start;
    let is_told = |at: &usize| is_past(reading, *at) && !reading.terms[*at].light;
    let mut before = claim.terms.clone().rev().filter(is_before);
    let behind = || claim.terms.clone().filter(|at| !is_before(at)).find(is_told);
    before.find(is_told).or_else(behind)
}
