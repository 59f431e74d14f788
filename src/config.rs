//! Config: gathers each stage's settings from all layers, and says everything that is wrong with
//! them at once.
//!
//! Defaults, then theme.toml, site.toml, the environment and the command line; the later wins.
//! Settings themselves live beside their stage.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::{Component, Path};

use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::manifest::is_name;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::plugin::{Cache, Pipeline, Process, ProcessOverride};
use crate::setting::{self, Entry, Origin, Reading, Setting, Value};
use crate::{brief, fetch, group, ingest, render};

mod check;
mod looks;
mod settings;
mod show;

use check::Check;
pub(crate) use check::unknown_theme;
use settings::PAPER;
pub use settings::{Config, FILE, Strict};
pub use show::{Shown, shown};

/// What may stand in site.toml.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Form {
    title: Option<String>,
    base_url: Option<String>,
    language: Option<String>,
    timezone: Option<String>,
    theme: Option<String>,
    description: Option<String>,
    author: Option<String>,
    home_days: Option<NonZeroU32>,
    keep_days: Option<NonZeroU32>,
    cname: Option<String>,
    theme_options: BTreeMap<String, render::Chosen>,
    robots: render::Robots,
    mail: render::Mail,
    tags: Vec<render::TagRule>,
    strict: Strict,
    pipeline: Pipeline,
    brief: brief::Settings,
    ingest: ingest::Settings,
    group: group::Settings,
    // Read by `plugin`, against the manifests.
    plugins: Option<IgnoredAny>,
    process: Option<IgnoredAny>,
    cache: Cache,
    sources: Vec<ingest::SourceRule>,
    events: Vec<ingest::EventRule>,
    edits: Vec<brief::Edit>,
    feeds: Vec<fetch::Feed>,
    // Read by `with_edits`, before everything else.
    edits_file: Option<String>,
}

/// The keys of site.toml that are no tables.
const ABOVE_TABLES: [&str; 11] = [
    "title",
    "base_url",
    "language",
    "timezone",
    "theme",
    "description",
    "author",
    "edits_file",
    "home_days",
    "keep_days",
    "cname",
];

/// The layers of a build's settings, beside the defaults and the theme's.
#[derive(Debug, Default)]
pub struct Layers<'a> {
    /// The text of site.toml.
    pub site: &'a str,
    /// The environment, as (name, value).
    pub environment: &'a [(String, String)],
    /// `--set`, in the order given.
    pub options: &'a [String],
}

/// The settings of these layers over each other, and what cannot be read of them.
#[must_use]
pub fn layered(layers: Layers<'_>) -> Warned<Setting> {
    let mut diagnostics = Vec::new();
    let mut tree = Setting::empty(Origin::Program);
    let options =
        layers.options.iter().map(|one| setting::option(one).map_err(|error| vec![error]));
    let read =
        [setting::file(FILE, layers.site.to_owned()), setting::environment(layers.environment)];
    for layer in read.into_iter().chain(options) {
        match layer {
            Ok(layer) => tree.overlay(layer),
            Err(errors) => diagnostics.extend(errors),
        }
    }
    Warned { value: tree, diagnostics }
}

/// The theme that the settings ask for, as far as it can be a folder's name.
#[must_use]
pub fn theme(tree: &Setting) -> &str {
    match tree.entry("theme").map(|entry| &entry.setting.value) {
        Some(Value::Text(name)) if is_name(name) => name,
        _ => PAPER,
    }
}

/// The settings over those of the theme: `[settings]` of its `theme.toml`.
#[must_use]
pub fn over_theme(tree: Setting, file: &str, text: String) -> Warned<Setting> {
    let mut read = match setting::file(file, text) {
        Ok(read) => read,
        Err(errors) => return Warned { value: tree, diagnostics: errors },
    };
    let Some(Entry { setting, .. }) = read.take("settings") else { return Warned::quiet(tree) };
    let Warned { value: mut looks, diagnostics } = looks::looks(setting);
    looks.overlay(tree);
    Warned { value: looks, diagnostics }
}

/// The file that `edits_file` names, a path below the site's root.
///
/// # Errors
/// Where it leads out of the site.
pub fn edits_file(tree: &Setting) -> Result<Option<&str>, Diagnostic> {
    let Some(Value::Text(name)) = tree.entry("edits_file").map(|entry| &entry.setting.value) else {
        return Ok(None);
    };
    if Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
        && !name.is_empty()
    {
        return Ok(Some(name));
    }
    let told = Diagnostic::error("`edits_file` must be a path below the folder of site.toml");
    Err(Diagnostic { place: tree.place(&["edits_file"]), ..told }
        .hint("write a name such as `edits.toml`"))
}

/// The settings with the `[[edits]]` of another file after their own.
#[must_use]
pub fn with_edits(mut tree: Setting, file: &str, text: String) -> Warned<Setting> {
    let mut read = match setting::file(file, text) {
        Ok(read) => read,
        Err(errors) => return Warned { value: tree, diagnostics: errors },
    };
    let edits = read.take("edits");
    let told = read.keys().map(|key| {
        let message = format!("unknown setting `{key}` in a file of edits");
        Diagnostic { place: read.key_place(&[key]), ..Diagnostic::error(message) }
            .hint("it holds `[[edits]]` alone")
    });
    let diagnostics = told.collect();
    if let Some(edits) = edits {
        tree.append("edits", edits);
    }
    Warned { value: tree, diagnostics }
}

