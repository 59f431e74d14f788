//! Details: what a statement has beside its text and its citations in some kinds of section.
//!
//! Every field may be missing: a plugin need not know it, and the gate takes away what does not
//! stand in a cited sentence.

use q7x2_text::date::Granularity;
use serde::{Deserialize, Serialize};

use super::citation::Citation;

/// What a statement has beside its text and its citations. In JSON its fields stand beside `text`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Detail {
    /// A quotation.
    Quote(Quote),
    /// An entry of a timeline, or an older fact.
    Entry(Entry),
    /// One side of what reports differ about.
    Position(Position),
    /// Somebody or something that is named.
    Name(Name),
}

/// What belongs to a quotation.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Quote {
    /// Who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// What that person is, in a source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The same utterance in other words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
}

/// Other words for a quotation, and where they stand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Variant {
    /// The words, with their marks.
    pub text: String,
    /// The sentences that they stand in.
    pub citations: Vec<Citation>,
}

/// When something happened.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Entry {
    /// ISO 8601, cut to the granularity (`2026`, `2026-01`, `2026-01-06`, `2026-01-06T15`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How precise `date` is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
}

/// What a side of a disagreement is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Position {
    /// What the statements with the same topic differ about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// `number`, `scope`, `date`, `duration`, `holder`, `polarity`, `quotation`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// 1 (slight) to 3 (grave).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<u8>,
}

/// Who or what is named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Name {
    /// What that person is, in a source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// `person`, `organisation`, `place`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The fullest form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Other spellings and shorter forms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

impl Detail {
    /// What a person is: of a speaker and of a name.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        match self {
            Self::Quote(quote) => quote.role.as_deref(),
            Self::Name(name) => name.role.as_deref(),
            Self::Entry(_) | Self::Position(_) => None,
        }
    }

    /// The type of a disagreement or of a name.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        match self {
            Self::Position(position) => position.kind.as_deref(),
            Self::Name(name) => name.kind.as_deref(),
            Self::Quote(_) | Self::Entry(_) => None,
        }
    }
}
