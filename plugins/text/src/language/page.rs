//! What stands around the text of an article: the words of bylines and dates, agencies, and lines
//! that are no text.

use serde::Deserialize;

/// A language's words for what a page has around an article's text. Lines and starts of lines are
/// folded: lower case, plain quotation marks and hyphens, `#` for a number, `:` for ` |`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Page {
    /// News agencies and pools as they sign, whatever the language of the text.
    pub agencies: Vec<String>,
    /// Those that outlets credit with a fact; of several credited the first counts.
    pub credited_agencies: Vec<String>,
    /// Words before a byline's names in texts of any language: `by`.
    pub by_everywhere: Vec<String>,
    /// The same, in texts of this language only: `von`.
    pub by: Vec<String>,
    /// Words of what journalists are: `reporter`.
    pub bylined_roles: Vec<String>,
    /// Before the date of publication: `published on`.
    pub published: Vec<String>,
    /// Before the date of a change: `last updated`.
    pub updated: Vec<String>,
    /// Small words inside a credit: "Reporting by Ann Lee in Kyiv and Bo Chan; editing by Cy Day".
    pub credit_words: Vec<String>,
    /// What opens the tail of a sentence, after which the clause before it still stands by itself:
    /// `after`.
    pub tails: Vec<String>,
    /// Those before which only a comma shows that a clause has ended: `to`.
    pub comma_tails: Vec<String>,
    /// Words after which a sentence cannot be cut: something must follow them.
    pub waiting_words: Vec<String>,
    /// Buttons, menus, appeals, law.
    pub navigation: Lines,
    /// Headings above links to other articles: what stands below, as long as it is headlines, goes
    /// too.
    pub related: Lines,
    /// What a picture shows or whose it is.
    pub caption: Lines,
    /// Who contributed, below the text.
    pub credit: Lines,
    /// How long it takes to read.
    pub reading_time: Lines,
    /// Key words.
    pub tags: Lines,
}

/// Lines of one class that are no text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lines {
    /// Whole lines, without marks at their ends.
    pub lines: Vec<String>,
    /// How a short line begins.
    pub starts: Vec<String>,
}
