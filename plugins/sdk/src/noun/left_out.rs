//! What a merger leaves out of the running text, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::citation::Citation;

/// A sentence that the running text does not cite, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LeftOut {
    /// Which sentence.
    #[serde(flatten)]
    pub citation: Citation,
    /// The sentence itself. The host puts it in; a plugin need not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Why.
    pub reason: Reason,
}

impl LeftOut {
    /// What a merger says of a sentence.
    #[must_use]
    pub fn new(citation: Citation, reason: Reason) -> Self {
        Self { citation, text: String::new(), reason }
    }
}

/// Why a sentence is not in the running text. In JSON it is one of the words of
/// [`word`](Reason::word), or a plugin's own text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Reason {
    /// Nobody said why.
    #[default]
    NotGiven,
    /// Its article is a copy of another.
    Copy,
    /// Its article is of low trust, and others are not.
    LowTrust,
    /// It is in another language than the running text.
    OtherLanguage,
    /// It is no whole sentence: no stop at its end, or half a quotation.
    Fragment,
    /// It asks.
    Question,
    /// It quotes, and does not say whom.
    Unspoken,
    /// It speaks of its writer or to its reader.
    Opinion,
    /// It leans on a sentence before it: "The move surprised them".
    Leans,
    /// It has too few words.
    TooShort,
    /// It has too many words.
    TooLong,
    /// It tells of a time long before the event.
    OtherTime,
    /// It tells of another thing that happened.
    OtherStory,
    /// It quotes an utterance in other words than most.
    OtherWording,
    /// Others contradict it, so that it belongs where reports differ; or the day that it speaks of as
    /// coming is past.
    Overtaken,
    /// It tells nothing of its own.
    Filler,
    /// It says what a chosen sentence says.
    Repeats,
    /// Others say more in the words there are.
    NoRoom,
    /// No summariser took it for a point.
    NotPicked,
    /// The check did not let it pass; its verdict says why.
    Refused,
    /// The editor took it out.
    Edited,
    /// A plugin's own.
    Own(OwnReason),
}

/// A plugin's own words for why: plain, short, and never one of the words that [`Reason`] knows.
/// Only [`Reason`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnReason(String);

/// Letters that a plugin's own reason has at most: one sentence.
const LONGEST: usize = 200;

impl Reason {
    /// The reasons that have a word.
    const KNOWN: [Self; 21] = [
        Self::NotGiven,
        Self::Copy,
        Self::LowTrust,
        Self::OtherLanguage,
        Self::Fragment,
        Self::Question,
        Self::Unspoken,
        Self::Opinion,
        Self::Leans,
        Self::TooShort,
        Self::TooLong,
        Self::OtherTime,
        Self::OtherStory,
        Self::OtherWording,
        Self::Overtaken,
        Self::Filler,
        Self::Repeats,
        Self::NoRoom,
        Self::NotPicked,
        Self::Refused,
        Self::Edited,
    ];

    /// The word used in data.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::NotGiven => "not-given",
            Self::Copy => "copy",
            Self::LowTrust => "low-trust",
            Self::OtherLanguage => "other-language",
            Self::Fragment => "fragment",
            Self::Question => "question",
            Self::Unspoken => "unspoken",
            Self::Opinion => "opinion",
            Self::Leans => "leans",
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::OtherTime => "other-time",
            Self::OtherStory => "other-story",
            Self::OtherWording => "other-wording",
            Self::Overtaken => "overtaken",
            Self::Filler => "filler",
            Self::Repeats => "repeats",
            Self::NoRoom => "no-room",
            Self::NotPicked => "not-picked",
            Self::Refused => "refused",
            Self::Edited => "edited",
            Self::Own(OwnReason(said)) => said,
        }
    }
}

impl From<&str> for Reason {
    fn from(said: &str) -> Self {
        let said = plain(said);
        if said.is_empty() {
            return Self::NotGiven;
        }
        let known = Self::KNOWN.into_iter().find(|reason| reason.word() == said);
        known.unwrap_or(Self::Own(OwnReason(said)))
    }
}

impl From<String> for Reason {
    fn from(said: String) -> Self {
        Self::from(said.as_str())
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.word().to_owned()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// White space single, no signs that steer a terminal or turn text around, and no more than one
/// sentence of it.
fn plain(said: &str) -> String {
    let mut plain = String::new();
    let mut length = 0;
    for letter in said.chars().filter(|letter| !steers(*letter)) {
        if length == LONGEST {
            break;
        }
        if !letter.is_whitespace() {
            plain.push(letter);
        } else if plain.is_empty() || plain.ends_with(' ') {
            continue;
        } else {
            plain.push(' ');
        }
        length += 1;
    }
    plain.truncate(plain.trim_end().len());
    plain
}

fn steers(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || letter.is_control() && !letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reasons_have_words_and_plugins_their_own() {
        for reason in Reason::KNOWN {
            assert_eq!(Reason::from(reason.word()), reason);
        }
        let own = Reason::from("the model found it dull");
        assert!(matches!(own, Reason::Own(_)) && own.word() == "the model found it dull");
        assert_eq!(Reason::from(" \n"), Reason::NotGiven);
        assert_eq!(Reason::from("\u{202e}refused\u{7}"), Reason::Refused);
        assert_eq!(Reason::from("two\n\t lines \u{1b}[2J").word(), "two lines [2J");
    }

    #[test]
    fn what_a_program_writes_is_read() {
        let read = |written: &str| serde_json::from_str::<LeftOut>(written).map(|one| one.reason);
        let dull = read(r#"{"article":"a","sentence":3,"reason":"dull"}"#);
        assert_eq!(dull.ok().map(String::from).as_deref(), Some("dull"));
        assert_eq!(read(r#"{"article":"a","sentence":3}"#).ok(), Some(Reason::NotGiven));
        // A reason for no sentence is as wrong as a citation of none.
        assert!(read(r#"{"article":"a","reason":"dull"}"#).is_err());
    }

    proptest! {
        #[test]
        fn an_own_reason_is_plain_and_short(said in any::<String>(), times in 1..400_usize) {
            let reason = Reason::from(said.repeat(times));
            prop_assert!(reason.word().chars().count() <= LONGEST);
            prop_assert!(!reason.word().is_empty() && !reason.word().contains(char::is_control));
            prop_assert_eq!(&Reason::from(reason.word()), &reason);
        }
    }
}
