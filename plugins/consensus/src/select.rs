//! Choosing: which candidates make the running text.
//!
//! Budgeted greedy maximisation of weighted concept coverage, a monotone submodular function (Lin & Bilmes 2010), with
//! exchange steps afterwards. A chosen sentence closes its fact and everything aligned with it, so nothing is said twice.

use std::collections::BTreeSet;

use q7x2_sdk::text::align;

use crate::candidate::Candidate;
use crate::concepts::Concepts;

/// How strongly length counts against a sentence; 1 would be gain a word.
const LENGTH: f64 = 0.6;
/// How much each further origin adds.
const ORIGINS: f64 = 0.35;
/// An article's first sentence.
const LEAD: f64 = 1.25;
/// Two sentences with this cosine say the same.
const SAME: f64 = 0.5;

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
        #[expect(clippy::cast_precision_loss, reason = "origins and words of one event")]
        let (origins, words) = (candidate.origins as f64, candidate.words as f64);
        let lead = if candidate.rank == 0 { LEAD } else { 1.0 };
        weight * (1.0 + ORIGINS * (origins - 1.0)) * lead * candidate.form / libm::pow(words, LENGTH)
    }

    fn is_said(&self, candidate: &Candidate) -> bool {
        self.chosen.iter().map(|&at| &self.candidates[at]).any(|chosen| {
            chosen.spot == candidate.spot
                || chosen.fact.contains(&candidate.spot)
                || candidate.fact.contains(&chosen.spot)
                || {
                    let alike = align::similarity(&chosen.annotation, &candidate.annotation);
                    alike.cosine >= SAME || align::aligned(&chosen.annotation, &candidate.annotation)
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
