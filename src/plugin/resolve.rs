//! From the names in `[pipeline]` to plugins that can be called.

use std::collections::BTreeSet;

use q7x2_sdk::Kind;
use q7x2_sdk::Used;
use q7x2_sdk::contract::{Merger, OnError, Plugin, Plugins, Ready, Settings, Summariser};
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::manifest::{Fault, Manifest};

use super::built_in::{self, Linked};
use super::foreign::{self, Foreign, Found, at};
use super::programs::{Grounds, Programs};
use super::settings::Pipeline;
use crate::setting::{Setting, Value, did_you_mean};

/// What site.toml asks for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// `[pipeline]`.
    pub pipeline: &'a Pipeline,
    /// All settings, for `[plugins.<name>]` and for the places of what is wrong.
    pub tree: &'a Setting,
    /// The manifests of the site's own plugins.
    pub found: &'a Found,
    /// What programs are run with.
    pub grounds: Grounds<'a>,
}

/// The plugins of a build, and the programs among them.
pub struct Resolved {
    /// All of them, ready to be called.
    pub plugins: Plugins,
    /// Those that are programs.
    pub programs: Programs,
}

/// The plugins of a build, ready to be called.
///
/// # Errors
/// Everything that is wrong with the names, the manifests and the settings.
pub fn resolve(asked: Asked<'_>) -> Result<Resolved, Vec<Diagnostic>> {
    let linked = built_in::all().map_err(|broken| vec![broken])?;
    let resolver = Resolver { asked, linked, programs: Programs::default() };
    let mut told = resolver.impostors();
    told.extend(resolver.tables());
    match resolver.plugins() {
        Ok(plugins) if told.is_empty() => Ok(Resolved { plugins, programs: resolver.programs }),
        Ok(_) => Err(told),
        Err(more) => {
            told.extend(more);
            Err(told)
        }
    }
}

type Told<T> = Result<T, Vec<Diagnostic>>;

struct Resolver<'a> {
    asked: Asked<'a>,
    linked: Vec<Linked>,
    programs: Programs,
}

/// A plugin that a name leads to.
enum Known<'a> {
    Linked(&'a Linked),
    Program(Box<Foreign>),
}

impl Known<'_> {
    fn manifest(&self) -> &Manifest {
        match self {
            Self::Linked(linked) => &linked.manifest,
            Self::Program(foreign) => &foreign.manifest,
        }
    }
}

