//! Render: briefings in, files of the site out, page by page. Templates see `view.rs`, not the
//! nouns.
//!
//! Nothing here reads a file or a clock, and nothing asks for the previous output. Links between
//! pages are relative and name the file; only 404.html, canonical links and the feed use
//! `base_url`.

mod around;
mod asked;
mod budget;
mod chain;
mod count;
mod data;
mod edition;
mod embedded;
mod engine;
mod feed;
#[cfg(test)]
mod fixture;
mod link;
mod linked;
mod lint;
mod list;
mod machine;
mod mail;
mod meter;
mod name;
mod option;
mod search;
mod site;
mod size;
mod style;
#[cfg(test)]
mod tests;
mod theme;
mod token;
mod topic;
mod unknown;
mod updated;
mod vacant;
mod value;
mod view;
mod weight;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::Briefing;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use around::Around;
pub use around::Past;
pub use asked::{Mail, Robots, TagRule};
use chrono::{DateTime, Utc};
use edition::Editions;
pub use embedded::BUILT_IN;
use feed::Feed;
use list::Lists;
use machine::Listed;
pub use option::Chosen;
pub use site::{HOME_DAYS, Input, Settings, Sink};
use site::{Site, in_order};
pub use theme::THEME_API;
use topic::Topics;
use view::EventView;

/// Briefings turned into pages at a time: enough for all processors, few enough to keep memory
/// flat.
const BATCH: usize = 256;

/// Renders the whole site into `sink`: assets, then events by id, then sources, home pages, days,
/// archive and corrections, 404 and feed, and what leads on. The order of `briefings` and the number
/// of threads do not show. Gives how many pages its lists have, by the folder of their pages.
///
/// # Errors
/// Where the theme or a template is at fault. Files already given to `sink` are then not a site.
pub fn site(input: &Input<'_>, sink: Sink<'_>) -> Result<Warned<Lists>, Vec<Diagnostic>> {
    let (site, diagnostics) = Site::new(input)?;
    let mut seen = Paths::default();
    let mut give = |path: String, bytes: Vec<u8>| {
        seen.add(&path);
        sink(path, bytes);
    };
    for asset in site.theme.assets.values() {
        give(asset.path.clone(), asset.bytes.clone());
    }
    let mut briefings: Vec<&Briefing> = input.briefings.iter().collect();
    briefings.sort_by(|a, b| a.event.cmp(&b.event));
    one_address_each(&briefings)?;
    let around = Around::of(site.words(), &briefings, input.past);
    let topics = Topics::of(&briefings, &input.settings.tags);
    let events = events(&site, &briefings, (&around, &topics), &mut give)?;
    let order = list::order(&events);
    let mut lists = list::sources(&site, &events, &mut give)?;
    lists.extend(list::home(&site, &events, &order, input.settings.home_days, &mut give)?);
    lists.extend(topics.pages(&site, &events, &order, &mut give)?);
    let editions = Editions::of(&events);
    lists.extend(editions.pages(&site, &mut give)?);
    editions.archive(&site, &mut give)?;
    lists.extend(edition::corrections(&site, &events, &mut give)?);
    let mut firsts = list::outlets(&events);
    for event in &events {
        firsts.insert(event.path.clone());
        if event.list.is_some() {
            lists.insert(event.path.trim_end_matches(".html").to_owned(), 2);
        }
    }
    let days = editions.days();
    firsts.extend(days.iter().map(|day| edition::day_path(*day)));
    firsts.insert("corrections.html".to_owned());
    firsts.extend(topics.all.iter().map(|topic| format!("{}.html", topic.path)));
    editions.mail(&site, &input.settings.mail, &mut give)?;
    let mut feeds = feeds(&events, &order, &topics);
    feeds.extend(vacant::feeds(input.past, &firsts));
    feed::all(&site, &briefings, &feeds, input.built, &mut give)?;
    search::all(&site, &events, &briefings, &order, &mut give)?;
    let pages = seen.pages();
    let mut give = |path: String, bytes: Vec<u8>| {
        seen.add(&path);
        sink(path, bytes);
    };
    vacant::moved(&site, &around, &mut give)?;
    vacant::gone(&site, input.past, &mut give)?;
    let now = (&days, &lists, &firsts);
    vacant::vacant(&site, input.past, now, &input.settings.mail, &mut give)?;
    let pages = listed(pages, &events, &briefings, input.built);
    for (path, bytes) in for_machines(&site, &pages, input.settings) {
        give(path, bytes);
    }
    for (path, bytes) in &site.theme.verbatim {
        seen.check(path)?;
        sink(path.clone(), bytes.clone());
    }
    Ok(Warned { value: lists, diagnostics })
}

