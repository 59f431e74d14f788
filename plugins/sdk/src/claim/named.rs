//! Named: what a sentence names that another may name otherwise: days, places, things counted.

use std::ops::Range;

use q7x2_text::claim::{Claim, Kind, Quantity, Term, Tone};
use q7x2_text::cut::Token;
use q7x2_text::date::{Granularity, Named, Resolved};
use q7x2_text::word::spelt;

use super::kind::DifferenceKind;
use super::read::Read;
use super::tone::group_tone;

/// What a quantity counts, without the figure: "months"; all of it where nothing else is said.
pub(super) fn thing(reading: &Read<'_>, one: &Quantity) -> String {
    let side = reading.side;
    let word = |token: &&Token| {
        let word = spelt(&side.text[token.range.clone()], side.language);
        !word.starts_with(|first: char| first.is_ascii_digit())
            && !side.language.number_words.contains_key(&*word)
    };
    let first = side.annotation.within(&one.range).iter().find(word);
    let start = first.map_or(one.range.start, |token| token.range.start);
    side.text[start..one.range.end.max(start)].to_owned()
}

pub(super) fn kind_of(one: &Quantity) -> DifferenceKind {
    match one.kind {
        Kind::Score => DifferenceKind::Score,
        Kind::Clock => DifferenceKind::Time,
        Kind::Age => DifferenceKind::Age,
        _ => DifferenceKind::Number,
    }
}

/// The bytes of terms that follow one another.
pub(super) fn run(reading: &Read<'_>, terms: &[usize]) -> Option<Range<usize>> {
    let (first, last) = (*terms.first()?, *terms.last()?);
    let follow = last - first + 1 == terms.len();
    let tokens = &reading.side.annotation.tokens;
    let end = reading.terms[last].tokens.last().and_then(|at| tokens.get(*at))?.range.end;
    follow.then(|| reading.words(&reading.terms[first]).start..end)
}

pub(super) fn is_place(reading: &Read<'_>, term: &Term) -> bool {
    let side = reading.side;
    let Some(&first) = term.tokens.first() else { return false };
    let word = |token: &Token| spelt(&side.text[token.range.clone()], side.language);
    let before: Vec<_> = side.annotation.tokens[..first].iter().rev().take(4).map(word).collect();
    let of = before.first().is_some_and(|word| side.language.of_words.contains(word));
    let reach = if of { before.len() } else { 1 };
    before.iter().take(reach).any(|word| side.language.in_words.contains(word))
}

pub(super) fn tone_at(reading: &Read<'_>, byte: usize) -> Tone {
    let claim: Option<&Claim> = reading.claims.get(reading.claim_at(byte));
    claim.map(|claim| group_tone(reading, claim)).unwrap_or_default()
}

/// Whether a sentence tells what has not been since a day.
pub(super) fn dates_since(reading: &Read<'_>) -> bool {
    let side = reading.side;
    side.annotation.tokens.iter().any(|token| {
        side.language.since_words.contains(&spelt(&side.text[token.range.clone()], side.language))
    })
}

/// Whether both name a day by the same words: "will meet on Wednesday", "the meeting on Wednesday".
#[must_use]
pub fn named_alike(a: &Read<'_>, b: &Read<'_>) -> bool {
    let dates = |reading: &Read<'_>| -> Vec<Named> {
        reading.side.annotation.dates.iter().map(|date| date.named).collect()
    };
    let theirs = dates(b);
    dates(a).iter().any(|named| theirs.contains(named))
}

pub(super) fn days(reading: &Read<'_>) -> Vec<Resolved> {
    let side = reading.side;
    side.annotation.dates.iter().filter_map(|date| date.resolve(side.published)).collect()
}

pub(super) fn overlap(a: &Resolved, b: &Resolved) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The date of a sentence that names one.
pub(super) fn only_day(reading: &Read<'_>) -> Option<(Resolved, Range<usize>)> {
    let [date] = reading.side.annotation.dates.as_slice() else { return None };
    date.resolve(reading.side.published).map(|day| {
        let granularity = day.granularity.min(Granularity::Day);
        (Resolved { granularity, ..day }, date.range.clone())
    })
}

/// Whether what a sentence tells goes on, or is as it is "by" a day: true on more days than one.
pub(super) fn lasts(reading: &Read<'_>) -> bool {
    let side = reading.side;
    side.annotation.tokens.iter().any(|token| {
        side.language.still_words.contains(&spelt(&side.text[token.range.clone()], side.language))
    })
}
