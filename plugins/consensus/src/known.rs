//! Known: what every candidate is asked about and the event answers once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use q7x2_sdk::claim::{Read, Relation, relation};
use q7x2_sdk::conflict;
use q7x2_sdk::event::entity::Entity;
use q7x2_sdk::event::side::Side;
use q7x2_sdk::text::language::Language;
use q7x2_sdk::text::likeness;
use q7x2_sdk::text::name::EntityKind;
use q7x2_sdk::text::word::Stem;
use q7x2_sdk::{Event, Published, Spot, work};

use crate::age;

/// What an event holds that its candidates are compared with.
pub(crate) struct Known {
    /// Each fact's sentences and how many origins it has.
    facts: Vec<(Vec<Spot>, usize)>,
    /// By sentence, which fact it tells.
    fact_of: BTreeMap<Spot, usize>,
    links: BTreeMap<Spot, Vec<Spot>>,
    /// By entity: how many origins name it, where it is an organisation that most of them name.
    organisations: Vec<Option<usize>>,
    /// Sentences that several origins bear out and that say who holds an office or how long
    /// something lasted.
    slots: Vec<Spot>,
    /// When the newest report was published.
    pub(crate) newest: Option<Published>,
    told: OnceLock<Told>,
    /// Which facts hold a stem.
    by_stem: OnceLock<BTreeMap<Stem, Vec<usize>>>,
}

/// Sentences of which it is asked whether they say otherwise who holds an office or how long
/// something lasted, those of the best supported facts: each candidate that says so too is compared
/// with all of them.
const SLOTS: usize = 256;

/// Who tells of what.
struct Told {
    /// Stems of titles.
    titles: BTreeSet<Stem>,
    /// By stem the article that alone holds it in its text; nothing where several do.
    only: BTreeMap<Stem, Option<usize>>,
}

impl Told {
    fn of(event: &Event) -> Self {
        let mut told = Self { titles: BTreeSet::new(), only: BTreeMap::new() };
        let mut seen = BTreeSet::new();
        for (at, article) in event.articles().iter().enumerate() {
            if seen.insert((&article.title, &article.language)) {
                let title = event
                    .text()
                    .annotate(&article.title, Language::of(article.language.as_deref()));
                told.titles.extend(title.stems.iter().map(|(stem, _)| *stem));
            }
            for (sentence, _) in article.body() {
                for &(stem, _) in &event.text().at(Spot { article: at, sentence }).stems {
                    let only = told.only.entry(stem).or_insert(Some(at));
                    *only = only.filter(|&other| other == at);
                }
            }
        }
        told
    }
}

/// Sentences of a fact that one is held against.
const ALIKE: usize = 6;
/// Facts that a sentence is held against: those that share most stems with it.
const NEAR: usize = 16;
/// A stem that more facts hold than this tells none of them apart.
const COMMON: usize = 400;
/// Sentences that open an article.
const OPENING: usize = 3;

impl Known {
    pub(crate) fn of(event: &Event) -> Self {
        let mut known = Self {
            facts: Vec::new(),
            fact_of: BTreeMap::new(),
            links: BTreeMap::new(),
            organisations: event
                .text()
                .entities
                .iter()
                .map(|entity| organisation(entity, event))
                .collect(),
            slots: Vec::new(),
            newest: age::newest(event),
            told: OnceLock::new(),
            by_stem: OnceLock::new(),
        };
        for fact in event.facts() {
            let spots: Vec<Spot> =
                fact.sentences.iter().filter_map(|citation| event.spot(citation)).collect();
            known.fact_of.extend(spots.iter().map(|&spot| (spot, known.facts.len())));
            if fact.origins > 1 {
                known.slots.extend(
                    spots.iter().filter(|&&spot| conflict::has_slot(Side::of(event, spot), event)),
                );
            }
            known.facts.push((spots, fact.origins));
        }
        known.slots.truncate(SLOTS);
        for &(a, b) in event.links() {
            known.links.entry(a).or_default().push(b);
            known.links.entry(b).or_default().push(a);
        }
        known
    }

    /// The sentences that say what one says, itself included, and how many origins they have.
    pub(crate) fn fact(&self, spot: Spot) -> (Vec<Spot>, usize) {
        let told = self.fact_of.get(&spot).and_then(|&at| self.facts.get(at));
        let (mut fact, origins) = told.cloned().unwrap_or_else(|| (vec![spot], 1));
        fact.extend(self.links.get(&spot).into_iter().flatten());
        fact.sort_unstable();
        fact.dedup();
        (fact, origins)
    }

