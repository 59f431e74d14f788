//! Quantities: what a sentence counts, measures or scores, as an interval of what.

use std::ops::Range;

use crate::chunk::opens_with;
use crate::cut::Token;
use crate::language::Meaning;
use crate::number::{Measure, Number, measure};
use crate::word::spelt;

use super::words::Words;

/// What a quantity is of. Only two of one kind can be compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A share of a whole, from 0 to 1.
    Share,
    /// Length, time and the like, in the base unit of its measure.
    Measure(Measure),
    /// A unit by its name: a currency, degrees.
    Unit(String),
    /// How old somebody or something is, in years.
    Age,
    /// A time of day, in minutes.
    Clock,
    /// The result of a vote or match: the larger figure, and the smaller one as a fraction of it.
    Score,
    /// A rank or a label, with what is ranked.
    Rank(String),
    /// Things that are counted.
    Count,
}

/// From where to where something changes: "rose by 150 to 400".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// No change, or none that is named.
    None,
    /// "by 150", and a bare figure behind a verb of change.
    By,
    /// "to 400".
    To,
    /// "from 250".
    From,
}

/// One quantity: the interval in which its value is said to lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Where the words before it begin that say how exact it is: "at least".
    pub lead: usize,
    /// The figure as it is written, whatever it is of.
    pub figure: f64,
    /// Lowest value.
    pub low: f64,
    /// Highest value.
    pub high: f64,
    /// What it is of.
    pub kind: Kind,
    /// What the counted things are called; empty where nothing is named, or people only.
    pub counted: Vec<Meaning>,
    /// Whether nothing at all is named.
    pub bare: bool,
    /// Whether it is the amount or an end of a change.
    pub step: Step,
}

/// Conversion and rounding may move a value by this share.
const ROUNDING: f64 = 0.011;

impl Quantity {
    /// Whether another quantity, as a source has it, bears this one out: it is of the same thing and
    /// leaves no value open that this one shuts out.
    #[must_use]
    pub fn is_held_by(&self, other: &Self) -> bool {
        if self.is_open_like(other) {
            return false;
        }
        let open = !(self.low.is_finite() && self.high.is_finite());
        let slack = if open { 0.0 } else { self.size() * self.rounding(other) };
        let named = !self.bare || other.bare || self.kind != Kind::Count;
        self.is_of_kind(other)
            && named
            && self.low <= other.low + slack
            && other.high <= self.high + slack
    }

    /// Whether both cannot be true of one thing.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        let same_figure = (self.figure - other.figure).abs() < f64::EPSILON;
        if self.is_money() && other.is_money() && self.kind != other.kind {
            return same_figure;
        }
        if self.is_of_kind(other) && self.is_open_like(other) {
            return true;
        }
        let steps = (self.step, other.step);
        if self.kind == other.kind && matches!(steps, (Step::By, Step::To) | (Step::To, Step::By)) {
            return same_figure;
        }
        let open = !(self.low.is_finite()
            && self.high.is_finite()
            && other.low.is_finite()
            && other.high.is_finite());
        let slack = if open { 0.0 } else { self.size() * self.rounding(other) };
        // "Nine o'clock" may be of either half of the day.
        let half_day = |a: f64, b: f64| {
            self.kind == Kind::Clock && ((a - b).abs() - 720.0).abs() <= 2.0 * ABOUT_MINUTES
        };
        self.is_of_kind(other)
            && !half_day(self.low, other.low)
            && (self.low > other.high + slack || other.low > self.high + slack)
    }

    /// Whether both are open on the same side, from different figures: "at least six", "at least
    /// nine" are two reports, though both may be true.
    fn is_open_like(&self, other: &Self) -> bool {
        let up = self.high.is_infinite() && other.high.is_infinite();
        let down = self.low.is_infinite() && other.low.is_infinite();
        let apart = |one: f64, other: f64| (one - other).abs() > one.abs() * 1e-3;
        up && apart(self.low, other.low) || down && apart(self.high, other.high)
    }

    /// Whether it is of a currency, or of degrees: units by name, of which two differ.
    fn is_money(&self) -> bool {
        matches!(&self.kind, Kind::Unit(name) if name.len() == 3 || name == "degree" || name == "fahrenheit")
    }

    /// Whether both are of one kind and of the same things, as far as these are named.
    #[must_use]
    pub fn is_of_kind(&self, other: &Self) -> bool {
        let same_things = || {
            self.counted.is_empty()
                || other.counted.is_empty()
                || self.counted.iter().any(|meaning| other.counted.contains(meaning))
        };
        self.kind == other.kind
            && (self.kind != Kind::Count || same_things())
            && (self.step == other.step || self.step == Step::None || other.step == Step::None)
    }

    /// The larger of its ends that it has.
    fn size(&self) -> f64 {
        [self.low, self.high]
            .into_iter()
            .filter(|end| end.is_finite())
            .map(f64::abs)
            .fold(0.0, f64::max)
    }

    fn rounding(&self, other: &Self) -> f64 {
        let converted = matches!(self.kind, Kind::Measure(_) | Kind::Share);
        if converted || self.low < self.high || other.low < other.high { ROUNDING } else { 1e-9 }
    }
}

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
        let mut one = joined.unwrap_or_else(|| alone(words, number));
        let of_things = one.kind == Kind::Share && !number.unit.is_empty() && number.unit != "%";
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
        bare: number.unit.is_empty(),
        step: Step::None,
    }
}

