//! Configured: the settings of all layers, and what is wrong with them.

use std::path::Path;

use q7x2_sdk::diagnostic;
use q7x2_sdk::diagnostic::{Diagnostic, Severity, Warned};

use super::request::Request;
use crate::config::{self, Config, Layers};
use crate::disk;
use crate::error::Error;
use crate::setting::Setting;

/// The settings alone, for what needs no plugin.
///
/// # Errors
/// Everything that is wrong with them.
pub(super) fn settings(request: &Request) -> Result<Warned<Config>, Error> {
    let mut told = Vec::new();
    let config = configured(request)?.unpack(&mut told);
    refuse(&mut told)?;
    Ok(Warned { value: config, diagnostics: told })
}

/// The settings of all layers; what is wrong with them is among the diagnostics.
pub(super) fn configured(request: &Request) -> Result<Warned<Config>, Error> {
    let root = &request.root;
    let site =
        disk::text(root, config::FILE)?.ok_or_else(|| Error::NoSite { root: root.clone() })?;
    let layers =
        Layers { site: &site, environment: &request.environment, options: &request.options };
    let mut told = Vec::new();
    let mut tree = config::layered(layers).unpack(&mut told);
    let theme = format!("themes/{}/theme.toml", config::theme(&tree));
    if let Some(text) = disk::text(root, &theme)? {
        tree = config::over_theme(tree, &theme, text).unpack(&mut told);
    }
    tree = edited(tree, root)?.unpack(&mut told);
    // What follows from a broken layer would only hide what broke it.
    refuse(&mut told)?;
    let config = config::config(tree).unpack(&mut told);
    told.extend(config::unknown_theme(&config, &disk::subfolders(root, "themes")));
    Ok(Warned { value: config, diagnostics: told })
}

/// The settings with the edits of the file that they name.
fn edited(tree: Setting, root: &Path) -> Result<Warned<Setting>, Error> {
    let name = match config::edits_file(&tree) {
        Ok(Some(name)) => name.to_owned(),
        Ok(None) => return Ok(Warned::quiet(tree)),
        Err(error) => return Ok(Warned { value: tree, diagnostics: vec![error] }),
    };
    let Some(text) = disk::text(root, &name)? else {
        let place = tree.place(&["edits_file"]);
        let told = Diagnostic { place, ..Diagnostic::error(format!("there is no file `{name}`")) };
        return Ok(Warned {
            value: tree,
            diagnostics: vec![told.hint("write it, or take `edits_file` out")],
        });
    };
    Ok(config::with_edits(tree, &name, text))
}

/// Stops where there is an error among what was told.
pub(super) fn refuse(told: &mut Vec<Diagnostic>) -> Result<(), Error> {
    if told.iter().all(|one| one.severity != Severity::Error) {
        return Ok(());
    }
    diagnostic::sort(told);
    Err(Error::Refused(std::mem::take(told)))
}
