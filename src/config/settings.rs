//! Settings: everything a build is told, as all other stages see it, and the names that stand where
//! nobody gives one.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use q7x2_sdk::diagnostic::Matter;
use serde::{Deserialize, Serialize};

use crate::plugin::{Cache, Pipeline, Process, ProcessOverride};
use crate::setting::Setting;
use crate::{brief, fetch, group, ingest, render};

/// The file a person edits.
pub const FILE: &str = "site.toml";

/// The theme where nobody names one.
pub(super) const PAPER: &str = "paper";

/// `[strict]` of site.toml: what ends a strict build beside all other warnings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Strict {
    /// `date` (one that cannot be read, or cannot be), `edit` (of what no briefing says), `outlet`
    /// (one of `[[sources]]` that has no article). What is not listed is told and ends nothing.
    /// Default none.
    pub fail_on: Vec<Matter>,
}

/// Everything a build is told, but for its plugins' own settings.
#[derive(Debug)]
pub struct Config {
    /// What pages show of the keys above all tables. `title` and `base_url` are required; the
    /// address ends in `/`.
    pub site: render::Settings,
    /// `timezone`: in which a day begins and ends. Default `UTC`.
    pub timezone: Tz,
    /// `keep_days`: how many days the site goes back; all of them where it is not said.
    pub keep_days: Option<u32>,
    /// `[strict]`.
    pub strict: Strict,
    /// `[pipeline]`.
    pub pipeline: Pipeline,
    /// `[brief]`.
    pub brief: brief::Settings,
    /// `[ingest]`.
    pub ingest: ingest::Settings,
    /// `[group]`.
    pub group: group::Settings,
    /// `[process]`.
    pub process: Process,
    /// `[process.<name>]`.
    pub processes: BTreeMap<String, ProcessOverride>,
    /// `[cache]`.
    pub cache: Cache,
    /// `[[sources]]`.
    pub sources: Vec<ingest::SourceRule>,
    /// `[[events]]`.
    pub events: Vec<ingest::EventRule>,
    /// `[[edits]]`.
    pub edits: Vec<brief::Edit>,
    /// `[[feeds]]`.
    pub feeds: Vec<fetch::Feed>,
    /// All of it as it was written, for plugins and for the places of what is wrong.
    pub tree: Setting,
}
