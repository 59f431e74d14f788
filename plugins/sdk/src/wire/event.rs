//! Events on the wire.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::article::Article;
use super::naming::Naming;
use super::statement::Citation;
use crate::event;
use crate::noun::citation;

/// One event: its articles, which of them count as one voice, and what several say alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Event<'a> {
    /// What this build calls it.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// The title of its most central article.
    #[serde(borrow)]
    pub title: Cow<'a, str>,
    /// Its articles, earliest first.
    #[serde(borrow)]
    pub articles: Vec<Article<'a>>,
    /// Groups of article ids that count as one voice.
    pub origins: Vec<Vec<Cow<'a, str>>>,
    /// What sentences of different articles say alike, best supported first.
    pub facts: Vec<Fact>,
}

/// Sentences of different articles that say the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Fact {
    /// The sentences, in the order of the articles.
    pub sentences: Vec<Citation>,
    /// How many independent origins say it.
    pub origins: usize,
}

impl<'a> Event<'a> {
    /// An event as a program is shown it.
    #[must_use]
    pub fn of(event: &'a event::Event, naming: Naming<'_>) -> Self {
        let group = |ids: &'a Vec<String>| ids.iter().map(|id| naming.name(id)).collect();
        let fact = |fact: &citation::Fact| Fact {
            sentences: fact.sentences.iter().map(|one| Citation::of(one, naming)).collect(),
            origins: fact.origins,
        };
        let id = match naming {
            Naming::Ids => Cow::Borrowed(event.id()),
            // It is made of the ids of its articles.
            Naming::Positions(_) => Cow::Borrowed(""),
        };
        Self {
            id,
            title: Cow::Borrowed(event.title()),
            articles: event.articles().iter().map(|one| Article::of(one, naming)).collect(),
            origins: event.origins().iter().map(group).collect(),
            facts: event.facts().iter().map(fact).collect(),
        }
    }

    /// The event itself.
    #[must_use]
    pub fn noun(self) -> event::Event {
        let articles = self.articles.into_iter().map(Article::noun).collect();
        let group = |ids: Vec<Cow<'_, str>>| ids.into_iter().map(Cow::into_owned).collect();
        let origins = self.origins.into_iter().map(group).collect();
        let fact = |fact: Fact| citation::Fact {
            sentences: fact.sentences.into_iter().map(Citation::noun).collect(),
            origins: fact.origins,
        };
        let facts = self.facts.into_iter().map(fact).collect();
        event::Event::new(self.id.into_owned(), self.title.into_owned(), articles)
            .with_origins(Vec::new(), origins)
            .with_facts(facts, Vec::new())
    }
}
