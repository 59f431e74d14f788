//! Lists: the home pages, a page for every outlet, and 404. Each holds no more than its share, so
//! that the work for a site grows with its events and not with their square.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_sdk::diagnostic::Diagnostic;
use tera::{Context, Value};

use super::feed::Feed;
use super::site::{Sink, Site, in_order};
use super::value::{field, object};
use super::view::{Contribution, EventView};

/// How many pages lists have, by the folder of their pages.
pub(super) type Lists = BTreeMap<String, usize>;

/// Events on one of the further home pages.
const EVENTS_A_PAGE: usize = 60;
/// Events on the front page, however busy the days: some 400 kB.
const MOST_ON_HOME: usize = 240;
/// Events on one page of an outlet.
const CONTRIBUTIONS_A_PAGE: usize = 40;
/// Pages rendered before they are handed out.
const BATCH: usize = 64;

/// The events as lists show them: newest edition first, then by origins.
pub(super) fn order(events: &[EventView]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|at| events.get(*at).map(|event| &event.order));
    order
}

/// `index.html` with the newest days, `home/1.html` … with all others, and `404.html`. The pages are
/// counted from the oldest, so that what stands on one does not move to the next with every day.
pub(super) fn home(
    site: &Site,
    events: &[EventView],
    order: &[usize],
    most_days: usize,
    sink: Sink<'_>,
) -> Result<Lists, Vec<Diagnostic>> {
    let newest = newest(events, order, most_days);
    let (front, rest) = order.split_at_checked(newest).unwrap_or((order, &[]));
    let oldest_first: Vec<&[usize]> = rest.rchunks(EVENTS_A_PAGE).collect();
    let all = oldest_first.len();
    // The front page is number 0: a site without events has one, too.
    let pages: Vec<(usize, &[usize])> =
        std::iter::once(front).chain(oldest_first).enumerate().collect();
    render(&pages, sink, |(number, share)| {
        let path = home_path(*number);
        let mut context = site.context(&path, if *number == 0 { "" } else { "../" });
        let shown = || share.iter().filter_map(|at| events.get(*at));
        context.insert_value("days", days(site, shown()));
        context.insert_value("pager", home_pager(site, *number, all, shown()));
        context.insert_value("total", Value::from(events.len() as u64));
        Ok((path.clone(), site.engine.render("index.html", &context, &path)?))
    })?;
    sink("404.html".to_owned(), lost(site).map_err(|error| vec![error])?);
    Ok(Lists::from([("home".to_owned(), all)]))
}

/// How many events the front page has: those of the newest days, whole days as long as there is
/// room. What has no date counts as one day more.
fn newest(events: &[EventView], order: &[usize], most_days: usize) -> usize {
    let day = |at: &usize| events.get(*at).and_then(|event| event.order.day());
    let mut shown = 0;
    for group in order.chunk_by(|a, b| day(a) == day(b)).take(most_days) {
        if shown > 0 && shown + group.len() > MOST_ON_HOME {
            break;
        }
        shown += group.len();
    }
    shown.min(MOST_ON_HOME)
}

/// `index.html` is number 0.
fn home_path(number: usize) -> String {
    if number == 0 { "index.html".to_owned() } else { format!("home/{number}.html") }
}

/// `pager` of the home pages: its text says from when to when.
fn home_pager<'a>(
    site: &Site,
    number: usize,
    all: usize,
    shown: impl Iterator<Item = &'a EventView>,
) -> Value {
    if all == 0 {
        return Value::none();
    }
    let days: BTreeSet<NaiveDate> = shown.filter_map(|event| event.order.day()).collect();
    let words = site.words();
    let text = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => {
            let (from, to) = (words.day(*first).text, words.day(*last).text);
            words.fill("days_from_to", &[("from", &from), ("to", &to)])
        }
        (Some(day), _) => words.day(*day).text,
        _ => words.text("undated").to_owned(),
    };
    let path = |number: usize| Value::from(home_path(number));
    let (newer, older) = match number {
        0 => (Value::none(), path(all)),
        1 if all == 1 => (path(0), Value::none()),
        1 => (path(2), Value::none()),
        number if number == all => (path(0), path(number - 1)),
        number => (path(number + 1), path(number - 1)),
    };
    object([
        ("number", Value::from(number as u64)),
        ("all", Value::from(all as u64)),
        ("text", Value::from(text)),
        ("newer", newer),
        ("older", older),
    ])
}

