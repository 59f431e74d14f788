//! The past as pages show it: which events lead to one another, and small pages that stand where a
//! page once was and lead on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::Briefing;
use q7x2_sdk::diagnostic::Diagnostic;
use tera::{Context, Value};

use super::site::{Sink, Site};
use super::value::{clean, list, object, text, tongue, value};

/// What pages tell of the past. Empty where the site keeps no history.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// The event whose page an address below `events/` leads to, by the address without ending.
    pub moved: BTreeMap<String, String>,
    /// Events that others were part of, with these others.
    pub apart: BTreeMap<String, Vec<String>>,
    /// Every day that had a page.
    pub days: BTreeSet<NaiveDate>,
    /// The highest number that a page of a list has had, by the folder of its pages.
    pub lists: BTreeMap<String, usize>,
}

/// The events and how they lead to one another.
pub(super) struct Around<'a> {
    pages: BTreeMap<&'a str, Page<'a>>,
    /// By event those that go on from it, the first first.
    next: BTreeMap<&'a str, &'a str>,
    past: &'a Past,
}

/// An event's page, and the link that leads there.
struct Page<'a> {
    slug: &'a str,
    link: Value,
}

impl<'a> Around<'a> {
    pub(super) fn of(site: &Site, briefings: &[&'a Briefing], past: &'a Past) -> Self {
        let pages = briefings.iter().map(|one| (one.event.as_str(), page(site, one)));
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

fn page<'a>(site: &Site, briefing: &'a Briefing) -> Page<'a> {
    let (language, direction) = tongue(briefing.language.as_deref());
    let day = briefing.day.map_or_else(Value::none, |day| value(&site.words().day(day)));
    let link = object([
        ("title", text(&clean(&briefing.title))),
        ("path", Value::from(format!("events/{}.html", briefing.slug))),
        ("day", day),
        ("language", Value::from(language)),
        ("direction", Value::from(direction)),
    ]);
    Page { slug: &briefing.slug, link }
}

/// Pages and data of events that have become part of another.
pub(super) fn moved(
    site: &Site,
    around: &Around<'_>,
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let own: BTreeSet<&str> = around.pages.values().map(|page| page.slug).collect();
    for (slug, event) in &around.past.moved {
        let Some(page) = around.pages.get(event.as_str()) else { continue };
        if own.contains(slug.as_str()) {
            continue;
        }
        leads_on(site, &format!("events/{slug}.html"), page.link.clone(), sink)?;
        let to = format!("{}.json", page.slug);
        let data = serde_json::json!({ "event": event, "moved": to });
        sink(format!("events/{slug}.json"), format!("{data}\n").into_bytes());
    }
    Ok(())
}

/// Pages of days whose events are all gone, and of lists that have fewer pages than before.
pub(super) fn vacant(
    site: &Site,
    past: &Past,
    days: &BTreeSet<NaiveDate>,
    lists: &BTreeMap<String, usize>,
    taken: impl Fn(&str) -> bool,
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let to = |path: &str, title: &str| {
        object([("title", text(title)), ("path", text(path)), ("day", Value::none())])
    };
    let archive = to("archive.html", site.words().text("archive"));
    for day in past.days.difference(days) {
        leads_on(site, &format!("days/{day}.html"), archive.clone(), sink)?;
    }
    let home = to("index.html", site.words().text("all_events"));
    for (folder, pages) in &past.lists {
        let first = format!("{folder}.html");
        let (least, target) = match folder.as_str() {
            "home" => (1, home.clone()),
            _ => (2, to(&first, site.words().text("back_home"))),
        };
        if folder != "home" && !taken(&first) {
            continue;
        }
        let now = lists.get(folder).copied().unwrap_or_default();
        for number in (now + 1).max(least)..=*pages {
            leads_on(site, &format!("{folder}/{number}.html"), target.clone(), sink)?;
        }
    }
    Ok(())
}

/// A small page that leads on.
fn leads_on(site: &Site, path: &str, target: Value, sink: Sink<'_>) -> Result<(), Vec<Diagnostic>> {
    let root = match path.matches('/').count() {
        0 => "",
        1 => "../",
        _ => "../../",
    };
    let mut context = site.context(path, root);
    context.insert_value("target", target);
    let page = site.engine.render("moved.html", &context, path).map_err(|error| vec![error])?;
    sink(path.to_owned(), page);
    Ok(())
}
