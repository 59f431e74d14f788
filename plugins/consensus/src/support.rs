//! Support: all sentences of the event that say a statement, its anchor first.

use q7x2_sdk::support::citation::Claim;
use q7x2_sdk::text::likeness;
use q7x2_sdk::{Event, Spot};

/// The anchor, then every other sentence that says it, in the event's order; one sentence an
/// article, the closest.
pub(crate) fn support(text: &str, anchor: Spot, event: &Event) -> Vec<Spot> {
    let mut claim = Claim::new(text, anchor, event);
    claim.anchor(anchor);
    let mut spots = vec![anchor];
    spots.extend(
        claim
            .sayers()
            .into_iter()
            .filter(|&spot| spot != anchor && shares_enough(anchor, spot, event)),
    );
    spots
}

/// A cheap look before the full test.
fn shares_enough(anchor: Spot, spot: Spot, event: &Event) -> bool {
    likeness::similarity(event.text().at(anchor), event.text().at(spot)).shared >= 3
}
