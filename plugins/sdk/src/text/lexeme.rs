//! Lexemes: a text cut into words, digits and marks, folded once, for the scanners of numbers, dates and names.
//!
//! Unlike [`super::word`], nothing is left out and nothing is stemmed: `F-16's` is five lexemes.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::word;
use crate::work::steps;

/// What a lexeme is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Mark,
}

/// One word, number or mark.
#[derive(Debug, Clone)]
pub(crate) struct Lexeme {
    /// First byte in the text.
    pub(crate) start: usize,
    /// Byte after the last one.
    pub(crate) end: usize,
    /// What it is made of.
    pub(crate) made: Made,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
    /// Whether it is a word with a capital first letter.
    pub(crate) capital: bool,
    folded: Range<usize>,
    /// The folded text as a number, for looking it up.
    hash: u64,
}

/// The lexemes of one text.
#[derive(Debug, Clone)]
pub(crate) struct Lexemes<'a> {
    /// The text itself.
    pub(crate) text: &'a str,
    folded: String,
    list: Vec<Lexeme>,
}

impl<'a> Lexemes<'a> {
    /// Cuts and folds a text.
    pub(crate) fn of(text: &'a str) -> Self {
        steps(text.len());
        let mut lexemes = Self { text, folded: String::with_capacity(text.len()), list: Vec::new() };
        let mut spaced = false;
        for (at, character) in text.char_indices() {
            let Some(made) = made_of(character) else {
                spaced = true;
                continue;
            };
            let joins = lexemes.list.last().is_some_and(|last| {
                made != Made::Mark
                    && !spaced
                    && (last.made == made || (is_combining_mark(character) && last.made == Made::Word))
            });
            let from = lexemes.folded.len();
            fold_into(character, &mut lexemes.folded);
            let (to, end) = (lexemes.folded.len(), at + character.len_utf8());
            if joins {
                if let Some(last) = lexemes.list.last_mut() {
                    (last.end, last.folded.end) = (end, to);
                }
            } else {
                let capital = character.is_uppercase();
                lexemes.list.push(Lexeme { start: at, end, made, spaced, capital, folded: from..to, hash: 0 });
            }
            spaced = false;
        }
        for lexeme in &mut lexemes.list {
            lexeme.hash = word::hash(lexemes.folded.get(lexeme.folded.clone()).unwrap_or_default());
        }
        lexemes
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The lexeme at an index.
    pub(crate) fn get(&self, index: usize) -> Option<&Lexeme> {
        self.list.get(index)
    }

    /// The folded text of a lexeme; empty outside the text.
    pub(crate) fn folded(&self, index: usize) -> &str {
        self.list.get(index).and_then(|lexeme| self.folded.get(lexeme.folded.clone())).unwrap_or_default()
    }

    /// The folded text of a lexeme as a number; nothing outside the text.
    pub(crate) fn hash(&self, index: usize) -> Option<u64> {
        self.list.get(index).map(|lexeme| lexeme.hash)
    }

    /// The folded text of the lexeme before this one; empty at the start.
    pub(crate) fn before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |index| self.folded(index))
    }

    /// The text of a lexeme as written.
    pub(crate) fn written(&self, index: usize) -> &'a str {
        self.list.get(index).and_then(|lexeme| self.text.get(lexeme.start..lexeme.end)).unwrap_or_default()
    }

    /// Whether the lexeme is made of this.
    pub(crate) fn is(&self, index: usize, made: Made) -> bool {
        self.list.get(index).is_some_and(|lexeme| lexeme.made == made)
    }

    /// Whether the lexeme stands right behind the one before, without white space.
    pub(crate) fn is_joined(&self, index: usize) -> bool {
        index > 0 && self.list.get(index).is_some_and(|lexeme| !lexeme.spaced)
    }

    /// Whether the lexeme is a capitalised word.
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        self.list.get(index).is_some_and(|lexeme| lexeme.capital)
    }

    /// The digits of a lexeme as a number, if they are so many.
    pub(crate) fn digits(&self, index: usize, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let written = self.written(index);
        (self.is(index, Made::Digits) && count.contains(&written.len())).then(|| written.parse().ok()).flatten()
    }

    /// Bytes from the first of these lexemes to the end of the last.
    pub(crate) fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.list.get(from).map_or(self.text.len(), |lexeme| lexeme.start);
        let end = to.checked_sub(1).and_then(|last| self.list.get(last)).map_or(start, |lexeme| lexeme.end);
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

/// Lower case, no diacritics, one kind of apostrophe, quotation mark and dash.
fn fold_into(character: char, folded: &mut String) {
    if character.is_ascii() {
        return folded.push(character.to_ascii_lowercase());
    }
    match character {
        '‘' | '’' | '‛' | 'ʼ' | '`' | '´' | '′' => folded.push('\''),
        '“' | '”' | '„' | '«' | '»' | '″' => folded.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-'),
        'ß' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ı' | 'İ' => folded.push('i'),
        'þ' | 'Þ' => folded.push_str("th"),
        _ => folded.extend(character.nfd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lexemes = Lexemes::of(text);
        assert_eq!((0..lexemes.len()).map(|at| lexemes.folded(at)).collect::<Vec<_>>(), expected, "{text}");
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
            let lexemes = Lexemes::of(&text);
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
