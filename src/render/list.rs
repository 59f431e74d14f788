//! Lists: the home pages, a page for every outlet, and 404. Each holds no more than its share, so
//! that the work for a site grows with its events and not with their square.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::Diagnostic;
use tera::{Context, Value};

use super::site::{Sink, Site, in_order};
use super::value::{field, object};
use super::view::{Contribution, EventView};

/// Events on one home page.
const EVENTS_A_PAGE: usize = 60;
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

/// `index.html`, `home/2.html` … and `404.html`.
pub(super) fn home(
    site: &Site,
    events: &[EventView],
    order: &[usize],
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let shares: Vec<&[usize]> = order.chunks(EVENTS_A_PAGE).collect();
    // A site without events has a home page, too.
    let pages: Vec<(usize, &[usize])> = if shares.is_empty() {
        vec![(1, &[])]
    } else {
        shares.into_iter().enumerate().map(|(at, share)| (at + 1, share)).collect()
    };
    let pager = Pager { first: "index.html", folder: "home", all: pages.len() };
    render(&pages, sink, |(number, share)| {
        let path = pager.path(*number);
        let mut context = site.context(&path, if *number == 1 { "" } else { "../" });
        let cards = share.iter().filter_map(|at| events.get(*at)).map(|event| &event.card);
        context.insert_value("days", days(site, cards));
        pager.fill(&mut context, site, *number);
        context.insert_value("total", Value::from(events.len() as u64));
        Ok((path.clone(), site.engine.render("index.html", &context, &path)?))
    })?;
    sink("404.html".to_owned(), lost(site).map_err(|error| vec![error])?);
    Ok(())
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
fn days<'a>(site: &Site, cards: impl Iterator<Item = &'a Value>) -> Value {
    let mut days: Vec<(Value, Vec<Value>)> = Vec::new();
    for card in cards {
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
        object([("day", day), ("heading", heading), ("events", Value::from(members))])
    });
    Value::from(views.collect::<Vec<Value>>())
}

/// One outlet and what it gave to which event.
struct Outlet<'a> {
    slug: &'a str,
    name: &'a str,
    notes: Vec<&'a str>,
    /// Event (index into the events in order of lists) with its articles of this outlet.
    events: Vec<(&'a EventView, Vec<&'a Contribution>)>,
}

/// `sources/<slug>.html`, `sources/<slug>/2.html` …, by slug.
pub(super) fn sources(
    site: &Site,
    events: &[EventView],
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let mut outlets: BTreeMap<&str, Outlet<'_>> = BTreeMap::new();
    for event in order(events).into_iter().filter_map(|at| events.get(at)) {
        for contribution in &event.contributions {
            let Contribution { slug, outlet, trust_note, .. } = contribution;
            let empty = Outlet { slug, name: outlet, notes: Vec::new(), events: Vec::new() };
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
    let pages: Vec<(&Outlet<'_>, usize)> = outlets
        .values()
        .flat_map(|outlet| {
            (1..=outlet.events.len().div_ceil(CONTRIBUTIONS_A_PAGE))
                .map(move |number| (outlet, number))
        })
        .collect();
    render(&pages, sink, |(outlet, number)| source(site, outlet, *number))
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
fn render<T: Sync>(
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
struct Pager<'a> {
    first: &'a str,
    folder: &'a str,
    all: usize,
}

impl Pager<'_> {
    fn path(&self, number: usize) -> String {
        if number == 1 { self.first.to_owned() } else { format!("{}/{number}.html", self.folder) }
    }

    /// `pager`: none for a single page.
    fn fill(&self, context: &mut Context, site: &Site, number: usize) {
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
