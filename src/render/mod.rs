//! Render: briefings in, files of the site out, page by page. Templates see `view.rs`, not the
//! nouns.
//!
//! Nothing here reads a file or a clock, and nothing asks for the previous output. Links between
//! pages are relative and name the file; only 404.html, canonical links and the feed use
//! `base_url`.

mod around;
mod budget;
mod chain;
mod count;
mod edition;
mod engine;
mod feed;
#[cfg(test)]
mod fixture;
mod link;
mod lint;
mod list;
mod meter;
mod name;
mod site;
mod size;
mod style;
#[cfg(test)]
mod tests;
mod theme;
mod token;
mod unknown;
mod vacant;
mod value;
mod view;
mod weight;
mod words;

use std::collections::BTreeMap;

use q7x2_sdk::Briefing;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};

use around::Around;
pub use around::Past;
use edition::Editions;
use list::Lists;
pub use site::{HOME_DAYS, Input, Settings, Sink};
use site::{Site, in_order};
pub use theme::THEME_API;

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
    let mut events = Vec::with_capacity(briefings.len());
    for batch in briefings.chunks(BATCH) {
        for made in in_order(batch, |briefing| site.event(briefing, &around))? {
            made.files.into_iter().for_each(|(path, bytes)| give(path, bytes));
            events.push(made.event);
        }
    }
    let mut lists = list::sources(&site, &events, &mut give)?;
    let order = list::order(&events);
    lists.extend(list::home(&site, &events, &order, input.settings.home_days, &mut give)?);
    let editions = Editions::of(&events);
    lists.extend(editions.pages(&site, &mut give)?);
    editions.archive(&site, &mut give)?;
    lists.extend(edition::corrections(&site, &events, &mut give)?);
    vacant::moved(&site, &around, &mut give)?;
    let feed: Vec<&Briefing> =
        order.iter().take(feed::ENTRIES).filter_map(|at| briefings.get(*at).copied()).collect();
    give("atom.xml".to_owned(), feed::atom(&site, &feed, input.built)?);
    let days = editions.days();
    let mut firsts = list::outlets(&events);
    firsts.extend(days.iter().map(|day| edition::day_path(*day)));
    firsts.insert("corrections.html".to_owned());
    vacant::vacant(&site, input.past, (&days, &lists, &firsts), &mut give)?;
    for (path, bytes) in &site.theme.verbatim {
        seen.check(path)?;
        sink(path.clone(), bytes.clone());
    }
    Ok(Warned { value: lists, diagnostics })
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
struct Paths(std::collections::BTreeSet<String>);

impl Paths {
    fn add(&mut self, path: &str) {
        self.0.insert(path.to_lowercase());
    }

    /// A file of `static/` may not stand where a page does.
    fn check(&self, path: &str) -> Result<(), Vec<Diagnostic>> {
        let folded = path.to_lowercase();
        let taken = self.0.contains(&folded) || folded.starts_with(".q7x2/");
        if !taken {
            return Ok(());
        }
        let error = Diagnostic::error(format!(
            "`static/{path}` would replace `{path}`, which q7x2 writes itself"
        ));
        Err(vec![error.at(Place::file(format!("static/{path}"))).hint("give it another name")])
    }
}