/// The settings of a build; everything that is wrong with them is among the diagnostics, then some
/// are defaults.
#[must_use]
pub fn config(tree: Setting) -> Warned<Config> {
    let mut form_tree = tree.clone();
    let process = form_tree.take("process").map(|entry| entry.setting);
    let known = known();
    let read = Reading { tree: form_tree, prefix: "", known: &known };
    let mut told = Vec::new();
    let form = setting::read::<Form>(read).unpack(&mut told);
    let (process, processes) = processes(process, &known).unpack(&mut told);
    let mut check = Check { tree: &tree, told };
    let site = render::Settings {
        title: check.title(form.title),
        base_url: check.base_url(form.base_url),
        language: check.language(form.language),
        theme: check.theme(form.theme),
        theme_options: form.theme_options,
        description: form.description.unwrap_or_default(),
        author: form.author.unwrap_or_default(),
        home_days: form.home_days.map_or(render::HOME_DAYS, |days| days.get() as usize),
        cname: check.host(form.cname),
        robots: form.robots,
        mail: check.mail(form.mail),
        tags: check.tags(form.tags),
    };
    let timezone = check.timezone(form.timezone);
    let cache = check.cache(form.cache);
    let mut diagnostics = check.told;
    let faults = brief::faults(&form.edits).into_iter();
    diagnostics.extend(
        faults
            .map(|(at, one)| Diagnostic { place: tree.place(&["edits", &at.to_string()]), ..one }),
    );
    diagnostics.extend(fetch::faults(&form.feeds).into_iter().map(|(at, key, one)| Diagnostic {
        place: tree.place(&["feeds", &at.to_string(), key]),
        ..one
    }));
    diagnostics.extend(check::events(&form.events, &tree));
    let named = form.events.iter().filter(|rule| !rule.articles.is_empty());
    let headlines =
        named.filter_map(|rule| brief::Edit::headline(&rule.pin(), rule.name.as_ref()?));
    let edits = form.edits.into_iter().chain(headlines).collect();
    let config = Config {
        site,
        timezone,
        keep_days: form.keep_days.map(NonZeroU32::get),
        strict: form.strict,
        pipeline: form.pipeline,
        brief: form.brief,
        ingest: form.ingest,
        group: form.group,
        process,
        processes,
        cache,
        sources: form.sources,
        events: form.events,
        edits,
        feeds: form.feeds,
        tree,
    };
    Warned { value: config, diagnostics }
}

/// The full names of all settings but those of plugins.
fn known() -> Vec<String> {
    let stages = [
        ("pipeline", serde_json::to_value(Pipeline::default())),
        ("brief", serde_json::to_value(brief::Settings::default())),
        ("ingest", serde_json::to_value(ingest::Settings::default())),
        ("group", serde_json::to_value(group::Settings::default())),
        ("process", serde_json::to_value(Process::default())),
        ("robots", serde_json::to_value(render::Robots::default())),
        ("mail", serde_json::to_value(render::Mail::default())),
        ("strict", serde_json::to_value(Strict::default())),
        ("cache", serde_json::to_value(Cache::default())),
    ];
    let mut names: Vec<String> = ABOVE_TABLES.iter().map(|&key| key.to_owned()).collect();
    for (table, defaults) in stages {
        add_names(table, &defaults.unwrap_or_default(), &mut names);
    }
    names
}

fn add_names(table: &str, defaults: &serde_json::Value, names: &mut Vec<String>) {
    for (key, value) in defaults.as_object().into_iter().flatten() {
        let name = format!("{table}.{key}");
        add_names(&name, value, names);
        names.push(name);
    }
}

/// `[process]` and what differs for single programs.
fn processes(
    tree: Option<Setting>,
    known: &[String],
) -> Warned<(Process, BTreeMap<String, ProcessOverride>)> {
    let mut told = Vec::new();
    let Some(Setting { value: Value::Table(table), origin }) = tree else {
        let read = Reading {
            tree: tree.unwrap_or_else(|| Setting::empty(Origin::Program)),
            prefix: "process",
            known,
        };
        let process = setting::read(read).unpack(&mut told);
        return Warned { value: (process, BTreeMap::new()), diagnostics: told };
    };
    let (single, general): (BTreeMap<_, _>, BTreeMap<_, _>) =
        table.into_iter().partition(|(_, entry)| matches!(entry.setting.value, Value::Table(_)));
    let general = Setting { value: Value::Table(general), origin };
    let process =
        setting::read(Reading { tree: general, prefix: "process", known }).unpack(&mut told);
    let single = single.into_iter().map(|(name, entry)| {
        let prefix = format!("process.{name}");
        let read = Reading { tree: entry.setting, prefix: &prefix, known };
        (name, setting::read(read).unpack(&mut told))
    });
    let single = single.collect();
    Warned { value: (process, single), diagnostics: told }
}

#[cfg(test)]
mod tests;
