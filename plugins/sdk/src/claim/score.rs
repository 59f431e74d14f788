//! Scores: which sentences of an article stand out for a statement.
//!
//! The score finds, it does not prove: that is [`relation`](super::relation())'s part. A sentence
//! that says a statement stands out in its article; one that is merely on the topic does not. Fifteen
//! lexical features in a fixed formula; the weights are those of a logistic regression, fitted by
//! `docs/fit.py` on events labelled by hand. An article of one sentence has no rival: its sentence
//! stands out by all of its likeness.

use q7x2_text::annotation::Annotation;
use q7x2_text::cut::Stem;
use q7x2_text::number;
use q7x2_text::work::steps;

use crate::noun::article::SentenceKind;
use crate::{Event, Spot};

/// How many features there are.
pub const FEATURES: usize = 15;

/// What a score is made of; which feature is which stands in `measure`.
pub type Features = [f64; FEATURES];

/// Of each feature: mean, deviation, weight towards "says all of it", weight towards "says some of
/// it"; then what is added to either sum.
const WEIGHTS: [[f64; 4]; FEATURES] = [
    [-0.1428, 0.1703, 0.500, 0.329],
    [1.5553, 0.8098, -0.410, -0.383],
    [0.4855, 0.2922, 0.364, -0.403],
    [0.1033, 0.1094, 0.060, 0.247],
    [4.1994, 1.5066, 0.029, 0.251],
    [1.5177, 1.9348, 0.189, 0.155],
    [1.8840, 0.5694, 0.433, 0.379],
    [0.0202, 0.0708, 0.093, 0.016],
    [0.0888, 0.0993, 0.553, 1.169],
    [0.1492, 0.1245, -0.287, -1.093],
    [0.1447, 0.1211, -0.084, 0.111],
    [1.8297, 1.3367, -0.131, 0.370],
    [0.4163, 0.7619, -0.299, -0.052],
    [0.8857, 0.4147, 0.047, -0.380],
    [2.6689, 0.4181, -0.048, -0.029],
];
const BIAS: [f64; 2] = [-5.307, -2.123];

/// A sentence that may say a statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Where it stands.
    pub spot: Spot,
    /// How likely it says all of the statement, from 0 to 1.
    pub whole: f64,
    /// How likely it says some of it, from 0 to 1.
    pub partly: f64,
}

/// The sentences of other articles that share a word with a statement, by article and place.
#[must_use]
pub fn find(said: &Annotation, anchor: Option<Spot>, event: &Event) -> Vec<Found> {
    let scored = features(said, anchor, event).into_iter();
    scored
        .map(|(spot, features)| Found { spot, whole: sum(&features, 0), partly: sum(&features, 1) })
        .collect()
}

fn sum(features: &Features, head: usize) -> f64 {
    let weighed = features
        .iter()
        .zip(&WEIGHTS)
        .map(|(value, weight)| (value - weight[0]) / weight[1] * weight[2 + head]);
    let sum = weighed.sum::<f64>() + BIAS[head];
    1.0 / (1.0 + libm::exp(-sum))
}

/// The features of every sentence of running text that shares a word with a statement; those of the
/// anchor's own article are left out.
#[must_use]
pub fn features(said: &Annotation, anchor: Option<Spot>, event: &Event) -> Vec<(Spot, Features)> {
    let text = event.text();
    let body = |spot: &Spot| {
        event.sentence(*spot).kind == SentenceKind::Body
            && anchor.is_none_or(|anchor| anchor.article != spot.article)
    };
    let near: Vec<Spot> =
        text.sharing(&said.stems).into_iter().map(|(spot, _)| spot).filter(body).collect();
    let rarity = Rarity::of(said, event);
    let mut found = Vec::with_capacity(near.len());
    for article in near.chunk_by(|a, b| a.article == b.article) {
        let bases: Vec<f64> =
            article.iter().map(|spot| base(said, text.at(*spot), &rarity)).collect();
        for (at, &spot) in article.iter().enumerate() {
            let rivals = Rivals::of(article, &bases, at);
            found.push((spot, measure(said, anchor, spot, event, &rarity, &rivals)));
        }
    }
    found
}

/// How rare the words of a statement are in its event.
struct Rarity {
    /// By stem of the statement, in its order.
    weights: Vec<(Stem, f64)>,
    sum: f64,
}

