//! Scores: which sentences of an article stand out for a statement.
//!
//! The score finds, it does not prove: that is [`relation`](super::relation())'s part. A sentence
//! that says a statement stands out in its article; one that is merely on the topic does not. Fifteen
//! lexical features in a fixed formula; the weights are those of a logistic regression, fitted by
//! `docs/fit.py` on events labelled by hand. An article of one sentence has no rival: its sentence
//! stands out by all of its likeness.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use q7x2_text::annotation::Annotation;
use q7x2_text::cut::Stem;
use q7x2_text::likeness::{self, Similarity};
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

/// Articles whose sentences are scored for one statement, of its own origin and of others: those
/// that hold the most telling words of it. Else each statement of an event of thousands of articles
/// is held against every sentence; an event of three hundred articles never gets here.
const ARTICLES: usize = 300;

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

/// A statement whose sayers are sought.
#[derive(Clone, Copy)]
pub(crate) struct Sought<'a> {
    pub(crate) said: &'a Annotation,
    /// Where it is taken from; that article is not searched.
    pub(crate) anchor: Option<Spot>,
    pub(crate) event: &'a Event,
}

/// What may say a statement, each article scored when it is first asked for: a citation asks for
/// its own alone.
pub(crate) struct Scores {
    rarity: Rarity,
    all: OnceCell<Vec<Found>>,
    by_article: RefCell<BTreeMap<usize, Vec<Found>>>,
}

impl Scores {
    pub(crate) fn of(said: &Annotation, event: &Event) -> Self {
        let rarity = Rarity::of(said, event);
        Self { rarity, all: OnceCell::new(), by_article: RefCell::default() }
    }

    /// The sentences that share a word with the statement, of the nearest articles, by article and
    /// place.
    pub(crate) fn all(&self, sought: Sought<'_>) -> &[Found] {
        self.all.get_or_init(|| found(sought.features(&self.rarity)))
    }

    /// The sentence at a spot, where it is searched and shares a word with the statement.
    pub(crate) fn at(&self, spot: Spot, sought: Sought<'_>) -> Option<Found> {
        let all = self.all.get().map(Vec::as_slice).unwrap_or_default();
        let from = all.partition_point(|found| found.spot.article < spot.article);
        if all.get(from).is_some_and(|found| found.spot.article == spot.article) {
            return found_at(spot, &all[from..]);
        }
        let mut known = self.by_article.borrow_mut();
        let score = || found(sought.features_in(spot.article, &self.rarity));
        found_at(spot, known.entry(spot.article).or_insert_with(score))
    }
}

fn found_at(spot: Spot, found: &[Found]) -> Option<Found> {
    let at = found.binary_search_by_key(&spot, |found| found.spot).ok()?;
    found.get(at).copied()
}

impl Sought<'_> {
    fn features_in(&self, article: usize, rarity: &Rarity) -> Vec<(Spot, Features)> {
        let text = self.event.text();
        let spots = (0..text.annotations[article].len()).map(|sentence| Spot { article, sentence });
        let searched = spots.filter(|spot| self.is_searched(*spot));
        let held = searched.map(|spot| (spot, rarity.held(text.at(spot))));
        let near: Vec<(Spot, f64)> = held.filter(|(_, held)| *held > 0.0).collect();
        self.features_of(&near, rarity)
    }

    fn features(&self, rarity: &Rarity) -> Vec<(Spot, Features)> {
        let mut near = self.event.text().sharing(&rarity.weights);
        near.retain(|(spot, _)| self.is_searched(*spot));
        self.keep_nearest(&mut near);
        let mut found = Vec::with_capacity(near.len());
        for article in near.chunk_by(|(a, _), (b, _)| a.article == b.article) {
            found.extend(self.features_of(article, rarity));
        }
        found
    }

    /// Running text of another article than the statement's own.
    fn is_searched(&self, spot: Spot) -> bool {
        self.event.sentence(spot).kind == SentenceKind::Body
            && self.anchor.is_none_or(|anchor| anchor.article != spot.article)
    }

    /// Leaves the sentences of the [`ARTICLES`] that have the nearest ones.
    fn keep_nearest(&self, near: &mut Vec<(Spot, f64)>) {
        let by_article = near.chunk_by(|(a, _), (b, _)| a.article == b.article);
        let mut articles: Vec<(f64, usize)> =
            by_article.map(|article| (nearest(article), article[0].0.article)).collect();
        if articles.len() <= ARTICLES {
            return;
        }
        articles.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let own = self.anchor.map(|anchor| self.event.origin(anchor.article));
        let is_own = |article: &usize| Some(self.event.origin(*article)) == own;
        let (own, others): (Vec<usize>, Vec<usize>) =
            articles.into_iter().map(|(_, article)| article).partition(is_own);
        let mut kept: Vec<usize> =
            own.into_iter().take(ARTICLES).chain(others.into_iter().take(ARTICLES)).collect();
        kept.sort_unstable();
        near.retain(|(spot, _)| kept.binary_search(&spot.article).is_ok());
    }

    /// The features of sentences of one article, each given with what it holds of the statement's
    /// words, by their rarity.
    fn features_of(&self, article: &[(Spot, f64)], rarity: &Rarity) -> Vec<(Spot, Features)> {
        let near = |(spot, held): &(Spot, f64)| Near {
            spot: *spot,
            held: rarity.share(*held),
            alike: likeness::similarity(self.said, self.event.text().at(*spot)),
        };
        let near: Vec<Near> = article.iter().map(near).collect();
        let standings = standings(&near);
        let both = near.iter().zip(&standings);
        both.map(|(near, standing)| (near.spot, measure(self, near, standing))).collect()
    }
}

