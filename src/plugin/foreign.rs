//! Plugins of the site's own folder: `plugins/<name>/plugin.toml` is what is looked at, and nothing
//! else.

use std::collections::BTreeMap;

use q7x2_sdk::diagnostic::{Diagnostic, Place};
use q7x2_sdk::manifest::{Fault, Manifest};

use crate::setting::{self, Reading, Setting};

/// The texts of `plugins/<name>/plugin.toml`, by name.
pub type Found = BTreeMap<String, String>;

/// A manifest of the site's folder, and the tree it was read from.
pub(super) struct Foreign {
    pub(super) manifest: Manifest,
    tree: Setting,
}

/// The manifest as a path below the site's root.
fn path(name: &str) -> String {
    format!("plugins/{name}/plugin.toml")
}

/// Reads and checks one manifest.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn read(name: &str, text: &str) -> Result<Foreign, Vec<Diagnostic>> {
    let tree = setting::file(&path(name), text.to_owned())?;
    let read = setting::read::<Manifest>(Reading { tree: tree.clone(), prefix: "", known: &[] });
    let mut told = read.diagnostics;
    let manifest = read.value;
    if told.is_empty() {
        told = manifest.faults().iter().map(|fault| tell(fault, &tree)).collect();
        if manifest.plugin.name != name {
            let message =
                format!("the plugin is called `{}`, its folder `{name}`", manifest.plugin.name);
            told.push(
                at(Diagnostic::error(message), tree.place(&["plugin", "name"]))
                    .hint("give both the same name"),
            );
        }
    }
    if told.is_empty() { Ok(Foreign { manifest, tree }) } else { Err(told) }
}

impl Foreign {
    /// Where its command stands, if it is a program.
    pub(super) fn command(&self) -> Option<Place> {
        let keys = ["plugin", "command"];
        (!self.manifest.plugin.command.is_empty())
            .then(|| self.tree.key_place(&keys).unwrap_or_default())
    }
}

/// A manifest without a command, which is not that of a built-in plugin.
pub(super) fn without_command(name: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the plugin `{name}` has no `command`, and none of that name is built in"
    ))
    .at(Place::file(path(name)))
    .hint("write how it is started, as in `command = [\"python3\", \"main.py\"]`")
}

fn tell(fault: &Fault, tree: &Setting) -> Diagnostic {
    let keys: Vec<&str> = fault.keys.iter().map(String::as_str).collect();
    at(
        Diagnostic::error(format!("`{}` {}", fault.keys.join("."), fault.message)),
        tree.place(&keys),
    )
}

/// Says where, if that is known.
pub(super) fn at(diagnostic: Diagnostic, place: Option<Place>) -> Diagnostic {
    Diagnostic { place, ..diagnostic }
}
