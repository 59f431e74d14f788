//! Counting: the quantities of a sentence, read out of its numbers, shares, units and hours.

use std::ops::Range;

use crate::chunk::opens_with;
use crate::language::{Language, Meaning};
use crate::number::{Number, measure};
use crate::word::spelt;

use super::exactness::{changes, compare, step};
use super::quantity::{Kind, Quantity, Step};
use super::words::Words;

/// The quantities of a sentence, in order. `counted` gives what the word that ends at a byte says.
pub(super) fn quantities(
    words: Words<'_>,
    counted: impl Fn(usize) -> Vec<Meaning>,
) -> Vec<Quantity> {
    let numbers = &words.numbers;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(number) = numbers.get(at) {
        let next = numbers.get(at + 1);
        let joined = next.and_then(|next| together(words, number, next));
        at += if joined.is_some() { 2 } else { 1 };
        let unit = next.filter(|_| joined.is_some()).unwrap_or(number).unit.as_str();
        let mut one = joined.unwrap_or_else(|| alone(words, number));
        let of_things = one.kind == Kind::Share && !unit.is_empty() && unit != "%";
        if (one.kind == Kind::Count || of_things) && one.counted.is_empty() {
            one.counted = counted(one.range.end);
        }
        if let Some(part) = words.text.get(one.range.end..).and_then(|after| half_day(after, words))
        {
            at_half_day(&mut one, &part);
        }
        let first = change(words, number, &one);
        if first.is_some() {
            one.low = one.high;
            one.figure = number.high;
        }
        compare(words, &mut one);
        one.step = if first.is_some() { Step::To } else { step(words, &one) };
        found.extend(first);
        found.push(one);
    }
    let mut read = fractions(words, &found);
    read.extend(single_units(words));
    found.retain(|one| !read.iter().any(|other| overlaps(&one.range, &other.range)));
    found.extend(read);
    found.sort_by_key(|one| one.range.start);
    found
}

fn alone(words: Words<'_>, number: &Number) -> Quantity {
    let scale = scale(&words.text[number.range.clone()], number);
    let (kind, factor) = if is_age(words, number) { (Kind::Age, 1.0) } else { kind(words, number) };
    let value =
        |value: f64| if kind == Kind::Clock { clock(value) } else { value * scale * factor };
    let minus = words.text[..number.range.start].trim_end().ends_with("minus");
    let sign = if minus { -1.0 } else { 1.0 };
    let (low, high) = (sign * value(number.low), sign * value(number.high));
    Quantity {
        range: number.range.clone(),
        lead: number.range.start,
        figure: number.low,
        low: low.min(high),
        high: low.max(high),
        kind,
        counted: Vec::new(),
        bare: number.unit.is_empty() || number.unit == "clock" && !names_half(words, number),
        step: Step::None,
    }
}

/// Whether a time of day says which half of the day it is of: "6 p.m.", "18:00".
fn names_half(words: Words<'_>, number: &Number) -> bool {
    let bare = |text: &str| text.replace('.', "");
    let written = bare(&spelt(&words.text[number.range.clone()], words.language));
    let ends = |half: &String| written.ends_with(&bare(half));
    number.low >= 1300.0 || words.language.time_abbreviations.iter().any(ends)
}

/// How old anybody is said to be, in years.
const OLDEST: f64 = 120.0;

/// Whether a number is somebody's age: "34-year-old", "aged 34", "Otto Brandl, 71,", "was 43".
fn is_age(words: Words<'_>, number: &Number) -> bool {
    let language = words.language;
    let (before, after) = (&words.text[..number.range.start], &words.text[number.range.end..]);
    let own = spelt(&words.text[number.range.clone()], language);
    let follows = spelt(after.get(..12).unwrap_or(after), language);
    let old =
        |text: &str| language.claims.age_words.iter().any(|word| text.contains(word.as_str()));
    if number.unit == "year" {
        return old(&own)
            || language
                .claims
                .age_words
                .iter()
                .any(|word| follows.trim_start().starts_with(word.as_str()));
    }
    let bare =
        number.unit.is_empty() && !number.ordinal && number.low >= 1.0 && number.low <= OLDEST;
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let age_of =
        before.trim_end().strip_suffix(last).unwrap_or_default().split_whitespace().next_back();
    let is_aged = |word: &str| language.claims.aged_words.contains(&spelt(word, language));
    let of = language.of_words.contains(&spelt(last, language)) && age_of.is_some_and(is_aged);
    let aged = is_aged(last) || of;
    let apposed = before.trim_end().ends_with([',', '(']) && after.starts_with([',', ')', '.']);
    let is = language.claims.be_words.contains(&spelt(last, language))
        && (after.starts_with(['.', ',']) || after.is_empty());
    bare && (aged || apposed || is)
}

