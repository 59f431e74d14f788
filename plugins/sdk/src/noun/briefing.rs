//! One briefing: what is said of an event, checked, with where each sentence comes from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use q7x2_text::date::Published;
use serde::{Deserialize, Serialize};

use super::article::{Article, Trust};
use super::citation::{Citation, Copy, Fact, Lineage};
use super::left_out::LeftOut;
use super::section::SectionKind;
use super::statement::Statement;

/// One event's briefing. Serialised, it is the line of `inspect briefings` and
/// `events/<slug>.json`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Briefing {
    /// The event's id.
    pub event: String,
    /// The event's address below `events/`, without ending.
    pub slug: String,
    /// The editor's pin, if the event has one.
    pub pin: Option<String>,
    /// The headline.
    pub title: String,
    /// Primary subtag of BCP 47 of most of its articles.
    pub language: Option<String>,
    /// The newest article's time.
    pub published: Option<Published>,
    /// The newest article's day in the site's time zone.
    pub day: Option<NaiveDate>,
    /// The days of all its articles in the site's time zone; not part of the data.
    #[serde(skip)]
    pub days: BTreeSet<NaiveDate>,
    /// What is new since the edition before, where there was one and something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// The id of the earlier event that it goes on from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
    /// Running text first (kind `summary`), then the sections in the order of site.toml; none is
    /// empty but the first.
    pub sections: Vec<Section>,
    /// Every article, earliest first.
    pub sources: Vec<Source>,
    /// How many independent origins there are at most: a rewrite cannot be told from an own report.
    pub origins: usize,
    /// Which article is a copy of which.
    pub copies: Vec<Copy>,
    /// Which article has one origin with which, though neither copies the other, and what shows it.
    pub lineages: Vec<Lineage>,
    /// What several articles say alike.
    pub facts: Vec<Fact>,
    /// How it was made.
    pub made: Made,
    /// How much of its sources it reproduces.
    pub extract: Extract,
    /// What the editor changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edited>,
    /// What the editor says above the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who has read it as it stands and signs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<String>,
    /// Whether the editor hides it: it is made, and not published.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// The articles themselves, for the page; not part of the data.
    #[serde(skip)]
    pub articles: Vec<Article>,
}

impl Briefing {
    /// The running text: statements of the first section.
    #[must_use]
    pub fn summary(&self) -> &[Checked] {
        self.sections.first().map_or(&[], |section| &section.statements)
    }
}

/// What is new in a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// The day of the edition before.
    pub day: NaiveDate,
    /// Ids of the statements none of whose sentences was cited then.
    pub statements: Vec<String>,
}

/// One section of a briefing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// What its statements are.
    pub kind: SectionKind,
    /// What stands above it.
    pub heading: String,
    /// The plugin that said it.
    pub plugin: String,
    /// What passed the check.
    pub statements: Vec<Checked>,
}

impl Section {
    /// Whether the plugin that said it is called like its kind: then the site's own heading fits.
    #[must_use]
    pub fn is_of_its_namesake(&self) -> bool {
        self.plugin == self.kind.word()
    }
}

/// A statement that passed the check.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Checked {
    /// Short hash of anchor and text: outlives new articles and shifted indices.
    pub id: String,
    /// The statement, with the citations that were kept.
    #[serde(flatten)]
    pub statement: Statement,
    /// How many articles and origins the kept citations stand for.
    pub support: Support,
    /// Whether no sentence of another origin comes near it: only then the page says that nobody
    /// else has it.
    pub sole: bool,
    /// How it passed.
    pub passed: Passed,
    /// Whether only low-trust articles say it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub low_trust: bool,
    /// Whether its anchor is one side of what reports differ about, and an article that is trusted
    /// takes another.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
    /// The days that its words count from the day on which its anchor was written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said_days: Vec<SaidDay>,
}

/// Words that count from the day on which they were written, and the day that they mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidDay {
    /// The words: "yesterday".
    pub said: String,
    /// The day.
    pub day: NaiveDate,
}

/// How widely a statement is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Support {
    /// Articles cited.
    pub articles: usize,
    /// Independent origins among them, at most.
    pub origins: usize,
}

/// By which rule a statement passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Passed {
    /// Its anchor's own words, in order.
    #[default]
    Extracted,
    /// Other words, all of whose claims stand in the cited sentences.
    Generated,
    /// It did not pass and was kept with a mark, as `[brief.gate]` asks.
    Flagged,
    /// The editor's own words, which did not pass.
    Edited,
}

