//! `plugin`: makes, lists, asks, tries and locks plugins.

mod conformance;
mod given;
mod list;
mod new;
mod run;
mod subject;

use std::collections::BTreeMap;
use std::io::Write;

use q7x2_sdk::diagnostic::Warned;

use given::{Done, refused};

use super::lock;
use super::pool::{enough, in_pool};
use super::request::Request;
use super::setup::manifests;
use super::shelf::plugins_folder;
use crate::cli::PluginCommand;
use crate::error::Error;
use crate::{disk, plugin};

/// Does what is asked of plugins; the value is whether nothing is wrong.
///
/// # Errors
/// Where it cannot be done, or the result cannot be printed.
pub fn plugins(
    request: &Request,
    command: &PluginCommand,
    print: &mut (dyn Write + Send),
) -> Result<Warned<bool>, Error> {
    in_pool(request, || {
        let (text, done) = match command {
            PluginCommand::New { name, kind, lang } => new::new(&request.root, name, *kind, *lang)?,
            PluginCommand::List => list::list(request),
            PluginCommand::Run { name, event } => run::run(request, name, event.as_deref())?,
            PluginCommand::Test { path } => conformance::test(request, path)?,
            PluginCommand::Lock => locked(request)?,
        };
        enough(print.write_all(text.as_bytes()).and_then(|()| print.flush()))?;
        Ok(done)
    })
}

/// Writes plugins.lock, with every program of the site.
fn locked(request: &Request) -> Result<Done, Error> {
    let mut diagnostics = Vec::new();
    let found = manifests(&request.root).unpack(&mut diagnostics);
    let (all, told) = plugin::listed(&found);
    diagnostics.extend(told);
    let mut lock = BTreeMap::new();
    let mut text = String::new();
    for (name, _) in all.iter().filter(|(_, listed)| !listed.is_built_in) {
        let tree = disk::tree(&plugins_folder(&request.root).join(name))?;
        text += &format!("{name} {tree}\n");
        lock.insert(name, lock::Locked { tree });
    }
    let body = toml::to_string(&lock).map_err(|error| refused(error.to_string()))?;
    disk::write_lines(&request.root.join(lock::FILE), &(lock::HEAD.to_owned() + &body))?;
    Ok((text, Warned { value: true, diagnostics }))
}