/// The lower end of "by 150 to 400" or of "climbed from 250 to 400", which reads like a range: what
/// the change is, or where it begins.
fn change(words: Words<'_>, number: &Number, one: &Quantity) -> Option<Quantity> {
    let language = words.language;
    let last = words.text[..number.range.start].split_whitespace().next_back().unwrap_or_default();
    let last = spelt(last, language);
    let end = |step| Quantity { low: number.low, high: number.low, step, ..one.clone() };
    let step = if language.agent_words.contains(&last) {
        Step::By
    } else if language.claims.from_words.contains(&last) && changes(words, one.range.start) {
        Step::From
    } else {
        return None;
    };
    (number.low < number.high).then(|| end(step))
}

/// Words behind an hour that say which half of the day it is of: bytes of the text behind it, and
/// whether it is the second half.
fn half_day(after: &str, words: Words<'_>) -> Option<(usize, bool)> {
    let language = words.language;
    let folded = spelt(after.get(..16).unwrap_or(after), language);
    let follows = |phrase: &&String| opens_with(folded.trim_start(), phrase);
    let found = |list: &[String], second| {
        list.iter().find(follows).map(|phrase| (phrase.len() + 1, second))
    };
    found(&language.claims.morning_words, false)
        .or_else(|| found(&language.claims.evening_words, true))
}

/// An hour of the half of the day that the words behind it name: "six in the evening".
fn at_half_day(one: &mut Quantity, (length, second): &(usize, bool)) {
    let hour = one.bare && one.kind == Kind::Count && (1.0..=12.0).contains(&one.low);
    if !(hour || one.kind == Kind::Clock && one.low <= 720.0) {
        return;
    }
    let minutes = if hour { one.low * 60.0 } else { one.low } % 720.0;
    let value = if *second { minutes + 720.0 } else { minutes };
    (one.low, one.high, one.kind, one.bare) = (value, value, Kind::Clock, false);
    one.counted.clear();
    one.range.end += length;
}

/// Minutes since midnight of hours and minutes as one number: 1030.
fn clock(value: f64) -> f64 {
    (value / 100.0).floor() * 60.0 + value % 100.0
}

/// What a letter behind the digits multiplies by, where the reader took it for something else: "2m
/// crowns".
fn scale(text: &str, number: &Number) -> f64 {
    let digits = text.trim_start_matches(|mark: char| !mark.is_ascii_digit());
    let rest = digits.trim_start_matches(|mark: char| mark.is_ascii_digit() || ".,".contains(mark));
    let word = rest.split(|mark: char| !mark.is_alphanumeric()).next().unwrap_or_default();
    let counts =
        measure(&number.unit).is_none() && number.low < 10_000.0 && digits.len() > rest.len();
    match word {
        "k" if counts => 1e3,
        "m" | "mn" if counts => 1e6,
        "bn" | "b" if counts => 1e9,
        "tn" if counts => 1e12,
        _ => 1.0,
    }
}

fn kind(words: Words<'_>, number: &Number) -> (Kind, f64) {
    let unit = number.unit.as_str();
    if unit == "clock" {
        return (Kind::Clock, 1.0);
    }
    let before =
        words.text[..number.range.start].split_whitespace().next_back().unwrap_or_default();
    let before = spelt(before, words.language);
    if words.language.claims.scale_words.contains(&before) {
        return (Kind::Rank(before.into_owned()), 1.0);
    }
    if number.ordinal {
        return (Kind::Rank(unit.to_owned()), 1.0);
    }
    if unit == "%" {
        return (Kind::Share, 0.01);
    }
    if let Some((measure, factor)) = measure(unit) {
        return (Kind::Measure(measure), factor);
    }
    if words.language.units.values().any(|known| known == unit) {
        let scale = words.text.get(number.range.start..).unwrap_or_default().to_lowercase();
        let scale = scale.chars().take(40).collect::<String>();
        let fahrenheit = unit == "degree" && scale.contains("fahrenheit");
        return (Kind::Unit(if fahrenheit { "fahrenheit" } else { unit }.to_owned()), 1.0);
    }
    let fraction = number.low > 0.0 && number.low < 1.0 && number.low == number.high;
    (if fraction { Kind::Share } else { Kind::Count }, 1.0)
}

/// Two numbers that are one: a score, a vote, "one in four", "two and a half million".
fn together(words: Words<'_>, first: &Number, second: &Number) -> Option<Quantity> {
    let gap = words.text.get(first.range.end..second.range.start)?;
    let range = first.range.start..second.range.end;
    let made = |low: f64, kind: Kind, counted: &Number| {
        let mut made = alone(words, counted);
        made.range = range.clone();
        made.lead = range.start;
        (made.low, made.high, made.kind) = (low, low, kind);
        made
    };
    let gap = gap.trim();
    let share = words.language.claims.share_words.iter().any(|word| word == gap);
    match gap {
        _ if scores(words, first, second, gap) => {
            let (more, less) = (first.low.max(second.low), first.low.min(second.low));
            Some(made(more + less / 1e6, Kind::Score, first))
        }
        _ if share && first.low < second.low && second.low <= 100.0 && !first.ordinal => {
            Some(made(first.low / second.low, Kind::Share, second))
        }
        "and" if words.text[second.range.clone()].starts_with("a half") => {
            let mut half = alone(words, second);
            half.range = range.clone();
            half.low *= 2.0 * (first.low + 0.5);
            half.high = half.low;
            Some(half)
        }
        _ => None,
    }
}

