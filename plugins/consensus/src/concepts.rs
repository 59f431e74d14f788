//! Concepts: stems and pairs of neighbouring stems, weighed by how rare they are in the language and how many origins of
//! the event hold them (Gillick & Favre 2009).

use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::word::Stem;
use q7x2_sdk::{Event, SentenceKind, Spot};

/// A pair of stems says more than each of them.
const PAIR: f64 = 0.5;
/// A single stem against a pair.
const SINGLE: f64 = 1.0;
/// What one origin alone holds, against what two hold, where the event has several origins.
const ALONE: f64 = 0.2;
/// How much more a concept of an article's first sentences weighs.
const EARLY: f64 = 0.5;
/// Sentences of an article that count as first.
const FIRST: usize = 3;

/// The weights of an event's concepts.
#[derive(Debug)]
pub(crate) struct Concepts {
    weights: BTreeMap<u64, f64>,
}

impl Concepts {
    pub(crate) fn of(event: &Event) -> Self {
        let mut held: BTreeMap<u64, Held> = BTreeMap::new();
        for (article, read) in event.articles.iter().enumerate() {
            let origin = event.origin(article);
            let mut body = 0;
            for (sentence, said) in read.sentences.iter().enumerate() {
                if said.kind != SentenceKind::Body {
                    continue;
                }
                for (concept, idf) in concepts(event.text().at(Spot { article, sentence })) {
                    let entry = held.entry(concept).or_insert_with(|| Held { idf, ..Held::default() });
                    entry.origins.insert(origin);
                    if body < FIRST {
                        entry.early.insert(origin);
                    }
                }
                body += 1;
            }
        }
        let several = event.origins.len().max(1) > 1;
        Self { weights: held.into_iter().map(|(concept, held)| (concept, held.weight(several))).collect() }
    }

    pub(crate) fn weight(&self, concept: u64) -> f64 {
        self.weights.get(&concept).copied().unwrap_or(0.0)
    }
}

#[derive(Debug, Default)]
struct Held {
    idf: f64,
    origins: BTreeSet<usize>,
    early: BTreeSet<usize>,
}

impl Held {
    #[expect(clippy::cast_precision_loss, reason = "origins of one event")]
    fn weight(&self, several: bool) -> f64 {
        let origins = self.origins.len() as f64;
        let share = if several && self.origins.len() < 2 { ALONE } else { libm::log2(1.0 + origins) };
        self.idf * share * (1.0 + EARLY * self.early.len() as f64 / origins)
    }
}

/// The concepts of a sentence, each once, with their weight in the language.
pub(crate) fn concepts(annotation: &Annotation) -> Vec<(u64, f64)> {
    let idf = |stem: Stem| {
        let found = annotation.stems.binary_search_by_key(&stem, |(stem, _)| *stem);
        found.map_or(0.0, |at| annotation.stems[at].1)
    };
    let content: Vec<Stem> = annotation.tokens.iter().filter(|token| !token.stop).map(|token| token.stem).collect();
    let mut all: Vec<(u64, f64)> = annotation.stems.iter().map(|&(stem, idf)| (stem, SINGLE * idf)).collect();
    all.extend(content.windows(2).map(|pair| (join(pair[0], pair[1]), PAIR * (idf(pair[0]) + idf(pair[1])) / 2.0)));
    all.sort_by_key(|(concept, _)| *concept);
    all.dedup_by_key(|(concept, _)| *concept);
    all
}

fn join(a: Stem, b: Stem) -> u64 {
    (a.rotate_left(7) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
