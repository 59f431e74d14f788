//! Phrases: finding the entries of a list, of one word or several, in a text that is already cut
//! into words.

use super::stem::hashes;
use super::table::Table;
use crate::cut::Token;

/// A list of phrases, each with what it stands for.
#[derive(Debug, Clone, Default)]
pub struct Phrases<T> {
    /// Sorted by first word, then the longest first, then as given.
    entries: Vec<(Vec<u64>, T)>,
    /// The first word of each entry.
    firsts: Vec<u64>,
    /// By the last bits of a word, whether any entry begins with it: most words of a text end here.
    begins: Vec<bool>,
}

/// Slots of `begins`: 2,048 of a byte leave most words of a text without one that a few hundred
/// phrases have taken.
const SLOTS: usize = 2048;

impl<T> Phrases<T> {
    /// Makes a list ready. Phrases are cut into words as a text is, so "so-called" also finds "so
    /// called"; of two equal phrases the first counts.
    pub fn new<'a>(list: impl IntoIterator<Item = (&'a str, T)>, table: &Table) -> Self {
        let mut entries: Vec<(Vec<u64>, T)> =
            list.into_iter().map(|(phrase, meaning)| (hashes(phrase, table), meaning)).collect();
        entries.retain(|(words, _)| !words.is_empty());
        entries.sort_by(|(one, _), (other, _)| {
            one[0].cmp(&other[0]).then(other.len().cmp(&one.len())).then_with(|| one.cmp(other))
        });
        entries.dedup_by(|later, earlier| later.0 == earlier.0);
        let firsts: Vec<u64> = entries.iter().map(|(words, _)| words[0]).collect();
        let mut begins = vec![false; SLOTS];
        firsts.iter().for_each(|first| begins[*first as usize % SLOTS] = true);
        Self { entries, firsts, begins }
    }

    /// The longest phrase that begins with the word at `at`: how many words it has and what it
    /// stands for. Nothing but spaces and hyphens may stand between its words.
    #[must_use]
    pub fn longest(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, &T)> {
        let first = tokens.get(at)?.word;
        if !*self.begins.get(first as usize % SLOTS)? {
            return None;
        }
        let from = self.firsts.partition_point(|word| *word < first);
        let candidates = self.entries[from..].iter().take_while(|(words, _)| words[0] == first);
        let mut candidates = candidates.filter(|(words, _)| {
            let run = tokens.get(at..at + words.len());
            run.is_some_and(|run| {
                run.iter().zip(words).all(|(token, word)| token.word == *word)
                    && is_joined(text, run)
            })
        });
        candidates.next().map(|(words, meaning)| (words.len(), meaning))
    }
}

/// Whether only spaces, hyphens and the apostrophe of an elision stand between the words of a run.
fn is_joined(text: &str, run: &[Token]) -> bool {
    run.windows(2).all(|pair| {
        let gap = text.get(pair[0].range.end..pair[1].range.start);
        gap.is_some_and(|gap| {
            gap.chars()
                .all(|mark| mark.is_whitespace() || matches!(mark, '-' | '‐' | '‑' | '\'' | '’'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;
    use crate::word;

    #[test]
    fn the_longest_phrase_counts_and_punctuation_parts_words() {
        let language = Language::of(Some("en"));
        let list = [("no", 1), ("no longer", 2), ("so-called", 3), ("no longer than", 4)];
        let phrases = Phrases::new(list, language);
        let check = |text: &str, expected: Option<(usize, i32)>| {
            let tokens = word::tokens(text, language);
            let found =
                phrases.longest(text, &tokens, 0).map(|(length, meaning)| (length, *meaning));
            assert_eq!(found, expected, "{text}");
        };
        check("No longer here", Some((2, 2)));
        check("no longer than this", Some((3, 4)));
        check("no, longer", Some((1, 1)));
        check("so called", Some((2, 3)));
        check("So-called", Some((2, 3)));
        check("longer", None);
        check("", None);
    }
}
