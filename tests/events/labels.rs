//! `labels.toml` of a site: what a careful editor demands of it. A sentence is named "article:
//! words that only it holds".

use std::collections::BTreeMap;

use serde::Deserialize;

/// The labels of one site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Labels {
    /// What stands in the files and is no text: in no body sentence, in no briefing.
    pub(crate) noise: Vec<String>,
    /// By short name.
    pub(crate) articles: BTreeMap<String, ArticleLabel>,
    /// The events there are, and no others.
    pub(crate) events: Vec<EventLabel>,
}

/// What is known of an article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleLabel {
    pub(crate) file: String,
    pub(crate) record: Option<String>,
    pub(crate) title: String,
    /// Not checked where it is left out.
    pub(crate) publisher: Option<String>,
    pub(crate) published: String,
    #[serde(default)]
    pub(crate) authors: Vec<String>,
    /// `low` or nothing.
    pub(crate) trust: Option<String>,
}

/// What must come of one event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventLabel {
    pub(crate) articles: Vec<String>,
    pub(crate) origins: usize,
    /// "copy of original: measure".
    #[serde(default)]
    pub(crate) copies: Vec<String>,
    /// Sentences of a machine author that nobody else bears out.
    #[serde(default)]
    pub(crate) low: Vec<String>,
    /// What no statement may hold.
    #[serde(default)]
    pub(crate) never: Vec<String>,
    /// A statement that holds the first holds the second: hedges and the like.
    #[serde(default)]
    pub(crate) keeps: Vec<(String, String)>,
    #[serde(default)]
    pub(crate) facts: Vec<FactLabel>,
    /// All there is to be listed.
    #[serde(default)]
    pub(crate) differs: Vec<DifferenceLabel>,
    /// All the quotations there are.
    #[serde(default)]
    pub(crate) quotes: Vec<QuoteLabel>,
    #[serde(default)]
    pub(crate) dates: Vec<DateLabel>,
    #[serde(default)]
    pub(crate) names: Vec<NameLabel>,
}

/// Something that several sentences say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactLabel {
    pub(crate) what: String,
    /// It must be in the running text.
    #[serde(default)]
    pub(crate) text: bool,
    /// It is older than the event: in no running text, in the background.
    #[serde(default)]
    pub(crate) background: bool,
    /// All of these say it: a statement in the words of one cites all.
    pub(crate) sentences: Vec<String>,
    /// These say a part of it: they may be cited or not.
    #[serde(default)]
    pub(crate) partly: Vec<String>,
}

/// What reports differ about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DifferenceLabel {
    /// Any of these types will do.
    #[serde(rename = "type")]
    pub(crate) kinds: Vec<String>,
    /// Each side is shown in the words of one of its sentences and cites no other's.
    pub(crate) sides: Vec<Vec<String>>,
}

/// A quotation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuoteLabel {
    /// It must be listed.
    #[serde(default)]
    pub(crate) must: bool,
    /// Its words; one of several forms is quoted, the others are its variants.
    pub(crate) text: Vec<String>,
    /// Any of these.
    pub(crate) speaker: Vec<String>,
}

/// When what some sentences tell happened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateLabel {
    /// It must be in the timeline.
    #[serde(default)]
    pub(crate) must: bool,
    /// As precise as the sentences are; a time of day may follow.
    pub(crate) date: String,
    pub(crate) sentences: Vec<String>,
}

/// Somebody or something with a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameLabel {
    /// Any of these.
    pub(crate) name: Vec<String>,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Spellings that must be given.
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Names of others.
    #[serde(default)]
    pub(crate) apart: Vec<String>,
}
