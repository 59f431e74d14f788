//! Where sentences end.

use std::ops::Range;

use super::language::Language;

/// The sentences of one paragraph, as byte ranges without the white space between them; together they hold every
/// other character.
#[must_use]
pub fn split(text: &str, _language: &Language) -> Vec<Range<usize>> {
    vec![0..text.len()]
}
