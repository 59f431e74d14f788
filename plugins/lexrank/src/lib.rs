//! LexRank, a summariser for q7x2: sentences that many other sentences resemble.
//!
//! Erkan & Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR
//! 22 (2004): the continuous variant, in which links weigh by idf-modified cosine, with links below
//! a threshold left out.

use q7x2_sdk::contract::{BuiltIn, Plugin, PluginError, Settings, Summariser};
use q7x2_sdk::diagnostic::Warned;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::{Annotation, likeness, rank};
use q7x2_sdk::{Article, Point};
use serde::Deserialize;

/// The plugin, as the host links it.
pub const BUILT_IN: BuiltIn = BuiltIn { manifest: include_str!("../plugin.toml"), create };

/// Sentences that are ranked, the first: an article's later sentences rarely matter, and links grow
/// with the square.
const SENTENCES: usize = 200;

fn create(settings: &Settings) -> Result<Plugin, PluginError> {
    Ok(Plugin::Summariser(Box::new(settings.read::<LexRank>()?)))
}

#[derive(Debug, Clone, Deserialize)]
struct LexRank {
    points: usize,
    threshold: f64,
    damping: f64,
}

impl LexRank {
    /// How much two sentences are linked.
    fn link(&self, a: &Annotation, b: &Annotation) -> f64 {
        let alike = likeness::similarity(a, b).cosine;
        if alike >= self.threshold { alike } else { 0.0 }
    }
}

impl Summariser for LexRank {
    fn summarise(&self, article: &Article) -> Result<Warned<Vec<Point>>, PluginError> {
        let body: Vec<usize> =
            article.body().map(|(sentence, _)| sentence).take(SENTENCES).collect();
        let language = Language::of(article.language.as_deref());
        let read =
            |&sentence: &usize| Annotation::words(&article.sentences[sentence].text, language);
        let read: Vec<Annotation> = body.iter().map(read).collect();
        let link = |a: usize, b: usize| self.link(&read[a], &read[b]);
        let ranks = rank::centrality(body.len(), self.damping, link);
        Ok(Warned::quiet(
            rank::best(&ranks, self.points)
                .into_iter()
                .map(|(at, weight)| Point::of(article, body[at], weight))
                .collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use q7x2_sdk::SentenceKind;
    use q7x2_sdk::example::article;

    use super::*;

    const DEFAULT: LexRank = LexRank { points: 5, threshold: 0.1, damping: 0.85 };

    fn points(plugin: &LexRank, sentences: &[&str]) -> Vec<Point> {
        plugin.summarise(&article("a", sentences)).expect("an answer").value
    }

    fn check(plugin: &LexRank, sentences: &[&str], expected: &[usize]) {
        let found: Vec<usize> =
            points(plugin, sentences).iter().map(|point| point.citations[0].sentence).collect();
        assert_eq!(found, expected, "{sentences:?}");
    }

    const STORM: [&str; 6] = [
        "Ferries stayed in harbour.",
        "# The storm closed ferries and schools",
        "The storm closed schools, roads and ferries on the coast.",
        "Schools open again on Monday.",
        "Two roads near the coast are flooded.",
        "A baker won a prize.",
    ];

    #[test]
    fn what_most_sentences_resemble_comes_first() {
        check(&LexRank { points: 1, ..DEFAULT }, &STORM, &[2]);
        let weights: Vec<f64> = points(&DEFAULT, &STORM).iter().map(|point| point.weight).collect();
        assert!(
            (weights[0] - 1.0).abs() < 1e-9 && weights.is_sorted_by(|a, b| a >= b),
            "{weights:?}"
        );
        assert_eq!(
            points(&DEFAULT, &STORM).last().map(|point| point.citations[0].sentence),
            Some(5),
            "like no other"
        );
    }

    #[test]
    fn links_below_the_threshold_do_not_count() {
        // No two sentences are one, so nothing is linked and the order is that of the text.
        check(&LexRank { threshold: 1.0, ..DEFAULT }, &STORM, &[0, 2, 3, 4, 5]);
        check(&LexRank { damping: 0.0, ..DEFAULT }, &STORM, &[0, 2, 3, 4, 5]);
    }

    #[test]
    fn odd_articles_have_the_points_they_can() {
        check(&DEFAULT, &[], &[]);
        check(&DEFAULT, &["# Only a heading"], &[]);
        check(&DEFAULT, &["", "The of and."], &[0, 1]);
        check(&DEFAULT, &["One sentence alone stands."], &[0]);
        let sentences: Vec<String> =
            (0..1_000).map(|at| format!("The ship number {at} left the harbour.")).collect();
        let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let found = points(&LexRank { points: 50, ..DEFAULT }, &sentences);
        assert!(found.iter().all(|point| point.citations[0].sentence < SENTENCES));
    }

    proptest! {
        #[test]
        fn every_point_is_a_sentence_of_the_article(
            sentences in prop::collection::vec("(# )?\\PC{0,60}", 0..12), most in 1_usize..6,
        ) {
            let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
            let plugin = LexRank { points: most, ..DEFAULT };
            let article = article("a", &sentences);
            let found = points(&plugin, &sentences);
            prop_assert_eq!(&found, &points(&plugin, &sentences));
            prop_assert_eq!(found.len(), most.min(article.body().count()));
            for point in &found {
                let sentence = &article.sentences[point.citations[0].sentence];
                prop_assert_eq!(&sentence.text, &point.text);
                prop_assert_eq!(sentence.kind, SentenceKind::Body);
                prop_assert!((0.0..=1.0).contains(&point.weight));
            }
        }
    }
}
