//! Report: what came of each feed, for a person and for a script.

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use serde_json::json;

use crate::cli::Listing;
use crate::fetch::Feed;
use crate::terminal;

/// How many pages that could not be read are named one by one.
const MOST_PAGES: usize = 3;

/// What came of one feed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Report {
    /// Its address.
    pub url: String,
    /// What it is called.
    pub name: String,
    /// Articles that are written, or would be; paths below `content/`.
    pub files: Vec<String>,
    /// Articles that are known.
    pub known: usize,
    /// New ones beyond what the feed may bring.
    pub over_limit: usize,
    /// Those without a word of text.
    pub without_text: usize,
    /// It says what it said the last time.
    pub unchanged: bool,
    /// Why nothing was read, and what to do.
    pub failed: Option<(String, String)>,
    /// Pages that could not be read, and why.
    pub pages: Vec<(String, String)>,
}

impl Report {
    pub(crate) fn new(feed: &Feed) -> Self {
        let name = feed.source.clone().unwrap_or_else(|| feed.url.clone());
        Self { url: feed.url.clone(), name, ..Self::default() }
    }

    /// What there is to warn of.
    pub(crate) fn told(&self, place: Option<Place>) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        if let Some((why, hint)) = &self.failed {
            let message = format!("the feed `{}` was not read: {why}", self.name);
            told.push(Diagnostic::warning(message).hint(hint.clone()));
        }
        for (url, why) in self.pages.iter().take(MOST_PAGES) {
            let message = format!("the page `{url}` was not read: {why}");
            told.push(
                Diagnostic::note(message).hint("what the feed itself says is kept in its place"),
            );
        }
        if self.pages.len() > MOST_PAGES {
            let more = self.pages.len() - MOST_PAGES;
            told.push(Diagnostic::note(format!(
                "{more} more pages of `{}` were not read",
                self.name
            )));
        }
        if self.without_text > 0 {
            let message = format!("{} entries of `{}` have no text", self.without_text, self.name);
            told.push(
                Diagnostic::note(message)
                    .hint("say `full_text = true` to read the pages behind them"),
            );
        }
        told.into_iter().map(|one| Diagnostic { place: place.clone(), ..one }).collect()
    }

    /// What came of it, in words.
    fn words(&self, is_plan: bool) -> String {
        if let Some((why, _)) = &self.failed {
            return format!("failed: {why}");
        }
        if self.unchanged {
            return "nothing new".to_owned();
        }
        let new = if is_plan { "would be new" } else { "new" };
        let mut words = format!("{} {new}, {} known", self.files.len(), self.known);
        for (count, what) in
            [(self.over_limit, "over the limit"), (self.without_text, "without text")]
        {
            if count > 0 {
                words += &format!(", {count} {what}");
            }
        }
        words
    }
}

/// A line a feed, and for a person the new files below it.
pub(crate) fn text(reports: &[Report], format: Listing, is_plan: bool) -> String {
    let line = |report: &Report| match format {
        Listing::Json => {
            let failed = report.failed.as_ref().map(|(why, _)| why);
            let line = json!({
                "url": report.url, "source": report.name, "new": report.files, "known": report.known,
                "over_limit": report.over_limit, "without_text": report.without_text,
                "unchanged": report.unchanged, "failed": failed,
            });
            format!("{line}\n")
        }
        Listing::Text => {
            let files = report.files.iter().map(|path| format!("  content/{path}\n"));
            let name = terminal::clean(&report.name);
            format!(
                "{name}: {}\n{}",
                terminal::clean(&report.words(is_plan)),
                files.collect::<String>()
            )
        }
    };
    reports.iter().map(line).collect()
}
