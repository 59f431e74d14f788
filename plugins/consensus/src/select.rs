//! Choosing: which candidates make the running text.
//!
//! The text is worth what it covers: the weighted concepts of the event, each as well as its best
//! sentence says it (a facility location function over concept coverage: monotone and submodular,
//! Lin & Bilmes 2011), and the facts that further origins bear out. The greatest worth within the
//! words is sought greedily, by gain over a power of the length (Lin & Bilmes 2010) from several
//! starts, then by taking out one or two sentences and filling their place anew. A chosen sentence
//! closes its fact and everything aligned with it, so nothing is said twice.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

use q7x2_sdk::{Reason, work};

use crate::candidate::Candidate;
use crate::concepts::Concepts;
use crate::pool::Pool;

/// Powers of the length that a gain is divided by at first.
const LENGTHS: [f64; 2] = [0.3, 1.0];
/// The power with which places are filled anew.
const LENGTH: f64 = 1.0;
/// The power of the share of its words that a text uses.
const FULL: f64 = 0.8;
/// Candidates that a text is begun with, those that add most first: all of them find nothing
/// better.
const SEEDS: usize = 32;
/// Texts that are improved by exchanges.
const STARTS: usize = 5;
/// Rounds of exchanges; further ones hardly find anything.
const ROUNDS: usize = 4;
/// Candidates above which only the greedy texts are improved, and by one sentence at a time: the
/// rest takes the square of their number.
const MANY: usize = 300;

/// Which candidates make the text, and why the others do not.
pub(crate) struct Selection {
    /// In the order they were chosen.
    pub(crate) chosen: Vec<usize>,
    pub(crate) left_out: Vec<(usize, Reason)>,
}

pub(crate) fn select(candidates: &[Candidate], concepts: &Concepts, max_words: usize) -> Selection {
    let pool = Pool::of(candidates, concepts);
    let chosen = choose(&pool, max_words);
    let left_out = left_out(&pool, &chosen);
    Selection { chosen, left_out }
}

/// Why a candidate is not among the chosen ones.
fn left_out(pool: &Pool<'_>, chosen: &[usize]) -> Vec<(usize, Reason)> {
    let mut covered = vec![0.0; pool.weights.len()];
    for &at in chosen {
        pool.take(at, &mut covered);
    }
    let reason = |at: usize| {
        work::steps(1);
        if pool.is_said(at, chosen) {
            Reason::Repeats
        } else if pool.gain(at, &covered) > 0.0 {
            Reason::NoRoom
        } else {
            Reason::Filler
        }
    };
    let others = (0..pool.candidates.len()).filter(|at| !chosen.contains(at));
    others.map(|at| (at, reason(at))).collect()
}

fn choose(pool: &Pool<'_>, max_words: usize) -> Vec<usize> {
    let filler = Filler::of(pool, max_words, LENGTH);
    let improved =
        starts(pool, max_words).into_iter().map(|start| filler.improve(start, Filler::without_one));
    let best = improved.fold(Choice::default(), better);
    if pool.candidates.len() > MANY {
        return best.chosen;
    }
    filler.improve(best, Filler::without_two).chosen
}

/// The best texts that grow greedily from nothing and from one candidate (partial enumeration,
/// Khuller et al. 1999).
fn starts(pool: &Pool<'_>, max_words: usize) -> Vec<Choice> {
    let mut starts = Vec::new();
    for length in LENGTHS {
        let filler = Filler::of(pool, max_words, length);
        starts.push(filler.fill(Vec::new(), None));
        if pool.candidates.len() <= MANY {
            let fits = filler
                .bounds
                .iter()
                .map(|bound| bound.at)
                .filter(|&at| pool.candidates[at].words <= max_words);
            starts.extend(fits.take(SEEDS).map(|at| filler.fill(vec![at], None)));
        }
    }
    starts.sort_by(|a, b| b.worth.total_cmp(&a.worth).then_with(|| a.chosen.cmp(&b.chosen)));
    starts.dedup_by(|a, b| a.worth.total_cmp(&b.worth).is_eq());
    starts.truncate(STARTS);
    starts
}

/// Some candidates with what they are worth together.
#[derive(Debug, Clone, Default)]
struct Choice {
    chosen: Vec<usize>,
    worth: f64,
}

fn better(held: Choice, next: Choice) -> Choice {
    if next.worth > held.worth { next } else { held }
}

/// What a candidate adds to nothing, for its length.
#[derive(Debug, Clone, Copy)]
struct Bound {
    gain: f64,
    at: usize,
    /// For how long a text it was asked; see `next_of_many`.
    of: usize,
}

impl Ord for Bound {
    /// The one that adds most is the greatest; of two that add as much, the first candidate.
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(other.at.cmp(&self.at)).then(self.of.cmp(&other.of))
    }
}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Bound {}

