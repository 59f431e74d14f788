//! Patterns of site.toml in which `*` stands for any run of characters: one by itself, and many at
//! once.

use std::collections::{BTreeSet, HashSet};

use aho_corasick::AhoCorasick;
use q7x2_sdk::work::steps;

/// Whether all of a text is what a pattern says. Takes time in the sum of the two lengths: what
/// stands between two stars is taken where it comes first, which leaves most for the rest.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    steps(pattern.len() + text.len());
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

/// Many patterns, asked of each of many texts: one pass over the text finds the few that can match.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    /// Those without a star.
    whole: HashSet<String>,
    /// Those with one.
    starred: Vec<String>,
    /// By the longest piece between their stars, which a text that matches holds; `None` where
    /// there are too many for a table, which takes gigabytes: then each is tried.
    pieces: Option<AhoCorasick>,
}

impl Patterns {
    /// Patterns as they are compared; the caller has folded them like the texts.
    pub(super) fn new(patterns: impl IntoIterator<Item = String>) -> Self {
        let (starred, whole): (Vec<String>, Vec<String>) =
            patterns.into_iter().partition(|pattern| pattern.contains('*'));
        let pieces = AhoCorasick::new(starred.iter().map(|pattern| longest_piece(pattern))).ok();
        Self { whole: whole.into_iter().collect(), starred, pieces }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.starred.is_empty()
    }

    /// Whether all of a text is what one of them says.
    pub(super) fn match_any(&self, text: &str) -> bool {
        steps(text.len());
        self.whole.contains(text) || self.near(text).iter().any(|pattern| matches(pattern, text))
    }

    /// The patterns with a star that a text can match.
    fn near(&self, text: &str) -> Vec<&str> {
        let Some(pieces) = &self.pieces else {
            return self.starred.iter().map(String::as_str).collect();
        };
        let mut near = BTreeSet::new();
        for found in pieces.find_overlapping_iter(text) {
            steps(1);
            near.insert(found.pattern().as_usize());
        }
        near.into_iter().filter_map(|at| self.starred.get(at)).map(String::as_str).collect()
    }
}

fn longest_piece(pattern: &str) -> &str {
    pattern.split('*').max_by_key(|piece| piece.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use q7x2_sdk::work::counted;

    #[test]
    fn patterns_match_whole_texts() {
        let check = |pattern: &str, text: &str, expected: bool| {
            assert_eq!(matches(pattern, text), expected, "{pattern} on {text}");
            let many = ["no such text", pattern, "*no such text*"].map(str::to_owned);
            assert_eq!(
                Patterns::new(many).match_any(text),
                expected,
                "{pattern} of many on {text}"
            );
        };
        check("000_*", "000_60fa.txt", true);
        check("000_*", "1000_60fa.txt", false);
        check("*", "", true);
        check("*", "anything", true);
        check("", "", true);
        check("", "a", false);
        check("a", "a", true);
        check("a", "ab", false);
        check("a", "ba", false);
        check("a*b*c", "a-b-b-c", true);
        check("a*b*c", "a-b-b-cd", false);
        check("a*b*c", "a-c-b", false);
        check("a*a", "a", false);
        check("ab*bc", "abc", false);
        check("*ab*ba*", "aba", false);
        check("*ab*ba*", "abba", true);
        check("*.txt", "x/é.txt", true);
        check("**a", "a", true);
        check(&"*a".repeat(50), &"a".repeat(40), false);
        check(&"*a".repeat(50), &"a".repeat(50), true);
    }

    #[test]
    fn no_pattern_matches_nothing() {
        let none = Patterns::new([]);
        assert!(none.is_empty() && !none.match_any("") && !none.match_any("a"));
        assert!(!Patterns::new(["a".to_owned()]).is_empty());
        assert!(!Patterns::new(["a*".to_owned()]).is_empty());
    }

    /// Twice the patterns on twice the texts take twice the steps, whatever the patterns are.
    #[test]
    fn patterns_and_texts_are_no_product() {
        let patterns: [fn(usize) -> String; 4] = [
            |at| format!("appeal {at} of ours"),
            |at| format!("appeal {at} of*"),
            |at| format!("*appeal {at}*of ours"),
            |at| format!("*{at} of ours"),
        ];
        for pattern in patterns {
            let work = |count: usize| {
                let patterns = Patterns::new((0..count).map(pattern));
                let texts: Vec<String> =
                    (0..count).map(|at| format!("line {at} about no appeal")).collect();
                counted(|| texts.iter().filter(|text| patterns.match_any(text)).count()).1
            };
            let (once, twice) = (work(1000), work(2000));
            assert!(twice * 10 < once * 22, "{}: {once}, then {twice}", pattern(0));
        }
    }

    #[test]
    fn a_long_pattern_on_a_long_text_is_no_product() {
        let work = |count: usize| {
            let pattern = format!("*{}b*", "a".repeat(count));
            counted(|| matches(&pattern, &"a".repeat(count * 2))).1
        };
        assert!(work(2000) <= work(1000) * 2 + 10);
    }
}
