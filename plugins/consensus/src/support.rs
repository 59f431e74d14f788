//! Support: the sentences of the event that bear a statement out, its anchor first.

use q7x2_sdk::support::citation::Claim;
use q7x2_sdk::{Event, Spot};

/// The anchor, then of every other article the sentence that bears out all of the statement or, if
/// none does, the most of it, in the event's order.
pub(crate) fn support(text: &str, anchor: Spot, event: &Event) -> Vec<Spot> {
    let mut spots = vec![anchor];
    spots.extend(Claim::new(text, anchor, event).sayers());
    spots
}
