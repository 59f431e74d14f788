//! Search: what a page in the browser looks through, without a server: of each event its headline,
//! lede, day, outlets and names, in a few files that a page can load from any host, under any path and
//! from the disk.

use std::collections::BTreeSet;

use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::{Briefing, SectionKind};
use serde_json::json;
use tera::Value;

use super::site::{Sink, Site};
use super::value::{clean, field, list};
use super::view::EventView;

/// Events in one file: some 200 kB, so that the newest are there soon.
const EVENTS_A_FILE: usize = 500;
/// Letters of a lede that are looked through and shown.
const LEDE: usize = 160;
/// Names of one event that are looked through.
const NAMES: usize = 20;

/// `search.html` and `search/1.js` …, newest events first.
pub(super) fn all(
    site: &Site,
    events: &[EventView],
    briefings: &[&Briefing],
    order: &[usize],
    sink: Sink<'_>,
) -> Result<(), Vec<Diagnostic>> {
    let mut shards = Vec::new();
    for (part, number) in order.chunks(EVENTS_A_FILE).zip(1..) {
        let events = part.iter().filter_map(|at| Some((events.get(*at)?, briefings.get(*at)?)));
        let lines: Vec<String> = events.map(|(event, briefing)| line(event, briefing)).collect();
        let path = format!("search/{number}.js");
        sink(path.clone(), format!("q7x2([\n{}\n])\n", lines.join(",\n")).into_bytes());
        shards.push(Value::from(path));
    }
    let path = "search.html";
    let mut context = site.context(path, "");
    context.insert_value("shards", list(shards.into_iter()));
    let page = site.engine.render(path, &context, path).map_err(|error| vec![error])?;
    sink(path.to_owned(), page);
    Ok(())
}

/// An event: address, headline, day, lede, and what else may be looked for.
fn line(event: &EventView, briefing: &Briefing) -> String {
    let lede = briefing.summary().first().map(|one| clean(&one.statement.text));
    let lede: String = lede.unwrap_or_default().chars().take(LEDE).collect();
    let day = field(&field(&event.card, "day"), "text");
    let names = briefing.sections.iter().filter(|section| section.kind == SectionKind::Names);
    let names = names.flat_map(|section| &section.statements);
    let names = names.filter_map(|checked| checked.statement.name()?.name.as_deref());
    let outlets: BTreeSet<&str> =
        event.contributions.iter().filter(|one| one.named).map(|one| one.outlet.as_str()).collect();
    let more: Vec<String> =
        names.take(NAMES).map(clean).chain(outlets.into_iter().map(clean)).collect();
    let line = json!([
        event.path,
        clean(&briefing.title),
        day.as_str().unwrap_or_default(),
        lede,
        more.join("; "),
    ]);
    // Line ends of JavaScript that JSON does not know.
    line.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