/// One article, as the source list shows it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The article's id.
    pub article: String,
    /// The outlet's name, or "Source B, outlet not named" with its mark.
    pub outlet: String,
    /// What it is called in short: its origin's letter, and its number where others have that
    /// origin too: `A`, `B1`, `B2`.
    pub mark: String,
    /// The article's title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The days on which its text was found changed since it was first read here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<NaiveDate>,
    /// Its authors.
    pub authors: Vec<String>,
    /// How far it is trusted, and why.
    pub trust: Trust,
    /// Why, where trust is not the default.
    pub trust_reason: Option<String>,
    /// Number of its origin, from 1: articles with the same number count once. Why they do stands
    /// in the briefing's `copies` and `lineages`, or they are one outlet's.
    pub origin: usize,
    /// Ids of the statements of the whole briefing that cite it.
    pub statements: Vec<String>,
    /// Statements of the running text that it supports.
    pub supports: usize,
    /// Share of the running text's words that are taken from it (it is the anchor), in hundredths.
    pub share: u8,
    /// Share of its own words that the running text reproduces, in hundredths.
    pub reproduced: u8,
    /// Its sentences that no other article says, most telling first.
    pub only: Vec<usize>,
    /// The text of the sentences that are cited or listed under `only`.
    pub sentences: BTreeMap<usize, String>,
}

/// How a briefing was made.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Made {
    /// The plugins, in the order they ran.
    pub plugins: Vec<Used>,
    /// Sentences read, headings left out.
    pub sentences: usize,
    /// What the check said, in the order it was asked.
    pub verdicts: Vec<Verdict>,
    /// What a reader should know of the making: a fallback, an untabled language.
    pub notes: Vec<String>,
    /// Every sentence of body text that the running text does not cite, and why; in the order of
    /// the articles. Whole sentences of the sources: not part of `events/<slug>.json`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// What a plugin does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One article in, its weighted points out.
    Summariser,
    /// One event in, title and running text out.
    Merger,
    /// One event and its briefing so far in, one typed section out.
    Section,
}

/// One plugin that was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Used {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it did.
    pub kind: Kind,
    /// Its settings, complete.
    pub settings: toml::Table,
}

/// What the check said of one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The plugin that said it.
    pub plugin: String,
    /// The statement's id.
    pub statement: String,
    /// Its text, as the plugin gave it.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was dropped; empty for a pass without remarks.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
    /// Citations that were removed, and why.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub removed: Vec<RemovedCitation>,
    /// Fields that were removed, and why.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub removed_fields: Vec<RemovedField>,
}

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Passed: its anchor's own words.
    Extracted,
    /// Passed: other words.
    Generated,
    /// Did not pass and is shown with a mark.
    Flagged,
    /// The editor's own words.
    Edited,
    /// Did not pass.
    Dropped,
    /// Cut by the host to keep to the length.
    Cut,
}

/// A citation that did not stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedCitation {
    /// What was cited.
    #[serde(flatten)]
    pub citation: Citation,
    /// Why it went.
    pub reason: String,
}

/// A field that did not stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedField {
    /// Its name in JSON.
    pub field: String,
    /// Why it went.
    pub reason: String,
}

/// How much of its sources a briefing reproduces; the shares stand with each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Extract {
    /// Longest run of words taken verbatim from one sentence.
    pub longest_run: usize,
}

/// What of a briefing the editor changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EditedPart {
    /// A statement's text, or that it stands there.
    #[default]
    Statement,
    /// The headline.
    Title,
    /// A section, which is hidden.
    Section,
    /// Where a statement stands.
    Order,
}

impl EditedPart {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_statement(&self) -> bool {
        *self == Self::Statement
    }
}

/// One change by the editor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Edited {
    /// What was changed.
    #[serde(skip_serializing_if = "EditedPart::is_statement")]
    pub part: EditedPart,
    /// The statement's id; empty where it is no statement that changed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub statement: String,
    /// What it read before; of a section its kind.
    pub before: String,
    /// What it reads now; absent where it was taken out or moved.
    pub after: Option<String>,
    /// The editor's reason.
    pub reason: String,
    /// Whether it shows in the log of corrections.
    pub public: bool,
    /// The day on which it was first made, as far as that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
}
