//! Stages: from articles to briefings, as every command has them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::{Article, Briefing};
use rayon::prelude::*;

use super::article;
use super::memory::Memory;
use super::past::{Days, Past};
use super::pool::at_least;
use super::setup::Setup;
use crate::brief::{self, Found};
use crate::error::Error;
use crate::files::Files;
use crate::{group, ingest, render};

/// The events as grouping sees them, sorted by id.
pub(super) fn events(articles: &[Article], setup: &Setup) -> Warned<Vec<group::Membership>> {
    group::events(features(articles, setup), &setup.config.group)
}

/// What grouping sees of the articles, the editor's hand with it.
pub(super) fn features(articles: &[Article], setup: &Setup) -> Vec<group::Features> {
    let one = |article| group::Features {
        apart: ingest::apart(article, &setup.config.events),
        ..group::features(article)
    };
    articles.par_iter().map(one).collect()
}

/// The articles that say something. One without a text has been told of, and `inspect articles`
/// shows what became of it; it would make an event without a word.
pub(super) fn speaking(articles: Vec<Article>) -> Vec<Article> {
    articles.into_iter().filter(|article| article.body().next().is_some()).collect()
}

/// The articles without dates that cannot be, and the day of the build.
pub(super) fn dated(
    mut articles: Vec<Article>,
    setup: &Setup,
    told: &mut Vec<Diagnostic>,
) -> (Vec<Article>, Option<NaiveDate>) {
    let built = setup.time(&mut articles).unpack(told);
    (articles, setup.today(built))
}

/// The events that the site keeps, as they are called, with their articles.
pub(super) fn found(
    mut articles: Vec<Article>,
    setup: &Setup,
    past: &mut Past,
    today: Option<NaiveDate>,
) -> Warned<Vec<Found>> {
    let mut events = events(&articles, setup);
    past.name(&mut events.value, &mut articles, today);
    let day = |one: &Article| Some(brief::day(one.published?, setup.config.timezone));
    let by_article = articles.iter().filter_map(|one| Some((one.id.as_str(), day(one)?))).collect();
    past.keep(&mut events.value, &Days { most: setup.config.keep_days, by_article });
    let mut shelf = article::Shelf::new(articles);
    let found = events.value.into_iter().map(|event| Found {
        articles: told_by(&event.articles, &mut shelf, setup),
        id: event.id,
        slug: event.slug,
        title: event.title,
        pin: event.pin,
        continues: event.continues,
    });
    Warned { value: found.collect(), diagnostics: events.diagnostics }
}

/// The articles of one event, without what recurs among them.
pub(super) fn told_by(ids: &[String], shelf: &mut article::Shelf, setup: &Setup) -> Vec<Article> {
    let mut articles = shelf.take(ids);
    ingest::clean_event(&mut articles, &setup.config.ingest);
    articles
}

/// The briefings, in the order of the events. Where some cannot be made, all reasons are told.
pub(super) fn briefings(
    found: Vec<Found>,
    setup: &Setup,
    memory: Option<&Memory>,
) -> Result<Warned<Vec<Briefing>>, Error> {
    let config = &setup.config;
    let make = |event| {
        brief::briefing(event, &setup.plugins, &config.brief, &config.edits, config.timezone)
    };
    let brief = |event| {
        let made = match memory {
            Some(memory) => memory.briefing(event, make),
            None => make(event),
        };
        setup.progress.step();
        made
    };
    let many = found.len();
    let all = || Ok(found.into_par_iter().map(brief).collect::<Vec<_>>());
    let made = setup.progress.over("events", many, || at_least(setup.programs.jobs(), all))?;
    let mut all = Warned::quiet(Vec::with_capacity(made.len()));
    let mut refused = Vec::new();
    for one in made {
        match one {
            Ok(briefing) => all.value.push(briefing.unpack(&mut all.diagnostics)),
            Err(error) => refused.push(error),
        }
    }
    if refused.is_empty() { Ok(all) } else { Err(Error::Refused(refused)) }
}

/// A site that is finished but not drawn.
pub(super) struct Finished {
    /// Every briefing that has a page.
    pub(super) briefings: Vec<Briefing>,
    /// When it was built.
    pub(super) built: DateTime<Utc>,
}

/// What is published of articles: the briefings with the editor's last word and what the past says
/// of them.
pub(super) fn finished(
    mut articles: Vec<Article>,
    setup: &Setup,
    past: &mut Past,
    memory: Option<&Memory>,
    told: &mut Vec<Diagnostic>,
) -> Result<Finished, Error> {
    let built = setup.time(&mut articles).unpack(told);
    let found = found(articles, setup, past, setup.today(built)).unpack(told);
    let mut briefings = briefings(found, setup, memory)?.unpack(told);
    told.extend(setup.programs.end());
    told.extend(setup.unused_edits(&briefings, past));
    briefings.retain(|briefing| !briefing.hidden);
    past.publish(&mut briefings);
    Ok(Finished { briefings, built })
}

impl Finished {
    /// Draws it, page by page; gives how many pages its lists have.
    pub(super) fn draw(
        &self,
        setup: &Setup,
        past: &Past,
        theme: &Files,
        sink: render::Sink<'_>,
    ) -> Result<Warned<BTreeMap<String, usize>>, Error> {
        let input = render::Input {
            briefings: &self.briefings,
            settings: &setup.config.site,
            files: theme,
            built: self.built,
            version: env!("CARGO_PKG_VERSION"),
            past: &past.shown(&self.briefings),
        };
        render::site(&input, sink).map_err(Error::Refused)
    }
}
