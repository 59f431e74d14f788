//! Small pages that stand where a page once was and lead on.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::diagnostic::Diagnostic;
use tera::Value;

use super::around::{Around, Past};
use super::asked::Mail;
use super::edition::month_path;
use super::feed::Feed;
use super::mail;
use super::site::{Sink, Site};
use super::value::{object, text};

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
        let target = (format!("events/{}.html", page.slug), page.link.clone());
        leads_on(site, &format!("events/{slug}.html"), &target, sink)?;
        if around.past.lists.contains_key(&format!("events/{slug}")) {
            leads_on(site, &format!("events/{slug}/2.html"), &target, sink)?;
        }
        let to = format!("{}.json", page.slug);
        let data = serde_json::json!({ "event": event, "moved": to });
        sink(format!("events/{slug}.json"), format!("{data}\n").into_bytes());
    }
    Ok(())
}

/// Small pages that say so where events were that have no page now and lead to none.
pub(super) fn gone(site: &Site, past: &Past, sink: Sink<'_>) -> Result<(), Vec<Diagnostic>> {
    for (slug, event) in &past.gone {
        let path = format!("events/{slug}.html");
        let context = site.context(&path, root(&path));
        let page = site.engine.render("gone.html", &context, &path);
        sink(path, page.map_err(|error| vec![error])?);
        if past.lists.contains_key(&format!("events/{slug}")) {
            let first = format!("events/{slug}.html");
            let target = to(&first, site.words().text("gone_title"));
            leads_on(site, &format!("events/{slug}/2.html"), &target, sink)?;
        }
        let data = serde_json::json!({ "event": event, "gone": true });
        sink(format!("events/{slug}.json"), format!("{data}\n").into_bytes());
    }
    Ok(())
}

/// Feeds of outlets and tags that no event has now: who reads one may keep it, with nothing in it.
pub(super) fn feeds(past: &Past, firsts: &BTreeSet<String>) -> Vec<Feed> {
    let had_feed = |folder: &&String| folder.starts_with("sources/") || folder.starts_with("tags/");
    let is_gone = |folder: &&String| !firsts.contains(&format!("{folder}.html"));
    let folders = past.lists.keys().filter(had_feed).filter(is_gone);
    folders.map(|path| Feed { path: path.clone(), name: None, events: Vec::new() }).collect()
}

/// Pages of days whose events are all gone, and of lists that have fewer pages than before. What
/// there is now: the days that have a page, how many pages lists have, and the first page of each
/// list.
pub(super) fn vacant(
    site: &Site,
    past: &Past,
    (days, lists, firsts): (&BTreeSet<NaiveDate>, &BTreeMap<String, usize>, &BTreeSet<String>),
    mail: &Mail,
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let archive = to("archive.html", site.words().text("archive"));
    for day in past.days.difference(days) {
        leads_on(site, &format!("days/{day}.html"), &archive, sink)?;
        leads_on(site, &format!("mail/{day}.html"), &archive, sink)?;
        mail::gone(site, *day, mail).into_iter().for_each(|(path, bytes)| sink(path, bytes));
    }
    let months = |days: &BTreeSet<NaiveDate>| -> BTreeSet<String> {
        days.iter().map(|day| month_path(*day)).collect()
    };
    for path in months(&past.days).difference(&months(days)) {
        leads_on(site, path, &archive, sink)?;
    }
    let home = to("index.html", site.words().text("all_events"));
    for (folder, pages) in &past.lists {
        let first = format!("{folder}.html");
        let (least, target) = match folder.as_str() {
            "home" => (1, home.clone()),
            _ => (2, to(&first, site.words().text("back_home"))),
        };
        if folder != "home" && !firsts.contains(&first) {
            if !folder.starts_with("events/") {
                list_gone(site, (folder, *pages), &archive, sink)?;
            }
            continue;
        }
        let now = lists.get(folder).copied().unwrap_or_default();
        for number in (now + 1).max(least)..=*pages {
            leads_on(site, &format!("{folder}/{number}.html"), &target, sink)?;
        }
    }
    Ok(())
}

/// Pages of an outlet or a tag that no event has now, or of a name that events no longer share.
fn list_gone(
    site: &Site,
    (folder, pages): (&str, usize),
    archive: &(String, Value),
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    leads_on(site, &format!("{folder}.html"), archive, sink)?;
    for number in 2..=pages {
        leads_on(site, &format!("{folder}/{number}.html"), archive, sink)?;
    }
    Ok(())
}

/// A path with what is said of the page there.
fn to(path: &str, title: &str) -> (String, Value) {
    let link = object([("title", text(title)), ("path", text(path)), ("day", Value::none())]);
    (path.to_owned(), link)
}

/// The way from a page to the folder of the site.
fn root(path: &str) -> &'static str {
    match path.matches('/').count() {
        0 => "",
        1 => "../",
        _ => "../../",
    }
}

/// A small page that leads on, to a path with what is said of it. For a search engine that is the
/// page now.
fn leads_on(
    site: &Site,
    path: &str,
    (to, target): &(String, Value),
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let mut context = site.context(path, root(path));
    context.insert_value("target", target.clone());
    context.insert_value("canonical", site.canonical(to));
    let page = site.engine.render("moved.html", &context, path).map_err(|error| vec![error])?;
    sink(path.to_owned(), page);
    Ok(())
}
