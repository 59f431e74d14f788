//! What leads from an event to others: the one that it goes on from, those that go on from it, and
//! those that were part of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::Briefing;
use tera::{Context, Value};

use super::value::{clean, list, object, text, tongue, value};
use super::words::Words;

/// What pages tell of the past. Empty where the site keeps no history.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// The event whose page an address below `events/` leads to, by the address without ending.
    pub moved: BTreeMap<String, String>,
    /// The event that had an address below `events/` and is gone, by the address without ending.
    pub gone: BTreeMap<String, String>,
    /// Events that others were part of, with these others.
    pub apart: BTreeMap<String, Vec<String>>,
    /// Every day that had a page.
    pub days: BTreeSet<NaiveDate>,
    /// The highest number that a page of a list has had, by the folder of its pages.
    pub lists: BTreeMap<String, usize>,
}

/// The events and how they lead to one another.
pub(super) struct Around<'a> {
    pub(super) pages: BTreeMap<&'a str, Page<'a>>,
    /// By event those that go on from it, the first first.
    next: BTreeMap<&'a str, &'a str>,
    pub(super) past: &'a Past,
}

/// An event's page, and the link that leads there.
pub(super) struct Page<'a> {
    pub(super) slug: &'a str,
    pub(super) link: Value,
}

impl<'a> Around<'a> {
    pub(super) fn of(words: &Words, briefings: &[&'a Briefing], past: &'a Past) -> Self {
        let pages = briefings.iter().map(|one| (one.event.as_str(), page(words, one)));
        let mut next: BTreeMap<&str, ((bool, Option<NaiveDate>), &str)> = BTreeMap::new();
        for briefing in briefings {
            let Some(earlier) = briefing.continues.as_deref() else { continue };
            let own = ((briefing.day.is_none(), briefing.day), briefing.event.as_str());
            let known = next.entry(earlier).or_insert(own);
            *known = own.min(*known);
        }
        let next = next.into_iter().map(|(event, (_, next))| (event, next)).collect();
        Self { pages: pages.collect(), next, past }
    }

    /// Adds what leads from an event to others: `previous`, `next` and `apart`.
    pub(super) fn fill(&self, context: &mut Context, briefing: &Briefing) {
        let link = |id: &str| self.pages.get(id).map(|page| page.link.clone());
        let or_none = |link: Option<Value>| link.unwrap_or_else(Value::none);
        let previous = briefing.continues.as_deref().and_then(link);
        let next = self.next.get(briefing.event.as_str()).and_then(|id| link(id));
        let apart = self.past.apart.get(&briefing.event).into_iter().flatten();
        context.insert_value("previous", or_none(previous));
        context.insert_value("next", or_none(next));
        context.insert_value("apart", list(apart.filter_map(|id| link(id))));
    }
}

fn page<'a>(words: &Words, briefing: &'a Briefing) -> Page<'a> {
    let (language, direction) = tongue(briefing.language.as_deref());
    let day = briefing.day.map_or_else(Value::none, |day| value(&words.day(day)));
    let link = object([
        ("title", text(&clean(&briefing.title))),
        ("path", Value::from(format!("events/{}.html", briefing.slug))),
        ("day", day),
        ("language", Value::from(language)),
        ("direction", Value::from(direction)),
    ]);
    Page { slug: &briefing.slug, link }
}
