//! Given: what the commands of `plugin` are given and give: a manifest, its settings, what is
//! printed.

use std::path::Path;

use q7x2_sdk::contract::Settings;
use q7x2_sdk::diagnostic::{Diagnostic, Place, Warned};
use q7x2_sdk::manifest::Manifest;

use super::super::request::Request;
use crate::error::Error;
use crate::setting::{self, Setting};
use crate::{disk, plugin};

/// What is printed, and whether nothing is wrong.
pub(super) type Done = (String, Warned<bool>);

pub(super) fn refused(message: String) -> Error {
    Error::Refused(vec![Diagnostic::error(message)])
}

/// The settings of a plugin that `--set` gives, over the defaults of its schema.
pub(super) fn settings(request: &Request, manifest: &Manifest) -> Result<Settings, Error> {
    let name = &manifest.plugin.name;
    let mut given = toml::Table::new();
    for option in &request.options {
        let tree = setting::option(option).map_err(|told| Error::Refused(vec![told]))?;
        if let Some(toml::Value::Table(table)) = tree.get(&["plugins", name]).map(Setting::plain) {
            given.extend(table);
        }
    }
    manifest.complete(&given).map_err(|faults| {
        let told = faults.into_iter().map(|fault| {
            let key = fault.keys.join(".");
            let message = format!("`plugins.{name}.{key}` {}", fault.message);
            let hint = format!("give it with `q7x2 --set plugins.{name}.{key}=… plugin …`");
            Diagnostic::error(message).hint(hint)
        });
        Error::Refused(told.collect())
    })
}

/// The manifest in a folder.
pub(super) fn manifest(folder: &Path) -> Result<Manifest, Error> {
    let file = folder.join("plugin.toml");
    let shown = file.display().to_string();
    let text = match disk::given(&file)? {
        disk::Given::File(bytes) => {
            String::from_utf8(bytes).map_err(|_| refused(format!("`{shown}` is not UTF-8 text")))?
        }
        disk::Given::Folder(_) => return Err(refused(format!("`{shown}` is a folder"))),
    };
    let real = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned());
    plugin::manifest(&name.unwrap_or_default(), &text).map_err(|told| {
        let here = |one: Diagnostic| {
            let place = one.place.clone().map(|place| Place { file: shown.clone(), ..place });
            Diagnostic { place, ..one }
        };
        Error::Refused(told.into_iter().map(here).collect())
    })
}