impl Resolver<'_> {
    /// All slots of the pipeline.
    fn plugins(&self) -> Told<Plugins> {
        let pipeline = self.asked.pipeline;
        let summarisers = self.list("summarise", &pipeline.summarise, Kind::Summariser, summariser);
        let sections =
            self.list("sections", &pipeline.sections, Kind::Section, |plugin| match plugin {
                Plugin::Section(section) => Some(section),
                _ => None,
            });
        let keys = ["pipeline", "merge"];
        let chosen = self.slot(&keys, &pipeline.merge, Kind::Merger, merger);
        // The defaults take over where the chosen ones leave nothing.
        let default = Pipeline::default();
        let fallback = self.slot(&keys, &default.merge, Kind::Merger, merger);
        let stand_in = default.summarise.first().map_or("", String::as_str);
        let stand_in =
            self.slot(&["pipeline", "summarise"], stand_in, Kind::Summariser, summariser);
        match (summarisers, stand_in, chosen, fallback, sections) {
            (Ok(summarisers), Ok(stand_in), Ok(merger), Ok(fallback), Ok(sections)) => {
                let are_read = merger.plugin.reads_summaries()
                    || sections.iter().any(|section| section.plugin.reads_summaries());
                let summarisers = if are_read { summarisers } else { Vec::new() };
                Ok(Plugins { summarisers, stand_in, merger, fallback, sections })
            }
            (summarisers, stand_in, merger, fallback, sections) => Err([
                summarisers.err().unwrap_or_default(),
                stand_in.err().unwrap_or_default(),
                merger.err().unwrap_or_default(),
                fallback.err().unwrap_or_default(),
                sections.err().unwrap_or_default(),
            ]
            .concat()),
        }
    }

    /// The plugins of one list of `[pipeline]`.
    fn list<T>(
        &self,
        key: &str,
        names: &[String],
        kind: Kind,
        pick: fn(Plugin) -> Option<T>,
    ) -> Told<Vec<Ready<T>>> {
        let mut ready = Vec::new();
        let mut told = Vec::new();
        let mut seen = BTreeSet::new();
        for (position, name) in names.iter().enumerate() {
            let keys = ["pipeline", key, &position.to_string()];
            if !seen.insert(name) {
                let twice = Diagnostic::error(format!("`pipeline.{key}` names `{name}` twice"));
                told.push(at(twice, self.asked.tree.place(&keys)).hint("take one of them out"));
                continue;
            }
            match self.slot(&keys, name, kind, pick) {
                Ok(one) => ready.push(one),
                Err(more) => told.extend(more),
            }
        }
        if told.is_empty() { Ok(ready) } else { Err(told) }
    }

    /// One plugin, ready to be called.
    fn slot<T>(
        &self,
        keys: &[&str],
        name: &str,
        kind: Kind,
        pick: fn(Plugin) -> Option<T>,
    ) -> Told<Ready<T>> {
        let here = |diagnostic| vec![at(diagnostic, self.asked.tree.place(keys))];
        let known = self.known(name, keys, false)?;
        let manifest = known.manifest();
        if !manifest.is(kind) {
            let kinds: Vec<_> = manifest.plugin.kinds.iter().copied().map(kind_name).collect();
            let wrong =
                format!("`{name}` is a {}, not a {}", kinds.join(" and a "), kind_name(kind));
            return Err(here(self.others(Diagnostic::error(wrong), kind)));
        }
        let settings = self.settings(name, manifest)?;
        let (plugin, on_error) = match &known {
            Known::Linked(linked) => (self.linked_plugin(linked, &settings)?, OnError::Fallback),
            Known::Program(_) => {
                let made = self.programs.plugin((manifest, &settings), kind, self.asked.grounds);
                made.map_err(|told| vec![told])?
            }
        };
        let made = pick(plugin).ok_or_else(|| {
            here(Diagnostic::error(format!(
                "the built-in plugin `{name}` is not what its manifest says"
            )))
        })?;
        let about = &manifest.plugin;
        let used = Used {
            name: about.name.clone(),
            version: about.version.clone(),
            kind,
            settings: settings.0,
        };
        Ok(Ready { used, plugin: made, on_error })
    }

    fn linked_plugin(&self, linked: &Linked, settings: &Settings) -> Told<Plugin> {
        (linked.built_in.create)(settings).map_err(|error| {
            let name = &linked.manifest.plugin.name;
            let told = Diagnostic::error(format!("the plugin `{name}`: {error}"));
            vec![at(told, self.asked.tree.place(&["plugins", name]))]
        })
    }

    /// The hint of which built-in plugins would do.
    fn others(&self, diagnostic: Diagnostic, kind: Kind) -> Diagnostic {
        let fit = self.linked.iter().filter(|linked| linked.manifest.is(kind));
        let names: Vec<_> =
            fit.map(|linked| format!("`{}`", linked.manifest.plugin.name)).collect();
        diagnostic.hint(format!("the built-in {}s are {}", kind_name(kind), names.join(", ")))
    }

    /// The plugin that a name leads to; `keys` lead to where it is named, as a key or as a value.
    fn known(&self, name: &str, keys: &[&str], as_key: bool) -> Told<Known<'_>> {
        if let Some(linked) = self.linked(name) {
            return Ok(Known::Linked(linked));
        }
        if let Some(text) = self.asked.found.get(name) {
            let foreign = foreign::read(name, text)?;
            let program = foreign.command().is_some();
            return if program {
                Ok(Known::Program(Box::new(foreign)))
            } else {
                Err(vec![foreign::without_command(name)])
            };
        }
        let tree = self.asked.tree;
        let place = if as_key { tree.key_place(keys) } else { tree.place(keys) };
        let linked = self.linked.iter().map(|linked| linked.manifest.plugin.name.as_str());
        let names: Vec<&str> = linked.chain(self.asked.found.keys().map(String::as_str)).collect();
        let hint = did_you_mean(name, names.iter().copied());
        Err(vec![Diagnostic {
            hint,
            place,
            ..Diagnostic::error(format!("there is no plugin `{name}`"))
        }])
    }

    fn linked(&self, name: &str) -> Option<&Linked> {
        self.linked.iter().find(|linked| linked.manifest.plugin.name == name)
    }

    /// The settings of a plugin, checked against its schema and completed.
    fn settings(&self, name: &str, manifest: &Manifest) -> Told<Settings> {
        let given = match self.asked.tree.get(&["plugins", name]).map(Setting::plain) {
            Some(toml::Value::Table(table)) => table,
            // That `plugins.<name>` is no table is told by `tables`.
            _ => toml::Table::new(),
        };
        manifest
            .complete(&given)
            .map_err(|faults| faults.iter().map(|fault| self.misfit(name, fault)).collect())
    }

    fn misfit(&self, name: &str, fault: &Fault) -> Diagnostic {
        let own = fault.keys.join(".");
        let mut keys = vec!["plugins", name];
        keys.extend(fault.keys.iter().map(String::as_str));
        let tree = self.asked.tree;
        if fault.known.is_empty() {
            let message = format!("`plugins.{name}.{own}` {}", fault.message);
            return at(Diagnostic::error(message), tree.place(&keys));
        }
        let hint = did_you_mean(&own, fault.known.iter().map(String::as_str));
        let message = format!("unknown setting `plugins.{name}.{own}`");
        Diagnostic { hint, place: tree.key_place(&keys), ..Diagnostic::error(message) }
    }

    /// What is wrong with `[plugins.<name>]` and `[process.<name>]` of whatever plugin, used or
    /// not.
    fn tables(&self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for (table, kind_of_table) in [("plugins", "settings"), ("process", "limits")] {
            let Some(tree) = self.asked.tree.get(&[table]) else { continue };
            for name in tree.keys() {
                let keys = [table, name];
                let is_table =
                    matches!(tree.get(&[name]).map(|one| &one.value), Some(Value::Table(_)));
                match is_table {
                    true => told.extend(self.table(&keys)),
                    // `[process]` has settings of its own, which are read with the rest.
                    false if table == "process" => {}
                    false => {
                        let wrong = format!(
                            "`{table}.{name}` must be a table of the plugin's {kind_of_table}"
                        );
                        told.push(at(Diagnostic::error(wrong), self.asked.tree.place(&keys)));
                    }
                }
            }
        }
        told
    }

    fn table(&self, keys: &[&str; 2]) -> Vec<Diagnostic> {
        let [table, name] = *keys;
        match self.known(name, keys, true) {
            Ok(known) if table == "plugins" => {
                self.settings(name, known.manifest()).err().unwrap_or_default()
            }
            Ok(_) => Vec::new(),
            Err(told) => told,
        }
    }

    /// Programs that go by the name of a built-in plugin.
    fn impostors(&self) -> Vec<Diagnostic> {
        let same = self.asked.found.iter().filter(|(name, _)| self.linked(name).is_some());
        let told = same.flat_map(|(name, text)| match foreign::read(name, text) {
            Ok(foreign) => foreign.command().map_or_else(Vec::new, |place| {
                let message = format!("the program `{name}` has the name of a built-in plugin");
                vec![
                    Diagnostic::error(message)
                        .at(place)
                        .hint("give its folder and its manifest another name"),
                ]
            }),
            Err(told) => told,
        });
        told.collect()
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Summariser => "summariser",
        Kind::Merger => "merger",
        Kind::Section => "section",
    }
}

/// A plugin as a merger, where it is one.
fn merger(plugin: Plugin) -> Option<Box<dyn Merger>> {
    match plugin {
        Plugin::Merger(merger) => Some(merger),
        _ => None,
    }
}

/// A plugin as a summariser, where it is one.
fn summariser(plugin: Plugin) -> Option<Box<dyn Summariser>> {
    match plugin {
        Plugin::Summariser(summariser) => Some(summariser),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
