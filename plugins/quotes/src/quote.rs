//! Quote: one quotation with the one who said it, as it is found and compared.

use q7x2_sdk::Spot;
use q7x2_sdk::event::speaker::Speaker;

/// Wordings of one speaker that further quotations are compared with, the first of an event, and
/// wordings of one utterance of which it is asked how many hold them. An event has a few dozen;
/// without an end, made-up ones take the square of their number.
pub(crate) const WORDINGS: usize = 512;

/// One quotation with the one who said it.
pub(crate) struct Quote<'a> {
    /// The sentence that it stands in.
    pub(crate) spot: Spot,
    /// With its marks.
    pub(crate) text: &'a str,
    /// Without marks and the punctuation at its ends, folded for comparison.
    pub(crate) words: String,
    /// Who said it.
    pub(crate) speaker: Speaker,
}
