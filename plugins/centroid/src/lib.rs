//! Centroid-based summarisation, a summariser for q7x2: sentences nearest to what the article is
//! about.
//!
//! Radev, Jing, Styś & Tam, "Centroid-based summarization of multiple documents", Information
//! Processing & Management 40 (2004), the method of MEAD. A sentence scores by three features: the
//! weight of the centroid's words in it, how early it stands, and how many words it shares with the
//! first sentence; the points are taken one by one, and what repeats a point already taken is worth
//! less. Taken over with three changes, all for news articles one by one:
//!
//! - The paper's cluster of documents is one article here, and its idf the background table's; the
//!   centroid keeps the heaviest so many words instead of those above a threshold, so that short
//!   articles have one too.
//! - The features are scaled to at most 1 each before they are weighed, so that the weights mean
//!   the same for every article.
//! - The paper ranks anew after each penalty until nothing moves; here the best by penalised score
//!   is taken, then the next, which ends always.
//!
//! MEAD's least sentence length is kept: captions and cries are no points.

mod feature;

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Settings, Summariser};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::{Article, Point};
use serde::Deserialize;

use feature::Words;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Summariser(Box::new(settings.read::<Centroid>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct Centroid {
    points: usize,
    centroid_words: usize,
    centroid_weight: f64,
    position_weight: f64,
    first_weight: f64,
    redundancy_weight: f64,
    shortest_sentence: usize,
}

impl Summariser for Centroid {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let language = Language::of(article.language.as_deref());
        let body: Vec<usize> = article.body().map(|(sentence, _)| sentence).collect();
        let read: Vec<Words> =
            body.iter().map(|&at| Words::of(&article.sentences[at].text, language)).collect();
        let scores = self.scores(&read, language);
        let points = self
            .chosen(&read, &scores)
            .into_iter()
            .map(|(at, weight)| Point::of(article, body[at], weight));
        Ok(Warned::quiet(points.collect()))
    }
}

impl Centroid {
    /// Score of each sentence before redundancy, largest 1.
    fn scores(&self, read: &[Words], language: &Language) -> Vec<f64> {
        let centroid = feature::centroid(read, self.centroid_words, language);
        let features = [
            (self.centroid_weight, feature::centrality(read, &centroid)),
            (self.position_weight, feature::positions(read.len())),
            (self.first_weight, feature::first_overlaps(read)),
        ];
        let mut scores = vec![0.0; read.len()];
        for (weight, values) in features {
            for (score, value) in scores.iter_mut().zip(feature::scaled(values)) {
                *score += weight * value;
            }
        }
        feature::scaled(scores)
    }

    /// The points, best first: the sentence with the best score less its likeness to a point
    /// already taken, again and again.
    fn chosen(&self, read: &[Words], scores: &[f64]) -> Vec<(usize, f64)> {
        let long = |at: &usize| read[*at].count >= self.shortest_sentence;
        let mut left: Vec<usize> = (0..read.len()).filter(long).collect();
        if left.is_empty() {
            left = (0..read.len()).collect();
        }
        let mut worth = scores.to_vec();
        let mut chosen: Vec<(usize, f64)> = Vec::new();
        while chosen.len() < self.points {
            // Of equally good ones the earlier.
            let best =
                left.iter().copied().max_by(|&a, &b| worth[a].total_cmp(&worth[b]).then(b.cmp(&a)));
            let Some(best) = best else { break };
            left.retain(|&at| at != best);
            chosen.push((best, worth[best].clamp(0.0, 1.0)));
            for &at in &left {
                let penalised = scores[at]
                    - self.redundancy_weight * feature::redundancy(&read[at], &read[best]);
                worth[at] = worth[at].min(penalised);
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use q7x2_sdk::SentenceKind;
    use q7x2_sdk::example::article;

    use super::*;

    const DEFAULT: Centroid = Centroid {
        points: 5,
        centroid_words: 40,
        centroid_weight: 1.0,
        position_weight: 1.0,
        first_weight: 1.0,
        redundancy_weight: 1.0,
        shortest_sentence: 9,
    };

    fn points(plugin: &Centroid, sentences: &[&str]) -> Vec<Point> {
        plugin.summarise(&article("a", sentences)).expect("an answer").value
    }

    fn check(plugin: &Centroid, sentences: &[&str], expected: &[usize]) {
        let found: Vec<usize> =
            points(plugin, sentences).iter().map(|point| point.citations[0].sentence).collect();
        assert_eq!(found, expected, "{sentences:?}");
    }

    const HARBOUR: [&str; 6] = [
        "The harbour of Tarn was closed on Friday after a ferry struck the northern pier.",
        "Nobody slept.",
        "A baker from the old town said that he had heard nothing at all that night.",
        "The harbour of Tarn was closed after the ferry struck the northern pier on Friday morning.",
        "# Harbour of Tarn closed after ferry struck pier",
        "Divers will look at the ferry and at the damaged pier before the harbour opens again.",
    ];

    #[test]
    fn each_weight_pulls_its_own_way() {
        let only = |centroid_weight, position_weight, first_weight, redundancy_weight| Centroid {
            points: 2,
            centroid_weight,
            position_weight,
            first_weight,
            redundancy_weight,
            ..DEFAULT
        };
        check(&only(0.0, 1.0, 0.0, 0.0), &HARBOUR, &[0, 2]);
        check(&only(0.0, 0.0, 1.0, 0.0), &HARBOUR, &[0, 3]);
        check(&only(1.0, 0.0, 0.0, 0.0), &HARBOUR, &[3, 0]);
        check(&only(1.0, 0.0, 0.0, 1.0), &HARBOUR, &[3, 5]);
    }

    #[test]
    fn what_repeats_a_better_point_comes_last() {
        check(&DEFAULT, &HARBOUR, &[0, 2, 5, 3]);
    }

    #[test]
    fn odd_articles_have_the_points_they_can() {
        check(&DEFAULT, &[], &[]);
        check(&DEFAULT, &["# Only a heading"], &[]);
        check(&DEFAULT, &["Too short.", "Shorter."], &[0, 1]);
        check(&DEFAULT, &["", ""], &[0, 1]);
        check(&Centroid { points: 1, ..DEFAULT }, &HARBOUR, &[0]);
        let weightless =
            Centroid { centroid_weight: 0.0, position_weight: 0.0, first_weight: 0.0, ..DEFAULT };
        check(&Centroid { redundancy_weight: 0.0, ..weightless }, &HARBOUR, &[0, 2, 3, 5]);
    }

    proptest! {
        #[test]
        fn every_point_is_a_sentence_of_the_article_once(
            sentences in prop::collection::vec("(# )?\\PC{0,60}", 0..12), most in 1_usize..6,
        ) {
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
            let plugin = Centroid { points: most, shortest_sentence: 2, ..DEFAULT };
            let article = article("a", &sentences);
            let found = points(&plugin, &sentences);
            prop_assert_eq!(&found, &points(&plugin, &sentences));
            prop_assert!(found.len() <= most && found.is_empty() == (article.body().count() == 0));
            for (at, point) in found.iter().enumerate() {
                let sentence = &article.sentences[point.citations[0].sentence];
                prop_assert_eq!(&sentence.text, &point.text);
                prop_assert_eq!(sentence.kind, SentenceKind::Body);
                prop_assert!((0.0..=1.0).contains(&point.weight));
                prop_assert!(found[..at].iter().all(|other| other.weight >= point.weight));
                prop_assert!(found[..at].iter().all(|other| other.citations != point.citations));
            }
        }
    }
}
