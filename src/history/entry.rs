//! What is known of each event: the nouns of this room. They hold data and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::Article;

/// Digits of an article's `content` that are kept: of a million texts two meet once in forty
/// million collections.
const CONTENT_DIGITS: usize = 16;

/// The file beside site.toml.
pub const FILE: &str = "history.json";

/// One event as grouping found it.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// The id that it would have.
    pub id: &'a str,
    /// The address that it would have, which ends in digits of the id.
    pub slug: &'a str,
    /// Its articles, earliest first.
    pub articles: Vec<&'a Article>,
}

/// All that was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The events by their ids.
    pub(super) events: BTreeMap<String, Entry>,
    /// The highest number that a page of a list has had, by the folder of its pages.
    pub(super) lists: BTreeMap<String, usize>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// Its address below `events/`, without ending.
    pub(super) slug: String,
    /// Addresses that it had before.
    pub(super) former: BTreeSet<String>,
    /// Its articles as they last were.
    pub(super) articles: Vec<Known>,
    /// Every day that it ever stood under.
    pub(super) days: BTreeSet<NaiveDate>,
    /// What its newest edition says, and the one before that.
    pub(super) now: Option<Edition>,
    pub(super) before: Option<Edition>,
    /// The event that its articles went to, where it is none of its own any more.
    pub(super) to: Option<String>,
    /// The event that it was part of.
    pub(super) from: Option<String>,
    /// When the editor's public edits were first seen, by statement.
    pub(super) edited: BTreeMap<String, NaiveDate>,
}

/// One article as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Known {
    pub(super) path: String,
    pub(super) record: Option<String>,
    /// The first digits of the hash of its text.
    pub(super) content: String,
    /// Who it was when it was first seen, where its page hangs on that.
    pub(super) identity: Option<String>,
    /// The days on which its text was found changed.
    pub(super) corrected: Vec<NaiveDate>,
}

impl Known {
    /// An article as it is now, seen for the first time.
    pub(super) fn of(article: &Article) -> Self {
        Self {
            path: article.file.clone(),
            record: article.record.clone(),
            content: content(article).to_owned(),
            identity: article.publisher.is_none().then(|| article.identity.clone()),
            corrected: Vec::new(),
        }
    }

    /// Where it lay.
    pub(super) fn place(&self) -> Place<'_> {
        (&self.path, self.record.as_deref())
    }
}

/// Path and record of an article.
pub(super) type Place<'a> = (&'a str, Option<&'a str>);

/// Where an article lies.
pub(super) fn place(article: &Article) -> Place<'_> {
    (&article.file, article.record.as_deref())
}

/// The first digits of the hash of an article's text.
pub(super) fn content(article: &Article) -> &str {
    article.content.get(..CONTENT_DIGITS).unwrap_or(&article.content)
}

/// What an event's page said on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edition {
    pub(super) day: NaiveDate,
    /// Of each statement by its id the hashes of the sentences that it cites.
    pub(super) statements: BTreeMap<String, Vec<u32>>,
}
