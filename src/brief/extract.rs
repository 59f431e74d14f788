//! How much of its sources a briefing reproduces: reported always, limited where `[brief.extract]` says so.

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use q7x2_sdk::text::support::phrase;
use q7x2_sdk::text::word::count;
use q7x2_sdk::{Briefing, Event, Extract, Section};
use serde::{Deserialize, Serialize};

use crate::setting::range;

/// `[brief.extract]` of site.toml: limits for what a briefing takes from its sources. 0 (default) is no limit; what is
/// over a limit is a warning, and so fails a strict build.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Longest run of words taken verbatim from one sentence.
    pub longest_run: usize,
    /// Largest share of a source's words that the running text reproduces, in hundredths.
    #[serde(deserialize_with = "range::percent")]
    pub source_percent: u8,
    /// Largest share of the running text that comes from one source, in hundredths.
    #[serde(deserialize_with = "range::percent")]
    pub briefing_percent: u8,
}

/// What the running text takes from its sources: the longest verbatim run, in words.
pub(super) fn extract(event: &Event, sections: &[Section]) -> Extract {
    let mut longest = 0;
    for checked in sections.first().iter().flat_map(|section| &section.statements) {
        let Some(spot) = checked.statement.citations.first().and_then(|citation| event.spot(citation)) else {
            continue;
        };
        longest = longest.max(longest_run(&checked.statement.text, &event.sentence(spot).text));
    }
    Extract { longest_run: longest }
}

/// Words of the running text whose anchor is an article, by the article's place in the event.
pub(super) fn anchored(event: &Event, sections: &[Section]) -> Vec<usize> {
    let mut words = vec![0; event.articles.len()];
    for checked in sections.first().iter().flat_map(|section| &section.statements) {
        let anchor = checked.statement.citations.first().and_then(|citation| event.spot(citation));
        if let Some(spot) = anchor {
            words[spot.article] += count(&checked.statement.text);
        }
    }
    words
}

/// The longest run of words that both texts hold, by dynamic programming over their words.
fn longest_run(said: &str, source: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        phrase::words(text).into_iter().map(|word| text[word.range].to_lowercase()).collect()
    };
    let (left, right) = (words(said), words(source));
    let mut row = vec![0_usize; right.len() + 1];
    let mut longest = 0;
    for x in &left {
        for at in (0..right.len()).rev() {
            row[at + 1] = if *x == right[at] { row[at] + 1 } else { 0 };
            longest = longest.max(row[at + 1]);
        }
    }
    longest
}

/// What a briefing has over the limits.
pub(super) fn over(briefing: &Briefing, limits: Limits) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut tell = |what: String, hint: &str| {
        let place = Place::file(format!("events/{}", briefing.slug));
        found.push(Diagnostic::warning(what).at(place).hint(hint.to_owned()));
    };
    let run = briefing.extract.longest_run;
    if limits.longest_run > 0 && run > limits.longest_run {
        let what =
            format!("{run} words are taken verbatim in one run; [brief.extract] longest_run is {}", limits.longest_run);
        tell(what, "edit the statement, or raise the limit");
    }
    for source in &briefing.sources {
        let outlet = &source.outlet;
        if limits.source_percent > 0 && source.reproduced > limits.source_percent {
            let share = source.reproduced;
            let what =
                format!("{share} % of {outlet}'s text is reproduced; source_percent is {}", limits.source_percent);
            tell(what, "lower [brief] max_words, or raise the limit");
        }
        if limits.briefing_percent > 0 && source.share > limits.briefing_percent {
            let share = source.share;
            let what = format!(
                "{share} % of the briefing comes from {outlet}; briefing_percent is {}",
                limits.briefing_percent
            );
            tell(what, "add other sources, or raise the limit");
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_is_found_wherever_it_stands() {
        for (said, source, expected) in [
            ("The mayor opened the bridge.", "However, the mayor opened the bridge, officials said.", 5),
            ("a b c", "a x b c", 2),
            ("", "a b", 0),
            ("x", "y", 0),
        ] {
            assert_eq!(longest_run(said, source), expected, "{said} / {source}");
        }
    }
}