/// Fills a text. Gains only shrink as a text grows, so what a candidate added before bounds what it
/// adds now, and most need not be asked again (Minoux 1978); the choice is that of asking all.
struct Filler<'a> {
    pool: &'a Pool<'a>,
    max_words: usize,
    /// By candidate: its length as gains are divided by it.
    lengths: Vec<f64>,
    /// The candidates, the one that adds most first; of two that add as much, the first.
    bounds: Vec<Bound>,
    /// Words of the shortest candidate.
    shortest: usize,
    /// Whether there are so many that a heap is quicker.
    are_many: bool,
    scratch: RefCell<Scratch>,
}

/// What filling one text needs, kept for the next.
#[derive(Default)]
struct Scratch {
    /// By concept, between two texts all 0.
    covered: Vec<f64>,
    /// By place in `bounds`: what a candidate added when it was last asked; nothing once it can add
    /// nothing more.
    added: Vec<f64>,
    /// Of many candidates those that may add something, the best on top.
    heap: BinaryHeap<Bound>,
}

impl<'a> Filler<'a> {
    fn of(pool: &'a Pool<'a>, max_words: usize, power: f64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
        let length = |candidate: &Candidate| libm::pow(candidate.words as f64, power);
        let lengths: Vec<f64> = pool.candidates.iter().map(length).collect();
        let covered = vec![0.0; pool.weights.len()];
        let adds = |(at, length): (usize, &f64)| Bound {
            gain: pool.gain(at, &covered) / length,
            at,
            of: 0,
        };
        let mut bounds: Vec<Bound> =
            lengths.iter().enumerate().map(adds).filter(|bound| bound.gain > 0.0).collect();
        bounds.sort_unstable_by(|a, b| b.gain.total_cmp(&a.gain).then(a.at.cmp(&b.at)));
        let shortest =
            pool.candidates.iter().map(|candidate| candidate.words).min().unwrap_or_default();
        let (heap, are_many) = (BinaryHeap::new(), bounds.len() > MANY);
        let scratch =
            RefCell::new(Scratch { covered, added: Vec::with_capacity(bounds.len()), heap });
        Self { pool, max_words, lengths, bounds, shortest, are_many, scratch }
    }

    /// Takes the best candidate that fits and is not said yet, until none is left.
    fn fill(&self, mut chosen: Vec<usize>, without: Option<usize>) -> Choice {
        let mut scratch = self.scratch.borrow_mut();
        let Scratch { covered, added, heap } = &mut *scratch;
        added.clear();
        heap.clear();
        if self.are_many {
            heap.extend(
                self.bounds
                    .iter()
                    .filter(|bound| Some(bound.at) != without)
                    .map(|bound| Bound { of: 0, ..*bound }),
            );
        } else {
            added.extend(
                self.bounds
                    .iter()
                    .map(|bound| if Some(bound.at) == without { 0.0 } else { bound.gain }),
            );
        }
        let (mut worth, mut words) = (0.0, 0);
        for &at in &chosen {
            worth += self.pool.take(at, covered);
            words += self.pool.candidates[at].words;
        }
        let begun = chosen.len();
        while let Some(at) = if self.are_many {
            self.next_of_many(heap, &chosen, begun, covered, words)
        } else {
            self.next(added, &chosen, covered, words)
        } {
            worth += self.pool.take(at, covered);
            words += self.pool.candidates[at].words;
            chosen.push(at);
        }
        chosen.iter().for_each(|&at| self.pool.forget(at, covered));
        // Of two texts that cover as much, the one that uses its words better is fuller.
        #[expect(clippy::cast_precision_loss, reason = "words of a text")]
        let full = words as f64 / self.max_words.max(1) as f64;
        Choice { chosen, worth: worth * libm::pow(full, FULL) }
    }

    /// The candidate that adds most. What does not fit or is said now never will or stays so, and
    /// adds nothing more.
    fn next(
        &self,
        added: &mut [f64],
        chosen: &[usize],
        covered: &[f64],
        words: usize,
    ) -> Option<usize> {
        loop {
            let place = self.most(added, covered, words)?;
            let at = self.bounds[place].at;
            added[place] = 0.0;
            if !self.pool.is_said(at, chosen) {
                return Some(at);
            }
        }
    }

    /// The same by a heap: of thousands of candidates that say the same, each is met once and not
    /// again for every other.
    fn next_of_many(
        &self,
        heap: &mut BinaryHeap<Bound>,
        chosen: &[usize],
        begun: usize,
        covered: &[f64],
        words: usize,
    ) -> Option<usize> {
        // What was asked of a text as long as this one is true of it still; 0 is of no text.
        let now = chosen.len() - begun + 1;
        while let Some(Bound { at, of, .. }) =
            (words + self.shortest <= self.max_words).then(|| heap.pop()).flatten()
        {
            work::steps(1);
            if words + self.pool.candidates[at].words > self.max_words {
                continue;
            }
            if of == now {
                if self.pool.is_said(at, chosen) {
                    continue;
                }
                return Some(at);
            }
            let gain = self.pool.gain(at, covered) / self.lengths[at];
            if gain > 0.0 {
                heap.push(Bound { gain, at, of: now });
            }
        }
        None
    }

