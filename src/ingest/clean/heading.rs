//! Headings: short lines between paragraphs that are structure. They stay in the text, but are
//! never cited.

use std::sync::LazyLock;

use super::super::raw::BlockKind;
use super::super::tabled::{Words, everywhere};
use super::line::{Line, ends_abbreviated, ends_sentence, is_title_case};

/// Words up to which a line without a stop is a heading; longer ones are sentences that lost it.
const LONGEST: usize = 12;

/// Words up to which a question or a line that ends in an abbreviation or a colon is one.
const LONGEST_DOUBTFUL: usize = 8;

/// Words up to which a first line can be a title.
const LONGEST_TITLE: usize = 25;

/// Words up to which a question or an exclamation can be.
const LONGEST_LOUD_TITLE: usize = 16;

/// First words of questions that head a part of a text.
static QUESTIONS: Words = LazyLock::new(|| everywhere(|page| &page.questions));

/// Whether a line is a heading; `followed` tells that text comes below it.
pub(super) fn is_heading(line: &Line, followed: bool) -> bool {
    match line.kind {
        BlockKind::Heading(_) => true,
        BlockKind::Item => false,
        BlockKind::Text => looks_like_heading(&line.text, line.words, followed),
    }
}

fn looks_like_heading(text: &str, words: usize, followed: bool) -> bool {
    if words > LONGEST
        || text.len() > 160
        || !text.starts_with(|first: char| !first.is_lowercase())
        || text.ends_with([',', ';', '-', '–', '—'])
    {
        return false;
    }
    if text.ends_with('?') {
        let first = text.split(' ').next().unwrap_or_default().to_lowercase();
        return followed && words <= LONGEST_DOUBTFUL && QUESTIONS.contains(first.as_str());
    }
    if ends_abbreviated(text) || text.ends_with(':') {
        return words <= LONGEST_DOUBTFUL && is_title_case(text);
    }
    !ends_sentence(text)
}

/// Whether a first line can be the title of what follows.
pub(super) fn is_title(line: &Line) -> bool {
    let text = line.text.as_str();
    let opens = text.trim_start_matches(['"', '“', '‘', '\'', '«', '„', '¿', '¡']);
    let stops = if text.ends_with(['?', '!']) {
        line.words > LONGEST_LOUD_TITLE
    } else {
        ends_sentence(text)
            || text.ends_with([',', ';', ':'])
            || ends_abbreviated(text) && line.words > LONGEST_LOUD_TITLE
    };
    match line.kind {
        BlockKind::Heading(_) => true,
        BlockKind::Item => false,
        BlockKind::Text => {
            !stops
                && line.words <= LONGEST_TITLE
                && text.chars().count() <= 250
                && opens.starts_with(|first: char| first.is_alphanumeric() && !first.is_lowercase())
                && !holds_stop(text)
        }
    }
}

/// Whether a sentence ends inside: a stop after a word too long for an abbreviation, then a
/// capital.
fn holds_stop(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let before =
            text.get(..at).and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
        let letters = before.chars().count();
        let long = letters > 5 || letters > 3 && before.chars().all(char::is_lowercase);
        long && text.get(at + 2..).is_some_and(|after| after.starts_with(char::is_uppercase))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::raw::Block;
    use super::*;

    fn line(text: &str) -> Line {
        Line::new(Block { text: text.to_owned(), ..Block::default() })
    }

    #[test]
    fn headings_are_short_lines_without_a_stop() {
        for text in [
            "Coalition of the Willing Aims to Strengthen Ukraine’s Security",
            "'Realignment' with the U.S.",
            "Conclusion",
            "What happens next",
            "What happens next?",
            "Key Points:",
            "Russia’s 2022 invasion",
            "“Deep concern”",
        ] {
            assert!(is_heading(&line(text), true), "{text}");
        }
        for text in [
            "He left for the U.S.",
            "He said no.",
            "He added:",
            "and then they left",
            "Five killed,",
            "Is this the end of the long war in Ukraine now?",
            "Macron emphasized that coordinated international support would be crucial in ensuring a durable ceasefire:",
            "Really?",
            "a line in small letters",
            "The talks, which had been expected to end on Tuesday, went on without any",
        ] {
            assert!(!is_heading(&line(text), true), "{text}");
        }
        assert!(!is_heading(&line("What happens next?"), false));
    }

    #[test]
    fn titles_are_first_lines_without_a_stop() {
        for text in [
            "Ukraine Allies Meet in Paris to Push Security Guarantees Despite Ongoing War",
            "‘Realignment’: allies meet in the U.S.",
            "Will the allies agree?",
            "Ukraine’s European, US allies meet in Paris on security guarantees",
            "5 things to know",
        ] {
            assert!(is_title(&line(text)), "{text}");
        }
        for text in [
            "Leaders met in Paris.",
            "leaders met",
            "Leaders met,",
            "The hall was closed on Tuesday. More to come",
            "",
            "…",
        ] {
            assert!(!is_title(&line(text)), "{text}");
        }
    }
}
