//! Words: where they are, how many there are, their stems.

use std::ops::Range;

use super::language::Language;

/// A stem as a number: FNV-1a of the stem's text, so that it needs no table and is the same on every machine.
pub type Stem = u64;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The stem of the folded word (lower case, no diacritics, no possessive `'s`).
    pub stem: Stem,
    /// Whether it carries no content.
    pub stop: bool,
    /// Whether its first letter is upper case.
    pub capital: bool,
}

/// How many words a text has: runs without spaces that hold a letter or a digit.
#[must_use]
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|run| run.chars().any(char::is_alphanumeric)).count()
}

/// The words of a text, in order.
#[must_use]
pub fn tokens(_text: &str, _language: &Language) -> Vec<Token> {
    Vec::new()
}

/// Lower case, without diacritics, typographic marks as ASCII: what is compared, never what is shown.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// The stem of one word.
#[must_use]
pub fn stem(_word: &str, _language: &Language) -> Stem {
    0
}
