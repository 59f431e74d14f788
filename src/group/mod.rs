//! Group: which articles report one event. Sees features, never text.

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic::Warned;
use serde::{Deserialize, Serialize};

/// `[group]` of site.toml.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {}

/// What grouping knows of an article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Features {}

/// One event's articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// 16 hex digits, from the pin or the earliest article.
    pub id: String,
    /// Words of the title and 6 hex digits of the id.
    pub slug: String,
    /// Title of the most central article.
    pub title: String,
    /// The editor's pin.
    pub pin: Option<String>,
    /// Article ids, earliest first.
    pub articles: Vec<String>,
    /// Why they are one event, in words.
    pub why: String,
}

/// The features of one article.
#[must_use]
pub fn features(_article: &Article) -> Features {
    Features {}
}

/// The events, sorted by id.
#[must_use]
pub fn events(_features: Vec<Features>, _settings: &Settings) -> Warned<Vec<Membership>> {
    Warned::quiet(Vec::new())
}
