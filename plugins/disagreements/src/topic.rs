//! Topics: differences about one thing, brought together, with one statement a position.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use q7x2_sdk::claim::DifferenceKind;
use q7x2_sdk::detail::Position;
use q7x2_sdk::event::alone;
use q7x2_sdk::support::citation::Claim;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::word::{Stem, count, fold, stem};
use q7x2_sdk::{Detail, Event, Spot, Statement, work};

use crate::difference::Difference;

/// One thing that reports differ about: its positions by what they say, each with the sentences
/// that say it.
struct Topic {
    kind: DifferenceKind,
    about: String,
    positions: BTreeMap<String, BTreeSet<Spot>>,
    apart: BTreeSet<(String, String)>,
}

/// Positions of one topic that are told: a reader who is given so many is told nothing, and each is
/// held against the others.
const POSITIONS: usize = 128;
/// Sentences of one position that are held against one another, the first: three of each article
/// that is compared.
const SENTENCES: usize = 128;

/// Topics at most in which one origin stands alone against several others: whoever denies everything
/// is told twice.
const MOST_ALONE: usize = 2;

/// The statements of the gravest topics, one a position, gravest topic first.
pub(crate) fn topics(found: Vec<Difference>, event: &Event, most: usize) -> Vec<Statement> {
    let mut topics: BTreeMap<(DifferenceKind, Vec<Stem>), Topic> = BTreeMap::new();
    for difference in found {
        let language = Language::of(event.articles()[difference.left.article].language.as_deref());
        let about = fold(&difference.contradiction.about);
        // "people" and "people aboard" are one thing counted
        let words =
            if difference.contradiction.kind == DifferenceKind::Number { 1 } else { usize::MAX };
        let stems: Vec<Stem> =
            about.split_whitespace().take(words).map(|word| stem(word, language)).collect();
        let key = (difference.contradiction.kind, stems);
        let topic = topics.entry(key).or_insert_with(|| Topic {
            kind: difference.contradiction.kind,
            about: difference.contradiction.about.clone(),
            positions: BTreeMap::new(),
            apart: BTreeSet::new(),
        });
        let said =
            |spot: Spot, range: &Range<usize>| fold(&event.sentence(spot).text[range.clone()]);
        let mut left = said(difference.left, &difference.contradiction.left);
        let mut right = said(difference.right, &difference.contradiction.right);
        if left == right {
            // One word, said by one and denied by the other, or of others.
            left = fold(&event.sentence(difference.left).text);
            right = fold(&event.sentence(difference.right).text);
        }
        topic.positions.entry(left.clone()).or_default().insert(difference.left);
        topic.positions.entry(right.clone()).or_default().insert(difference.right);
        topic.apart.insert((left.clone(), right.clone()));
        topic.apart.insert((right, left));
    }
    let mut ranked: Vec<Topic> = topics.into_values().collect();
    ranked.sort_by(|a, b| b.worth(event).cmp(&a.worth(event)).then(a.about.cmp(&b.about)));
    let turns = turns(&ranked, event).into_iter().zip(0..);
    let heard =
        |&(turn, at): &(usize, usize)| turn <= MOST_ALONE || !ranked[at].is_outnumbered(event);
    let mut chosen: Vec<(usize, usize)> = turns.filter(heard).collect();
    chosen.sort_unstable();
    chosen.truncate(most);
    let chosen: BTreeSet<usize> = chosen.into_iter().map(|(_, at)| at).collect();
    let told = ranked.iter().enumerate().filter(|(at, _)| chosen.contains(at));
    told.flat_map(|(_, topic)| topic.statements(event)).collect()
}

/// By topic the how-manieth it is in which one origin stands alone, so that whoever denies
/// everything leaves room for what others differ about.
fn turns(topics: &[Topic], event: &Event) -> Vec<usize> {
    let alone: Vec<BTreeSet<usize>> = topics.iter().map(|topic| topic.alone(event)).collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for origin in alone.iter().flatten() {
        *counts.entry(*origin).or_default() += 1;
    }
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut turns = Vec::with_capacity(alone.len());
    for origins in &alone {
        let most = origins.iter().rev().max_by_key(|origin| counts.get(*origin));
        turns.push(most.map_or(0, |origin| {
            let taken = taken.entry(*origin).or_default();
            *taken += 1;
            *taken
        }));
    }
    turns
}

impl Topic {
    /// Severity, then how many origins are involved.
    fn worth(&self, event: &Event) -> (u8, usize) {
        let spots = self.positions.values().flatten();
        let origins: BTreeSet<usize> = spots.map(|spot| event.origin(spot.article)).collect();
        (self.kind.severity(), origins.len())
    }

