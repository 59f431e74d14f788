//! Where a text has numbers: amounts, ranges, ranks, labels and clocks.

use super::amount::Amount;
use super::sign::currency_sign;
use super::value::Number;
use crate::cut::Made;
use crate::date::matcher::{Found, Matcher};
use crate::language::Sense;
use crate::reader::Reader;
use crate::work::steps;

pub(super) struct Scanner<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) dates: &'a [Found],
}

/// One number, and the lexeme after it.
type Read = (usize, Number);

impl Scanner<'_> {
    pub(super) fn read(&self) -> Vec<Number> {
        let mut found = Vec::new();
        let mut dates = self.dates.iter().peekable();
        let mut at = 0;
        while at < self.reader.lexemes.len() {
            steps(1);
            if let Some(date) = dates.next_if(|date| date.from <= at) {
                at = at.max(date.to);
                continue;
            }
            match self.number(at) {
                Some((to, number)) => {
                    found.push(number);
                    at = to;
                }
                None => {
                    at += self
                        .reader
                        .lexicon
                        .phrase(self.reader.lexemes, at, &Sense::NotNumber)
                        .unwrap_or(1)
                }
            }
        }
        found
    }

    fn number(&self, at: usize) -> Option<Read> {
        if self.reader.lexemes.is(at, Made::Digits) {
            return self
                .clock(at)
                .or_else(|| self.label(at))
                .or_else(|| self.rank(at))
                .or_else(|| self.counted(at));
        }
        if !self.reader.lexemes.is(at, Made::Word)
            || self.reader.lexicon.has(self.reader.lexemes, at, &Sense::NotNumber)
        {
            return None;
        }
        self.rank(at).or_else(|| self.counted(at))
    }

    /// A time of day, as hours and minutes: "10:30" is 1030.
    fn clock(&self, at: usize) -> Option<Read> {
        let matcher = Matcher {
            lexemes: self.reader.lexemes,
            language: self.reader.language,
            lexicon: self.reader.lexicon,
        };
        let (to, hour) = matcher.clock(at)?;
        let joined = self.reader.lexemes.is_joined(at + 2) && at + 2 < to;
        let minutes = self.reader.lexemes.digits(at + 2, 2..=2).filter(|_| joined).unwrap_or(0);
        Some((to, self.ordinal(at, to, f64::from(hour * 100 + minutes), "clock".to_owned())))
    }

    /// Digits that name rather than count: `F-16`, `G7`, `Article 5`, `5G`, `24/7`, `3-1`.
    fn label(&self, at: usize) -> Option<Read> {
        let value: f64 = self
            .reader
            .lexemes
            .written(at)
            .parse()
            .ok()
            .filter(|_| self.reader.lexemes.written(at).len() < 16)?;
        let to = at + 1;
        if let Some((from, prefix)) = self.label_before(at) {
            return Some((to, self.ordinal(from, to, value, prefix)));
        }
        if self.is_part_of_code(at) {
            return Some((to, self.ordinal(at, to, value, String::new())));
        }
        if let Some(score) = self.is_score(at) {
            return Some((to, self.ordinal(at, to, value, score)));
        }
        let suffix = self.reader.lexemes.folded(to);
        let follows = self.reader.lexemes.is_joined(to)
            && self.reader.lexemes.is(to, Made::Word)
            && !self.is_known_suffix(to);
        follows.then(|| (to + 1, self.ordinal(at, to + 1, value, suffix.to_owned())))
    }

    fn word(&self, at: usize) -> Option<String> {
        let lexemes = self.reader.lexemes;
        lexemes.is(at, Made::Word).then(|| lexemes.folded(at).to_owned())
    }

    /// What makes the digits behind it a label, and where it begins.
    fn label_before(&self, at: usize) -> Option<(usize, String)> {
        let before = at.checked_sub(1)?;
        let word = |at: usize| self.word(at);
        if self.reader.lexemes.is_joined(at) {
            if let Some(word) = word(before) {
                return Some((before, word));
            }
            let hyphen = self.reader.lexemes.folded(before) == "-"
                && self.reader.lexemes.is_joined(before)
                && before > 0;
            return (hyphen && self.reader.lexemes.is_capital(before - 1))
                .then(|| (before - 1, format!("{}-", self.reader.lexemes.folded(before - 1))));
        }
        let length = self.reader.lexicon.phrase_before(self.reader.lexemes, at, &Sense::Label)?;
        let known = self.reader.lexicon.find(self.reader.lexemes, at + 1, |sense| {
            matches!(sense, Sense::Unit(_)).then_some(())
        });
        (known.is_none() && self.reader.lexemes.folded(at + 1) != "%")
            .then(|| Some((at - length, word(before)?)))?
    }

    /// Whether one of some marks stands right behind what is before it.
    fn is_joined_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.reader.lexemes.is_joined(at) && marks.contains(&self.reader.lexemes.folded(at))
    }

    /// Whether digits stand in a longer code: `24/7`, `3.5.2`.
    fn is_part_of_code(&self, at: usize) -> bool {
        let mark = |at: usize| self.is_joined_mark(at, &["/", ":", ".", "#"]);
        let digits = |at: usize| self.reader.lexemes.is(at, Made::Digits);
        let slash = |at: usize| self.is_joined_mark(at, &["/", ":", "#"]);
        let after = mark(at + 1) && self.reader.lexemes.is_joined(at + 2) && digits(at + 2);
        let twice =
            after && mark(at + 3) && self.reader.lexemes.is_joined(at + 4) && digits(at + 4);
        let before = at >= 2 && self.reader.lexemes.is_joined(at) && digits(at - 2) && mark(at - 1);
        let decimal = if self.reader.language.decimal_comma { "," } else { "." };
        let middle =
            before && (after || slash(at - 1) || at >= 4 && digits(at - 4) && mark(at - 3));
        let separated = before
            && self.reader.lexemes.before(at) != decimal
            && self.reader.lexemes.written(at).len() != 3;
        (after && slash(at + 1)) || self.is_version(at, twice) || middle || separated
    }

    /// Three runs of digits with stops between them that are no groups of thousands.
    fn is_version(&self, at: usize, twice: bool) -> bool {
        let groups = [at + 2, at + 4].iter().all(|&at| self.reader.lexemes.written(at).len() == 3);
        twice && !(groups && self.reader.language.decimal_comma)
    }

    /// A result such as `3-1`: both numbers are small, and the first is no lower end of a range.
    fn is_score(&self, at: usize) -> Option<String> {
        let small = |at: usize| self.reader.lexemes.digits(at, 1..=2);
        let hyphen =
            |at: usize| self.is_joined_mark(at, &["-"]) && self.reader.lexemes.is_joined(at + 1);
        let falls = |left: usize, right: usize| {
            small(left).zip(small(right)).is_some_and(|(left, right)| left >= right)
        };
        let first = hyphen(at + 1) && falls(at, at + 2);
        let second = at >= 2 && hyphen(at - 1) && falls(at - 2, at);
        (first || second).then(|| "score".to_owned())
    }

    /// Whether letters right behind digits are a unit, a scale or the ending of a rank.
    fn is_known_suffix(&self, at: usize) -> bool {
        let known = |sense: &Sense| {
            matches!(sense, Sense::Unit(_) | Sense::OrdinalSuffix | Sense::Number(_)).then_some(())
        };
        let short = matches!(self.reader.lexemes.folded(at), "k" | "m" | "b");
        short || self.reader.lexicon.find(self.reader.lexemes, at, known).is_some()
    }

    /// A rank: `27th`, `fifth year`.
    fn rank(&self, at: usize) -> Option<Read> {
        let (to, value) = if self.reader.lexemes.is(at, Made::Digits) {
            let length =
                self.reader.lexicon.phrase(self.reader.lexemes, at + 1, &Sense::OrdinalSuffix)?;
            let last = at + 1 + length >= self.reader.lexemes.len();
            let stop = self.reader.lexemes.folded(at + 1) == ".";
            let follows = !stop || (!last && self.reader.lexemes.is(at + 2, Made::Word));
            let value = self
                .reader
                .lexemes
                .written(at)
                .parse()
                .ok()
                .filter(|_| follows && self.reader.lexemes.is_joined(at + 1))?;
            (at + 1 + length, value)
        } else {
            let rank =
                |sense: &Sense| if let Sense::Ordinal(rank) = sense { Some(*rank) } else { None };
            let (length, rank) = self.reader.lexicon.find(self.reader.lexemes, at, rank)?;
            (at + length, f64::from(rank))
        };
        let (end, unit) = self.reader.unit_after(to);
        Some((to.max(end), self.ordinal(at, to.max(end), value, unit)))
    }

    fn ordinal(&self, from: usize, to: usize, value: f64, unit: String) -> Number {
        let range = self.reader.lexemes.range(from, to);
        Number { range, low: value, high: value, unit, approximate: false, ordinal: true }
    }

    /// An amount or a range of amounts, with its unit.
    fn counted(&self, at: usize) -> Option<Read> {
        let first = self.reader.amount(at).filter(|amount| !self.is_bare_one(at, amount))?;
        let (mut low, mut high, mut to) = (first.low, first.high, first.to);
        let money = self.reader.currency_before(at);
        let start = money.as_ref().map_or(at, |(from, _)| *from);
        if let Some((end, lower, upper)) = self.range(start, &first) {
            (to, low, high) = (end, lower, upper);
        }
        let plus = self.reader.lexemes.folded(to) == "+" && self.reader.lexemes.is_joined(to);
        to += usize::from(plus);
        if self.is_negative(at) {
            (low, high) = (-high, -low);
        }
        let (end, unit) = match &money {
            Some((_, currency)) => (to, currency.clone()),
            None => self.reader.unit_after(to),
        };
        let approximate = plus
            || first.low < first.high
            || [start, at].iter().any(|&at| {
                self.reader
                    .lexicon
                    .phrase_before(self.reader.lexemes, at, &Sense::Approximation)
                    .is_some()
            });
        let range = self.reader.lexemes.range(start, end.max(to));
        Some((end.max(to), Number { range, low, high, unit, approximate, ordinal: false }))
    }

    /// "One" counts only before something that can be counted.
    fn is_bare_one(&self, at: usize, amount: &Amount) -> bool {
        let one = self.reader.lexemes.is(at, Made::Word)
            && (amount.low - 1.0).abs() < f64::EPSILON
            && amount.to == at + 1;
        one && (!self.reader.lexemes.is(at + 1, Made::Word)
            || self.reader.lexicon.has(self.reader.lexemes, at + 1, &Sense::Stop))
    }

    fn is_negative(&self, at: usize) -> bool {
        let minus = self.reader.lexemes.before(at) == "-" && self.reader.lexemes.is_joined(at);
        minus && !self.reader.lexemes.is_joined(at - 1)
    }

    /// The other end of a range that begins with an amount: where it ends, and its lowest and
    /// highest value.
    fn range(&self, start: usize, first: &Amount) -> Option<(usize, f64, f64)> {
        let between = self
            .reader
            .lexicon
            .phrase_before(self.reader.lexemes, start, &Sense::Between)
            .is_some();
        let joint = self.reader.lexicon.phrase(self.reader.lexemes, first.to, &Sense::Range);
        let joint = joint.or_else(|| {
            self.reader
                .lexicon
                .phrase(self.reader.lexemes, first.to, &Sense::And)
                .filter(|_| between)
        })?;
        let mut next = first.to + joint;
        next += usize::from(currency_sign(self.reader.lexemes.folded(next)).is_some());
        let date = self.dates.partition_point(|date| date.to <= next);
        if self.dates.get(date).is_some_and(|date| date.from <= next) {
            return None;
        }
        let second = self.reader.amount(next)?;
        // "10-15 billion": the scale belongs to both.
        let low = if second.scaled && !first.scaled {
            first.low * self.scale_of(next, &second)
        } else {
            first.low
        };
        (low < second.high).then_some((second.to, low, second.high))
    }

    /// By how much the words behind digits scaled them.
    fn scale_of(&self, at: usize, amount: &Amount) -> f64 {
        let written: Option<f64> = self.reader.lexemes.written(at).parse().ok();
        let plain = written
            .filter(|plain| *plain > 0.0 && self.reader.lexemes.is(at, Made::Digits))
            .unwrap_or(amount.low);
        // Only whole scales are taken over; a decimal's scale is near enough to the next of them.
        let scale = amount.low / plain.max(1.0);
        [1e12, 1e9, 1e6, 1e3, 1e2].into_iter().find(|known| scale >= *known).unwrap_or(1.0)
    }
}
