//! List: words of a language for one purpose, made to be asked for often.

use std::ops::Deref;

use serde::Deserialize;

use crate::cut::hash;

/// The words and phrases of one list, in the table's order.
///
/// Each word of a sentence is asked for in dozens of lists and stands in few of them, so a list
/// knows with which bytes its words begin and how long they are, and most questions end there; for
/// the others it has its words as sorted numbers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList {
    words: Vec<String>,
    /// The same as numbers ([`hash`]), sorted.
    numbers: Vec<u64>,
    /// The places of its words by their first bytes, in order.
    by_first: Vec<(u8, usize)>,
    /// The first bytes of its words, a bit each.
    begun: [u64; 4],
    /// Their lengths in bytes, a bit each; from 63 on one bit.
    lengths: u64,
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> Self {
        let mut numbers: Vec<u64> = words.iter().map(|word| hash(word)).collect();
        numbers.sort_unstable();
        let mut by_first: Vec<(u8, usize)> =
            words.iter().enumerate().map(|(at, word)| (first(word), at)).collect();
        by_first.sort_unstable();
        let mut list = Self { words, numbers, by_first, ..Self::default() };
        for word in &list.words {
            let (place, bit) = place(word);
            list.begun[place] |= bit;
            list.lengths |= length(word);
        }
        list
    }
}

impl WordList {
    /// Whether a word or phrase stands in it.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.may_open(word)
            && self.lengths & length(word) != 0
            && self.numbers.binary_search(&hash(word)).is_ok()
    }

    /// Its words that begin with a text's first byte, in the table's order: no other can open it.
    pub fn opening(&self, text: &str) -> impl Iterator<Item = &String> {
        let first = first(text);
        let known = if self.may_open(text) { self.by_first.as_slice() } else { &[] };
        let from = known.partition_point(|(byte, _)| *byte < first);
        let same = known[from..].iter().take_while(move |(byte, _)| *byte == first);
        same.filter_map(|(_, at)| self.words.get(*at))
    }

    /// Whether one of its words begins with a text's first byte.
    fn may_open(&self, text: &str) -> bool {
        let (place, bit) = place(text);
        self.begun[place] & bit != 0
    }
}

impl Deref for WordList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
    }
}

impl<'a> IntoIterator for &'a WordList {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.words.iter()
    }
}

/// The first byte of a text; of an empty one 0.
fn first(text: &str) -> u8 {
    text.as_bytes().first().copied().unwrap_or_default()
}

/// Where the bit of a text's first byte stands.
fn place(text: &str) -> (usize, u64) {
    let first = first(text);
    (usize::from(first >> 6), 1 << (first & 63))
}

/// The bit of a text's length.
fn length(text: &str) -> u64 {
    1 << text.len().min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others() {
        let long = "x".repeat(200);
        let list =
            WordList::from(["said", "", "où", "according to", &long].map(str::to_owned).to_vec());
        for word in &list {
            assert!(list.contains(word), "{word}");
        }
        for word in ["say", "sad", "soid", "ou", "according", "x", &"x".repeat(201)] {
            assert!(!list.contains(word), "{word}");
        }
        assert!(!WordList::default().contains(""));
        let opening = |text| list.opening(text).map(String::as_str).collect::<Vec<_>>();
        assert_eq!(opening("so"), ["said"]);
        assert_eq!(opening("also"), ["according to"]);
        assert!(opening("no").is_empty() && WordList::default().opening("").next().is_none());
    }
}
