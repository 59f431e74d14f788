//! Facts: sentences of different articles that say the same, aligned and clustered.
//!
//! Candidates come from an index of each sentence's heaviest stems, pairs are tested by the SDK's
//! one measure of alignment, and clusters grow by average linkage (Sokal & Michener 1958), so that
//! A–B and B–C do not make A–C.

use std::collections::BTreeMap;

use q7x2_sdk::claim::{Read, Relation, relation};
use q7x2_sdk::conflict::same;
use q7x2_sdk::event::alone;
use q7x2_sdk::event::side::Side;
use q7x2_sdk::text::annotation::LONGEST_SENTENCE;
use q7x2_sdk::text::{likeness, postings, word};
use q7x2_sdk::{Event, Fact, SentenceKind, Spot};

use super::origins::{Outlets, voices};

/// Stems a sentence is indexed by, the heaviest first. With eight, every aligned pair of the
/// labelled sets shares two.
const KEYS: usize = 8;
/// Keys two sentences share before they are compared.
const SHARED_KEYS: u32 = 2;
/// A stem that more sentences of one event hold joins nothing.
const COMMON: usize = 400;
/// A body sentence with fewer content stems carries no fact of its own.
const STEMS: usize = 4;
/// Words of a sentence that is a fact where others have it word for word.
const SHORTEST: usize = 3;
/// Least mean cosine over all pairs of two clusters that become one.
const LINKAGE: f64 = 0.35;

/// The event's facts, best supported first (most origins, then most sentences, then the earliest
/// spot), and the pairs of sentences that they are made of.
pub(super) fn facts(event: &Event) -> (Vec<Fact>, Vec<(Spot, Spot)>) {
    let spots = body(event);
    let text = event.text();
    let keys: Vec<Vec<u64>> = spots.iter().map(|&spot| keys(&text.at(spot).stems)).collect();
    let mut edges: Vec<(f64, usize, usize)> = Vec::new();
    for (a, b, _) in postings::sharing(&keys, SHARED_KEYS, COMMON) {
        let (x, y) = (spots[a], spots[b]);
        if x.article != y.article && same::aligned_in(event, x, y) && agree(event, x, y) {
            edges.push((likeness::similarity(text.at(x), text.at(y)).cosine, a, b));
        }
    }
    edges.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let outlets = Outlets::of(event);
    let mut facts: Vec<(Vec<Spot>, usize)> = cluster(spots.len(), &edges)
        .into_iter()
        .map(|members| {
            let mut members: Vec<Spot> = members.into_iter().map(|at| spots[at]).collect();
            members.sort_unstable();
            let origins = voices(&members, &outlets);
            (members, origins)
        })
        .collect();
    let short = short_facts(event);
    facts.extend(short.iter().map(|spots| (spots.clone(), voices(spots, &outlets))));
    facts.sort_by(|(x, a), (y, b)| b.cmp(a).then(y.len().cmp(&x.len())).then(x.cmp(y)));
    let cite = |spots: Vec<Spot>| spots.into_iter().map(|spot| event.citation(spot)).collect();
    let facts = facts
        .into_iter()
        .map(|(spots, origins)| Fact { sentences: cite(spots), origins })
        .collect();
    let mut links: Vec<(Spot, Spot)> =
        edges.into_iter().map(|(_, a, b)| (spots[a], spots[b])).collect();
    let to_first =
        |spots: Vec<Spot>| spots[1..].iter().map(|&spot| (spots[0], spot)).collect::<Vec<_>>();
    links.extend(short.into_iter().flat_map(to_first));
    links.sort_unstable();
    (facts, links)
}

/// Sentences too short to be compared that several articles have word for word: "Nobody was hurt."
fn short_facts(event: &Event) -> Vec<Vec<Spot>> {
    let mut told: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
    for (article, read) in event.articles().iter().enumerate() {
        for (sentence, said) in read.body() {
            let spot = Spot { article, sentence };
            let stems = event.text().at(spot).stems.len();
            let words = word::count(&said.text);
            let stands = (1..STEMS).contains(&stems) && words >= SHORTEST;
            if stands && !alone::points_outside(spot, event) {
                told.entry(word::fold(&said.text)).or_default().push(spot);
            }
        }
    }
    let mut facts: Vec<Vec<Spot>> = told.into_values().collect();
    for spots in &mut facts {
        spots.dedup_by_key(|spot| spot.article);
    }
    facts.retain(|spots| spots.len() > 1);
    facts
}

fn body(event: &Event) -> Vec<Spot> {
    let text = event.text();
    let mut spots = Vec::new();
    for (article, read) in event.articles().iter().enumerate() {
        for (sentence, said) in read.sentences.iter().enumerate() {
            let spot = Spot { article, sentence };
            let read = text.at(spot);
            let fits = read.stems.len() >= STEMS && read.tokens.len() <= LONGEST_SENTENCE;
            if said.kind == SentenceKind::Body && fits {
                spots.push(spot);
            }
        }
    }
    spots
}

fn keys(stems: &[(u64, f64)]) -> Vec<u64> {
    let mut heaviest: Vec<(u64, f64)> = stems.to_vec();
    heaviest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    heaviest.into_iter().take(KEYS).map(|(stem, _)| stem).collect()
}

/// Sentences that contradict each other are one topic, not one fact.
fn agree(event: &Event, x: Spot, y: Spot) -> bool {
    let read = |spot| Read::of(Side::of(event, spot));
    !matches!(relation(&read(x), &read(y)), Relation::Contradicted(_))
}

