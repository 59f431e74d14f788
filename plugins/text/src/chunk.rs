//! Chunks: a sentence cut at its punctuation. Only whole chunks may be left out of an extract.

use std::ops::Range;

use super::cut::is_unspaced;
use super::language::{Language, spelt};

/// A word as it is written, for verbatim comparison; no stems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Bytes of the text, without punctuation around the word.
    pub range: Range<usize>,
    /// Whether a chunk begins here.
    pub opens: bool,
}

/// The words of a text, each with whether punctuation that ends a chunk stands before it.
#[must_use]
pub fn words(text: &str) -> Vec<Written> {
    let runs = runs(text);
    let mut words: Vec<Written> = Vec::with_capacity(runs.len());
    for run in runs {
        let before = words.last().map_or("", |last| &text[last.range.end..run.start]);
        let ends = || before.contains(ends_chunk) || before.split_whitespace().any(is_dash);
        // a lone space is by far the most frequent
        let opens = words.is_empty() || before != " " && ends();
        words.push(Written { range: run, opens });
    }
    words
}

/// The chunks of a sentence, as ranges of its words. A first word that only joins it to the one
/// before ("But the town") is a chunk of its own.
#[must_use]
pub fn chunks(text: &str, words: &[Written], language: &Language) -> Vec<Range<usize>> {
    let joins = words.len() > 1
        && language.joining_openers.contains(&spelt(&text[words[0].range.clone()], language));
    let mut starts: Vec<usize> =
        (0..words.len()).filter(|&at| words[at].opens || (joins && at == 1)).collect();
    starts.push(words.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Whether a folded text opens with a word or phrase; "then-President" does not open with "then".
#[must_use]
pub fn opens_with(folded: &str, phrase: &str) -> bool {
    // lists are long, and most of their entries begin with another letter
    if folded.as_bytes().first() != phrase.as_bytes().first() {
        return false;
    }
    let rest = folded.strip_prefix(phrase);
    rest.is_some_and(|rest| {
        !rest.strip_prefix('-').unwrap_or(rest).starts_with(char::is_alphanumeric)
    })
}

/// Whether a word may end between two letters.
fn is_end(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_none_or(|letter| !letter.is_alphanumeric() || is_unspaced(letter))
        || inside.is_some_and(is_unspaced)
}

/// Whether a text holds a run verbatim, from word to word; in scripts without spaces, anywhere.
#[must_use]
pub fn holds_run(text: &str, run: &str) -> bool {
    text.match_indices(run).any(|(at, found)| {
        is_end(text[..at].chars().next_back(), found.chars().next())
            && is_end(text[at + found.len()..].chars().next(), found.chars().next_back())
    })
}

/// Runs of word characters: what stands between white space and punctuation. A mark between two
/// letters or digits ("don't", "U.S.-brokered", "1,000") belongs to the word.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::with_capacity(text.len() / 5 + 1);
    let mut open = false;
    let mut before = None;
    let mut characters = text.char_indices().peekable();
    while let Some((byte, character)) = characters.next() {
        let mut inner = || match (before, characters.peek()) {
            (Some(before), Some(&(_, after))) => joins(character, before, after),
            _ => false,
        };
        if character.is_alphanumeric() || is_sign(character) || (open && inner()) {
            let end = byte + character.len_utf8();
            match runs.last_mut() {
                Some(last) if open => last.end = end,
                _ => runs.push(byte..end),
            }
            open = true;
        } else {
            open = false;
        }
        before = Some(character);
    }
    runs
}

fn joins(mark: char, before: char, after: char) -> bool {
    match mark {
        '\'' | '’' | '-' | '.' | '/' | '&' | '‑' => {
            before.is_alphanumeric() && after.is_alphanumeric()
        }
        ',' | ':' | '–' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

fn is_sign(character: char) -> bool {
    matches!(character, '%' | '$' | '€' | '£' | '¥' | '#' | '@' | '\u{300}'..='\u{36f}')
}

fn ends_chunk(character: char) -> bool {
    matches!(character, ',' | ';' | ':' | '—' | '–' | '(' | ')' | '…' | '،' | '、' | '，' | '；')
}

fn is_dash(run: &str) -> bool {
    run == "-" || run == "--"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = words(text);
        let read: Vec<String> = chunks(text, &words, Language::of(Some("en")))
            .into_iter()
            .map(|chunk| {
                words[chunk]
                    .iter()
                    .map(|word| &text[word.range.clone()])
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn chunks_end_at_punctuation() {
        check("He cautioned, however, against it.", &["He cautioned", "however", "against it"]);
        check(
            "Russia—currently holding 1,000 km—wants “90 percent”.",
            &["Russia", "currently holding 1,000 km", "wants 90 percent"],
        );
        check(
            "US-brokered talks (AFP) don’t end - ever",
            &["US-brokered talks", "AFP", "don’t end", "ever"],
        );
        check(
            "But the town, and the county, stayed.",
            &["But", "the town", "and the county", "stayed"],
        );
        check("But", &["But"]);
        check("Butter is dear.", &["Butter is dear"]);
        check("", &[]);
        check("…", &[]);
    }
}
