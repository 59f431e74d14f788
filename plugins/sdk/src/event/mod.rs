//! One event: its articles, who copied whom, and what several of them say.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub mod alone;
pub mod entity;
pub(crate) mod holder;
pub mod side;
pub mod speaker;
pub mod text;
pub mod when;

use q7x2_text::date::Published;
use text::EventText;

use crate::noun::article::{Article, Sentence};
use crate::noun::citation::{Citation, Copy, Fact, Spot};

/// One event, as mergers and sections see it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Stable id, 16 hex digits.
    pub id: String,
    /// The title of its most central article.
    pub title: String,
    /// Its articles, earliest first.
    pub articles: Vec<Article>,
    /// Groups of article ids that count as one voice; the earliest of a group first.
    pub origins: Vec<Vec<String>>,
    /// Which article is a copy of which.
    pub copies: Vec<Copy>,
    /// What sentences of different articles say alike; best supported first.
    pub facts: Vec<Fact>,
    /// Pairs of sentences that say the same and do not contradict each other, of which facts are
    /// made; sorted.
    #[serde(skip)]
    pub links: Vec<(Spot, Spot)>,
    #[serde(skip)]
    text: OnceLock<EventText>,
    #[serde(skip)]
    positions: OnceLock<BTreeMap<String, usize>>,
    #[serde(skip)]
    origin_of: OnceLock<Vec<usize>>,
    #[serde(skip)]
    day: OnceLock<Option<NaiveDate>>,
}

impl Event {
    /// An event without origins and facts yet.
    #[must_use]
    pub fn new(id: String, title: String, articles: Vec<Article>) -> Self {
        Self { id, title, articles, ..Self::default() }
    }

    /// The annotated sentences, read once and kept.
    pub fn text(&self) -> &EventText {
        self.text.get_or_init(|| EventText::of(&self.articles))
    }

    /// The language of most of its articles, in which its briefing is written; ties by name.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for language in self.articles.iter().filter_map(|article| article.language.as_deref()) {
            *counts.entry(language).or_insert(0) += 1;
        }
        let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        most.map(|(language, _)| language)
    }

    /// The day on which it began to be told: that of its oldest article, in that article's own
    /// offset.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        let published = || self.articles.iter().filter_map(|article| article.published);
        *self.day.get_or_init(|| {
            published().min_by_key(Published::timestamp).map(|oldest| oldest.local_day())
        })
    }

    /// Where an article stands in `articles`.
    #[must_use]
    pub fn position(&self, article: &str) -> Option<usize> {
        let read = || {
            self.articles.iter().enumerate().map(|(at, article)| (article.id.clone(), at)).collect()
        };
        self.positions.get_or_init(read).get(article).copied()
    }

    /// The spot of a citation, if the sentence exists.
    #[must_use]
    pub fn spot(&self, citation: &Citation) -> Option<Spot> {
        let article = self.position(&citation.article)?;
        (citation.sentence < self.articles[article].sentences.len())
            .then_some(Spot { article, sentence: citation.sentence })
    }

    /// The citation of a spot.
    #[must_use]
    pub fn citation(&self, spot: Spot) -> Citation {
        Citation { article: self.articles[spot.article].id.clone(), sentence: spot.sentence }
    }

    /// The sentence at a spot.
    #[must_use]
    pub fn sentence(&self, spot: Spot) -> &Sentence {
        &self.articles[spot.article].sentences[spot.sentence]
    }

    /// The origin (index into `origins`) of the article at a position; an event without origins
    /// counts outlets. Read once:
    /// `origins` must be complete when this is first asked.
    #[must_use]
    pub fn origin(&self, article: usize) -> usize {
        let read = || {
            let mut of: BTreeMap<&str, usize> = BTreeMap::new();
            for (at, group) in self.origins.iter().enumerate() {
                of.extend(group.iter().map(|id| (id.as_str(), at)));
            }
            let own = |(at, article): (usize, &Article)| {
                of.get(article.id.as_str()).copied().unwrap_or(of.len() + at)
            };
            self.articles.iter().enumerate().map(own).collect()
        };
        self.origin_of.get_or_init(read)[article]
    }
}