/// The page that a server gives for every address it does not know, so its links cannot be
/// relative.
fn lost(site: &Site) -> Result<Vec<u8>, Diagnostic> {
    let mut context = site.context("404.html", "");
    context.insert_value("root", Value::from(format!("{}/", site.base)));
    context.insert_value("canonical", Value::none());
    site.engine.render("404.html", &context, "404.html")
}

/// Cards under their days.
fn days<'a>(site: &Site, events: impl Iterator<Item = &'a EventView>) -> Value {
    let mut days: Vec<(Value, Vec<Value>)> = Vec::new();
    for card in events.map(|event| &event.card) {
        let day = field(card, "day");
        match days.last_mut() {
            Some((known, members)) if *known == day => members.push(card.clone()),
            _ => days.push((day, vec![card.clone()])),
        }
    }
    let views = days.into_iter().map(|(day, members)| {
        let heading = if day.is_none() {
            Value::from(site.words().text("undated"))
        } else {
            field(&day, "text")
        };
        let path = members.first().map_or_else(Value::none, |card| field(card, "day_path"));
        object([
            ("day", day),
            ("heading", heading),
            ("path", path),
            ("events", Value::from(members)),
        ])
    });
    Value::from(views.collect::<Vec<Value>>())
}

/// One outlet and what it gave to which event.
struct Outlet<'a> {
    slug: &'a str,
    name: &'a str,
    /// Whether it has a name of its own, so that somebody may follow it.
    named: bool,
    notes: Vec<&'a str>,
    /// Event (index into the events in order of lists) with its articles of this outlet.
    events: Vec<(&'a EventView, Vec<&'a Contribution>)>,
}

