//! `plugin.toml`: what a plugin is called, what it does, what it may, and the schema of its
//! settings.
//!
//! [`Manifest::parse`] is all that a plugin author needs. The host reads the same type from a tree
//! that knows the place of every value, and asks [`Manifest::faults`] afterwards, so as to show
//! each fault where it was written.

mod fault;
mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::contract::{PROTOCOL, Settings};
use crate::noun::briefing::Kind;
pub use fault::Fault;
pub use schema::{SettingSchema, SettingType};

/// A `plugin.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `[plugin]`.
    pub plugin: About,
    /// `[permissions]`.
    #[serde(default)]
    pub permissions: Permissions,
    /// `[limits]`.
    #[serde(default)]
    pub limits: Limits,
    /// `[config.<key>]`: the schema of each setting.
    #[serde(default)]
    pub config: BTreeMap<String, SettingSchema>,
}

/// `[plugin]`: what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Equals the plugin's folder: lower-case letters, digits, `-` and `_`.
    pub name: String,
    /// The plugin's own version.
    pub version: String,
    /// The number of the contract that it speaks.
    pub protocol: u32,
    /// What it can do.
    pub kinds: Vec<Kind>,
    /// How a program is started, in its folder and never through a shell. Empty for a plugin that
    /// is linked in.
    #[serde(default)]
    pub command: Vec<String>,
    /// Whether the same question always gets the same answer. Default `false`.
    #[serde(default)]
    pub deterministic: bool,
    /// Primary subtags of BCP 47 that it serves. Empty: any.
    #[serde(default)]
    pub languages: Vec<String>,
    /// One line for a list of plugins.
    #[serde(default)]
    pub description: String,
    /// SPDX expression.
    #[serde(default)]
    pub license: String,
}

/// `[permissions]`: what a program may.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Permissions {
    /// Environment variables that it sees. Enforced: all others are cleared.
    pub env: Vec<String>,
    /// Hosts that it talks to. Declared and shown, not enforced.
    pub network: Vec<String>,
}

/// `[limits]`: how long a program may take, and how much it may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Seconds until it has answered `initialize`.
    pub start_seconds: u64,
    /// Seconds for one call.
    pub call_seconds: u64,
    /// Bytes of one answer.
    pub response_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { start_seconds: 10, call_seconds: 30, response_bytes: 8 << 20 }
    }
}

/// Why a text is no manifest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("plugin.toml: {message}")]
pub struct ManifestError {
    /// What is wrong.
    pub message: String,
    /// The bytes of the text that are meant, where they are known.
    pub span: Option<Range<usize>>,
}

impl Manifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let manifest: Self = toml::from_str(text).map_err(|error| ManifestError {
            message: error.message().to_owned(),
            span: error.span(),
        })?;
        match manifest.faults().first() {
            None => Ok(manifest),
            Some(fault) => Err(ManifestError {
                message: format!("`{}` {}", fault.keys.join("."), fault.message),
                span: None,
            }),
        }
    }

    /// What is wrong with it beyond its form, in the order of the file's documentation.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = self.plugin.faults();
        let Limits { start_seconds, call_seconds, response_bytes } = self.limits;
        for (key, value) in [
            ("start_seconds", start_seconds),
            ("call_seconds", call_seconds),
            ("response_bytes", response_bytes),
        ] {
            if value == 0 {
                faults.push(Fault::new(&["limits", key], "must be at least 1"));
            }
        }
        for (key, schema) in &self.config {
            faults.extend(schema.faults().into_iter().map(|fault| fault.under(&["config", key])));
        }
        faults
    }

    /// Whether it can do what is asked.
    #[must_use]
    pub fn is(&self, kind: Kind) -> bool {
        self.plugin.kinds.contains(&kind)
    }

    /// Checks settings against the schema and completes them with its defaults.
    ///
    /// # Errors
    /// Everything that does not fit, in the order of the keys.
    pub fn complete(&self, given: &toml::Table) -> Result<Settings, Vec<Fault>> {
        let mut faults: Vec<Fault> = given.keys().filter_map(|key| self.unknown(key)).collect();
        let mut complete = toml::Table::new();
        for (key, schema) in &self.config {
            match schema.value(given.get(key)) {
                Ok(value) => drop(complete.insert(key.clone(), value)),
                Err(fault) => faults.push(fault.under(&[key])),
            }
        }
        faults.sort_by(|a, b| a.keys.cmp(&b.keys));
        if faults.is_empty() { Ok(Settings(complete)) } else { Err(faults) }
    }

    fn unknown(&self, key: &str) -> Option<Fault> {
        let known = self.config.keys().cloned().collect();
        (!self.config.contains_key(key))
            .then(|| Fault { known, ..Fault::new(&[key], "is not a setting of it") })
    }
}

