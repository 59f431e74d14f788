//! Known: what earlier runs were given, so that nothing is asked for or written twice. feeds.json,
//! beside site.toml, to be committed as history.json is.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use q7x2_sdk::diagnostic::{Diagnostic, Place};
use serde::{Deserialize, Serialize};
use url::Url;

/// The file's name.
pub const FILE: &str = "feeds.json";

/// How many days an article is remembered after its feed no longer lists it: feeds drop entries and
/// bring them back.
const DAYS: i64 = 60;

/// What earlier runs were given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// Feeds by address.
    pub feeds: BTreeMap<String, Answered>,
    /// The day on which an article last stood in a feed, by its mark.
    seen: BTreeMap<String, NaiveDate>,
}

/// What a feed answered last.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answered {
    /// The version of its answer, for the next request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When it was changed, for the next request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The day of its newest article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newest: Option<NaiveDate>,
    /// The day on which it last answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<NaiveDate>,
    /// How many runs it has failed since then.
    #[serde(skip_serializing_if = "is_none")]
    pub failures: u32,
}

fn is_none(failures: &u32) -> bool {
    *failures == 0
}

impl Known {
    /// Reads feeds.json.
    ///
    /// # Errors
    /// Where it is not what was written.
    pub fn read(text: &str) -> Result<Self, Diagnostic> {
        serde_json::from_str(text).map_err(|why| {
            Diagnostic::error(format!("this is not what `q7x2 fetch` writes: {why}"))
                .at(Place::line(FILE, why.line().max(1)))
                .hint("take the file from an earlier commit, or remove it: then all feeds are read anew")
        })
    }

    /// The text of feeds.json.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Notes that an article stands in a feed today; false where that is known.
    pub fn see(&mut self, mark: &str, today: NaiveDate) -> bool {
        self.seen.insert(mark.to_owned(), today).is_none()
    }

    /// Whether an article has been seen.
    #[must_use]
    pub fn has(&self, mark: &str) -> bool {
        self.seen.contains_key(mark)
    }

    /// Forgets an article that could not be read: the next run looks for it again.
    pub fn forget_one(&mut self, feed: &str, mark: &str) {
        self.seen.remove(mark);
        if let Some(answered) = self.feeds.get_mut(feed) {
            (answered.etag, answered.modified) = (None, None);
        }
    }

    /// Forgets what has long been gone, and feeds that are no longer read.
    pub fn forget(&mut self, today: NaiveDate, is_read: impl Fn(&str) -> bool) {
        let oldest = today.checked_sub_signed(TimeDelta::days(DAYS)).unwrap_or(NaiveDate::MIN);
        self.seen.retain(|_, day| *day >= oldest);
        self.feeds.retain(|url, _| is_read(url));
    }
}

/// What an article is known by: its address without what only says who sent the reader, else what
/// its feed calls it.
#[must_use]
pub fn mark(url: Option<&str>, otherwise: &str) -> String {
    let key = url.and_then(|url| Url::parse(url).ok()).map_or_else(|| otherwise.to_owned(), plain);
    blake3::hash(key.as_bytes()).to_hex().chars().take(16).collect()
}

/// An address without fragment and marks of campaigns; `http` and `www.` make no other article.
fn plain(mut url: Url) -> String {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !is_campaign(key))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    url.set_fragment(None);
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
    let text = url.as_str();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    text.strip_prefix("www.").unwrap_or(text).trim_end_matches('/').to_owned()
}

fn is_campaign(key: &str) -> bool {
    key.starts_with("utm_")
        || key.starts_with("at_")
        || matches!(key, "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "cmpid" | "ref" | "rss")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_one_however_its_address_is_written() {
        let one = mark(Some("https://www.a.example/x?id=1"), "");
        for same in [
            "http://a.example/x?id=1#top",
            "https://A.example/x?utm_source=rss&id=1&fbclid=2",
            "https://www.a.example/x?id=1&ref=feed",
        ] {
            assert_eq!(mark(Some(same), ""), one, "{same}");
        }
        assert_ne!(mark(Some("https://www.a.example/x?id=2"), ""), one);
        assert_ne!(mark(None, "a"), mark(None, "b"));
    }

    #[test]
    fn what_is_gone_for_long_is_forgotten() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        let mut known = Known::default();
        assert!(known.see("a", day(1)) && !known.see("a", day(2)));
        known.feeds.insert("https://a.example".to_owned(), Answered::default());
        known.forget(day(30), |_| true);
        assert_eq!(Known::read(&known.written()).expect("its own text"), known);
        known.forget(day(2) + TimeDelta::days(61), |_| false);
        assert_eq!(known, Known::default());
    }

    #[test]
    fn a_broken_file_is_told_with_its_line() {
        let told = Known::read("{\n\"feeds\": 3}").expect_err("it is broken");
        assert_eq!(told.place, Some(Place::line("feeds.json", 2)));
        assert_eq!(Known::read("{}").expect("empty"), Known::default());
    }
}