/// `sources/<slug>.html`, `sources/<slug>/2.html` …, by slug.
pub(super) fn sources(
    site: &Site,
    events: &[EventView],
    sink: Sink<'_>,
) -> Result<Lists, Vec<Diagnostic>> {
    let mut outlets: BTreeMap<&str, Outlet<'_>> = BTreeMap::new();
    for event in order(events).into_iter().filter_map(|at| events.get(at)) {
        for contribution in &event.contributions {
            let Contribution { slug, outlet, named, trust_note, .. } = contribution;
            let (notes, events) = (Vec::new(), Vec::new());
            let empty = Outlet { slug, name: outlet, named: *named, notes, events };
            let outlet = outlets.entry(slug).or_insert(empty);
            match outlet.events.last_mut() {
                Some((known, members)) if std::ptr::eq(*known, event) => members.push(contribution),
                _ => outlet.events.push((event, vec![contribution])),
            }
            if let Some(note) = trust_note.as_deref().filter(|note| !outlet.notes.contains(note)) {
                outlet.notes.push(note);
            }
        }
    }
    let count = |outlet: &Outlet<'_>| outlet.events.len().div_ceil(CONTRIBUTIONS_A_PAGE);
    let pages: Vec<(&Outlet<'_>, usize)> = outlets
        .values()
        .flat_map(|outlet| (1..=count(outlet)).map(move |number| (outlet, number)))
        .collect();
    render(&pages, sink, |(outlet, number)| source(site, outlet, *number))?;
    Ok(outlets.values().map(|outlet| (format!("sources/{}", outlet.slug), count(outlet))).collect())
}

/// The pages of all outlets.
pub(super) fn outlets(events: &[EventView]) -> BTreeSet<String> {
    let all = events.iter().flat_map(|event| &event.contributions);
    all.map(|one| format!("sources/{}.html", one.slug)).collect()
}

/// The named outlets, each with its page without ending and its events, newest first.
pub(super) fn followed(events: &[EventView], order: &[usize]) -> Vec<Feed> {
    let mut feeds: BTreeMap<&str, Feed> = BTreeMap::new();
    for at in order {
        let given = events.get(*at).into_iter().flat_map(|event| &event.contributions);
        for one in given.filter(|one| one.named) {
            let feed = feeds.entry(&one.slug).or_insert_with(|| Feed {
                path: format!("sources/{}", one.slug),
                name: Some(one.outlet.clone()),
                events: Vec::new(),
            });
            if feed.events.last() != Some(at) {
                feed.events.push(*at);
            }
        }
    }
    feeds.into_values().collect()
}

fn source(
    site: &Site,
    outlet: &Outlet<'_>,
    number: usize,
) -> Result<(String, Vec<u8>), Diagnostic> {
    let (first, folder) =
        (format!("sources/{}.html", outlet.slug), format!("sources/{}", outlet.slug));
    let all = outlet.events.len().div_ceil(CONTRIBUTIONS_A_PAGE);
    let pager = Pager { first: &first, folder: &folder, all };
    let path = pager.path(number);
    let mut context = site.context(&path, if number == 1 { "../" } else { "../../" });
    let words = site.words();
    let articles: usize = outlet.events.iter().map(|(_, articles)| articles.len()).sum();
    let counted = [words.count("articles", articles), words.count("events", outlet.events.len())];
    let summary =
        words.fill("source_summary", &[("articles", &counted[0]), ("events", &counted[1])]);
    let outlet_view = object([
        ("name", Value::from(outlet.name)),
        ("slug", Value::from(outlet.slug)),
        ("path", Value::from(first.as_str())),
        ("summary", Value::from(summary)),
        ("feed", if outlet.named { Value::from(folder.as_str()) } else { Value::none() }),
        (
            "trust_notes",
            Value::from(outlet.notes.iter().map(|note| Value::from(*note)).collect::<Vec<_>>()),
        ),
    ]);
    let share = outlet.events.chunks(CONTRIBUTIONS_A_PAGE).nth(number - 1).unwrap_or_default();
    let events = share.iter().map(|(event, articles)| {
        let articles = articles.iter().map(|article| article.source.clone()).collect::<Vec<_>>();
        object([("event", event.card.clone()), ("articles", Value::from(articles))])
    });
    context.insert_value("outlet", outlet_view);
    context.insert_value("events", Value::from(events.collect::<Vec<_>>()));
    pager.fill(&mut context, site, number);
    let page = site.engine.render("source.html", &context, &path)?;
    Ok((path, page))
}

/// Renders pages in parallel and hands them out in order.
pub(super) fn render<T: Sync>(
    pages: &[T],
    sink: Sink<'_>,
    page: impl Fn(&T) -> Result<(String, Vec<u8>), Diagnostic> + Sync + Send,
) -> Result<(), Vec<Diagnostic>> {
    for batch in pages.chunks(BATCH) {
        for (path, bytes) in in_order(batch, &page)? {
            sink(path, bytes);
        }
    }
    Ok(())
}

/// The pages of one list. Page 1 is the plain address; the others are numbered below a folder.
pub(super) struct Pager<'a> {
    pub(super) first: &'a str,
    pub(super) folder: &'a str,
    pub(super) all: usize,
}

impl Pager<'_> {
    pub(super) fn path(&self, number: usize) -> String {
        if number == 1 { self.first.to_owned() } else { format!("{}/{number}.html", self.folder) }
    }

    /// `pager`: none for a single page.
    pub(super) fn fill(&self, context: &mut Context, site: &Site, number: usize) {
        let path = |number: usize| Value::from(self.path(number));
        let (now, all) = (number.to_string(), self.all.to_string());
        let newer = if number > 1 { path(number - 1) } else { Value::none() };
        let older = if number < self.all { path(number + 1) } else { Value::none() };
        let text = site.words().fill("page", &[("n", &now), ("all", &all)]);
        let pager = object([
            ("number", Value::from(number as u64)),
            ("all", Value::from(self.all as u64)),
            ("text", Value::from(text)),
            ("newer", newer),
            ("older", older),
        ]);
        context.insert_value("pager", if self.all > 1 { pager } else { Value::none() });
    }
}
