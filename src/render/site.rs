//! Site: what all pages share, from the settings and the theme to the order in which pages are
//! made.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use q7x2_sdk::Briefing;
use q7x2_sdk::diagnostic::{Diagnostic, Place};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tera::{Context, Value};

use super::around::{Around, Past};
use super::asked::{Mail, Robots, TagRule};
use super::engine::Engine;
use super::option::Chosen;
use super::theme::{self, Theme};
use super::topic::Topics;
use super::value::{clean, field, object, tongue, value};
use super::view::{self, EventView};
use super::words::Words;
use super::{budget, data, link, linked, lint};
use crate::files::Files;

/// The top-level keys of site.toml that pages show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What the site is called. Default `Briefings`.
    pub title: String,
    /// Where the site will stand, such as `https://me.github.io/digest/`. Default empty: then there
    /// are no canonical links, and the feed names no addresses.
    pub base_url: String,
    /// Language of the interface (BCP 47). Default `en`.
    pub language: String,
    /// Name of the theme: a folder below `themes/`, or the built-in one. Default `paper`.
    pub theme: String,
    /// `[theme_options]`: what the site chose of what its theme offers.
    pub theme_options: BTreeMap<String, Chosen>,
    /// One line on what the site is, shown below the title. Default empty.
    pub description: String,
    /// Who publishes it, for the feed and the foot of each page. Default: the title.
    pub author: String,
    /// How many of the newest days home shows. Default 7.
    pub home_days: usize,
    /// The host that GitHub Pages is to serve the site under. Default empty: then no `CNAME` is
    /// written.
    pub cname: String,
    /// `[robots]`.
    pub robots: Robots,
    /// `[mail]`.
    pub mail: Mail,
    /// `[[tags]]`.
    pub tags: Vec<TagRule>,
}

/// How many of the newest days home shows where nobody says it: a week.
pub const HOME_DAYS: usize = 7;

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Briefings".to_owned(),
            base_url: String::new(),
            language: "en".to_owned(),
            theme: "paper".to_owned(),
            theme_options: BTreeMap::new(),
            description: String::new(),
            author: String::new(),
            home_days: HOME_DAYS,
            cname: String::new(),
            robots: Robots::default(),
            mail: Mail::default(),
            tags: Vec::new(),
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
    /// What of the past the pages tell.
    pub past: &'a Past,
}

/// Takes the files of a site as they are made: path in the output folder, bytes.
pub type Sink<'a> = &'a mut dyn FnMut(String, Vec<u8>);

/// Maps in parallel, in order; the first errors in that order, each template's fault once. After a
/// page that costs too much no others are made: each would cost as much.
pub(super) fn in_order<T: Sync, R: Send>(
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
    let results: Vec<Option<Result<R, Diagnostic>>> =
        items.par_iter().enumerate().map(one).collect();
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
pub(super) struct Made {
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) event: EventView,
}

/// What all pages share.
pub(super) struct Site {
    pub(super) engine: Engine,
    pub(super) theme: Theme,
    /// Without the slash at its end; empty where site.toml has none.
    pub(super) base: String,
    /// `site` as templates see it.
    about: Value,
    built: DateTime<Utc>,
}

impl Site {
    pub(super) fn new(input: &Input<'_>) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Settings { language, theme, .. } = input.settings;
        let base = base(&input.settings.base_url).map_err(|error| vec![error])?;
        let mut diagnostics = Vec::new();
        let mut theme = theme::load(theme, language, (input.files, &input.settings.theme_options))?
            .unpack(&mut diagnostics);
        let about = about(input, &theme, &base);
        let globals = globals(&theme, about.clone());
        diagnostics.extend(lint::unused(&theme.templates));
        let engine = Engine::new(std::mem::take(&mut theme.templates), globals)?;
        Ok((Self { engine, theme, base, about, built: input.built }, diagnostics))
    }

    pub(super) fn words(&self) -> &Words {
        &self.theme.words
    }

    /// A text of `site` as templates see it.
    pub(super) fn about(&self, name: &'static str) -> String {
        field(&self.about, name).as_str().unwrap_or_default().to_owned()
    }

