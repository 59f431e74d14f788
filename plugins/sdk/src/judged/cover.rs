//! Cover: how much of what a sentence tells stands in a few sentences of one article, where no whole
//! claim can be proved. It never bears out: it says which words lack proof.

use std::ops::Range;

use crate::Spot;
use crate::claim::{Pairing, Read};
use q7x2_text::claim::Quantity;
use q7x2_text::work::steps;

/// Sentences of one article that are taken together.
const TOGETHER: usize = 3;
/// Weight of a figure or date beside words, whose weight is their rarity: as a rare name.
const FIGURE: f64 = 6.0;
/// Least share of what a sentence tells that sources hold before it is called near: a reader who
/// finds half of it in a source calls it told in other words, or told further.
const NEAR: f64 = 0.5;
/// Words that are held, at least: one shared word is a topic.
const FEWEST: usize = 2;

/// One thing that a sentence tells: a word or name, a figure, a date.
#[derive(Debug, Clone)]
struct Element {
    range: Range<usize>,
    weight: f64,
}

/// How a source has an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Not at all.
    No,
    /// The figure only, of something else.
    Figure,
    /// As it is.
    All,
}

impl Hold {
    fn of(held: bool) -> Self {
        if held { Self::All } else { Self::No }
    }
}

/// What a sentence, or some words of it, tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    elements: Vec<Element>,
}

/// By element of what a sentence tells, how one of a source has it.
pub(super) type Holds = (Spot, Vec<Hold>);

/// The sentences of one article that hold the most of it.
#[derive(Debug, PartialEq)]
pub(super) struct Cover {
    /// The sentences, the most telling one first.
    pub(super) spots: Vec<Spot>,
    /// Bytes of the words that no sentence at all holds, run by run.
    pub(super) lacking: Vec<Range<usize>>,
    /// Bytes of the words that only others than the first hold, run by run, with one that does.
    pub(super) apart: Vec<(Range<usize>, Spot)>,
}

impl Told {
    /// What a sentence tells.
    pub(super) fn of(said: &Read<'_>) -> Self {
        let word = |at: usize| Element {
            range: said.words(&said.terms[at]),
            weight: said.terms[at].weight.max(1.0),
        };
        let figure = |range: &Range<usize>| Element { range: range.clone(), weight: FIGURE };
        let figures = said.quantities.iter().map(|one| figure(&one.range));
        let days = said.side.annotation.dates.iter().map(|date| figure(&date.range));
        Self { elements: telling(said).map(word).chain(figures).chain(days).collect() }
    }

    /// By element of a sentence, how a source has it.
    pub(super) fn held(said: &Read<'_>, source: &Read<'_>) -> Vec<Hold> {
        steps(said.terms.len() * source.terms.len());
        let pairing = Pairing::of(said, source);
        let words = telling(said).map(|at| Hold::of(!pairing.held[at].is_empty()));
        let figures = said.quantities.iter().map(|own| {
            let stands = |other: &Quantity| (own.figure - other.figure).abs() < f64::EPSILON;
            let mut theirs = source.quantities.iter();
            match theirs.clone().any(|other| own.is_held_by(other)) {
                false if theirs.any(stands) => Hold::Figure,
                held => Hold::of(held),
            }
        });
        let dates = said.side.annotation.dates.iter().map(|date| {
            let own = date.resolve(said.side.published);
            let mut dates = source.side.annotation.dates.iter();
            Hold::of(dates.any(|other| {
                let theirs = other.resolve(source.side.published);
                date.named == other.named
                    || own.as_ref().zip(theirs.as_ref()).is_some_and(|(own, theirs)| {
                        own.start <= theirs.start && theirs.end <= own.end
                    })
            }))
        });
        words.chain(figures).chain(dates).collect()
    }

    /// What some bytes of the sentence tell, and how sentences have that.
    pub(super) fn within(&self, words: &Range<usize>, held: &[Holds]) -> (Self, Vec<Holds>) {
        let is_inside: Vec<bool> =
            self.elements.iter().map(|one| words.contains(&one.range.start)).collect();
        let elements = self.elements.iter().zip(&is_inside).filter(|(_, inside)| **inside);
        let of = |(spot, mask): &Holds| {
            let mask = mask.iter().zip(&is_inside).filter(|(_, inside)| **inside);
            (*spot, mask.map(|(hold, _)| *hold).collect())
        };
        let told = Self { elements: elements.map(|(one, _)| one.clone()).collect() };
        (told, held.iter().map(of).collect())
    }

