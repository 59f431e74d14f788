//! The plan: which sentences make the text, and in which order they are read.
//!
//! First the [lede](crate::lede). Then sentence after sentence the one that tells most of what is
//! new for its length, of those that read on from what is told: what it speaks of as known is told
//! already, and it speaks of something that the text speaks of. It ends when nothing is worth a
//! line; the number of words bounds a text, and nothing fills it.

use std::collections::BTreeSet;

use q7x2_sdk::event::reference::Told;
use q7x2_sdk::text::word::Stem;
use q7x2_sdk::{Event, Reason, Spot, work};

use crate::age;
use crate::arrange::{self, Placed};
use crate::candidate::Candidate;
use crate::figures::{self, Figures, Value};
use crate::lede;
use crate::pool::Pool;

/// The power of a sentence's length by which what it adds is divided.
const LENGTH: f64 = 0.5;
/// Share of what the event's sentences are worth on the mean from which one is worth its line.
const WORTH: f64 = 0.2;
/// Sentences that open an article: what stands there is worth a line, as is what two origins tell.
const OPENING: usize = 3;
/// Share of what a sentence tells that has to be new.
const NEW: f64 = 0.2;
/// The same of what opens another article, which mostly tells what the lede tells in other words.
const NEW_LEDE: f64 = 0.4;
/// Share of what the best sentence without room adds from which one with room is worth its line:
/// less would only fill the text.
const INSTEAD: f64 = 0.5;
/// Words of the text so far that a sentence takes up which tells nothing that can be pinned down.
const TAKES_UP: usize = 2;

/// Which candidates make the text, and why the others do not.
pub(crate) struct Plan {
    /// In the order in which they are read.
    pub(crate) chosen: Vec<Placed>,
    pub(crate) left_out: Vec<(usize, Reason)>,
}

/// Plans a text of so many words.
pub(crate) fn plan(pool: &Pool<'_>, event: &Event, max_words: usize) -> Plan {
    let mut text = Text::new(pool, event, max_words);
    if let Some(lede) = lede::lede(pool, event, max_words) {
        text.take(lede);
        text.grow();
    }
    let chosen = arrange::order(&text.chosen, pool.candidates, event);
    let mut left_out = text.left_out;
    let read: BTreeSet<usize> = chosen.iter().map(|one| one.at).collect();
    let unread = text.chosen.iter().filter(|at| !read.contains(at));
    left_out.extend(unread.map(|at| (*at, Reason::Leans)));
    left_out.sort_by_key(|(at, _)| *at);
    Plan { chosen, left_out }
}

fn given(pool: &Pool<'_>, event: &Event) -> Vec<Vec<Value>> {
    let figures = Figures::of(event);
    let of = |one: &Candidate| figures.given(&one.annotation, &one.following);
    pool.candidates.iter().map(of).collect()
}

fn is_coming(candidate: &Candidate, event: &Event) -> bool {
    candidate.origins > 1 && age::is_coming(candidate.spot, event)
}

/// A text that grows.
struct Text<'a> {
    pool: &'a Pool<'a>,
    event: &'a Event,
    max_words: usize,
    words: usize,
    chosen: Vec<usize>,
    left_out: Vec<(usize, Reason)>,
    /// By concept: how well it is said.
    covered: Vec<f64>,
    nothing: Vec<f64>,
    /// By candidate.
    worths: Vec<f64>,
    told: Told,
    stems: BTreeSet<Stem>,
    /// The values that it counts.
    values: BTreeSet<Value>,
    /// By candidate: those that it gives of the numbers that two origins give.
    figures: Vec<Vec<Value>>,
    /// By candidate: whether it tells what is to come and other origins do so too.
    coming: Vec<bool>,
    spots: BTreeSet<Spot>,
    /// What a sentence has to add for its length.
    least: f64,
}

impl<'a> Text<'a> {
    fn new(pool: &'a Pool<'a>, event: &'a Event, max_words: usize) -> Self {
        let mut text = Self {
            pool,
            event,
            max_words,
            words: 0,
            chosen: Vec::new(),
            left_out: Vec::new(),
            covered: vec![0.0; pool.weights.len()],
            nothing: vec![0.0; pool.weights.len()],
            worths: Vec::new(),
            told: Told::default(),
            stems: BTreeSet::new(),
            values: BTreeSet::new(),
            figures: given(pool, event),
            coming: pool.candidates.iter().map(|one| is_coming(one, event)).collect(),
            spots: BTreeSet::new(),
            least: 0.0,
        };
        text.worths = (0..pool.candidates.len()).map(|at| text.worth(at)).collect();
        text
    }

    /// How much of what a candidate tells is new, 0 to 1.
    fn novelty(&self, at: usize) -> f64 {
        work::steps(1);
        self.pool.tells(at, &self.covered)
            / self.pool.tells(at, &self.nothing).max(f64::MIN_POSITIVE)
    }

    /// What a candidate is worth for its length, whatever is told.
    fn worth(&self, at: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
        let length = libm::pow(self.pool.candidates[at].words.max(1) as f64, LENGTH);
        self.pool.gain(at, &self.nothing) / length
    }

