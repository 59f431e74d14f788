//! Left out: of every sentence that the running text does not cite, why.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::{
    Checked, Citation, Edited, EditedPart, Event, LeftOut, Outcome, Reason, Spot, Verdict,
};

/// Every sentence of body text that no statement of the running text cites, with the reason that
/// the merger gives; what fell after the merger has the host's. A merger's word counts once a
/// sentence, and only of sentences that exist and are not told.
pub(super) fn left_out(
    said: Vec<LeftOut>,
    fallen: Vec<(Citation, Reason)>,
    told: &[Checked],
    event: &Event,
) -> Vec<LeftOut> {
    let mut reasons: BTreeMap<Spot, Reason> = BTreeMap::new();
    for one in said {
        if let Some(spot) = event.spot(&one.citation) {
            reasons.entry(spot).or_insert(one.reason);
        }
    }
    let fallen = fallen.into_iter().filter_map(|(at, why)| Some((event.spot(&at)?, why)));
    reasons.extend(fallen);
    let told: BTreeSet<Spot> = told
        .iter()
        .flat_map(|one| &one.statement.citations)
        .filter_map(|at| event.spot(at))
        .collect();
    let mut left_out = Vec::new();
    for (article, read) in event.articles().iter().enumerate() {
        for (sentence, body) in read.body() {
            let spot = Spot { article, sentence };
            if told.contains(&spot) {
                continue;
            }
            let reason = reasons.remove(&spot).unwrap_or_default();
            let (citation, text) = (event.citation(spot), body.text.clone());
            left_out.push(LeftOut { citation, text, reason });
        }
    }
    left_out
}

/// The anchors of what a merger said and the page does not show, and why; each anchor with the
/// verdict of its statement.
pub(super) fn fallen(
    anchors: Vec<Option<Citation>>,
    verdicts: &[Verdict],
    edited: &[Edited],
) -> Vec<(Citation, Reason)> {
    let is_edited = |verdict: &Verdict| {
        let edited = edited.iter().filter(|edit| edit.part == EditedPart::Statement);
        edited.into_iter().any(|edit| edit.statement == verdict.statement && edit.after.is_none())
    };
    let mut fallen = Vec::new();
    for (anchor, verdict) in anchors.into_iter().zip(verdicts) {
        let reason = match verdict.outcome {
            Outcome::Cut => Reason::NoRoom,
            Outcome::Dropped if is_edited(verdict) => Reason::Edited,
            Outcome::Dropped => Reason::Refused,
            _ => continue,
        };
        fallen.extend(anchor.map(|anchor| (anchor, reason)));
    }
    fallen
}
