//! Group: which articles report one event. Sees features, never text.
//!
//! Sparse vectors (sublinear tf × idf of a background table and the collection), a first pass in
//! the order of time over an index of clusters, then reciprocal average linkage. Published figures
//! and our own in `cluster` and `vector`; the result is the same whatever the order of the input
//! and the number of threads.
//!
//! A pin is the editor's word: articles with the same pin are one event and nothing else is in it.
//! An unpinned article never joins one, however close, because a person who pins has said which
//! articles they want together; and two pinned events never merge.

mod assign;
mod central;
mod cluster;
mod describe;
mod explain;
mod features;
mod frame;
mod membership;
mod merge;
mod neighbour;
mod sequel;
mod settings;
mod single;
mod vector;

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use cluster::Cluster;
pub use explain::{Explanation, Nearest, explain};
pub use features::{Features, Term, features};
pub use frame::Frame;
pub use membership::Membership;
pub use settings::Settings;
use single::member;
use vector::Vector;

/// The events, sorted by id. Every article is in exactly one.
#[must_use]
pub fn events(mut features: Vec<Features>, settings: &Settings) -> Warned<Vec<Membership>> {
    // Undated articles come first, so that dated ones find them; see `assign`.
    features.sort_unstable_by(|a, b| (a.moment(), a.key()).cmp(&(b.moment(), b.key())));
    let vectors = vector::vectors(&features);
    let mut clusters = pinned(&features, &vectors, settings);
    clusters.extend(found(&features, &vectors, settings));
    let described = clusters.iter().map(|cluster| describe::membership(cluster, &features));
    let mut events: Vec<(usize, Membership)> = described.collect();
    let earlier = sequel::earlier(&clusters, settings);
    let earlier: Vec<_> = earlier.into_iter().map(|at| Some(events[at?].0)).collect();
    for ((_, event), earlier) in events.iter_mut().zip(earlier) {
        event.continues = earlier.map(|first| features[first].article.clone());
    }
    describe::name(&mut events, &features);
    let mut events = identified(events);
    events.sort_unstable_by(|a, b| (&a.id, &a.articles).cmp(&(&b.id, &b.articles)));
    Warned { value: events, diagnostics: undated(&features) }
}

/// The events, which name the event that they continue no longer by its earliest article but by its
/// id.
fn identified(events: Vec<(usize, Membership)>) -> Vec<Membership> {
    let first = |event: &Membership| event.articles.first().cloned().unwrap_or_default();
    let ids: BTreeMap<String, String> =
        events.iter().map(|(_, event)| (first(event), event.id.clone())).collect();
    let known = |event: Membership| {
        let continues = event.continues.as_ref().and_then(|article| ids.get(article).cloned());
        Membership { continues, ..event }
    };
    events.into_iter().map(|(_, event)| known(event)).collect()
}

/// One cluster a pin.
fn pinned(features: &[Features], vectors: &[Vector], settings: &Settings) -> Vec<Cluster> {
    let mut clusters: BTreeMap<&str, Cluster> = BTreeMap::new();
    for (at, one) in features.iter().enumerate() {
        let Some(pin) = one.pin() else { continue };
        let article = member(at, &vectors[at], one);
        match clusters.get_mut(pin) {
            None => drop(clusters.insert(pin, article)),
            Some(cluster) => {
                let likeness = cluster.likeness(&article, settings.window_days);
                cluster.join(article, likeness);
            }
        }
    }
    clusters.into_values().collect()
}

/// The clusters of all articles without a pin.
fn found(features: &[Features], vectors: &[Vector], settings: &Settings) -> Vec<Cluster> {
    let free = features.iter().enumerate().filter(|(_, one)| one.pin().is_none());
    let articles = free.map(|(at, one)| member(at, &vectors[at], one)).collect();
    merge::merge(assign::assign(articles, settings), settings)
}

fn undated(features: &[Features]) -> Vec<Diagnostic> {
    let undated = || features.iter().filter(|one| one.pin().is_none() && one.published.is_none());
    let Some(first) = undated().map(|one| one.file.as_str()).min().filter(|_| features.len() > 1)
    else {
        return Vec::new();
    };
    let message = match undated().count() {
        1 => "the article has no date: only its words tell which event it belongs to".to_owned(),
        all => {
            format!(
                "{all} articles, this the first, have no date: only their words tell which event they belong to"
            )
        }
    };
    let note = Diagnostic::note(message).at(Place::file(format!("content/{first}")));
    vec![note.hint("write `published: 2026-01-06` above its text, between two lines of `---`")]
}

#[cfg(test)]
mod tests;
