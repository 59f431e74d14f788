//! Holders: which sentences of an event hold a stem.

use q7x2_text::annotation::Annotation;
use q7x2_text::cut::Stem;
use q7x2_text::work::steps;

use crate::noun::citation::Spot;

/// The sentences of an event by the content stems that they hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holders {
    /// Each stem with the number of a sentence that holds it, sorted.
    held: Vec<(Stem, u32)>,
    /// Where the sentence of a number stands; sentences are numbered in order.
    spots: Vec<Spot>,
}

impl Holders {
    /// Of all sentences, by article and place.
    pub(super) fn of(annotations: &[Vec<Annotation>]) -> Self {
        let stems = annotations.iter().flatten().map(|annotation| annotation.stems.len()).sum();
        let mut held = Vec::with_capacity(stems);
        let mut spots = Vec::with_capacity(annotations.iter().map(Vec::len).sum());
        for (article, sentences) in annotations.iter().enumerate() {
            for (sentence, annotation) in sentences.iter().enumerate() {
                let number = u32::try_from(spots.len()).unwrap_or(u32::MAX);
                held.extend(annotation.stems.iter().map(|(stem, _)| (*stem, number)));
                spots.push(Spot { article, sentence });
            }
        }
        held.sort_unstable();
        Self { held, spots }
    }

    /// How many sentences there are.
    pub(super) fn sentences(&self) -> usize {
        self.spots.len()
    }

    /// The sentences that hold a stem.
    pub(super) fn of_stem(&self, stem: Stem) -> &[(Stem, u32)] {
        let from = self.held.partition_point(|(held, _)| *held < stem);
        let to = self.held.partition_point(|(held, _)| *held <= stem);
        &self.held[from..to]
    }

    /// The articles that hold a stem, each once, in order.
    pub(super) fn articles(&self, stem: Stem) -> Vec<usize> {
        let holding = self.of_stem(stem);
        steps(holding.len());
        let spots = holding.iter().filter_map(|(_, number)| self.spots.get(*number as usize));
        let mut articles: Vec<usize> = spots.map(|spot| spot.article).collect();
        articles.dedup();
        articles
    }

    /// The sentences that hold some of these stems, in order, each with the sum of what the stems
    /// weigh that it holds. A stem weighs more than nothing.
    pub(super) fn sharing(&self, weighed: &[(Stem, f64)]) -> Vec<(Spot, f64)> {
        let mut sums = vec![0.0; self.spots.len()];
        steps(sums.len());
        for (stem, weight) in weighed {
            let holding = self.of_stem(*stem);
            steps(holding.len());
            for (_, number) in holding {
                if let Some(sum) = sums.get_mut(*number as usize) {
                    *sum += weight;
                }
            }
        }
        let shared = self.spots.iter().zip(sums);
        shared.filter(|(_, sum)| *sum > 0.0).map(|(spot, sum)| (*spot, sum)).collect()
    }
}