/// Average linkage over a sparse graph, strongest edges first; a pair without an edge counts as 0.
fn cluster(count: usize, edges: &[(f64, usize, usize)]) -> Vec<Vec<usize>> {
    let mut of: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); count];
    for &(cosine, a, b) in edges {
        sums[a].insert(b, cosine);
        sums[b].insert(a, cosine);
    }
    for &(_, a, b) in edges {
        let (x, y) = (of[a].min(of[b]), of[a].max(of[b]));
        if x == y {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "pairs of sentences of one event")]
        let pairs = (members[x].len() * members[y].len()) as f64;
        let sum = sums[x].get(&y).copied().unwrap_or(0.0);
        if sum / pairs < LINKAGE {
            continue;
        }
        let moved = std::mem::take(&mut members[y]);
        for &at in &moved {
            of[at] = x;
        }
        members[x].extend(moved);
        let links = std::mem::take(&mut sums[y]);
        sums[x].remove(&y);
        for (other, sum) in links.into_iter().filter(|(other, _)| *other != x) {
            *sums[x].entry(other).or_insert(0.0) += sum;
            sums[other].remove(&y);
            *sums[other].entry(x).or_insert(0.0) += sum;
        }
    }
    members.into_iter().filter(|members| members.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn average_linkage_makes_no_chains() {
        let chain = [(0.6, 0, 1), (0.5, 1, 2), (0.45, 2, 3)];
        assert_eq!(cluster(4, &chain), [vec![0, 1], vec![2, 3]]);
        let clique = [(0.6, 0, 1), (0.6, 0, 2), (0.5, 1, 2)];
        assert_eq!(cluster(3, &clique), [vec![0, 1, 2]]);
    }

    /// The facts of an event as `article.sentence` of each, with the voices.
    fn check(articles: &[&[&str]], expected: &[&str]) {
        let event = example::event(articles);
        let shown = |fact: &Fact| {
            let spots: Vec<String> = fact
                .sentences
                .iter()
                .map(|citation| format!("{}.{}", &citation.article[1..], citation.sentence))
                .collect();
            format!("{}: {}", spots.join(" "), fact.origins)
        };
        assert_eq!(event.facts().iter().map(shown).collect::<Vec<_>>(), expected);
        assert!(
            event.links().is_sorted() && event.links().iter().all(|(a, b)| a.article < b.article)
        );
    }

    const CARS: &str = "Four cars and a van fell into the harbour of Dunmore on Monday.";
    const CARS_TOO: &str = "On Monday four cars and a van fell into Dunmore harbour, said Vane.";
    const BRIDGE: &str = "The bridge of Dunmore opened in 1974 and carries 22,000 vehicles a day.";
    const BRIDGE_TOO: &str =
        "The Dunmore bridge, which opened in 1974, carries some 22,000 vehicles a day.";

    #[test]
    fn facts_are_what_several_articles_say() {
        check(&[&[CARS, BRIDGE], &[CARS_TOO], &[BRIDGE_TOO]], &["0.0 1.0: 2", "0.1 2.0: 2"]);
        check(&[&[CARS, CARS_TOO]], &[]);
        check(&[&[CARS], &[BRIDGE]], &[]);
        let short = "Cars fell into Dunmore harbour.";
        check(&[&[short], &[short]], &["0.0 1.0: 2"]);
        check(&[&["Cars fell."], &["Cars fell."]], &[]);
        // Word for word, a few are enough.
        check(&[&["Nobody was hurt."], &["Nobody was hurt."]], &["0.0 1.0: 2"]);
        check(&[&["He was hurt."], &["He was hurt."]], &[]);
        check(&[&["Nobody was hurt."], &["Nobody is hurt."]], &[]);
        check(&[], &[]);
    }

    #[test]
    fn what_contradicts_is_no_fact() {
        check(&[&[CARS], &["Six cars and a van fell into the harbour of Dunmore on Monday."]], &[]);
        check(
            &[&[CARS], &["Four cars and a van fell into the harbour of Dunmore on Friday."]],
            &[],
        );
    }

    #[test]
    fn the_best_supported_comes_first_and_headings_are_none() {
        let third = "A van and four cars fell into the Dunmore harbour on Monday, police said.";
        check(
            &[&[BRIDGE, CARS], &[CARS_TOO, BRIDGE_TOO], &[third]],
            &["0.1 1.0 2.0: 3", "0.0 1.1: 2"],
        );
        // Voices count before sentences, sentences before places.
        let credited = format!("{} (AFP).", CARS.trim_end_matches('.'));
        check(&[&[&credited, BRIDGE], &[&credited, BRIDGE_TOO]], &["0.1 1.1: 2", "0.0 1.0: 1"]);
        let again = BRIDGE.replace("a day", "each day");
        check(&[&[CARS, BRIDGE], &[CARS_TOO, BRIDGE, &again]], &["0.1 1.1 1.2: 2", "0.0 1.0: 2"]);
        // Copies are one voice.
        check(&[&[BRIDGE], &[BRIDGE]], &["0.0 1.0: 1"]);
        let mut articles = vec![example::article(0, &[CARS]), example::article(1, &[CARS])];
        articles[1].sentences[0].kind = SentenceKind::Heading;
        assert!(facts(&Event::new("e".to_owned(), String::new(), articles)).0.is_empty());
    }

    #[test]
    fn sentences_that_credit_one_agency_are_one_voice() {
        let credited = format!("{} (AFP).", CARS.trim_end_matches('.'));
        check(&[&[&credited], &[&credited]], &["0.0 1.0: 1"]);
    }
}
