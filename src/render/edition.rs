//! Editions: a page for every day with news, the archive of days and months, and what was changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use q7x2_sdk::diagnostic::Diagnostic;
use tera::Value;

use super::asked::Mail;
use super::list::{Lists, Pager, render};
use super::mail;
use super::site::{Sink, Site, in_order};
use super::value::{list, object, text, value};
use super::view::{Change, EventView};

/// Events on one page of a day, and listed under a day of a month: a busy day is one page.
const EVENTS_A_PAGE: usize = 200;

/// Changes on one page.
const CHANGES_A_PAGE: usize = 100;

/// The events of a site by the days of their articles, each day's most widely told first.
pub(super) struct Editions<'a> {
    days: BTreeMap<NaiveDate, Vec<&'a EventView>>,
    undated: Vec<&'a EventView>,
}

impl<'a> Editions<'a> {
    pub(super) fn of(events: &'a [EventView]) -> Self {
        let mut days: BTreeMap<NaiveDate, Vec<&EventView>> = BTreeMap::new();
        let mut undated = Vec::new();
        for event in events {
            if event.days.is_empty() {
                undated.push(event);
            }
            event.days.iter().for_each(|day| days.entry(*day).or_default().push(event));
        }
        days.values_mut().for_each(|events| events.sort_by_key(|event| event.order.within_a_day()));
        undated.sort_by_key(|event| event.order.within_a_day());
        Self { days, undated }
    }

    /// The days that have a page.
    pub(super) fn days(&self) -> BTreeSet<NaiveDate> {
        self.days.keys().copied().collect()
    }

    /// `mail/2026-01-06.html` and its twins.
    pub(super) fn mail(
        &self,
        site: &Site,
        mail: &Mail,
        sink: Sink<'_>,
    ) -> Result<(), Vec<Diagnostic>> {
        let days: Vec<(&NaiveDate, &Vec<&EventView>)> = self.days.iter().collect();
        for batch in days.chunks(EVENTS_A_PAGE) {
            for files in in_order(batch, |(day, events)| mail::edition(site, **day, events, mail))?
            {
                files.into_iter().for_each(|(path, bytes)| sink(path, bytes));
            }
        }
        Ok(())
    }

    /// `days/2026-01-06.html`, `days/2026-01-06/2.html` …
    pub(super) fn pages(&self, site: &Site, sink: Sink<'_>) -> Result<Lists, Vec<Diagnostic>> {
        let count = |events: &Vec<&EventView>| events.len().div_ceil(EVENTS_A_PAGE);
        let pages: Vec<(NaiveDate, usize)> = self
            .days
            .iter()
            .flat_map(|(day, events)| (1..=count(events)).map(move |number| (*day, number)))
            .collect();
        render(&pages, sink, |(day, number)| self.page(site, *day, *number))?;
        let several = self.days.iter().filter(|(_, events)| count(events) > 1);
        Ok(several.map(|(day, events)| (format!("days/{day}"), count(events))).collect())
    }

    fn page(
        &self,
        site: &Site,
        day: NaiveDate,
        number: usize,
    ) -> Result<(String, Vec<u8>), Diagnostic> {
        let events = self.days.get(&day).map_or(&[][..], Vec::as_slice);
        let (first, folder) = (format!("days/{day}.html"), format!("days/{day}"));
        let all = events.len().div_ceil(EVENTS_A_PAGE);
        let pager = Pager { first: &first, folder: &folder, all };
        let path = pager.path(number);
        let mut context = site.context(&path, if number == 1 { "../" } else { "../../" });
        let share = events.chunks(EVENTS_A_PAGE).nth(number - 1).unwrap_or_default();
        let older = self.days.range(..day).next_back().map(|(day, _)| *day);
        let newer = self.days.range(day..).nth(1).map(|(day, _)| *day);
        context.insert_value("day", value(&site.words().long_day(day)));
        context.insert_value("events", list(share.iter().map(|event| event.card.clone())));
        context.insert_value("counted", text(&site.words().count("told", events.len())));
        context.insert_value("older", older.map_or_else(Value::none, |day| link(site, day)));
        context.insert_value("newer", newer.map_or_else(Value::none, |day| link(site, day)));
        context.insert_value("month", text(&month_path(day)));
        pager.fill(&mut context, site, number);
        let page = site.engine.render("day.html", &context, &path)?;
        Ok((path, page))
    }

    /// `archive.html` and `archive/2026-01.html` …
    pub(super) fn archive(&self, site: &Site, sink: Sink<'_>) -> Result<(), Vec<Diagnostic>> {
        let mut months: BTreeMap<(i32, u32), Vec<NaiveDate>> = BTreeMap::new();
        for day in self.days.keys() {
            months.entry((day.year(), day.month())).or_default().push(*day);
        }
        let months: Vec<Vec<NaiveDate>> = months.into_values().collect();
        let path = "archive.html";
        let mut context = site.context(path, "");
        context.insert_value("years", self.years(site, &months));
        let undated = self.undated.iter().take(EVENTS_A_PAGE);
        context.insert_value("undated", list(undated.map(|event| event.card.clone())));
        let page = site.engine.render(path, &context, path).map_err(|error| vec![error])?;
        sink(path.to_owned(), page);
        let numbered: Vec<usize> = (0..months.len()).collect();
        render(&numbered, sink, |at| self.month(site, &months, *at))
    }

