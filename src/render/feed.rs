//! Feeds: of the site, of every outlet and of every tag, as Atom (RFC 4287) and as JSON Feed 1.1. The
//! site's own has the full text of its newest events; the others have ledes, for an event is in as
//! many of them as it has outlets and tags. An entry's id comes from its event's id, so that a site
//! may move without every reader seeing everything as new.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use q7x2_sdk::Briefing;
use q7x2_sdk::diagnostic::Diagnostic;
use serde_json::json;
use tera::Value;

use super::site::{Sink, Site, in_order};
use super::value::{clean, object, text, tongue};
use super::view::{self, EventView};
use super::{link, updated};

/// Events in a feed: about a week of a busy site; feed readers keep what they have seen.
pub(super) const ENTRIES: usize = 50;

/// A feed that is to be made.
pub(super) struct Feed {
    /// Its file without ending, from the site's root; empty for the site's own.
    pub(super) path: String,
    /// What it is of; none for the site itself.
    pub(super) name: Option<String>,
    /// Indices of its events, newest first.
    pub(super) events: Vec<usize>,
}

impl Feed {
    /// Whether it carries the full text of its events: the site's own.
    fn is_whole(&self) -> bool {
        self.path.is_empty()
    }

    fn atom_path(&self) -> String {
        if self.path.is_empty() { "atom.xml".to_owned() } else { format!("{}.atom.xml", self.path) }
    }

    fn json_path(&self) -> String {
        if self.path.is_empty() {
            "feed.json".to_owned()
        } else {
            format!("{}.feed.json", self.path)
        }
    }

    /// The page that it follows.
    fn page(&self) -> String {
        if self.path.is_empty() { "index.html".to_owned() } else { format!("{}.html", self.path) }
    }
}

/// One event as all feeds carry it.
struct Entry<'a> {
    briefing: &'a Briefing,
    /// The event as templates see it.
    card: Value,
    id: String,
    link: Option<String>,
    updated: String,
    /// Its full text, where it is among the newest of the site.
    content: Option<String>,
}

impl Entry<'_> {
    /// As the template of a feed sees it.
    fn view(&self, has_content: bool) -> Value {
        let content = self.content.as_deref().filter(|_| has_content);
        object([
            ("id", text(&self.id)),
            ("event", self.card.clone()),
            ("link", self.link.as_deref().map_or_else(Value::none, Value::from)),
            ("updated", text(&self.updated)),
            ("content", content.map_or_else(Value::none, text)),
        ])
    }
}

/// Writes all feeds.
pub(super) fn all(
    site: &Site,
    briefings: &[&Briefing],
    feeds: &[Feed],
    built: DateTime<Utc>,
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let wanted: BTreeSet<usize> =
        feeds.iter().flat_map(|feed| feed.events.iter().take(ENTRIES).copied()).collect();
    let wanted: Vec<usize> = wanted.into_iter().filter(|at| *at < briefings.len()).collect();
    let own: BTreeSet<usize> = feeds
        .iter()
        .filter(|feed| feed.is_whole())
        .flat_map(|feed| feed.events.iter().take(ENTRIES).copied())
        .collect();
    let entries = in_order(&wanted, |at| {
        let one = |briefing| entry(site, briefing, own.contains(at), built);
        briefings.get(*at).copied().map(one).transpose()
    })?;
    let entries: BTreeMap<usize, Entry<'_>> =
        wanted.into_iter().zip(entries).filter_map(|(at, entry)| Some((at, entry?))).collect();
    let all: Vec<&Entry<'_>> = entries.values().collect();
    let latest = newest(&all).unwrap_or_else(|| updated::rfc3339(built));
    for feed in feeds {
        let shown: Vec<&Entry<'_>> =
            feed.events.iter().take(ENTRIES).filter_map(|at| entries.get(at)).collect();
        sink(feed.atom_path(), atom(site, feed, &shown, &latest).map_err(|error| vec![error])?);
        sink(feed.json_path(), json(site, feed, &shown));
    }
    Ok(())
}

