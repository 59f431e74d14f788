//! What the host asks: the parameters of `summarise`, `merge` and `section`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::article::Article;
use super::event::Event;
use super::naming::Naming;
use super::statement::{Point, Statement};
use crate::contract::{self, MergeRequest, SectionRequest};
use crate::noun::article;
use crate::noun::section::SectionKind;
use crate::noun::statement::Draft;

/// The points by summariser, then by article id.
pub type Summaries = BTreeMap<String, BTreeMap<String, Vec<Point>>>;

/// The parameters of `summarise`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Summarise<'a> {
    /// The article.
    #[serde(borrow)]
    pub article: Article<'a>,
}

/// The parameters of `merge`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Merge<'a> {
    /// The running text's length, in words; what is over it is cut.
    pub max_words: usize,
    /// The event.
    #[serde(borrow)]
    pub event: Event<'a>,
    /// What the summarisers said.
    #[serde(default)]
    pub summaries: Summaries,
}

/// The parameters of `section`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Section<'a> {
    /// The event.
    #[serde(borrow)]
    pub event: Event<'a>,
    /// What the summarisers said.
    #[serde(default)]
    pub summaries: Summaries,
    /// The running text, as it passed the check.
    #[serde(borrow)]
    pub briefing: Briefing<'a>,
}

/// The running text, as it passed the check.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Briefing<'a> {
    /// The headline.
    #[serde(borrow)]
    pub title: Cow<'a, str>,
    /// The running text.
    pub statements: Vec<Statement>,
}

impl<'a> Summarise<'a> {
    /// The question about an article.
    #[must_use]
    pub fn of(article: &'a article::Article, naming: Naming<'_>) -> Self {
        Self { article: Article::of(article, naming) }
    }
}

impl<'a> Merge<'a> {
    /// The question about an event.
    #[must_use]
    pub fn of(request: &MergeRequest<'a>, naming: Naming<'_>) -> Self {
        Self {
            max_words: request.max_words,
            event: Event::of(request.event, naming),
            summaries: shown(request.summaries, naming),
        }
    }
}

impl<'a> Section<'a> {
    /// The question about an event and its running text.
    #[must_use]
    pub fn of(request: &SectionRequest<'a>, naming: Naming<'_>) -> Self {
        let statement = |one| Statement::of(one, naming);
        Self {
            event: Event::of(request.event, naming),
            summaries: shown(request.summaries, naming),
            briefing: Briefing {
                title: Cow::Borrowed(&request.briefing.title),
                statements: request.briefing.statements.iter().map(statement).collect(),
            },
        }
    }
}

impl Briefing<'_> {
    /// The noun.
    #[must_use]
    pub fn noun(self) -> Draft {
        let statement = |one: Statement| one.noun(&SectionKind::Summary);
        let statements = self.statements.into_iter().map(statement).collect();
        Draft { title: self.title.into_owned(), statements, ..Draft::default() }
    }
}

fn shown(summaries: &contract::Summaries, naming: Naming<'_>) -> Summaries {
    let mut shown = Summaries::new();
    for (plugin, articles) in summaries {
        let points = articles.iter().map(|(article, points)| {
            let points = points.iter().map(|one| Point::of(one, naming)).collect();
            (naming.name(article).into_owned(), points)
        });
        shown.insert(plugin.clone(), points.collect());
    }
    shown
}

/// The summaries as nouns.
pub(crate) fn nouns(summaries: Summaries) -> contract::Summaries {
    let mut nouns = contract::Summaries::new();
    for (plugin, articles) in summaries {
        let points = articles
            .into_iter()
            .map(|(article, points)| (article, points.into_iter().map(Point::noun).collect()));
        nouns.insert(plugin, points.collect());
    }
    nouns
}
