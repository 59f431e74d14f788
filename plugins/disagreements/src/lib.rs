//! Where reports differ, a section for q7x2: both sides of a difference, each cited, none resolved silently.
//!
//! Typed comparison by the SDK's table (`text::conflict`). Precision first: a false difference costs more trust than a
//! missed one. Sentences that say the same are compared in full; durations and holders of an office between any two.

mod topic;

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Section, SectionRequest, Settings};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::conflict::{self, Conflict, ConflictKind, Side};
use q7x2_sdk::text::{align, postings};
use q7x2_sdk::{Event, SectionDraft, SentenceKind, Spot};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Section(Box::new(settings.read::<Disagreements>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Disagreements {
    most: usize,
    articles: usize,
}

impl Section for Disagreements {
    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let event = request.event;
        let spots = self.spots(event);
        let mut found = differing(&spots, event);
        found.extend(slots(&spots, event));
        let statements = topic::topics(found, event, self.most);
        let (kind, heading) = ("disagreements".to_owned(), "Where reports differ".to_owned());
        Ok(Warned::quiet(SectionDraft { kind, heading, statements }))
    }
}

impl Disagreements {
    /// The sentences that are compared: of one article an origin first, then of others, up to the limit.
    fn spots(&self, event: &Event) -> Vec<Spot> {
        let mut order: Vec<(usize, usize)> = Vec::new();
        let mut seen: Vec<usize> = Vec::new();
        for article in 0..event.articles.len() {
            let origin = event.origin(article);
            let turn = seen.iter().filter(|&&other| other == origin).count();
            seen.push(origin);
            order.push((turn, article));
        }
        order.sort_unstable();
        order.truncate(self.articles);
        order.sort_by_key(|(_, article)| *article);
        let mut spots = Vec::new();
        for (_, article) in order {
            let sentences = event.articles[article].sentences.iter().enumerate();
            let body = sentences.filter(|(_, sentence)| sentence.kind == SentenceKind::Body);
            spots.extend(body.map(|(sentence, _)| Spot { article, sentence }));
        }
        spots
    }
}

/// Two sentences that differ, and about what.
pub(crate) struct Difference {
    pub(crate) left: Spot,
    pub(crate) right: Spot,
    pub(crate) conflict: Conflict,
}

/// Content stems that two sentences share before they are compared.
const SHARED: u32 = 2;
/// Least cosine of two sentences whose days are compared: a story has several days.
const SAME: f64 = 0.7;
/// A stem that more sentences hold is no reason to compare them.
const COMMON: usize = 200;

/// Differences between sentences that say the same.
fn differing(spots: &[Spot], event: &Event) -> Vec<Difference> {
    let text = event.text();
    let keys: Vec<Vec<u64>> =
        spots.iter().map(|&spot| text.at(spot).stems.iter().map(|(stem, _)| *stem).collect()).collect();
    let mut found = Vec::new();
    for (a, b, _) in postings::sharing(&keys, SHARED, COMMON) {
        let (left, right) = (spots[a], spots[b]);
        if event.origin(left.article) != event.origin(right.article) && align::near(text.at(left), text.at(right)) {
            let alike = align::similarity(text.at(left), text.at(right)).cosine >= SAME;
            let same = alike || align::aligned(text.at(left), text.at(right));
            let conflicts = conflict::conflicts(Side::of(event, left), Side::of(event, right), event);
            let conflicts = conflicts.into_iter().filter(|one| same || one.kind != ConflictKind::Date);
            found.extend(conflicts.map(|conflict| Difference { left, right, conflict }));
        }
    }
    found
}

/// Differences in slots that any two sentences may fill.
fn slots(spots: &[Spot], event: &Event) -> Vec<Difference> {
    let filled: Vec<Spot> =
        spots.iter().copied().filter(|&spot| conflict::has_slot(Side::of(event, spot), event)).collect();
    let mut found = Vec::new();
    for (at, &left) in filled.iter().enumerate() {
        for &right in filled[at + 1..].iter().filter(|right| event.origin(right.article) != event.origin(left.article))
        {
            let conflicts = conflict::slots(Side::of(event, left), Side::of(event, right), event);
            found.extend(conflicts.into_iter().map(|conflict| Difference { left, right, conflict }));
        }
    }
    found
}
