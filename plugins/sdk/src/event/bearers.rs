//! Bearers: who has which surname, and which words stand in the event's titles.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_text::name::EntityKind;

use super::entity::Entity;
use crate::noun::article::Article;

/// The surnames of an event's people.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bearers {
    people: BTreeMap<String, Vec<usize>>,
    titles: BTreeSet<String>,
}

impl Bearers {
    /// Of an event's articles and the people they name.
    pub(super) fn of(articles: &[Article], entities: &[Entity]) -> Self {
        let mut bearers = Self::default();
        for (at, entity) in entities.iter().enumerate() {
            let surname = entity.name.rsplit_once(' ').map(|(_, surname)| surname);
            if let Some(surname) = surname.filter(|_| entity.kind == EntityKind::Person) {
                bearers.people.entry(surname.to_owned()).or_default().push(at);
            }
        }
        for article in articles.iter().filter(|article| has_own_title(article)) {
            bearers.titles.extend(article.title.split_whitespace().map(bare));
        }
        bearers
    }

    /// The people with a surname, by entity.
    pub(crate) fn of_surname(&self, surname: &str) -> &[usize] {
        self.people.get(surname).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a word stands in a title.
    pub(super) fn is_in_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }
}

/// Whether an article's title is more than the beginning of its first sentence.
fn has_own_title(article: &Article) -> bool {
    let title = article.title.trim_end_matches(['…', '.']);
    article.body().next().is_none_or(|(_, first)| !first.text.starts_with(title))
}

/// A word without marks around it and without the "'s" of an owner.
fn bare(word: &str) -> String {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    owner.unwrap_or(word).to_owned()
}
