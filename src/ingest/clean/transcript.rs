//! Transcripts: who speaks stands before the words. "HALE: We stopped it" is no sentence in which
//! anything of that name comes before a colon.

use std::collections::BTreeMap;

use super::line::is_upper;
use super::sheet::Page;

/// Fewest lines with a speaker that make a transcript.
const FEWEST: usize = 3;

/// Longest label, in bytes and words.
const LONGEST: (usize, usize) = (48, 5);

/// Cuts the speakers off the lines of a transcript.
pub(super) fn cut(page: &mut Page<'_>) {
    let found: Vec<(usize, String, usize)> = page
        .open()
        .filter_map(|(at, line)| label(&line.text).map(|(name, end)| (at, name.to_owned(), end)))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name, _) in &found {
        *counts.entry(name).or_default() += 1;
    }
    let repeated = |upper: bool| {
        counts.iter().filter(|(name, count)| **count > 1 && is_upper(name) == upper).count()
    };
    // Labels in capitals are hardly anything else; others are speakers where two of them take turns.
    let shouted = found.iter().filter(|(_, name, _)| is_upper(name)).count();
    let by_capitals = shouted >= FEWEST && repeated(true) > 0;
    let by_turns = found.len() > FEWEST && repeated(false) > 1;
    let is_speaker = |name: &str| match is_upper(name) {
        true => by_capitals,
        false => by_turns && counts.get(name).is_some_and(|count| *count > 1),
    };
    let cuts: Vec<(usize, usize)> = found
        .iter()
        .filter(|(_, name, _)| is_speaker(name))
        .map(|(at, _, end)| (*at, *end))
        .collect();
    for (at, end) in cuts {
        let length = page.lines.get(at).map_or(0, |line| line.text.len());
        page.cut(at, end..length, "speaker");
    }
}

/// The name before the colon that a line begins with, and where the words begin.
fn label(text: &str) -> Option<(&str, usize)> {
    let at = text.bytes().take(LONGEST.0).position(|byte| byte == b':')?;
    let (head, rest) = (text.get(..at)?, text.get(at + 1..)?);
    let words = rest.trim_start();
    if !rest.starts_with(' ') || words.is_empty() {
        return None;
    }
    // "HALE (on the phone)", "HALE, chief of police"
    let name = head.split(['(', '[', ',']).next()?.trim_end();
    let is_named = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || ".-'’".contains(letter))
    };
    let fits =
        !name.is_empty() && name.split(' ').count() <= LONGEST.1 && name.split(' ').all(is_named);
    fits.then(|| (name, text.len() - words.len()))
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::text::language::Language;

    use super::super::super::pattern::Patterns;
    use super::super::super::raw::Block;
    use super::super::found::Known;
    use super::*;

    fn cut_off(lines: &[&str]) -> Vec<String> {
        let block = |text: &&str| Block { text: (*text).to_owned(), ..Block::default() };
        let patterns = Patterns::default();
        let blocks = lines.iter().map(block).collect();
        let mut page = Page::new(blocks, Known::default(), Language::of(Some("en")), &patterns);
        cut(&mut page);
        page.open().map(|(_, line)| line.text.clone()).collect()
    }

    #[test]
    fn speakers_are_cut_off() {
        assert_eq!(
            cut_off(&[
                "HALE: We stopped it.",
                "REPORTER: When?",
                "HALE (on the phone): At noon.",
                "He left."
            ]),
            ["We stopped it.", "When?", "At noon.", "He left."]
        );
        assert_eq!(
            cut_off(&["Q: Why?", "A: It failed.", "Q: When?", "A: At noon."]),
            ["Why?", "It failed.", "When?", "At noon."]
        );
        assert_eq!(
            cut_off(&[
                "Tom Hale: Why?",
                "Jo Bell: It failed.",
                "Tom Hale: When?",
                "Jo Bell: Noon."
            ]),
            ["Why?", "It failed.", "When?", "Noon."]
        );
    }

    #[test]
    fn lists_and_sentences_stay() {
        for lines in [
            &["Paris: They met.", "London: They left.", "Berlin: They stayed.", "Rome: No."][..],
            &["PARIS: They met.", "He said: no.", "LONDON: They left."],
            &["Note: a", "Note: b", "Note: c", "Note: d"],
            &["a:", ": b", "12:30 c", ""],
        ] {
            assert_eq!(cut_off(lines), lines);
        }
    }
}