    /// An event's page and data, and what lists need of it.
    pub(super) fn event(
        &self,
        (at, briefing): (usize, &Briefing),
        around: &Around<'_>,
        topics: &Topics,
    ) -> Result<Made, Diagnostic> {
        let view = view::event(briefing, self.words());
        let path = format!("events/{}.html", briefing.slug);
        let mut context = self.context(&path, "../");
        context.insert_value("event", view.card.clone());
        for (key, part) in &view.body {
            context.insert_value(*key, part.clone());
        }
        around.fill(&mut context, briefing);
        topics.fill(&mut context, at);
        context.insert_value("back", Value::from(""));
        context.insert_value("linked_data", self.linked_data(briefing, &path));
        let page =
            self.engine.render("event.html", &context, &format!("{path} ({})", briefing.title))?;
        let data = data::event(briefing).map_err(|error| {
            Diagnostic::error(format!("cannot write events/{}.json: {error}", briefing.slug))
        })?;
        let mut files = vec![(path, page), (format!("events/{}.json", briefing.slug), data)];
        if let Some(list) = &view.list {
            files.push((list.clone(), self.sources_of(briefing, &view, list)?));
        }
        Ok(Made { files, event: EventView { body: Vec::new(), ..view } })
    }

    /// What stands in the element for linked data. It is escaped for there, and nothing in it can end
    /// that element, so that it may be printed as it is.
    fn linked_data(&self, briefing: &Briefing, path: &str) -> Value {
        let address = (!self.base.is_empty()).then(|| format!("{}/{path}", self.base));
        let publisher = self.about("author");
        let data = linked::data(briefing, (&publisher, address.as_deref()), self.built);
        Value::safe_string(&data)
    }

    /// The list of an event's sources as a page of its own.
    fn sources_of(
        &self,
        briefing: &Briefing,
        view: &EventView,
        path: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = self.context(path, "../../");
        context.insert_value("event", view.card.clone());
        for (key, part) in view.body.iter().filter(|(key, _)| *key == "sources") {
            context.insert_value(*key, part.clone());
        }
        context.insert_value("back", Value::from(format!("../{}.html", briefing.slug)));
        self.engine.render("sources.html", &context, &format!("{path} ({})", briefing.title))
    }

    /// What every page has: its path, the way to the root, and its full address if the site has
    /// one.
    pub(super) fn context(&self, path: &str, root: &'static str) -> Context {
        let mut context = Context::new();
        context.insert_value("path", Value::from(path));
        context.insert_value("root", Value::from(root));
        context.insert_value("canonical", self.canonical(path));
        context
    }

    /// The full address of a page, if the site has one.
    pub(super) fn canonical(&self, path: &str) -> Value {
        if self.base.is_empty() {
            return Value::none();
        }
        Value::from(format!("{}/{path}", self.base))
    }
}

/// `site` of templates.
fn about(input: &Input<'_>, theme: &Theme, base: &str) -> Value {
    let Settings { title, language, description, author, robots, .. } = input.settings;
    // Pages say which language their own words are in, which is English where the theme has no
    // others.
    let is_known = language.to_lowercase().split(['-', '_']).next() == Some(&theme.words.language);
    let (language, direction) =
        tongue(Some(if is_known { language } else { &theme.words.language }));
    let author = if author.is_empty() { title } else { author };
    object([
        ("title", Value::from(clean(title))),
        ("description", Value::from(clean(description))),
        ("author", Value::from(clean(author))),
        ("language", Value::from(language)),
        ("direction", Value::from(direction)),
        ("base", Value::from(base)),
        ("program", Value::from(format!("q7x2 {}", input.version))),
        ("tdm_reserved", Value::from(robots.tdm_reservation)),
    ])
}

fn globals(theme: &Theme, about: Value) -> Context {
    let assets: BTreeMap<&str, &str> =
        theme.assets.iter().map(|(name, asset)| (name.as_str(), asset.path.as_str())).collect();
    let styles: Vec<&str> = theme
        .styles
        .iter()
        .filter_map(|style| theme.assets.get(style))
        .map(|asset| asset.path.as_str())
        .collect();
    let mut globals = Context::new();
    globals.insert_value("site", about);
    globals.insert_value("words", value(theme.words.texts()));
    globals.insert_value("words_language", Value::from(theme.words.language.as_str()));
    globals.insert_value("assets", value(&assets));
    globals.insert_value("styles", value(&styles));
    globals.insert_value("options", Value::from(theme.options.clone()));
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
