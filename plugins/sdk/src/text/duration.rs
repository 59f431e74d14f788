//! Durations: how long one thing has lasted, as an interval of years, so that "nearly four years" and "enters its fifth
//! year" can be compared.

use std::borrow::Cow;
use std::ops::Range;

use super::conflict::Side;
use super::word::{Stem, Token, fold, spelt, stem};

/// One duration of a text, in years.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Duration {
    range: Range<usize>,
    low: f64,
    high: f64,
}

/// How far before and after a duration the thing that lasts may stand, in words.
const REACH: usize = 8;
/// "Nearly four": from half a year below to just below.
const NEARLY: f64 = 0.5;
/// "Four years" in news is rounded to the quarter below and the half above.
const ROUNDED: (f64, f64) = (0.25, 0.5);

/// The first pair of durations of one thing that cannot both hold.
pub(super) fn differ(a: Side<'_>, b: Side<'_>) -> Option<(Range<usize>, Range<usize>, String)> {
    let (left, right) = (durations(a), durations(b));
    for x in left.iter() {
        for y in right.iter() {
            let apart = x.high < y.low || y.high < x.low;
            let thing = same_thing(a, &x.range, b, &y.range);
            if let Some(thing) = thing.filter(|_| apart) {
                return Some((x.range.clone(), y.range.clone(), thing));
            }
        }
    }
    None
}

/// Whether a text says how long something known to last has lasted.
pub(super) fn has_any(side: Side<'_>) -> bool {
    durations(side).iter().any(|duration| !things(side, &duration.range).is_empty())
}

/// The thing that lasts on both sides, under the one name that the language's table gives it.
fn same_thing(a: Side<'_>, x: &Range<usize>, b: Side<'_>, y: &Range<usize>) -> Option<String> {
    let right = things(b, y);
    things(a, x).into_iter().find(|(thing, _)| right.iter().any(|(other, _)| other == thing)).map(|(_, word)| word)
}

fn things(side: Side<'_>, range: &Range<usize>) -> Vec<(Stem, String)> {
    let tokens = &side.annotation.tokens;
    let first = tokens.partition_point(|token| token.range.end <= range.start).saturating_sub(REACH);
    let last = (tokens.partition_point(|token| token.range.start < range.end) + REACH).min(tokens.len());
    let lasting = |token: &Token| -> Option<(Stem, String)> {
        let word = spelt(&side.text[token.range.clone()], side.language);
        let known = |text: &str| side.language.lasting_things.iter().any(|thing| thing == text);
        let same = side.language.synonyms.get(&word).map_or(word.as_str(), String::as_str);
        (known(&word) || known(same)).then(|| (stem(same, side.language), same.to_owned()))
    };
    tokens[first..last].iter().filter_map(lasting).collect()
}

/// The durations of a side, read once in its own language.
fn durations(side: Side<'_>) -> Cow<'_, [Duration]> {
    let (language, known) = side.annotation.compared().durations.get_or_init(|| (side.language, read(side)));
    if std::ptr::eq(*language, side.language) { Cow::Borrowed(known) } else { Cow::Owned(read(side)) }
}

/// The durations of a text: a number or ordinal before a word for "year".
fn read(side: Side<'_>) -> Vec<Duration> {
    let tokens = &side.annotation.tokens;
    let words: Vec<String> = tokens.iter().map(|token| fold(&side.text[token.range.clone()])).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
        let Some((number, unit)) = year_phrase(word, next, side) else { continue };
        let before = &words[at.saturating_sub(3)..at];
        let end = tokens[if unit { at + 1 } else { at }].range.end;
        if let Some((low, high)) = interval(number, before, side) {
            let first =
                if before.last().is_some_and(|word| is_any(word, &side.language.approximations)) { at - 1 } else { at };
            found.push(Duration { range: tokens[first].range.start..end, low, high });
        }
    }
    found
}

/// A count or an ordinal of years: "four years", "four-year", "fifth year"; and whether the unit is a word of its own.
fn year_phrase(word: &str, next: &str, side: Side<'_>) -> Option<(Count, bool)> {
    let is_year = |text: &str| side.language.time_units.get(text) == Some(&365);
    if let Some((number, unit)) = word.split_once('-') {
        return is_year(unit).then(|| Some((Count::Years(value(number, side)?), false)))?;
    }
    if !is_year(next) {
        return None;
    }
    if let Some(rank) = side.language.ordinals.get(word) {
        return Some((Count::Nth(f64::from(*rank)), true));
    }
    Some((Count::Years(value(word, side)?), true))
}

#[derive(Clone, Copy)]
enum Count {
    Years(f64),
    Nth(f64),
}

fn value(word: &str, side: Side<'_>) -> Option<f64> {
    side.language
        .number_words
        .get(word)
        .copied()
        .or_else(|| word.parse().ok())
        .filter(|years| (0.5..=200.0).contains(years))
}

fn is_any(word: &str, list: &[String]) -> bool {
    list.iter().any(|entry| entry == word)
}

/// The years meant. "Nearing its fourth year" says either of two things and is left alone.
fn interval(count: Count, before: &[String], side: Side<'_>) -> Option<(f64, f64)> {
    let is_nearly = before.iter().any(|word| is_any(word, &side.language.nearly));
    let is_over = before.iter().any(|word| is_any(word, &side.language.over));
    match count {
        Count::Nth(_) if is_nearly => None,
        Count::Nth(rank) => Some((rank - 1.0, rank)),
        Count::Years(years) if is_nearly => Some((years - NEARLY, years - 0.02)),
        Count::Years(years) if is_over => Some((years, years + 1.0)),
        Count::Years(years) => Some((years - ROUNDED.0, years + ROUNDED.1)),
    }
}
