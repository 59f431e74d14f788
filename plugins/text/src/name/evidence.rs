//! Evidence: what the sentences of an event show of its words.

use std::collections::HashSet;

use crate::cut::Token;
use crate::language::Language;

/// What the sentences of an event show of its words: evidence for or against a word that opens a
/// sentence being a name.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    capital: HashSet<u64>,
    first: HashSet<u64>,
    lower: HashSet<u64>,
}

impl Evidence {
    /// Nothing known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether a word (its hash) stands capitalised inside a sentence.
    pub(crate) fn is_capital(&self, word: u64) -> bool {
        self.capital.contains(&word)
    }

    /// Whether a word (its hash) begins a name inside a sentence.
    pub(crate) fn is_first(&self, word: u64) -> bool {
        self.first.contains(&word)
    }

    /// Whether a word (its hash) stands in lower case somewhere.
    pub(crate) fn is_lower(&self, word: u64) -> bool {
        self.lower.contains(&word)
    }
}

/// Adds to `evidence` what one text shows. A headline in capitals shows nothing but its small
/// words.
pub fn gather(text: &str, tokens: &[Token], language: &Language, evidence: &mut Evidence) {
    let headline = is_headline(text, tokens) || is_shouted(text);
    for (at, token) in tokens.iter().enumerate() {
        if !token.capital {
            // "Jong-un", "U.S.-led": what a hyphen adds shows nothing of the word alone.
            if !text.get(..token.range.start).unwrap_or_default().ends_with('-') {
                evidence.lower.insert(token.word);
            }
        } else if !headline && !opens(text, token.range.start) {
            // Where all nouns have capitals, only two in a row are a name.
            let beside = |other: Option<&Token>| {
                other.is_some_and(|other| other.capital && !opens(text, other.range.start))
            };
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            if !language.capital_nouns || beside(tokens.get(at + 1)) || beside(before) {
                evidence.capital.insert(token.word);
            }
            if before
                .is_none_or(|before| !before.capital || before.range.end + 1 < token.range.start)
            {
                evidence.first.insert(token.word);
            }
        }
    }
}

/// Letters from which a word tells a headline; small words stay small in headlines too.
const LONGER: usize = 3;

/// Whether a text is set like a headline: no stop at its end, and every longer word has a capital.
pub(super) fn is_headline(text: &str, tokens: &[Token]) -> bool {
    let closed = text.trim_end().ends_with(['.', '!', '?', '”', '"', '’', '…', ')']);
    let mut longer = tokens.iter().filter(|token| !token.stop && token.range.len() >= LONGER);
    !closed && tokens.len() >= LONGER && longer.all(|token| token.capital)
}

/// Whether a text is in capitals throughout: they show nothing there.
pub(super) fn is_shouted(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Whether a sentence, or a quotation inside one, begins at this byte: a capital there shows
/// nothing.
pub(super) fn opens(text: &str, at: usize) -> bool {
    let Some(before) = text.get(..at) else { return true };
    let attached = before.chars().next_back();
    match before.trim_end().chars().next_back() {
        None => true,
        Some('.' | '!' | '?' | ':' | '…' | '•' | '*') => true,
        Some('“' | '„' | '"' | '‘' | '«' | '(' | '[' | '¿' | '¡') => true,
        Some('\'' | '’') => {
            let mut letters = before.trim_end().chars().rev().skip(1);
            attached.is_some_and(|last| !last.is_whitespace())
                && !letters.next().is_some_and(char::is_alphanumeric)
        }
        Some(_) => false,
    }
}
