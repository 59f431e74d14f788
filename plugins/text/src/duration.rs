//! Durations: how long one thing has lasted, as an interval of years, so that "nearly four years"
//! and "enters its fifth year" can be compared.

use std::ops::Range;

use super::cut::{Token, fold};
use super::language::Language;

/// One duration of a text, in years.
#[derive(Debug, Clone, PartialEq)]
pub struct Duration {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The least time meant, in years.
    pub low: f64,
    /// The longest.
    pub high: f64,
}

/// "Nearly four": from half a year below to just below.
const NEARLY: f64 = 0.5;
/// "Four years" in news is rounded to the quarter below and the half above.
const ROUNDED: (f64, f64) = (0.25, 0.5);

/// The durations of a text: a number or ordinal before a word for "year".
#[must_use]
pub fn durations(text: &str, tokens: &[Token], language: &Language) -> Vec<Duration> {
    let words: Vec<String> = tokens.iter().map(|token| fold(&text[token.range.clone()])).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
        let Some((number, unit)) = year_phrase(word, next, language) else { continue };
        let before = &words[at.saturating_sub(3)..at];
        let end = tokens[if unit { at + 1 } else { at }].range.end;
        if let Some((low, high)) = interval(number, before, language) {
            let first = if before.last().is_some_and(|word| is_any(word, &language.approximations))
            {
                at - 1
            } else {
                at
            };
            found.push(Duration { range: tokens[first].range.start..end, low, high });
        }
    }
    found
}

/// A count or an ordinal of years: "four years", "four-year", "fifth year"; and whether the unit is
/// a word of its own.
fn year_phrase(word: &str, next: &str, language: &Language) -> Option<(Count, bool)> {
    let is_year = |text: &str| language.time_units.get(text) == Some(&365);
    if let Some((number, unit)) = word.split_once('-') {
        return is_year(unit).then(|| Some((Count::Years(value(number, language)?), false)))?;
    }
    if !is_year(next) {
        return None;
    }
    if let Some(rank) = language.ordinals.get(word) {
        return Some((Count::Nth(f64::from(*rank)), true));
    }
    Some((Count::Years(value(word, language)?), true))
}

#[derive(Clone, Copy)]
enum Count {
    Years(f64),
    Nth(f64),
}

fn value(word: &str, language: &Language) -> Option<f64> {
    language
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
fn interval(count: Count, before: &[String], language: &Language) -> Option<(f64, f64)> {
    let is_nearly = before.iter().any(|word| is_any(word, &language.nearly));
    let is_over = before.iter().any(|word| is_any(word, &language.over));
    match count {
        Count::Nth(_) if is_nearly => None,
        Count::Nth(rank) => Some((rank - 1.0, rank)),
        Count::Years(years) if is_nearly => Some((years - NEARLY, years - 0.02)),
        Count::Years(years) if is_over => Some((years, years + 1.0)),
        Count::Years(years) => Some((years - ROUNDED.0, years + ROUNDED.1)),
    }
}
