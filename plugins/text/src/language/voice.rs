//! Voice: words of a writer who judges, and of a page that speaks to its reader.

use serde::Deserialize;

use super::list::WordList;

/// A language's words for what is no news.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Voice {
    /// By which a writer says what to think of it: `sadly`, `shameful`.
    pub verdict_words: WordList,
    /// The same in several words: `speaks volumes`.
    pub verdict_phrases: WordList,
    /// What titles of columns are labelled with: `opinion`.
    pub column_labels: WordList,
    /// Labels of lines that are no text: `citation`, `funding`.
    pub page_labels: WordList,
    /// Phrases that send a reader elsewhere: `read here`.
    pub reader_calls: WordList,
    /// By which an article turns to another thing that happened: `separately`.
    pub story_openers: WordList,
}