impl Rarity {
    fn of(said: &Annotation, event: &Event) -> Self {
        let text = event.text();
        let sentences = text.annotations.iter().map(Vec::len).sum::<usize>();
        #[expect(clippy::cast_precision_loss, reason = "sentences of an event")]
        let weight =
            |stem: Stem| libm::log((sentences as f64 + 1.0) / (text.holding(stem) as f64 + 0.5));
        let weights: Vec<(Stem, f64)> =
            said.stems.iter().map(|(stem, _)| (*stem, weight(*stem))).collect();
        let sum = weights.iter().map(|(_, weight)| weight).sum();
        Self { weights, sum }
    }

    fn held(&self, other: &Annotation) -> f64 {
        steps(self.weights.len());
        let held: f64 = self
            .weights
            .iter()
            .filter(|(stem, _)| other.holds(*stem))
            .map(|(_, weight)| weight)
            .sum();
        if self.sum > 0.0 { held / self.sum } else { 0.0 }
    }
}

/// What sentences of one article are compared by: cosine and the share of the statement's words, by
/// their rarity in the event.
fn base(said: &Annotation, other: &Annotation, rarity: &Rarity) -> f64 {
    0.5 * q7x2_text::likeness::similarity(said, other).cosine + 0.5 * rarity.held(other)
}

/// How a sentence stands among those of its article.
struct Rivals {
    gap: f64,
    rank: f64,
    relative: f64,
    beside: f64,
}

impl Rivals {
    fn of(article: &[Spot], bases: &[f64], at: usize) -> Self {
        let own = bases[at];
        let others = bases.iter().enumerate().filter(|(other, _)| *other != at);
        let best = others.clone().map(|(_, base)| *base).fold(0.0, f64::max);
        let ahead = others.clone().filter(|(_, base)| **base > own).count();
        let beside = others
            .filter(|(other, _)| article[*other].sentence.abs_diff(article[at].sentence) == 1)
            .map(|(_, base)| *base)
            .fold(0.0, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
        let rank = libm::log(1.0 + ahead as f64);
        let top = best.max(own);
        Self { gap: own - best, rank, relative: if top > 0.0 { own / top } else { 0.0 }, beside }
    }
}

fn measure(
    said: &Annotation,
    anchor: Option<Spot>,
    spot: Spot,
    event: &Event,
    rarity: &Rarity,
    rivals: &Rivals,
) -> Features {
    let other = event.text().at(spot);
    let alike = q7x2_text::likeness::similarity(said, other);
    let mut shared: Vec<f64> = said
        .stems
        .iter()
        .filter(|(stem, _)| other.holds(*stem))
        .map(|(_, weight)| *weight)
        .collect();
    shared.sort_by(|a, b| b.total_cmp(a));
    let counts = said
        .numbers
        .iter()
        .filter(|one| !other.numbers.iter().any(|known| number::agree(one, known)));
    let place = |spot: Spot| {
        let length = event.articles()[spot.article].sentences.len();
        #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
        let place = spot.sentence as f64 / length.max(1) as f64;
        place
    };
    #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
    let count = |count: usize| count as f64;
    [
        rivals.gap,
        rivals.rank,
        rivals.relative,
        rivals.beside,
        shared.first().copied().unwrap_or_default(),
        shared.get(1).copied().unwrap_or_default(),
        libm::log(1.0 + shared.iter().sum::<f64>()),
        // Most sentences share one word, and no pair of words.
        if alike.shared < 2 { 0.0 } else { bigrams(said, other) },
        rarity.held(other),
        q7x2_text::likeness::coverage(said, other),
        alike.cosine,
        count(alike.shared.min(12)),
        count(counts.count().min(3)),
        anchor.map_or(0.5, place) + place(spot),
        libm::log(1.0 + count(other.stems.len())),
    ]
}

/// Pairs of neighbouring content words that both hold, as a share of the statement's.
fn bigrams(said: &Annotation, other: &Annotation) -> f64 {
    let pairs = |annotation: &Annotation| -> Vec<(Stem, Stem)> {
        let words: Vec<Stem> =
            annotation.tokens.iter().filter(|token| !token.stop).map(|token| token.stem).collect();
        let mut pairs: Vec<(Stem, Stem)> =
            words.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (own, theirs) = (pairs(said), pairs(other));
    steps(own.len() + theirs.len());
    let both = own.iter().filter(|pair| theirs.binary_search(pair).is_ok()).count();
    #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
    let share = both as f64 / own.len().max(1) as f64;
    share
}
