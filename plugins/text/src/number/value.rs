//! Values: one number as it is said, and whether two say the same.

use std::ops::Range;

/// One number of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Bytes of the text: digits or words, with currency sign, scale and unit.
    pub range: Range<usize>,
    /// Lowest value meant.
    pub low: f64,
    /// Highest value meant; equal to `low` but for ranges such as "10 to 15" and sizes such as
    /// "hundreds".
    pub high: f64,
    /// `%`, `usd`, `eur`, `km` …, or the folded head noun that is counted ("country"), or empty.
    pub unit: String,
    /// Said to be about, nearly, over, up to.
    pub approximate: bool,
    /// A rank ("fifth", "27th") or a label ("F-16", "Article 5", "10:30"), not an amount.
    pub ordinal: bool,
}

/// How far apart two values may lie where one is said to be about, nearly or over: the share of the
/// larger.
const TOLERANCE: f64 = 0.05;

/// Whether two numbers say the same of the same thing.
#[must_use]
pub fn same(a: &Number, b: &Number) -> bool {
    a.unit == b.unit && a.ordinal == b.ordinal && agree(a, b)
}

/// Whether the values of two numbers agree, whatever they count: ranges overlap, or lie within 5 %
/// where one is approximate.
#[must_use]
pub fn agree(a: &Number, b: &Number) -> bool {
    let largest = a.low.abs().max(a.high.abs()).max(b.low.abs()).max(b.high.abs());
    let share = if a.approximate || b.approximate { TOLERANCE } else { f64::EPSILON };
    let slack = largest * share;
    a.low <= b.high + slack && b.low <= a.high + slack
}

/// Whether two numbers of one unit say different things; ranks and labels never do, nor do bare
/// numbers.
#[must_use]
pub fn differ(a: &Number, b: &Number) -> bool {
    let amounts = !a.ordinal && !b.ordinal && !a.unit.is_empty();
    amounts && a.unit == b.unit && !agree(a, b)
}

/// Whether two sentences both count, and no number of the one is a number of the other: "arrested
/// 31 protesters", "arrested 27 demonstrators".
pub fn share_no_number(a: &[Number], b: &[Number]) -> bool {
    let mut own = a.iter().filter(|number| !number.ordinal).peekable();
    let mut theirs = b.iter().filter(|number| !number.ordinal).peekable();
    let both = own.peek().is_some() && theirs.peek().is_some();
    both && !own.any(|x| theirs.clone().any(|y| agree(x, y)))
}
