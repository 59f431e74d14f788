//! Words: a sentence with what is read of it before its claims.

use std::ops::Range;

use crate::cue::Cue;
use crate::cut::{Stem, Token};
use crate::date::DateMention;
use crate::language::Language;
use crate::number::Number;

/// What is read of a sentence before its claims.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Its words.
    pub tokens: &'a [Token],
    /// Its numbers.
    pub numbers: &'a [Number],
    /// Its dates.
    pub dates: &'a [DateMention],
    /// Its cues.
    pub cues: &'a [Cue],
    /// Stems of the words of its names, sorted.
    pub name_stems: &'a [Stem],
    /// Its clauses, cut at the marks.
    pub clauses: &'a [Range<usize>],
    /// Bytes of the phrases that only say who says it.
    pub sources: &'a [Range<usize>],
    /// Its language.
    pub language: &'a Language,
}

impl<'a> Words<'a> {
    /// The tokens inside a range of bytes.
    #[must_use]
    pub fn within(&self, range: &Range<usize>) -> &'a [Token] {
        let first = self.tokens.partition_point(|token| token.range.start < range.start);
        let last = self.tokens.partition_point(|token| token.range.end <= range.end);
        &self.tokens[first..last.max(first)]
    }
}