/// Events' pages and data; gives what lists need of them, in the order of the briefings.
fn events(
    site: &Site,
    briefings: &[&Briefing],
    (around, topics): (&Around<'_>, &Topics),
    sink: Sink<'_>,
) -> Result<Vec<EventView>, Vec<Diagnostic>> {
    let numbered: Vec<(usize, &Briefing)> = briefings.iter().copied().enumerate().collect();
    let mut events = Vec::with_capacity(briefings.len());
    for batch in numbered.chunks(BATCH) {
        for made in in_order(batch, |event| site.event(*event, around, topics))? {
            made.files.into_iter().for_each(|(path, bytes)| sink(path, bytes));
            events.push(made.event);
        }
    }
    Ok(events)
}

/// The feeds of the site, of outlets and of tags.
fn feeds(events: &[EventView], order: &[usize], topics: &Topics) -> Vec<Feed> {
    let mut feeds = vec![Feed { path: String::new(), name: None, events: order.to_vec() }];
    feeds.extend(list::followed(events, order));
    let tags = topics.tags(order).into_iter();
    feeds.extend(tags.map(|(topic, events)| Feed {
        path: topic.path.clone(),
        name: Some(topic.name.clone()),
        events,
    }));
    feeds
}

/// The pages of a sitemap: all but what only servers and mail readers show. An event's changed when
/// it did.
fn listed(
    pages: Vec<String>,
    events: &[EventView],
    briefings: &[&Briefing],
    built: DateTime<Utc>,
) -> Vec<Listed> {
    let dated = events.iter().zip(briefings).filter(|(_, briefing)| briefing.published.is_some());
    let changed: BTreeMap<&str, String> = dated
        .map(|(event, briefing)| (event.path.as_str(), updated::of(briefing, built)))
        .collect();
    let is_listed = |path: &String| path != "404.html" && !path.starts_with("mail/");
    let pages = pages.into_iter().filter(is_listed);
    pages.map(|path| (path.clone(), changed.get(path.as_str()).cloned())).collect()
}

/// What programs read; a file of the site's own `static/` stands in the place of each.
fn for_machines(site: &Site, pages: &[Listed], settings: &Settings) -> Vec<(String, Vec<u8>)> {
    let mut files = machine::sitemaps(site, pages);
    files.extend(machine::robots(site, &settings.robots));
    files.push((".nojekyll".to_owned(), Vec::new()));
    if !settings.cname.is_empty() {
        files.push(("CNAME".to_owned(), format!("{}\n", settings.cname).into_bytes()));
    }
    files.retain(|(path, _)| !site.theme.verbatim.contains_key(path));
    files
}

/// Two events under one address would be one page, and half of the site lost. Their addresses hold
/// six digits of their ids, so it takes two events of one title in sixteen million.
fn one_address_each(briefings: &[&Briefing]) -> Result<(), Vec<Diagnostic>> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for briefing in briefings {
        if let Some(other) = seen.insert(&briefing.slug, &briefing.event) {
            let message = format!(
                "events {other} and {} have one address, events/{}.html",
                briefing.event, briefing.slug
            );
            return Err(vec![
                Diagnostic::error(message)
                    .hint("pin one of them in the front matter of its articles: event = \"…\""),
            ]);
        }
    }
    Ok(())
}

/// The paths given out, folded, since some file systems do not tell `A` from `a`.
#[derive(Debug, Default)]
struct Paths {
    folded: BTreeSet<String>,
    /// Pages as they are written.
    pages: BTreeSet<String>,
}

impl Paths {
    fn add(&mut self, path: &str) {
        self.folded.insert(path.to_lowercase());
        if path.ends_with(".html") {
            self.pages.insert(path.to_owned());
        }
    }

    /// The pages so far.
    fn pages(&self) -> Vec<String> {
        self.pages.iter().cloned().collect()
    }

    /// A file of `static/` may not stand where a page does.
    fn check(&self, path: &str) -> Result<(), Vec<Diagnostic>> {
        let folded = path.to_lowercase();
        let taken = self.folded.contains(&folded) || folded.starts_with(".q7x2/");
        if !taken {
            return Ok(());
        }
        let error = Diagnostic::error(format!(
            "`static/{path}` would replace `{path}`, which q7x2 writes itself"
        ));
        Err(vec![error.at(Place::file(format!("static/{path}"))).hint("give it another name")])
    }
}
