//! The past of a build: history.json, if it stands beside site.toml, before and after.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{NaiveDate, TimeDelta};
use q7x2_sdk::{Article, Briefing};

use crate::error::Error;
use crate::group::Membership;
use crate::history::{self, FILE, History, Seen};
use crate::{disk, render};

/// What was published before, and what is now.
#[derive(Debug)]
pub(super) struct Past {
    /// None where the site keeps no history; then everything is named by itself and nothing is new.
    history: Option<History>,
    /// The file as it was read.
    text: String,
    /// The day of the build, where it is known.
    today: Option<NaiveDate>,
}

impl Past {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it cannot be read, or is none that a build wrote.
    pub(super) fn read(root: &Path) -> Result<Self, Error> {
        let Some(text) = disk::kept(root, FILE)? else {
            return Ok(Self { history: None, text: String::new(), today: None });
        };
        let history = history::read(&text).map_err(|told| Error::Refused(vec![told]))?;
        Ok(Self { history: Some(history), text, today: None })
    }

    /// Gives events and articles the names that they had before, on the day of the build.
    pub(super) fn name(
        &mut self,
        events: &mut [Membership],
        articles: &mut [Article],
        today: Option<NaiveDate>,
    ) {
        self.today = today;
        let Some(history) = &mut self.history else { return };
        let by_id: BTreeMap<&str, &Article> =
            articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let seen: Vec<Seen<'_>> = events.iter().map(|event| seen(event, &by_id)).collect();
        let given = history.enter(&seen, today);
        let ids: BTreeMap<String, String> = events
            .iter()
            .zip(&given)
            .map(|(event, given)| (event.id.clone(), given.id.clone()))
            .collect();
        let mut identities = BTreeMap::new();
        for (event, given) in events.iter_mut().zip(given) {
            event.continues = event.continues.as_ref().and_then(|id| ids.get(id).cloned());
            (event.id, event.slug) = (given.id, given.slug);
            identities.extend(given.identities);
        }
        for article in articles {
            if let Some(first) = identities.remove(&article.id) {
                article.identity = first;
            }
        }
    }

    /// Leaves out what is older than the site keeps.
    pub(super) fn keep(&self, events: &mut Vec<Membership>, days: &Days<'_>) {
        let (Some(most), Some(today)) = (days.most, self.today) else { return };
        let first_day = |id: &str| self.history.as_ref().and_then(|history| history.first_day(id));
        let is_kept = |event: &Membership| {
            let day = days.newest(event).or_else(|| first_day(&event.id));
            day.is_none_or(|day| today - day < TimeDelta::days(i64::from(most)))
        };
        events.retain(is_kept);
    }

    /// Tells the briefings what is new in them, and writes down what they say.
    pub(super) fn publish(&mut self, briefings: &mut [Briefing]) {
        for briefing in briefings {
            if let Some(history) = &mut self.history {
                history.publish(briefing, self.today);
            }
        }
    }

    /// The address of the event that had a statement.
    pub(super) fn slug_of(&self, statement: &str) -> Option<&str> {
        self.history.as_ref()?.slug_of(statement)
    }

    /// What of the past the pages tell.
    pub(super) fn shown(&self, briefings: &[Briefing]) -> render::Past {
        let Some(history) = &self.history else { return render::Past::default() };
        let live: BTreeSet<&str> = briefings.iter().map(|one| one.event.as_str()).collect();
        render::Past {
            moved: history.moved(&live).into_iter().map(|one| (one.slug, one.event)).collect(),
            gone: history.gone(&live),
            apart: history.apart(&live),
            days: history.days(),
            lists: history.lists().map(|(folder, pages)| (folder.to_owned(), pages)).collect(),
        }
    }

    /// Brings the file up to date. True where its bytes are new.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub(super) fn write(
        mut self,
        root: &Path,
        lists: BTreeMap<String, usize>,
    ) -> Result<bool, Error> {
        let Some(history) = &mut self.history else { return Ok(false) };
        history.remember(lists);
        let text = history.print();
        if text == self.text {
            return Ok(false);
        }
        disk::keep(root, FILE, &text)?;
        Ok(true)
    }
}

fn seen<'a>(event: &'a Membership, by_id: &BTreeMap<&str, &'a Article>) -> Seen<'a> {
    let articles = event.articles.iter().filter_map(|id| by_id.get(id.as_str()).copied());
    Seen { id: &event.id, slug: &event.slug, articles: articles.collect() }
}

/// The days of articles, and how many of them a site keeps.
pub(super) struct Days<'a> {
    pub(super) most: Option<u32>,
    pub(super) by_article: BTreeMap<&'a str, NaiveDate>,
}

impl Days<'_> {
    fn newest(&self, event: &Membership) -> Option<NaiveDate> {
        event.articles.iter().filter_map(|id| self.by_article.get(id.as_str()).copied()).max()
    }
}