fn nearest(article: &[(Spot, f64)]) -> f64 {
    article.iter().map(|(_, held)| *held).fold(0.0, f64::max)
}

fn found(scored: Vec<(Spot, Features)>) -> Vec<Found> {
    let found = |(spot, features): (Spot, Features)| Found {
        spot,
        whole: sum(&features, 0),
        partly: sum(&features, 1),
    };
    scored.into_iter().map(found).collect()
}

fn sum(features: &Features, head: usize) -> f64 {
    let weighed = features
        .iter()
        .zip(&WEIGHTS)
        .map(|(value, weight)| (value - weight[0]) / weight[1] * weight[2 + head]);
    let sum = weighed.sum::<f64>() + BIAS[head];
    1.0 / (1.0 + libm::exp(-sum))
}

/// The features of the sentences of running text that share a word with a statement, of the nearest
/// articles; those of the anchor's own article are left out.
#[must_use]
pub fn features(said: &Annotation, anchor: Option<Spot>, event: &Event) -> Vec<(Spot, Features)> {
    let rarity = Rarity::of(said, event);
    Sought { said, anchor, event }.features(&rarity)
}

/// A sentence that shares words with a statement.
struct Near {
    spot: Spot,
    /// What it holds of the statement's words, by their rarity in the event, as a share.
    held: f64,
    alike: Similarity,
}

impl Near {
    /// What sentences of one article are compared by.
    fn base(&self) -> f64 {
        0.5 * self.alike.cosine + 0.5 * self.held
    }
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
        let sentences = text.sentences();
        #[expect(clippy::cast_precision_loss, reason = "sentences of an event")]
        let weight =
            |stem: Stem| libm::log((sentences as f64 + 1.0) / (text.holding(stem) as f64 + 0.5));
        let weights: Vec<(Stem, f64)> =
            said.stems.iter().map(|(stem, _)| (*stem, weight(*stem))).collect();
        let sum = weights.iter().map(|(_, weight)| weight).sum();
        Self { weights, sum }
    }

    /// What a sentence holds of the statement's words.
    fn held(&self, other: &Annotation) -> f64 {
        steps(self.weights.len());
        let held = self.weights.iter().filter(|(stem, _)| other.holds(*stem));
        held.fold(0.0, |sum, (_, weight)| sum + weight)
    }

    /// What some of the statement's words weigh as a share of all.
    fn share(&self, held: f64) -> f64 {
        if self.sum > 0.0 { held / self.sum } else { 0.0 }
    }
}

/// How a sentence stands among those of its article.
struct Standing {
    gap: f64,
    rank: f64,
    relative: f64,
    beside: f64,
}

/// How each of some sentences of one article, in order, stands among them.
fn standings(article: &[Near]) -> Vec<Standing> {
    steps(article.len());
    let bases: Vec<f64> = article.iter().map(Near::base).collect();
    let mut sorted = bases.clone();
    sorted.sort_by(|a, b| b.total_cmp(a));
    (0..article.len()).map(|at| standing(article, &bases, &sorted, at)).collect()
}

fn standing(article: &[Near], bases: &[f64], sorted: &[f64], at: usize) -> Standing {
    let (own, top) = (bases[at], sorted[0]);
    let best = if own < top { top } else { sorted.get(1).copied().unwrap_or_default() };
    let ahead = sorted.partition_point(|base| *base > own);
    let is_beside =
        |other: &usize| article[*other].spot.sentence.abs_diff(article[at].spot.sentence) == 1;
    let around = [at.checked_sub(1), (at + 1 < article.len()).then_some(at + 1)];
    let beside = around.into_iter().flatten().filter(is_beside).map(|other| bases[other]);
    #[expect(clippy::cast_precision_loss, reason = "sentences of an article")]
    let rank = libm::log(1.0 + ahead as f64);
    Standing {
        gap: own - best,
        rank,
        relative: if top > 0.0 { own / top } else { 0.0 },
        beside: beside.fold(0.0, f64::max),
    }
}

fn measure(sought: &Sought<'_>, near: &Near, standing: &Standing) -> Features {
    let Sought { said, anchor, event } = *sought;
    let (other, alike) = (event.text().at(near.spot), near.alike);
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
        standing.gap,
        standing.rank,
        standing.relative,
        standing.beside,
        shared.first().copied().unwrap_or_default(),
        shared.get(1).copied().unwrap_or_default(),
        libm::log(1.0 + shared.iter().sum::<f64>()),
        // Most sentences share one word, and no pair of words.
        if alike.shared < 2 { 0.0 } else { bigrams(said, other) },
        near.held,
        likeness::coverage(said, other),
        alike.cosine,
        count(alike.shared.min(12)),
        count(counts.count().min(3)),
        anchor.map_or(0.5, place) + place(near.spot),
        libm::log(1.0 + count(other.stems.len())),
    ]
}

/// Pairs of neighbouring content words that both hold, as a share of the statement's.
fn bigrams(said: &Annotation, other: &Annotation) -> f64 {
    let (own, theirs) = (said.content_pairs(), other.content_pairs());
    steps(own.len() + theirs.len());
    let both = own.iter().filter(|pair| theirs.binary_search(pair).is_ok()).count();
    #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
    let share = both as f64 / own.len().max(1) as f64;
    share
}

#[cfg(test)]
mod tests;
