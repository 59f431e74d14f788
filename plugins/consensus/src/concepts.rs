//! Concepts: stems and pairs of neighbouring stems, weighed by how rare they are in the language,
//! how many origins of the event hold them (Gillick & Favre 2009), how often they do (Luhn 1958)
//! and whether titles hold them (Edmundson 1969).

use std::collections::BTreeMap;

use q7x2_sdk::text::Annotation;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::Stem;
use q7x2_sdk::{Event, Spot};

/// A pair of stems says more than each of them.
const PAIR: f64 = 0.25;
/// What one origin alone holds, against what two hold, where the event has several origins.
const ALONE: f64 = 0.03;
/// The power of the logarithm of how many origins hold a concept.
const SHARED: f64 = 1.5;
/// The power of how often an origin tells a concept; where there is one origin, nothing else shows
/// what matters.
const OFTEN: (f64, f64) = (0.7, 1.0);
/// How much more a concept weighs that the title of an event's only article holds; of several
/// origins each title tells less, and what they agree on tells more: less by the square of their
/// number.
const TITLE: f64 = 2.0;

/// The weights of an event's concepts.
#[derive(Debug)]
pub(crate) struct Concepts {
    /// Sorted by concept.
    weights: Vec<(u64, f64)>,
}

impl Concepts {
    pub(crate) fn of(event: &Event) -> Self {
        let mut held: Vec<Held> = Vec::new();
        for (article, read) in event.articles().iter().enumerate() {
            let origin = event.origin(article);
            for (sentence, _) in read.body() {
                let concepts = concepts(event.text().at(Spot { article, sentence }));
                held.extend(concepts.into_iter().map(|(concept, idf)| Held {
                    concept,
                    idf,
                    origin,
                }));
            }
        }
        held.sort_by_key(|held| held.concept);
        let titles = titles(event);
        let origins = event.origins().len().max(1);
        #[expect(clippy::cast_precision_loss, reason = "origins of one event")]
        let title = TITLE / (origins * origins) as f64;
        let weigh = |held: &[Held]| {
            let first = held.first()?;
            let titled = titles.get(&first.concept).copied().unwrap_or_default();
            Some((first.concept, weight(held, origins > 1) * (1.0 + title * titled)))
        };
        Self { weights: held.chunk_by(|a, b| a.concept == b.concept).filter_map(weigh).collect() }
    }

    pub(crate) fn weight(&self, concept: u64) -> f64 {
        let found = self.weights.binary_search_by_key(&concept, |(concept, _)| *concept);
        found.map_or(0.0, |at| self.weights[at].1)
    }
}

/// By concept: the share of articles whose titles hold it.
fn titles(event: &Event) -> BTreeMap<u64, f64> {
    let mut titles: BTreeMap<u64, f64> = BTreeMap::new();
    #[expect(clippy::cast_precision_loss, reason = "articles of one event")]
    let share = 1.0 / event.articles().len().max(1) as f64;
    for read in event.articles() {
        let title = event.text().annotate(&read.title, Language::of(read.language.as_deref()));
        for (concept, _) in concepts(&title) {
            *titles.entry(concept).or_default() += share;
        }
    }
    titles
}

/// One sentence of an origin holds a concept.
#[derive(Debug)]
struct Held {
    concept: u64,
    idf: f64,
    origin: usize,
}

/// What a concept weighs that some sentences hold.
#[expect(clippy::cast_precision_loss, reason = "origins and sentences of one event")]
fn weight(held: &[Held], several: bool) -> f64 {
    let mut origins: Vec<usize> = held.iter().map(|held| held.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    let often = libm::log2(1.0 + held.len() as f64 / origins.len() as f64);
    let (share, often) = match (several, origins.len()) {
        (false, _) => (1.0, libm::pow(often, OFTEN.1)),
        (true, 1) => (ALONE, libm::pow(often, OFTEN.0)),
        (true, origins) => {
            (libm::pow(libm::log2(1.0 + origins as f64), SHARED), libm::pow(often, OFTEN.0))
        }
    };
    held[0].idf * share * often
}

/// The concepts of a sentence, each once, with their weight in the language.
pub(crate) fn concepts(annotation: &Annotation) -> Vec<(u64, f64)> {
    let idf = |stem: Stem| {
        let found = annotation.stems.binary_search_by_key(&stem, |(stem, _)| *stem);
        found.map_or(0.0, |at| annotation.stems[at].1)
    };
    let content: Vec<Stem> =
        annotation.tokens.iter().filter(|token| !token.stop).map(|token| token.stem).collect();
    let mut all: Vec<(u64, f64)> =
        annotation.stems.iter().map(|&(stem, idf)| (stem, idf)).collect();
    all.extend(
        content
            .windows(2)
            .map(|pair| (join(pair[0], pair[1]), PAIR * (idf(pair[0]) + idf(pair[1])) / 2.0)),
    );
    all.sort_by_key(|(concept, _)| *concept);
    all.dedup_by_key(|(concept, _)| *concept);
    all
}

fn join(a: Stem, b: Stem) -> u64 {
    (a.rotate_left(7) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