impl About {
    fn faults(&self) -> Vec<Fault> {
        let wrong = |key: &str, message: String| Fault::new(&["plugin", key], message);
        let mut faults = Vec::new();
        if !is_name(&self.name) {
            faults.push(wrong(
                "name",
                "must be of lower-case letters, digits, `-` and `_`, 64 at most".to_owned(),
            ));
        }
        if self.version.trim().is_empty() {
            faults.push(wrong("version", "must not be empty".to_owned()));
        }
        if self.protocol != PROTOCOL {
            faults.push(wrong(
                "protocol",
                format!("must be {PROTOCOL}, the contract that this q7x2 speaks"),
            ));
        }
        if self.kinds.is_empty() {
            faults.push(wrong(
                "kinds",
                "must name at least one of summariser, merger, section".to_owned(),
            ));
        }
        if self.kinds.iter().collect::<BTreeSet<_>>().len() < self.kinds.len() {
            faults.push(wrong("kinds", "must not name a kind twice".to_owned()));
        }
        if self.command.first().is_some_and(String::is_empty) {
            faults.push(wrong("command", "must begin with the name of a program".to_owned()));
        }
        faults
    }
}

/// Whether a text can be a plugin's name: it is a folder's, a TOML key's and part of an environment
/// variable's as well.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let allowed = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_".contains(letter)
    };
    (1..=64).contains(&name.len())
        && name.chars().all(allowed)
        && name.starts_with(|first: char| first != '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KICKER: &str = "
[plugin]
name = 'kicker'
version = '0.2.0'
protocol = 1
kinds = ['merger']
command = ['python3', 'main.py']
deterministic = true
languages = ['en']
description = '…'
license = 'MIT'

[permissions]
env = []
network = []

[limits]
start_seconds = 10
call_seconds = 30
response_bytes = 8388608

[config.max_words]
type = 'int'
default = 40
min = 5
help = 'Longest kicker'
";

    #[test]
    fn the_documented_manifest_is_one() {
        let manifest = Manifest::parse(KICKER).expect("a manifest");
        assert!(manifest.is(Kind::Merger) && !manifest.is(Kind::Section));
        assert_eq!(manifest.limits, Limits::default());
        assert_eq!(manifest.plugin.command, ["python3", "main.py"]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |from: &str, to: &str, expected: &str| {
            assert!(KICKER.contains(from), "{from}");
            let error = Manifest::parse(&KICKER.replace(from, to)).expect_err(to);
            assert!(error.message.contains(expected), "{to}: {error}");
        };
        check("name = 'kicker'", "name = 'Kicker'", "`plugin.name` must be of lower-case letters");
        check("name = 'kicker'", "name = ''", "`plugin.name` must be of lower-case letters");
        check("name = 'kicker'", "name = '../up'", "`plugin.name` must be of lower-case letters");
        check("name = 'kicker'\n", "", "missing field `name`");
        check("protocol = 1", "protocol = 2", "`plugin.protocol` must be 1");
        check("kinds = ['merger']", "kinds = []", "`plugin.kinds` must name");
        check("kinds = ['merger']", "kinds = ['merger', 'merger']", "twice");
        check("kinds = ['merger']", "kinds = ['mixer']", "unknown variant `mixer`");
        check("call_seconds = 30", "call_seconds = 0", "`limits.call_seconds` must be at least 1");
        check("license", "licence", "unknown field `licence`");
        check("default = 40", "default = 4", "`config.max_words.default` must be at least 5");
        check("default = 40", "default = 'x'", "`config.max_words.default` must be a whole number");
    }

    #[test]
    fn settings_are_checked_and_completed() {
        let manifest = Manifest::parse(KICKER).expect("a manifest");
        let check = |given: &str, expected: &str| {
            let given = toml::from_str(given).expect("TOML");
            let told = match manifest.complete(&given) {
                Ok(settings) => settings.0.to_string().trim().to_owned(),
                Err(faults) => faults
                    .iter()
                    .map(|one| format!("{} {}; ", one.keys.join("."), one.message))
                    .collect(),
            };
            assert_eq!(told, expected, "{given}");
        };
        check("", "max_words = 40");
        check("max_words = 60", "max_words = 60");
        check("max_words = 4", "max_words must be at least 5; ");
        check(
            "max_words = 6.5\nmax_word = 1",
            "max_word is not a setting of it; max_words must be a whole number; ",
        );
    }
}
