//! Ingest: files in, articles out. A map over files; nothing is kept between them.

use q7x2_sdk::Article;
use q7x2_sdk::diagnostic::Warned;

use crate::files::Files;

/// `[ingest]` of site.toml.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {}

/// The articles of the files below `content/`, in the order of their paths.
#[must_use]
pub fn articles(_files: &Files, _settings: &Settings) -> Warned<Vec<Article>> {
    Warned::quiet(Vec::new())
}
