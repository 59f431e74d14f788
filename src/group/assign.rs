//! The first pass: each article joins the cluster that it clearly belongs to, or opens one.
//!
//! Articles come in the order of time, and clusters, not articles, stand in the index: an event
//! that everybody writes about costs one entry a term, not thousands. What is not clear is left to
//! the second pass, which compares clusters and can still join them but never part them; so this
//! one asks for more.

use std::cmp::Reverse;

use q7x2_sdk::work;

use super::cluster::{Cluster, DAY};
use super::settings::Settings;
use super::vector;

/// The heaviest terms of a cluster or article that stand in the index or are looked up in it.
const KEYS: usize = 24;

/// Clusters that are compared exactly, best first.
const VERIFIED: usize = 24;

/// Key terms that a cluster shares before it is compared.
const SHARED: u32 = 2;

/// Clusters under one term that an article looks at, the latest: on a busy day of ten thousand
/// articles no term has so many, and a term in more of them says little of any. Without an end,
/// reports that share a word and no more take the square of their number.
const LOOKED: usize = 1024;

/// How many times its own likeness within a cluster asks of an article here. At 1.3 ECB+ loses two
/// points and Wikinews one, since what is joined stays joined; without this pass nothing is gained,
/// and the second takes half as long again.
const CLEAR: f64 = 2.5;

/// The clusters after the first pass, in the order in which they were opened.
pub(super) fn assign(articles: Vec<Cluster>, settings: &Settings) -> Vec<Cluster> {
    let last = articles
        .iter()
        .filter_map(|article| article.sum.last())
        .map(|(term, _)| *term as usize)
        .max();
    let terms = last.map_or(0, |last| last + 1);
    let mut index =
        Index { clusters: Vec::new(), postings: vec![Vec::new(); terms], touched: Vec::new() };
    let mut tally = Vec::new();
    articles.into_iter().for_each(|article| index.place(article, &mut tally, settings));
    index.clusters
}

/// Clusters by their key terms.
struct Index {
    clusters: Vec<Cluster>,
    /// By term: the clusters that had it among their key terms when they last grew to a power of
    /// two.
    postings: Vec<Vec<u32>>,
    /// Clusters met by the article at hand.
    touched: Vec<u32>,
}

/// What an article at hand shares with one cluster: key terms, and their weight.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    terms: u32,
    weight: u64,
}

impl Index {
    fn place(&mut self, article: Cluster, tally: &mut Vec<Tally>, settings: &Settings) {
        tally.resize(self.clusters.len(), Tally::default());
        match self.clear(&article, tally, settings) {
            Some((at, likeness)) => {
                self.clusters[at].join(article, likeness);
                if self.clusters[at].members.len().is_power_of_two() {
                    self.enter(at);
                }
            }
            None => {
                self.clusters.push(article);
                self.enter(self.clusters.len() - 1);
            }
        }
    }

    /// The cluster that an article clearly belongs to.
    fn clear(
        &mut self,
        article: &Cluster,
        tally: &mut [Tally],
        settings: &Settings,
    ) -> Option<(usize, f64)> {
        let mut best = None;
        for at in self.candidates(article, tally, settings) {
            let cluster = &self.clusters[at];
            let likeness = cluster.likeness(article, settings.window_days);
            let is_better = best.is_none_or(|(_, known)| likeness > known);
            if is_better && likeness > 0.0 && likeness >= CLEAR * cluster.coherence(settings) {
                best = Some((at, likeness));
            }
        }
        best
    }

    /// The clusters that share most with an article, in the order in which they were opened.
    fn candidates(
        &mut self,
        article: &Cluster,
        tally: &mut [Tally],
        settings: &Settings,
    ) -> Vec<usize> {
        self.touched.clear();
        let window = i64::from(settings.window_days) * DAY;
        let over = article.span.is_dated().then(|| article.span.first.saturating_sub(window));
        let mut sorted = article.sum.clone();
        sorted.sort_unstable_by_key(|&(term, weight)| (Reverse(weight), term));
        for (term, weight) in sorted.into_iter().take(KEYS) {
            let posting = &mut self.postings[term as usize];
            posting.drain(..posting.len().saturating_sub(LOOKED));
            work::steps(posting.len());
            // Dated articles come in order: a cluster that is over for this one is over for all
            // that follow.
            posting.retain(|&at| {
                let alive = over.is_none_or(|over| self.clusters[at as usize].span.last >= over);
                if alive {
                    let shared = &mut tally[at as usize];
                    if shared.terms == 0 {
                        self.touched.push(at);
                    }
                    *shared = Tally { terms: shared.terms + 1, weight: shared.weight + weight };
                }
                alive
            });
        }
        let mut found: Vec<(u64, u32)> = Vec::new();
        for &at in &self.touched {
            let shared = std::mem::take(&mut tally[at as usize]);
            if shared.terms >= SHARED.min(article.sum.len() as u32) {
                found.push((shared.weight, at));
            }
        }
        found.sort_unstable_by_key(|&(weight, at)| (Reverse(weight), at));
        let mut best: Vec<usize> =
            found.into_iter().take(VERIFIED).map(|(_, at)| at as usize).collect();
        best.sort_unstable();
        best
    }

    /// Puts a cluster under its key terms.
    fn enter(&mut self, at: usize) {
        for term in vector::heaviest(&self.clusters[at].sum, KEYS) {
            let posting = &mut self.postings[term as usize];
            if !posting.contains(&(at as u32)) {
                posting.push(at as u32);
            }
        }
    }
}
