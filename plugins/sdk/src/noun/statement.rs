//! What plugins say: points, statements and sections. All of it is a claim until the host has
//! checked it.

use serde::{Deserialize, Serialize};

use q7x2_text::date::Granularity;

use super::citation::Citation;

/// One point of an article's summary.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Point {
    /// Plain text.
    pub text: String,
    /// The sentences it is taken from, all of the article summarised.
    pub citations: Vec<Citation>,
    /// How much it matters within its article, 0 to 1.
    pub weight: f64,
}

/// One statement, with the optional fields of every kind of section.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// Plain text.
    pub text: String,
    /// The first is the anchor: the sentence whose words the statement carries.
    pub citations: Vec<Citation>,
    /// Paragraph of the running text, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Running text: whether it stands under the name of its anchor's outlet; it cites that outlet
    /// alone. Shown only where all statements do, lest one seem to be another outlet's.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub under_outlet: bool,
    /// Timeline: ISO 8601, cut to the granularity (`2026`, `2026-01`, `2026-01-06`,
    /// `2026-01-06T15`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Timeline: how precise `date` is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
    /// Quotes: who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Quotes and names: what that person is, in a source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Quotes: the same utterance in other words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Statement>,
    /// Disagreements: what the statements with the same topic differ about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Disagreements: `number`, `scope`, `date`, `duration`, `holder`, `polarity`, `quotation`.
    /// Names: `person`, `organisation`, `place`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Disagreements: 1 (slight) to 3 (grave).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
    /// Names: the fullest form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Names: other spellings and shorter forms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

impl Statement {
    /// A statement of the running text.
    #[must_use]
    pub fn new(text: impl Into<String>, citations: Vec<Citation>) -> Self {
        Self { text: text.into(), citations, ..Self::default() }
    }
}

/// What a merger answers: a title and the running text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The headline; cites nothing.
    pub title: String,
    /// The running text; the first statement is the lede.
    pub statements: Vec<Statement>,
}

/// What a section plugin answers.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SectionDraft {
    /// The kind that themes know, such as `timeline`.
    pub kind: String,
    /// What stands above it.
    pub heading: String,
    /// Its statements.
    pub statements: Vec<Statement>,
}
