//! Cover: how much of what a sentence tells stands in a few sentences of one article, where no whole
//! claim can be proved. It never bears out: it says which words lack proof.

use std::ops::Range;

use crate::Spot;
use crate::claim::{Pairing, Read};
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

/// What a sentence tells.
#[derive(Debug)]
pub(super) struct Told {
    elements: Vec<Element>,
    terms: Vec<usize>,
    quantities: Vec<usize>,
    dates: Vec<usize>,
}

/// The sentences of one article that hold the most of it.
#[derive(Debug, PartialEq)]
pub(super) struct Cover {
    /// The sentences, the most telling one first.
    pub(super) spots: Vec<Spot>,
    /// Bytes of the words that none of them holds, run by run.
    pub(super) lacking: Vec<Range<usize>>,
    /// Bytes of the words that only the others hold, run by run.
    pub(super) apart: Vec<Range<usize>>,
    share: f64,
}

impl Told {
    /// What some bytes of a sentence tell.
    pub(super) fn of(said: &Read<'_>, within: &Range<usize>) -> Self {
        let inside = |range: &Range<usize>| within.contains(&range.start);
        let tells = |at: &usize| {
            let term = &said.terms[*at];
            !term.small && !term.light && inside(&said.words(term))
        };
        let terms: Vec<usize> = (0..said.terms.len()).filter(tells).collect();
        let word = |at: &usize| Element {
            range: said.words(&said.terms[*at]),
            weight: said.terms[*at].weight.max(1.0),
        };
        let figure = |range: &Range<usize>| Element { range: range.clone(), weight: FIGURE };
        let dates = &said.side.annotation.dates;
        let dates: Vec<usize> = (0..dates.len()).filter(|at| inside(&dates[*at].range)).collect();
        let quantities = &said.quantities;
        let quantities: Vec<usize> =
            (0..quantities.len()).filter(|at| inside(&quantities[*at].range)).collect();
        let figures = quantities.iter().map(|at| figure(&said.quantities[*at].range));
        let days = dates.iter().map(|at| figure(&said.side.annotation.dates[*at].range));
        let elements = terms.iter().map(word).chain(figures).chain(days).collect();
        Self { elements, terms, quantities, dates }
    }

    /// By element, whether a source holds it.
    pub(super) fn held(&self, said: &Read<'_>, source: &Read<'_>) -> Vec<bool> {
        let pairing = Pairing::of(said, source);
        let words = self.terms.iter().map(|at| !pairing.held[*at].is_empty());
        let figures = self.quantities.iter().map(|at| {
            let own = &said.quantities[*at];
            source.quantities.iter().any(|other| own.is_held_by(other))
        });
        let dates = self.dates.iter().map(|at| {
            let date = &said.side.annotation.dates[*at];
            let own = date.resolve(said.side.published);
            source.side.annotation.dates.iter().any(|other| {
                let theirs = other.resolve(source.side.published);
                date.named == other.named
                    || own.as_ref().zip(theirs.as_ref()).is_some_and(|(own, theirs)| {
                        own.start <= theirs.start && theirs.end <= own.end
                    })
            })
        });
        words.chain(figures).chain(dates).collect()
    }

    /// The best cover of one article among sentences with what they hold; in the order of articles.
    pub(super) fn cover(&self, held: &[(Spot, Vec<bool>)]) -> Option<Cover> {
        let covers =
            held.chunk_by(|a, b| a.0.article == b.0.article).map(|one| self.of_article(one));
        let near = |cover: &Cover| cover.share >= NEAR;
        covers.filter(near).reduce(|best, next| if next.share > best.share { next } else { best })
    }

    fn of_article(&self, held: &[(Spot, Vec<bool>)]) -> Cover {
        let mut have = vec![false; self.elements.len()];
        let mut spots = Vec::new();
        let mut of_first: Option<&Vec<bool>> = None;
        for _ in 0..TOGETHER {
            steps(held.len());
            let gain = |mask: &[bool]| self.weight(mask, &have);
            let best = held.iter().map(|(spot, mask)| (gain(mask), *spot, mask));
            let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
            let Some((_, spot, mask)) = best.filter(|(gain, ..)| *gain > 0.0) else { break };
            have.iter_mut().zip(mask).for_each(|(have, new)| *have |= new);
            spots.push(spot);
            of_first = of_first.or(Some(mask));
        }
        let total: f64 = self.elements.iter().map(|one| one.weight).sum();
        let own = self.weight(&have, &vec![false; have.len()]);
        let enough = have.iter().filter(|held| **held).count() >= FEWEST;
        let share = if enough && total > 0.0 { own / total } else { 0.0 };
        let apart = of_first.map(|first| self.runs(|at| have[at] && !first[at]));
        let lacking = self.runs(|at| !have[at]);
        Cover { spots, lacking, apart: apart.unwrap_or_default(), share }
    }

    /// The weight of what a mask adds to what there is.
    fn weight(&self, mask: &[bool], have: &[bool]) -> f64 {
        let new = self.elements.iter().zip(mask.iter().zip(have));
        new.filter(|(_, (new, have))| **new && !**have).map(|(one, _)| one.weight).sum()
    }

    /// The words of some elements, those that follow one another as one run.
    fn runs(&self, are_wanted: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let elements = self.elements.iter().enumerate();
        let mut all: Vec<(Range<usize>, bool)> =
            elements.map(|(at, one)| (one.range.clone(), !are_wanted(at))).collect();
        all.sort_by_key(|(range, others)| (range.start, range.end, *others));
        let runs = all.chunk_by(|a, b| a.1 == b.1).filter(|run| !run[0].1);
        let end = |run: &[(Range<usize>, bool)]| run.iter().map(|(range, _)| range.end).max();
        runs.filter_map(|run| Some(run[0].0.start..end(run)?)).collect()
    }
}
