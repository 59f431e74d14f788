//! What an editor sets about plugins: `[pipeline]` and `[process]` of site.toml.

use std::num::NonZeroU64;

use q7x2_sdk::contract::OnError;
use serde::{Deserialize, Serialize};

/// `[pipeline]` of site.toml: which plugins make a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pipeline {
    /// The summarisers; each gives a summary an article. Default `["lexrank"]`.
    pub summarise: Vec<String>,
    /// The merger: one running text an event. Default `"consensus"`.
    pub merge: String,
    /// The sections, in the order of the page. Default `["disagreements", "quotes", "timeline",
    /// "background", "names"]`.
    pub sections: Vec<String>,
}

impl Default for Pipeline {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Self {
            summarise: names(&["lexrank"]),
            merge: "consensus".to_owned(),
            sections: names(&["disagreements", "quotes", "timeline", "background", "names"]),
        }
    }
}

/// `[process]` of site.toml: how programs are run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Process {
    /// What becomes of a briefing whose plugin fails. Default `"fallback"`.
    pub on_error: OnError,
    /// How many copies of one program run at a time. Default 2.
    pub jobs: NonZeroU64,
    /// Seconds for one call, in place of the plugin's own limit. Default: the plugin's own.
    pub call_seconds: Option<NonZeroU64>,
}

impl Default for Process {
    fn default() -> Self {
        const TWO: NonZeroU64 = NonZeroU64::MIN.saturating_add(1);
        Self { on_error: OnError::default(), jobs: TWO, call_seconds: None }
    }
}

/// `[process.<name>]` of site.toml: what differs for one program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProcessOverride {
    /// In place of `[process] on_error`.
    pub on_error: Option<OnError>,
    /// In place of `[process] jobs`.
    pub jobs: Option<NonZeroU64>,
    /// In place of `[process] call_seconds`.
    pub call_seconds: Option<NonZeroU64>,
}

/// `[cache]` of site.toml: what is kept between builds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cache {
    /// The folder of the answers that programs gave, below that of site.toml. Default
    /// `".q7x2/answers"`, which is safe to delete; another one can be committed.
    pub dir: String,
}

impl Default for Cache {
    fn default() -> Self {
        Self { dir: ".q7x2/answers".to_owned() }
    }
}