/// Whether two numbers are the two sides of a match or a vote.
fn scores(words: Words<'_>, first: &Number, second: &Number, gap: &str) -> bool {
    let result = |number: &Number| number.unit == "score";
    let counts = |number: &Number| number.unit.is_empty() || number.unit == "vote";
    let joins = words.language.claims.vote_joins.iter().any(|join| join == gap);
    let voted = || first.unit == "vote" || is_of_vote(words, first.range.start);
    matches!(gap, "-" | "–") && result(first) && result(second)
        || joins && counts(first) && counts(second) && voted()
}

/// Words before a number among which one tells of a vote.
const VOTE_REACH: usize = 4;

/// Whether the words before a byte tell of a vote: "voted", "by a vote of".
fn is_of_vote(words: Words<'_>, byte: usize) -> bool {
    let near = words.within(&(0..byte)).iter().rev().take(VOTE_REACH);
    near.into_iter().any(|token| {
        words
            .language
            .claims
            .vote_words
            .contains(&spelt(&words.text[token.range.clone()], words.language))
    })
}

/// The share that begins at a word, and its last word.
fn fraction(lower: &[String], at: usize, language: &Language) -> Option<(f64, usize)> {
    let word = |at: usize| lower.get(at).map_or("", String::as_str);
    if language.claims.share_words.contains(word(at + 1))
        && let (Some(part), Some(whole)) =
            (number(word(at), language), number(word(at + 2), language))
        && part < whole
    {
        return Some((part / whole, at + 2));
    }
    if language.claims.half_words.contains(word(at)) {
        return Some((0.5, at));
    }
    if !language.one_words.contains(word(at)) && !language.claims.every_words.contains(word(at)) {
        return None;
    }
    let rank = f64::from(*language.ordinals.get(word(at + 1))?);
    (rank >= 2.0).then_some((1.0 / rank, at + 1))
}

/// The value of a word that is a number, in figures or letters.
fn number(word: &str, language: &Language) -> Option<f64> {
    word.parse().ok().or_else(|| language.number_words.get(word).copied())
}

/// Shares that are words and no numbers: "half", "a fifth", "every second".
fn fractions(words: Words<'_>, known: &[Quantity]) -> Vec<Quantity> {
    let language = words.language;
    let tokens = &words.tokens;
    let lower: Vec<String> =
        tokens.iter().map(|token| words.text[token.range.clone()].to_lowercase()).collect();
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some((share, last)) = fraction(&lower, at, language) else { continue };
        let range = tokens[at].range.start..tokens[last].range.end;
        let figure = |kind: &Kind| matches!(kind, Kind::Share | Kind::Unit(_) | Kind::Measure(_));
        let taken = known.iter().any(|one| figure(&one.kind) && overlaps(&one.range, &range));
        if !taken {
            let kind = Kind::Share;
            found.push(Quantity {
                lead: range.start,
                figure: share,
                range,
                low: share,
                high: share,
                kind,
                counted: Vec::new(),
                bare: false,
                step: Step::None,
            });
        }
    }
    for one in &mut found {
        compare(words, one);
    }
    found
}

/// One unit and a half of it, or a unit that is seldom counted: "a year and a half", "a fortnight".
fn single_units(words: Words<'_>) -> Vec<Quantity> {
    let language = words.language;
    let tokens = &words.tokens;
    let word = |at: usize| {
        tokens
            .get(at)
            .map(|token| spelt(&words.text[token.range.clone()], language))
            .unwrap_or_default()
    };
    let mut found = Vec::new();
    for at in 0..tokens.len().saturating_sub(1) {
        if !language.one_words.contains(&word(at)) {
            continue;
        }
        let unit = language.units.get(&*word(at + 1));
        let Some((of, factor)) = unit.and_then(|unit| measure(unit)) else { continue };
        let half = (at + 2..at + 5).any(|at| language.claims.half_words.contains(&word(at)))
            && language.and_words.contains(&word(at + 2));
        let seldom = unit.is_some_and(|unit| unit == "fortnight");
        if !(half || seldom) {
            continue;
        }
        let value = if half { 1.5 } else { 1.0 };
        let last = if half { at + 4 } else { at + 1 };
        let range = tokens[at].range.start..tokens[last.min(tokens.len() - 1)].range.end;
        found.push(Quantity {
            lead: range.start,
            figure: value,
            low: value * factor,
            high: value * factor,
            kind: Kind::Measure(of),
            counted: Vec::new(),
            bare: false,
            step: Step::None,
            range,
        });
    }
    found
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
