//! plugins.lock: the files of each plugin that may run, as hashes.

use std::collections::BTreeMap;
use std::path::Path;

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use serde::{Deserialize, Serialize};

use super::shelf::plugins_folder;
use crate::disk;
use crate::plugin::{Found, Pipeline};

/// The file, beside site.toml.
pub(super) const FILE: &str = "plugins.lock";

/// What stands at its head.
pub(super) const HEAD: &str =
    "# Written by `q7x2 plugin lock`; `q7x2 build --locked` runs these files and no others.\n";

/// A plugin in the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Locked {
    /// The hash of all its files.
    pub(super) tree: String,
}

/// What keeps the programs that site.toml names from running.
pub(super) fn faults(root: &Path, pipeline: &Pipeline, found: &Found) -> Vec<Diagnostic> {
    let named = pipeline.summarise.iter().chain([&pipeline.merge]).chain(&pipeline.sections);
    let mut programs: Vec<&String> = named.filter(|name| found.contains_key(*name)).collect();
    programs.sort();
    programs.dedup();
    if programs.is_empty() {
        return Vec::new();
    }
    let locked = match read(root) {
        Ok(locked) => locked,
        Err(told) => return vec![told],
    };
    programs.into_iter().filter_map(|name| fault(root, name, locked.get(name))).collect()
}

fn fault(root: &Path, name: &str, locked: Option<&Locked>) -> Option<Diagnostic> {
    let tree = match disk::tree(&plugins_folder(root).join(name)) {
        Ok(tree) => tree,
        Err(error) => return Some(Diagnostic::error(error.to_string())),
    };
    let hint = "read what is new in its folder, then run `q7x2 plugin lock`";
    let told = match locked {
        None => format!("the plugin `{name}` is not in {FILE}"),
        Some(locked) if locked.tree != tree => {
            format!("the files of the plugin `{name}` are not those of {FILE}")
        }
        Some(_) => return None,
    };
    Some(Diagnostic::error(told).at(Place::file(FILE)).hint(hint))
}

fn read(root: &Path) -> Result<BTreeMap<String, Locked>, Diagnostic> {
    let wrong = |message: String| Diagnostic::error(message).at(Place::file(FILE));
    let hint = "run `q7x2 plugin lock` and commit the file";
    let text = match disk::text(root, FILE) {
        Ok(Some(text)) => text,
        Ok(None) => return Err(wrong(format!("there is no {FILE}")).hint(hint)),
        Err(error) => return Err(wrong(error.to_string())),
    };
    toml::from_str(&text)
        .map_err(|error| wrong(format!("it cannot be read: {}", error.message())).hint(hint))
}
