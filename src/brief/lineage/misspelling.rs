//! Misspelt names: mistakes that two articles share and nobody else makes. One slip happens to
//! anybody, and a name of another script has several right spellings; two slips of one kind come
//! from one text.

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::word::fold;
use q7x2_sdk::{Event, Spot};

/// Letters a name has: in a shorter one, two letters make another name.
const LETTERS: usize = 6;
/// Letters that a slip changes; two that change places are one.
const SLIP: usize = 2;
/// Outlets that spell the name otherwise.
const OTHERS: usize = 2;
/// Articles that share the slip; more of them, and it is a spelling.
const SHARERS: usize = 4;
/// Slips that two articles share.
const SLIPS: usize = 2;
/// Names that one is compared with.
const MOST: usize = 64;

/// Pairs of articles with the names that both misspell.
pub(super) fn shared(event: &Event, originals: &[usize]) -> BTreeMap<(usize, usize), String> {
    let mut holders: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for &at in originals {
        for word in words(event, at) {
            holders.entry(word).or_default().insert(at);
        }
    }
    let mut alike: BTreeMap<(char, char), Vec<&String>> = BTreeMap::new();
    for (word, held) in &holders {
        if held.len() >= OTHERS {
            alike.entry(ends(word)).or_default().push(word);
        }
    }
    let mut slips: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for (word, held) in holders.iter().filter(|(_, held)| (2..=SHARERS).contains(&held.len())) {
        let others = alike.get(&ends(word)).into_iter().flatten().take(MOST);
        let mut spelt = others.filter(|other| is_slip(word, other));
        if !spelt.any(|other| is_spelt_by_others(event, held, &holders[*other])) {
            continue;
        }
        let held: Vec<usize> = held.iter().copied().collect();
        for (place, one) in held.iter().enumerate() {
            for other in &held[place + 1..] {
                slips.entry((*one, *other)).or_default().push(word);
            }
        }
    }
    let several = slips.into_iter().filter(|(_, words)| words.len() >= SLIPS);
    several.map(|(pair, words)| (pair, words.join(", "))).collect()
}

/// Whether enough outlets spell a name in one way, and none of those that spell it in the other.
fn is_spelt_by_others(event: &Event, held: &BTreeSet<usize>, right: &BTreeSet<usize>) -> bool {
    let outlets: BTreeSet<&str> = right.iter().map(|&at| event.articles()[at].outlet()).collect();
    held.is_disjoint(right) && outlets.len() >= OTHERS && right.len() > held.len()
}

/// Whether one word is a slip of the pen for another, and no other way to write it: vowels, doubled
/// letters and those that transcriptions differ in do not count.
fn is_slip(word: &str, other: &str) -> bool {
    word != other
        && word.chars().count().abs_diff(other.chars().count()) <= 1
        && strsim::osa_distance(word, other) <= SLIP
        && sounds(word) != sounds(other)
}

/// The consonants of a word, as transcriptions agree on them.
fn sounds(word: &str) -> String {
    let mut sounds = String::new();
    for letter in word.chars() {
        let sound = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | '\'' => continue,
            'c' | 'q' | 'k' | 'g' => 'k',
            'v' | 'w' | 'f' | 'b' | 'p' => 'v',
            'z' | 's' | 'x' => 's',
            'd' | 't' => 't',
            other => other,
        };
        if !sounds.ends_with(sound) {
            sounds.push(sound);
        }
    }
    sounds
}

fn ends(word: &str) -> (char, char) {
    let mut letters = word.chars();
    let first = letters.next().unwrap_or_default();
    (first, letters.next_back().unwrap_or(first))
}

/// The words of an article's names, folded.
fn words(event: &Event, article: usize) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (sentence, said) in event.articles()[article].body() {
        for name in &event.text().at(Spot { article, sentence }).names {
            let name = fold(&said.text[name.range.clone()]);
            let parts = name.split(|letter: char| !letter.is_alphabetic());
            let long = parts.filter(|part| part.chars().count() >= LETTERS);
            words.extend(long.map(str::to_owned));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::super::example;
    use super::*;

    const RIGHT: &str = "Mayor Ingrid Tolland met Ailsa Corrigan in the harbour.";
    const TWO_SLIPS: &str = "In the harbour Mayor Ingrid Tolnald met Ailsa Corridan.";
    const ONE_SLIP: &str = "In the harbour Mayor Ingrid Tolnald met Ailsa Corrigan.";

    /// The pairs that share mistakes, of articles of one sentence each.
    fn pairs(sentences: &[&str]) -> Vec<(usize, usize)> {
        let articles: Vec<&[&str]> = sentences.iter().map(std::slice::from_ref).collect();
        let originals: Vec<usize> = (0..articles.len()).collect();
        shared(&example::event(&articles), &originals).into_keys().collect()
    }

    #[test]
    fn two_mistakes_that_nobody_else_makes_show_one_text() {
        assert_eq!(pairs(&[TWO_SLIPS, RIGHT, TWO_SLIPS, RIGHT, RIGHT]), [(0, 2)]);
    }

    #[test]
    fn one_mistake_happens_to_anybody() {
        assert_eq!(pairs(&[ONE_SLIP, RIGHT, ONE_SLIP, RIGHT, RIGHT]), []);
        assert_eq!(pairs(&[TWO_SLIPS, RIGHT, ONE_SLIP, RIGHT, RIGHT]), []);
    }

    #[test]
    fn what_most_write_is_no_mistake() {
        assert_eq!(pairs(&[TWO_SLIPS, RIGHT, TWO_SLIPS]), []);
        assert_eq!(pairs(&[TWO_SLIPS, RIGHT, TWO_SLIPS, RIGHT]), []);
        let many: Vec<&str> = [TWO_SLIPS; 5].into_iter().chain([RIGHT; 6]).collect();
        assert_eq!(pairs(&many), []);
    }

    #[test]
    fn who_writes_a_name_both_ways_shares_no_mistake() {
        let both = format!("{RIGHT} {TWO_SLIPS}");
        assert_eq!(pairs(&[&both, RIGHT, &both, RIGHT, RIGHT]), []);
    }

    #[test]
    fn a_slip_is_no_transcription() {
        let check = |word: &str, other: &str, expected: bool| {
            assert_eq!(is_slip(word, other), expected, "{word} {other}");
        };
        check("tolnald", "tolland", true);
        check("corrgian", "corrigan", false);
        check("corridan", "corrigan", true);
        check("zelenskiy", "zelensky", false);
        check("mohammed", "muhammad", false);
        check("gaddafi", "kadafi", false);
        check("hanburry", "hanbury", false);
        check("amrani", "amrani", false);
    }
}
