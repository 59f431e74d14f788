//! Render: briefings in, files of the site out, page by page. Templates see `view.rs`, not the nouns.
//!
//! Nothing here reads a file or a clock, and nothing asks for the previous output. Links between pages are relative and
//! name the file; only 404.html, canonical links and the feed use `base_url`.

mod budget;
mod chain;
mod engine;
mod feed;
#[cfg(test)]
mod fixture;
mod link;
mod lint;
mod list;
mod meter;
mod style;
#[cfg(test)]
mod tests;
mod theme;
mod token;
mod view;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use q7x2_sdk::Briefing;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tera::{Context, Value};

use crate::files::Files;
use engine::Engine;
pub use theme::THEME_API;
use theme::Theme;
use view::EventView;
use words::Words;

/// The top-level keys of site.toml that pages show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What the site is called. Default `Briefings`.
    pub title: String,
    /// Where the site will stand, such as `https://me.github.io/digest/`. Default empty: then there are no canonical
    /// links, and the feed names no addresses.
    pub base_url: String,
    /// Language of the interface (BCP 47). Default `en`.
    pub language: String,
    /// Name of the theme: a folder below `themes/`, or the built-in one. Default `paper`.
    pub theme: String,
    /// One line on what the site is, shown below the title. Default empty.
    pub description: String,
    /// Who publishes it, for the feed and the foot of each page. Default: the title.
    pub author: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Briefings".to_owned(),
            base_url: String::new(),
            language: "en".to_owned(),
            theme: "paper".to_owned(),
            description: String::new(),
            author: String::new(),
        }
    }
}

/// What a site is made of.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The briefings, in any order.
    pub briefings: &'a [Briefing],
    /// What pages show of site.toml.
    pub settings: &'a Settings,
    /// What lies in `themes/`, `templates/` and `static/` beside site.toml, by path from there.
    pub files: &'a Files,
    /// The build's time; only a feed without any dated event shows it.
    pub built: DateTime<Utc>,
    /// The program's version.
    pub version: &'a str,
}

/// Takes the files of a site as they are made: path in the output folder, bytes.
pub type Sink<'a> = &'a mut dyn FnMut(String, Vec<u8>);

/// Briefings turned into pages at a time: enough for all processors, few enough to keep memory flat.
const BATCH: usize = 256;

/// Renders the whole site into `sink`: assets, then events by id, then sources, home pages, 404 and feed. The order of
/// `briefings` and the number of threads do not show.
///
/// # Errors
/// Where the theme or a template is at fault. Files already given to `sink` are then not a site.
pub fn site(input: &Input<'_>, sink: Sink<'_>) -> Result<Warned<()>, Vec<Diagnostic>> {
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
    let mut events = Vec::with_capacity(briefings.len());
    for batch in briefings.chunks(BATCH) {
        for made in in_order(batch, |briefing| site.event(briefing))? {
            made.files.into_iter().for_each(|(path, bytes)| give(path, bytes));
            events.push(made.event);
        }
    }
    list::sources(&site, &events, &mut give)?;
    let order = list::order(&events);
    list::home(&site, &events, &order, &mut give)?;
    let feed: Vec<&Briefing> = order.iter().take(feed::ENTRIES).filter_map(|at| briefings.get(*at).copied()).collect();
    give("atom.xml".to_owned(), feed::atom(&site, &feed, input.built)?);
    for (path, bytes) in &site.theme.verbatim {
        seen.check(path)?;
        sink(path.clone(), bytes.clone());
    }
    Ok(Warned { value: (), diagnostics })
}

/// Two events under one address would be one page, and half of the site lost. Their addresses hold six digits of
/// their ids, so it takes two events of one title in sixteen million.
fn one_address_each(briefings: &[&Briefing]) -> Result<(), Vec<Diagnostic>> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for briefing in briefings {
        if let Some(other) = seen.insert(&briefing.slug, &briefing.event) {
            let message =
                format!("events {other} and {} have one address, events/{}.html", briefing.event, briefing.slug);
            return Err(vec![
                Diagnostic::error(message).hint("pin one of them in the front matter of its articles: event = \"…\""),
            ]);
        }
    }
    Ok(())
}

