//! Config: gathers each stage's settings from all layers, and says everything that is wrong with
//! them at once.
//!
//! Defaults, then theme.toml, site.toml, the environment and the command line; the later wins.
//! Settings themselves live beside their stage.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use q7x2_sdk::diagnostic::{Diagnostic, Warned};
use q7x2_sdk::manifest::is_name;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::plugin::{Pipeline, Process, ProcessOverride};
use crate::setting::{self, Entry, Origin, Reading, Setting, Value};
use crate::{brief, group, ingest, render};

mod check;
mod looks;
mod settings;

use check::Check;
pub(crate) use check::unknown_theme;
use settings::PAPER;
pub use settings::{Config, FILE};

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
    pipeline: Pipeline,
    brief: brief::Settings,
    ingest: ingest::Settings,
    group: group::Settings,
    // Read by `plugin`, against the manifests.
    plugins: Option<IgnoredAny>,
    process: Option<IgnoredAny>,
    sources: Vec<ingest::SourceRule>,
    edits: Vec<brief::Edit>,
    // Read by `with_edits`, before everything else.
    edits_file: Option<String>,
}

/// The keys of site.toml that are no tables.
const ABOVE_TABLES: [&str; 8] =
    ["title", "base_url", "language", "timezone", "theme", "description", "author", "edits_file"];

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
        description: form.description.unwrap_or_default(),
        author: form.author.unwrap_or_default(),
    };
    let timezone = check.timezone(form.timezone);
    let mut diagnostics = check.told;
    let faults = brief::faults(&form.edits).into_iter();
    diagnostics.extend(
        faults
            .map(|(at, one)| Diagnostic { place: tree.place(&["edits", &at.to_string()]), ..one }),
    );
    let config = Config {
        site,
        timezone,
        pipeline: form.pipeline,
        brief: form.brief,
        ingest: form.ingest,
        group: form.group,
        process,
        processes,
        sources: form.sources,
        edits: form.edits,
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
mod tests {
    use chrono_tz::Tz;
    use q7x2_sdk::diagnostic::Place;

    use super::*;

    fn told(site: &str, environment: &[(&str, &str)], options: &[&str]) -> Vec<String> {
        let environment: Vec<_> =
            environment.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let options: Vec<_> = options.iter().map(|&one| one.to_owned()).collect();
        let mut told = Vec::new();
        let tree = layered(Layers { site, environment: &environment, options: &options })
            .unpack(&mut told);
        config(tree).unpack(&mut told);
        q7x2_sdk::diagnostic::sort(&mut told);
        let line = |one: &Diagnostic| {
            let place = one.place.clone().unwrap_or_default();
            format!("{}:{} {}", place.file, place.line.unwrap_or_default(), one.message)
        };
        told.iter().map(line).collect()
    }

    const LEAST: &str = "title = 'Morning brief'\nbase_url = 'https://example.org'\n";

    #[test]
    fn title_and_address_are_enough() {
        let tree = layered(Layers { site: LEAST, ..Layers::default() }).value;
        let read = config(tree);
        assert_eq!(read.diagnostics, []);
        let site = &read.value.site;
        assert_eq!(
            (site.base_url.as_str(), read.value.timezone),
            ("https://example.org/", Tz::UTC)
        );
        assert_eq!((site.theme.as_str(), site.language.as_str()), ("paper", "en"));
        assert_eq!(read.value.pipeline, Pipeline::default());
    }

    #[test]
    fn what_is_missing_or_wrong_is_told_at_once() {
        assert_eq!(
            told("", &[], &[]),
            ["site.toml:0 the site has no `base_url`", "site.toml:0 the site has no `title`"]
        );
        let wrong = "title = ''\nbase_url = 'example.org'\nlanguage = 'e'\ntimezone = 'Europe/Pari'\ntheme = '../up'\nx = 1";
        assert_eq!(
            told(wrong, &[], &[]),
            [
                "site.toml:1 `title` must not be empty",
                "site.toml:2 `base_url` must be an absolute address of the web: it does not begin with https:// or http://",
                "site.toml:3 `language` must be a language tag (BCP 47)",
                "site.toml:4 `timezone` is not a time zone",
                "site.toml:5 `theme` must be the name of a folder in `themes/`",
                "site.toml:6 unknown setting `x`",
            ]
        );
    }

    #[test]
    fn a_theme_that_is_nowhere_is_told_with_the_near_one() {
        let check = |theme: &str, folders: &[&str], expected: Option<&str>| {
            let text = format!("{LEAST}\ntheme = '{theme}'");
            let config = config(layered(Layers { site: &text, ..Layers::default() }).value).value;
            let folders: Vec<String> = folders.iter().map(|&folder| folder.to_owned()).collect();
            let told = unknown_theme(&config, &folders);
            assert_eq!(told.as_ref().and_then(|one| one.hint.as_deref()), expected);
            assert!(told.is_none_or(|one| one.place.is_some_and(|place| place.line == Some(4))));
        };
        check("paper", &[], None);
        check("own", &["own"], None);
        check("papper", &[], Some("did you mean `paper`?"));
        check("onw", &["own", "paper"], Some("did you mean `own`?"));
        check(
            "ink",
            &[],
            Some("make a folder themes/ink with a theme.toml, or choose one of: paper"),
        );
    }

    #[test]
    fn later_layers_win_and_their_faults_have_their_place() {
        assert_eq!(
            told(LEAST, &[("Q7X2_TITLE", "x")], &["timezone=Europe/Paris"]),
            Vec::<String>::new()
        );
        assert_eq!(
            told(
                LEAST,
                &[("Q7X2_INGEST__CLEAN__ENABLED", "2"), ("Q7X2_TITEL", "x")],
                &["timezone=Mars"]
            ),
            [
                "--set timezone:0 `timezone` is not a time zone",
                "Q7X2_INGEST__CLEAN__ENABLED:0 `ingest.clean.enabled` must be `true` or `false`, not `2`",
                "Q7X2_TITEL:0 unknown setting `titel`",
            ]
        );
        let tree = layered(Layers {
            site: LEAST,
            environment: &[("Q7X2_TITLE".to_owned(), "from outside".to_owned())],
            options: &["title=last".to_owned()],
        });
        assert_eq!(config(tree.value).value.site.title, "last");
    }

    #[test]
    fn a_theme_may_set_what_the_site_does_not() {
        let tree = |site: &str| layered(Layers { site, ..Layers::default() }).value;
        let theme = "name = 'x'\n[settings]\nbrief.max_words = 90\nlanguage = 'de'\n";
        let check = |site: &str, theme: &str, expected: (usize, &str), told: &[&str]| {
            let over = over_theme(
                tree(&format!("{LEAST}{site}")),
                "themes/x/theme.toml",
                theme.to_owned(),
            );
            assert_eq!(
                over.diagnostics.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(),
                told
            );
            let config = config(over.value).value;
            assert_eq!((config.brief.max_words, config.site.language.as_str()), expected);
        };
        check("", "name = 'x'", (220, "en"), &[]);
        check("", theme, (90, "de"), &[]);
        check("brief.max_words = 100", theme, (100, "de"), &[]);
        check("", &format!("{theme}title = 'x'"), (90, "de"), &["a theme cannot set `title`"]);
        check("", "settings = 1", (220, "en"), &["`settings` of a theme must be a table"]);
    }

    #[test]
    fn edits_may_stand_in_a_file_of_their_own() {
        let edit = |id: &str| format!("[[edits]]\nstatement = '{id}'\naction = 'drop'\n");
        let site = format!("{LEAST}edits_file = 'edits.toml'\n{}", edit("a"));
        let tree = layered(Layers { site: &site, ..Layers::default() }).value;
        assert_eq!(edits_file(&tree), Ok(Some("edits.toml")));
        let both = with_edits(tree, "edits.toml", format!("{}{}", edit("b"), edit("a")));
        assert_eq!(both.diagnostics, []);
        let read = config(both.value);
        assert_eq!(read.value.edits.len(), 3);
        let told: Vec<_> =
            read.diagnostics.iter().map(|one| (one.message.as_str(), one.place.clone())).collect();
        let place = Place::line("edits.toml", 4);
        let told: Vec<_> = told
            .into_iter()
            .map(|(message, at)| (message, at.map(|at| Place { excerpt: None, ..at })))
            .collect();
        assert_eq!(told, [("statement `a` is edited twice", Some(place))]);
    }

    #[test]
    fn a_file_of_edits_is_one_of_the_site() {
        for wrong in ["/etc/passwd", "../up.toml", "", "a/../b"] {
            let tree = setting::file(FILE, format!("edits_file = '{wrong}'")).expect("valid TOML");
            assert!(edits_file(&tree).is_err(), "{wrong}");
        }
        let told = with_edits(Setting::empty(Origin::Program), "edits.toml", "x = 1".to_owned())
            .diagnostics;
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn programs_can_have_limits_of_their_own() {
        let site = format!(
            "{LEAST}[process]\njobs = 4\n[process.kicker]\non_error = 'skip'\n[process.other]\njob = 1"
        );
        assert_eq!(told(&site, &[], &[]), ["site.toml:8 unknown setting `process.other.job`"]);
        let read = config(layered(Layers { site: &site, ..Layers::default() }).value).value;
        assert_eq!((read.process.jobs.get(), read.processes.len()), (4, 2));
        assert_eq!(
            told(&format!("{LEAST}process = 1"), &[], &[]),
            ["site.toml:3 `process` must be a table, not `1`"]
        );
    }

    #[test]
    fn a_setting_in_the_wrong_table_is_recognised() {
        let hint = |text: &str| {
            let tree =
                layered(Layers { site: &format!("{LEAST}{text}"), ..Layers::default() }).value;
            config(tree).diagnostics.first().and_then(|one| one.hint.clone()).unwrap_or_default()
        };
        assert_eq!(hint("max_words = 3"), "did you mean `brief.max_words`?");
        assert_eq!(hint("[brief]\nenabled = false"), "did you mean `ingest.clean.enabled`?");
        assert_eq!(
            hint("[brief]\ntheme = 'x'"),
            "`theme` belongs above the first table, `[…]`, of the file"
        );
        assert_eq!(hint("[process.x]\nmerge = 'x'"), "did you mean `pipeline.merge`?");
    }
}
