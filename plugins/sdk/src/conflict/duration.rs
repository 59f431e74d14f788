//! Durations of one thing that cannot both hold.

use std::ops::Range;

use q7x2_text::cut::{Stem, Token};
use q7x2_text::word::{spelt, stem};

use crate::event::side::Side;

/// How far before and after a duration the thing that lasts may stand, in words.
const REACH: usize = 8;
/// The first pair of durations of one thing that cannot both hold.
pub(super) fn differ(a: Side<'_>, b: Side<'_>) -> Option<(Range<usize>, Range<usize>, String)> {
    let (left, right) = (a.durations(), b.durations());
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
    side.durations().iter().any(|duration| !things(side, &duration.range).is_empty())
}

/// The thing that lasts on both sides, under the one name that the language's table gives it.
fn same_thing(a: Side<'_>, x: &Range<usize>, b: Side<'_>, y: &Range<usize>) -> Option<String> {
    let right = things(b, y);
    things(a, x)
        .into_iter()
        .find(|(thing, _)| right.iter().any(|(other, _)| other == thing))
        .map(|(_, word)| word)
}

fn things(side: Side<'_>, range: &Range<usize>) -> Vec<(Stem, String)> {
    let tokens = &side.annotation.tokens;
    let first =
        tokens.partition_point(|token| token.range.end <= range.start).saturating_sub(REACH);
    let last =
        (tokens.partition_point(|token| token.range.start < range.end) + REACH).min(tokens.len());
    let lasting = |token: &Token| -> Option<(Stem, String)> {
        let word = spelt(&side.text[token.range.clone()], side.language);
        let known = |text: &str| side.language.lasting_things.iter().any(|thing| thing == text);
        let same = side.language.synonyms.get(&*word).map_or(&*word, String::as_str);
        (known(&word) || known(same)).then(|| (stem(same, side.language), same.to_owned()))
    };
    tokens[first..last].iter().filter_map(lasting).collect()
}
