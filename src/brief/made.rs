//! How a briefing was made: plugins, counts, verdicts; and what stands in where a plugin gave
//! nothing.

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
    let sentences = event.articles().iter().map(|article| article.body().count()).sum();
    Made { plugins: used, sentences, verdicts, notes, ..Made::default() }
}

/// The built-in title: that of the event's most central article, else of the first trusted one.
pub(super) fn title(event: &Event) -> String {
    let trusted = event
        .articles()
        .iter()
        .find(|article| !article.is_low_trust() && !article.title.is_empty());
    let fallback =
        trusted.or(event.articles().first()).map_or("", |article| article.title.as_str());
    if event.title().is_empty() { fallback.to_owned() } else { event.title().to_owned() }
}
