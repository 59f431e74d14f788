//! How a briefing was made: plugins, counts, verdicts; and what stands in where a plugin gave nothing.

use std::collections::BTreeMap;

use q7x2_sdk::contract::Plugins;
use q7x2_sdk::{Event, Made, Used, Verdict};

pub(super) fn made(
    event: &Event,
    plugins: &Plugins,
    merger: &Used,
    verdicts: Vec<Verdict>,
    notes: Vec<String>,
) -> Made {
    let mut used: Vec<Used> = plugins.summarisers.iter().map(|ready| ready.used.clone()).collect();
    used.push(merger.clone());
    used.extend(plugins.sections.iter().map(|ready| ready.used.clone()));
    let sentences = event.articles.iter().map(|article| article.body().count()).sum();
    Made { plugins: used, sentences, verdicts, notes }
}

/// The built-in title: that of the event's most central article, else of the first trusted one.
pub(super) fn title(event: &Event) -> String {
    let trusted = event.articles.iter().find(|article| !article.is_low_trust() && !article.title.is_empty());
    let fallback = trusted.or(event.articles.first()).map_or("", |article| article.title.as_str());
    if event.title.is_empty() { fallback.to_owned() } else { event.title.clone() }
}

/// The language of most articles; ties by name.
pub(super) fn language(event: &Event) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for language in event.articles.iter().filter_map(|article| article.language.as_deref()) {
        *counts.entry(language).or_insert(0) += 1;
    }
    let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
    most.map(|(language, _)| language.to_owned())
}