/// How old anybody is said to be, in years.
const OLDEST: f64 = 120.0;

/// Whether a number is somebody's age: "34-year-old", "aged 34", "Otto Brandl, 71,", "was 43".
fn is_age(words: Words<'_>, number: &Number) -> bool {
    let language = words.language;
    let (before, after) = (&words.text[..number.range.start], &words.text[number.range.end..]);
    let own = spelt(&words.text[number.range.clone()], language);
    let follows = spelt(after.get(..12).unwrap_or(after), language);
    let old = |text: &str| language.age_words.iter().any(|word| text.contains(word.as_str()));
    if number.unit == "year" {
        return old(&own)
            || language
                .age_words
                .iter()
                .any(|word| follows.trim_start().starts_with(word.as_str()));
    }
    let bare =
        number.unit.is_empty() && !number.ordinal && number.low >= 1.0 && number.low <= OLDEST;
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let age_of =
        before.trim_end().strip_suffix(last).unwrap_or_default().split_whitespace().next_back();
    let is_aged = |word: &str| language.aged_words.contains(&spelt(word, language));
    let of = language.of_words.contains(&spelt(last, language)) && age_of.is_some_and(is_aged);
    let aged = is_aged(last) || of;
    let apposed = before.trim_end().ends_with([',', '(']) && after.starts_with([',', ')', '.']);
    let is = language.be_words.contains(&spelt(last, language))
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
    } else if language.from_words.contains(&last) && changes(words, one.range.start) {
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
    found(&language.morning_words, false).or_else(|| found(&language.evening_words, true))
}