/// Maps in parallel, in order; the first errors in that order, each template's fault once. After a page that costs too much
/// no others are made: each would cost as much.
fn in_order<T: Sync, R: Send>(
    items: &[T],
    map: impl Fn(&T) -> Result<R, Diagnostic> + Sync + Send,
) -> Result<Vec<R>, Vec<Diagnostic>> {
    let spent = AtomicUsize::new(usize::MAX);
    let one = |(at, item): (usize, &T)| {
        // What stands before the first such page is always made, so that threads do not show.
        if at > spent.load(Ordering::Relaxed) {
            return None;
        }
        let result = map(item);
        if result.as_ref().is_err_and(budget::is_too_much) {
            spent.fetch_min(at, Ordering::Relaxed);
        }
        Some(result)
    };
    let results: Vec<Option<Result<R, Diagnostic>>> = items.par_iter().enumerate().map(one).collect();
    let reached = spent.into_inner().saturating_add(1);
    let mut made = Vec::with_capacity(results.len());
    let mut errors: Vec<Diagnostic> = Vec::new();
    for result in results.into_iter().take(reached).flatten() {
        match result {
            Ok(value) => made.push(value),
            // Every page of a kind fails at the same line: the first one tells it all.
            Err(error) if errors.iter().any(|known| known.place == error.place) => {}
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(made) } else { Err(errors) }
}

/// One event's files, and what lists need of it.
struct Made {
    files: Vec<(String, Vec<u8>)>,
    event: EventView,
}

/// What all pages share.
struct Site {
    engine: Engine,
    theme: Theme,
    /// Without the slash at its end; empty where site.toml has none.
    base: String,
}

impl Site {
    fn new(input: &Input<'_>) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Settings { language, theme, .. } = input.settings;
        let base = base(&input.settings.base_url).map_err(|error| vec![error])?;
        let mut diagnostics = Vec::new();
        let mut theme = theme::load(theme, language, input.files)?.unpack(&mut diagnostics);
        let globals = globals(input, &theme, &base);
        diagnostics.extend(lint::unused(&theme.templates));
        let engine = Engine::new(std::mem::take(&mut theme.templates), globals)?;
        Ok((Self { engine, theme, base }, diagnostics))
    }

    fn words(&self) -> &Words {
        &self.theme.words
    }

    /// An event's page and data, and what lists need of it.
    fn event(&self, briefing: &Briefing) -> Result<Made, Diagnostic> {
        let view = view::event(briefing, self.words());
        let path = format!("events/{}.html", briefing.slug);
        let mut context = self.context(&path, "../");
        context.insert_value("event", view.card.clone());
        for (key, part) in &view.body {
            context.insert_value(*key, part.clone());
        }
        let page = self.engine.render("event.html", &context, &format!("{path} ({})", briefing.title))?;
        let data = data(briefing)
            .map_err(|error| Diagnostic::error(format!("cannot write events/{}.json: {error}", briefing.slug)))?;
        let files = vec![(path, page), (format!("events/{}.json", briefing.slug), data)];
        Ok(Made { files, event: EventView { body: Vec::new(), ..view } })
    }

    /// What every page has: its path, the way to the root, and its full address if the site has one.
    fn context(&self, path: &str, root: &'static str) -> Context {
        let mut context = Context::new();
        context.insert_value("path", Value::from(path));
        context.insert_value("root", Value::from(root));
        let canonical = (!self.base.is_empty()).then(|| format!("{}/{path}", self.base));
        context.insert_value("canonical", canonical.map_or_else(Value::none, Value::from));
        context
    }
}

/// `events/<slug>.json`: the briefing as `inspect briefings` prints it, one field a line so that versions can be compared;
/// but for edits that are not public. What an editor took out in silence must not be published beside the page.
fn data(briefing: &Briefing) -> Result<Vec<u8>, serde_json::Error> {
    let secret: BTreeSet<&str> =
        briefing.edits.iter().filter(|edit| !edit.public).map(|edit| edit.statement.as_str()).collect();
    let mut shown = Cow::Borrowed(briefing);
    if !secret.is_empty() {
        let shown = shown.to_mut();
        shown.edits.retain(|edit| edit.public);
        shown.made.verdicts.retain(|verdict| !secret.contains(verdict.statement.as_str()));
    }
    let briefing = shown.as_ref();
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
    briefing.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn globals(input: &Input<'_>, theme: &Theme, base: &str) -> Context {
    let Settings { title, language, description, author, .. } = input.settings;
    // Pages say which language their own words are in, which is English where the theme has no others.
    let is_known = language.to_lowercase().split(['-', '_']).next() == Some(&theme.words.language);
    let (language, direction) = view::tongue(Some(if is_known { language } else { &theme.words.language }));
    let assets: BTreeMap<&str, &str> =
        theme.assets.iter().map(|(name, asset)| (name.as_str(), asset.path.as_str())).collect();
    let styles: Vec<&str> =
        theme.styles.iter().filter_map(|style| theme.assets.get(style)).map(|asset| asset.path.as_str()).collect();
    let author = if author.is_empty() { title } else { author };
    let mut globals = Context::new();
    let site = view::object([
        ("title", Value::from(view::clean(title))),
        ("description", Value::from(view::clean(description))),
        ("author", Value::from(view::clean(author))),
        ("language", Value::from(language)),
        ("direction", Value::from(direction)),
        ("base", Value::from(base)),
        ("program", Value::from(format!("q7x2 {}", input.version))),
    ]);
    globals.insert_value("site", site);
    globals.insert_value("words", view::value(theme.words.texts()));
    globals.insert_value("words_language", Value::from(theme.words.language.as_str()));
    globals.insert_value("assets", view::value(&assets));
    globals.insert_value("styles", view::value(&styles));
    globals
}

/// `base_url` without the slash at its end.
fn base(address: &str) -> Result<String, Diagnostic> {
    if address.trim().is_empty() {
        return Ok(String::new());
    }
    let found = link::web(address).filter(|address| !address.contains(['?', '#']));
    found.map(|address| address.trim_end_matches('/').to_owned()).ok_or_else(|| {
        Diagnostic::error(format!("`base_url` is not the address of a site: `{address}`"))
            .at(Place::file("site.toml"))
            .hint("write it whole, such as https://me.github.io/digest/")
    })
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
        let error = Diagnostic::error(format!("`static/{path}` would replace `{path}`, which q7x2 writes itself"));
        Err(vec![error.at(Place::file(format!("static/{path}"))).hint("give it another name")])
    }
}
