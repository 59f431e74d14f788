//! The pool: candidates with their concepts numbered and weighed, and what some of them are worth
//! together.

use std::collections::BTreeMap;

use q7x2_sdk::Event;

use crate::candidate::Candidate;
use crate::concepts::Concepts;
use crate::repeat::repeats;

/// How much more an article's first sentence is worth; the next ones by the root of their place
/// less.
const LEAD: f64 = 1.25;
/// What a fact is worth that other origins bear out, against the mean worth of a sentence's
/// concepts. By facts alone the text says what most say; by concepts alone it says what is written
/// at length.
const FACT: f64 = 0.75;
/// How soon further origins add less to a fact: half of its worth is reached where they hold two
/// thirds of the sentence.
const BORNE_OUT: f64 = 1.5;
/// How much more a fact is worth that quotes words which another origin quotes.
const QUOTES: f64 = 1.5;
/// What the name of an organisation is worth that most origins name, for each further origin, in
/// the same measure.
const ORGANISATION: f64 = 0.15;
/// The power of a sentence's length in what it is worth: a long one says its concepts less plainly.
const PLAIN: f64 = -0.2;
/// Words of a sentence of middle length.
const MIDDLE: f64 = 20.0;

/// The candidates of an event. Constants: chosen together on four public sets of events with
/// reference texts, where none of them matters by more than a point of ROUGE-1 within a factor of
/// two, and on the sample event.
pub(crate) struct Pool<'a> {
    pub(crate) candidates: &'a [Candidate<'a>],
    /// By concept number.
    pub(crate) weights: Vec<f64>,
    /// Numbers of the concepts, by candidate.
    concepts: Vec<Vec<usize>>,
    /// How well a candidate says its concepts.
    quality: Vec<f64>,
    /// What the fact is worth that a candidate states.
    fact: Vec<f64>,
}

impl<'a> Pool<'a> {
    pub(crate) fn of(candidates: &'a [Candidate<'a>], concepts: &Concepts) -> Self {
        let mut numbers: BTreeMap<u64, usize> = BTreeMap::new();
        let mut weights = Vec::new();
        let mut number = |concept: u64| {
            *numbers.entry(concept).or_insert_with(|| {
                weights.push(concepts.weight(concept));
                weights.len() - 1
            })
        };
        let numbered = candidates
            .iter()
            .map(|one| one.concepts.iter().map(|&concept| number(concept)).collect());
        let concepts: Vec<Vec<usize>> = numbered.collect();
        let quality: Vec<f64> = candidates.iter().map(quality).collect();
        let mut pool = Self { candidates, weights, concepts, quality, fact: Vec::new() };
        let unit = mean((0..candidates.len()).map(|at| pool.gain_of_concepts(at, None)));
        pool.fact = candidates.iter().map(|one| FACT * unit * fact(one)).collect();
        pool.add_organisations(unit);
        pool
    }

    /// Organisations become concepts like others.
    fn add_organisations(&mut self, unit: f64) {
        let quality = mean(self.quality.iter().copied());
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        for (candidate, concepts) in self.candidates.iter().zip(&mut self.concepts) {
            for &(organisation, origins) in &candidate.organisations {
                concepts.push(*numbers.entry(organisation).or_insert_with(|| {
                    #[expect(clippy::cast_precision_loss, reason = "origins of one event")]
                    let further = origins.saturating_sub(1) as f64;
                    self.weights.push(ORGANISATION * unit * further / quality);
                    self.weights.len() - 1
                }));
            }
        }
    }

    /// What a candidate adds to what is covered.
    pub(crate) fn gain(&self, at: usize, covered: &[f64]) -> f64 {
        self.gain_of_concepts(at, Some(covered)) + self.fact[at]
    }

    /// What its words alone add: whoever bears a sentence out, it tells no more.
    pub(crate) fn tells(&self, at: usize, covered: &[f64]) -> f64 {
        self.gain_of_concepts(at, Some(covered))
    }

    fn gain_of_concepts(&self, at: usize, covered: Option<&[f64]>) -> f64 {
        let quality = self.quality[at];
        let adds = |&concept: &usize| {
            let held = covered.map_or(0.0, |covered| covered[concept]);
            self.weights[concept] * (quality - held).max(0.0)
        };
        self.concepts[at].iter().map(adds).sum()
    }

    /// Covers what a candidate says; what that is worth.
    pub(crate) fn take(&self, at: usize, covered: &mut [f64]) -> f64 {
        let gain = self.gain(at, covered);
        for &concept in &self.concepts[at] {
            covered[concept] = covered[concept].max(self.quality[at]);
        }
        gain
    }

    pub(crate) fn is_said(&self, at: usize, chosen: &[usize], event: &Event) -> bool {
        chosen.iter().any(|&other| repeats(&self.candidates[at], &self.candidates[other], event))
    }
}

/// How well a candidate says its concepts: by its place, its length and its form.
fn quality(candidate: &Candidate) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "places in one event")]
    let (rank, words) = (candidate.rank as f64, candidate.words as f64);
    let lead = 1.0 + LEAD / (1.0 + rank).sqrt();
    let plain = libm::pow(words / MIDDLE, PLAIN);
    lead * plain * candidate.form
}

/// What the fact is worth that a candidate states, 0 where it alone says so.
fn fact(candidate: &Candidate) -> f64 {
    let quotes = if candidate.quotes { QUOTES } else { 1.0 };
    (1.0 - libm::exp2(-BORNE_OUT * candidate.borne_out)) * candidate.form * quotes
}

#[expect(clippy::cast_precision_loss, reason = "sentences of one event")]
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    sum / count.max(1) as f64
}
