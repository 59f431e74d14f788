//! TextRank, a summariser for q7x2: sentences that share the most words with others.
//!
//! Mihalcea & Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004, section 4 (sentence
//! extraction): a link between two sentences weighs the words that both hold over the sum of the
//! logarithms of their lengths; PageRank for weighted, undirected graphs ranks the sentences. As in
//! the paper no word weighs more than another, which is what sets it apart from LexRank. Words are
//! stems, and stop words are left out of the overlap and of the length.

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Settings, Summariser};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::rank;
use q7x2_sdk::text::word;
use q7x2_sdk::text::word::Stem;
use q7x2_sdk::{Article, Point};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

/// Sentences that are ranked, the first: an article's later sentences rarely matter, and links grow
/// with the square.
const SENTENCES: usize = 200;

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Summariser(Box::new(settings.read::<TextRank>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct TextRank {
    points: usize,
    damping: f64,
}

impl Summariser for TextRank {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let language = Language::of(article.language.as_deref());
        let body: Vec<usize> =
            article.body().map(|(sentence, _)| sentence).take(SENTENCES).collect();
        let read: Vec<Words> =
            body.iter().map(|&at| Words::of(&article.sentences[at].text, language)).collect();
        let ranks =
            rank::centrality(body.len(), self.damping, |a, b| similarity(&read[a], &read[b]));
        let best = rank::best(&ranks, self.points).into_iter();
        Ok(Warned::quiet(best.map(|(at, weight)| Point::of(article, body[at], weight)).collect()))
    }
}

/// The content words of one sentence.
#[derive(Debug)]
struct Words {
    /// Each stem once, sorted.
    stems: Vec<Stem>,
    /// Natural logarithm of how many words there are, repeated ones counted again.
    length: f64,
}

impl Words {
    fn of(text: &str, language: &Language) -> Self {
        let mut stems: Vec<Stem> = word::tokens(text, language)
            .iter()
            .filter(|token| !token.stop)
            .map(|token| token.stem)
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "words of one sentence")]
        let length = libm::log(stems.len().max(1) as f64);
        stems.sort_unstable();
        stems.dedup();
        Self { stems, length }
    }
}

/// |words of both| / (ln |a| + ln |b|); 0 for two sentences of one word, whose logarithms are 0.
fn similarity(a: &Words, b: &Words) -> f64 {
    let lengths = a.length + b.length;
    let shared = a.stems.iter().filter(|stem| b.stems.binary_search(stem).is_ok()).count();
    #[expect(clippy::cast_precision_loss, reason = "words of one sentence")]
    let shared = shared as f64;
    if lengths > 0.0 { shared / lengths } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use q7x2_sdk::SentenceKind;
    use q7x2_sdk::example::article;

    use super::*;

    fn points(sentences: &[&str], points: usize) -> Vec<Point> {
        let answer = TextRank { points, damping: 0.85 }.summarise(&article("a", sentences));
        answer.expect("an answer").value
    }

    #[test]
    fn similarity_is_the_papers() {
        let check = |a: &str, b: &str, expected: f64| {
            let english = Language::of(Some("en"));
            let (a_words, b_words) = (Words::of(a, english), Words::of(b, english));
            let found = similarity(&a_words, &b_words);
            assert!((found - expected).abs() < 1e-9, "{a} / {b}: {found}");
            assert!(
                (similarity(&b_words, &a_words) - found).abs() < 1e-12,
                "the same in either direction"
            );
        };
        // bridge, opened, Friday; bridge, closed, Monday
        check(
            "The bridge opened on Friday.",
            "The bridge closed on Monday.",
            1.0 / (2.0 * libm::log(3.0)),
        );
        // forms of one word are one word; a word said twice is shared once and counts twice
        check(
            "Bridges and bridges opened.",
            "The bridge opens.",
            2.0 / (libm::log(3.0) + libm::log(2.0)),
        );
        check("The bridge opened.", "It rained all night in Tarn.", 0.0);
        check("Rain.", "Rain.", 0.0);
        check("", "The of and.", 0.0);
    }

    #[test]
    fn the_sentence_in_the_middle_of_all_comes_first() {
        let check = |sentences: &[&str], most: usize, expected: &[usize]| {
            let found: Vec<usize> =
                points(sentences, most).iter().map(|point| point.citations[0].sentence).collect();
            assert_eq!(found, expected, "{sentences:?}");
        };
        let storm = [
            "Ferries stayed in harbour.",
            "# The storm closed ferries and schools",
            "The storm closed schools, roads and ferries on the coast.",
            "Schools open again on Monday.",
            "Two roads near the coast are flooded.",
            "A baker won a prize.",
        ];
        check(&storm, 1, &[2]);
        // roads and coast are two words of the best one, ferries and schools one each
        check(&storm, 9, &[2, 4, 0, 3, 5]);
        check(&["It rained.", "Nobody came."], 1, &[0]);
        check(&["One sentence alone stands."], 5, &[0]);
        check(&["# Only a heading"], 5, &[]);
        check(&[], 5, &[]);
        check(&["", "", ""], 2, &[0, 1]);
    }

    #[test]
    fn a_very_long_article_is_ranked_by_its_first_sentences() {
        let sentences: Vec<String> =
            (0..2_000).map(|at| format!("The ship number {at} left the harbour.")).collect();
        let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
        assert!(points(&sentences, 50).iter().all(|point| point.citations[0].sentence < SENTENCES));
    }

    proptest! {
        #[test]
        fn every_point_is_a_sentence_of_the_article(
            sentences in prop::collection::vec("(# )?\\PC{0,60}", 0..12), most in 1_usize..6,
        ) {
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
            let article = article("a", &sentences);
            let found = points(&sentences, most);
            prop_assert_eq!(found.len(), most.min(article.body().count()));
            prop_assert_eq!(&found, &points(&sentences, most));
            for pair in found.windows(2) {
                prop_assert!(pair[0].weight >= pair[1].weight);
            }
            for point in &found {
                let sentence = &article.sentences[point.citations[0].sentence];
                prop_assert_eq!(&sentence.text, &point.text);
                prop_assert_eq!(sentence.kind, SentenceKind::Body);
                prop_assert!((0.0..=1.0).contains(&point.weight));
            }
        }

        #[test]
        fn where_a_sentence_stands_does_not_count(
            drawn in prop::collection::btree_set("(storm|coast|ferry|school|road|flood|bridge)( (storm|coast|ferry|school|road|flood|bridge)){1,6}", 1..8),
        ) {
            let weights = |order: &[&str]| -> Vec<(String, i64)> {
                #[expect(clippy::cast_possible_truncation, reason = "weights from 0 to 1, to the fourth decimal")]
                let mut all: Vec<(String, i64)> = points(order, 50)
                    .into_iter()
                    .map(|point| (point.text, (point.weight * 1e4).round() as i64))
                    .collect();
                all.sort();
                all
            };
            let forward: Vec<&str> = drawn.iter().map(String::as_str).collect();
            let backward: Vec<&str> = forward.iter().rev().copied().collect();
            for ((text, weight), (other, reversed)) in weights(&forward).into_iter().zip(weights(&backward)) {
                prop_assert_eq!(text, other);
                prop_assert!((weight - reversed).abs() <= 1);
            }
        }
    }
}
