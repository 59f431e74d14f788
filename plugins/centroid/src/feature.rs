//! The features of a sentence: the centroid's words in it, its place, its likeness to the first one
//! and to others.

use std::collections::BTreeMap;

use q7x2_sdk::text::language;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word;
use q7x2_sdk::text::word::Stem;

/// The words of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Content stems, each with how often it is said.
    stems: BTreeMap<Stem, f64>,
    /// How many words there are, stop words included.
    pub(crate) count: usize,
}

impl Words {
    pub(crate) fn of(text: &str, language: &Language) -> Self {
        let mut stems = BTreeMap::new();
        for token in word::tokens(text, language).iter().filter(|token| !token.stop) {
            *stems.entry(token.stem).or_insert(0.0) += 1.0;
        }
        Self { stems, count: word::count(text) }
    }

    /// How many content words there are.
    fn length(&self) -> f64 {
        self.stems.values().sum()
    }
}

/// The article's heaviest words by frequency and background idf, ties by stem.
pub(crate) fn centroid(read: &[Words], most: usize, language: &Language) -> BTreeMap<Stem, f64> {
    let mut weights: BTreeMap<Stem, f64> = BTreeMap::new();
    for (&stem, times) in read.iter().flat_map(|words| &words.stems) {
        *weights.entry(stem).or_insert(0.0) += times * language::idf(stem, language);
    }
    let mut order: Vec<(Stem, f64)> = weights.into_iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.truncate(most);
    order.into_iter().collect()
}

/// C: the weight of the centroid's words in each sentence, every time that they are said.
pub(crate) fn centrality(read: &[Words], centroid: &BTreeMap<Stem, f64>) -> Vec<f64> {
    let weight =
        |(stem, times): (&Stem, &f64)| centroid.get(stem).map_or(0.0, |weight| weight * times);
    read.iter().map(|words| words.stems.iter().map(weight).sum()).collect()
}

/// P: (n - i) / n for the sentence at place i of n, from 0.
#[expect(clippy::cast_precision_loss, reason = "sentences of one article")]
pub(crate) fn positions(count: usize) -> Vec<f64> {
    (0..count).map(|at| (count - at) as f64 / count as f64).collect()
}

/// F: inner product of each sentence's words with those of the first.
pub(crate) fn first_overlaps(read: &[Words]) -> Vec<f64> {
    let Some(first) = read.first() else { return Vec::new() };
    let shared = |words: &Words| -> f64 {
        words
            .stems
            .iter()
            .map(|(stem, times)| first.stems.get(stem).map_or(0.0, |other| other * times))
            .sum()
    };
    read.iter().map(shared).collect()
}

/// R: twice the words that both sentences hold over the words of both, 0 to 1.
pub(crate) fn redundancy(a: &Words, b: &Words) -> f64 {
    let shared: f64 =
        a.stems.iter().filter_map(|(stem, times)| Some(b.stems.get(stem)?.min(*times))).sum();
    let both = a.length() + b.length();
    if both > 0.0 { 2.0 * shared / both } else { 0.0 }
}

/// Values over the largest of them, which becomes 1; all 0 where none is above 0.
pub(crate) fn scaled(mut values: Vec<f64>) -> Vec<f64> {
    let most = values.iter().copied().fold(0.0, f64::max);
    for value in &mut values {
        *value = if most > 0.0 { *value / most } else { 0.0 };
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Vec<Words> {
        texts.iter().map(|text| Words::of(text, Language::of(Some("en")))).collect()
    }

    fn close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        assert!(
            found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9),
            "{found:?} is not {expected:?}"
        );
    }

    #[test]
    fn redundancy_is_the_share_of_words_in_both() {
        let check = |a: &str, b: &str, expected: f64| {
            let words = read(&[a, b]);
            close(&[redundancy(&words[0], &words[1])], &[expected]);
            close(&[redundancy(&words[1], &words[0])], &[expected]);
        };
        check("The bridge opened.", "The bridge opened.", 1.0);
        check("The bridge opened.", "A bridge closed.", 0.5);
        check("Bridge, bridge, bridge.", "A bridge.", 0.5);
        check("The bridge opened.", "Rain fell.", 0.0);
        check("", "The bridge opened.", 0.0);
        check("", "", 0.0);
    }

    #[test]
    fn the_centroid_keeps_the_heaviest_words() {
        let words = read(&["Ferry, ferry, ferry and pier.", "The ferry struck a man."]);
        let english = Language::of(Some("en"));
        let one = centroid(&words, 1, english);
        assert_eq!(one.keys().copied().collect::<Vec<_>>(), [word::stem("ferry", english)]);
        let values = centrality(&words, &one);
        close(&[values[0] / values[1]], &[3.0]);
        assert_eq!(centroid(&[], 3, english), BTreeMap::new());
        assert_eq!(centroid(&words, 99, english).len(), 4);
    }

    #[test]
    fn places_and_first_words_count() {
        close(&positions(4), &[1.0, 0.75, 0.5, 0.25]);
        close(&positions(0), &[]);
        close(
            &first_overlaps(&read(&[
                "Ferry, ferry and pier.",
                "The ferry left the pier.",
                "Rain.",
            ])),
            &[5.0, 3.0, 0.0],
        );
        close(&first_overlaps(&[]), &[]);
    }

    #[test]
    fn scaled_values_end_at_one() {
        close(&scaled(vec![2.0, 4.0, 0.0]), &[0.5, 1.0, 0.0]);
        close(&scaled(vec![0.0, 0.0]), &[0.0, 0.0]);
        close(&scaled(Vec::new()), &[]);
    }
}
