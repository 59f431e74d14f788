//! Lexemes: a text cut into words, digits and marks, folded once, for the scanners of numbers,
//! dates and names.
//!
//! Unlike [`Token`](super::Token), nothing is left out and nothing is stemmed: `F-16's` is five
//! lexemes.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::folded;
use super::token;
use crate::work::steps;

/// What a lexeme is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Mark,
}

/// One word, number or mark.
#[derive(Debug, Clone)]
pub struct Lexeme {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
    /// What it is made of.
    pub made: Made,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it is a word with a capital first letter.
    pub capital: bool,
    folded: Range<usize>,
    /// The folded text as a number, for looking it up.
    hash: u64,
}

impl Lexeme {
    fn opening(range: Range<usize>, made: Made, spaced: bool, capital: bool) -> Self {
        Self { start: range.start, end: range.end, made, spaced, capital, folded: 0..0, hash: 0 }
    }

    /// Whether a character right behind it belongs to it.
    fn goes_on_with(&self, character: char, made: Made) -> bool {
        let accent = is_combining_mark(character) && self.made == Made::Word;
        made != Made::Mark && (self.made == made || accent)
    }
}

/// The lexemes of one text.
#[derive(Debug, Clone)]
pub struct Lexemes<'a> {
    /// The text itself.
    pub text: &'a str,
    folded: String,
    list: Vec<Lexeme>,
}

impl<'a> Lexemes<'a> {
    /// Cuts and folds a text. `marks`: its diacritics stay, since they tell words of its language
    /// apart.
    #[must_use]
    pub fn of(text: &'a str, marks: bool) -> Self {
        steps(text.len());
        let mut lexemes =
            Self { text, folded: String::with_capacity(text.len()), list: Vec::new() };
        let mut spaced = false;
        for (at, character) in text.char_indices() {
            let Some(made) = made_of(character) else {
                spaced = true;
                continue;
            };
            let end = at + character.len_utf8();
            match lexemes.list.last_mut() {
                Some(last) if !spaced && last.goes_on_with(character, made) => last.end = end,
                _ => lexemes.list.push(Lexeme::opening(
                    at..end,
                    made,
                    spaced,
                    character.is_uppercase(),
                )),
            }
            spaced = false;
        }
        lexemes.fold(marks);
        lexemes
    }

    /// Folds each lexeme as a whole: an accent may be a character of its own behind its letter.
    fn fold(&mut self, marks: bool) {
        for lexeme in &mut self.list {
            let from = self.folded.len();
            let written = self.text.get(lexeme.start..lexeme.end).unwrap_or_default();
            if written.is_ascii() {
                self.folded.push_str(written);
                self.folded[from..].make_ascii_lowercase();
            } else {
                self.folded.push_str(&folded(written, marks));
            }
            lexeme.folded = from..self.folded.len();
            lexeme.hash = token::hash(&self.folded[from..]);
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The lexeme at an index.
    pub fn get(&self, index: usize) -> Option<&Lexeme> {
        self.list.get(index)
    }

    /// The folded text of a lexeme; empty outside the text.
    pub fn folded(&self, index: usize) -> &str {
        self.list
            .get(index)
            .and_then(|lexeme| self.folded.get(lexeme.folded.clone()))
            .unwrap_or_default()
    }

    /// The folded text of a lexeme as a number; nothing outside the text.
    pub fn hash(&self, index: usize) -> Option<u64> {
        self.list.get(index).map(|lexeme| lexeme.hash)
    }

    /// The folded text of the lexeme before this one; empty at the start.
    pub fn before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |index| self.folded(index))
    }

    /// The text of a lexeme as written.
    pub fn written(&self, index: usize) -> &'a str {
        self.list
            .get(index)
            .and_then(|lexeme| self.text.get(lexeme.start..lexeme.end))
            .unwrap_or_default()
    }

    /// Whether the lexeme is made of this.
    pub fn is(&self, index: usize, made: Made) -> bool {
        self.list.get(index).is_some_and(|lexeme| lexeme.made == made)
    }

    /// Whether the lexeme stands right behind the one before, without white space.
    pub fn is_joined(&self, index: usize) -> bool {
        index > 0 && self.list.get(index).is_some_and(|lexeme| !lexeme.spaced)
    }

    /// Whether the lexeme is a capitalised word.
    pub fn is_capital(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|lexeme| lexeme.capital)
    }

    /// The digits of a lexeme as a number, if they are so many.
    pub fn digits(&self, index: usize, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let written = self.written(index);
        (self.is(index, Made::Digits) && count.contains(&written.len()))
            .then(|| written.parse().ok())
            .flatten()
    }

    /// Bytes from the first of these lexemes to the end of the last.
    pub fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.list.get(from).map_or(self.text.len(), |lexeme| lexeme.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.list.get(last))
            .map_or(start, |lexeme| lexeme.end);
        start..end.max(start)
    }
}

fn made_of(character: char) -> Option<Made> {
    if character.is_ascii_digit() {
        Some(Made::Digits)
    } else if character.is_alphabetic() || is_combining_mark(character) {
        Some(Made::Word)
    } else if character.is_whitespace() || character.is_control() {
        None
    } else {
        Some(Made::Mark)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lexemes = Lexemes::of(text, false);
        assert_eq!(
            (0..lexemes.len()).map(|at| lexemes.folded(at)).collect::<Vec<_>>(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_text_is_cut_and_folded() {
        check("F-16’s 27th", &["f", "-", "16", "'", "s", "27", "th"]);
        check("Élysée–Straße Łódź", &["elysee", "-", "strasse", "lodz"]);
        check("cafe\u{301} €100bn", &["cafe", "€", "100", "bn"]);
        check("", &[]);
        check(" \u{a0}\u{0}", &[]);
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_lexeme(text in "\\PC{0,40}") {
            let lexemes = Lexemes::of(&text, false);
            let mut end = 0;
            for at in 0..lexemes.len() {
                let range = lexemes.range(at, at + 1);
                prop_assert!(text[end..range.start].chars().all(char::is_whitespace));
                prop_assert!(range.end > range.start);
                end = range.end;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
