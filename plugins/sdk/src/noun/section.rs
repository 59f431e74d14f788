//! Kinds of section: what its statements are, so that gate and page know what they ask of them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a section holds. In JSON it is one word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum SectionKind {
    /// The running text.
    Summary,
    /// Where reports differ.
    Disagreements,
    /// Who said what, verbatim.
    Quotes,
    /// What happened when.
    Timeline,
    /// What was known before.
    Background,
    /// Who is who.
    Names,
    /// A plugin's own.
    Own(OwnKind),
}

/// The word for a kind that a plugin brings along. Only [`SectionKind`] makes one, and never of a
/// word that it knows: else a plugin could show a section of quotations that is not checked as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnKind(String);

impl SectionKind {
    /// The kinds that gate and themes know.
    const KNOWN: [Self; 6] = [
        Self::Summary,
        Self::Disagreements,
        Self::Quotes,
        Self::Timeline,
        Self::Background,
        Self::Names,
    ];

    /// The word used in data and themes.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Summary => "summary",
            Self::Disagreements => "disagreements",
            Self::Quotes => "quotes",
            Self::Timeline => "timeline",
            Self::Background => "background",
            Self::Names => "names",
            Self::Own(OwnKind(word)) => word,
        }
    }
}

impl From<String> for SectionKind {
    fn from(word: String) -> Self {
        let known = Self::KNOWN.into_iter().find(|kind| kind.word() == word);
        known.unwrap_or(Self::Own(OwnKind(word)))
    }
}

impl From<&str> for SectionKind {
    fn from(word: &str) -> Self {
        Self::from(word.to_owned())
    }
}

impl From<SectionKind> for String {
    fn from(kind: SectionKind) -> Self {
        kind.word().to_owned()
    }
}

impl Default for SectionKind {
    /// A kind without a word, of an answer that names none.
    fn default() -> Self {
        Self::from("")
    }
}

impl fmt::Display for SectionKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_known_is_never_a_plugins_own() {
        for kind in SectionKind::KNOWN {
            assert_eq!(SectionKind::from(kind.word()), kind);
            let written = serde_json::to_string(&kind).expect("it can be written");
            assert_eq!(written, format!("\"{kind}\""));
            assert_eq!(serde_json::from_str::<SectionKind>(&written).ok(), Some(kind));
        }
        for own in ["", "QUOTES", "quotes ", "../..", "\u{202e}names"] {
            let kind = SectionKind::from(own);
            assert!(matches!(kind, SectionKind::Own(_)) && kind.word() == own, "{own:?}");
        }
    }
}
