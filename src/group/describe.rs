//! What a person sees of an event before its briefing is made: id, address, title, and why its
//! articles are together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use q7x2_sdk::text::word;

use super::cluster::Cluster;
use super::features::Features;
use super::membership::Membership;
use super::vector::{self, Vector};

/// Longest run of title words in an address, in characters: with the id it still fits a line of a
/// terminal.
const SLUG: usize = 60;

/// Digits of the id in an address.
const SLUG_DIGITS: usize = 6;

/// Shared words that are named as the reason.
const REASONS: usize = 3;

/// The membership of one cluster of the collection.
pub(super) fn membership(
    cluster: &Cluster,
    features: &[Features],
    vectors: &[Vector],
) -> Membership {
    let mut members: Vec<usize> = cluster.members.iter().map(|member| *member as usize).collect();
    members.sort_unstable_by_key(|&at| features[at].key());
    let articles: Vec<&Features> = members.iter().map(|&at| &features[at]).collect();
    let earliest = articles.first().map_or("", |first| first.article.as_str());
    let pin = articles.first().and_then(|first| first.pin());
    let id = id(pin, earliest);
    let title = central(cluster, &members, features, vectors);
    Membership {
        slug: slug(title, &id, SLUG_DIGITS),
        title: title.to_owned(),
        pin: pin.map(str::to_owned),
        articles: articles.iter().map(|one| one.article.clone()).collect(),
        why: why(pin, &articles, cluster.mean()),
        id,
    }
}

/// Gives events that would share an address their whole id in it.
pub(super) fn part(events: &mut [Membership]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for event in &*events {
        *times.entry(event.slug.clone()).or_default() += 1;
    }
    for event in events {
        if times.get(&event.slug).is_some_and(|times| *times > 1) {
            event.slug = slug(&event.title, &event.id, event.id.len());
        }
    }
}

/// 16 hex digits of the pin, else of the earliest article's id.
fn id(pin: Option<&str>, earliest: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(if pin.is_some() { b"pin\0" } else { b"article\0" });
    hasher.update(pin.unwrap_or(earliest).as_bytes());
    hasher.finalize().to_hex().chars().take(16).collect()
}

/// Whole words of a title in ASCII, then the first digits of the id.
fn slug(title: &str, id: &str, digits: usize) -> String {
    let mut slug = String::new();
    let folded = word::fold(title).replace('\'', "");
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        // A word of another script would lose letters and mean something else.
        if word.is_empty() || !word.is_ascii() {
            continue;
        }
        if slug.len() + word.len() + 1 > SLUG {
            break;
        }
        slug.push_str(word);
        slug.push('-');
    }
    if slug.is_empty() {
        slug.push_str("event-");
    }
    slug + id.get(..digits).unwrap_or(id)
}

/// The title of the article most like all others: one that is trusted and has a title, where there
/// is one.
fn central<'a>(
    cluster: &Cluster,
    members: &[usize],
    features: &'a [Features],
    vectors: &[Vector],
) -> &'a str {
    let likeness = |at: usize| vector::product(&vector::single(&vectors[at]), &cluster.sum);
    let ranked = members.iter().rev().map(|at| (rank(&features[*at], likeness(*at)), at));
    // `max_by` keeps the last of equals; the earliest article is to be kept
    let central =
        ranked.max_by(|(a, _), (b, _)| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    central.map_or("", |(_, at)| features[*at].title.as_str())
}

/// How good an article's title is for its event: whether it has one, is trusted, and how central
/// the article is.
fn rank(one: &Features, likeness: f64) -> (bool, bool, f64) {
    (!one.title.trim().is_empty(), !one.low_trust, likeness)
}

fn why(pin: Option<&str>, articles: &[&Features], mean: Option<f64>) -> String {
    match (pin, mean) {
        (Some(pin), _) => format!("pinned as `{pin}`"),
        (None, None) => "no other article reports it".to_owned(),
        (None, Some(mean)) => format!("{}mean similarity {mean:.2}", shared(articles)),
    }
}

/// The words that most of the articles have among their heaviest: "shares Kyiv, ceasefire, Macron;
/// ".
fn shared(articles: &[&Features]) -> String {
    let mut held: BTreeMap<u32, (usize, u64, &str)> = BTreeMap::new();
    for article in articles {
        for (term, word) in article.terms.iter().zip(article.words.split(' ')) {
            let entry = held.entry(term.stem).or_insert((0, 0, word));
            entry.0 += 1;
            entry.1 += u64::from(term.frequency) * u64::from(term.rarity);
        }
    }
    let mut words: Vec<(Reverse<usize>, Reverse<u64>, &str)> = held
        .into_values()
        .filter(|held| held.0 > 1)
        .map(|(n, weight, word)| (Reverse(n), Reverse(weight), word))
        .collect();
    words.sort_unstable();
    let words: Vec<&str> = words.into_iter().take(REASONS).map(|(_, _, word)| word).collect();
    if words.is_empty() { String::new() } else { format!("shares {}; ", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_whole_words() {
        let check =
            |title: &str, expected: &str| assert_eq!(slug(title, "0123456789abcdef", 6), expected);
        check("Leaders meet in Paris", "leaders-meet-in-paris-012345");
        check("Élysée: l'accord « final »?", "elysee-laccord-final-012345");
        check("Zelensky’s “plan” — 90% ready!", "zelenskys-plan-90-ready-012345");
        check("", "event-012345");
        check("首脳会談 2026", "2026-012345");
        check("Саммит", "event-012345");
        check("../../etc/passwd\0", "etc-passwd-012345");
        check(&"word ".repeat(40), &format!("{}012345", "word-".repeat(12)));
        check(&"x".repeat(200), "event-012345");
    }

    #[test]
    fn pins_and_articles_of_one_name_have_different_ids() {
        assert_ne!(id(Some("a"), "b"), id(None, "a"));
        assert_eq!(id(Some("a"), "b"), id(Some("a"), "c"));
        assert_eq!(id(None, "b").len(), 16);
    }

    #[test]
    fn one_address_for_two_events_becomes_two() {
        let event = |id: &str| Membership {
            slug: "storm-000000".to_owned(),
            id: id.to_owned(),
            ..Membership::default()
        };
        let mut events =
            [event("0000000000000001"), event("0000000000000002"), Membership::default()];
        events[0].title = "Storm".to_owned();
        events[1].title = "Storm".to_owned();
        part(&mut events);
        assert_eq!(events[0].slug, "storm-0000000000000001");
        assert_eq!(events[1].slug, "storm-0000000000000002");
    }

    #[test]
    fn the_reason_names_what_most_share() {
        let term = |stem, rarity| crate::group::features::Term { stem, frequency: 4096, rarity };
        let features = |words: &str, stems: &[u32]| Features {
            words: words.to_owned(),
            terms: stems.iter().map(|&stem| term(stem, 10 * stem as u8)).collect(),
            ..Features::default()
        };
        let all = [
            features("Kyiv truce talks", &[1, 2, 3]),
            features("Kiev truce", &[4, 2]),
            features("truce talks Kyiv aid", &[2, 3, 1, 5]),
        ];
        assert_eq!(shared(&all.iter().collect::<Vec<_>>()), "shares truce, talks, Kyiv; ");
        assert_eq!(shared(&[&all[0]]), "");
    }
}
