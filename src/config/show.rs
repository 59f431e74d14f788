//! Show: every setting that holds, and where it comes from.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::settings::Config;
use crate::setting::{Origin, Setting, Value};

/// One setting that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Its full name, such as `brief.max_words`.
    pub key: String,
    /// Its value as TOML has it.
    pub value: String,
    /// `site.toml:12`, `--set brief.max_words`, or `default`.
    pub from: String,
}

/// Every setting that holds, sorted by name; those of plugins as far as somebody has set them.
#[must_use]
pub fn shown(config: &Config) -> Vec<Shown> {
    let mut all = BTreeMap::new();
    let site = &config.site;
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut put = |key: &str, value: String| drop(all.insert(key.to_owned(), value));
    put("title", text(&site.title));
    put("base_url", text(&site.base_url));
    put("language", text(&site.language));
    put("timezone", text(config.timezone.name()));
    put("theme", text(&site.theme));
    put("description", text(&site.description));
    put("author", text(&site.author));
    put("home_days", site.home_days.to_string());
    let stages = [
        ("strict", serde_json::to_value(&config.strict)),
        ("pipeline", serde_json::to_value(&config.pipeline)),
        ("brief", serde_json::to_value(&config.brief)),
        ("ingest", serde_json::to_value(&config.ingest)),
        ("group", serde_json::to_value(&config.group)),
        ("process", serde_json::to_value(&config.process)),
        ("cache", serde_json::to_value(&config.cache)),
    ];
    for (table, values) in stages {
        leaves(table, &values.unwrap_or_default(), &mut all);
    }
    written("", &config.tree, &mut all);
    let line =
        |(key, value): (String, String)| Shown { from: from(&config.tree, &key), key, value };
    all.into_iter().map(line).collect()
}

/// The values that are no tables; what is not said is left out.
fn leaves(prefix: &str, value: &Json, all: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(table) => {
            table.iter().for_each(|(key, value)| leaves(&format!("{prefix}.{key}"), value, all));
        }
        Json::Null => {}
        other => drop(all.insert(prefix.to_owned(), other.to_string())),
    }
}

/// What somebody has written and no stage has: plugins' settings, and lists of tables.
fn written(prefix: &str, setting: &Setting, all: &mut BTreeMap<String, String>) {
    let below =
        |key: &str| if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
    match &setting.value {
        Value::Table(table) => {
            table.iter().for_each(|(key, entry)| written(&below(key), &entry.setting, all));
        }
        Value::List(list) if list.iter().any(|one| matches!(one.value, Value::Table(_))) => {
            for (at, one) in list.iter().enumerate() {
                written(&below(&at.to_string()), one, all);
            }
        }
        _ => {
            all.entry(prefix.to_owned()).or_insert_with(|| setting.plain().to_string());
        }
    }
}

fn from(tree: &Setting, key: &str) -> String {
    let path: Vec<&str> = key.split('.').collect();
    match tree.get(&path).map(|setting| &setting.origin) {
        None | Some(Origin::Program) => "default".to_owned(),
        Some(_) => match tree.place(&path) {
            Some(place) => match place.line {
                Some(line) => format!("{}:{line}", place.file),
                None => place.file,
            },
            None => "default".to_owned(),
        },
    }
}
