//! One event: its articles, who copied whom, and what several of them say.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub mod alone;
mod bearers;
pub mod entity;
pub(crate) mod holder;
mod holders;
pub mod news;
pub mod reference;
pub mod side;
pub mod speaker;
pub mod story;
pub mod text;
pub mod when;

use q7x2_text::cut::Stem;
use q7x2_text::date::Published;
use text::EventText;

use crate::noun::article::{Article, Sentence};
use crate::noun::citation::{Citation, Copy, Fact, Lineage, Spot};

/// One event, as mergers and sections see it: complete once it is built, and read-only.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Event {
    id: String,
    title: String,
    articles: Vec<Article>,
    origins: Vec<Vec<String>>,
    copies: Vec<Copy>,
    lineages: Vec<Lineage>,
    facts: Vec<Fact>,
    #[serde(skip)]
    links: Vec<(Spot, Spot)>,
    /// By article id, where it is.
    #[serde(skip)]
    positions: BTreeMap<String, usize>,
    /// By article, its origin.
    #[serde(skip)]
    origin_of: Vec<usize>,
    #[serde(skip)]
    day: Option<NaiveDate>,
    /// Read of the articles alone, which never change: it is the same whenever it is first asked.
    #[serde(skip)]
    text: OnceLock<EventText>,
}

/// An event as it is written in JSON, for a program.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Written {
    id: String,
    title: String,
    articles: Vec<Article>,
    origins: Vec<Vec<String>>,
    copies: Vec<Copy>,
    lineages: Vec<Lineage>,
    facts: Vec<Fact>,
}

impl From<Written> for Event {
    fn from(written: Written) -> Self {
        Self::new(written.id, written.title, written.articles)
            .with_origins(written.copies, written.origins)
            .with_lineages(written.lineages)
            .with_facts(written.facts, Vec::new())
    }
}

impl Event {
    /// An event in which nobody copies anybody and each article is an origin of its own.
    #[must_use]
    pub fn new(id: String, title: String, articles: Vec<Article>) -> Self {
        let positions =
            articles.iter().enumerate().map(|(at, article)| (article.id.clone(), at)).collect();
        let origin_of = origin_of(&articles, &[]);
        let published = articles.iter().filter_map(|article| article.published);
        let day = published.min_by_key(Published::timestamp).map(|oldest| oldest.local_day());
        Self { id, title, articles, positions, origin_of, day, ..Self::default() }
    }

    /// The same event, of which it is known who copies whom and which articles are one voice.
    #[must_use]
    pub fn with_origins(self, copies: Vec<Copy>, origins: Vec<Vec<String>>) -> Self {
        let origin_of = origin_of(&self.articles, &origins);
        Self { copies, origins, origin_of, ..self }
    }

    /// The same event, of which it is known which articles have one origin without being one text.
    #[must_use]
    pub fn with_lineages(self, lineages: Vec<Lineage>) -> Self {
        Self { lineages, ..self }
    }

    /// The same event with what its sentences say alike.
    #[must_use]
    pub fn with_facts(self, facts: Vec<Fact>, links: Vec<(Spot, Spot)>) -> Self {
        Self { facts, links, ..self }
    }

    /// Stable id, 16 hex digits.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title of its most central article.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its articles, earliest first.
    #[must_use]
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// Its articles, where nothing else of it is needed any more.
    #[must_use]
    pub fn into_articles(self) -> Vec<Article> {
        self.articles
    }

    /// Groups of article ids that count as one voice; the earliest of a group first.
    #[must_use]
    pub fn origins(&self) -> &[Vec<String>] {
        &self.origins
    }

    /// Which article is a copy of which.
    #[must_use]
    pub fn copies(&self) -> &[Copy] {
        &self.copies
    }

    /// Which article has one origin with which, though neither copies the other.
    #[must_use]
    pub fn lineages(&self) -> &[Lineage] {
        &self.lineages
    }

    /// What sentences of different articles say alike; best supported first.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Pairs of sentences that say the same and do not contradict each other, of which facts are
    /// made; sorted.
    #[must_use]
    pub fn links(&self) -> &[(Spot, Spot)] {
        &self.links
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
        self.day
    }

    /// How many origins hold a stem in their text.
    #[must_use]
    pub fn origins_holding(&self, stem: Stem) -> usize {
        let articles = self.text().articles_holding(stem).into_iter();
        let mut origins: Vec<usize> = articles.map(|article| self.origin(article)).collect();
        origins.sort_unstable();
        origins.dedup();
        origins.len()
    }

    /// Where an article stands in `articles`.
    #[must_use]
    pub fn position(&self, article: &str) -> Option<usize> {
        self.positions.get(article).copied()
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
        Citation::new(self.articles[spot.article].id.clone(), spot.sentence)
    }

    /// The sentence at a spot.
    #[must_use]
    pub fn sentence(&self, spot: Spot) -> &Sentence {
        &self.articles[spot.article].sentences[spot.sentence]
    }

    /// The origin (index into `origins`) of the article at a position; one that is in
    /// no group of `origins` has a number of its own.
    #[must_use]
    pub fn origin(&self, article: usize) -> usize {
        self.origin_of[article]
    }
}

/// By article its origin.
fn origin_of(articles: &[Article], origins: &[Vec<String>]) -> Vec<usize> {
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, group) in origins.iter().enumerate() {
        of.extend(group.iter().map(|id| (id.as_str(), at)));
    }
    let own = |(at, article): (usize, &Article)| {
        of.get(article.id.as_str()).copied().unwrap_or(of.len() + at)
    };
    articles.iter().enumerate().map(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::article;

    fn cite(article: &str) -> Citation {
        Citation::new(article, 0)
    }

    #[test]
    fn no_field_depends_on_what_was_asked_or_given_first() {
        let said = "The bridge of Tarn is closed.";
        let new = || {
            let articles = ["a", "b", "c"].map(|id| article(id, &[said])).to_vec();
            Event::new("e".to_owned(), String::new(), articles)
        };
        let origins = || vec![vec!["b".to_owned(), "c".to_owned()], vec!["a".to_owned()]];
        let facts = || vec![Fact { sentences: vec![cite("a"), cite("b")], origins: 2 }];
        let asked = new();
        assert_eq!([0, 1, 2].map(|at| asked.origin(at)), [0, 1, 2]);
        let asked = asked.with_origins(Vec::new(), origins()).with_facts(facts(), Vec::new());
        let turned = new().with_facts(facts(), Vec::new()).with_origins(Vec::new(), origins());
        for event in [asked, turned] {
            assert_eq!([0, 1, 2].map(|at| event.origin(at)), [1, 0, 0]);
            assert_eq!((event.facts(), event.origins()), (&facts()[..], &origins()[..]));
        }
    }

    #[test]
    fn an_event_read_from_json_is_as_complete() {
        let articles = vec![article("a", &["It rained."]), article("b", &["It rained."])];
        let origins = vec![vec!["a".to_owned(), "b".to_owned()]];
        let event = Event::new("e".to_owned(), "Rain".to_owned(), articles)
            .with_origins(Vec::new(), origins);
        let written = serde_json::to_string(&event).expect("it can be written");
        let read: Event = serde_json::from_str(&written).expect("it can be read");
        assert_eq!((read.position("b"), read.origin(1), read.title()), (Some(1), 0, "Rain"));
        assert_eq!(serde_json::to_string(&read).ok(), Some(written));
    }
}
