//! Membership: what grouping says of one event.

use serde::{Deserialize, Serialize};

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
