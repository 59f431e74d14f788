//! Read: a sentence or statement with what it claims.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use q7x2_text::claim::{Reading, Term};
use q7x2_text::language::WordList;
use q7x2_text::word::spelt;

use crate::event::side::Side;

/// Terms that may begin between the first and the last word of another, at most.
const LONGEST_TERM: usize = 4;

/// A sentence and its claims.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    /// The sentence.
    pub side: Side<'a>,
    reading: &'a Reading,
}

impl<'a> Read<'a> {
    /// Reads a sentence; one of an event is read once.
    #[must_use]
    pub fn of(side: Side<'a>) -> Self {
        Self { side, reading: side.annotation.reading(side.text, side.language) }
    }

    /// Bytes of the word that a term begins with.
    #[must_use]
    pub fn words(&self, term: &Term) -> Range<usize> {
        let tokens = &self.side.annotation.tokens;
        let first = term.tokens.first().and_then(|at| tokens.get(*at));
        first.map_or(0..0, |token| token.range.clone())
    }

    /// Bytes of all words of a term.
    #[must_use]
    pub fn bytes(&self, term: usize) -> Range<usize> {
        let term = &self.terms[term];
        let last = term.tokens.last().and_then(|at| self.side.annotation.tokens.get(*at));
        let words = self.words(term);
        words.start..last.map_or(words.end, |token| token.range.end)
    }

    /// A token as the language's lists have it; nothing where there is none.
    #[must_use]
    pub fn token(&self, at: usize) -> Cow<'a, str> {
        let token = self.side.annotation.tokens.get(at);
        token.map_or(Cow::Borrowed(""), |token| {
            spelt(&self.side.text[token.range.clone()], self.side.language)
        })
    }

    /// Whether a list has a token, or the two words that end with it: "after", "led to".
    #[must_use]
    pub fn ends_with(&self, words: &WordList, at: usize) -> bool {
        let last = self.token(at);
        let before = at.checked_sub(1).map(|before| self.token(before)).unwrap_or_default();
        words.contains(&last) || words.contains(&format!("{before} {last}"))
    }

    /// The term that a token belongs to.
    #[must_use]
    pub fn term_at(&self, token: usize) -> Option<usize> {
        let first = |term: &Term| term.tokens.first().copied().unwrap_or_default();
        let end = self.terms.partition_point(|term| first(term) <= token);
        let near = end.saturating_sub(LONGEST_TERM)..end;
        near.rev().find(|at| self.terms[*at].tokens.contains(&token))
    }

    /// The word that a term begins with, as the language's lists have it.
    #[must_use]
    pub fn word(&self, term: &Term) -> Cow<'a, str> {
        spelt(&self.side.text[self.words(term)], self.side.language)
    }
}

impl Deref for Read<'_> {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        self.reading
    }
}
