//! Names of articles: their ids on the wire, their positions in what is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::noun::article;

/// What articles are called. An id holds the article's path; an answer that is kept outlives a
/// renamed file, so there articles are called by their position.
#[derive(Debug, Clone, Copy)]
pub enum Naming<'a> {
    /// By their own ids.
    Ids,
    /// By their position among these: `0`, `1`, …
    Positions(&'a BTreeMap<&'a str, usize>),
}

/// Stands where an article is named that there is not; no article is called so.
const NOBODY: &str = "none";

impl Naming<'_> {
    /// The positions of some articles, by id.
    #[must_use]
    pub fn positions(articles: &[article::Article]) -> BTreeMap<&str, usize> {
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect()
    }

    /// What an article is called.
    #[must_use]
    pub fn name<'n>(&self, id: &'n str) -> Cow<'n, str> {
        match self {
            Self::Ids => Cow::Borrowed(id),
            Self::Positions(positions) => match positions.get(id) {
                Some(position) => Cow::Owned(position.to_string()),
                None => Cow::Borrowed(NOBODY),
            },
        }
    }
}
