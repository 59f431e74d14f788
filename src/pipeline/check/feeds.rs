//! Feeds: those that have long said nothing new, or fail again and again.

use chrono::NaiveDate;
use q7x2_sdk::diagnostic::Diagnostic;

use super::super::setup::Setup;
use crate::disk;
use crate::error::Error;
use crate::fetch::{self, Answered, Known};

/// Days without a new article after which a feed is stale: what the slowest weeklies need twice.
const STALE_DAYS: i64 = 21;

/// Runs in a row that a feed may fail.
const MOST_FAILURES: u32 = 3;

/// What there is to say of the feeds, as far as feeds.json knows.
pub(super) fn stale(setup: &Setup) -> Result<Vec<Diagnostic>, Error> {
    let Some(text) = disk::text(&setup.root, fetch::FILE)? else { return Ok(Vec::new()) };
    let known = match Known::read(&text) {
        Ok(known) => known,
        Err(why) => return Ok(vec![why]),
    };
    let last = known.feeds.values().filter_map(|one| one.answered).max();
    let feeds = setup.config.feeds.iter().enumerate();
    let told = feeds.filter_map(|(at, feed)| {
        let told = fault(&feed.url, known.feeds.get(&feed.url)?, last)?;
        let place = setup.config.tree.place(&["feeds", &at.to_string(), "url"]);
        Some(Diagnostic { place, ..told })
    });
    Ok(told.collect())
}

fn fault(url: &str, known: &Answered, last: Option<NaiveDate>) -> Option<Diagnostic> {
    if known.failures >= MOST_FAILURES {
        let message = format!("the feed `{url}` has failed {} times in a row", known.failures);
        let hint = "`q7x2 feeds check` says why; look for its new address, or take it out";
        return Some(Diagnostic::warning(message).hint(hint));
    }
    let days = (last? - known.newest?).num_days();
    (days > STALE_DAYS).then(|| {
        let message = format!("the feed `{url}` has had nothing new for {days} days");
        Diagnostic::warning(message)
            .hint("look whether its outlet has another feed now, or take it out")
    })
}