    /// What it is worth where something is told.
    fn adds(&self, at: usize) -> f64 {
        self.worths[at] * (1.0 + self.novelty(at)) / 2.0
    }

    /// Whether a candidate is worth its line.
    fn is_worth(&self, at: usize) -> bool {
        let candidate = &self.pool.candidates[at];
        let opens = candidate.rank < OPENING || candidate.origins > 1;
        (opens || self.worths[at] >= self.least) && self.is_new(at)
    }

    /// Whether enough of what it tells is not told yet, or a figure that two origins give, or what is
    /// to come of what has been told.
    fn is_new(&self, at: usize) -> bool {
        let candidate = &self.pool.candidates[at];
        let new = if candidate.rank == 0 { NEW_LEDE } else { NEW };
        self.novelty(at) >= new
            || self.coming[at]
            || self.figures[at].iter().any(|value| !self.values.contains(value))
    }

    fn take(&mut self, at: usize) {
        let candidate = &self.pool.candidates[at];
        if self.chosen.is_empty() {
            self.least = WORTH * self.worths.iter().sum::<f64>() / self.worths.len() as f64;
        }
        self.pool.take(at, &mut self.covered);
        self.words += candidate.words;
        self.told.add(candidate.spot, &candidate.annotation, self.event);
        self.values.extend(figures::values(&candidate.annotation));
        self.stems.extend(candidate.annotation.stems.iter().map(|(stem, _)| *stem));
        self.spots.insert(candidate.spot);
        self.chosen.push(at);
    }

    /// Takes the best sentence that reads on until none is worth its line. What is said already
    /// stays so, and what adds too little now adds no more later.
    fn grow(&mut self) {
        let mut open: Vec<usize> = (0..self.pool.candidates.len()).collect();
        open.retain(|at| !self.chosen.contains(at));
        let mut said = BTreeSet::new();
        while let Some(best) = self.best(&open, &mut said) {
            open.retain(|at| *at != best && !said.contains(at));
            self.take(best);
        }
        open.retain(|at| !said.contains(at));
        self.left_out.extend(said.into_iter().map(|at| (at, Reason::Repeats)));
        for at in open {
            let reason = self.why_not(at);
            self.left_out.push((at, reason));
        }
    }

    /// The sentence with room that adds most of those that read on and are worth their line, beside
    /// those without room too, and that nothing chosen says; those that something says become `said`.
    fn best(&self, open: &[usize], said: &mut BTreeSet<usize>) -> Option<usize> {
        let reads_on = open.iter().filter(|at| self.is_worth(**at) && self.reads_on(**at));
        let mut adds: Vec<(usize, f64)> = reads_on.map(|at| (*at, self.adds(*at))).collect();
        adds.sort_by(|(a, one), (b, other)| other.total_cmp(one).then(a.cmp(b)));
        // What the best sentence without room adds, of those that are asked before.
        let mut without_room = 0.0_f64;
        for (at, adds) in adds {
            if !self.fits(at) {
                without_room = without_room.max(adds);
            } else if adds < INSTEAD * without_room {
                return None;
            } else if self.pool.is_said(at, &self.chosen, self.event) {
                said.insert(at);
            } else {
                return Some(at);
            }
        }
        None
    }

    /// Whether a sentence reads on from the text so far.
    fn reads_on(&self, at: usize) -> bool {
        self.is_understood(at) && self.takes_up(at)
    }

    fn fits(&self, at: usize) -> bool {
        self.words + self.pool.candidates[at].words <= self.max_words
    }

    fn is_understood(&self, at: usize) -> bool {
        let candidate = &self.pool.candidates[at];
        candidate.may_follow && self.tells_before(at) || candidate.is_understood(&self.told)
    }

    /// Whether the text tells the sentence that stands before one in its source.
    fn tells_before(&self, at: usize) -> bool {
        let spot = self.pool.candidates[at].spot;
        let before = spot.sentence.checked_sub(1);
        before.is_some_and(|sentence| self.spots.contains(&Spot { sentence, ..spot }))
    }

    /// Whether a sentence speaks of something that the text speaks of. What other origins tell too, or
    /// an article begins with, belongs to the event anyway, as does all of its only article; what has
    /// neither name nor figure nor day nor quotation has to take up more.
    fn takes_up(&self, at: usize) -> bool {
        let candidate = &self.pool.candidates[at];
        let stems = candidate.annotation.stems.iter();
        let taken = stems.filter(|(stem, _)| self.stems.contains(stem)).count();
        let belongs = candidate.rank < OPENING || self.tells_before(at);
        candidate.origins > 1
            || self.event.articles().len() == 1
            || candidate.rank < OPENING - 1
            || if candidate.is_telling() { belongs || taken > 0 } else { taken >= TAKES_UP }
    }

    fn why_not(&self, at: usize) -> Reason {
        if !self.is_understood(at) {
            Reason::Leans
        } else if !self.is_new(at) {
            Reason::Repeats
        } else if !self.is_worth(at) || !self.takes_up(at) {
            Reason::Filler
        } else {
            Reason::NoRoom
        }
    }
}
