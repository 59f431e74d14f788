//! What a build starts from: settings of all layers, plugins, and what is wrong with either, all at once.

use std::path::PathBuf;

use q7x2_sdk::Article;
use q7x2_sdk::contract::Plugins;
use q7x2_sdk::diagnostic::{self, Diagnostic, Place, Severity, Warned};

use super::Request;
use crate::config::{self, Config, Layers};
use crate::error::Error;
use crate::plugin::{self, Asked};
use crate::{disk, ingest};

/// What a build starts from.
pub(super) struct Setup {
    pub(super) config: Config,
    /// `None` where none is called.
    pub(super) plugins: Option<Plugins>,
    root: PathBuf,
}

impl Setup {
    /// Reads site.toml and whatever overrules it, and makes the plugins ready.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub(super) fn read(request: &Request, calls_plugins: bool) -> Result<Warned<Self>, Error> {
        let root = request.root.clone();
        let site = disk::text(&root, config::FILE)?.ok_or_else(|| Error::NoSite { root: root.clone() })?;
        let layers = Layers { theme: None, site: &site, environment: &request.environment, options: &request.options };
        let mut told = Vec::new();
        let tree = config::layered(layers).unpack(&mut told);
        // What follows from a broken layer would only hide what broke it.
        refuse(&mut told)?;
        let config = config::config(tree).unpack(&mut told);
        if !calls_plugins {
            refuse(&mut told)?;
            return Ok(Warned { value: Self { config, plugins: None, root }, diagnostics: told });
        }
        let found = manifests(&root).unpack(&mut told);
        let asked = Asked { pipeline: &config.pipeline, tree: &config.tree, found: &found };
        match plugin::resolve(asked) {
            Ok(plugins) => {
                refuse(&mut told)?;
                Ok(Warned { value: Self { config, plugins: Some(plugins), root }, diagnostics: told })
            }
            Err(errors) => {
                told.extend(errors);
                diagnostic::sort(&mut told);
                Err(Error::Refused(told))
            }
        }
    }

    /// The articles below `content/`.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub(super) fn articles(&self) -> Result<Warned<Vec<Article>>, Error> {
        let mut told = Vec::new();
        let files = disk::folder(&self.root, "content")?.unpack(&mut told);
        let articles = ingest::articles(&files, &self.config.ingest, &self.config.sources).unpack(&mut told);
        if articles.is_empty() {
            let place = Place::file("content");
            told.push(
                Diagnostic::warning("there is no article")
                    .at(place)
                    .hint("put articles into the folder `content`, one a file: `.txt`, `.md` or `.jsonl`"),
            );
        }
        Ok(Warned { value: articles, diagnostics: told })
    }
}

/// Stops where there is an error among what was told.
fn refuse(told: &mut Vec<Diagnostic>) -> Result<(), Error> {
    if told.iter().all(|one| one.severity != Severity::Error) {
        return Ok(());
    }
    diagnostic::sort(told);
    Err(Error::Refused(std::mem::take(told)))
}

/// The manifests of the site's own plugins.
fn manifests(root: &std::path::Path) -> Warned<plugin::Found> {
    let mut found = Warned::quiet(plugin::Found::new());
    for name in disk::subfolders(root, "plugins") {
        match disk::text(root, &format!("plugins/{name}/plugin.toml")) {
            Ok(Some(text)) => drop(found.value.insert(name, text)),
            Ok(None) => {}
            Err(error) => {
                let warnings = error.diagnostics().into_iter();
                found.diagnostics.extend(warnings.map(|one| Diagnostic { severity: Severity::Warning, ..one }));
            }
        }
    }
    found
}
