//! What a person sees of an event before its briefing is made: id, address, title, and why its
//! articles are together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use q7x2_sdk::text::word;

use super::central;
use super::cluster::Cluster;
use super::features::Features;
use super::membership::Membership;

/// Longest run of title words in an address, in characters: with the id it still fits a line of a
/// terminal.
const SLUG: usize = 60;

/// Digits of the id in an address.
const SLUG_DIGITS: usize = 6;

/// Shared words that are named as the reason.
const REASONS: usize = 3;

/// The membership of one cluster of the collection, still without id and address, and the place of
/// its earliest article.
pub(super) fn membership(cluster: &Cluster, features: &[Features]) -> (usize, Membership) {
    let mut members: Vec<usize> = cluster.members.iter().map(|member| *member as usize).collect();
    members.sort_unstable_by_key(|&at| features[at].key());
    let articles: Vec<&Features> = members.iter().map(|&at| &features[at]).collect();
    let pin = articles.first().and_then(|first| first.pin());
    let membership = Membership {
        title: central::title(&articles).to_owned(),
        pin: pin.map(str::to_owned),
        articles: articles.iter().map(|one| one.article.clone()).collect(),
        why: why(pin, &articles, cluster.mean()),
        ..Membership::default()
    };
    (members.first().copied().unwrap_or_default(), membership)
}

/// Gives events their ids and addresses, to those first that began first: where articles of two
/// events call themselves the same, the later gives way, and nothing that comes later changes what
/// an earlier one is called. An address is made of the title of the event's earliest article, as
/// its id is of who that is: both stay as others join.
pub(super) fn name(events: &mut [(usize, Membership)], features: &[Features]) {
    events.sort_by_key(|(first, event)| (features[*first].key(), event.pin.clone()));
    let (mut ids, mut slugs) = (BTreeSet::new(), BTreeSet::new());
    for (first, event) in events {
        let first = &features[*first];
        event.id = free(event.pin.as_deref(), first, &ids);
        ids.insert(event.id.clone());
        event.slug = slug(&first.title, &event.id, SLUG_DIGITS);
        if !slugs.insert(event.slug.clone()) {
            event.slug = slug(&first.title, &event.id, event.id.len());
            slugs.insert(event.slug.clone());
        }
    }
}

/// The id of an event that nobody has yet.
fn free(pin: Option<&str>, first: &Features, taken: &BTreeSet<String>) -> String {
    let plain = id(pin, &first.identity);
    let place = (first.file.as_str(), first.record.as_deref().unwrap_or_default());
    let others = (0_u64..).map(|times| again(&plain, place, times));
    let free = |id: &String| !taken.contains(id);
    std::iter::once(plain.clone()).chain(others).find(free).unwrap_or_default()
}

/// The id of one more event whose earliest article calls itself as that of another does.
fn again(id: &str, (file, record): (&str, &str), times: u64) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("q7x2 event of the same name");
    for part in [id, file, record] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(&times.to_le_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

/// 16 hex digits of the pin, else of who the earliest article is.
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
    fn of_two_events_of_one_name_the_earlier_keeps_it() {
        let article = |file: &str, day: &str| Features {
            identity: "same".to_owned(),
            title: "Storm".to_owned(),
            file: file.to_owned(),
            published: q7x2_sdk::Published::parse(day),
            ..Features::default()
        };
        let features = [
            article("b.jsonl", "2026-01-06"),
            article("c.jsonl", "2026-01-07"),
            article("a.jsonl", "2026-01-08"),
        ];
        let named = |order: &[usize]| {
            let mut events: Vec<_> = order.iter().map(|&at| (at, Membership::default())).collect();
            name(&mut events, &features);
            events.sort_by_key(|(first, _)| *first);
            events.into_iter().map(|(_, event)| (event.id, event.slug)).collect::<Vec<_>>()
        };
        let all = named(&[2, 0, 1]);
        assert_eq!(all[0].0, id(None, "same"));
        assert_eq!(all, named(&[1, 2, 0]));
        assert_eq!(all[..2], named(&[0, 1]), "what comes later changes nothing before it");
        let ids: BTreeSet<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
        let slugs: BTreeSet<&str> = all.iter().map(|(_, slug)| slug.as_str()).collect();
        assert_eq!((ids.len(), slugs.len()), (3, 3));
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
