//! One line of an article while it is cleaned, and what can be told from it alone.

use std::sync::LazyLock;

use super::super::raw::{Block, BlockKind};
use super::super::tabled::{Words, everywhere};

/// Words from which a line is text even without a stop at its end.
const SURELY_TEXT_WORDS: usize = 25;

/// The same in characters, for scripts without spaces.
const SURELY_TEXT_CHARACTERS: usize = 150;

/// One line of an article.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// What is left of its text.
    pub text: String,
    /// The line of the file.
    pub number: usize,
    /// Which of the article's blocks it is; what is taken out leaves a gap.
    pub place: usize,
    /// What the format says it is.
    pub kind: BlockKind,
    /// How many words it has.
    pub words: usize,
    /// It was taken out in this round.
    pub gone: bool,
}

impl Line {
    /// A line of a block.
    pub(super) fn new(block: Block) -> Self {
        let words = count(&block.text);
        Self {
            text: block.text,
            number: block.line,
            place: 0,
            kind: block.kind,
            words,
            gone: false,
        }
    }

    /// Puts another text in its place.
    pub(super) fn set(&mut self, text: String) {
        self.words = count(&text);
        self.text = text;
    }

    /// Running text, not a heading or scrap: it ends as sentences end, or is long.
    pub(super) fn is_text(&self) -> bool {
        !matches!(self.kind, BlockKind::Heading(_))
            && (ends_sentence(&self.text)
                || self.words >= SURELY_TEXT_WORDS
                || self.text.len() >= SURELY_TEXT_CHARACTERS
                    && self.text.chars().count() >= SURELY_TEXT_CHARACTERS)
    }

    /// Whether what stands from a place on is running text.
    pub(super) fn is_text_from(&self, start: usize) -> bool {
        let rest = self.text.get(start..).unwrap_or_default();
        match start {
            0 => self.is_text(),
            // So many bytes are so many characters, whatever they are.
            _ if rest.len() >= SURELY_TEXT_CHARACTERS * char::MAX.len_utf8() => {
                !matches!(self.kind, BlockKind::Heading(_))
            }
            _ => Self { text: rest.to_owned(), words: count(rest), ..*self }.is_text(),
        }
    }
}

/// A cheap count of words: runs between spaces.
fn count(text: &str) -> usize {
    if text.is_empty() { 0 } else { text.bytes().filter(|byte| *byte == b' ').count() + 1 }
}

/// Marks that may stand after the stop of a sentence.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', '“', '‘', ')', ']', '」', '』'];

/// Whether a text ends with the stop of a sentence, quotation marks and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(CLOSERS).trim_end();
    let bare = bare.trim_end_matches(CLOSERS);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔']) && !ends_abbreviated(text)
}

/// Whether a text ends with an abbreviation of letters and stops, such as "U.S.", after which a
/// sentence may but need not end.
pub(super) fn ends_abbreviated(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.ends_with('.')
        && last.matches('.').count() > 1
        && !last.contains("..")
        && last.chars().all(|c| c == '.' || c.is_alphabetic())
}

/// Whether a text has letters and all that have a case are upper case.
pub(super) fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Small words that have no capital in a title.
static SMALL: Words = LazyLock::new(|| everywhere(|page| &page.title_words));

/// Whether every word has a capital but for small ones: the way titles are written.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut words =
        text.split_whitespace().map(|word| word.trim_matches(|mark: char| !mark.is_alphanumeric()));
    let mut capitals = 0_usize;
    let titled = words.all(|word| {
        capitals += usize::from(word.starts_with(char::is_uppercase));
        word.is_empty() || !word.starts_with(char::is_lowercase) || SMALL.contains(word)
    });
    titled && capitals > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_with_stops() {
        for text in [
            "He left.",
            "“ He left . ”",
            "“He left.”",
            "He left!)",
            "Is he?",
            "And then…",
            "它结束了。",
            "He said: “No.’”",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in [
            "",
            "Comments",
            "'Realignment' with the U.S.",
            "the urgency o",
            "“Realignment”",
            "He said:",
            "Part (1)",
        ] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn titles_have_capitals() {
        for text in [
            "The Importance of Security Guarantees",
            "'Realignment' with the U.S.",
            "Conclusion",
            "Outlook for Paris Talks and Beyond",
        ] {
            assert!(is_title_case(text), "{text}");
        }
        for text in
            ["He left for the U.S.", "What happens next", "it", "12 34", "Macron was in the U.S."]
        {
            assert!(!is_title_case(text), "{text}");
        }
    }
}