    /// The origins that take a position by themselves.
    fn alone(&self, event: &Event) -> BTreeSet<usize> {
        let origins = |spots: &BTreeSet<Spot>| -> BTreeSet<usize> {
            spots.iter().map(|spot| event.origin(spot.article)).collect()
        };
        let each = self.positions.values().map(origins);
        each.filter(|origins| origins.len() == 1).flatten().collect()
    }

    /// Whether one origin stands alone against several that say the same.
    fn is_outnumbered(&self, event: &Event) -> bool {
        let several = |spots: &BTreeSet<Spot>| {
            let mut origins = spots.iter().map(|spot| event.origin(spot.article));
            origins.next().is_some_and(|first| origins.any(|other| other != first))
        };
        self.positions.values().any(several) && !self.alone(event).is_empty()
    }

    /// The positions that are told, by what they say: those of most sentences.
    fn shown(&self) -> BTreeMap<&String, &BTreeSet<Spot>> {
        let mut positions: Vec<(&String, &BTreeSet<Spot>)> = self.positions.iter().collect();
        positions.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
        positions.into_iter().take(POSITIONS).collect()
    }

    /// Whether a position excludes none of some.
    fn is_beside(&self, held: &[&String], said: &str) -> bool {
        work::steps(1);
        held.iter().all(|other| !self.apart.contains(&((*other).clone(), said.to_owned())))
    }

    /// Positions that do not exclude one another ("nearly four years", "almost four years") are one
    /// side.
    fn sides(&self) -> Vec<BTreeSet<Spot>> {
        let mut sides: Vec<(Vec<&String>, BTreeSet<Spot>)> = Vec::new();
        for (said, spots) in self.shown() {
            match sides.iter_mut().find(|(held, _)| self.is_beside(held, said)) {
                Some((held, side)) => {
                    held.push(said);
                    side.extend(spots);
                }
                None => sides.push((vec![said], spots.clone())),
            }
        }
        sides.into_iter().map(|(_, spots)| spots).collect()
    }

    /// One statement a position, the best supported first; a position of which nothing can be shown
    /// takes the topic with it.
    fn statements(&self, event: &Event) -> Vec<Statement> {
        let mut said: Vec<(usize, Statement)> = Vec::new();
        for spots in self.sides() {
            let citations = cited(&spots, event);
            let Some(&anchor) = citations.first() else { return Vec::new() };
            if said.iter().any(|(_, statement)| statement.text == event.sentence(anchor).text) {
                continue;
            }
            let position = Detail::Position(Position {
                topic: Some(self.about.clone()),
                kind: Some(self.kind.word().to_owned()),
                severity: Some(self.kind.severity()),
            });
            let text = event.sentence(anchor).text.as_str();
            let cited = citations.iter().map(|&spot| event.citation(spot)).collect();
            said.push((citations.len(), Statement::new(text, cited).with(position)));
        }
        said.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
        if said.len() < 2 {
            return Vec::new();
        }
        said.into_iter().map(|(_, statement)| statement).collect()
    }
}

/// The anchor and the sentences of the same position that say what it says: the anchor that most
/// others support, the shortest of those.
fn cited(spots: &BTreeSet<Spot>, event: &Event) -> Vec<Spot> {
    let mut best: Vec<Spot> = Vec::new();
    let spots: Vec<Spot> = spots.iter().copied().take(SENTENCES).collect();
    for &anchor in &spots {
        work::steps(spots.len());
        let sentence = event.sentence(anchor);
        if !alone::is_whole(anchor, event) {
            continue;
        }
        let mut claim = Claim::new(&sentence.text, anchor, event);
        claim.anchor(anchor);
        let mut citations = vec![anchor];
        citations.extend(spots.iter().copied().filter(|&spot| spot != anchor && claim.says(spot)));
        let length = |spots: &[Spot]| {
            spots.first().map_or(usize::MAX, |&spot| count(&event.sentence(spot).text))
        };
        if citations.len() > best.len()
            || (citations.len() == best.len() && length(&citations) < length(&best))
        {
            best = citations;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use q7x2_sdk::example;

    use super::*;

    #[test]
    fn who_denies_everything_waits_for_its_turn() {
        let articles = ["a", "b", "c"].map(|id| example::article(id, &["It rained."])).to_vec();
        let event = Event::new("e".to_owned(), String::new(), articles);
        let topic = |alone: usize, others: &[usize]| {
            let spots =
                |of: &[usize]| of.iter().map(|&article| Spot { article, sentence: 0 }).collect();
            let positions = [("yes".to_owned(), spots(others)), ("no".to_owned(), spots(&[alone]))];
            Topic {
                kind: DifferenceKind::Number,
                about: String::new(),
                positions: positions.into(),
                apart: BTreeSet::new(),
            }
        };
        let topics = [topic(0, &[1, 2]), topic(0, &[1]), topic(0, &[1, 2]), topic(2, &[0, 1])];
        assert_eq!(turns(&topics, &event), [1, 2, 3, 1]);
    }
}
