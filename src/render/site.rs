//! Site: what all pages share, from the settings and the theme to the order in which pages are
//! made.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use q7x2_sdk::diagnostic::{Diagnostic, Place};
use q7x2_sdk::{Briefing, Edited};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tera::{Context, Value};

use super::around::{Around, Past};
use super::engine::Engine;
use super::theme::{self, Theme};
use super::value::{clean, object, tongue, value};
use super::view::{self, EventView};
use super::words::Words;
use super::{budget, link, lint};
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
    /// One line on what the site is, shown below the title. Default empty.
    pub description: String,
    /// Who publishes it, for the feed and the foot of each page. Default: the title.
    pub author: String,
    /// How many of the newest days home shows. Default 7.
    pub home_days: usize,
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
            description: String::new(),
            author: String::new(),
            home_days: HOME_DAYS,
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
}

impl Site {
    pub(super) fn new(input: &Input<'_>) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Settings { language, theme, .. } = input.settings;
        let base = base(&input.settings.base_url).map_err(|error| vec![error])?;
        let mut diagnostics = Vec::new();
        let mut theme = theme::load(theme, language, input.files)?.unpack(&mut diagnostics);
        let globals = globals(input, &theme, &base);
        diagnostics.extend(lint::unused(&theme.templates));
        let engine = Engine::new(std::mem::take(&mut theme.templates), globals)?;
        Ok((Self { engine, theme, base }, diagnostics))
    }

    pub(super) fn words(&self) -> &Words {
        &self.theme.words
    }

    /// An event's page and data, and what lists need of it.
    pub(super) fn event(
        &self,
        briefing: &Briefing,
        around: &Around<'_>,
    ) -> Result<Made, Diagnostic> {
        let view = view::event(briefing, self.words());
        let path = format!("events/{}.html", briefing.slug);
        let mut context = self.context(&path, "../");
        context.insert_value("event", view.card.clone());
        for (key, part) in &view.body {
            context.insert_value(*key, part.clone());
        }
        around.fill(&mut context, briefing);
        let page =
            self.engine.render("event.html", &context, &format!("{path} ({})", briefing.title))?;
        let data = data(briefing).map_err(|error| {
            Diagnostic::error(format!("cannot write events/{}.json: {error}", briefing.slug))
        })?;
        let files = vec![(path, page), (format!("events/{}.json", briefing.slug), data)];
        Ok(Made { files, event: EventView { body: Vec::new(), ..view } })
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

/// `events/<slug>.json`: the briefing as `inspect briefings` prints it, one field a line so that
/// versions can be compared; but for edits that are not public, and for what the running text
/// leaves out. What an editor took out in silence must not be published beside the page, nor every
/// sentence of the sources.
fn data(briefing: &Briefing) -> Result<Vec<u8>, serde_json::Error> {
    let secret: BTreeSet<&str> = briefing
        .edits
        .iter()
        .filter(|edit| !edit.public)
        .map(|edit| edit.statement.as_str())
        .collect();
    let is_secret = |edit: &Edited| !edit.public;
    let mut shown = Cow::Borrowed(briefing);
    if briefing.edits.iter().any(is_secret) || !briefing.made.left_out.is_empty() {
        let shown = shown.to_mut();
        shown.made.left_out.clear();
        shown.edits.retain(|edit| !is_secret(edit));
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
    // Pages say which language their own words are in, which is English where the theme has no
    // others.
    let is_known = language.to_lowercase().split(['-', '_']).next() == Some(&theme.words.language);
    let (language, direction) =
        tongue(Some(if is_known { language } else { &theme.words.language }));
    let assets: BTreeMap<&str, &str> =
        theme.assets.iter().map(|(name, asset)| (name.as_str(), asset.path.as_str())).collect();
    let styles: Vec<&str> = theme
        .styles
        .iter()
        .filter_map(|style| theme.assets.get(style))
        .map(|asset| asset.path.as_str())
        .collect();
    let author = if author.is_empty() { title } else { author };
    let mut globals = Context::new();
    let site = object([
        ("title", Value::from(clean(title))),
        ("description", Value::from(clean(description))),
        ("author", Value::from(clean(author))),
        ("language", Value::from(language)),
        ("direction", Value::from(direction)),
        ("base", Value::from(base)),
        ("program", Value::from(format!("q7x2 {}", input.version))),
    ]);
    globals.insert_value("site", site);
    globals.insert_value("words", value(theme.words.texts()));
    globals.insert_value("words_language", Value::from(theme.words.language.as_str()));
    globals.insert_value("assets", value(&assets));
    globals.insert_value("styles", value(&styles));
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
