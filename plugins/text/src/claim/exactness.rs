//! Exactness: what the words before a figure make of it: a bound, a range, the end of a change.

use crate::cut::Token;
use crate::word::spelt;

use super::quantity::{ABOUT_MINUTES, Kind, Quantity, Step};
use super::words::Words;

/// How far "about", "nearly" and "just over" reach, as a share.
const ABOUT: f64 = 0.06;

/// Whether the "up" of "up to" belongs to a verb of change: "went up to 14 crowns".
fn is_raised(words: Words<'_>, one: &Quantity) -> bool {
    let language = words.language;
    let mut before = words.within(&(0..one.range.start)).iter().rev();
    let word = |token: Option<&Token>| {
        token.map(|token| spelt(&words.text[token.range.clone()], language)).unwrap_or_default()
    };
    let to = language.claims.to_words.contains(&word(before.next()));
    before.next();
    to && language.claims.change_words.contains(&word(before.next()))
}

/// Opens the interval as the words before a number say: "at least", "more than", "about".
pub(super) fn compare(words: Words<'_>, one: &mut Quantity) {
    let before = words.text[..one.range.start].trim_end().to_ascii_lowercase();
    let before =
        before.strip_suffix(" a").or(before.strip_suffix(" an")).unwrap_or(&before).to_owned();
    let mut lead = one.lead;
    let mut ends = |list: &[String]| {
        let found = list.iter().filter_map(|words| {
            let rest = before.strip_suffix(words.as_str())?;
            (!rest.ends_with(|letter: char| letter.is_alphanumeric())).then_some(rest.len())
        });
        let found = found.min();
        lead = found.unwrap_or(lead);
        found.is_some()
    };
    let language = words.language;
    let reach = if one.kind == Kind::Clock { ABOUT_MINUTES } else { one.low.abs() * ABOUT };
    if ends(&language.claims.at_least_words) {
        one.high = f64::INFINITY;
    } else if !is_raised(words, one) && ends(&language.claims.at_most_words) {
        one.low = f64::NEG_INFINITY;
    } else if ends(&language.claims.about_words) {
        one.low -= reach;
        one.high += reach;
    } else if ends(&language.claims.nearly_words) {
        one.low -= reach;
    } else if ends(&language.claims.barely_words) {
        one.high += reach;
    } else if ends(&language.claims.more_than_words) {
        one.low += one.low.abs() * f64::EPSILON * 4.0;
        one.high = f64::INFINITY;
    } else if ends(&language.claims.less_than_words) {
        one.high -= one.high.abs() * 0.0001;
        one.low = f64::NEG_INFINITY;
    }
    one.lead = lead.min(one.range.start);
}

/// Whether the words before a byte tell of a change.
pub(super) fn changes(words: Words<'_>, byte: usize) -> bool {
    let language = words.language;
    words.within(&(0..byte)).iter().rev().take(8).any(|token| {
        language.opposite(token.word).is_some_and(|(pair, _)| pair == 0)
            || language
                .claims
                .change_words
                .contains(&words.text[token.range.clone()].to_lowercase())
    })
}

/// Whether a quantity is the amount or an end of a change.
pub(super) fn step(words: Words<'_>, one: &Quantity) -> Step {
    let before = &words.text[..one.range.start];
    let language = words.language;
    let changes = changes(words, one.range.start);
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    match last.trim_matches(|mark: char| !mark.is_alphanumeric()) {
        _ if !changes => Step::None,
        word if language.claims.to_words.iter().any(|to| to == word) => Step::To,
        word if language.claims.from_words.iter().any(|from| from == word) => Step::From,
        _ => Step::By,
    }
}
