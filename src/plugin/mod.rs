//! Plugin: finds the plugins that site.toml names, checks their settings and makes them ready.

use std::collections::BTreeMap;

/// `[plugins.<name>]` of site.toml, unchecked.
pub type PluginSettings = BTreeMap<String, toml::Table>;
