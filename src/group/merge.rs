//! The second pass: clusters that are each other's nearest become one, round by round (reciprocal
//! average linkage).
//!
//! Each round every cluster names the neighbour that it is most like and may be one event with;
//! pairs that name each other merge. It repairs what the first pass's order did, and needs no order
//! itself.

use q7x2_sdk::work::steps;

use super::cluster::Cluster;
use super::neighbour::{self, Neighbour};
use super::settings::Settings;

/// Neighbours of a cluster that has taken others in. Each brings up to a hundred, and all are
/// measured anew after each merge: thousands of reports that are all a little alike would take the
/// square of their number. No cluster of ten thousand articles of a month has as many.
const MOST: usize = 256;

/// Merges until nobody finds a partner.
pub(super) fn merge(clusters: Vec<Cluster>, settings: &Settings) -> Vec<Cluster> {
    let neighbours = neighbour::neighbours(&clusters, settings);
    let mut asking: Vec<u32> = (0..clusters.len() as u32).collect();
    let kept = asking.clone();
    let mut field =
        Field { clusters: clusters.into_iter().map(Some).collect(), neighbours, kept, settings };
    let mut choice = vec![None; field.clusters.len()];
    while !asking.is_empty() {
        asking.iter().for_each(|&at| choice[at as usize] = field.choose(at));
        let mut merged = Vec::new();
        for &at in &asking {
            // A pair is met from its lower side, or from the one that asked in this round.
            let Some(other) = choice[at as usize] else { continue };
            if choice[other as usize] == Some(at) && field.join(at.min(other), at.max(other)) {
                merged.push(at.min(other));
            }
        }
        asking = field.disturbed(&merged);
    }
    field.clusters.into_iter().flatten().collect()
}

struct Field<'a> {
    /// `None` where another took it in.
    clusters: Vec<Option<Cluster>>,
    /// By cluster its neighbours, in no order; both sides of a pair have it.
    neighbours: Vec<Vec<Neighbour>>,
    /// By cluster the one that took it in, or itself.
    kept: Vec<u32>,
    settings: &'a Settings,
}

/// Which of two neighbours of a cluster it would rather merge with.
fn nearer(at: u32, a: Neighbour, b: Neighbour) -> std::cmp::Ordering {
    let pair = |other: u32| (at.min(other), at.max(other));
    a.1.total_cmp(&b.1).then_with(|| pair(b.0).cmp(&pair(a.0)))
}

impl Field<'_> {
    /// The neighbour that a cluster would merge with. Of equal pairs the one with the lower
    /// numbers: an order of pairs, so that the best pair of all is always mutual.
    fn choose(&self, at: u32) -> Option<u32> {
        let own = self.clusters[at as usize].as_ref()?;
        let near = self.neighbours[at as usize].iter();
        let fitting = near.filter(|neighbour| self.fits(own, **neighbour));
        fitting.max_by(|a, b| nearer(at, **a, **b)).map(|(other, _)| *other)
    }

    /// Whether a cluster takes a neighbour in.
    fn fits(&self, own: &Cluster, (other, likeness): Neighbour) -> bool {
        let other = self.clusters[other as usize].as_ref();
        other.is_some_and(|other| own.accepts(other, likeness, self.settings))
    }

    /// Joins two clusters under the lower number; false where it was done from the other side.
    fn join(&mut self, low: u32, high: u32) -> bool {
        let Some(gone) = self.clusters[high as usize].take() else { return false };
        let Some(kept) = &mut self.clusters[low as usize] else { return false };
        let likeness = kept.likeness(&gone, self.settings.window_days);
        kept.join(gone, likeness);
        let inherited = std::mem::take(&mut self.neighbours[high as usize]);
        self.neighbours[low as usize].extend(inherited);
        self.kept[high as usize] = low;
        true
    }

    /// The cluster that a number now stands for.
    fn kept(&self, mut at: u32) -> u32 {
        while self.kept[at as usize] != at {
            at = self.kept[at as usize];
        }
        at
    }

    /// Measures the neighbours of merged clusters anew, and gives the clusters whose choice may
    /// have changed.
    fn disturbed(&mut self, merged: &[u32]) -> Vec<u32> {
        let mut disturbed = merged.to_vec();
        for &at in merged {
            disturbed.extend(self.measure(at));
        }
        disturbed.sort_unstable();
        disturbed.dedup();
        disturbed
    }

    /// Measures the neighbours of one cluster anew, on both sides, and gives them.
    fn measure(&mut self, at: u32) -> Vec<u32> {
        let Some(own) = &self.clusters[at as usize] else { return Vec::new() };
        let window = self.settings.window_days;
        let mut others: Vec<u32> =
            self.neighbours[at as usize].iter().map(|(other, _)| self.kept(*other)).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&other| other != at);
        let likeness = |&other: &u32| {
            Some((other, own.likeness(self.clusters[other as usize].as_ref()?, window)))
        };
        let measured: Vec<Neighbour> = others.iter().filter_map(likeness).collect();
        steps(measured.len());
        let found = best(&measured, neighbour::floor(self.settings));
        for (other, likeness) in measured {
            let clusters = &self.clusters;
            let list = &mut self.neighbours[other as usize];
            list.retain(|(known, _)| *known != at && clusters[*known as usize].is_some());
            if found.binary_search_by_key(&other, |(other, _)| *other).is_ok() {
                list.push((at, likeness));
            }
        }
        self.neighbours[at as usize] = found;
        others
    }
}

/// Of a cluster's neighbours those that count, ascending: alike enough, and of too many the most
/// alike.
fn best(measured: &[Neighbour], floor: f64) -> Vec<Neighbour> {
    let alike = |&&(_, likeness): &&Neighbour| likeness > 0.0 && likeness >= floor;
    let mut found: Vec<Neighbour> = measured.iter().filter(alike).copied().collect();
    if found.len() > MOST {
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(MOST);
        found.sort_unstable_by_key(|(other, _)| *other);
    }
    found
}
