//! Tokens: the words of a text as they are compared.

use std::ops::Range;

/// A stem as a number: FNV-1a of the stem's text, so that it needs no table and is the same on
/// every machine.
pub type Stem = u64;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The folded word itself as a number ([`hash`]), for looking it up in a list.
    pub word: u64,
    /// The stem of the folded word (lower case, no diacritics, no possessive `'s`).
    pub stem: Stem,
    /// Whether it carries no content.
    pub stop: bool,
    /// Whether its first letter is upper case.
    pub capital: bool,
}

/// A text as a number: FNV-1a of 64 bits.
#[must_use]
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    // offset basis and prime of draft-eastlake-fnv
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}
