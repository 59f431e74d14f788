//! `[brief]` of site.toml, but for the limits of extracts.

use serde::{Deserialize, Serialize};

use super::extract::Limits;
use crate::setting::range;

/// `[brief]` of site.toml.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The running text of one briefing, in words; never exceeded. Default 220.
    #[serde(deserialize_with = "range::positive")]
    pub max_words: usize,
    /// `[brief.gate]`: what becomes of a statement that does not pass.
    pub gate: Gate,
    /// `[brief.extract]`: limits for what a briefing takes from its sources.
    pub extract: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self { max_words: 220, gate: Gate::default(), extract: Limits::default() }
    }
}

/// `[brief.gate]` of site.toml.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gate {
    /// What becomes of a statement that does not pass: `drop` (default), `flag` or `fail`.
    pub on_failure: OnFailure,
}

/// What becomes of a statement that does not pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnFailure {
    /// It is left out, with a warning.
    #[default]
    Drop,
    /// It is shown with a mark.
    Flag,
    /// The build fails.
    Fail,
}