/// An hour of the half of the day that the words behind it name: "six in the evening".
fn at_half_day(one: &mut Quantity, (length, second): &(usize, bool)) {
    let hour = one.bare && one.kind == Kind::Count && (1.0..=12.0).contains(&one.low);
    if !(hour || one.kind == Kind::Clock && one.low <= 720.0) {
        return;
    }
    let minutes = if hour { one.low * 60.0 } else { one.low } % 720.0;
    let value = if *second { minutes + 720.0 } else { minutes };
    (one.low, one.high, one.kind) = (value, value, Kind::Clock);
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
    if words.language.scale_words.contains(&before) {
        return (Kind::Rank(before), 1.0);
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
    match gap.trim() {
        "-" | "–" | "to" | "votes to" if scores(first, second, gap) => {
            let (more, less) = (first.low.max(second.low), first.low.min(second.low));
            Some(made(more + less / 1e6, Kind::Score, first))
        }
        "in" | "out of" if first.low < second.low && second.low <= 100.0 && !first.ordinal => {
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

fn scores(first: &Number, second: &Number, gap: &str) -> bool {
    let result = |number: &Number| number.unit == "score";
    let vote = first.unit == "vote" && (second.unit.is_empty() || second.unit == "vote");
    if gap.trim() == "to" { vote } else { result(first) && result(second) }
}

/// Shares that are words and no numbers: "half", "a fifth", "every second".
fn fractions(words: Words<'_>, known: &[Quantity]) -> Vec<Quantity> {
    let language = words.language;
    let tokens = &words.tokens;
    let word = |at: usize| {
        tokens
            .get(at)
            .map(|token| words.text[token.range.clone()].to_lowercase())
            .unwrap_or_default()
    };
    let number = |at: usize| {
        let word = word(at);
        word.parse().ok().or_else(|| language.number_words.get(&word).copied())
    };
    let read = |at: usize| -> Option<(f64, usize)> {
        if let (Some(part), Some(whole)) = (number(at), number(at + 2))
            && language.share_words.contains(&word(at + 1))
            && part < whole
        {
            return Some((part / whole, at + 2));
        }
        if language.half_words.contains(&word(at)) {
            return Some((0.5, at));
        }
        let rank = f64::from(*language.ordinals.get(&word(at + 1))?);
        let fraction =
            language.one_words.contains(&word(at)) || language.every_words.contains(&word(at));
        (fraction && rank >= 2.0).then_some((1.0 / rank, at + 1))
    };
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let Some((share, last)) = read(at) else { continue };
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
        let unit = language.units.get(&word(at + 1));
        let Some((of, factor)) = unit.and_then(|unit| measure(unit)) else { continue };
        let half = (at + 2..at + 5).any(|at| language.half_words.contains(&word(at)))
            && language.and_words.contains(&word(at + 2));
        let seldom = unit.is_some_and(|unit| unit == "fortnight");
        if !language.one_words.contains(&word(at)) || !(half || seldom) {
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

/// How far "about", "nearly" and "just over" reach, as a share.
const ABOUT: f64 = 0.06;

/// How far "about" reaches around a time of day.
const ABOUT_MINUTES: f64 = 20.0;

/// Whether the "up" of "up to" belongs to a verb of change: "went up to 14 crowns".
fn is_raised(words: Words<'_>, one: &Quantity) -> bool {
    let language = words.language;
    let mut before = words.within(&(0..one.range.start)).iter().rev();
    let word = |token: Option<&Token>| {
        token.map(|token| spelt(&words.text[token.range.clone()], language)).unwrap_or_default()
    };
    let to = language.to_words.contains(&word(before.next()));
    before.next();
    to && language.change_words.contains(&word(before.next()))
}

/// Opens the interval as the words before a number say: "at least", "more than", "about".
fn compare(words: Words<'_>, one: &mut Quantity) {
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
    if ends(&language.at_least_words) {
        one.high = f64::INFINITY;
    } else if !is_raised(words, one) && ends(&language.at_most_words) {
        one.low = f64::NEG_INFINITY;
    } else if ends(&language.about_words) {
        one.low -= reach;
        one.high += reach;
    } else if ends(&language.nearly_words) {
        one.low -= reach;
    } else if ends(&language.barely_words) {
        one.high += reach;
    } else if ends(&language.more_than_words) {
        one.low += one.low.abs() * f64::EPSILON * 4.0;
        one.high = f64::INFINITY;
    } else if ends(&language.less_than_words) {
        one.high -= one.high.abs() * 0.0001;
        one.low = f64::NEG_INFINITY;
    }
    one.lead = lead.min(one.range.start);
}

/// Whether the words before a byte tell of a change.
fn changes(words: Words<'_>, byte: usize) -> bool {
    let language = words.language;
    words.within(&(0..byte)).iter().rev().take(8).any(|token| {
        language.opposite(token.word).is_some_and(|(pair, _)| pair == 0)
            || language.change_words.contains(&words.text[token.range.clone()].to_lowercase())
    })
}

/// Whether a quantity is the amount or an end of a change.
fn step(words: Words<'_>, one: &Quantity) -> Step {
    let before = &words.text[..one.range.start];
    let language = words.language;
    let changes = changes(words, one.range.start);
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    match last.trim_matches(|mark: char| !mark.is_alphanumeric()) {
        _ if !changes => Step::None,
        word if language.to_words.iter().any(|to| to == word) => Step::To,
        word if language.from_words.iter().any(|from| from == word) => Step::From,
        _ => Step::By,
    }
}
