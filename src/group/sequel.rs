//! Which event goes on from which: two that would be one, were it not for the time between. It
//! changes no event; the pages of both lead to each other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use q7x2_sdk::work;
use rayon::prelude::*;

use super::cluster::{Cluster, DAY};
use super::settings::Settings;
use super::vector;

/// Days after which nothing is taken to go on from an event: four times the default window. What is
/// alike then is as often the same thing happening again, such as next month's figures.
const MOST_DAYS: i64 = 28;

/// The heaviest terms of a cluster under which it stands and looks; see `neighbour`.
const KEYS: usize = 32;

/// Clusters that are compared exactly.
const VERIFIED: usize = 24;

/// Clusters under one term that a cluster looks at, the last before it; see `assign`.
const LOOKED: usize = 1024;

/// By cluster the one that it goes on from: of those over before it began, and not long before, the
/// most like it; of equals the later.
pub(super) fn earlier(clusters: &[Cluster], settings: &Settings) -> Vec<Option<usize>> {
    let keys: Vec<Vec<u32>> =
        clusters.par_iter().map(|cluster| vector::heaviest(&cluster.sum, KEYS)).collect();
    let ended = ended(clusters, &keys);
    let find = |at: usize| {
        let own = &clusters[at];
        let alike = |other: usize| (own.alike(&clusters[other]), clusters[other].span.last, other);
        let found = candidates(own, &keys[at], &ended).into_iter().map(alike);
        let fitting = found.filter(|&(alike, _, other)| {
            own.accepts(&clusters[other], alike, settings) && own.shares_name(&clusters[other])
        });
        let best = fitting.max_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        best.map(|(_, _, other)| other)
    };
    (0..clusters.len()).into_par_iter().map(find).collect()
}

/// By term the dated clusters that have it as a key, by their last moment.
fn ended(clusters: &[Cluster], keys: &[Vec<u32>]) -> BTreeMap<u32, Vec<(i64, usize)>> {
    let mut ended: BTreeMap<u32, Vec<(i64, usize)>> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate().filter(|(_, one)| one.span.is_dated()) {
        for &term in &keys[at] {
            ended.entry(term).or_default().push((cluster.span.last, at));
        }
    }
    ended.values_mut().for_each(|all| all.sort_unstable());
    ended
}

/// The clusters over before one began that share most key terms with it.
fn candidates(own: &Cluster, keys: &[u32], ended: &BTreeMap<u32, Vec<(i64, usize)>>) -> Vec<usize> {
    if !own.span.is_dated() {
        return Vec::new();
    }
    let from = own.span.first.saturating_sub(MOST_DAYS * DAY);
    let mut shared: BTreeMap<usize, u32> = BTreeMap::new();
    for all in keys.iter().filter_map(|term| ended.get(term)) {
        let before = all.partition_point(|&(last, _)| last < own.span.first);
        let near = all[..before].iter().rev().take_while(|(last, _)| *last >= from).take(LOOKED);
        for &(_, other) in near {
            work::steps(1);
            *shared.entry(other).or_default() += 1;
        }
    }
    let mut found: Vec<(Reverse<u32>, usize)> =
        shared.into_iter().map(|(other, shared)| (Reverse(shared), other)).collect();
    found.sort_unstable();
    found.into_iter().take(VERIFIED).map(|(_, other)| other).collect()
}

#[cfg(test)]
mod tests {
    use super::super::vector::UNIT;
    use super::*;

    /// Of one article of a day that holds four of the words from `word` on.
    fn at(word: u32, day: Option<i64>) -> Cluster {
        let words = (word..word + 4).map(|word| (word, UNIT as u64 / 2)).collect();
        Cluster::of(word, words, day.map(|day| day * DAY))
    }

    #[test]
    fn an_event_goes_on_from_the_one_most_like_it() {
        let check = |clusters: &[Cluster], expected: &[Option<usize>]| {
            assert_eq!(earlier(clusters, &Settings::default()), expected);
        };
        check(&[], &[]);
        check(&[at(0, Some(1)), at(0, Some(10))], &[None, Some(0)]);
        check(&[at(0, Some(10)), at(0, Some(1))], &[Some(1), None]);
        // In a chain each goes on from the one before it.
        check(&[at(0, Some(1)), at(0, Some(10)), at(0, Some(20))], &[None, Some(0), Some(1)]);
        check(&[at(0, Some(1)), at(9, Some(9)), at(0, Some(10))], &[None, None, Some(0)]);
        // "New species found" of bats and of cockroaches, each by its own finder.
        let named = |day: i64, name: u32| at(0, Some(day)).named(vec![name]);
        check(&[named(1, 7), named(9, 8)], &[None, None]);
        check(&[named(1, 7), named(9, 7)], &[None, Some(0)]);
        // Nothing in common; too long ago; of the same time; without a date.
        check(&[at(0, Some(1)), at(9, Some(10))], &[None, None]);
        check(&[at(0, Some(1)), at(0, Some(30))], &[None, None]);
        check(&[at(0, Some(1)), at(0, Some(1))], &[None, None]);
        check(&[at(0, Some(1)), at(0, None)], &[None, None]);
    }
}
