//! Cues: the small words that change what a sentence claims, and the clauses they rule.

use std::ops::Range;

use super::language::Language;
use super::word::Token;

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Turns the claim round.
    Negation,
    /// Weakens it.
    Hedge,
    /// Makes it depend on something.
    Condition,
    /// Limits how much of it is claimed.
    Quantifier,
}

/// One cue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it does.
    pub kind: CueKind,
}

/// The cues of a text, in order.
#[must_use]
pub fn cues(_text: &str, _tokens: &[Token], _language: &Language) -> Vec<Cue> {
    Vec::new()
}

/// The clauses of a text, as byte ranges that follow one another: cut at commas, dashes, semicolons and colons outside
/// quotations and numbers.
#[must_use]
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    vec![0..text.len()]
}
