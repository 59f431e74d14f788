//! Citations: which sentence of which article, and which articles and sentences are one.

use serde::{Deserialize, Serialize};

/// Points at one sentence of one article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Citation {
    /// The article's id.
    pub article: String,
    /// Index into that article's sentences, from 0.
    pub sentence: usize,
    /// The statement's own words that the sentence bears out, a verbatim run of them; absent where
    /// it bears out every claim, by itself or with those of its article that have no part either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

impl Citation {
    /// A citation of a sentence for all that a statement claims.
    #[must_use]
    pub fn new(article: impl Into<String>, sentence: usize) -> Self {
        Self { article: article.into(), sentence, part: None }
    }
}

/// A citation by position, valid inside one `Event`: cheap to copy and compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// Index into the event's articles.
    pub article: usize,
    /// Index into that article's sentences.
    pub sentence: usize,
}

/// What sentences of different articles say alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fact {
    /// The sentences, in the event's order of articles.
    pub sentences: Vec<Citation>,
    /// How many independent origins say it.
    pub origins: usize,
}

/// One article holds another's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    /// The later article, or one that gathers others.
    pub article: String,
    /// The earlier one, or one of those gathered.
    pub of: String,
    /// What showed it.
    pub measure: CopyMeasure,
    /// Share of the shorter text's word 8-grams that the other holds, in hundredths.
    pub percent: u8,
}

/// What showed that an article is a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyMeasure {
    /// The same address.
    Url,
    /// The same text.
    Text,
    /// Most of the same wording, as wire copy has it.
    Wire,
    /// It holds most of the text of several articles: it is a copy of each.
    Holds,
}

/// Two articles that are not one text and still have one origin: what they have in common nobody
/// writes twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lineage {
    /// The later article.
    pub article: String,
    /// The earlier one.
    pub of: String,
    /// What shows it.
    pub sign: Sign,
    /// That sign itself: the agency, the words or the names that both have.
    pub shows: String,
}

/// What shows that two articles have one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sign {
    /// Both are signed by one agency.
    Credit,
    /// Runs of the same words, outside quotations.
    Wording,
    /// The same quotations, cut alike and in the same order.
    Quotations,
    /// The same mistakes in names that all others spell otherwise.
    Names,
}