    /// The years, newest first, with their months.
    fn years(&self, site: &Site, months: &[Vec<NaiveDate>]) -> Value {
        let mut years: Vec<(i32, Vec<Value>)> = Vec::new();
        for days in months.iter().rev() {
            let Some(&day) = days.first() else { continue };
            let month = object([
                ("path", text(&month_path(day))),
                ("heading", text(&site.words().month_text(day))),
                ("counted", text(&site.words().count("told", self.told(days)))),
                ("days", list(days.iter().map(|day| link(site, *day)))),
            ]);
            match years.last_mut() {
                Some((year, months)) if *year == day.year() => months.push(month),
                _ => years.push((day.year(), vec![month])),
            }
        }
        let years = years.into_iter().map(|(year, months)| {
            object([("year", Value::from(year.to_string())), ("months", Value::from(months))])
        });
        list(years)
    }

    /// How many events have an article of these days.
    fn told(&self, days: &[NaiveDate]) -> usize {
        let events = days.iter().filter_map(|day| self.days.get(day)).flatten();
        events.map(|event| std::ptr::from_ref::<EventView>(event)).collect::<BTreeSet<_>>().len()
    }

    fn month(
        &self,
        site: &Site,
        months: &[Vec<NaiveDate>],
        at: usize,
    ) -> Result<(String, Vec<u8>), Diagnostic> {
        let days = months.get(at).map_or(&[][..], Vec::as_slice);
        let day = days.first().copied().unwrap_or_default();
        let path = month_path(day);
        let near = |at: Option<usize>| {
            let day = at.and_then(|at| months.get(at)?.first().copied());
            day.map_or_else(Value::none, |day| {
                object([
                    ("path", text(&month_path(day))),
                    ("text", text(&site.words().month_text(day))),
                ])
            })
        };
        let mut context = site.context(&path, "../");
        context.insert_value("heading", text(&site.words().month_text(day)));
        context.insert_value("days", list(days.iter().rev().map(|day| self.listed(site, *day))));
        context.insert_value("older", near(at.checked_sub(1)));
        context.insert_value("newer", near(Some(at + 1)));
        let page = site.engine.render("month.html", &context, &path)?;
        Ok((path, page))
    }

    /// A day of a month: its first events, and how many there are.
    fn listed(&self, site: &Site, day: NaiveDate) -> Value {
        let events = self.days.get(&day).map_or(&[][..], Vec::as_slice);
        let shown = events.iter().take(EVENTS_A_PAGE).map(|event| event.card.clone());
        object([
            ("path", text(&day_path(day))),
            ("day", value(&site.words().long_day(day))),
            ("events", list(shown)),
            ("counted", text(&site.words().count("told", events.len()))),
        ])
    }
}

/// A day's page.
pub(super) fn day_path(day: NaiveDate) -> String {
    format!("days/{day}.html")
}

pub(super) fn month_path(day: NaiveDate) -> String {
    format!("archive/{}.html", day.format("%Y-%m"))
}

/// A link to a day's page.
fn link(site: &Site, day: NaiveDate) -> Value {
    object([
        ("path", text(&day_path(day))),
        ("day", value(&site.words().day(day))),
        ("number", Value::from(u64::from(day.day()))),
    ])
}

/// `corrections.html`, `corrections/2.html` …: what the editor and the sources changed, newest
/// first.
pub(super) fn corrections(
    site: &Site,
    events: &[EventView],
    sink: Sink<'_>,
) -> Result<Lists, Vec<Diagnostic>> {
    let changes = events
        .iter()
        .flat_map(|event| event.changes.iter().map(move |change| (change, field_of(event))));
    let mut changes: Vec<(&Change, Value)> = changes.collect();
    changes.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    let all = changes.len().div_ceil(CHANGES_A_PAGE).max(1);
    let pager = Pager { first: "corrections.html", folder: "corrections", all };
    let pages: Vec<usize> = (1..=all).collect();
    render(&pages, sink, |number| {
        let path = pager.path(*number);
        let mut context = site.context(&path, if *number == 1 { "" } else { "../" });
        let share = changes.chunks(CHANGES_A_PAGE).nth(number - 1).unwrap_or_default();
        context.insert_value("days", changed(site, share));
        pager.fill(&mut context, site, *number);
        Ok((path.clone(), site.engine.render("corrections.html", &context, &path)?))
    })?;
    Ok(Lists::from([("corrections".to_owned(), all)])
        .into_iter()
        .filter(|(_, all)| *all > 1)
        .collect())
}

/// What a correction says of its event.
fn field_of(event: &EventView) -> Value {
    let names = ["title", "path", "language", "direction"];
    object(names.map(|name| (name, super::value::field(&event.card, name))))
}

/// Changes under their days.
fn changed(site: &Site, changes: &[(&Change, Value)]) -> Value {
    let groups = changes.chunk_by(|(a, _), (b, _)| a.day == b.day).map(|group| {
        let day = group.first().and_then(|(change, _)| change.day);
        let heading = match day {
            Some(day) => value(&site.words().long_day(day)),
            None => object([("machine", text("")), ("text", text(site.words().text("undated")))]),
        };
        let changes = group.iter().map(|(change, event)| {
            object([("event", event.clone()), ("change", change.view.clone())])
        });
        object([("day", heading), ("changes", list(changes))])
    });
    list(groups)
}
