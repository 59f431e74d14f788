//! What was known before, a section for q7x2: facts whose dates lie before the event, kept out of the running text.

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Section, SectionRequest, Settings};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::date::Resolved;
use q7x2_sdk::text::support::citation::Claim;
use q7x2_sdk::text::{align, alone, when};
use q7x2_sdk::{Event, SectionDraft, Spot, Statement};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Section(Box::new(settings.read::<Background>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Background {
    most: usize,
}

/// An older fact: when, where it is told, who else tells it.
struct Older {
    date: Resolved,
    spots: Vec<Spot>,
}

impl Section for Background {
    fn section(&self, request: &SectionRequest<'_>) -> Result<Warned<SectionDraft>, PluginError> {
        let event = request.event;
        let mut found: Vec<Older> = Vec::new();
        for older in told_before(request) {
            let anchor = event.text().at(older.spots[0]);
            if !found.iter().any(|other| align::aligned(event.text().at(other.spots[0]), anchor)) {
                found.push(older);
            }
        }
        found.sort_by(|a, b| b.spots.len().cmp(&a.spots.len()).then(a.spots.cmp(&b.spots)));
        found.truncate(self.most);
        found.sort_by(|a, b| a.date.cmp(&b.date).then(a.spots.cmp(&b.spots)));
        let statements = found.into_iter().map(|older| {
            let citations = older.spots.iter().map(|&spot| event.citation(spot)).collect();
            let text = event.sentence(older.spots[0]).text.clone();
            Statement {
                date: Some(older.date.iso()),
                granularity: Some(older.date.granularity),
                ..Statement::new(text, citations)
            }
        });
        let (kind, heading) = ("background".to_owned(), "Background".to_owned());
        Ok(Warned::quiet(SectionDraft { kind, heading, statements: statements.collect() }))
    }
}

/// Sentences of the past that can stand alone and that the running text does not cite.
fn told_before(request: &SectionRequest<'_>) -> Vec<Older> {
    let event = request.event;
    let used: Vec<Spot> = request
        .briefing
        .statements
        .iter()
        .flat_map(|statement| &statement.citations)
        .filter_map(|citation| event.spot(citation))
        .collect();
    let mut found = Vec::new();
    for (article, read) in event.articles.iter().enumerate() {
        for (sentence, _) in read.body() {
            let spot = Spot { article, sentence };
            if used.contains(&spot) || !alone::stands(spot, event) {
                continue;
            }
            if let Some(date) = when::background(event, spot) {
                found.push(Older { date, spots: support(spot, event) });
            }
        }
    }
    found
}

fn support(anchor: Spot, event: &Event) -> Vec<Spot> {
    let text = &event.sentence(anchor).text;
    let claim = Claim::new(text, anchor, event);
    let mut spots = vec![anchor];
    for (article, read) in event.articles.iter().enumerate() {
        for (sentence, _) in read.body() {
            let spot = Spot { article, sentence };
            if spot != anchor && claim.says(spot) {
                spots.push(spot);
            }
        }
    }
    spots
}
