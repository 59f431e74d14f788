//! From the names in `[pipeline]` to plugins that can be called.

use std::collections::BTreeSet;

use q7x2_sdk::Kind;
use q7x2_sdk::Used;
use q7x2_sdk::contract::{Plugin, Plugins, Ready, Settings};
use q7x2_sdk::diagnostic::Diagnostic;
use q7x2_sdk::manifest::{Fault, Manifest};

use super::built_in::{self, Linked};
use super::foreign::{self, Foreign, Found, at};
use super::settings::Pipeline;
use crate::setting::{Setting, Value, did_you_mean};

/// What site.toml asks for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// `[pipeline]`.
    pub pipeline: &'a Pipeline,
    /// All settings, for `[plugins.<name>]` and for the places of what is wrong.
    pub tree: &'a Setting,
    /// The manifests of the site's own plugins.
    pub found: &'a Found,
}

/// The plugins of a build, ready to be called.
///
/// # Errors
/// Everything that is wrong with the names, the manifests and the settings.
pub fn resolve(asked: Asked<'_>) -> Result<Plugins, Vec<Diagnostic>> {
    let resolver = Resolver { asked, linked: built_in::all().map_err(|broken| vec![broken])? };
    let mut told = resolver.impostors();
    told.extend(resolver.tables());
    match resolver.plugins() {
        Ok(plugins) if told.is_empty() => Ok(plugins),
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
        let summarisers =
            self.list("summarise", &pipeline.summarise, Kind::Summariser, |plugin| match plugin {
                Plugin::Summariser(summariser) => Some(summariser),
                _ => None,
            });
        let sections =
            self.list("sections", &pipeline.sections, Kind::Section, |plugin| match plugin {
                Plugin::Section(section) => Some(section),
                _ => None,
            });
        let merger = |plugin| match plugin {
            Plugin::Merger(merger) => Some(merger),
            _ => None,
        };
        let keys = ["pipeline", "merge"];
        let chosen = self.slot(&keys, &pipeline.merge, Kind::Merger, merger);
        // The default merger takes over where the chosen one leaves nothing.
        let fallback = self.slot(&keys, &Pipeline::default().merge, Kind::Merger, merger);
        match (summarisers, chosen, fallback, sections) {
            (Ok(summarisers), Ok(merger), Ok(fallback), Ok(sections)) => {
                Ok(Plugins { summarisers, merger, fallback, sections })
            }
            (summarisers, merger, fallback, sections) => Err([
                summarisers.err().unwrap_or_default(),
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
        let built_in = match &known {
            Known::Linked(linked) => linked.built_in,
            Known::Program(_) => {
                let program = Diagnostic::error(format!(
                    "`{name}` is a program, and programs cannot be run yet"
                ));
                return Err(here(self.others(program, kind)));
            }
        };
        let plugin = (built_in.create)(&settings).map_err(|error| {
            let keys = ["plugins", name];
            vec![at(
                Diagnostic::error(format!("the plugin `{name}`: {error}")),
                self.asked.tree.place(&keys),
            )]
        })?;
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
        Ok(Ready { used, plugin: made })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setting;

    const KICKER: &str = "[plugin]\nname = 'kicker'\nversion = '1'\nprotocol = 1\nkinds = ['merger']\n\
                          command = ['./kick']\n[config.length]\ntype = 'int'\ndefault = 4\nmax = 9\n";

    /// What is told of a site.toml, as "file:line message | hint"; `[pipeline]` names what there is
    /// unless it is given.
    fn told(site: &str, found: &[(&str, &str)]) -> Vec<String> {
        let tree = setting::file("site.toml", site.to_owned()).expect("valid TOML");
        let mut pipeline =
            Pipeline { summarise: vec![], merge: "consensus".to_owned(), sections: vec![] };
        let list = |key: &str| {
            let list = tree.get(&["pipeline", key]).map(Setting::plain);
            list.and_then(|list| list.try_into::<Vec<String>>().ok()).unwrap_or_default()
        };
        pipeline.summarise = list("summarise");
        pipeline.sections = list("sections");
        if let Some(toml::Value::String(merge)) =
            tree.get(&["pipeline", "merge"]).map(Setting::plain)
        {
            pipeline.merge = merge;
        }
        let found =
            found.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let mut told = match resolve(Asked { pipeline: &pipeline, tree: &tree, found: &found }) {
            Ok(_) => Vec::new(),
            Err(told) => told,
        };
        q7x2_sdk::diagnostic::sort(&mut told);
        let line = |one: &Diagnostic| {
            let place = one.place.clone().unwrap_or_default();
            let hint = one.hint.as_deref().unwrap_or("-");
            format!("{}:{} {} | {hint}", place.file, place.line.unwrap_or_default(), one.message)
        };
        told.iter().map(line).collect()
    }

    fn check(site: &str, found: &[(&str, &str)], expected: &[&str]) {
        let told = told(site, found);
        assert_eq!(told.len(), expected.len(), "{site}\n{told:#?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{site}\n{told}\n{expected}");
        }
    }

    #[test]
    fn names_lead_to_plugins_of_the_right_kind() {
        check("", &[], &[]);
        check("pipeline.sections = ['background', 'disagreements']", &[], &[]);
        check(
            "pipeline.merge = 'concensus'\npipeline.sections = ['backgruond', 'background', 'background', 'consensus']",
            &[],
            &[
                "site.toml:1 there is no plugin `concensus` | did you mean `consensus`?",
                "site.toml:2 there is no plugin `backgruond` | did you mean `background`?",
                "site.toml:2 `pipeline.sections` names `background` twice | take one of them out",
                "site.toml:2 `consensus` is a merger, not a section | the built-in sections are `background`, ",
            ],
        );
        check(
            "pipeline.merge = '../up'",
            &[],
            &["site.toml:1 there is no plugin `../up` | choose from "],
        );
    }

    #[test]
    fn settings_fit_the_manifest_whether_the_plugin_is_used_or_not() {
        check("[plugins.consensus]\nlongest_sentence = 40", &[], &[]);
        check(
            "[plugins.consensus]\nlongest_sentence = 4\nlongest_sentense = 1\n[plugins.backgroud]\n[plugins.disagreements]\nx = 1",
            &[],
            &[
                "site.toml:2 `plugins.consensus.longest_sentence` must be at least 12 | -",
                "site.toml:3 unknown setting `plugins.consensus.longest_sentense` | did you mean `longest_sentence`?",
                "site.toml:4 there is no plugin `backgroud` | did you mean `background`?",
                "site.toml:6 unknown setting `plugins.disagreements.x` | choose from",
            ],
        );
        check(
            "plugins.consensus = 1",
            &[],
            &["site.toml:1 `plugins.consensus` must be a table of the plugin's settings"],
        );
        check("[process.kicker]\njobs = 1", &[], &["site.toml:1 there is no plugin `kicker`"]);
    }

    #[test]
    fn programs_are_looked_at_and_not_run() {
        let site = "pipeline.merge = 'kicker'";
        check("", &[("kicker", KICKER)], &[]);
        check("", &[("other", "this is no manifest")], &[]);
        check(
            site,
            &[("kicker", KICKER)],
            &[
                "site.toml:1 `kicker` is a program, and programs cannot be run yet | the built-in mergers are `consensus`",
            ],
        );
        check(
            "pipeline.merge = 'kicker'\n[plugins.kicker]\nlength = 10",
            &[("kicker", KICKER)],
            &["site.toml:3 `plugins.kicker.length` must be at most 9 | -"],
        );
        let nameless = KICKER.replace("'kicker'", "'kick'");
        check(
            site,
            &[("kicker", &nameless)],
            &["plugins/kicker/plugin.toml:2 the plugin is called `kick`, its folder `kicker`"],
        );
        let idle = KICKER.replace("command = ['./kick']\n", "");
        check(
            site,
            &[("kicker", &idle)],
            &["plugins/kicker/plugin.toml:0 the plugin `kicker` has no `command`"],
        );
        let wrong = KICKER.replace("max = 9", "max = 3\nmost = 1");
        check(
            site,
            &[("kicker", &wrong)],
            &["plugins/kicker/plugin.toml:11 unknown setting `config.length.most` | choose from"],
        );
        let wrong = KICKER.replace("max = 9", "max = 3");
        check(
            site,
            &[("kicker", &wrong)],
            &["plugins/kicker/plugin.toml:9 `config.length.default` must be at most 3 | -"],
        );
    }

    #[test]
    fn no_program_goes_by_the_name_of_a_built_in_plugin() {
        let impostor = KICKER.replace("kicker", "consensus");
        let own = q7x2_consensus::BUILT_IN.manifest;
        check("", &[("consensus", own)], &[]);
        check(
            "",
            &[("consensus", &impostor)],
            &[
                "plugins/consensus/plugin.toml:6 the program `consensus` has the name of a built-in plugin",
            ],
        );
    }
}