/// When the newest of a feed changed; nothing where none has a date.
fn newest(shown: &[&Entry<'_>]) -> Option<String> {
    let moment = |entry: &&Entry<'_>| DateTime::parse_from_rfc3339(&entry.updated).ok();
    let dated = shown.iter().filter(|entry| entry.briefing.published.is_some());
    let newest = dated.filter_map(|entry| Some((moment(entry)?, &entry.updated))).max();
    newest.map(|(_, updated)| updated.clone())
}

fn atom(
    site: &Site,
    feed: &Feed,
    shown: &[&Entry<'_>],
    latest: &str,
) -> Result<Vec<u8>, Diagnostic> {
    let path = feed.atom_path();
    let mut context = site.context(&path, "");
    let id = match (site.base.as_str(), feed.path.as_str()) {
        ("", "") => link::urn("q7x2 feed"),
        ("", path) => link::urn(&format!("q7x2 feed {path}")),
        (base, _) => format!("{base}/{path}"),
    };
    context.insert_value("id", Value::from(id));
    context.insert_value("updated", Value::from(newest(shown).as_deref().unwrap_or(latest)));
    let entries: Vec<Value> = shown.iter().map(|entry| entry.view(feed.is_whole())).collect();
    context.insert_value("entries", Value::from(entries));
    let name = feed.name.as_deref().map_or_else(Value::none, |name| text(&clean(name)));
    context.insert_value("feed", object([("name", name), ("page", Value::from(feed.page()))]));
    site.engine.render("atom.xml", &context, &path)
}

/// One entry. Its text is a page of its own, which the feed then carries as escaped HTML.
fn entry<'a>(
    site: &Site,
    briefing: &'a Briefing,
    is_whole: bool,
    built: DateTime<Utc>,
) -> Result<Entry<'a>, Diagnostic> {
    let seen = view::event(briefing, site.words());
    let path = format!("events/{}.html", briefing.slug);
    let card = seen.card.clone();
    let content = is_whole.then(|| content(site, &path, seen)).transpose()?;
    let link = (!site.base.is_empty()).then(|| format!("{}/{path}", site.base));
    let id = link::urn(&format!("q7x2 event {}", briefing.event));
    let updated = updated::of(briefing, built);
    Ok(Entry { briefing, card, id, link, updated, content })
}

fn content(site: &Site, path: &str, seen: EventView) -> Result<String, Diagnostic> {
    let mut context = site.context(path, "");
    context.insert_value("event", seen.card);
    for (key, part) in seen.body {
        context.insert_value(key, part);
    }
    let page = format!("the entry of {path} in atom.xml");
    let content = site.engine.render("feed-entry.html", &context, &page)?;
    Ok(String::from_utf8_lossy(&content).into_owned())
}

/// A JSON Feed.
fn json(site: &Site, feed: &Feed, shown: &[&Entry<'_>]) -> Vec<u8> {
    let global = |name: &'static str| site.about(name);
    let address = |path: String| (!site.base.is_empty()).then(|| format!("{}/{path}", site.base));
    let title = match &feed.name {
        Some(name) => format!("{} – {}", clean(name), global("title")),
        None => global("title"),
    };
    let items = shown.iter().map(|entry| item(entry, feed.is_whole()));
    let items: Vec<serde_json::Value> = items.collect();
    let mut made = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address(feed.page()),
        "feed_url": address(feed.json_path()),
        "description": global("description"),
        "language": global("language"),
        "authors": [{ "name": global("author") }],
        "items": items,
    });
    if let Some(map) = made.as_object_mut() {
        map.retain(|_, value| !value.is_null() && value != "");
    }
    let mut bytes = serde_json::to_vec_pretty(&made).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item(entry: &Entry<'_>, is_whole: bool) -> serde_json::Value {
    let lede = entry.briefing.summary().first().map(|one| clean(&one.statement.text));
    let (language, _) = tongue(entry.briefing.language.as_deref());
    let mut item = json!({
        "id": entry.id,
        "url": entry.link,
        "title": clean(&entry.briefing.title),
        "summary": lede,
        "content_html": entry.content.as_deref().filter(|_| is_whole),
        "content_text": lede.as_deref().filter(|_| !is_whole),
        "date_modified": entry.updated,
        "language": language,
    });
    if let Some(map) = item.as_object_mut() {
        map.retain(|_, value| !value.is_null() && value != "");
    }
    item
}
