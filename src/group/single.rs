//! One article as grouping compares it: a cluster of its own.

use super::cluster::{Cluster, DAY, NAMES};
use super::features::Features;
use super::vector::{self, Vector};

impl Features {
    /// When it was published, in seconds. A day alone counts from its noon, so that it is near to
    /// all of the day.
    pub(super) fn moment(&self) -> Option<i64> {
        self.published.map(|published| match published {
            q7x2_sdk::Published::Day(_) => published.timestamp() + DAY / 2,
            q7x2_sdk::Published::Time(_) => published.timestamp(),
        })
    }
}

/// The cluster of one article.
pub(super) fn member(at: usize, vector: &Vector, one: &Features) -> Cluster {
    let cluster = Cluster::of(at as u32, vector::single(vector), one.moment());
    cluster.held(one.apart.clone(), one.frame.clone()).named(names(one))
}

/// Names among the heaviest terms of an article.
fn names(one: &Features) -> Vec<u32> {
    let heaviest = one.terms.iter().take(NAMES).map(|term| term.stem);
    heaviest.filter(|stem| one.frame.fillings().contains(stem)).collect()
}
