//! Weaver: goes through the tokens of a tag, and keeps what is to be put in where. Knows no
//! grammar.

use crate::render::token::{Kind, Token};
use crate::render::weight::{Uncounted, Weights};

/// A template that is being read, and what is to be put into it.
pub(super) struct Weaver<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) depth: usize,
    /// What is to be put in before which byte, in the order of finding.
    pub(super) inserts: Vec<(usize, String)>,
    pub(super) weights: &'a mut Weights,
}

impl<'a> Weaver<'a> {
    pub(super) fn finish(mut self) -> String {
        self.inserts.sort_by_key(|(at, _)| *at);
        let mut text = String::with_capacity(self.source.len() * 2);
        let mut done = 0;
        for (at, insert) in &self.inserts {
            text.push_str(self.source.get(done..*at).unwrap_or_default());
            text.push_str(insert);
            done = *at;
        }
        text.push_str(self.source.get(done..).unwrap_or_default());
        text
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.inserts.push((at, text.into()));
    }

    pub(super) fn filter(&mut self, at: usize, name: &str) {
        // The space parts it from a word that follows.
        self.insert(at, format!("|{name} "));
    }

    pub(super) fn peek(&self) -> &'a str {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.of(self.source))
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// Where the token before this one ends.
    pub(super) fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end)
    }

    /// Where this token starts.
    pub(super) fn start(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end(), |token| token.range.start)
    }

    pub(super) fn lost<T>(&self) -> Result<T, Uncounted> {
        let here = self.tokens.get(self.at).or(self.tokens.last());
        Err(Uncounted(here.map_or(0..0, |token| token.range.clone())))
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        self.kind() == Some(Kind::Sign) && self.peek() == sign
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind() == Some(Kind::Name) && self.peek() == word
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        let taken = self.kind() != Some(Kind::Text) && self.peek() == text;
        self.at += usize::from(taken);
        taken
    }

    pub(super) fn expect(&mut self, text: &str) -> Result<(), Uncounted> {
        if self.take(text) { Ok(()) } else { self.lost() }
    }

    pub(super) fn name(&mut self) -> Result<(), Uncounted> {
        if self.kind() != Some(Kind::Name) {
            return self.lost();
        }
        self.at += 1;
        Ok(())
    }

    /// `a.b.c`, a component's name.
    pub(super) fn dotted_name(&mut self) -> Result<(), Uncounted> {
        self.name()?;
        while self.take(".") {
            self.name()?;
        }
        Ok(())
    }
}
