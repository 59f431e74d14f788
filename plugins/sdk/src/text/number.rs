//! Numbers: what a text counts, measures or ranks.

use std::ops::Range;

use super::language::Language;

/// One number of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Bytes of the text: digits or words, with currency sign, scale and unit.
    pub range: Range<usize>,
    /// Lowest value meant.
    pub low: f64,
    /// Highest value meant; equal to `low` but for ranges such as "10 to 15".
    pub high: f64,
    /// `%`, `usd`, `eur`, `km` …, or the folded head noun that is counted ("countries"), or empty.
    pub unit: String,
    /// Said to be about, nearly, over, up to.
    pub approximate: bool,
    /// A rank ("fifth", "27th"), not an amount.
    pub ordinal: bool,
}

/// The numbers of a text, in order; parts of dates are not numbers.
#[must_use]
pub fn numbers(_text: &str, _language: &Language) -> Vec<Number> {
    Vec::new()
}

/// Whether two numbers say the same of the same thing.
#[must_use]
pub fn same(a: &Number, b: &Number) -> bool {
    a.unit == b.unit && a.low <= b.high && b.low <= a.high
}
