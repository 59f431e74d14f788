//! What an editor sets about reading articles: `[ingest]` and `[[sources]]` of site.toml.

use q7x2_sdk::Trust;
use serde::{Deserialize, Serialize};

/// `[ingest]` of site.toml.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What is taken out of the articles' text.
    pub clean: CleanSettings,
}

/// `[ingest.clean]` of site.toml.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CleanSettings {
    /// Whether noise is taken out: captions, bylines, navigation, duplicates and so on. Default
    /// `true`; `false` leaves the text as it came, cut into sentences only.
    pub enabled: bool,
    /// Further lines that are not text, such as an outlet's own appeal for money: whole lines,
    /// upper or lower case;
    /// `*` stands for any run of characters. Default none.
    pub lines: Vec<String>,
}

impl Default for CleanSettings {
    fn default() -> Self {
        Self { enabled: true, lines: Vec::new() }
    }
}

/// One `[[sources]]` of site.toml: what the editor knows of an outlet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRule {
    /// The outlet's name, as readers see it.
    pub name: String,
    /// Hosts (`kurdistan24.net`, its subdomains included) and publisher names whose articles are
    /// this outlet's.
    #[serde(default, rename = "match")]
    pub matches: Vec<String>,
    /// Files below `content/` whose articles are this outlet's: `000_*`; `*` stands for any run of
    /// characters.
    #[serde(default)]
    pub files: Vec<String>,
    /// ISO 3166 code of the country the outlet works from.
    #[serde(default)]
    pub country: Option<String>,
    /// `low` or `normal`: beats front matter and the rule about machine authors, both ways.
    #[serde(default)]
    pub trust: Option<Trust>,
    /// What readers should know of it.
    #[serde(default)]
    pub note: Option<String>,
}
