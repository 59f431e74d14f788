//! What is known of an article before cleaning, and what its text and surroundings say about it.

use q7x2_sdk::Published;

/// What is known before cleaning.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The title that metadata gives.
    pub title: Option<String>,
    /// The line below it.
    pub subtitle: Option<String>,
    /// The byline's words.
    pub authors: Vec<String>,
}

/// What a text and its surroundings say about the article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// The known title, else the text's own.
    pub title: Option<String>,
    /// The known subtitle, else the text's own.
    pub subtitle: Option<String>,
    /// From a label, a prefix or a line of its own.
    pub published: Option<Published>,
    /// From a label.
    pub updated: Option<Published>,
    /// Names from metadata and byline.
    pub authors: Vec<String>,
    /// From a dateline.
    pub publisher: Option<String>,
    /// The words by which the article declares a machine author.
    pub machine: Option<String>,
}
