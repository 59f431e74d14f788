//! Concepts: stems and pairs of neighbouring stems, weighed by how rare they are in the language and how many origins of
//! the event hold them (Gillick & Favre 2009).

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::word::Stem;
use q7x2_sdk::{Event, Spot};

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
    /// Sorted by concept.
    weights: Vec<(u64, f64)>,
}

impl Concepts {
    pub(crate) fn of(event: &Event) -> Self {
        let mut held: Vec<Held> = Vec::new();
        for (article, read) in event.articles.iter().enumerate() {
            let origin = event.origin(article);
            for (body, (sentence, _)) in read.body().enumerate() {
                let concepts = concepts(event.text().at(Spot { article, sentence }));
                let early = body < FIRST;
                held.extend(concepts.into_iter().map(|(concept, idf)| Held { concept, idf, origin, early }));
            }
        }
        held.sort_by_key(|held| held.concept);
        let several = event.origins.len().max(1) > 1;
        let concepts = held.chunk_by(|a, b| a.concept == b.concept);
        Self { weights: concepts.filter_map(|held| Some((held.first()?.concept, weight(held, several)))).collect() }
    }

    pub(crate) fn weight(&self, concept: u64) -> f64 {
        let found = self.weights.binary_search_by_key(&concept, |(concept, _)| *concept);
        found.map_or(0.0, |at| self.weights[at].1)
    }
}

/// One sentence of an origin holds a concept.
#[derive(Debug)]
struct Held {
    concept: u64,
    idf: f64,
    origin: usize,
    early: bool,
}

/// What a concept weighs that some sentences hold.
#[expect(clippy::cast_precision_loss, reason = "origins of one event")]
fn weight(held: &[Held], several: bool) -> f64 {
    let distinct = |held: &mut dyn Iterator<Item = &Held>| {
        let mut origins: Vec<usize> = held.map(|held| held.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        origins.len()
    };
    let origins = distinct(&mut held.iter());
    let early = distinct(&mut held.iter().filter(|held| held.early)) as f64;
    let share = if several && origins < 2 { ALONE } else { libm::log2(1.0 + origins as f64) };
    held[0].idf * share * (1.0 + EARLY * early / origins as f64)
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
