//! Hearing: one sentence of a draft, and what the most telling sentences of the sources answer to it.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use super::cover::{Holds, Told};
use super::kind::Witness;
use super::meant::Meant;
use super::room::Room;
use crate::claim::score::Found;
use crate::claim::{Lack, Read, Relation, lacking, tells_deeds};
use crate::support::citation::Claim;
use crate::support::{extracted, generated};
use crate::{Event, Spot};

/// Sentences that are laid beside one of the draft, the most telling ones, and of one article; so a
/// draft costs its length, however much its sources hold.
const CANDIDATES: usize = 64;
const OF_ARTICLE: usize = 6;
/// Below this score a sentence is of another matter, and what it says otherwise is no contradiction:
/// the gate's own bound below which nobody comes near.
pub(super) const NEAR: f64 = 0.3;
/// Words of a sentence, at least, that is borne out by the same words in order.
const FEWEST_WORDS: usize = 3;

/// A sentence of a source, and how it stands to the draft's.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) spot: Spot,
    pub(super) partly: f64,
    pub(super) relation: Relation,
}

/// One sentence of a draft with the answers of the sources.
pub(super) struct Hearing<'a> {
    pub(super) room: &'a Room<'a>,
    pub(super) spot: Spot,
    pub(super) claim: Claim<'a>,
    pub(super) answers: Vec<Answer>,
    meant: Option<&'a Meant>,
    /// What sentences leave unproved of it, each read once, however many claims ask.
    lacks: RefCell<BTreeMap<Spot, Vec<Lack>>>,
    held: OnceCell<Held>,
}

impl<'a> Hearing<'a> {
    /// Asks the most telling sentences what they say of one of the draft, as it is meant.
    pub(super) fn of(room: &'a Room<'a>, spot: Spot) -> Self {
        let meant = room.meaning(spot);
        let event: &Event = room.event;
        let text = meant.map_or(event.sentence(spot).text.as_str(), |meant| meant.text.as_str());
        Self::on(room, spot, text, meant)
    }

    /// The same of other words that a sentence of the draft claims.
    pub(super) fn on(
        room: &'a Room<'a>,
        spot: Spot,
        text: &'a str,
        meant: Option<&'a Meant>,
    ) -> Self {
        let claim = Claim::new(text, spot, room.event);
        let answer = |found: &Found| Answer {
            spot: found.spot,
            partly: found.partly,
            relation: relation(room, &claim, found),
        };
        let answers = telling(claim.found()).iter().map(answer).collect();
        Self { room, spot, claim, answers, meant, lacks: RefCell::default(), held: OnceCell::new() }
    }

    /// The bytes of the draft's sentence that bytes of the claim stand for; all of it where brackets
    /// were taken out before.
    pub(super) fn back(&self, range: &Range<usize>) -> Range<usize> {
        let sentence = &self.room.event.sentence(self.spot).text;
        let text = self.meant.map_or(sentence.as_str(), |meant| meant.text.as_str());
        if self.claim.plain() != text {
            let words = self.claim.plain().get(range.clone()).unwrap_or_default();
            let found = sentence.find(words).map(|at| at..at + words.len());
            return found.filter(|_| !words.is_empty()).unwrap_or(0..sentence.len());
        }
        self.meant.map_or_else(|| range.clone(), |meant| meant.back(range))
    }

    /// The draft's sentence as it is read beside a source's.
    pub(super) fn said(&self, source: Spot) -> Read<'_> {
        self.claim.read(Some(self.room.day_beside(source)))
    }

    /// What some of its words tell, and which of it each source holds.
    pub(super) fn held<'w>(&self, words: &'w Range<usize>) -> HeldOf<'w> {
        self.held.get_or_init(|| Held::of(self)).within(words)
    }

    /// What a source's sentence leaves unproved of some words, in order.
    pub(super) fn lacks(&self, source: Spot, words: &Range<usize>) -> Vec<Lack> {
        let mut known = self.lacks.borrow_mut();
        let all = known.entry(source).or_insert_with(|| {
            let mut lacks = lacking(&self.said(source), &self.room.read(source));
            lacks.sort_by_key(|one| (one.range.start, one.range.end, one.kind));
            lacks.dedup();
            lacks
        });
        all.iter().filter(|one| words.contains(&one.range.start)).cloned().collect()
    }

    /// A source's sentence as a witness for what it bears out.
    pub(super) fn witness(&self, spot: Spot) -> Witness {
        Witness { spot, range: 0..self.room.event.sentence(spot).text.len() }
    }
}

/// How a sentence stands to the draft's, as the gate would say of a statement that cites it: in its
/// own words in order, or claim by claim and with every name in its place.
fn relation(room: &Room<'_>, claim: &Claim<'_>, found: &Found) -> Relation {
    let (spot, day) = (found.spot, Some(room.day_beside(found.spot)));
    let source = room.read(spot);
    let text = claim.plain();
    let extract = || {
        found.partly >= NEAR
            && text.split_whitespace().take(FEWEST_WORDS).count() == FEWEST_WORDS
            && extracted::check(text, spot, &[spot], &[spot], room.event).is_ok()
            && tells_deeds(&claim.read(day), &source)
    };
    match claim.relation(spot, &source, day) {
        Relation::Silent | Relation::Part(_) if extract() => Relation::Whole,
        Relation::Whole | Relation::Part(_)
            if generated::roles(claim.read(day).side, &[source.side]).is_err() =>
        {
            Relation::Silent
        }
        relation => relation,
    }
}

/// The most telling sentences: of each article some, in all so many, in order of article and place.
fn telling(found: &[Found]) -> Vec<Found> {
    let mut near = found.to_vec();
    near.sort_by(|a, b| {
        let by_article = a.spot.article.cmp(&b.spot.article);
        by_article.then(b.partly.total_cmp(&a.partly)).then(a.spot.cmp(&b.spot))
    });
    let articles = near.chunk_by(|a, b| a.spot.article == b.spot.article);
    let mut near: Vec<Found> =
        articles.flat_map(|one| one.iter().take(OF_ARTICLE)).copied().collect();
    near.sort_by(|a, b| b.partly.total_cmp(&a.partly).then(a.spot.cmp(&b.spot)));
    near.truncate(CANDIDATES);
    near.sort_by_key(|one| one.spot);
    near
}

/// What a sentence tells, and which of it each sentence holds that does not contradict it.
struct Held {
    told: Told,
    by: Vec<Holds>,
}

impl Held {
    fn of(hearing: &Hearing<'_>) -> Self {
        let held = |one: &Answer| {
            (one.spot, Told::held(&hearing.said(one.spot), &hearing.room.read(one.spot)))
        };
        let silent = |one: &&Answer| !matches!(one.relation, Relation::Contradicted(_));
        let by = hearing.answers.iter().filter(silent).map(held).collect();
        Self { told: Told::of(&hearing.claim.read(None)), by }
    }

    /// The same of some words.
    fn within<'w>(&self, words: &'w Range<usize>) -> HeldOf<'w> {
        let (told, by) = self.told.within(words, &self.by);
        HeldOf { words, told, by }
    }
}

/// What some words tell, and which of it each sentence holds.
pub(super) struct HeldOf<'w> {
    pub(super) words: &'w Range<usize>,
    pub(super) told: Told,
    pub(super) by: Vec<Holds>,
}
