//! Feed: `atom.xml` (RFC 4287) with the full text of the newest events. An entry's id comes from
//! its event's id, so that a site may move without every reader seeing everything as new.

use chrono::{DateTime, SecondsFormat, Utc};
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::{Briefing, Published};
use tera::Value;

use super::site::{Site, in_order};
use super::value::object;
use super::{link, view};

/// Events in the feed: about a week of a busy site; feed readers keep what they have seen.
pub(super) const ENTRIES: usize = 50;

/// The feed of these briefings, in their order.
pub(super) fn atom(
    site: &Site,
    briefings: &[&Briefing],
    built: DateTime<Utc>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let entries = in_order(briefings, |briefing| entry(site, briefing, built))?;
    let newest =
        briefings.iter().filter_map(|briefing| briefing.published).max_by_key(Published::timestamp);
    let mut context = site.context("atom.xml", "");
    let id = if site.base.is_empty() {
        link::urn("q7x2 feed")
    } else {
        format!("{}/atom.xml", site.base)
    };
    context.insert_value("id", Value::from(id));
    context.insert_value("updated", Value::from(updated(newest, built)));
    context.insert_value("entries", Value::from(entries));
    site.engine.render("atom.xml", &context, "atom.xml").map_err(|error| vec![error])
}

/// One entry. Its text is a page of its own, which the feed then carries as escaped HTML.
fn entry(site: &Site, briefing: &Briefing, built: DateTime<Utc>) -> Result<Value, Diagnostic> {
    let seen = view::event(briefing, site.words());
    let path = format!("events/{}.html", briefing.slug);
    let mut context = site.context(&path, "");
    context.insert_value("event", seen.card.clone());
    for (key, part) in seen.body {
        context.insert_value(key, part);
    }
    let content = site.engine.render(
        "feed-entry.html",
        &context,
        &format!("the entry of {path} in atom.xml"),
    )?;
    let link = (!site.base.is_empty()).then(|| format!("{}/{path}", site.base));
    Ok(object([
        ("id", Value::from(link::urn(&format!("q7x2 event {}", briefing.event)))),
        ("event", seen.card),
        ("link", link.map_or_else(Value::none, Value::from)),
        ("updated", Value::from(updated(briefing.published, built))),
        ("content", Value::from(String::from_utf8_lossy(&content).as_ref())),
    ]))
}

/// RFC 3339; a day alone counts from its start in UTC, since Atom knows no days.
fn updated(published: Option<Published>, built: DateTime<Utc>) -> String {
    match published {
        Some(Published::Time(time)) => time.to_rfc3339_opts(SecondsFormat::Secs, true),
        Some(Published::Day(day)) => format!("{day}T00:00:00Z"),
        None => built.to_rfc3339_opts(SecondsFormat::Secs, true),
    }
}
