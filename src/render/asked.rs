//! What a site asks for beyond its pages: the tables of site.toml for machines, mail and topics.

use serde::{Deserialize, Serialize};

/// `[robots]` of site.toml: what is asked of programs that read the site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Robots {
    /// Paths that no program is to read, such as `/sources/`; `/` is all. Default none.
    pub disallow: Vec<String>,
    /// Programs that are to read nothing, by the name that they give, such as `GPTBot`. Default
    /// none.
    pub refuse: Vec<String>,
    /// Whether the right to mine the texts is reserved (TDM Reservation Protocol; Article 4 of the
    /// European directive 2019/790). Default false.
    pub tdm_reservation: bool,
    /// The address of a page that says on what terms they may be mined. Default none.
    pub tdm_policy: String,
}

/// `[mail]` of site.toml.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The address that messages come from, such as `brief@example.org`. Default none: then no
    /// `.eml` is written.
    pub from: String,
}

/// `[[tags]]` of site.toml: a topic that the editor follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagRule {
    /// What it is called.
    pub name: String,
    /// Words, or words in a row: an event whose headline or running text has one of them gets the
    /// tag. Capitals and accents make no difference. Default none: then only articles give it.
    #[serde(default, rename = "match")]
    pub terms: Vec<String>,
}
