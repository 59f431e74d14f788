//! Choosing: which candidates make the running text.
//!
//! Budgeted greedy maximisation of weighted concept coverage, a monotone submodular function (Lin & Bilmes 2010), with
//! exchange steps afterwards. A chosen sentence closes its fact and everything aligned with it, so nothing is said twice.

use std::collections::BTreeSet;

use q7x2_sdk::text::align;

use crate::candidate::Candidate;
use crate::concepts::Concepts;

/// How strongly length counts against a sentence; 1 would be gain a word.
const LENGTH: f64 = 0.8;
/// How much each further origin adds.
const ORIGINS: f64 = 0.35;
/// How much more an article's first sentence is worth; the next ones by the root of their place less.
const LEAD: f64 = 2.0;
/// Two sentences with this cosine say the same; with the second, where one also holds half of the other's weight.
const SAME: (f64, f64) = (0.5, 0.38);
/// Share of the lighter sentence's weight that makes it a repetition at the lower cosine.
const HELD: f64 = 0.5;

/// The chosen candidates, in the order they were chosen.
pub(crate) fn select(candidates: &[Candidate], concepts: &Concepts, max_words: usize) -> Vec<usize> {
    let mut choice = Choice { candidates, concepts, chosen: Vec::new(), covered: BTreeSet::new(), words: 0 };
    while let Some(best) = choice.best(max_words) {
        choice.take(best);
    }
    choice.chosen
}

struct Choice<'a> {
    candidates: &'a [Candidate],
    concepts: &'a Concepts,
    chosen: Vec<usize>,
    covered: BTreeSet<u64>,
    words: usize,
}

impl Choice<'_> {
    fn best(&self, max_words: usize) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (at, candidate) in self.candidates.iter().enumerate() {
            if self.words + candidate.words > max_words || self.is_said(candidate) {
                continue;
            }
            let gain = self.gain(candidate);
            if gain > 0.0 && best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// Weight of the concepts it adds, by the origins behind it, its place, its form and its length.
    fn gain(&self, candidate: &Candidate) -> f64 {
        let new = candidate.concepts.iter().filter(|concept| !self.covered.contains(concept));
        let weight: f64 = new.map(|concept| self.concepts.weight(*concept)).sum();
        #[expect(clippy::cast_precision_loss, reason = "origins, words and places in one event")]
        let (origins, words, rank) = (candidate.origins as f64, candidate.words as f64, candidate.rank as f64);
        let lead = 1.0 + LEAD / (1.0 + rank).sqrt();
        weight * (1.0 + ORIGINS * (origins - 1.0)) * lead * candidate.form / libm::pow(words, LENGTH)
    }

    fn is_said(&self, candidate: &Candidate) -> bool {
        self.chosen.iter().map(|&at| &self.candidates[at]).any(|chosen| {
            chosen.spot == candidate.spot
                || chosen.fact.contains(&candidate.spot)
                || candidate.fact.contains(&chosen.spot)
                || {
                    let alike = align::similarity(&chosen.annotation, &candidate.annotation);
                    let repeats = alike.cosine >= SAME.1 && alike.containment >= HELD;
                    alike.cosine >= SAME.0 || repeats || align::aligned(&chosen.annotation, &candidate.annotation)
                }
        })
    }

    fn take(&mut self, at: usize) {
        let candidate = &self.candidates[at];
        self.covered.extend(candidate.concepts.iter().copied());
        self.words += candidate.words;
        self.chosen.push(at);
    }
}