    /// The place of the candidate that adds most and fits, of equal ones the first candidate.
    fn most(&self, added: &mut [f64], covered: &[f64], words: usize) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (place, (bound, last)) in self.bounds.iter().zip(added).enumerate() {
            work::steps(1);
            let most = best.map_or(0.0, |(gain, _)| gain);
            if bound.gain < most {
                break;
            }
            if *last <= 0.0 || *last < most {
                continue;
            }
            let fits = words + self.pool.candidates[bound.at].words <= self.max_words;
            *last =
                if fits { self.pool.gain(bound.at, covered) / self.lengths[bound.at] } else { 0.0 };
            let first = || best.is_none_or(|(_, held)| bound.at < self.bounds[held].at);
            if *last > most || (*last > 0.0 && *last >= most && first()) {
                best = Some((*last, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// Exchanges as long as it is worth it.
    fn improve(&self, mut choice: Choice, neighbour: fn(&Self, &Choice) -> Choice) -> Choice {
        for _ in 0..ROUNDS {
            let next = neighbour(self, &choice);
            if next.worth <= choice.worth {
                break;
            }
            choice = next;
        }
        choice
    }

    /// The best text with one sentence taken out and its place filled anew.
    fn without_one(&self, choice: &Choice) -> Choice {
        let mut best = Choice::default();
        for at in 0..choice.chosen.len() {
            let mut left = choice.chosen.clone();
            let gone = left.remove(at);
            best = better(best, self.fill(left, Some(gone)));
        }
        best
    }

    /// The best text with two sentences taken out, one of which may come back.
    fn without_two(&self, choice: &Choice) -> Choice {
        let mut best = Choice::default();
        for second in 1..choice.chosen.len() {
            for first in 0..second {
                let mut left = choice.chosen.clone();
                let gone = [left.remove(second), left.remove(first)];
                for one in gone {
                    best = better(best, self.fill(left.clone(), Some(one)));
                }
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::Event;
    use q7x2_sdk::example::article;

    use super::*;
    use crate::candidate::candidates;

    /// Reports that say some things twice in other words, some alone.
    fn event() -> Event {
        let barge = "A barge struck the harbour bridge at Dunmore on Monday, injuring 14 people.";
        let hit = "On Monday a barge hit the harbour bridge in Dunmore and 14 people were injured.";
        let ferries = "Mayor Ailsa Corrigan said free ferries would cross the harbour from Friday.";
        let divers = "County engineer Rhys Tolland inspected the broken pier with two divers.";
        let pier = "Two divers and engineer Rhys Tolland looked at the broken pier of Dunmore.";
        let tug = "The tug Ostra raised 40 tonnes of coal from the harbour before midnight.";
        let articles = vec![
            article("a", &[barge, ferries, divers]),
            article("b", &[hit, tug, pier]),
            article("c", &[hit, ferries, tug, barge]),
        ];
        Event::new("e".to_owned(), String::new(), articles)
    }

    /// Both ways to find the next sentence choose the same, whatever the room and what goes.
    #[test]
    fn of_many_the_same_are_chosen() {
        let event = event();
        let (all, concepts) = (candidates(&event, 48).candidates, Concepts::of(&event));
        let pool = Pool::of(&all, &concepts);
        let mut lengths = Vec::new();
        for max_words in (0..120).step_by(7) {
            for power in LENGTHS {
                let few = Filler::of(&pool, max_words, power);
                let many = Filler { are_many: true, ..Filler::of(&pool, max_words, power) };
                for without in (0..all.len()).map(Some).chain([None]) {
                    let (few, many) =
                        (few.fill(Vec::new(), without), many.fill(Vec::new(), without));
                    assert_eq!(few.chosen, many.chosen, "{max_words} {power} {without:?}");
                    let words: usize = few.chosen.iter().map(|&at| all[at].words).sum();
                    assert!(
                        words <= max_words && !few.chosen.iter().any(|at| Some(*at) == without)
                    );
                    lengths.push(few.chosen.len());
                }
            }
        }
        assert!(lengths.contains(&0) && lengths.contains(&4), "{lengths:?}");
    }

    /// A place that is filled is as if nothing had been there before.
    #[test]
    fn filling_leaves_nothing_behind() {
        let event = event();
        let (all, concepts) = (candidates(&event, 48).candidates, Concepts::of(&event));
        let pool = Pool::of(&all, &concepts);
        let filler = Filler::of(&pool, 60, LENGTH);
        let first = filler.fill(Vec::new(), None);
        let again = filler.fill(Vec::new(), None);
        assert_eq!((&first.chosen, first.worth), (&again.chosen, again.worth));
        // What uses half of the words that it may is worth less than the same where it fills them.
        let wide = Filler::of(&pool, 120, LENGTH).fill(first.chosen.clone(), None);
        assert!(wide.chosen.starts_with(&first.chosen) && first.worth > 0.0);
        assert_eq!(filler.without_one(&first).chosen.len(), first.chosen.len());
    }
}
