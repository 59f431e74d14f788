//! View: what finding names looks at.

use super::evidence::Evidence;
use crate::date::matcher::Found;
use crate::reader::Reader;

/// What finding names looks at.
pub(super) struct View<'a> {
    pub(super) reader: Reader<'a>,
    /// The dates among the lexemes, which hold no names.
    pub(super) dates: &'a [Found],
    /// What the event shows of its words.
    pub(super) evidence: &'a Evidence,
    /// Whether capitals show nothing here.
    pub(super) headline: bool,
    /// Whether the whole text is in capitals.
    pub(super) shouted: bool,
}
