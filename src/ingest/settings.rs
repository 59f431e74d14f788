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

/// One `[[events]]` of site.toml: which articles the editor has together or apart. Articles are
/// named by their path below `content/` (`storm/*`; `*` stands for any run of characters), with
/// `#` and the id of a record behind it, by their address or by their id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventRule {
    /// What the event is called: its headline, and its pin.
    pub name: Option<String>,
    /// The articles of the event; it has no others.
    pub articles: Vec<String>,
    /// Articles that `articles` names and that are not of it.
    pub exclude: Vec<String>,
    /// Articles of which no two are of one event.
    pub apart: Vec<String>,
}

impl EventRule {
    /// By what the articles are pinned.
    #[must_use]
    pub fn pin(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.articles.join(", "))
    }
}
