//! Names: runs of capitalised words that name somebody, something or some place.

use std::collections::BTreeSet;
use std::ops::Range;

use super::language::Language;
use super::word::Token;

/// One name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Bytes of the name itself, without title.
    pub range: Range<usize>,
    /// Bytes of the title or role that stands directly before it ("Polish Prime Minister"), if any.
    pub title: Option<Range<usize>>,
    /// Which of the event's entities it is; absent outside an event.
    pub entity: Option<usize>,
}

/// Folded words seen capitalised inside a sentence somewhere: evidence that a word opening a sentence is a name.
pub type Evidence = BTreeSet<String>;

/// Adds to `evidence` what one text shows.
pub fn gather(_text: &str, _tokens: &[Token], _language: &Language, _evidence: &mut Evidence) {}

/// The names of a text, in order.
#[must_use]
pub fn names(_text: &str, _tokens: &[Token], _language: &Language, _evidence: &Evidence) -> Vec<Name> {
    Vec::new()
}
