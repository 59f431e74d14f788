//! Where the articles wait between grouping and briefing.

use std::collections::BTreeMap;

use q7x2_sdk::Article;

/// Articles by id. In memory; a store on disk past a size can take its place without anybody
/// noticing.
#[derive(Debug)]
pub(super) struct Shelf(BTreeMap<String, Article>);

impl Shelf {
    pub(super) fn new(articles: Vec<Article>) -> Self {
        Self(articles.into_iter().map(|article| (article.id.clone(), article)).collect())
    }

    /// Takes an event's articles; each is in exactly one event.
    pub(super) fn take(&mut self, ids: &[String]) -> Vec<Article> {
        ids.iter().filter_map(|id| self.0.remove(id)).collect()
    }
}
