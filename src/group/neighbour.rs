//! Which clusters may be one event: the pairs that are alike enough to be looked at, found through
//! their key terms.

use std::cmp::Reverse;

use q7x2_sdk::work;
use rayon::prelude::*;

use super::cluster::{Cluster, DAY};
use super::settings::Settings;
use super::vector;

/// The heaviest terms of a cluster under which it stands and looks.
const KEYS: usize = 32;

/// Clusters that are compared exactly.
const VERIFIED: usize = 64;

/// Clusters under one term that a cluster looks at, the next in time; see `assign`.
const LOOKED: usize = 1024;

/// A neighbour: its number, and how alike it is.
pub(super) type Neighbour = (u32, f64);

/// By cluster its neighbours, ascending: every pair that two single articles would need no more
/// likeness for.
pub(super) fn neighbours(clusters: &[Cluster], settings: &Settings) -> Vec<Vec<Neighbour>> {
    let keys: Vec<Vec<u32>> =
        clusters.par_iter().map(|cluster| vector::heaviest(&cluster.sum, KEYS)).collect();
    let postings = postings(clusters, &keys);
    let scratch = || vec![0_u32; clusters.len()];
    let find = |tally: &mut Vec<u32>, at: usize| {
        let others = candidates(at, &keys[at], clusters, &postings, tally, settings);
        near(at, others, clusters, settings)
    };
    let forward: Vec<Vec<Neighbour>> =
        (0..clusters.len()).into_par_iter().map_init(scratch, find).collect();
    both_ways(forward)
}

/// Those of some clusters that are like one of them, with how much.
fn near(
    at: usize,
    others: impl IntoIterator<Item = u32>,
    clusters: &[Cluster],
    settings: &Settings,
) -> Vec<Neighbour> {
    let likeness =
        |other: u32| clusters[at].likeness(&clusters[other as usize], settings.window_days);
    let measured = others.into_iter().map(|other| (other, likeness(other)));
    measured.filter(|(_, likeness)| *likeness > 0.0 && *likeness >= floor(settings)).collect()
}

/// The least likeness that counts: of two clusters that stay below it, no third that takes one of
/// them in comes above.
pub(super) fn floor(settings: &Settings) -> f64 {
    settings.contrast * settings.similarity
}

/// By term the clusters that have it as a key, by their first moment.
fn postings(clusters: &[Cluster], keys: &[Vec<u32>]) -> Vec<Vec<(i64, u32)>> {
    let terms = keys.iter().flatten().map(|term| *term as usize + 1).max().unwrap_or_default();
    let mut postings = vec![Vec::new(); terms];
    for (at, keys) in keys.iter().enumerate() {
        for &term in keys {
            postings[term as usize].push((clusters[at].span.first, at as u32));
        }
    }
    postings.par_iter_mut().for_each(|posting: &mut Vec<(i64, u32)>| posting.sort_unstable());
    postings
}

/// The clusters that share most key terms with one and begin no earlier than it, and not after it
/// is over.
fn candidates(
    at: usize,
    keys: &[u32],
    clusters: &[Cluster],
    postings: &[Vec<(i64, u32)>],
    tally: &mut [u32],
    settings: &Settings,
) -> Vec<u32> {
    let span = clusters[at].span;
    let end = span.last.saturating_add(i64::from(settings.window_days) * DAY);
    let mut touched = Vec::new();
    for &term in keys {
        let posting = &postings[term as usize];
        let from = posting.partition_point(|&entry| entry <= (span.first, at as u32));
        for &(_, other) in
            posting[from..].iter().take_while(|(first, _)| *first <= end).take(LOOKED)
        {
            work::steps(1);
            if tally[other as usize] == 0 {
                touched.push(other);
            }
            tally[other as usize] += 1;
        }
    }
    let mut found: Vec<(u32, u32)> = touched
        .into_iter()
        .map(|other| (std::mem::take(&mut tally[other as usize]), other))
        .collect();
    found.sort_unstable_by_key(|&(shared, other)| (Reverse(shared), other));
    found.into_iter().take(VERIFIED).map(|(_, other)| other).collect()
}

fn both_ways(forward: Vec<Vec<Neighbour>>) -> Vec<Vec<Neighbour>> {
    let mut both = forward.clone();
    for (at, found) in forward.into_iter().enumerate() {
        found
            .into_iter()
            .for_each(|(other, likeness)| both[other as usize].push((at as u32, likeness)));
    }
    both.iter_mut().for_each(|neighbours| neighbours.sort_unstable_by_key(|(other, _)| *other));
    both
}