    /// Whether a sentence says a thing otherwise, or more of it, than two origins that bear
    /// each other out, and neither bears out what it says: it alters what they report.
    pub(crate) fn is_outdone(&self, spot: Spot, rank: usize, event: &Event) -> bool {
        let text = event.text();
        let aligned = |(spots, origins): &&(Vec<Spot>, usize)| {
            *origins > 1
                && spots
                    .iter()
                    .take(ALIKE)
                    .any(|&other| likeness::aligned(text.at(spot), text.at(other)))
        };
        let own = self.fact_of.get(&spot).and_then(|&at| self.facts.get(at));
        // Of what opens an article those are asked too that contradict it.
        let near = || if rank < OPENING { self.near_facts(spot, event) } else { Vec::new() };
        let open = || near().into_iter().map(|at| &self.facts[at]).find(aligned);
        let Some((spots, _)) = own.or_else(open) else { return false };
        let origin = |spot: Spot| event.origin(spot.article);
        let others: Vec<Spot> = spots
            .iter()
            .copied()
            .filter(|other| other.article != spot.article)
            .take(ALIKE)
            .collect();
        let bears = |said: Spot, source: Spot| {
            let read = |spot| Read::of(Side::of(event, spot));
            relation(&read(said), &read(source)) == Relation::Whole
        };
        !others.iter().any(|&other| bears(spot, other))
            && others.iter().any(|&one| {
                others.iter().any(|&other| origin(one) != origin(other) && bears(one, other))
            })
    }

    /// The facts of several origins that share most stems with a sentence, best supported first.
    fn near_facts(&self, spot: Spot, event: &Event) -> Vec<usize> {
        let index = self.by_stem.get_or_init(|| by_stem(&self.facts, event));
        let stems = event.text().at(spot).stems.iter().map(|(stem, _)| *stem);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for at in stems.filter_map(|stem| index.get(&stem)).flatten() {
            *shared.entry(*at).or_default() += 1;
            work::steps(1);
        }
        let mut near: Vec<(usize, usize)> = shared.into_iter().collect();
        near.retain(|(_, shared)| *shared >= likeness::FEWEST_SHARED);
        near.sort_by_key(|(at, shared)| (std::cmp::Reverse(*shared), *at));
        near.truncate(NEAR);
        let mut near: Vec<usize> = near.into_iter().map(|(at, _)| at).collect();
        near.sort_unstable();
        near
    }

    /// Whether a sentence bears another of its fact out and is borne out by none: then the other one
    /// can be cited to both.
    pub(crate) fn says_more(&self, spot: Spot, event: &Event) -> bool {
        let bears = |said: Spot, source: Spot| {
            let read = |spot| Read::of(Side::of(event, spot));
            relation(&read(said), &read(source)) == Relation::Whole
        };
        let (fact, _) = self.fact(spot);
        let others: Vec<Spot> =
            fact.into_iter().filter(|other| other.article != spot.article).take(ALIKE).collect();
        others.iter().any(|&other| bears(other, spot))
            && !others.iter().any(|&other| bears(spot, other))
    }

    /// Whether a title or another article speaks of a thing.
    pub(crate) fn is_told_elsewhere(&self, thing: Stem, article: usize, event: &Event) -> bool {
        let told = self.told.get_or_init(|| Told::of(event));
        told.titles.contains(&thing)
            || told.only.get(&thing).is_some_and(|only| *only != Some(article))
    }

    /// The organisations that a sentence names by a name of several words and that most origins
    /// name: what the event is about.
    pub(crate) fn organisations(&self, spot: Spot, event: &Event) -> Vec<(usize, usize)> {
        let entities = event.text().at(spot).names.iter().filter_map(|name| name.entity);
        let mut found: Vec<(usize, usize)> =
            entities.filter_map(|at| Some((at, self.organisations[at]?))).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether two other origins contradict a claim that one origin alone makes. Such a claim is
    /// shown under "where reports differ", not told as news.
    pub(crate) fn is_outvoted(&self, spot: Spot, origins: usize, event: &Event) -> bool {
        let side = Side::of(event, spot);
        if origins > 1 || self.slots.is_empty() || !conflict::has_slot(side, event) {
            return false;
        }
        let is_against =
            |spot: &&Spot| !conflict::slots(side, Side::of(event, **spot), event).is_empty();
        let against = self.slots.iter().filter(is_against);
        let mut opposed: Vec<usize> = against.map(|spot| event.origin(spot.article)).collect();
        opposed.sort_unstable();
        opposed.dedup();
        opposed.len() > 1
    }
}

/// By stem the facts of several origins that hold it; none where more hold it than tell it apart.
fn by_stem(facts: &[(Vec<Spot>, usize)], event: &Event) -> BTreeMap<Stem, Vec<usize>> {
    let mut index: BTreeMap<Stem, Vec<usize>> = BTreeMap::new();
    for (at, (spots, _)) in facts.iter().enumerate().filter(|(_, (_, origins))| *origins > 1) {
        let read = spots.iter().take(ALIKE).map(|spot| event.text().at(*spot));
        let stems: BTreeSet<Stem> =
            read.flat_map(|read| &read.stems).map(|(stem, _)| *stem).collect();
        stems.into_iter().for_each(|stem| index.entry(stem).or_default().push(at));
    }
    index.retain(|_, facts| facts.len() <= COMMON);
    index
}

fn organisation(entity: &Entity, event: &Event) -> Option<usize> {
    if entity.kind != EntityKind::Organisation || !entity.name.contains(' ') {
        return None;
    }
    let mut origins: Vec<usize> =
        entity.spots.iter().map(|spot| event.origin(spot.article)).collect();
    origins.sort_unstable();
    origins.dedup();
    (origins.len() > 1 && 2 * origins.len() >= event.origins().len()).then_some(origins.len())
}
