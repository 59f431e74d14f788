//! What is known of each event: the nouns of this room. They hold data and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::Article;

use super::sketch::{self, Print};

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
    /// What tells it from another story that was put in its place.
    pub(super) known_by: KnownBy,
    /// The days on which its text was found changed.
    pub(super) corrected: Vec<NaiveDate>,
}

/// What an article is known again by when its text is another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum KnownBy {
    /// Its place: the file says by its record who it is.
    #[default]
    Place,
    /// Its url, as who it is.
    Url(String),
    /// The sketch of its text: a file without either may get another story tomorrow.
    Text(u64),
}

impl KnownBy {
    /// For an article as it is now, and for as long as its text is the same.
    pub(super) fn of(article: &Article, past: Option<&Known>) -> Self {
        match (past.map(|past| (&past.known_by, &past.content)), article) {
            (_, Article { url: Some(_), identity, .. }) => Self::Url(identity.clone()),
            (_, Article { record: Some(_), .. }) => Self::Place,
            (Some((Self::Text(sketch), same)), _) if same == content(article) => {
                Self::Text(*sketch)
            }
            _ => Self::Text(sketch::of_article(article)),
        }
    }

    /// Whether an article with another text, in the place of one that was known by this, is that.
    pub(super) fn is_still(&self, article: &Article) -> bool {
        match self {
            Self::Place => true,
            Self::Url(_) => article.url.is_none(),
            Self::Text(before) => sketch::are_near(*before, sketch::of_article(article)),
        }
    }
}

impl Known {
    /// An article as it is now, never corrected; `past` is what was known of it.
    pub(super) fn of(article: &Article, past: Option<&Self>) -> Self {
        Self {
            path: article.file.clone(),
            record: article.record.clone(),
            content: content(article).to_owned(),
            identity: article.publisher.is_none().then(|| article.identity.clone()),
            known_by: KnownBy::of(article, past),
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
    /// Of each statement by its id what is kept of the sentences that it cites.
    pub(super) statements: BTreeMap<String, Vec<Print>>,
}
