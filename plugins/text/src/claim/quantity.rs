//! Quantities: what a sentence counts, measures or scores, as an interval of what.

use std::ops::Range;

use crate::language::Meaning;
use crate::number::Measure;

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
    /// Whether nothing at all is named; of a time of day, not even the half of the day.
    pub bare: bool,
    /// Whether it is the amount or an end of a change.
    pub step: Step,
}

/// How far "about" reaches around a time of day.
pub(super) const ABOUT_MINUTES: f64 = 20.0;
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
        let open_half = self.kind == Kind::Clock && (self.bare || other.bare);
        let half_day =
            |a: f64, b: f64| open_half && ((a - b).abs() - 720.0).abs() <= 2.0 * ABOUT_MINUTES;
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
