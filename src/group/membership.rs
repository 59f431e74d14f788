//! Membership: what grouping says of one event.

use serde::{Deserialize, Serialize};

/// One event's articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// 16 hex digits, from the pin or from who the earliest article is.
    pub id: String,
    /// Words of the title of the earliest article and 6 hex digits of the id.
    pub slug: String,
    /// Title of the most central article.
    pub title: String,
    /// The editor's pin.
    pub pin: Option<String>,
    /// Article ids, earliest first.
    pub articles: Vec<String>,
    /// The id of the earlier event that it goes on from, if there is one: it would be one event with
    /// it, were it not for the time between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
    /// Why they are one event, in words.
    pub why: String,
}
