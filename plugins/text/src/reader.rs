//! Reader: a text's lexemes beside the language that they are read in.

use super::cut::Lexemes;
use super::language::{Language, Lexicon};

/// A text's lexemes beside the language that they are read in.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The text, cut.
    pub lexemes: &'a Lexemes<'a>,
    /// Its language.
    pub language: &'a Language,
    /// The language's phrases.
    pub lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    /// Reads lexemes in a language.
    #[must_use]
    pub fn of(lexemes: &'a Lexemes<'a>, language: &'a Language) -> Self {
        Self { lexemes, language, lexicon: language.lexicon() }
    }
}