    /// The best cover of one article among sentences with what they hold, in the order of articles.
    pub(super) fn cover(&self, held: &[Holds]) -> Option<Cover> {
        let covers =
            held.chunk_by(|a, b| a.0.article == b.0.article).map(|one| self.of_article(one));
        let near = |cover: &(Vec<Spot>, f64)| cover.1 >= NEAR;
        let best =
            covers.filter(near).reduce(|best, next| if next.1 > best.1 { next } else { best });
        let (spots, _) = best?;
        Some(self.with_lacking(spots, held))
    }

    /// A cover of these sentences, the first of which counts, with what it lacks.
    pub(super) fn with_lacking(&self, spots: Vec<Spot>, held: &[Holds]) -> Cover {
        let first = held.iter().find(|(spot, _)| Some(spot) == spots.first());
        let in_first = |at: usize| first.is_some_and(|(_, mask)| mask[at] != Hold::No);
        let covering = |at: usize| {
            let mut holders =
                held.iter().filter(|(_, mask)| mask[at] != Hold::No).map(|(spot, _)| *spot);
            let best = spots.iter().copied().find(|spot| holders.clone().any(|one| one == *spot));
            best.or_else(|| holders.next())
        };
        let holders: Vec<Option<Spot>> = (0..self.elements.len()).map(covering).collect();
        let apart = self.runs(|at| holders[at].filter(|_| !in_first(at)));
        let lacking = self.runs(|at| holders[at].is_none().then_some(()));
        Cover { spots, lacking: lacking.into_iter().map(|(range, ())| range).collect(), apart }
    }

    /// The sentences of one article that hold the most of it, and the share that they hold.
    fn of_article(&self, held: &[Holds]) -> (Vec<Spot>, f64) {
        let mut have = vec![false; self.elements.len()];
        let mut spots = Vec::new();
        for _ in 0..TOGETHER {
            steps(held.len());
            let gain = |mask: &[Hold]| self.weight(mask, &have);
            let best = held.iter().map(|(spot, mask)| (gain(mask), *spot, mask));
            let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
            let Some((_, spot, mask)) = best.filter(|(gain, ..)| *gain > 0.0) else { break };
            have.iter_mut().zip(mask).for_each(|(have, new)| *have |= *new == Hold::All);
            spots.push(spot);
        }
        let total: f64 = self.elements.iter().map(|one| one.weight).sum();
        let held = self.elements.iter().zip(&have).filter(|(_, held)| **held);
        let enough = held.clone().count() >= FEWEST;
        let own: f64 = held.map(|(one, _)| one.weight).sum();
        (spots, if enough && total > 0.0 { own / total } else { 0.0 })
    }

    /// The weight of what a mask adds to what there is.
    fn weight(&self, mask: &[Hold], have: &[bool]) -> f64 {
        let new = self.elements.iter().zip(mask.iter().zip(have));
        let new = new.filter(|(_, (new, have))| **new == Hold::All && !**have);
        new.map(|(one, _)| one.weight).sum()
    }

    /// The words of the elements of which something is so, those that follow one another and of which
    /// the same is so as one run.
    fn runs<T: PartialEq + Copy>(
        &self,
        is_so: impl Fn(usize) -> Option<T>,
    ) -> Vec<(Range<usize>, T)> {
        let elements = self.elements.iter().enumerate();
        let mut all: Vec<(&Range<usize>, Option<T>)> =
            elements.map(|(at, one)| (&one.range, is_so(at))).collect();
        all.sort_by_key(|(range, so)| (range.start, range.end, so.is_none()));
        let runs = all.chunk_by(|a, b| a.1 == b.1);
        let run = |run: &[(&Range<usize>, Option<T>)]| {
            let end = run.iter().map(|(range, _)| range.end).max()?;
            Some((run[0].0.start..end, run[0].1?))
        };
        runs.filter_map(run).collect()
    }
}

/// The words of a sentence that tell something by themselves.
fn telling(said: &Read<'_>) -> impl Iterator<Item = usize> {
    (0..said.terms.len()).filter(|at| !said.terms[*at].small && !said.terms[*at].light)
}
