//! Difference: two sentences that say otherwise, as they were found and before they are told.

use q7x2_sdk::Spot;
use q7x2_sdk::claim;

/// Two sentences that differ, and about what.
pub(crate) struct Difference {
    pub(crate) left: Spot,
    pub(crate) right: Spot,
    pub(crate) contradiction: claim::Difference,
}
